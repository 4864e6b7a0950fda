import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const config = new pulumi.Config();

// A machine that downloads updates and accepts no connections: an address on its network interface, bandwidth, a rule.
const assignment = new alibaba.NicIpv6Assignment("worker", {
  networkInterfaceId: config.require("networkInterfaceId"),
  ipv6AddressCount: 1,
});
const bandwidth = new alibaba.Ipv6InternetBandwidth("worker", {
  ipv6AddressId: assignment.ipv6AddressId,
  bandwidth: 10,
  internetChargeType: "PayByTraffic",
});
const rule = new alibaba.Ipv6EgressOnlyRule("worker", {
  ipv6GatewayId: config.require("ipv6GatewayId"),
  // From the bandwidth, not from the assignment: so the rule is created after it, and deleted before it.
  instanceId: bandwidth.ipv6AddressId,
  name: "worker",
});

// An address that is on no network interface: the gateway's routes take its traffic to the data centre.
const edge = new alibaba.Ipv6Address("edge", {
  vSwitchId: config.require("vSwitchId"),
  ipv6AddressName: "edge",
  tags: { team: "network" },
});
new alibaba.Ipv6InternetBandwidth("edge", {
  ipv6AddressId: edge.ipv6AddressId,
  bandwidth: 10,
  internetChargeType: "PayByBandwidth", // An address on no network interface may not be billed by traffic.
});

export const worker = assignment.address;
export const ruleId = rule.ipv6EgressOnlyRuleId;
export const edgeAddress = edge.address;
