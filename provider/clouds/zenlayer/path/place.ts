import type { Context } from "../../../core/context";
import { canonicalAddress, inBlock } from "../../../core/id";
import { type Found, Once, type Target } from "../../../core/path/chain";
import { blockOf } from "../../../core/path/cidr";
import { type Filter, type FilterRule, portsOf, protocolOf } from "../../../core/path/filter";
import { hasIpv6 } from "../billing";
import type { ZenlayerClient } from "../client";
import type { InstanceRow, RouteRow, RuleRow } from "../network-wire";
import type { Ipv6AddressRow, NetworkInterfaceRow, PublicIpv6Row, SubnetRow } from "../wire";

export type Ctx = Context<ZenlayerClient>;

const PAGE = 100;

export interface Group {
  readonly id: string;
  /** Whether it is the VPC's, because the network interface names none. */
  readonly ofVpc: boolean;
  readonly rules: readonly RuleRow[];
}

/** An address and everything around it, read when a link needs it, and once. */
export class Place {
  private readonly once: Once;

  constructor(
    private readonly ctx: Ctx,
    readonly address: string | undefined,
    readonly nic: NetworkInterfaceRow,
  ) {
    this.once = Once.in(ctx);
  }

  /** Its public IPv6; undefined for a private one. */
  publicIpv6(): Promise<PublicIpv6Row | undefined> {
    const { ctx, nic } = this;
    return this.once.of(`public ${nic.nicId}`, () => ctx.client.reads.publicIpv6(ctx, nic));
  }

  /** What the list of addresses tells besides; undefined if the account does not have that call. */
  async record(ipv6Id: string): Promise<Ipv6AddressRow | undefined> {
    return this.ctx.client.reads.record(this.ctx, ipv6Id);
  }

  subnet(): Promise<SubnetRow | undefined> {
    const { ctx, nic } = this;
    return this.once.of(`subnet ${nic.subnetId}`, async () => {
      return nic.subnetId ? ctx.client.reads.subnet(ctx, nic.subnetId) : undefined;
    });
  }

  /** The routes for IPv6 that the account added to the VPC. */
  async routes(): Promise<readonly RouteRow[] | undefined> {
    const { ctx, nic } = this;
    if (!nic.vpcId) return undefined;
    const request = { vpcId: nic.vpcId, ipVersion: "IPv6" as const, pageSize: PAGE };
    return (await ctx.client.call(ctx, "DescribeRoutes", request, { subject: nic.vpcId })).dataSet ?? [];
  }

  /** That of the network interface, or else of its VPC; undefined if neither names one. */
  async group(): Promise<Group | undefined> {
    const { ctx, nic } = this;
    const id = nic.securityGroupId || (await this.groupOfVpc());
    if (!id) return undefined;
    const request = { securityGroupId: id };
    const answer = await ctx.client.call(ctx, "DescribeSecurityGroupRule", request, { subject: id });
    return { id, ofVpc: !nic.securityGroupId, rules: answer.ingressRuleList ?? [] };
  }

  private async groupOfVpc(): Promise<string | undefined> {
    const { ctx, nic } = this;
    if (!nic.vpcId) return undefined;
    const request = { vpcIds: [nic.vpcId], pageSize: PAGE };
    const { dataSet } = await ctx.client.call(ctx, "DescribeVpcs", request, { subject: nic.vpcId });
    return dataSet?.find(({ vpcId }) => vpcId === nic.vpcId)?.securityGroupId ?? undefined;
  }

  async instance(id: string): Promise<InstanceRow | undefined> {
    const { ctx } = this;
    const request = { instanceIds: [id], pageSize: PAGE };
    const { dataSet } = await ctx.client.call(ctx, "DescribeInstances", request, { subject: id });
    return dataSet?.find(({ instanceId }) => instanceId === id);
  }
}

/** No call finds a network interface by its address, so all are listed: a call for each 1,000. */
export async function find(ctx: Ctx, region: string | undefined, target: Target): Promise<Found<Place>[]> {
  if ("address" in target) {
    const { address } = target;
    const nics = await ctx.client.reads.allNics(ctx, region);
    return nics
      .filter((nic) => holdsAddress(nic, address))
      .map((nic) => ({ address, at: new Place(ctx, address, nic) }));
  }
  const id = target.networkInterfaceId;
  const nic = /^\d+$/.test(id) ? await ctx.client.reads.nic(ctx, id) : undefined;
  if (!nic || (region && nic.regionId && nic.regionId !== region)) return [];
  const address = hasIpv6(nic) ? canonicalAddress(nic.primaryIpv6 ?? "") : undefined;
  return [{ address, at: new Place(ctx, address, nic) }];
}

/** A network interface has a prefix, of which every address is its own. */
function holdsAddress(nic: NetworkInterfaceRow, address: string): boolean {
  return canonicalAddress(nic.primaryIpv6 ?? "") === address || inBlock(address, nic.ipv6Cidr ?? "");
}

const LOWEST_PRIORITY = 100;

/** By priority, a smaller number first. Source: documentation of zenlayercloud_zec_security_group_rule_set. */
export function groupFilter({ id, rules }: Group): Filter {
  const found = rules.flatMap((row): { rule: FilterRule; priority: number }[] => {
    const [protocol, peer, ports] = [protocolOf(row.ipProtocol), blockOf(row.cidrIp), portsOf(row.portRange)];
    const priority = row.priority ?? LOWEST_PRIORITY;
    if (protocol === undefined || !peer) return [];
    const unread = ports?.length === 0 ? `ports ${row.portRange}` : undefined;
    const name = `the rule of ${id} with priority ${priority}`;
    return [
      {
        rule: {
          name,
          allows: /accept/i.test(row.policy ?? "accept"),
          protocol,
          ports,
          peer,
          unread: row.policy ? unread : `the policy of ${name}`,
        },
        priority,
      },
    ];
  });
  // At one priority, denying first is assumed: no page says it.
  found.sort((a, b) => a.priority - b.priority || Number(a.rule.allows) - Number(b.rule.allows));
  return found.map(({ rule }) => rule);
}
