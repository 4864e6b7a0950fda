import type { Values } from "../../../provider/core/check";
import { callAlibaba, type Simulator } from "../../../simulator";
import { byNumber, digits, manyOnCards, type Pair } from "./pair";

const codes = {
  throttled: "Throttling.User",
  unavailable: "ServiceUnavailable",
  denied: "Forbidden.RAM",
  badSignature: "SignatureDoesNotMatch",
  unheardOf: "Something.NotFound",
  elsewhere: "OperationFailed.ServiceManaged",
};
const planted = { accessKeySecret: "planted-secret-4711", accessKeyId: "simulator-key" };
const alibabaSettings = { region: "cn-hangzhou", accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };

async function console(simulator: Simulator, action: string, params: Values): Promise<void> {
  const { status, body } = await callAlibaba(simulator.url, action, params);
  if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
}

export const alibabaPairs: readonly Pair[] = [
  {
    cloud: "alibaba",
    resource: "Ipv6InternetBandwidth",
    // The rest is in alibaba-*.test.ts.
    briefWithEngine: true,
    settings: alibabaSettings,
    codes,
    planted,
    inputs: { ipv6AddressId: "ipv6-demo0001", bandwidth: 100, internetChargeType: "PayByTraffic" },
    changed: { bandwidth: 200 },
    replaced: { internetChargeType: "PayByBandwidth" },
    many: (n) => ({ at: { ipv6AddressId: `ipv6-many${digits(n, 5)}` }, changed: { bandwidth: 200 } }),
    actions: {
      order: "AllocateIpv6InternetBandwidth",
      change: "ModifyIpv6InternetBandwidth",
      release: "DeleteIpv6InternetBandwidth",
      read: "DescribeIpv6Addresses",
    },
    events: { bought: "ordered", ended: "released" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "AllocateIpv6InternetBandwidth", {
          Ipv6AddressId: "ipv6-demo0001",
          Bandwidth: 7,
          InternetChargeType: "PayByTraffic",
        }),
      meddle: (simulator, state) =>
        console(simulator, "ModifyIpv6InternetBandwidth", {
          Ipv6InternetBandwidthId: state.internetBandwidthId,
          Bandwidth: 33,
        }),
      remove: (simulator, state) =>
        console(simulator, "DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: state.internetBandwidthId }),
    },
  },
  {
    cloud: "alibaba",
    resource: "NicIpv6Assignment",
    // The rest is in alibaba-*.test.ts.
    briefWithEngine: true,
    settings: alibabaSettings,
    codes,
    planted,
    inputs: { networkInterfaceId: "eni-demo0004", ipv6Addresses: ["2001:db8:a0:1::100", "2001:db8:a0:1::101"] },
    changed: { ipv6Addresses: ["2001:db8:a0:1::101", "2001:db8:a0:1::102"] },
    replaced: { networkInterfaceId: "eni-demo0005" },
    many: manyOnCards("2001:db8:a0:1"),
    moves: byNumber,
    actions: {
      order: "AssignIpv6Addresses",
      change: "AssignIpv6Addresses",
      release: "UnassignIpv6Addresses",
      read: "DescribeNetworkInterfaces",
    },
    events: { bought: "assigned", ended: "unassigned" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "AssignIpv6Addresses", {
          NetworkInterfaceId: "eni-demo0004",
          Ipv6Address: ["2001:db8:a0:1::100", "2001:db8:a0:1::101"],
        }),
      meddle: (simulator, state) => unassign(simulator, state, (state.addresses as string[]).slice(0, 1)),
      remove: (simulator, state) => unassign(simulator, state, state.addresses as string[]),
    },
  },
  {
    cloud: "alibaba",
    resource: "Ipv6Address",
    briefWithEngine: true,
    settings: alibabaSettings,
    codes,
    planted,
    inputs: {
      ...{ vSwitchId: "vsw-demo0001", ipv6Address: "2001:db8:a0:1::200" },
      ...{ ipv6AddressName: "edge", ipv6AddressDescription: "of the data centre", tags: { team: "web" } },
    },
    changed: { ipv6AddressName: "edge-two" },
    replaced: { ipv6Address: "2001:db8:a0:1::201" },
    actions: {
      order: "AllocateIpv6Address",
      change: "ModifyIpv6AddressAttribute",
      release: "ReleaseIpv6Address",
      read: "DescribeIpv6Addresses",
    },
    events: { bought: "assigned", ended: "unassigned" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "AllocateIpv6Address", { VSwitchId: "vsw-demo0001", Ipv6Address: "2001:db8:a0:1::200" }),
      meddle: (simulator, { ipv6AddressId }) =>
        console(simulator, "ModifyIpv6AddressAttribute", { Ipv6AddressId: ipv6AddressId, Name: "theirs" }),
      remove: (simulator, { ipv6AddressId }) =>
        console(simulator, "ReleaseIpv6Address", { Ipv6AddressId: ipv6AddressId }),
    },
  },
  {
    cloud: "alibaba",
    resource: "Ipv6EgressOnlyRule",
    briefWithEngine: true,
    settings: alibabaSettings,
    codes,
    planted,
    inputs: { ipv6GatewayId: "ipv6gw-demo0001", instanceId: "ipv6-byhand", name: "calls-out" },
    replaced: { name: "calls-out-two" },
    actions: {
      order: "CreateIpv6EgressOnlyRule",
      change: "CreateIpv6EgressOnlyRule",
      release: "DeleteIpv6EgressOnlyRule",
      read: "DescribeIpv6EgressOnlyRules",
    },
    events: { bought: "ordered", ended: "released" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "CreateIpv6EgressOnlyRule", {
          ...{ Ipv6GatewayId: "ipv6gw-demo0001", InstanceId: "ipv6-byhand", Name: "calls-out" },
        }),
      remove: (simulator, { ipv6EgressOnlyRuleId }) =>
        console(simulator, "DeleteIpv6EgressOnlyRule", { Ipv6EgressOnlyRuleId: ipv6EgressOnlyRuleId }),
    },
  },
];

function unassign(simulator: Simulator, state: Values, addresses: readonly string[]): Promise<void> {
  const { networkInterfaceId } = state;
  return console(simulator, "UnassignIpv6Addresses", {
    NetworkInterfaceId: networkInterfaceId,
    Ipv6Address: addresses,
  });
}
