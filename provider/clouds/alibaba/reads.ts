import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { batched, forEach, groupBy, indexed, named } from "../../core/reads/batch";
import { everything, ListCache, type Pages } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import { type Filter, PAGE_SIZE, pagesOf, wholeIfFewer } from "./pages";
import type { AlibabaApi, Ipv6AddressRow, NetworkInterfaceRow } from "./wire";

/** Most ids in one DescribeIpv6Addresses, joined by commas. */
const IDS = 20;
/** Most ids in one DescribeNetworkInterfaces. */
const CARDS = 100;
/** Largest page of DescribeNetworkInterfaces. */
const CARDS_PAGE = 500;

/**
 * Reads of one client, gathered: what many resources ask for in one moment goes out as few Describe calls, per
 * region. Something absent is undefined; a failed call is an error for those who asked in it, and for nobody else.
 */
export class AlibabaReads {
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: AlibabaApi) {}

  addressById(ctx: Context, region: string, id: string): Promise<Ipv6AddressRow | undefined> {
    return this.in(region).byId(ctx, id);
  }

  networkInterface(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | undefined> {
    return this.in(region).nics(ctx, id);
  }

  /** The cards that have this address, which is canonical: one in each VPC at most. */
  async nicsHolding(ctx: Context, region: string, address: string): Promise<readonly NetworkInterfaceRow[]> {
    return (await this.in(region).holders(ctx, address)) ?? [];
  }

  /**
   * The VPC's records (with `ipv6-` ids) of the addresses of one card. Those named that are not filed under the card,
   * or its instance, are asked for by their text.
   */
  async recordsOn(
    ctx: Context,
    region: string,
    nic: NetworkInterfaceRow,
    named: readonly string[],
  ): Promise<Ipv6AddressRow[]> {
    const { ofNics, byText } = this.in(region);
    const filed = (await ofNics(ctx, nic)) ?? [];
    const known = new Set(filed.map(spelled));
    const missing = named.filter((address) => !known.has(address));
    const rest = await Promise.all(missing.map((address) => byText(ctx, address, nic.VpcId)));
    return [...filed, ...rest.flat()];
  }

  /** Which of these addresses another card of the VPC has, or nobody's card: a free address is somebody's, too. */
  async heldElsewhere(
    ctx: Context,
    region: string,
    nic: NetworkInterfaceRow | undefined,
    addresses: readonly string[],
  ): Promise<string[]> {
    const { byText } = this.in(region);
    const found = await Promise.all(addresses.map((address) => byText(ctx, address, nic?.VpcId)));
    // One that is on no card is somebody's too, unless it is still on its way to this one.
    const taken = (row: Ipv6AddressRow) => row.AssociatedInstanceId || row.Status === "Available";
    const others = found.flat().filter((row) => taken(row) && !(nic && holds(row, nic)));
    return others.map(spelled);
  }

  /** All addresses of the region. */
  allAddresses(ctx: Context, region: string): Promise<readonly Ipv6AddressRow[]> {
    return everything(ctx, this.in(region).addressPages);
  }

  /** All network cards of the region. */
  allNics(ctx: Context, region: string): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.in(region).nicPages);
  }
}

function loaders(client: AlibabaApi, RegionId: string) {
  const addressPages = addressesBy({});
  const addresses = new ListCache(client.listWrites, addressPages);
  const listedNics = new ListCache(client.listWrites, nicPages);

  const byId = batched<string, Ipv6AddressRow>({
    ...{ most: IDS, nameOf: String },
    fetch: async (ctx, ids) => {
      const request = { RegionId, Ipv6AddressId: ids.join(","), PageSize: PAGE_SIZE };
      const { Ipv6Addresses } = await client.call(ctx, "DescribeIpv6Addresses", request, { subject: named(ids) });
      return byAddressId(Ipv6Addresses.Ipv6Address);
    },
    prefetch: Prefetch.of(addresses, byAddressId),
  });

  const nics = batched<string, NetworkInterfaceRow>({
    ...{ most: CARDS, nameOf: String },
    fetch: async (ctx, ids) => {
      const request = { RegionId, NetworkInterfaceId: ids, MaxResults: CARDS };
      const { NetworkInterfaceSets } = await client.call(ctx, "DescribeNetworkInterfaces", request, {
        subject: named(ids),
      });
      return byNicId(NetworkInterfaceSets.NetworkInterfaceSet);
    },
    prefetch: Prefetch.of(listedNics, byNicId),
  });

  const holders = batched<string, NetworkInterfaceRow[]>({
    ...{ most: CARDS, nameOf: String },
    fetch: async (ctx, addresses) => {
      const request = { RegionId, Ipv6Address: addresses, MaxResults: CARDS };
      const { NetworkInterfaceSets } = await client.call(ctx, "DescribeNetworkInterfaces", request, {
        subject: named(addresses),
      });
      const held = NetworkInterfaceSets.NetworkInterfaceSet.map((nic) => ({ nic: nic, texts: textsOn(nic) }));
      const of = (address: string) => held.filter(({ texts }) => texts.includes(address)).map(({ nic }) => nic);
      return new Map(addresses.map((address) => [address, of(address)]));
    },
  });

  /** Few cards: one filtered call each. Many cards of one VPC: the VPC's pages, if they are fewer. */
  const ofNics = batched<NetworkInterfaceRow, Ipv6AddressRow[]>({
    ...{ most: CARDS, nameOf: (nic: NetworkInterfaceRow) => holder(nic).AssociatedInstanceId },
    fetch: async (ctx, query) => {
      const found = new Map<string, Ipv6AddressRow[] | Error>();
      for (const [vpc, members] of groupBy(query, (nic) => nic.VpcId ?? "")) {
        const whole = vpc ? await wholeIfFewer(ctx, addressesBy({ VpcId: vpc }), members.length) : undefined;
        const rows = members.map((nic) =>
          whole ? whole.filter((row) => holds(row, nic)) : onNic(ctx, nic).catch((error: Error) => error),
        );
        for (const [index, mine] of (await Promise.all(rows)).entries()) {
          const nic = members[index];
          if (nic) found.set(holder(nic).AssociatedInstanceId, mine);
        }
      }
      return found;
    },
    calls: (count) => count,
    prefetch: Prefetch.of(addresses, (rows) => groupBy(rows, (row) => row.AssociatedInstanceId ?? "")),
  });

  async function onNic(ctx: Context, nic: NetworkInterfaceRow): Promise<Ipv6AddressRow[]> {
    return [...(await everything(ctx, addressesBy(holder(nic))))];
  }

  function addressesBy(filter: AddressFilter): Pages<Ipv6AddressRow> {
    const subject = filter.AssociatedInstanceId ?? filter.Ipv6Address ?? filter.VpcId ?? `all of ${RegionId}`;
    return pagesOf(client, "DescribeIpv6Addresses", RegionId, filter, { subject });
  }

  async function nicPages(ctx: Context, _number: number, NextToken?: string) {
    const request = { RegionId, MaxResults: CARDS_PAGE, ...(NextToken && { NextToken }) };
    const answer = await client.call(ctx, "DescribeNetworkInterfaces", request, { subject: `all of ${RegionId}` });
    return { rows: answer.NetworkInterfaceSets.NetworkInterfaceSet, next: answer.NextToken || undefined };
  }

  const byText = async (ctx: Context, Ipv6Address: string, VpcId: string | undefined) =>
    (await addressesBy({ Ipv6Address, VpcId })(ctx, 1)).rows;

  return { byId, nics: nics, holders, ofNics: ofNics, byText, addressPages, nicPages: nicPages };
}

const byAddressId = (rows: readonly Ipv6AddressRow[]) => indexed(rows, (row) => row.Ipv6AddressId);
const byNicId = (rows: readonly NetworkInterfaceRow[]) => indexed(rows, (row) => row.NetworkInterfaceId);

export function spelled(row: Pick<Ipv6AddressRow, "Ipv6Address">): string {
  return canonicalAddress(row.Ipv6Address) ?? row.Ipv6Address;
}

/** The addresses on a card, canonical. */
export function textsOn({ Ipv6Sets }: NetworkInterfaceRow): string[] {
  return (Ipv6Sets?.Ipv6Set ?? []).map(spelled);
}

type AddressFilter = Filter<"DescribeIpv6Addresses">;

/** A primary card's addresses are filed under its instance, a secondary card's under itself. */
function holder(nic: NetworkInterfaceRow): AddressFilter & { AssociatedInstanceId: string } {
  return nic.Type === "Primary" && nic.InstanceId
    ? { AssociatedInstanceType: "EcsInstance", AssociatedInstanceId: nic.InstanceId }
    : { AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: nic.NetworkInterfaceId };
}

function holds(row: Ipv6AddressRow, nic: NetworkInterfaceRow): boolean {
  return row.AssociatedInstanceId === holder(nic).AssociatedInstanceId;
}
