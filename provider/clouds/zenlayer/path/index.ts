import { canonicalAddress } from "../../../core/id";
import type { Link, Way } from "../../../core/path/chain";
import { blockOf } from "../../../core/path/cidr";
import { filterVerdict } from "../../../core/path/filter-verdicts";
import { machineVerdict, rangeVerdict, routeVerdict } from "../../../core/path/verdicts";
import type { ZenlayerClient } from "../client";
import { find, groupFilter, type Place } from "./place";

type ZenlayerLink = Link<Place>;

const address: ZenlayerLink = {
  name: "IPv6 address",
  where: "Elastic Compute console > Networking > vNIC",
  async judge({ address: own, nic }) {
    const { nicId, instanceId, ipv6Cidr, regionId, vpcId, subnetId, status } = nic;
    const facts = { nicId, instanceId: instanceId || undefined, ipv6Cidr, regionId, vpcId, subnetId };
    if (own === undefined) {
      const mend = "vNIC > Assign IPv6 (AssignNetworkInterfaceIpv6, or NicIpv6Assignment)";
      return { status: "broken", says: `${nicId} has no IPv6 (${nic.nicSubnetType ?? "IPv4"})`, mend, facts };
    }
    const on = `${nicId}${instanceId ? ` of ${instanceId}` : ""}`;
    if (status && !/^(AVAILABLE|USED)$/.test(status))
      return {
        status: "broken",
        says: `${own} is on ${on}, which is ${status}`,
        mend: "wait until its status is USED",
        facts,
      };
    const notes =
      canonicalAddress(nic.primaryIpv6 ?? "") === own
        ? []
        : [
            `in the prefix ${ipv6Cidr}; its first address is ${nic.primaryIpv6}: the machine must have configured ${own} itself`,
          ];
    return { status: "ok", says: `${own} is on ${on}`, notes, facts };
  },
};

const kind: ZenlayerLink = {
  name: "Public or private",
  where: "Elastic Compute console > Networking > Subnet > IPv6 type",
  async judge(at) {
    if (at.address === undefined) return undefined;
    if (await at.publicIpv6()) return { status: "ok", says: "a public IPv6" };
    const type = await at.subnet().then(
      (row) => row?.ipv6Type,
      () => undefined,
    );
    const facts = { ipv6Type: type };
    if (type === "Public") {
      const mend = "vNIC > Unassign IPv6, then Assign IPv6 with a charge type (AssignNetworkInterfaceIpv6)";
      return { status: "broken", says: `${at.address} has no public IPv6 that is billed`, mend, facts };
    }
    const mend =
      "put the vNIC into a subnet whose IPv6 type is Public; the type of a subnet does not change while it has IPv6";
    const says = `${at.address} is private${type ? `: its subnet's IPv6 type is ${type}` : ""}`;
    return { status: "broken", says, mend, facts };
  },
};

const bandwidth: ZenlayerLink = {
  name: "IPv6 bandwidth",
  where: "Elastic Compute console > Networking > vNIC > Public IPv6",
  async judge(at) {
    if (at.address === undefined) return undefined;
    const row = await at.publicIpv6();
    if (!row) return undefined;
    const {
      ipv6CidrId: id,
      internetChargeType,
      bandwidth: mbps,
      trafficPackageSize,
      bandwidthCluster,
      operationInfo,
    } = row;
    const status = row.status ?? (await at.record(id))?.status ?? undefined;
    const facts = {
      ...{ ipv6Id: id, status, internetChargeType, bandwidth: mbps, packageSize: trafficPackageSize },
      ...{ clusterId: bandwidthCluster?.bandwidthClusterId },
    };
    const parts = [mbps ? `${mbps} Mbps` : "no limit of its own", internetChargeType];
    if (trafficPackageSize) parts.push(`${trafficPackageSize} TB`);
    if (bandwidthCluster) parts.push(`cluster ${bandwidthCluster.bandwidthClusterId}`);
    const says = `${id}: ${parts.filter(Boolean).join(", ")}`;
    const failed = operationInfo?.status === "FAILED" ? [`the last change (${operationInfo.operation}) failed`] : [];
    if (status && !/^(RUNNING|CHANGING)$/.test(status)) {
      const mend = "Billing > pay what is due if it is locked; for other states open a ticket";
      return { status: "broken", says: `${says}, but its status is ${status}`, mend, notes: failed, facts };
    }
    return { status: "ok", says, notes: failed, facts };
  },
};

const subnet: ZenlayerLink = {
  name: "Subnet",
  where: "Elastic Compute console > Networking > Subnet",
  async judge(at) {
    const row = await at.subnet();
    if (!row) return undefined;
    const facts = { stackType: row.stackType, ipv6Type: row.ipv6Type };
    const mend = "Subnet > Modify stack type: IPv4_IPv6 (ModifySubnetStackType), then assign an IPv6";
    if (row.stackType && !row.stackType.includes("IPv6"))
      return { status: "broken", says: `${row.subnetId} has the stack type ${row.stackType}`, mend, facts };
    const verdict = rangeVerdict(row.subnetId, blockOf(at.address), blockOf(row.ipv6CidrBlock), mend);
    const says = verdict.status === "ok" && row.stackType ? `${verdict.says}, ${row.stackType}` : verdict.says;
    return { ...verdict, says, facts: { ...facts, ...verdict.facts } };
  },
};

/** Public IPv6 of Zenlayer needs no route; a route of one's own may lead it astray. */
const route: ZenlayerLink = {
  name: "Route",
  where: "Elastic Compute console > Networking > VPC > Routes",
  async judge(at, question) {
    const rows = await at.routes();
    if (!rows) return undefined;
    const own = blockOf(at.address);
    const routes = rows.flatMap((row) => {
      const [destination, source] = [blockOf(row.destinationCidrBlock), blockOf(row.sourceCidrBlock)];
      // A policy route is for the packets of one source.
      if (!destination || (source && own && !own.first.match(source.first, source.bits))) return [];
      const nextHop = [row.nextHopType, row.nextHopId].filter(Boolean).join(" ");
      return [{ destination, nextHop, isRight: row.nextHopId === at.nic.nicId, isOn: true }];
    });
    const mend = "VPC > Routes > delete the route (DeleteRoute), unless its next hop returns the answers";
    return routeVerdict({ subject: `VPC ${at.nic.vpcId}`, routes, mend, facts: { vpcId: at.nic.vpcId } }, question);
  },
};

const group: ZenlayerLink = {
  name: "Security group",
  where: "Elastic Compute console > Networking > Security Group",
  async judge(at, question) {
    const found = await at.group();
    if (!found) return { status: "unknown", says: "neither the vNIC nor its VPC names a security group" };
    const { id, ofVpc } = found;
    return filterVerdict(
      {
        subject: `${id}${ofVpc ? " (of the VPC)" : ""}`,
        inbound: groupFilter(found),
        mend: (what, from) =>
          `${id} > Inbound > add a rule: accept ${what} from ${from}, with a smaller priority number than rules that deny it (ConfigureSecurityGroupRules)`,
        facts: { securityGroupId: id },
      },
      question,
    );
  },
};

const instance: ZenlayerLink = {
  name: "Instance",
  where: "Elastic Compute console > Instances",
  async judge(at) {
    const { nicId, instanceId } = at.nic;
    if (!instanceId) {
      const mend = "vNIC > Attach (AttachNetworkInterface)";
      return { status: "broken", says: `${nicId} is attached to no instance`, mend };
    }
    const found = await at.instance(instanceId);
    if (!found)
      return { status: "unknown", says: `${nicId} is on ${instanceId}, which the list of instances does not show` };
    const facts = { instanceId, status: found.status };
    return machineVerdict(instanceId, found.status, "StartInstances", facts);
  },
};

/** From the internet to an instance. There are no gateway and no network ACL on the way. */
export const way: Way<ZenlayerClient, Place> = {
  find,
  links: [address, kind, bandwidth, subnet, route, group, instance],
};
