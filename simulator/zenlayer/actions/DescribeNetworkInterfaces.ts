import { lagOf } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { isVisible } from "../network-interfaces";
import { DEFAULT_GROUP, networkInterfaceView } from "../views";

/** Parameters that filter by the field of the same name. */
const EQUAL = [
  ...["regionId", "vpcId", "subnetId", "instanceId", "status", "nicType", "nicSubnetType"],
  "securityGroupId",
];

/**
 * Lists network interfaces, with their tags and first IPv6 address, but nothing of its billing. May lag behind changes.
 * Source: API reference, DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces = defineRead({
  name: "DescribeNetworkInterfaces",
  takes: [
    "nicIds",
    "name",
    "regionId",
    "vpcId",
    "subnetId",
    "instanceId",
    "status",
    "pageSize",
    "pageNum",
    "nicType",
    "resourceGroupId",
    "securityGroupId",
    "tagKeys",
    "tags",
    "nicSubnetType",
  ],
  old: true,
  rules: [
    documented("At most 100 nicIds. Page size 20 unless given, at most 1000."),
    documented("nicSubnetType shows whether there is IPv6; primaryIpv6 and ipv6Cidr are null without."),
    assumed("The list omits unknown ids. The filter name matches a part of the name."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.capped("nicIds", 100);
    const tags = parameters.tags("tags");
    const keys = parameters.list("tagKeys");
    const equal = EQUAL.map((field) => parameters.equal(field, (view: Record<string, unknown>) => view[field]));
    const name = parameters.text("name");
    const rows = state.networkInterfaces
      .asOf(lagOf(context))
      .filter((nic) => isVisible(context, nic))
      .filter((nic) => ids.length === 0 || ids.includes(nic.id))
      .filter((nic) => name === undefined || nic.name.includes(name))
      .filter((nic) => tags.every(({ key, value }) => nic.tags[key] === value))
      .filter((nic) => keys.every((key) => nic.tags[key] !== undefined))
      .filter(parameters.equal("resourceGroupId", (nic) => nic.resourceGroup ?? DEFAULT_GROUP))
      .map(networkInterfaceView)
      .filter((view) => equal.every((passes) => passes(view)));
    return parameters.page(rows);
  },
});
