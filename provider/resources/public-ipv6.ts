import type { ComponentDeclaration } from "../core/component";
import { address, decimal, flag, integer, tags, text, word } from "../core/field";
import { textOutput } from "../core/resource";

export const PUBLIC_IPV6 = "PublicIpv6";

/** The one vocabulary for how internet bandwidth is billed. Each cloud says what it calls it, or why it has none. */
export const BILLING = {
  traffic: "for what is sent",
  bandwidth: "for the bandwidth bought, whatever is sent",
  package: "in a package bought for the month, or one that several addresses share",
  cluster: "together with the other members of a bandwidth cluster, by the 95th percentile",
} as const;

/** @param clouds the clouds that have it: by name, as people say it */
export function declarePublicIpv6<const C extends Readonly<Record<string, string>>>(clouds: C) {
  return {
    name: PUBLIC_IPV6,
    doc: "One network card in, an IPv6 address with internet bandwidth out, on whichever cloud. It is made of that cloud's own resources, which are its children: they order, change and release. Whatever goes beyond these few inputs, the resources themselves have.",
    fields: {
      cloud: word(clouds, {
        doc: "The cloud that the card is on. A change makes everything there, then ends what was here.",
        required: true,
        plain: true,
      }),
      networkInterfaceId: text({
        doc: "Id of the network card (ENI, vNIC), as its cloud writes it. A change ends everything on the old card first.",
        required: true,
      }),
      bandwidth: integer({
        doc: "Peak bandwidth to the internet. Changed in place.",
        unit: "Mbps",
        min: 1,
        required: true,
      }),
      billing: word(BILLING, {
        doc: "How the bandwidth is billed. Not every cloud has every way. A change ends the old order, then orders anew, unless only the package changes.",
        default: "traffic",
        plain: true,
      }),
      ipv6Address: address({
        doc: "Take this address on the card. Unset: the cloud chooses one. Another one ends what the old one has first.",
      }),
      bandwidthPackageId: text({
        doc: "Id of the shared package that the bandwidth is billed in.",
      }),
      packageSize: decimal({ doc: "Traffic bought for the month. Changed in place.", min: 0, unit: "TB" }),
      clusterId: text({ doc: "Id of the bandwidth cluster that the address joins. Changed in place." }),
      tags: tags({
        doc: "Tags of the public address. Changed in place.",
        max: 49,
        longestKey: 127,
        longestValue: 255,
        reserved: { beginnings: ["pulumi-ipv6:"] },
      }),
      region: text({
        doc: "Region of the card. Unset: the cloud's `region` setting.",
      }),
      adopt: flag({
        doc: "Take charge of the address and the bandwidth that are there instead of ordering. Nothing is ordered then: if one of them is missing, the run says so.",
      }),
    },
    choice: "billing",
    seen: ["bandwidth"],
    outputs: {
      address: textOutput("The IPv6 address, in its canonical spelling."),
      addressId: textOutput("What the cloud calls it: the id of the address, or of its public side."),
    },
  } as const satisfies ComponentDeclaration;
}
