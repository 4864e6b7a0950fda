import { lagOf } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { publicNetworkInterfaces } from "../network-interfaces";
import { listView } from "../views";

/**
 * Lists public IPv6 with their billing. May lag behind changes.
 * Source: the vendor's Python SDK, since September 2026.
 */
export const describeIpv6Addresses = defineRead({
  name: "DescribeIpv6Addresses",
  takes: ["ipv6Ids", "regionId", "ipv6Cidr", "status", "associatedIds", "resourceGroupId", "pageSize", "pageNum"],
  rules: [
    documented("Only public IPv6. The id is called ipv6Id here. No tags."),
    assumed("associatedIds are ids of network interfaces. Page size 20 unless given, at most 1000; at most 100 ids."),
    assumed("The status of an IPv6 during a change is CHANGING; the pages name only RUNNING."),
  ],
  read: (context) => {
    const { parameters } = context;
    const ids = parameters.capped("ipv6Ids", 100);
    const associated = parameters.capped("associatedIds", 100);
    const rows = publicNetworkInterfaces(context, lagOf(context))
      .filter((nic) => ids.length === 0 || ids.includes(nic.ipv6.id))
      .filter((nic) => associated.length === 0 || associated.includes(nic.id))
      .filter(parameters.equal("regionId", (nic) => nic.region))
      .filter(parameters.equal("ipv6Cidr", (nic) => nic.ipv6.cidr))
      .map((nic) => listView(context, nic))
      .filter(parameters.equal("resourceGroupId", (view) => view.resourceGroupId))
      .filter(parameters.equal("status", (view) => view.status));
    return parameters.page(rows);
  },
});
