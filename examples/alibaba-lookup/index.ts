import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// Nobody copies the id of the address: it is looked up by the network card that has it.
const found = alibaba.getIpv6AddressOutput({ networkInterfaceId: config.require("networkInterfaceId") });

const bandwidth = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: found.ipv6AddressId,
  bandwidth: 10,
  internetChargeType: "PayByTraffic",
});

export const address = bandwidth.ipv6Address;
export const gateway = found.ipv6GatewayId;
