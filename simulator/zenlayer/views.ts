import { isoSeconds } from "../common/clock";
import type { Context } from "./action";
import type { PublicNetworkInterface } from "./network-interfaces";
import type { Ipv6, NetworkInterface } from "./state";

/** The resource group of what is in none that a call named. */
export const DEFAULT_GROUP = "default";

export function networkInterfaceView(nic: NetworkInterface): Record<string, unknown> {
  const { id, name, status, region, vpc, subnet, instance = null, ipv6, createdAt, primary } = nic;
  const { securityGroup = null, resourceGroup = DEFAULT_GROUP } = nic;
  const made = isoSeconds(createdAt);
  return {
    ...{ nicId: id, name, status, regionId: region, vpcId: vpc, subnetId: subnet, instanceId: instance },
    ...{ nicType: primary ? "Primary" : "Secondary", macAddress: "52:54:00:00:00:01", securityGroupId: securityGroup },
    ...{ nicSubnetType: ipv6 ? "IPv4_IPv6" : "IPv4", primaryIpv6: ipv6?.address ?? null, ipv6Cidr: ipv6?.cidr ?? null },
    ...{ publicIpList: ipv6?.billing ? [ipv6.address] : [], privateIpList: ["10.0.0.2"] },
    ...{ primaryIpv4: "10.0.0.2", secondaryIpv4s: [], createTime: made, updateTime: made },
    resourceGroup: groupView(resourceGroup),
    tags: tagsView(nic.tags),
  };
}

export function groupView(resourceGroupId: string) {
  return { resourceGroupId, resourceGroupName: resourceGroupId === DEFAULT_GROUP ? "Default" : resourceGroupId };
}

export function tagsView(tags: Readonly<Record<string, string>> = {}) {
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

/** The fields that both reads of a public IPv6 show. */
function billingView(context: Context, { ipv6 }: PublicNetworkInterface): Record<string, unknown> {
  const { billing, operation, cidr, address } = ipv6;
  const cluster = billing.clusterId === undefined ? undefined : context.state.clusters.get(billing.clusterId);
  return {
    ...{ ipv6Cidr: cidr, primaryIpv6Address: address },
    ...{ internetChargeType: billing.internetChargeType, bandwidth: billing.bandwidth ?? null },
    ...{ rateLimitMode: billing.rateLimitMode, trafficPackageSize: billing.packageSize ?? null },
    bandwidthCluster: cluster ? { bandwidthClusterId: cluster.id, bandwidthClusterName: cluster.name } : null,
    operationInfo: operation ? { operation: operation.operation, status: operation.status } : null,
  };
}

/** With the field names of DescribeNetworkInterfacePublicIPv6. */
export function publicView(context: Context, nic: PublicNetworkInterface): Record<string, unknown> {
  return { ipv6CidrId: nic.ipv6.id, ...billingView(context, nic) };
}

/** With the field names of DescribeIpv6Addresses. */
export function listView(context: Context, nic: PublicNetworkInterface): Record<string, unknown> {
  return {
    ...{ ipv6Id: nic.ipv6.id, regionId: nic.region, status: statusOf(nic.ipv6) },
    ...{ associatedId: nic.id, associatedType: "NIC", nicId: nic.id, instanceId: nic.instance ?? null },
    ...{ ...groupView(DEFAULT_GROUP), createTime: isoSeconds(nic.ipv6.createdAt) },
    ...billingView(context, nic),
  };
}

function statusOf({ operation, status }: Ipv6): string {
  if (status) return status;
  return operation?.status === "OPERATING" ? "CHANGING" : "RUNNING";
}
