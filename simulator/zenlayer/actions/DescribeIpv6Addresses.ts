import { lagOf } from "../../kit/action";
import { assumed, documented } from "../../kit/rules";
import { defineRead } from "../action";
import { publicNetworkInterfaces } from "../network-interfaces";
import { listView } from "../views";

/**
 * Lists public IPv6 with their billing. May lag behind changes.
 * Source: the vendor's Python SDK, since September 2026.
 */
export const describeIpv6Addresses = defineRead({
  name: "DescribeIpv6Addresses",
  rules: [
    documented("Only public IPv6. The id is called ipv6Id here. No tags."),
    assumed("associatedIds are ids of network interfaces. Page size 20 unless given, at most 1000; at most 100 ids."),
    assumed("The status of an IPv6 that is being changed is CHANGING; only RUNNING is named anywhere."),
  ],
  read: (context) => {
    const { parameters } = context;
    const ids = parameters.capped("ipv6Ids", 100);
    const associated = parameters.capped("associatedIds", 100);
    const [region, cidr, status] = [
      parameters.text("regionId"),
      parameters.text("ipv6Cidr"),
      parameters.text("status"),
    ];
    const rows = publicNetworkInterfaces(context, lagOf(context))
      .filter((nic) => ids.length === 0 || ids.includes(nic.ipv6.id))
      .filter((nic) => associated.length === 0 || associated.includes(nic.id))
      .filter((nic) => region === undefined || nic.region === region)
      .filter((nic) => cidr === undefined || nic.ipv6.cidr === cidr)
      .map((nic) => listView(context, nic))
      .filter((view) => status === undefined || view.status === status);
    return parameters.page(rows);
  },
});
