import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { mine, publicCards, requireCluster, requireIpv6 } from "../cards";
import { Refusal } from "../errors";
import { change } from "../operations";

/** Lists bandwidth clusters. Source: the vendor's SDKs, service traffic. */
export const describeBandwidthClusters: Action = {
  name: "DescribeBandwidthClusters",
  service: "traffic",
  rules: [
    rule("documented", "At most 100 ids. Their charge types are of another enumeration than those of an IPv6."),
    rule("assumed", "name is part of the name."),
  ],
  run: (context) => {
    const { input, world } = context;
    const ids = input.capped("bandwidthClusterIds", 100);
    const name = input.text("name") ?? "";
    const held = publicCards(context, lagOf(context));
    const rows = world.clusters
      .all()
      .filter((row) => mine(context, row) && (ids.length === 0 || ids.includes(row.id)) && row.name.includes(name))
      .map((row) => ({
        ...{ bandwidthClusterId: row.id, bandwidthClusterName: row.name, networkLineType: row.lineType },
        ...{ areaCode: row.area, internetChargeType: "MonthlyPercent95Bandwidth", commitBandwidthMbps: 0 },
        resourceNumber: held.filter((card) => card.ipv6.billing.clusterId === row.id).length,
      }));
    return input.page(rows);
  },
};

/** Members of one cluster. Source: the vendor's SDKs, service traffic. */
export const describeBandwidthClusterResources: Action = {
  name: "DescribeBandwidthClusterResources",
  service: "traffic",
  rules: [rule("documented", "Without pages. An IPv6 of a network card is a ZEC_IPV6_INSTANCE.")],
  run: (context) => {
    const { id } = requireCluster(context, context.input.required("bandwidthClusterId"));
    const resources = publicCards(context, lagOf(context))
      .filter((card) => card.ipv6.billing.clusterId === id)
      .map((card) => ({ resourceId: card.ipv6.id, resourceType: "ZEC_IPV6_INSTANCE" }));
    return { resources, totalCount: resources.length };
  },
};

/** Moves members from other clusters to this one. Source: the vendor's SDKs, service traffic. */
export const migrateBandwidthClusterResources: Action = {
  name: "MigrateBandwidthClusterResources",
  service: "traffic",
  rules: [
    rule("documented", "Each is in another cluster of the same line type and area; members already there are ignored."),
    rule("documented", "One that may not move refuses the whole call."),
    rule("assumed", "With OPERATION_DENIED_CLUSTER_NOT_MATCH. Done when answered."),
  ],
  run: (context) => {
    const { input, world } = context;
    const target = requireCluster(context, input.required("targetBandwidthClusterId"));
    const ids = input.list("resourceIdList");
    if (ids.length === 0) throw new Refusal("MISSING_PARAMETER", "resourceIdList is required.");
    const cards = ids.map((id) => requireIpv6(context, id));
    for (const { ipv6 } of cards) {
      const from = world.clusters.get(ipv6.billing.clusterId ?? "");
      if (from?.lineType !== target.lineType || from?.area !== target.area) {
        throw new Refusal("OPERATION_DENIED_CLUSTER_NOT_MATCH");
      }
    }
    for (const card of cards) change(context, card, { clusterId: target.id });
    return {};
  },
};
