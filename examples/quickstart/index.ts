import * as pulumi from "@pulumi/pulumi";
import { PublicIpv6, type PublicIpv6Args } from "pulumi-ipv6";

const config = new pulumi.Config();

// Gives a network interface an IPv6 address with internet bandwidth. The configuration says on which cloud.
// It is an order: it costs money until it is destroyed.
const web = new PublicIpv6("web", {
  cloud: config.require<PublicIpv6Args["cloud"]>("cloud"),
  networkInterfaceId: config.require("networkInterfaceId"),
  bandwidth: config.requireNumber("bandwidth"), // Mbps, changed in place
  billing: "traffic",
});

export const address = web.address;
export const addressId = web.addressId;
