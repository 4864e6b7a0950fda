import { kindOf } from "../../../core/api/errors";
import type { Found, Target } from "../../../core/path/chain";
import { Once } from "../../../core/path/chain";
import { addressesBy, type Ctx, gatewaysBy } from "../lookups/find";
import type { InstanceRow, NetworkAclRow, PermissionRow, RouteEntryRow, VSwitchRow } from "../network-wire";
import { addressesOn, spelled } from "../reads";
import type { Ipv6AddressRow, Ipv6EgressOnlyRuleRow, Ipv6GatewayRow, NetworkInterfaceRow } from "../wire";

/** Largest pages of the lists, and how many of them are read. */
const [ROUTES, RULES, TABLES, PAGES] = [100, 1_000, 50, 10];

/** A security group with its inbound rules. */
export interface Group {
  readonly id: string;
  readonly rules: readonly PermissionRow[];
}

interface Given {
  readonly ctx: Ctx;
  readonly region: string;
  readonly address: string | undefined;
  /** The VPC's record of the address. Rejected if it could not be read. */
  readonly record: Promise<Ipv6AddressRow | undefined>;
  readonly nic: Promise<NetworkInterfaceRow | undefined>;
}

/** An address and everything around it, read when a link needs it, and once. */
export class Place {
  private readonly once: Once;

  constructor(private readonly given: Given) {
    this.once = Once.in(given.ctx);
  }

  get address(): string | undefined {
    return this.given.address;
  }
  get record() {
    return this.given.record;
  }
  get nic() {
    return this.given.nic;
  }

  /** Of the record or the network interface, whichever could be read. */
  private async from<T>(
    ofRecord: (row: Ipv6AddressRow) => T | undefined,
    ofNic: (row: NetworkInterfaceRow) => T | undefined,
  ): Promise<T | undefined> {
    const [record, nic] = await Promise.allSettled([this.record, this.nic]);
    const found =
      (record.status === "fulfilled" && record.value && ofRecord(record.value)) ||
      (nic.status === "fulfilled" && nic.value && ofNic(nic.value));
    if (found) return found;
    if (record.status === "rejected") throw record.reason;
    return undefined;
  }

  vpcId(): Promise<string | undefined> {
    return this.from(
      ({ VpcId }) => VpcId,
      ({ VpcId }) => VpcId,
    );
  }

  /** Of the VPC; it has at most one. */
  async gateway(): Promise<Ipv6GatewayRow | undefined> {
    const { ctx, region } = this.given;
    const VpcId = await this.vpcId();
    if (!VpcId) return undefined;
    const rows = await this.once.of(`gateways ${VpcId}`, () => gatewaysBy(ctx, region, { VpcId }));
    return rows.find((row) => row.VpcId === VpcId);
  }

  async vSwitch(): Promise<VSwitchRow | undefined> {
    const { ctx, region: RegionId } = this.given;
    const VSwitchId = await this.from(
      (row) => row.VSwitchId,
      (row) => row.VSwitchId,
    );
    if (!VSwitchId) return undefined;
    const request = { RegionId, VSwitchId };
    return this.once.of(`vSwitch ${VSwitchId}`, () =>
      ctx.client.call(ctx, "DescribeVSwitchAttributes", request, { subject: VSwitchId }),
    );
  }

  /** The id of the vSwitch's own table, which may be another than that of its VPC. */
  async routeTable(): Promise<string | undefined> {
    const { ctx, region: RegionId } = this.given;
    const vSwitch = await this.vSwitch();
    const VpcId = vSwitch?.VpcId ?? (await this.vpcId());
    const told = vSwitch?.RouteTable?.RouteTableId;
    if (told || !vSwitch || !VpcId) return told || undefined;
    const request = { RegionId, VpcId, PageSize: TABLES };
    const { RouterTableList } = await this.once.of(`route tables ${VpcId}`, () =>
      ctx.client.call(ctx, "DescribeRouteTableList", request, { subject: VpcId }),
    );
    const tables = RouterTableList.RouterTableListType;
    const own = tables.find(({ VSwitchIds }) => VSwitchIds?.VSwitchId.includes(vSwitch.VSwitchId));
    return (own ?? tables.find(({ RouteTableType }) => RouteTableType === "System"))?.RouteTableId;
  }

  routes(RouteTableId: string): Promise<RouteEntryRow[]> {
    const { ctx, region: RegionId } = this.given;
    return this.once.of(`routes ${RouteTableId}`, () =>
      pages(async (NextToken) => {
        // Of both versions: pages disagree about the case of the filter, and a missed route would be called broken.
        const request = { RegionId, RouteTableId, MaxResult: ROUTES, NextToken };
        const answer = await ctx.client.call(ctx, "DescribeRouteEntryList", request, { subject: RouteTableId });
        return { rows: answer.RouteEntrys.RouteEntry, next: answer.NextToken };
      }),
    );
  }

  /** Undefined if the vSwitch has none. */
  async networkAcl(): Promise<NetworkAclRow | undefined> {
    const { ctx, region: RegionId } = this.given;
    const NetworkAclId = (await this.vSwitch())?.NetworkAclId;
    if (!NetworkAclId) return undefined;
    const request = { RegionId, NetworkAclId };
    const answer = await this.once.of(`network ACL ${NetworkAclId}`, () =>
      ctx.client.call(ctx, "DescribeNetworkAclAttributes", request, { subject: NetworkAclId }),
    );
    return answer.NetworkAclAttribute;
  }

  /** Of the network interface; undefined without one. */
  async groups(): Promise<Group[] | undefined> {
    const nic = await this.nic;
    return nic && Promise.all((nic.SecurityGroupIds?.SecurityGroupId ?? []).map((id) => this.group(id)));
  }

  private group(SecurityGroupId: string): Promise<Group> {
    const { ctx, region: RegionId } = this.given;
    return this.once.of(`security group ${SecurityGroupId}`, async () => {
      const rules = await pages(async (NextToken) => {
        const request = { RegionId, SecurityGroupId, Direction: "ingress" as const, MaxResults: RULES, NextToken };
        const options = { subject: SecurityGroupId };
        const answer = await ctx.client.call(ctx, "DescribeSecurityGroupAttribute", request, options);
        return { rows: answer.Permissions?.Permission ?? [], next: answer.NextToken };
      });
      return { id: SecurityGroupId, rules };
    });
  }

  /** For the address; undefined without a gateway or a record. */
  async egressRules(): Promise<readonly Ipv6EgressOnlyRuleRow[] | undefined> {
    const { ctx, region } = this.given;
    const record = await this.record;
    const gateway = record?.Ipv6GatewayId || (await this.gateway())?.Ipv6GatewayId;
    if (!record || !gateway) return undefined;
    return ctx.client.egressRules.find(ctx, region, gateway, { InstanceId: record.Ipv6AddressId });
  }

  /** The instance of the network interface; undefined if there is none of this id. */
  async instance(id: string): Promise<InstanceRow | undefined> {
    const { ctx, region: RegionId } = this.given;
    const request = { RegionId, InstanceIds: JSON.stringify([id]) };
    const { Instances } = await this.once.of(`instance ${id}`, () =>
      ctx.client.call(ctx, "DescribeInstances", request, { subject: id }),
    );
    return Instances.Instance.find(({ InstanceId }) => InstanceId === id);
  }
}

async function pages<Row>(
  read: (token: string | undefined) => Promise<{ rows: readonly Row[]; next: string | null | undefined }>,
): Promise<Row[]> {
  const all: Row[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { rows, next } = await read(token);
    all.push(...rows);
    if (!next) break;
    token = next;
  }
  return all;
}

export async function find(ctx: Ctx, region: string | undefined, target: Target): Promise<Found<Place>[]> {
  if (region === undefined) return [];
  return "address" in target ? byAddress(ctx, region, target.address) : byNic(ctx, region, target.networkInterfaceId);
}

/** Of the two services that know the address, one may be closed to the identity. */
async function byAddress(ctx: Ctx, region: string, address: string): Promise<Found<Place>[]> {
  const [records, nics] = await Promise.allSettled([
    addressesBy(ctx, region, { Ipv6Address: address }),
    ctx.client.reads.nicsHolding(ctx, region, address),
  ]);
  const rows = settledValue(records)?.filter((row) => spelled(row) === address) ?? [];
  const interfaces = settledValue(nics) ?? [];
  const places = rows.map((row) => ({
    record: Promise.resolve<Ipv6AddressRow | undefined>(row),
    nic: orError(nics, () => interfaces.find((nic) => nic.VpcId === row.VpcId)),
  }));
  // Held by a network interface, and not, or not yet, in the list of the VPC.
  for (const nic of interfaces)
    if (!rows.some((row) => row.VpcId === nic.VpcId))
      places.push({ record: orError(records, () => undefined), nic: Promise.resolve(nic) });
  if (places.length === 0) for (const each of [records, nics]) if (each.status === "rejected") throw each.reason;
  return places.map((each) => ({ address, at: new Place({ ctx, region, address, ...each }) }));
}

async function byNic(ctx: Ctx, region: string, id: string): Promise<Found<Place>[]> {
  if (!id.startsWith("eni-")) return [];
  const nic = await ctx.client.reads.networkInterface(ctx, region, id);
  if (!nic) return [];
  const held = addressesOn(nic);
  const common = { ctx, region, nic: Promise.resolve(nic) };
  if (held.length === 0) {
    const none = { ...common, address: undefined, record: Promise.resolve(undefined) };
    return [{ address: undefined, at: new Place(none) }];
  }
  const [records] = await Promise.allSettled([ctx.client.reads.recordsOn(ctx, region, nic, held)]);
  return held.map((address) => {
    const record = orError(records, () => settledValue(records)?.find((row) => spelled(row) === address));
    return { address, at: new Place({ ...common, address, record }) };
  });
}

function settledValue<T>(result: PromiseSettledResult<T>): T | undefined {
  return result.status === "fulfilled" ? result.value : undefined;
}

/** The error of a read that was refused, for the links that need it; other errors as well. */
function orError<T, U>(result: PromiseSettledResult<T>, value: () => U): Promise<U> {
  if (result.status === "fulfilled") return Promise.resolve(value());
  const failed = Promise.reject<U>(result.reason);
  failed.catch(() => kindOf(result.reason));
  return failed;
}
