import { CloudError } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { eachAloneIfGone, forEach, gathered, indexed, named } from "../../core/reads/batch";
import { everything, Listing, pageOf, walk } from "../../core/reads/list-cache";
import { Ahead } from "../../core/reads/prefetch";
import { TASK_FAILED } from "./errors";
import type { AddressRow, Ipv6AddressRow, NetworkInterfaceRow, TaskWord, TencentApi } from "./wire";

/** Largest page, and most values of one filter or list. */
const PAGE = 100;

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few Describe calls, per
 * region. Something absent is undefined; a failed call is an error for those who asked in it, and for nobody else.
 */
export class TencentReads {
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: TencentApi) {}

  /** The bandwidth of an address; undefined where it has none. The address is canonical. */
  published(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    return this.in(region).published(ctx, address);
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.in(region).cards(ctx, id);
  }

  /** A task of public addresses: one call for all who wait for it. */
  async task(ctx: Context, region: string, taskId: string): Promise<TaskWord> {
    return (await this.in(region).tasks(ctx, taskId)) as TaskWord;
  }

  /** All public addresses of the region. */
  allPublished(ctx: Context, region: string): Promise<readonly AddressRow[]> {
    return everything(ctx, this.in(region).publishedPages);
  }

  /** All network cards of the region. */
  allCards(ctx: Context, region: string): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.in(region).cardPages);
  }
}

function loaders(client: TencentApi, region: string) {
  const byName = { most: PAGE, nameOf: String };
  const published = gathered<string, AddressRow>({
    ...byName,
    fetch: eachAloneIfGone(publishedOf, publishedList),
    ahead: Ahead.of(new Listing(client.listWrites, publishedPages), byAddress),
  });
  const cards = gathered<string, NetworkInterfaceRow>({
    ...byName,
    fetch: eachAloneIfGone(cardsOf),
    ahead: Ahead.of(new Listing(client.listWrites, cardPages), byCard),
  });
  const tasks = gathered<string, TaskWord>({
    ...byName,
    fetch: async (ctx, ids) => {
      const words = await Promise.all(ids.map((id) => taskOf(ctx, id).catch((error: Error) => error)));
      return new Map(ids.map((id, index) => [id, words[index] as TaskWord | Error]));
    },
  });

  async function publishedPages(ctx: Context, number: number) {
    const { TotalCount, AddressSet } = await page(ctx, { Offset: (number - 1) * PAGE }, `all of ${region}`);
    return { rows: AddressSet, total: TotalCount };
  }

  function page(ctx: Context, more: object, subject: string) {
    return client.call(ctx, "DescribeIp6Addresses", { ...more, Limit: PAGE }, { region, subject });
  }

  async function publishedOf(ctx: Context, addresses: readonly string[]) {
    const Filters = [{ Name: "address-ip" as const, Values: addresses }];
    return byAddress((await page(ctx, { Filters }, named(addresses))).AddressSet);
  }

  /** One address without bandwidth refuses the whole call. Then the account's list may take fewer calls. */
  async function publishedList(ctx: Context, addresses: readonly string[]) {
    const { rows, pages } = await walk(ctx, publishedPages, addresses.length);
    return pages <= addresses.length ? byAddress(rows) : undefined;
  }

  async function cardsOf(ctx: Context, NetworkInterfaceIds: readonly string[]) {
    const options = { region, subject: named(NetworkInterfaceIds) };
    const request = { NetworkInterfaceIds, Limit: PAGE };
    return byCard((await client.call(ctx, "DescribeNetworkInterfaces", request, options)).NetworkInterfaceSet);
  }

  async function cardPages(ctx: Context, number: number) {
    const request = { Offset: (number - 1) * PAGE, Limit: PAGE };
    const options = { region, subject: `all of ${region}` };
    const { NetworkInterfaceSet, TotalCount } = await client.call(ctx, "DescribeNetworkInterfaces", request, options);
    return pageOf(NetworkInterfaceSet, TotalCount, number, PAGE);
  }

  /** A failed task may come as an error as well as a word. */
  async function taskOf(ctx: Context, taskId: string): Promise<TaskWord> {
    const about = { region, subject: `task ${taskId}` };
    try {
      return (
        await client.call(ctx, "DescribeTaskResult", { TaskId: Number(taskId) }, { ...about, final: isFailedTask })
      ).Result;
    } catch (error) {
      if (error instanceof CloudError && isFailedTask(error)) return "FAILED";
      throw error;
    }
  }

  return { published, cards, tasks, publishedPages, cardPages };
}

const byCard = (rows: readonly NetworkInterfaceRow[]) => indexed(rows, (row) => row.NetworkInterfaceId);

/** The addresses of a card, by their canonical spelling. */
export function addressesOf(card: NetworkInterfaceRow | undefined): Map<string, Ipv6AddressRow> {
  return new Map((card?.Ipv6AddressSet ?? []).map((row) => [canonicalAddress(row.Address) ?? row.Address, row]));
}

function isFailedTask({ code }: CloudError): boolean {
  return code === TASK_FAILED;
}

function byAddress(rows: readonly AddressRow[]): Map<string, AddressRow> {
  return new Map(
    rows.flatMap((row) => (row.AddressIp ? [[canonicalAddress(row.AddressIp) ?? row.AddressIp, row]] : [])),
  );
}
