import type { Link, Way } from "../../../core/path/chain";
import { blockOf } from "../../../core/path/cidr";
import { filterVerdict, groupsVerdict } from "../../../core/path/filter-verdicts";
import { machineVerdict, rangeVerdict, routeVerdict } from "../../../core/path/verdicts";
import type { TencentClient } from "../client";
import { aclFilter, groupFilter } from "./filters";
import { find, type Place } from "./place";

type TencentLink = Link<Place>;

const address: TencentLink = {
  name: "IPv6 address",
  where: "VPC console > ENI; VPC console > IPv6 > Elastic Public IPv6",
  async judge(at) {
    const nic = await at.nic;
    const mend = "ENI > Manage IPv6 addresses: assign one (AssignIpv6Addresses, or NicIpv6Assignment)";
    if (at.address === undefined)
      return { status: "broken", says: `${nic?.NetworkInterfaceId} has no IPv6 address`, mend };
    if (!nic) {
      const bind = "Elastic Public IPv6 > Bind (AssociateIPv6Address)";
      return { status: "broken", says: `${at.address} is an EIPv6 that is bound to nothing`, mend: bind };
    }
    const instanceId = nic.Attachment?.InstanceId || undefined;
    const facts = { networkInterfaceId: nic.NetworkInterfaceId, instanceId, vpcId: nic.VpcId, subnetId: nic.SubnetId };
    const on = `${nic.NetworkInterfaceId}${instanceId ? ` of ${instanceId}` : ""}`;
    const row = await at.onNic();
    if (row?.State && row.State !== "AVAILABLE")
      return {
        status: "broken",
        says: `${at.address} on ${on} is ${row.State}`,
        mend: "wait until its state is AVAILABLE",
        facts,
      };
    const through = at.isElastic && at.privateAddress ? ` (bound to ${at.privateAddress})` : "";
    return { status: "ok", says: `${at.address}${through} is on ${on}`, facts };
  },
};

const kind: TencentLink = {
  name: "Public or private",
  where: "VPC console > IPv6",
  async judge(at) {
    if (at.address === undefined) return undefined;
    if (at.isElastic) return { status: "ok", says: "an elastic public IPv6 (EIPv6)" };
    if (!at.isLocal) return { status: "ok", says: "a global unicast address (GUA)" };
    const bound = await at.published();
    if (bound)
      return {
        status: "ok",
        says: `a unique local address (ULA) with the EIPv6 ${bound.AddressIp} (${bound.AddressId})`,
      };
    const mend =
      "Elastic Public IPv6 > Apply, then Bind it to the address (AllocateIPv6Addresses, or ElasticPublicIpv6)";
    return {
      status: "broken",
      says: `${at.address} is a unique local address (ULA) without an EIPv6: it is private`,
      mend,
    };
  },
};

const MOVING = /^(CREATING|BINDING|UNBINDING|OFFLINING)$/;

const bandwidth: TencentLink = {
  name: "IPv6 public bandwidth",
  where: "VPC console > IPv6 > Elastic Public IPv6 (classic or EIPv6)",
  async judge(at) {
    if (at.address === undefined) return undefined;
    const row = await at.published();
    if (!row) {
      if (at.isLocal) return undefined;
      const mend =
        "Classic Elastic Public IPv6 > Enable public bandwidth (AllocateIp6AddressesBandwidth, or Ipv6InternetBandwidth)";
      return { status: "broken", says: `${at.address} has no public bandwidth: it is private`, mend };
    }
    const facts = {
      ...{ addressId: row.AddressId, status: row.AddressStatus, bandwidth: row.Bandwidth ?? undefined },
      ...{
        internetChargeType: row.InternetChargeType ?? undefined,
        bandwidthPackageId: row.BandwidthPackageId ?? undefined,
      },
      ...{ isArrears: row.IsArrears ?? undefined, isBlocked: row.IsBlocked ?? undefined },
    };
    const billed = row.Bandwidth ? `${row.Bandwidth} Mbps, ${row.InternetChargeType}` : "billed with its machine";
    const shared = row.BandwidthPackageId ? ` in ${row.BandwidthPackageId}` : "";
    const says = `${row.AddressId}: ${billed}${shared}`;
    if (row.IsArrears)
      return {
        status: "broken",
        says: `${says}, but isolated: the account is in arrears`,
        mend: "Billing Center > Top Up",
        facts,
      };
    if (row.IsBlocked || (await at.onNic())?.IsWanIpBlocked)
      return {
        status: "broken",
        says: `${says}, but blocked by Tencent Cloud`,
        mend: "see Anti-DDoS > Unblock, or open a ticket",
        facts,
      };
    const status = row.AddressStatus ?? "";
    if (MOVING.test(status))
      return {
        status: "broken",
        says: `${says}, but its status is ${status}`,
        mend: "wait until its status is BIND",
        facts,
      };
    if (status === "UNBIND" && at.isElastic)
      return {
        status: "broken",
        says: `${says}, but bound to nothing`,
        mend: "Elastic Public IPv6 > Bind (AssociateIPv6Address)",
        facts,
      };
    return { status: "ok", says, facts };
  },
};

const subnet: TencentLink = {
  name: "Subnet",
  where: "VPC console > Subnet",
  async judge(at) {
    const row = await at.subnet();
    if (!row) return undefined;
    const mend = "Subnet > Obtain IPv6 CIDR (AssignIpv6SubnetCidrBlock), then assign an address of it";
    return rangeVerdict(row.SubnetId, blockOf(at.privateAddress), blockOf(row.Ipv6CidrBlock), mend);
  },
};

/** Public IPv6 of Tencent Cloud needs neither a gateway nor a route; a route of one's own may lead it astray. */
const route: TencentLink = {
  name: "Route",
  where: "VPC console > Route Tables",
  async judge(at, question) {
    const table = await at.routeTable();
    if (!table) return undefined;
    const routes = (table.RouteSet ?? []).flatMap((row) => {
      const destination = blockOf(row.DestinationIpv6CidrBlock);
      const nextHop = [row.GatewayType, row.GatewayId].filter((part) => part && part !== "0").join(" ");
      // The type EIP is the instance's own public address.
      return destination
        ? [{ destination, nextHop, isRight: row.GatewayType === "EIP", isOn: row.Enabled !== false }]
        : [];
    });
    const subject = `${table.Main ? "" : "custom "}route table ${table.RouteTableId}`;
    const mend = `Route Tables > ${table.RouteTableId} > disable or delete the route (DisableRoutes, DeleteRoutes), unless its next hop returns the answers`;
    return routeVerdict({ subject, routes, mend, facts: { routeTableId: table.RouteTableId } }, question);
  },
};

const acl: TencentLink = {
  name: "Network ACL",
  where: "VPC console > Security > Network ACL",
  async judge(at, question) {
    const row = await at.subnet();
    if (!row) return undefined;
    const found = await at.networkAcl();
    if (!found) return { status: "ok", says: `${row.SubnetId} has no network ACL: everything passes` };
    const id = found.row.NetworkAclId;
    const own = blockOf(at.privateAddress);
    return filterVerdict(
      {
        subject: id,
        inbound: aclFilter(found, "inbound", own),
        replies: aclFilter(found, "outbound", own),
        mend: (what, from) =>
          `${id} > Inbound rules > add a rule above those that refuse: ${what} from ${from}, Allow (ModifyNetworkAclEntries)`,
        mendReplies: () =>
          `${id} > Outbound rules > add a rule: ports 1024-65535 to ::/0, Allow (ModifyNetworkAclEntries)`,
        facts: { networkAclId: id },
      },
      question,
    );
  },
};

const groups: TencentLink = {
  name: "Security groups",
  where: "CVM console > Security Groups",
  async judge(at, question) {
    const found = await at.groups();
    if (!found) return undefined;
    const ids = found.map(({ id }) => id);
    const before = await at.networkAcl().catch(() => undefined);
    return groupsVerdict(
      ids,
      {
        inbound: groupFilter(found),
        ...(before && { before: aclFilter(before, "inbound", blockOf(at.privateAddress)) }),
        mend: (what, from) =>
          `${ids[0]} > Modify Rules > Inbound rules > Add a Rule: ${what} from ${from}, Allow, above rules that refuse it (CreateSecurityGroupPolicies)`,
      },
      question,
    );
  },
};

const instance: TencentLink = {
  name: "Instance",
  where: "CVM console > Instances",
  async judge(at) {
    const nic = await at.nic;
    if (!nic) return undefined;
    const { NetworkInterfaceId: id } = nic;
    const instanceId = nic.Attachment?.InstanceId;
    if (!instanceId) {
      const mend = "ENI > Bind to CVM (AttachNetworkInterface)";
      return { status: "broken", says: `${id} is attached to no instance`, mend };
    }
    if (nic.State && nic.State !== "AVAILABLE")
      return { status: "broken", says: `${id} is ${nic.State}`, mend: "wait until its state is AVAILABLE" };
    if (!instanceId.startsWith("ins-"))
      return { status: "unknown", says: `${id} is on ${instanceId}, which is no CVM instance` };
    const found = await at.instance(instanceId);
    if (!found) {
      const mend = `ENI > ${id} > Unbind it, and bind it to an instance that exists`;
      return { status: "broken", says: `${id} names ${instanceId}, which does not exist (any more)`, mend };
    }
    const facts = { instanceId, instanceState: found.InstanceState, restrictState: found.RestrictState };
    if (found.RestrictState && found.RestrictState !== "NORMAL")
      return {
        status: "broken",
        says: `${instanceId} is ${found.RestrictState}`,
        mend: "Billing Center > Top Up or renew; see Instances",
        facts,
      };
    return machineVerdict(instanceId, found.InstanceState, "StartInstances", facts);
  },
};

/** From the internet to a CVM instance. There is no IPv6 gateway on the way. */
export const way: Way<TencentClient, Place> = {
  find,
  links: [address, kind, bandwidth, subnet, route, acl, groups, instance],
};
