import { lagOf } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineChange, defineRead } from "../action";
import { Refusal } from "../errors";
import {
  isVisible,
  type PublicNetworkInterface,
  publicNetworkInterfaces,
  requireCluster,
  requireIpv6,
} from "../network-interfaces";
import { change } from "../operations";
import type { Cluster } from "../state";
import { DEFAULT_GROUP, groupView, tagsView } from "../views";

/** Lists bandwidth clusters. Source: the vendor's SDKs, service traffic. */
export const describeBandwidthClusters = defineRead({
  name: "DescribeBandwidthClusters",
  takes: [
    "bandwidthClusterIds",
    "bandwidthClusterName",
    "cityName",
    "pageNum",
    "pageSize",
    "resourceGroupId",
    "tagKeys",
    "tags",
  ],
  service: "traffic",
  rules: [
    documented("At most 100 ids. Their charge types have other names than those of an IPv6."),
    assumed("The filter bandwidthClusterName matches a part of the name."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.capped("bandwidthClusterIds", 100);
    const name = parameters.text("bandwidthClusterName") ?? "";
    const tags = parameters.tags("tags");
    const keys = parameters.list("tagKeys");
    const held = publicNetworkInterfaces(context, lagOf(context));
    const rows = state.clusters
      .all()
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)) && row.name.includes(name))
      .filter(parameters.equal("cityName", (row) => row.city ?? row.area))
      .filter(parameters.equal("resourceGroupId", () => DEFAULT_GROUP))
      .filter((row) => tags.every(({ key, value }) => row.tags?.[key] === value))
      .filter((row) => keys.every((key) => row.tags?.[key] !== undefined))
      .map((row) => ({
        ...{ bandwidthClusterId: row.id, bandwidthClusterName: row.name, networkLineType: row.lineType },
        ...{ areaCode: row.area, internetChargeType: "MonthlyPercent95Bandwidth", commitBandwidthMbps: 0 },
        ...{ cities: [{ cityName: row.city ?? row.area, cityCode: row.area }], createTime: "2026-01-01T00:00:00Z" },
        ...{ resourceGroup: groupView(DEFAULT_GROUP), tags: tagsView(row.tags) },
        resourceNumber: held.filter((nic) => nic.ipv6.billing.clusterId === row.id).length,
      }));
    return parameters.page(rows);
  },
});

/** Members of one cluster. Source: the vendor's SDKs, service traffic. */
export const describeBandwidthClusterResources = defineRead({
  name: "DescribeBandwidthClusterResources",
  takes: ["bandwidthClusterId"],
  service: "traffic",
  rules: [documented("Not paged. An IPv6 of a network interface is a ZEC_IPV6_INSTANCE.")],
  read: (context) => {
    const { id } = requireCluster(context, context.parameters.required("bandwidthClusterId"));
    const resources = publicNetworkInterfaces(context, lagOf(context))
      .filter((nic) => nic.ipv6.billing.clusterId === id)
      .map((nic) => ({ resourceId: nic.ipv6.id, resourceType: "ZEC_IPV6_INSTANCE" }));
    return { resources, totalCount: resources.length };
  },
});

/** Moves members from other clusters to this one. Source: the vendor's SDKs, service traffic. */
export const migrateBandwidthClusterResources = defineChange<{ target: Cluster; nics: PublicNetworkInterface[] }>({
  name: "MigrateBandwidthClusterResources",
  takes: ["targetBandwidthClusterId", "resourceIdList"],
  service: "traffic",
  rules: [
    documented("Each is in another cluster of the same line type and area; members already there are ignored."),
    documented("One member that may not move refuses the whole call."),
    assumed("The code of that is OPERATION_DENIED_CLUSTER_NOT_MATCH. The move is complete when the call is answered."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const target = requireCluster(context, parameters.required("targetBandwidthClusterId"));
    const ids = parameters.list("resourceIdList");
    if (ids.length === 0) throw new Refusal("MISSING_PARAMETER", "resourceIdList is required.");
    const nics = ids.map((id) => requireIpv6(context, id));
    for (const { ipv6 } of nics) {
      const from = state.clusters.get(ipv6.billing.clusterId ?? "");
      if (from?.lineType !== target.lineType || from?.area !== target.area) {
        throw new Refusal("OPERATION_DENIED_CLUSTER_NOT_MATCH");
      }
    }
    return { target, nics };
  },
  act: (context, { target, nics }) => {
    for (const nic of nics) change(context, nic, { clusterId: target.id });
    return {};
  },
});
