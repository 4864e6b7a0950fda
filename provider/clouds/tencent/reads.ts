import { CloudError, kindOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { gathered, named } from "../../core/reads/batch";
import { everything, Listing, walk } from "../../core/reads/list-cache";
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
  private readonly byRegion = new Map<string, ReturnType<typeof loaders>>();

  constructor(private readonly client: TencentApi) {}

  /** The bandwidth of an address; undefined where it has none. The address is canonical. */
  published(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    return this.of(ctx, region).published(ctx, address);
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.of(ctx, region).cards(ctx, id);
  }

  /** A task of public addresses: one call for all who wait for it. */
  async task(ctx: Context, region: string, taskId: string): Promise<TaskWord> {
    return (await this.of(ctx, region).tasks(ctx, taskId)) as TaskWord;
  }

  /** All public addresses of the region. */
  allPublished(ctx: Context, region: string): Promise<readonly AddressRow[]> {
    return everything(ctx, this.of(ctx, region).publishedPages);
  }

  /** All network cards of the region. */
  allCards(ctx: Context, region: string): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.of(ctx, region).cardPages);
  }

  private of(ctx: Context, region: string) {
    let found = this.byRegion.get(region);
    if (!found) {
      found = loaders(this.client, region, ctx.clock);
      this.byRegion.set(region, found);
    }
    return found;
  }
}

function loaders(client: TencentApi, region: string, clock: Context["clock"]) {
  const byName = { clock, most: PAGE, nameOf: String };
  const published = gathered<string, AddressRow>({
    ...{ ...byName, fetch: publishedOf },
    ahead: Ahead.of(new Listing(client.listWrites, publishedPages), byAddress),
  });
  const cards = gathered<string, NetworkInterfaceRow>({
    ...{ ...byName, fetch: cardsOf },
    ahead: Ahead.of(new Listing(client.listWrites, cardPages), byCard),
  });
  const tasks = gathered<string, TaskWord>({
    ...byName,
    fetch: async (ctx, ids) => {
      const words = await Promise.all(ids.map((id) => taskOf(ctx, id).catch((error: Error) => error)));
      return new Map(ids.map((id, index) => [id, words[index] as TaskWord | Error]));
    },
  });

  /** By address. One that has no bandwidth may refuse the whole call: then the account's list tells, or each alone. */
  async function publishedOf(ctx: Context, addresses: readonly string[]): Promise<Map<string, AddressRow>> {
    const Filters = [{ Name: "address-ip" as const, Values: addresses }];
    try {
      return byAddress((await page(ctx, { Filters }, named(addresses))).AddressSet);
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
      if (addresses.length === 1) return new Map();
    }
    const { rows, pages } = await walk(ctx, publishedPages, addresses.length);
    if (pages <= addresses.length) return byAddress(rows);
    const single = await Promise.all(addresses.map((address) => publishedOf(ctx, [address])));
    return new Map(single.flatMap((rows) => [...rows]));
  }

  async function publishedPages(ctx: Context, number: number) {
    const { TotalCount, AddressSet } = await page(ctx, { Offset: (number - 1) * PAGE }, `all of ${region}`);
    return { rows: AddressSet, total: TotalCount };
  }

  function page(ctx: Context, more: object, subject: string) {
    return client.call(ctx, "DescribeIp6Addresses", { ...more, Limit: PAGE }, { region, subject });
  }

  async function cardsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, NetworkInterfaceRow>> {
    try {
      const request = { NetworkInterfaceIds: ids, Limit: PAGE };
      const { NetworkInterfaceSet: rows } = await client.call(ctx, "DescribeNetworkInterfaces", request, {
        region,
        subject: named(ids),
      });
      return byCard(rows);
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
      if (ids.length === 1) return new Map();
      const single = await Promise.all(ids.map((id) => cardsOf(ctx, [id])));
      return new Map(single.flatMap((rows) => [...rows]));
    }
  }

  async function cardPages(ctx: Context, number: number) {
    const request = { Offset: (number - 1) * PAGE, Limit: PAGE };
    const answer = await client.call(ctx, "DescribeNetworkInterfaces", request, {
      region,
      subject: `all of ${region}`,
    });
    const { NetworkInterfaceSet: rows, TotalCount: total } = answer;
    if (total !== undefined) return { rows, total };
    return { rows, next: rows.length >= PAGE ? String(number + 1) : undefined };
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

function byCard(rows: readonly NetworkInterfaceRow[]): Map<string, NetworkInterfaceRow> {
  return new Map(rows.map((row) => [row.NetworkInterfaceId, row]));
}

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
