import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-ipv6";

// A private (ULA) address on a network interface, and a public address of its own that is bound to it. If a later run binds
// it to another network interface, the public address stays the same.
const config = new pulumi.Config();
const networkInterfaceId = config.require("networkInterfaceId");

const inside = new tencent.NicIpv6Assignment("web", { networkInterfaceId, ipv6AddressCount: 1 });

const outside = new tencent.ElasticPublicIpv6("web", {
  addressName: "web",
  bandwidth: config.requireNumber("bandwidth"), // Mbps
  networkInterfaceId,
  privateIpv6Address: inside.address,
  tags: { team: "web" },
});

export const address = outside.publicIpv6Address;
export const boundTo = outside.boundTo;
