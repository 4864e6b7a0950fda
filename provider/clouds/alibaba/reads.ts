import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { batched, eachAloneIfGone, forEach, groupBy, indexed, named } from "../../core/reads/batch";
import { everything, ListCache, type Pages } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import { type Filter, pagesOf, wholeIfFewer } from "./pages";
import type { AlibabaApi, Ipv6AddressRow, NetworkInterfaceRow, Requests } from "./wire";

/** Most ids in one DescribeIpv6Addresses. */
const IDS = 20;
/** Most ids in one DescribeNetworkInterfaces. */
const NICS = 100;
/** Largest page of DescribeNetworkInterfaces. */
const NICS_PAGE = 500;

/**
 * Batched reads of one client: concurrent reads of many resources become few Describe calls per region. An absent
 * object is undefined. A failed call fails only the reads that were batched into it.
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

  /** The network interfaces with this canonical address: at most one per VPC. */
  async nicsHolding(ctx: Context, region: string, address: string): Promise<readonly NetworkInterfaceRow[]> {
    return (await this.in(region).holders(ctx, address)) ?? [];
  }

  /**
   * The VPC's records (with `ipv6-` ids) of the addresses of one network interface. `named` addresses that are not
   * associated with it or its instance are read by address.
   */
  async recordsOn(
    ctx: Context,
    region: string,
    nic: NetworkInterfaceRow | undefined,
    named: readonly string[],
  ): Promise<Ipv6AddressRow[]> {
    const { ofNics, byText } = this.in(region);
    const filed = (nic && (await ofNics(ctx, nic))) ?? [];
    const known = new Set(filed.map(spelled));
    const missing = named.filter((address) => !known.has(address));
    const rest = await Promise.all(missing.map((address) => byText(ctx, address, nic?.VpcId)));
    return [...filed, ...rest.flat()];
  }

  /** Which of these addresses are already on another network interface of the VPC, or reserved and unattached. */
  async heldElsewhere(
    ctx: Context,
    region: string,
    nic: NetworkInterfaceRow | undefined,
    addresses: readonly string[],
  ): Promise<string[]> {
    const { byText } = this.in(region);
    const found = await Promise.all(addresses.map((address) => byText(ctx, address, nic?.VpcId)));
    // An Available address without an association is reserved. A Pending one may still be on its way to this interface.
    const taken = (row: Ipv6AddressRow) => row.AssociatedInstanceId || row.Status === "Available";
    const others = found.flat().filter((row) => taken(row) && !(nic && holds(row, nic)));
    return others.map(spelled);
  }

  /** All addresses of the region. */
  allAddresses(ctx: Context, region: string): Promise<readonly Ipv6AddressRow[]> {
    return everything(ctx, this.in(region).addressPages);
  }

  /** All network interfaces of the region. */
  allNics(ctx: Context, region: string): Promise<readonly NetworkInterfaceRow[]> {
    return everything(ctx, this.in(region).nicPages);
  }
}

function loaders(client: AlibabaApi, RegionId: string) {
  const addressPages = addressesBy({});
  const addresses = new ListCache(client.listWrites, addressPages);
  const nicPages = nicsBy({ MaxResults: NICS_PAGE });
  const listedNics = new ListCache(client.listWrites, nicPages);

  const byId = batched<string, Ipv6AddressRow>({
    ...{ most: IDS, nameOf: String },
    fetch: async (ctx, ids) => {
      return byAddressId(await everything(ctx, addressesBy({ Ipv6AddressId: ids.join(",") }, named(ids))));
    },
    prefetch: Prefetch.of(addresses, byAddressId),
  });

  const nics = batched<string, NetworkInterfaceRow>({
    ...{ most: NICS, nameOf: String },
    fetch: eachAloneIfGone(async (ctx, ids) =>
      byNicId(await everything(ctx, nicsBy({ NetworkInterfaceId: ids, MaxResults: NICS }, named(ids)))),
    ),
    prefetch: Prefetch.of(listedNics, byNicId),
  });

  const holders = batched<string, NetworkInterfaceRow[]>({
    ...{ most: NICS, nameOf: String },
    fetch: async (ctx, addresses) => {
      const rows = await everything(ctx, nicsBy({ Ipv6Address: addresses, MaxResults: NICS }, named(addresses)));
      const held = rows.map((nic) => ({ nic, texts: addressesOn(nic) }));
      const of = (address: string) => held.filter(({ texts }) => texts.includes(address)).map(({ nic }) => nic);
      return new Map(addresses.map((address) => [address, of(address)]));
    },
  });

  /** One filtered call per network interface, or all pages of the VPC where that takes fewer calls. */
  const ofNics = batched<NetworkInterfaceRow, Ipv6AddressRow[]>({
    ...{ most: NICS, nameOf: (nic: NetworkInterfaceRow) => holder(nic).AssociatedInstanceId },
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

  function addressesBy(
    filter: AddressFilter,
    subject = filter.AssociatedInstanceId ?? filter.Ipv6Address ?? filter.VpcId ?? `all of ${RegionId}`,
  ): Pages<Ipv6AddressRow> {
    return pagesOf(client, "DescribeIpv6Addresses", RegionId, filter, { subject });
  }

  function nicsBy(filter: NicFilter, subject = `all of ${RegionId}`): Pages<NetworkInterfaceRow> {
    return async (ctx, _number, NextToken) => {
      const request = { RegionId, ...filter, ...(NextToken && { NextToken }) };
      const answer = await client.call(ctx, "DescribeNetworkInterfaces", request, { subject });
      return { rows: answer.NetworkInterfaceSets.NetworkInterfaceSet, next: answer.NextToken || undefined };
    };
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

/** The addresses on a network interface, canonical. */
export function addressesOn(nic: NetworkInterfaceRow | undefined): string[] {
  return (nic?.Ipv6Sets?.Ipv6Set ?? []).map(spelled);
}

type AddressFilter = Filter<"DescribeIpv6Addresses">;
type NicFilter = Omit<Requests["DescribeNetworkInterfaces"], "RegionId" | "NextToken">;

/** The VPC associates a primary interface's addresses with the instance, a secondary one's with the interface. */
function holder(nic: NetworkInterfaceRow): AddressFilter & { AssociatedInstanceId: string } {
  return nic.Type === "Primary" && nic.InstanceId
    ? { AssociatedInstanceType: "EcsInstance", AssociatedInstanceId: nic.InstanceId }
    : { AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: nic.NetworkInterfaceId };
}

function holds(row: Ipv6AddressRow, nic: NetworkInterfaceRow): boolean {
  return row.AssociatedInstanceId === holder(nic).AssociatedInstanceId;
}
