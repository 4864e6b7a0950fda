import DataLoader from "dataloader";
import type { Context } from "../../core/context";
import { CloudError, type Kind } from "../../core/error";
import type { ZenlayerClient } from "./client";
import type { NetworkInterfaceRow, PublicIpv6Row } from "./wire";

/** Most ids in one DescribeNetworkInterfaces, and a page of DescribeIpv6Addresses. */
const PAGE = 100;
/** Reads asked for within so many milliseconds go out together. */
const GATHER = 10;
/** Up to so many cards are asked one by one: no more calls than pages of the list, and every account has that call. */
const FEW = 2;
/** Answers of a call that this account does not have. */
const NO_SUCH_CALL: readonly Kind[] = ["denied", "invalid", "unknown"];

interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few calls. Nothing is
 * remembered. Something absent is undefined; a failed call is an error for those who asked in it.
 */
export class ZenlayerReads {
  private loaded: ReturnType<typeof loaders> | undefined;

  constructor(private readonly client: ZenlayerClient) {}

  card(ctx: Context, nicId: string): Promise<NetworkInterfaceRow | undefined> {
    return this.of(ctx).cards.load({ ctx, key: nicId });
  }

  /** The public IPv6 of a card that has an IPv6; undefined if that is a private one. */
  publicIpv6(ctx: Context, card: NetworkInterfaceRow): Promise<PublicIpv6Row | undefined> {
    return this.of(ctx).publicIpv6.load({ ctx, key: card });
  }

  /** When a public IPv6 was made, in milliseconds; undefined where the cloud does not tell. */
  async madeAt(ctx: Context, ipv6Id: string): Promise<number | undefined> {
    const request = { ipv6Ids: [ipv6Id], pageSize: 1 };
    const list = await orNothing(this.client.call(ctx, "DescribeIpv6Addresses", request, { subject: ipv6Id }));
    const time = Date.parse(list?.dataSet[0]?.createTime ?? "");
    return Number.isNaN(time) ? undefined : time;
  }

  /** `Public`, `Private`, or undefined. */
  async ipv6TypeOf(ctx: Context, subnetId: string): Promise<string | undefined> {
    const request = { subnetIds: [subnetId], pageSize: 1 };
    const { dataSet } = await this.client.call(ctx, "DescribeSubnets", request, { subject: subnetId });
    return dataSet[0]?.ipv6Type ?? undefined;
  }

  private of(ctx: Context) {
    this.loaded ??= loaders(this.client, (send) => void ctx.clock.sleep(GATHER).then(send));
    return this.loaded;
  }
}

function loaders(client: ZenlayerClient, batchScheduleFn: (send: () => void) => void) {
  const options = { cache: false, batchScheduleFn, maxBatchSize: PAGE } as const;

  const cards = new DataLoader<Ask<string>, NetworkInterfaceRow | undefined>(async (asks) => {
    const nicIds = [...new Set(asks.map((ask) => ask.key))];
    const request = { nicIds, pageSize: PAGE };
    const about = { subject: named(nicIds) };
    const { dataSet } = await client.call(longest(asks), "DescribeNetworkInterfaces", request, about);
    const rows = new Map(dataSet.map((row) => [row.nicId, row]));
    return asks.map((ask) => rows.get(ask.key));
  }, options);

  const publicIpv6 = new DataLoader<Ask<NetworkInterfaceRow>, PublicIpv6Row | undefined>(async (asks) => {
    const found = new Map<string, Promise<PublicIpv6Row | undefined>>();
    const regions = groupBy(asks, (ask) => ask.key.regionId ?? "");
    for (const [region, members] of regions) {
      const ids = [...new Set(members.map((ask) => ask.key.nicId))];
      const list = region && ids.length > FEW ? await wholeRegion(longest(members), region, ids.length) : undefined;
      for (const id of ids) found.set(id, list ? Promise.resolve(list.get(id)) : ofCard(longest(members), id));
    }
    const settled = await Promise.allSettled(asks.map((ask) => found.get(ask.key.nicId)));
    return settled.map((result) => (result.status === "fulfilled" ? result.value : result.reason));
  }, options);

  async function ofCard(ctx: Context, nicId: string): Promise<PublicIpv6Row | undefined> {
    try {
      const { address } = await client.call(ctx, "DescribeNetworkInterfacePublicIPv6", { nicId }, { subject: nicId });
      return address ?? undefined;
    } catch (error) {
      // Gone since the list was read: the next look at the list tells so.
      if (error instanceof CloudError && error.kind === "gone") return undefined;
      throw error;
    }
  }

  /** All of a region by card, if that takes fewer calls than asking for each card, and the account has the call. */
  async function wholeRegion(ctx: Context, regionId: string, cardCount: number) {
    const rows = new Map<string, PublicIpv6Row>();
    for (let pageNum = 1, pages = 1; pageNum <= pages; pageNum++) {
      const request = { regionId, pageSize: PAGE, pageNum };
      const list = await orNothing(client.call(ctx, "DescribeIpv6Addresses", request, { subject: regionId }));
      pages = Math.ceil((list?.totalCount ?? 0) / PAGE);
      if (!list || pages >= cardCount) return undefined;
      for (const { ipv6Id, nicId, ...row } of list.dataSet) if (nicId) rows.set(nicId, { ...row, ipv6CidrId: ipv6Id });
    }
    return rows;
  }

  return { cards, publicIpv6 };
}

/** The call is young: not every account, version or permission has it. */
async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CloudError && NO_SUCH_CALL.includes(error.kind)) return undefined;
    throw error;
  }
}

/** Whoever may wait longest carries the call; a shorter deadline is felt by its own wait. */
function longest(asks: readonly Ask<unknown>[]): Context {
  return asks.map((ask) => ask.ctx).reduce((a, b) => (b.deadline > a.deadline ? b : a));
}

function named(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}

function groupBy<T>(items: readonly T[], of: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(of(item), [...(groups.get(of(item)) ?? []), item]);
  return groups;
}
