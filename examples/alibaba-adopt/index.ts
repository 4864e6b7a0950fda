import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// This bandwidth was bought in the console. With `adopt` the resource takes it over. Without `adopt` the run is refused,
// because a second order cannot give more bandwidth to an address that already has some.
const bandwidth = new alibaba.Ipv6InternetBandwidth("by-hand", {
  ipv6AddressId: "ipv6-byhand",
  bandwidth: 50,
  internetChargeType: "PayByTraffic",
  adopt: config.requireBoolean("adopt"),
});

export const internetBandwidthId = bandwidth.internetBandwidthId;
