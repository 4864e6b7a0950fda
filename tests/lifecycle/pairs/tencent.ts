import type { Values } from "../../../provider/core/check";
import { callTencent, type Simulator } from "../../../simulator";
import { byNumber, manyOnCards, type Pair } from "./pair";

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
const PRIVATE = "fd76:7e00:1::1";

async function console(simulator: Simulator, action: string, params: Values): Promise<Values> {
  const { body } = await callTencent(simulator.url, action, params);
  if (body.Error) throw new Error(`${action}: ${JSON.stringify(body.Error)}`);
  return body;
}

export const tencentPairs: readonly Pair[] = [
  {
    ...common,
    resource: "Ipv6InternetBandwidth",
    looksFirst: true,
    inputs: { ip6Address: ADDRESS, bandwidth: 10, tags: { team: "web" } },
    changed: { bandwidth: 20 },
    replaced: { internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId: "bwp-demo0001" },
    many: (n) => ({ at: { ip6Address: `${BLOCK}::f:${n.toString(16)}` }, changed: { bandwidth: 20 } }),
    actions: {
      order: "AllocateIp6AddressesBandwidth",
      change: "ModifyIp6AddressesBandwidth",
      release: "ReleaseIp6AddressesBandwidth",
      read: "DescribeIp6Addresses",
    },
    events: { bought: "ordered", ended: "released" },
    outside: {
      occupy: async (simulator) =>
        void (await console(simulator, "AllocateIp6AddressesBandwidth", {
          Ip6Addresses: [ADDRESS],
          InternetMaxBandwidthOut: 7,
        })),
      meddle: async (simulator, { addressId }) =>
        void (await console(simulator, "ModifyIp6AddressesBandwidth", {
          Ip6AddressIds: [addressId],
          InternetMaxBandwidthOut: 33,
        })),
      remove: async (simulator, { addressId }) =>
        void (await console(simulator, "ReleaseIp6AddressesBandwidth", { Ip6AddressIds: [addressId] })),
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
    many: manyOnCards(BLOCK),
    moves: byNumber,
    actions: {
      order: "AssignIpv6Addresses",
      change: "AssignIpv6Addresses",
      release: "UnassignIpv6Addresses",
      read: "DescribeNetworkInterfaces",
    },
    events: { bought: "assigned", ended: "unassigned" },
    outside: {
      occupy: async (simulator) =>
        void (await console(simulator, "AssignIpv6Addresses", {
          NetworkInterfaceId: "eni-demo0004",
          Ipv6Addresses: [{ Address: `${BLOCK}::100` }, { Address: `${BLOCK}::101` }],
        })),
      meddle: (simulator, state) => unassign(simulator, state, (state.addresses as string[]).slice(0, 1)),
      remove: (simulator, state) => unassign(simulator, state, state.addresses as string[]),
    },
  },
  {
    ...common,
    resource: "ElasticPublicIpv6",
    briefWithEngine: true,
    looksFirst: true,
    boundAfter: { says: /unbind it/ },
    // By its mark, and what is bound to the card.
    inputs: {
      ...{ addressName: "web", bandwidth: 10, tags: { team: "web" } },
      ...{ networkInterfaceId: "eni-ula", privateIpv6Address: PRIVATE },
    },
    changed: { bandwidth: 20 },
    replaced: { internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId: "bwp-demo0001" },
    actions: {
      order: "AllocateIPv6Addresses",
      change: "ModifyIPv6AddressesBandwidth",
      release: "ReleaseIPv6Addresses",
      read: "DescribeIPv6Addresses",
    },
    events: { bought: "ordered", ended: "released" },
    outside: {
      occupy: async (simulator) => {
        const { AddressSet } = await console(simulator, "AllocateIPv6Addresses", { InternetMaxBandwidthOut: 7 });
        const [IPv6AddressId] = AddressSet as string[];
        const place = { NetworkInterfaceId: "eni-ula", PrivateIPv6Address: PRIVATE };
        await console(simulator, "AssociateIPv6Address", { IPv6AddressId, ...place });
      },
      meddle: async (simulator, { addressId }) => {
        const change = { IPv6AddressIds: [addressId], InternetMaxBandwidthOut: 33 };
        await console(simulator, "ModifyIPv6AddressesBandwidth", change);
      },
      remove: async (simulator, { addressId }) => {
        await console(simulator, "DisassociateIPv6Address", { IPv6AddressId: addressId });
        await console(simulator, "ReleaseIPv6Addresses", { IPv6AddressIds: [addressId] });
      },
    },
  },
];

async function unassign(simulator: Simulator, state: Values, addresses: readonly string[]): Promise<void> {
  await console(simulator, "UnassignIpv6Addresses", {
    NetworkInterfaceId: state.networkInterfaceId,
    Ipv6Addresses: addresses.map((Address) => ({ Address })),
  });
}
