import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// Somebody bought this bandwidth in the console. With `adopt` it is taken charge of; without, the run is refused,
// because an address that has bandwidth already cannot be given more by a second order.
const bandwidth = new alibaba.Ipv6InternetBandwidth("by-hand", {
  ipv6AddressId: "ipv6-byhand",
  bandwidth: 50,
  internetChargeType: "PayByTraffic",
  adopt: config.requireBoolean("adopt"),
});

export const internetBandwidthId = bandwidth.internetBandwidthId;
