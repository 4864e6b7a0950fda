import { lagOf } from "../../kit/action";
import { assumed, documented } from "../../kit/rules";
import { defineRead } from "../action";
import { isVisible } from "../network-interfaces";
import { networkInterfaceView } from "../views";

/**
 * Lists network interfaces, with their tags and first IPv6 address, but nothing of its billing. May lag behind changes.
 * Source: API reference, DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces = defineRead({
  name: "DescribeNetworkInterfaces",
  old: true,
  rules: [
    documented("At most 100 nicIds. Page size 20 unless given, at most 1000."),
    documented("nicSubnetType tells whether there is IPv6; primaryIpv6 and ipv6Cidr are null without."),
    assumed("Unknown ids do not appear. name is part of the name."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.capped("nicIds", 100);
    const tags = parameters.tags("tags");
    const keys = parameters.list("tagKeys");
    const equal: Array<[string | undefined, (nic: Record<string, unknown>) => unknown]> = [
      [parameters.text("regionId"), (nic) => nic.regionId],
      [parameters.text("vpcId"), (nic) => nic.vpcId],
      [parameters.text("subnetId"), (nic) => nic.subnetId],
      [parameters.text("instanceId"), (nic) => nic.instanceId],
      [parameters.text("status"), (nic) => nic.status],
      [parameters.text("nicType"), (nic) => nic.nicType],
      [parameters.text("nicSubnetType"), (nic) => nic.nicSubnetType],
    ];
    const name = parameters.text("name");
    const rows = state.networkInterfaces
      .asOf(lagOf(context))
      .filter((nic) => isVisible(context, nic))
      .filter((nic) => ids.length === 0 || ids.includes(nic.id))
      .filter((nic) => name === undefined || nic.name.includes(name))
      .filter((nic) => tags.every(({ key, value }) => nic.tags[key] === value))
      .filter((nic) => keys.every((key) => nic.tags[key] !== undefined))
      .map(networkInterfaceView)
      .filter((view) => equal.every(([wanted, of]) => wanted === undefined || of(view) === wanted));
    return parameters.page(rows);
  },
});
