import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const bandwidth = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: new pulumi.Config().require("ipv6AddressId"),
  bandwidth: 100, // Mbps
  internetChargeType: "PayByTraffic",
});

export const publicAddress = bandwidth.ipv6Address;
