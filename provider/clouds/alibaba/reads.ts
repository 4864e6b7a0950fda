import { canonicalAddress } from "../../core/address";
import type { Context } from "../../core/context";
import { gathered, groupBy, named } from "../../core/gather";
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

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few Describe calls, per
 * region. Nothing is remembered: every observation is fresh. Something absent is undefined; a failed call is an
 * error for those who asked in it, and for nobody else.
 */
export class AlibabaReads {
  private readonly byRegion = new Map<string, ReturnType<typeof loaders>>();

  constructor(private readonly client: AlibabaClient) {}

  addressById(ctx: Context, region: string, id: string): Promise<Ipv6AddressRow | undefined> {
    return this.of(ctx, region).byId(ctx, id);
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.of(ctx, region).cards(ctx, id);
  }

  /** The cards that have this address, which is canonical: one in each VPC at most. */
  async cardsHolding(ctx: Context, region: string, address: string): Promise<readonly NetworkInterfaceRow[]> {
    return (await this.of(ctx, region).holders(ctx, address)) ?? [];
  }

  /**
   * The VPC's records (with `ipv6-` ids) of the addresses of one card. Those named that are not filed under the card,
   * or its instance, are asked for by their text.
   */
  async recordsOn(
    ctx: Context,
    region: string,
    card: NetworkInterfaceRow,
    named: readonly string[],
  ): Promise<Ipv6AddressRow[]> {
    const { ofCards, byText } = this.of(ctx, region);
    const filed = (await ofCards(ctx, card)) ?? [];
    const known = new Set(filed.map(spelled));
    const missing = named.filter((address) => !known.has(address));
    const rest = await Promise.all(missing.map((address) => byText(ctx, address, card.VpcId)));
    return [...filed, ...rest.flat()];
  }

  /** Which of these addresses another card of the VPC has, or nobody's card: a free address is somebody's, too. */
  async heldElsewhere(
    ctx: Context,
    region: string,
    card: NetworkInterfaceRow | undefined,
    addresses: readonly string[],
  ): Promise<string[]> {
    const { byText } = this.of(ctx, region);
    const found = await Promise.all(addresses.map((address) => byText(ctx, address, card?.VpcId)));
    // One that is on no card is somebody's too, unless it is still on its way to this one.
    const taken = (row: Ipv6AddressRow) => row.AssociatedInstanceId || row.Status === "Available";
    const others = found.flat().filter((row) => taken(row) && !(card && holds(row, card)));
    return others.map(spelled);
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

function loaders(client: AlibabaClient, RegionId: string, clock: Context["clock"]) {
  const byId = gathered<string, Ipv6AddressRow>({
    ...{ clock, most: IDS, nameOf: String },
    fetch: async (ctx, ids) => {
      const request = { RegionId, Ipv6AddressId: ids.join(","), PageSize: PAGE };
      const { Ipv6Addresses } = await client.call(ctx, "DescribeIpv6Addresses", request, named(ids));
      return new Map(Ipv6Addresses.Ipv6Address.map((row) => [row.Ipv6AddressId, row]));
    },
  });

  const cards = gathered<string, NetworkInterfaceRow>({
    ...{ clock, most: CARDS, nameOf: String },
    fetch: async (ctx, ids) => {
      const request = { RegionId, NetworkInterfaceId: ids, MaxResults: CARDS };
      const { NetworkInterfaceSets } = await client.call(ctx, "DescribeNetworkInterfaces", request, named(ids));
      return new Map(NetworkInterfaceSets.NetworkInterfaceSet.map((row) => [row.NetworkInterfaceId, row]));
    },
  });

  const holders = gathered<string, NetworkInterfaceRow[]>({
    ...{ clock, most: CARDS, nameOf: String },
    fetch: async (ctx, addresses) => {
      const request = { RegionId, Ipv6Address: addresses, MaxResults: CARDS };
      const { NetworkInterfaceSets } = await client.call(ctx, "DescribeNetworkInterfaces", request, named(addresses));
      const held = NetworkInterfaceSets.NetworkInterfaceSet.map((card) => ({ card, texts: textsOn(card) }));
      const of = (address: string) => held.filter(({ texts }) => texts.includes(address)).map(({ card }) => card);
      return new Map(addresses.map((address) => [address, of(address)]));
    },
  });

  /** Few cards: one filtered call each. Many cards of one VPC: the VPC's pages, if they are fewer. */
  const ofCards = gathered<NetworkInterfaceRow, Ipv6AddressRow[]>({
    ...{ clock, most: CARDS, nameOf: (card: NetworkInterfaceRow) => card.NetworkInterfaceId },
    fetch: async (ctx, asked) => {
      const found = new Map<string, Ipv6AddressRow[] | Error>();
      for (const [vpc, members] of groupBy(asked, (card) => card.VpcId ?? "")) {
        const whole = vpc ? await wholeVpc(ctx, vpc, members.length) : undefined;
        const rows = members.map((card) =>
          whole ? whole.filter((row) => holds(row, card)) : pages(ctx, holder(card), 1).catch((error: Error) => error),
        );
        for (const [index, mine] of (await Promise.all(rows)).entries()) {
          found.set(members[index]?.NetworkInterfaceId ?? "", mine);
        }
      }
      return found;
    },
  });

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

  return { byId, cards, holders, ofCards, byText };
}

export function spelled(row: Pick<Ipv6AddressRow, "Ipv6Address">): string {
  return canonicalAddress(row.Ipv6Address) ?? row.Ipv6Address;
}

/** The addresses on a card, canonical. */
export function textsOn({ Ipv6Sets }: NetworkInterfaceRow): string[] {
  return (Ipv6Sets?.Ipv6Set ?? []).map(spelled);
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
