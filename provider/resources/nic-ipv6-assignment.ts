import { textsOutput } from "../core/resource";

export const NIC_IPV6_ASSIGNMENT = "NicIpv6Assignment";

/** What it is, on every cloud. */
export const nicIpv6AssignmentDoc =
  "IPv6 addresses on a network card. It owns the addresses it assigned and no others: deleting or shrinking it never touches what somebody else put on the card.";

/** The output every cloud owes. */
export const addressesOutput = textsOutput("The IPv6 addresses this resource holds, each in its canonical spelling.");
