import type { Link, Verdict, Way } from "../../../core/path/chain";
import { blockOf, holds, INTERNET } from "../../../core/path/cidr";
import { filterVerdict, groupsVerdict } from "../../../core/path/filter-verdicts";
import { machineVerdict, rangeVerdict, routeVerdict } from "../../../core/path/verdicts";
import type { AlibabaClient } from "../client";
import type { RouteEntryRow } from "../network-wire";
import { aclFilter, groupFilter } from "./filters";
import { find, type Place } from "./place";

type AlibabaLink = Link<Place>;

const address: AlibabaLink = {
  name: "IPv6 address",
  where: "VPC console > IPv6 Gateway > IPv6 addresses; ECS console > Elastic Network Interfaces",
  async judge(at) {
    const nic = await at.nic.catch(() => undefined);
    const mend =
      "ECS console > Elastic Network Interfaces > Manage IP Addresses: assign an IPv6 address (AssignIpv6Addresses, or NicIpv6Assignment)";
    if (at.address === undefined)
      return { status: "broken", says: `${nic?.NetworkInterfaceId} has no IPv6 address`, mend };
    const record = await at.record;
    const facts = {
      ...{ ipv6AddressId: record?.Ipv6AddressId, vpcId: record?.VpcId ?? nic?.VpcId },
      ...{ networkInterfaceId: nic?.NetworkInterfaceId, instanceId: nic?.InstanceId || undefined },
    };
    const named = `${at.address}${record ? ` (${record.Ipv6AddressId})` : ""}`;
    if (record?.Status === "Pending")
      return {
        status: "broken",
        says: `${named} is still being configured (Pending)`,
        mend: "wait until its status is Available",
        facts,
      };
    if (nic) {
      const on = `${nic.NetworkInterfaceId}${nic.InstanceId ? ` of ${nic.InstanceId}` : ""}`;
      return { status: "ok", says: `${named} is on ${on}`, facts };
    }
    if (record?.AssociatedInstanceId) {
      await at.nic;
      return { status: "ok", says: `${named} is on ${record.AssociatedInstanceId}`, facts };
    }
    return { status: "broken", says: `${named} is on no network interface`, mend, facts };
  },
};

const ULA = blockOf("fc00::/7");

const kind: AlibabaLink = {
  name: "Public or private",
  where: "VPC console > VPC > IPv6 CIDR block",
  async judge({ address }) {
    const block = blockOf(address);
    if (!block || !ULA) return undefined;
    const internet = blockOf(INTERNET);
    if (internet && holds(internet, block)) return { status: "ok", says: "a global unicast address (GUA)" };
    const which = holds(ULA, block) ? "a unique local address (ULA)" : "no global unicast address";
    const mend = "give the vSwitch an IPv6 CIDR block of the BGP kind, and the network interface an address of it";
    return { status: "broken", says: `${address} is ${which}: it cannot be reached from the internet`, mend };
  },
};

const LOCKED: Readonly<Record<string, string>> = {
  FinancialLocked: "pay the overdue bill: Expenses and Costs > Top Up; 15 days after it was locked it is released",
  SecurityLocked: "it is locked for security reasons: see Security Center > Alerts, or open a ticket",
};

const bandwidth: AlibabaLink = {
  name: "IPv6 internet bandwidth",
  where: "VPC console > IPv6 Gateway > the gateway > IPv6 Internet Bandwidth",
  async judge(at) {
    const record = await at.record;
    if (!record) return undefined;
    const bought = record.Ipv6InternetBandwidth;
    const facts = {
      ...{ internetBandwidthId: bought?.Ipv6InternetBandwidthId || undefined, bandwidth: bought?.Bandwidth },
      ...{
        internetChargeType: bought?.InternetChargeType || undefined,
        businessStatus: bought?.BusinessStatus || undefined,
      },
    };
    if (!bought?.Ipv6InternetBandwidthId) {
      if (record.RealBandwidth && record.NetworkType === "Public")
        return {
          status: "ok",
          says: `${record.RealBandwidth} Mbps of a shared bandwidth package`,
          facts: { realBandwidth: record.RealBandwidth },
        };
      const mend =
        "IPv6 Internet Bandwidth > Activate Internet Bandwidth (AllocateIpv6InternetBandwidth, or Ipv6InternetBandwidth)";
      return { status: "broken", says: `${at.address} has no IPv6 internet bandwidth: it is private`, mend, facts };
    }
    const says = `${bought.Ipv6InternetBandwidthId}: ${bought.Bandwidth} Mbps, ${bought.InternetChargeType}`;
    const lock = bought.BusinessStatus && bought.BusinessStatus !== "Normal" ? bought.BusinessStatus : undefined;
    if (lock)
      return {
        status: "broken",
        says: `${says}, but it is ${lock}`,
        mend: LOCKED[lock] ?? "see the bill of the account",
        facts,
      };
    return { status: "ok", says, facts };
  },
};

const gateway: AlibabaLink = {
  name: "IPv6 gateway",
  where: "VPC console > IPv6 Gateway",
  async judge(at) {
    const vpcId = await at.vpcId();
    if (!vpcId) return undefined;
    const found = await at.gateway();
    if (!found) {
      const mend = `IPv6 Gateway > Create IPv6 Gateway, for ${vpcId} (CreateIpv6Gateway)`;
      return { status: "broken", says: `${vpcId} has no IPv6 gateway`, mend };
    }
    const { Ipv6GatewayId: id, Status, BusinessStatus } = found;
    const facts = { ipv6GatewayId: id, status: Status, businessStatus: BusinessStatus };
    if (BusinessStatus && BusinessStatus !== "Normal")
      return {
        status: "broken",
        says: `${id} is ${BusinessStatus}`,
        mend: LOCKED[BusinessStatus] ?? "see the bill of the account",
        facts,
      };
    if (Status && Status !== "Available")
      return { status: "broken", says: `${id} is ${Status}`, mend: "wait until its status is Available", facts };
    return { status: "ok", says: `${id} of ${vpcId}`, facts };
  },
};

const egressOnly: AlibabaLink = {
  name: "Egress-only rule",
  where: "VPC console > IPv6 Gateway > the gateway > Egress-only Rule",
  async judge(at) {
    const rules = await at.egressRules();
    if (!rules) return undefined;
    const [rule] = rules.filter(({ Status }) => Status !== "Deleting");
    if (!rule) return { status: "ok", says: "no egress-only rule for the address" };
    const says = `${rule.Ipv6EgressOnlyRuleId} makes the address egress-only: it reaches the internet, which does not reach it`;
    const mend = `Egress-only Rule > Delete ${rule.Ipv6EgressOnlyRuleId} (DeleteIpv6EgressOnlyRule), unless that is what it is for`;
    return { status: "broken", says, mend, facts: { ipv6EgressOnlyRuleId: rule.Ipv6EgressOnlyRuleId } };
  },
};

const subnet: AlibabaLink = {
  name: "vSwitch",
  where: "VPC console > vSwitch",
  async judge(at) {
    const vSwitch = await at.vSwitch();
    if (!vSwitch) return undefined;
    const mend = "vSwitch > Enable IPv6 CIDR Block (ModifyVSwitchAttribute), then assign an address of it";
    return rangeVerdict(vSwitch.VSwitchId, blockOf(at.address), blockOf(vSwitch.Ipv6CidrBlock), mend);
  },
};

const route: AlibabaLink = {
  name: "Route",
  where: "VPC console > Route Tables",
  async judge(at, question) {
    const table = await at.routeTable();
    if (!table) return undefined;
    const [rows, own] = await Promise.all([at.routes(table), at.gateway().catch(() => undefined)]);
    const id = own?.Ipv6GatewayId;
    const routes = rows.flatMap((row) => routeRow(row, id));
    const goal = `the IPv6 gateway${id ? ` ${id}` : ""}`;
    const mend = `Route Tables > ${table} > Custom Route > Add Route Entry: destination ::/0, next hop type IPv6 Gateway${id ? `, ${id}` : ""} (CreateRouteEntry)`;
    const main = (await at.vSwitch())?.RouteTable?.RouteTableType === "Custom" ? "custom route table" : "route table";
    return routeVerdict({ subject: `${main} ${table}`, routes, goal, mend, facts: { routeTableId: table } }, question);
  },
};

function routeRow(row: RouteEntryRow, gatewayId: string | undefined) {
  const destination = blockOf(row.DestinationCidrBlock);
  const hops = (row.NextHops?.NextHop ?? []).filter(({ Enabled }) => Enabled !== 0);
  // What stays in the VPC is on its way, too.
  const right = ({ NextHopType, NextHopId }: (typeof hops)[number]) =>
    /^local$/i.test(NextHopType ?? "") ||
    (/^ipv6gateway$/i.test(NextHopType ?? "") && (gatewayId === undefined || !NextHopId || NextHopId === gatewayId)) ||
    (!NextHopType && NextHopId !== undefined && NextHopId === gatewayId);
  if (!destination) return [];
  const nextHop = hops
    .map(({ NextHopType, NextHopId }) => [NextHopType, NextHopId].filter(Boolean).join(" "))
    .join(", ");
  const isOn = hops.length > 0 && (row.Status ?? "Available") === "Available";
  return [{ destination, nextHop: nextHop || "nothing", isRight: hops.length > 0 && hops.every(right), isOn }];
}

const acl: AlibabaLink = {
  name: "Network ACL",
  where: "VPC console > ACL > Network ACLs",
  async judge(at, question) {
    const vSwitch = await at.vSwitch();
    if (!vSwitch) return undefined;
    const found = await at.networkAcl();
    if (!found) return { status: "ok", says: `${vSwitch.VSwitchId} has no network ACL: everything passes` };
    const id = found.NetworkAclId ?? vSwitch.NetworkAclId ?? "";
    return filterVerdict(
      {
        subject: id,
        inbound: aclFilter(found, "inbound"),
        replies: aclFilter(found, "outbound"),
        mend: (what, from) =>
          `${id} > Inbound Rule > add a rule before those that deny: IPv6, ${what} from ${from}, Accept (UpdateNetworkAclEntries)`,
        mendReplies: () =>
          `${id} > Outbound Rule > add a rule: IPv6, ports 1024/65535 to ::/0, Accept (UpdateNetworkAclEntries)`,
        facts: { networkAclId: id },
      },
      question,
    );
  },
};

const groups: AlibabaLink = {
  name: "Security groups",
  where: "ECS console > Security Groups",
  async judge(at, question): Promise<Verdict | undefined> {
    const found = await at.groups();
    if (!found) return undefined;
    const ids = found.map(({ id }) => id);
    const before = await at.networkAcl().catch(() => undefined);
    return groupsVerdict(
      ids,
      {
        inbound: groupFilter(found),
        ...(before && { before: aclFilter(before, "inbound") }),
        mend: (what, from) =>
          `${ids[0]} > Inbound > Add Rule: Allow ${what} from ${from}, with a smaller priority number than rules that deny it (AuthorizeSecurityGroup)`,
      },
      question,
    );
  },
};

const instance: AlibabaLink = {
  name: "Instance",
  where: "ECS console > Instances",
  async judge(at) {
    const nic = await at.nic;
    if (!nic) return undefined;
    const { NetworkInterfaceId: id, InstanceId, Status } = nic;
    if (!InstanceId) {
      const mend = "Elastic Network Interfaces > Bind to Instance (AttachNetworkInterface)";
      return { status: "broken", says: `${id} is attached to no instance (${Status})`, mend };
    }
    if (Status && Status !== "InUse")
      return {
        status: "broken",
        says: `${id} is ${Status}, not in use by ${InstanceId}`,
        mend: "wait, or bind it again",
      };
    const found = await at.instance(InstanceId);
    if (!found)
      return { status: "unknown", says: `${id} is on ${InstanceId}, which is no ECS instance of this account` };
    const facts = { instanceId: InstanceId, status: found.Status };
    const locks = (found.OperationLocks?.LockReason ?? []).flatMap(({ LockReason }) => LockReason ?? []);
    if (locks.length > 0)
      return {
        status: "broken",
        says: `${InstanceId} is locked: ${locks.join(", ")}`,
        mend: "Expenses and Costs > Top Up for a financial lock; for others open a ticket",
        facts,
      };
    return machineVerdict(InstanceId, found.Status, "StartInstance", facts);
  },
};

/** From the internet to an ECS instance. */
export const way: Way<AlibabaClient, Place> = {
  find,
  // Bandwidth is not sold without a gateway, so that comes first.
  links: [address, kind, gateway, bandwidth, egressOnly, subnet, route, acl, groups, instance],
};
