import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// The id of the address is not copied by hand: a look-up finds it by the network interface.
const found = alibaba.getIpv6AddressOutput({ networkInterfaceId: config.require("networkInterfaceId") });

const bandwidth = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: found.ipv6AddressId,
  bandwidth: 10,
  internetChargeType: "PayByTraffic",
});

export const address = bandwidth.ipv6Address;
export const gateway = found.ipv6GatewayId;
