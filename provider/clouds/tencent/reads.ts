import type { CallOptions } from "../../core/api/client";
import { CloudError, type Kind, kindOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { batched, eachAloneIfGone, forEach, indexed, named } from "../../core/reads/batch";
import { everything, ListCache, type Pages, pageOf, walk } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import { TASK_FAILED } from "./errors";
import type { AddressRow, Answers, Ipv6AddressRow, NetworkInterfaceRow, Requests, TaskWord, TencentApi } from "./wire";

/** Largest page, and most values in one filter or list. */
export const PAGE_SIZE = 100;

type ListAction =
  | "DescribeNetworkInterfaces"
  | "DescribeIp6Addresses"
  | "DescribeIPv6Addresses"
  | "DescribeBandwidthPackages";
export type Filter<A extends ListAction> = Omit<Requests[A], "Offset" | "Limit">;

/** The pages of one list. */
export function pagesOf<A extends ListAction, Row>(
  client: TencentApi,
  action: A,
  rowsOf: (answer: Answers[A]) => readonly Row[],
  filter: Filter<A>,
  options: CallOptions,
): Pages<Row> {
  return async (ctx, number) => {
    const request = { ...filter, Offset: (number - 1) * PAGE_SIZE, Limit: PAGE_SIZE } as unknown as Requests[A];
    const answer = await client.call(ctx, action, request, options);
    return pageOf(rowsOf(answer), answer.TotalCount, number, PAGE_SIZE);
  };
}
export const nicRows = (answer: Answers["DescribeNetworkInterfaces"]) => answer.NetworkInterfaceSet;
export const addressRows = (answer: Answers["DescribeIp6Addresses"]) => answer.AddressSet;

/**
 * Batched reads of one client: reads that many resources make at once are sent as few Describe calls, per region. A
 * missing object is undefined. A failed call fails only the reads in it.
 */
export class TencentReads {
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: TencentApi) {}

  /** The bandwidth of an address, undefined if it has none. The address is canonical. */
  published(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    return this.in(region).published(ctx, address);
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.in(region).nics(ctx, id);
  }

  /** The status of a public address task, undefined if the cloud does not tell it: concurrent reads share one call. */
  task(ctx: Context, region: string, taskId: string): Promise<TaskWord | undefined> {
    return this.in(region).tasks(ctx, taskId);
  }

  /** All public addresses of the region. */
  allPublished(ctx: Context, region: string): Promise<readonly AddressRow[]> {
    return everything(ctx, this.in(region).publishedPages);
  }

  /** All network interfaces of the region. */
  allNics(ctx: Context, region: string): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.in(region).nicPages);
  }
}

function loaders(client: TencentApi, region: string) {
  const all = { region, subject: `all of ${region}` };
  const publishedPages = pagesOf(client, "DescribeIp6Addresses", addressRows, {}, all);
  const nicPages = pagesOf(client, "DescribeNetworkInterfaces", nicRows, {}, all);
  const byName = { most: PAGE_SIZE, nameOf: String };
  const published = batched<string, AddressRow>({
    ...byName,
    fetch: eachAloneIfGone(publishedOf, publishedList),
    prefetch: Prefetch.of(new ListCache(client.listWrites, publishedPages), byAddress),
  });
  const nics = batched<string, NetworkInterfaceRow>({
    ...byName,
    fetch: eachAloneIfGone(nicsOf),
    prefetch: Prefetch.of(new ListCache(client.listWrites, nicPages), byNic),
  });
  const tasks = batched<string, TaskWord>({
    ...byName,
    fetch: async (ctx, ids) => {
      const statuses = await Promise.all(ids.map((id) => taskOf(ctx, id).catch((error: Error) => error)));
      return new Map(ids.flatMap((id, index) => (statuses[index] ? [[id, statuses[index]] as const] : [])));
    },
  });

  async function publishedOf(ctx: Context, addresses: readonly string[]) {
    const filter = { Filters: [{ Name: "address-ip" as const, Values: addresses }] };
    const options = { region, subject: named(addresses) };
    return byAddress(await everything(ctx, pagesOf(client, "DescribeIp6Addresses", addressRows, filter, options)));
  }

  /** One address without bandwidth fails the whole call. Listing all addresses may then take fewer calls. */
  async function publishedList(ctx: Context, addresses: readonly string[]) {
    const { rows, pages } = await walk(ctx, publishedPages, addresses.length);
    return pages <= addresses.length ? byAddress(rows) : undefined;
  }

  async function nicsOf(ctx: Context, NetworkInterfaceIds: readonly string[]) {
    const options = { region, subject: named(NetworkInterfaceIds) };
    return byNic(
      await everything(ctx, pagesOf(client, "DescribeNetworkInterfaces", nicRows, { NetworkInterfaceIds }, options)),
    );
  }

  /** A failed task is reported as a status or as an error. */
  async function taskOf(ctx: Context, taskId: string): Promise<TaskWord | undefined> {
    const about = { region, subject: `task ${taskId}` };
    try {
      return (
        await client.call(ctx, "DescribeTaskResult", { TaskId: Number(taskId) }, { ...about, final: isFailedTask })
      ).Result;
    } catch (error) {
      if (error instanceof CloudError && isFailedTask(error)) return "FAILED";
      // Not known yet, or no more: the state of the address tells what became of it.
      if (UNTOLD.includes(kindOf(error))) return undefined;
      throw error;
    }
  }

  return { published, nics, tasks, publishedPages, nicPages };
}

const byNic = (rows: readonly NetworkInterfaceRow[]) => indexed(rows, (row) => row.NetworkInterfaceId);

/** Answers about a task that say nothing of it. */
const UNTOLD: readonly Kind[] = ["gone", "invalid", "unknown"];

/** The addresses of a network interface by canonical spelling. */
export function addressesOf(nic: NetworkInterfaceRow | undefined): Map<string, Ipv6AddressRow> {
  return new Map((nic?.Ipv6AddressSet ?? []).map((row) => [canonicalAddress(row.Address) ?? row.Address, row]));
}

function isFailedTask({ code }: CloudError): boolean {
  return code === TASK_FAILED;
}

function byAddress(rows: readonly AddressRow[]): Map<string, AddressRow> {
  return new Map(
    rows.flatMap((row) => (row.AddressIp ? [[canonicalAddress(row.AddressIp) ?? row.AddressIp, row]] : [])),
  );
}
