import type { CallOptions } from "../../core/api/client";
import { CloudError, type Kind, Refusal, unlessGone } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { batched, eachAloneIfGone, groupBy, indexed, named } from "../../core/reads/batch";
import { everything, ListCache, type Pages, pageOf, walk } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import type {
  Answers,
  BandwidthClusterRow,
  Ipv6AddressRow,
  NetworkInterfaceRow,
  PublicIpv6Row,
  Requests,
  SubnetRow,
  ZenlayerApi,
} from "./wire";

/** Most ids in one DescribeNetworkInterfaces. */
const IDS = 100;
/** Largest page of DescribeNetworkInterfaces. */
const NICS_PAGE = 1_000;
/** The limit of DescribeIpv6Addresses is undocumented; all lists accept this. */
const ADDRESSES_PAGE = 100;
/** Up to this many network interfaces are read one by one: few calls, and every account has that call. */
const FEW = 2;
/** Errors of a call that this account does not have. */
const NO_SUCH_CALL: readonly Kind[] = ["denied", "invalid", "unknown"];

type ListAction = "DescribeNetworkInterfaces" | "DescribeBandwidthClusters";
export type Filter<A extends ListAction> = Omit<Requests[A], "pageSize" | "pageNum">;

/** The pages of one list. */
export function pagesOf<A extends ListAction>(
  client: ZenlayerApi,
  action: A,
  pageSize: number,
  filter: Filter<A>,
  options: CallOptions,
): Pages<Answers[A]["dataSet"][number]> {
  return async (ctx, pageNum) => {
    const request = { ...filter, pageSize, pageNum } as unknown as Requests[A];
    const { dataSet, totalCount } = await client.call(ctx, action, request, options);
    return pageOf<Answers[A]["dataSet"][number]>(dataSet, totalCount, pageNum, pageSize);
  };
}

/**
 * Batched reads of one client: concurrent reads of many resources become few calls. An absent object is undefined. A
 * failed call fails only the reads that were batched into it.
 */
export class ZenlayerReads {
  private readonly load;

  constructor(client: ZenlayerApi) {
    this.load = loaders(client);
  }

  nic(ctx: Context, nicId: string): Promise<NetworkInterfaceRow | undefined> {
    return this.load.nics(ctx, nicId);
  }

  /**
   * The public IPv6 of a network interface that has IPv6; undefined for a private one.
   *
   * @param ipv6Id its id, if known: many are then read in one call
   */
  publicIpv6(ctx: Context, nic: NetworkInterfaceRow, ipv6Id?: string): Promise<PublicIpv6Row | undefined> {
    return this.load.publicIpv6(ctx, { nic, ipv6Id });
  }

  /** What the list of addresses shows of a public IPv6; undefined if the account does not have that call. */
  async record(ctx: Context, ipv6Id: string): Promise<Ipv6AddressRow | undefined> {
    return this.load.isListless() ? undefined : this.load.records(ctx, ipv6Id);
  }

  /** Creation time of a public IPv6 in milliseconds; undefined if unknown. */
  async madeAt(ctx: Context, ipv6Id: string): Promise<number | undefined> {
    const time = Date.parse((await this.load.records(ctx, ipv6Id))?.createTime ?? "");
    return Number.isNaN(time) ? undefined : time;
  }

  /** `Public`, `Private`, or undefined. */
  async ipv6TypeOf(ctx: Context, subnetId: string): Promise<string | undefined> {
    return (await this.subnet(ctx, subnetId))?.ipv6Type ?? undefined;
  }

  subnet(ctx: Context, subnetId: string): Promise<SubnetRow | undefined> {
    return this.load.subnets(ctx, subnetId);
  }

  cluster(ctx: Context, clusterId: string): Promise<BandwidthClusterRow | undefined> {
    return this.load.clusters(ctx, clusterId);
  }

  /** All network interfaces of one region or of the account. */
  allNics(ctx: Context, region: string | undefined): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.load.nicPages(region));
  }
}

/** A network interface, and the id of its public IPv6 if known. */
interface OnNic {
  readonly nic: NetworkInterfaceRow;
  readonly ipv6Id: string | undefined;
}

function loaders(client: ZenlayerApi) {
  /** The last DescribeIpv6Addresses showed that this account does not have the call. */
  let listless = false;

  const nics = batched<string, NetworkInterfaceRow>({
    ...{ most: IDS, nameOf: String },
    // Older pages have a code for one that does not exist. And no page tells how many rows the cloud puts on one.
    fetch: eachAloneIfGone(async (ctx, nicIds) => {
      const pages = pagesOf(client, "DescribeNetworkInterfaces", IDS, { nicIds }, { subject: named(nicIds) });
      return indexed(await everything(ctx, pages), (row) => row.nicId);
    }),
    prefetch: Prefetch.of(
      new ListCache(client.listWrites, nicPages()),
      (rows) => new Map(rows.map((row) => [row.nicId, row])),
    ),
  });

  const publicIpv6 = batched<OnNic, PublicIpv6Row>({
    ...{ most: IDS, nameOf: ({ nic }: OnNic) => nic.nicId },
    fetch: async (ctx, query) => {
      const found = new Map<string, PublicIpv6Row | Error>(await byKnownId(ctx, query));
      const rest = query.filter(({ nic }) => !found.has(nic.nicId)).map(({ nic }) => nic);
      for (const [region, members] of groupBy(rest, (nic) => nic.regionId ?? "")) {
        const list = region && members.length > FEW ? await wholeRegion(ctx, region, members.length) : undefined;
        const rows = members.map(
          ({ nicId }) => list?.get(nicId) ?? (list ? undefined : ofNic(ctx, nicId).catch((error: Error) => error)),
        );
        for (const [index, row] of (await Promise.all(rows)).entries())
          if (row) found.set(members[index]?.nicId ?? "", row);
      }
      return found;
    },
    calls: (count) => count,
    prefetch: Prefetch.of(new ListCache(client.listWrites, addressPages()), byNic),
  });

  const records = batched<string, Ipv6AddressRow>({
    ...{ most: IDS, nameOf: String },
    fetch: async (ctx, ipv6Ids) => {
      const request = { ipv6Ids, pageSize: IDS };
      const list = await orNothing(client.call(ctx, "DescribeIpv6Addresses", request, { subject: named(ipv6Ids) }));
      listless = list === undefined;
      return indexed(list?.dataSet ?? [], (row) => row.ipv6Id);
    },
  });

  const subnets = batched<string, SubnetRow>({
    ...{ most: IDS, nameOf: String },
    fetch: async (ctx, subnetIds) => {
      const about = { subject: named(subnetIds) };
      const { dataSet } = await client.call(ctx, "DescribeSubnets", { subnetIds, pageSize: IDS }, about);
      return new Map(dataSet.map((row) => [row.subnetId, row]));
    },
  });

  const clusters = batched<string, BandwidthClusterRow>({
    ...{ most: IDS, nameOf: String },
    fetch: async (ctx, bandwidthClusterIds) => {
      const request = { bandwidthClusterIds, pageSize: IDS };
      const about = { subject: named(bandwidthClusterIds) };
      const { dataSet } = await client.call(ctx, "DescribeBandwidthClusters", request, about);
      return new Map(dataSet.map((row) => [row.bandwidthClusterId, row]));
    },
  });

  /** Those whose id is known and that are still on their network interface. */
  async function byKnownId(ctx: Context, query: readonly OnNic[]): Promise<Map<string, PublicIpv6Row>> {
    const known = query.filter(({ ipv6Id }) => ipv6Id !== undefined);
    if (known.length <= FEW || listless) return new Map();
    const rows = await Promise.all(known.map(({ ipv6Id = "" }) => records(ctx, ipv6Id)));
    const asked = new Set(known.map(({ nic }) => nic.nicId));
    return byNic(rows.flatMap((row) => (row?.nicId && asked.has(row.nicId) ? [row] : [])));
  }

  async function ofNic(ctx: Context, nicId: string): Promise<PublicIpv6Row | undefined> {
    const options = { subject: nicId };
    // Gone since the list was read; the next read of the list shows it.
    const answer = await unlessGone(client.call(ctx, "DescribeNetworkInterfacePublicIPv6", { nicId }, options));
    return answer?.address ?? undefined;
  }

  /** All of a region by network interface, if the account has the call and it takes fewer calls than single reads. */
  async function wholeRegion(ctx: Context, regionId: string, nicCount: number) {
    const walked = listless ? undefined : await walkOrNothing(ctx, regionId, nicCount - 1);
    return walked && walked.pages < nicCount ? byNic(walked.rows) : undefined;
  }

  async function walkOrNothing(ctx: Context, regionId: string, most: number) {
    return walk(ctx, addressPages(regionId), most).catch((error: unknown) => {
      if (!listless) throw error;
    });
  }

  function addressPages(regionId?: string): Pages<Ipv6AddressRow> {
    return async (ctx, pageNum) => {
      const request = { ...(regionId && { regionId }), pageSize: ADDRESSES_PAGE, pageNum };
      const about = { subject: `all of ${regionId ?? "the account"}` };
      const list = await orNothing(client.call(ctx, "DescribeIpv6Addresses", request, about));
      listless = list === undefined;
      if (list) return { rows: list.dataSet, total: list.totalCount };
      throw new Refusal("this account does not have the list of addresses");
    };
  }

  function nicPages(regionId?: string): Pages<NetworkInterfaceRow> {
    const options = { subject: `all of ${regionId ?? "the account"}` };
    return pagesOf(client, "DescribeNetworkInterfaces", NICS_PAGE, regionId ? { regionId } : {}, options);
  }

  return { nics: nics, publicIpv6, records, isListless: () => listless, subnets, clusters, nicPages: nicPages };
}

/** The public IPv6 by network interface, in the form of a read of that interface. */
function byNic(rows: readonly Ipv6AddressRow[]): Map<string, PublicIpv6Row> {
  return new Map(rows.flatMap(({ ipv6Id, nicId, ...row }) => (nicId ? [[nicId, { ...row, ipv6CidrId: ipv6Id }]] : [])));
}

/** DescribeIpv6Addresses is new: not every account, version or permission has it. */
async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CloudError && NO_SUCH_CALL.includes(error.kind)) return undefined;
    throw error;
  }
}
