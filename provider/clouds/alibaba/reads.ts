import DataLoader from "dataloader";
import { canonicalAddress } from "../../core/address";
import type { Context } from "../../core/context";
import type { AlibabaClient } from "./client";
import type { Ipv6AddressRow, NetworkInterfaceRow } from "./wire";

/** Most ids in one DescribeIpv6Addresses, joined by commas. */
const IDS = 20;
/** Largest page of DescribeIpv6Addresses. */
const PAGE = 50;
/** More pages than any account has addresses for: an answer that never ends is not followed for ever. */
const MOST_PAGES = 1_000;
/** Most ids in one DescribeNetworkInterfaces. */
const CARDS = 100;
/** Reads asked for within so many milliseconds go out together. */
const GATHER = 10;

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few Describe calls, per
 * region. Nothing is remembered: every observation is fresh. Something absent is undefined; a failed call is an
 * error for those who asked in it, and for nobody else.
 */
export class AlibabaReads {
  private readonly byRegion = new Map<string, ReturnType<typeof loaders>>();

  constructor(private readonly client: AlibabaClient) {}

  addressById(ctx: Context, region: string, id: string): Promise<Ipv6AddressRow | undefined> {
    return this.of(ctx, region).byId.load({ ctx, key: id });
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.of(ctx, region).cards.load({ ctx, key: id });
  }

  /**
   * The VPC's records (`ipv6-` ids) of these addresses of one card, by canonical address. What is not filed under the
   * card, or its instance, is asked for by its text.
   */
  async idsOn(
    ctx: Context,
    region: string,
    card: NetworkInterfaceRow,
    held: readonly string[],
  ): Promise<Map<string, string>> {
    const { ofCards, byText } = this.of(ctx, region);
    const filed = await ofCards.load({ ctx, key: card });
    const ids = new Map(filed.map((row) => [spelled(row), row.Ipv6AddressId]));
    const missing = held.filter((address) => !ids.has(address));
    const rest = await Promise.all(missing.map((address) => byText(ctx, address, card.VpcId)));
    for (const row of rest.flat()) ids.set(spelled(row), row.Ipv6AddressId);
    return ids;
  }

  /** Which of these addresses another card of the VPC has. */
  async heldElsewhere(
    ctx: Context,
    region: string,
    card: NetworkInterfaceRow | undefined,
    addresses: readonly string[],
  ): Promise<string[]> {
    const { byText } = this.of(ctx, region);
    const found = await Promise.all(addresses.map((address) => byText(ctx, address, card?.VpcId)));
    const others = found.flat().filter((row) => row.AssociatedInstanceId && !(card && holds(row, card)));
    return others.map(spelled);
  }

  private of(ctx: Context, region: string) {
    let found = this.byRegion.get(region);
    if (!found) {
      found = loaders(this.client, region, (send) => void ctx.clock.sleep(GATHER).then(send));
      this.byRegion.set(region, found);
    }
    return found;
  }
}

interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

function loaders(client: AlibabaClient, RegionId: string, batchScheduleFn: (send: () => void) => void) {
  const options = { cache: false, batchScheduleFn } as const;

  const byId = new DataLoader<Ask<string>, Ipv6AddressRow | undefined>(
    async (asks) => {
      const ids = [...new Set(asks.map((ask) => ask.key))];
      const { Ipv6Addresses } = await client.call(
        lastOf(asks),
        "DescribeIpv6Addresses",
        { RegionId, Ipv6AddressId: ids.join(","), PageSize: PAGE },
        named(ids),
      );
      const rows = new Map(Ipv6Addresses.Ipv6Address.map((row) => [row.Ipv6AddressId, row]));
      return asks.map((ask) => rows.get(ask.key));
    },
    { ...options, maxBatchSize: IDS },
  );

  const cards = new DataLoader<Ask<string>, NetworkInterfaceRow | undefined>(
    async (asks) => {
      const ids = [...new Set(asks.map((ask) => ask.key))];
      const { NetworkInterfaceSets } = await client.call(
        lastOf(asks),
        "DescribeNetworkInterfaces",
        { RegionId, NetworkInterfaceId: ids, MaxResults: CARDS },
        named(ids),
      );
      const rows = new Map(NetworkInterfaceSets.NetworkInterfaceSet.map((row) => [row.NetworkInterfaceId, row]));
      return asks.map((ask) => rows.get(ask.key));
    },
    { ...options, maxBatchSize: CARDS },
  );

  /** Few cards: one filtered call each. Many cards of one VPC: the VPC's pages, if they are fewer. */
  const ofCards = new DataLoader<Ask<NetworkInterfaceRow>, Ipv6AddressRow[]>(async (asks) => {
    const ctx = lastOf(asks);
    const found = new Map<string, Promise<Ipv6AddressRow[]>>();
    for (const [vpc, members] of groupBy(
      asks.map((ask) => ask.key),
      (card) => card.VpcId ?? "",
    )) {
      const whole = vpc ? await wholeVpc(ctx, vpc, members.length) : undefined;
      for (const card of members) {
        const mine = whole ? Promise.resolve(whole.filter((row) => holds(row, card))) : pages(ctx, holder(card), 1);
        found.set(card.NetworkInterfaceId, mine);
      }
    }
    const settled = await Promise.allSettled(asks.map((ask) => found.get(ask.key.NetworkInterfaceId)));
    return settled.map((result) => (result.status === "fulfilled" ? (result.value ?? []) : result.reason));
  }, options);

  async function wholeVpc(ctx: Context, VpcId: string, cardCount: number): Promise<Ipv6AddressRow[] | undefined> {
    if (cardCount <= 2) return undefined;
    const first = await page(ctx, { VpcId }, 1);
    const last = Math.ceil((first.TotalCount ?? Number.POSITIVE_INFINITY) / PAGE);
    return last > cardCount
      ? undefined
      : [...first.Ipv6Addresses.Ipv6Address, ...(await pages(ctx, { VpcId }, 2, last))];
  }

  async function pages(ctx: Context, filter: Filter, from: number, to = MOST_PAGES): Promise<Ipv6AddressRow[]> {
    const rows: Ipv6AddressRow[] = [];
    for (let number = from; number <= to; number++) {
      const { TotalCount, Ipv6Addresses } = await page(ctx, filter, number);
      rows.push(...Ipv6Addresses.Ipv6Address);
      const full = Ipv6Addresses.Ipv6Address.length >= PAGE;
      if (!full || (TotalCount !== undefined && number * PAGE >= TotalCount)) break;
    }
    return rows;
  }

  function page(ctx: Context, filter: Filter, PageNumber: number) {
    const request = { RegionId, ...filter, PageNumber, PageSize: PAGE };
    return client.call(
      ctx,
      "DescribeIpv6Addresses",
      request,
      filter.AssociatedInstanceId ?? filter.Ipv6Address ?? filter.VpcId,
    );
  }

  const byText = (ctx: Context, Ipv6Address: string, VpcId: string | undefined) =>
    pages(ctx, { Ipv6Address, VpcId }, 1, 1);

  return { byId, cards, ofCards, byText };
}

function spelled(row: Ipv6AddressRow): string {
  return canonicalAddress(row.Ipv6Address) ?? row.Ipv6Address;
}

type Filter = {
  VpcId?: string | undefined;
  Ipv6Address?: string;
  AssociatedInstanceType?: string;
  AssociatedInstanceId?: string;
};

/** A primary card's addresses are filed under its instance, a secondary card's under itself. */
function holder(card: NetworkInterfaceRow): Filter & { AssociatedInstanceId: string } {
  return card.Type === "Primary" && card.InstanceId
    ? { AssociatedInstanceType: "EcsInstance", AssociatedInstanceId: card.InstanceId }
    : { AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: card.NetworkInterfaceId };
}

function holds(row: Ipv6AddressRow, card: NetworkInterfaceRow): boolean {
  return row.AssociatedInstanceId === holder(card).AssociatedInstanceId;
}

function lastOf(asks: readonly Ask<unknown>[]): Context {
  // Whoever may wait longest carries the call; a shorter deadline is felt by its own wait.
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
