import type { ComponentDeclaration } from "../core/component";
import { address, decimal, flag, integer, tags, text, word } from "../core/field";
import { textOutput } from "../core/resource";

export const PUBLIC_IPV6 = "PublicIpv6";

/** Billing methods on all clouds. Each cloud maps them to its own values, or explains why it has none. */
export const BILLING = {
  traffic: "by the traffic sent",
  bandwidth: "by the bandwidth ordered, regardless of traffic",
  package: "by a monthly traffic package, or a package shared by several addresses",
  cluster: "by the 95th percentile of a bandwidth cluster, together with its other members",
} as const;

/** @param clouds display names of the clouds that have it, by name */
export function declarePublicIpv6<const C extends Readonly<Record<string, string>>>(clouds: C) {
  return {
    name: PUBLIC_IPV6,
    doc: "An IPv6 address with internet bandwidth on a network interface, with the same inputs on every cloud. Its children are that cloud's own resources: they order, update and release. For options beyond these inputs, use those resources directly.",
    fields: {
      cloud: word(clouds, {
        doc: "The cloud of the network interface. A change creates everything on the new cloud, then deletes everything on the old one.",
        required: true,
        plain: true,
      }),
      networkInterfaceId: text({
        doc: "Id of the network interface (ENI, vNIC), as its cloud writes it. Give it or `instanceId`. A change to another network interface first deletes everything on the old one.",
      }),
      instanceId: text({
        doc: "Id of the instance, as its cloud writes it, instead of `networkInterfaceId`: its primary network interface is looked up in each run. The instance may be created by the same program. The id of the same network interface instead changes nothing.",
      }),
      bandwidth: integer({
        doc: "Peak bandwidth to the internet. Changed in place.",
        unit: "Mbps",
        min: 1,
        required: true,
      }),
      billing: word(BILLING, {
        doc: "How the bandwidth is billed. Not every cloud has every method. A change releases the old order, then places a new one, unless only the package changes.",
        default: "traffic",
        plain: true,
      }),
      ipv6Address: address({
        doc: "Address to assign. Unset: the cloud chooses one. A change first deletes everything on the old address.",
      }),
      bandwidthPackageId: text({
        doc: "Id of the shared bandwidth package that bills the bandwidth.",
      }),
      packageSize: decimal({ doc: "Monthly traffic package. Changed in place.", min: 0, unit: "TB" }),
      clusterId: text({ doc: "Id of the bandwidth cluster that the address joins. Changed in place." }),
      tags: tags({
        doc: "Tags of the public address. Changed in place.",
        max: 49,
        longestKey: 127,
        longestValue: 255,
        reserved: { beginnings: ["pulumi-ipv6:"] },
      }),
      region: text({
        doc: "Region of the network interface. Unset: the cloud's `region` setting.",
      }),
      adopt: flag({
        doc: "Adopt the existing address and bandwidth instead of ordering. If one of them is missing, the run fails and nothing is ordered.",
      }),
    },
    choice: "billing",
    standsFor: { instanceId: "networkInterfaceId" },
    seen: ["bandwidth"],
    outputs: {
      address: textOutput("The IPv6 address, in its canonical spelling."),
      addressId: textOutput("The cloud's id of the address, or of its public side."),
    },
  } as const satisfies ComponentDeclaration;
}
