import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// Two addresses on a network card that somebody else made.
const assignment = new alibaba.NicIpv6Assignment("web", {
  networkInterfaceId: "eni-demo0002",
  ipv6AddressCount: 2,
});

// The first of them goes to the internet.
const bandwidth = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: assignment.ipv6AddressIds[0]!,
  bandwidth: config.requireNumber("bandwidth"),
  internetChargeType: config.require("internetChargeType") as "PayByTraffic",
});

export const addresses = assignment.addresses;
export const internetBandwidthId = bandwidth.internetBandwidthId;
