import type { Values } from "../../../provider/core/check";
import { callTencent, type Simulator } from "../../../simulator";
import { byNumber, type Pair } from "./pair";

const common = {
  cloud: "tencent",
  settings: { region: "ap-guangzhou", secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" },
  planted: { secretKey: "planted-secret-4711" },
  codes: {
    throttled: "RequestLimitExceeded",
    denied: "UnauthorizedOperation",
    unavailable: "InternalServerError",
    badSignature: "AuthFailure.SignatureFailure",
    unheardOf: "Something.NotFound",
    elsewhere: "OperationDenied.AddressDeletionProtectionEnabled",
  },
} as const;

const ADDRESS = "2001:db8:7e00:1::1";
const BLOCK = "2001:db8:7e00:1";

async function console(simulator: Simulator, action: string, params: Values): Promise<void> {
  const { body } = await callTencent(simulator.url, action, params);
  if (body.Error) throw new Error(`${action}: ${JSON.stringify(body.Error)}`);
}

export const tencentPairs: readonly Pair[] = [
  {
    ...common,
    resource: "Ipv6InternetBandwidth",
    looksFirst: true,
    inputs: { ip6Address: ADDRESS, bandwidth: 10, tags: { team: "web" } },
    changed: { bandwidth: 20 },
    replaced: { internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId: "bwp-demo0001" },
    actions: {
      order: "AllocateIp6AddressesBandwidth",
      change: "ModifyIp6AddressesBandwidth",
      release: "ReleaseIp6AddressesBandwidth",
      read: "DescribeIp6Addresses",
    },
    events: { bought: "ordered", ended: "released" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "AllocateIp6AddressesBandwidth", { Ip6Addresses: [ADDRESS], InternetMaxBandwidthOut: 7 }),
      meddle: (simulator, { addressId }) =>
        console(simulator, "ModifyIp6AddressesBandwidth", { Ip6AddressIds: [addressId], InternetMaxBandwidthOut: 33 }),
      remove: (simulator, { addressId }) =>
        console(simulator, "ReleaseIp6AddressesBandwidth", { Ip6AddressIds: [addressId] }),
    },
  },
  {
    ...common,
    resource: "NicIpv6Assignment",
    inputs: {
      networkInterfaceId: "eni-demo0004",
      ipv6Addresses: [`${BLOCK}::100`, `${BLOCK}::101`],
      description: "web",
    },
    changed: { ipv6Addresses: [`${BLOCK}::101`, `${BLOCK}::102`] },
    replaced: { networkInterfaceId: "eni-demo0005" },
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
          Ipv6Addresses: [{ Address: `${BLOCK}::100` }, { Address: `${BLOCK}::101` }],
        }),
      meddle: (simulator, state) => unassign(simulator, state, (state.addresses as string[]).slice(0, 1)),
      remove: (simulator, state) => unassign(simulator, state, state.addresses as string[]),
    },
  },
];

function unassign(simulator: Simulator, state: Values, addresses: readonly string[]): Promise<void> {
  return console(simulator, "UnassignIpv6Addresses", {
    NetworkInterfaceId: state.networkInterfaceId,
    Ipv6Addresses: addresses.map((Address) => ({ Address })),
  });
}
