import { lagOf, visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { defaultGroupOf } from "../network";
import { requireAddresses } from "../require";
import type { NetworkInterface, NicAddress } from "../state";
import { networkInterfaceView } from "../views";

/** Filters that are simulated, beside tag:<key>. */
const FILTERS = [
  ...["network-interface-id", "network-interface-name", "network-interface-description", "vpc-id", "subnet-id"],
  ...["attachment.instance-id", "groups.security-group-id", "is-primary", "tag-key", "address-ip", "address-ipv6"],
];

/**
 * Lists network interfaces with their IPv6 addresses, and with the `eip-` id of those that have bandwidth.
 * Source: DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces = defineRead({
  name: "DescribeNetworkInterfaces",
  takes: ["NetworkInterfaceIds", "Filters", "Offset", "Limit"],
  perSecond: 100,
  rules: [
    documented("NetworkInterfaceIds, at most 100, or Filters; pages of 20 unless Limit says otherwise."),
    documented("TagSet has the tags of the network interface, and the filter tag:<key> finds it by a tag."),
    assumed("The list omits network interfaces that do not exist. Every network interface is a secondary one."),
    assumed("address-ip is matched exactly."),
    assumed("AddressId of an IPv6 address is its eip- id once it is published."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.ids("NetworkInterfaceIds", /^eni-/);
    const pageOf = parameters.page();
    const addresses = state.nicAddresses.asOf(lagOf(context));
    const on = (nic: NetworkInterface) => addresses.filter((row) => row.networkInterface === nic.id);
    const filters = [...parameters.filters(FILTERS)];
    const rows = visibleRows(context, state.networkInterfaces).filter((nic) =>
      ids.length > 0 ? ids.includes(nic.id) : filters.every(([name, values]) => meets(name, values, nic, on(nic))),
    );
    const { page, TotalCount } = pageOf(rows);
    return { TotalCount, NetworkInterfaceSet: page.map((nic) => networkInterfaceView(context, nic, on(nic))) };
  },
});

function meets(name: string, values: readonly string[], nic: NetworkInterface, held: readonly NicAddress[]): boolean {
  if (name === "address-ipv6") {
    const wanted = requireAddresses(values);
    return held.some(({ address }) => wanted.includes(address));
  }
  const fields: Record<string, readonly (string | undefined)[]> = {
    "network-interface-id": [nic.id],
    "network-interface-name": [nic.name],
    "network-interface-description": [nic.description],
    "vpc-id": [nic.vpc],
    "subnet-id": [nic.subnet],
    "attachment.instance-id": [nic.instance],
    "groups.security-group-id": nic.securityGroups ?? [defaultGroupOf(nic.vpc)],
    "is-primary": ["false"],
    "tag-key": Object.keys(nic.tags),
    "address-ip": nic.privateIps.map(({ address }) => address),
    ...Object.fromEntries(Object.entries(nic.tags).map(([key, value]) => [`tag:${key}`, [value]])),
  };
  return (fields[name] ?? []).some((value) => values.includes(value ?? ""));
}
