import type { Context } from "../../core/context";
import { CloudError, type Kind } from "../../core/error";
import { gathered, groupBy, named } from "../../core/gather";
import type { ZenlayerClient } from "./client";
import type { NetworkInterfaceRow, PublicIpv6Row } from "./wire";

/** Most ids in one DescribeNetworkInterfaces, and a page of DescribeIpv6Addresses. */
const PAGE = 100;
/** Up to so many cards are asked one by one: no more calls than pages of the list, and every account has that call. */
const FEW = 2;
/** Answers of a call that this account does not have. */
const NO_SUCH_CALL: readonly Kind[] = ["denied", "invalid", "unknown"];

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few calls. Nothing is
 * remembered. Something absent is undefined; a failed call is an error for those who asked in it.
 */
export class ZenlayerReads {
  private loaded: ReturnType<typeof loaders> | undefined;

  constructor(private readonly client: ZenlayerClient) {}

  card(ctx: Context, nicId: string): Promise<NetworkInterfaceRow | undefined> {
    return this.of(ctx).cards(ctx, nicId);
  }

  /** The public IPv6 of a card that has an IPv6; undefined if that is a private one. */
  publicIpv6(ctx: Context, card: NetworkInterfaceRow): Promise<PublicIpv6Row | undefined> {
    return this.of(ctx).publicIpv6(ctx, card);
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
    this.loaded ??= loaders(this.client, ctx.clock);
    return this.loaded;
  }
}

function loaders(client: ZenlayerClient, clock: Context["clock"]) {
  const cards = gathered<string, NetworkInterfaceRow>({
    ...{ clock, most: PAGE, nameOf: String },
    fetch: async (ctx, nicIds) => {
      const request = { nicIds, pageSize: PAGE };
      const { dataSet } = await client.call(ctx, "DescribeNetworkInterfaces", request, { subject: named(nicIds) });
      return new Map(dataSet.map((row) => [row.nicId, row]));
    },
  });

  const publicIpv6 = gathered<NetworkInterfaceRow, PublicIpv6Row>({
    ...{ clock, most: PAGE, nameOf: (card: NetworkInterfaceRow) => card.nicId },
    fetch: async (ctx, asked) => {
      const found = new Map<string, PublicIpv6Row | Error>();
      for (const [region, members] of groupBy(asked, (card) => card.regionId ?? "")) {
        const list = region && members.length > FEW ? await wholeRegion(ctx, region, members.length) : undefined;
        const rows = members.map(
          ({ nicId }) => list?.get(nicId) ?? (list ? undefined : ofCard(ctx, nicId).catch((error: Error) => error)),
        );
        for (const [index, row] of (await Promise.all(rows)).entries())
          if (row) found.set(members[index]?.nicId ?? "", row);
      }
      return found;
    },
  });

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
