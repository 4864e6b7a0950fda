import { kindOf } from "../../../core/api/errors";
import { canonicalAddress } from "../../../core/id";
import { type Found, Once, type Target } from "../../../core/path/chain";
import { blockOf, holds } from "../../../core/path/cidr";
import { type Ctx, nicsBy } from "../lookups/find";
import type { InstanceRow, NetworkAclRow, PolicyRow, QuintupleEntryRow, RouteTableRow } from "../network-wire";
import { addressesOf } from "../reads";
import type { AddressRow, Ipv6AddressRow, NetworkInterfaceRow, SubnetRow } from "../wire";

/** Largest page of a list, and how many of them are read. */
const [PAGE, PAGES] = [100, 5];

export interface Group {
  readonly id: string;
  readonly policies: readonly PolicyRow[];
}
export interface Acl {
  readonly row: NetworkAclRow;
  /** Of an ACL of type QUINTUPLE. */
  readonly entries: readonly QuintupleEntryRow[];
}

interface Given {
  readonly ctx: Ctx;
  readonly region: string;
  /** What was asked for: an address of a network interface, or an EIPv6. */
  readonly address: string | undefined;
  /** On the network interface; that to which an EIPv6 is bound. */
  readonly privateAddress: string | undefined;
  /** The EIPv6 that was asked for. */
  readonly elastic?: AddressRow | undefined;
  readonly nic: Promise<NetworkInterfaceRow | undefined>;
}

const ULA = blockOf("fc00::/7");

/** An address and everything around it, read when a link needs it, and once. */
export class Place {
  private readonly once: Once;

  constructor(private readonly given: Given) {
    this.once = Once.in(given.ctx);
  }

  get address() {
    return this.given.address;
  }
  get privateAddress() {
    return this.given.privateAddress;
  }
  get nic() {
    return this.given.nic;
  }
  /** Whether the address on the network interface is unique local: only an EIPv6 makes that public. */
  get isLocal(): boolean {
    const block = blockOf(this.privateAddress);
    return block !== undefined && ULA !== undefined && holds(ULA, block);
  }
  /** Whether an EIPv6 was asked for. */
  get isElastic(): boolean {
    return this.given.elastic !== undefined;
  }

  async onNic(): Promise<Ipv6AddressRow | undefined> {
    return this.privateAddress ? addressesOf(await this.nic).get(this.privateAddress) : undefined;
  }

  /** The public address: an EIPv6, or the classic one that bandwidth makes of an address on a network interface. */
  published(): Promise<AddressRow | undefined> {
    const { ctx, region, elastic } = this.given;
    return this.once.of(`published ${this.address}`, async () => {
      if (elastic) return elastic;
      const own = this.privateAddress;
      if (!own) return undefined;
      if (!this.isLocal) return ctx.client.reads.published(ctx, region, own);
      const nic = await this.nic;
      const id = nic?.NetworkInterfaceId;
      const bound = id ? await this.once.of(`bound ${id}`, () => ctx.client.elastic.onNic(ctx, region, id)) : [];
      return bound.find(({ PrivateAddressIp }) => canonicalAddress(PrivateAddressIp ?? "") === own);
    });
  }

  async subnet(): Promise<SubnetRow | undefined> {
    const { ctx, region } = this.given;
    const id = (await this.nic)?.SubnetId;
    if (!id) return undefined;
    const { SubnetSet } = await this.once.of(`subnet ${id}`, () =>
      ctx.client.call(ctx, "DescribeSubnets", { SubnetIds: [id] }, { region, subject: id }),
    );
    return SubnetSet.find(({ SubnetId }) => SubnetId === id);
  }

  /** The subnet's own table, which may be another than the main one of its VPC. */
  async routeTable(): Promise<RouteTableRow | undefined> {
    const { ctx, region } = this.given;
    const id = (await this.subnet())?.RouteTableId;
    if (!id) return undefined;
    const answer = await this.once.of(`route table ${id}`, () =>
      ctx.client.call(ctx, "DescribeRouteTables", { RouteTableIds: [id] }, { region, subject: id }),
    );
    return answer.RouteTableSet?.find(({ RouteTableId }) => RouteTableId === id);
  }

  /** Undefined if the subnet has none. */
  async networkAcl(): Promise<Acl | undefined> {
    const { ctx, region } = this.given;
    const id = (await this.subnet())?.NetworkAclId;
    if (!id) return undefined;
    return this.once.of(`network ACL ${id}`, async () => {
      const options = { region, subject: id };
      const answer = await ctx.client.call(ctx, "DescribeNetworkAcls", { NetworkAclIds: [id] }, options);
      const row = answer.NetworkAclSet?.find(({ NetworkAclId }) => NetworkAclId === id);
      return row && { row, entries: row.NetworkAclType === "QUINTUPLE" ? await this.quintuple(id) : [] };
    });
  }

  private async quintuple(NetworkAclId: string): Promise<QuintupleEntryRow[]> {
    const { ctx, region } = this.given;
    const entries: QuintupleEntryRow[] = [];
    for (let page = 0; page < PAGES; page++) {
      const request = { NetworkAclId, Offset: page * PAGE, Limit: PAGE };
      const options = { region, subject: NetworkAclId };
      const answer = await ctx.client.call(ctx, "DescribeNetworkAclQuintupleEntries", request, options);
      const rows = answer.NetworkAclQuintupleSet ?? [];
      entries.push(...rows);
      if (rows.length < PAGE) break;
    }
    return entries;
  }

  /** Of the network interface, in the order in which they are tried; undefined without one. */
  async groups(): Promise<Group[] | undefined> {
    const nic = await this.nic;
    return nic && Promise.all((nic.GroupSet ?? []).map((id) => this.group(id)));
  }

  private group(SecurityGroupId: string): Promise<Group> {
    const { ctx, region } = this.given;
    return this.once.of(`security group ${SecurityGroupId}`, async () => {
      const options = { region, subject: SecurityGroupId };
      const answer = await ctx.client.call(ctx, "DescribeSecurityGroupPolicies", { SecurityGroupId }, options);
      return { id: SecurityGroupId, policies: answer.SecurityGroupPolicySet?.Ingress ?? [] };
    });
  }

  async instance(id: string): Promise<InstanceRow | undefined> {
    const { ctx, region } = this.given;
    const { InstanceSet } = await this.once.of(`instance ${id}`, () =>
      ctx.client.call(ctx, "DescribeInstances", { InstanceIds: [id] }, { region, subject: id }),
    );
    return InstanceSet?.find(({ InstanceId }) => InstanceId === id);
  }
}

export async function find(ctx: Ctx, region: string | undefined, target: Target): Promise<Found<Place>[]> {
  if (region === undefined) return [];
  if ("address" in target) return byAddress(ctx, region, target.address);
  const id = target.networkInterfaceId;
  const nic = id.startsWith("eni-") ? await ctx.client.reads.networkInterface(ctx, region, id) : undefined;
  if (!nic) return [];
  const held = [...addressesOf(nic).keys()];
  const addresses = held.length > 0 ? held : [undefined];
  return addresses.map((address) => {
    const at = new Place({ ctx, region, address, privateAddress: address, nic: Promise.resolve(nic) });
    return { address, at };
  });
}

/** On a network interface, or an EIPv6. Of the two lists, one may be closed to the identity. */
async function byAddress(ctx: Ctx, region: string, address: string): Promise<Found<Place>[]> {
  const filter = { Filters: [{ Name: "address-ipv6" as const, Values: [address] }] };
  const [nics, elastic] = await Promise.allSettled([
    nicsBy(ctx, region, filter, address),
    ctx.client.elastic.at(ctx, region, address),
  ]);
  const holding = nics.status === "fulfilled" ? nics.value.filter((nic) => addressesOf(nic).has(address)) : [];
  const places = holding.map((nic) => {
    return new Place({ ctx, region, address, privateAddress: address, nic: Promise.resolve(nic) });
  });
  const row = elastic.status === "fulfilled" ? elastic.value : undefined;
  if (row) {
    const id = row.NetworkInterfaceId;
    const nic = id ? ctx.client.reads.networkInterface(ctx, region, id) : Promise.resolve(undefined);
    nic.catch((error: unknown) => kindOf(error));
    const privateAddress = canonicalAddress(row.PrivateAddressIp ?? "");
    places.push(new Place({ ctx, region, address, privateAddress, elastic: row, nic }));
  }
  if (places.length === 0) for (const each of [nics, elastic]) if (each.status === "rejected") throw each.reason;
  return places.map((at) => ({ address, at }));
}
