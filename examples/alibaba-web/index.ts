import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// Two addresses on a network interface (ENI) that already exists; the cloud chooses them.
const assignment = new alibaba.NicIpv6Assignment("web", {
  networkInterfaceId: config.require("networkInterfaceId"),
  ipv6AddressCount: 2,
});

// The first of them goes to the internet. This is an order: it costs money until it is destroyed.
const bandwidth = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: assignment.ipv6AddressId,
  bandwidth: config.requireNumber("bandwidth"),
  internetChargeType: config.require<alibaba.InternetChargeType>("internetChargeType"),
});

export const addresses = assignment.addresses;
export const publicAddress = bandwidth.ipv6Address;
export const internetBandwidthId = bandwidth.internetBandwidthId;
