// What the measurements order: six resources, each many times on objects that the seed makes.
import type { Values } from "../provider/core/check";

type CloudName = "alibaba" | "tencent" | "zenlayer";

/** One call of a client without batches: an action and its parameters. */
type Call = readonly [action: string, params: object];

/** One resource, measured. */
export interface Measured {
  readonly name: string;
  readonly cloud: CloudName;
  readonly resource: string;
  /** Inputs of number `n`, and what an update changes. */
  readonly inputs: (n: number) => Values;
  readonly changed: Values;
  /** The objects have IPv6 or bandwidth from the start. */
  readonly inUse?: true;
  /** What a client sends that makes each write by itself and then reads once. `answer` is that of the create. */
  readonly naive: Readonly<Record<"create" | "update" | "destroy", (n: number, answer: Values) => readonly Call[]>>;
}

export const SETTINGS: Readonly<Record<CloudName, Values>> = {
  alibaba: { region: "cn-hangzhou", accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" },
  tencent: { region: "ap-guangzhou", secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" },
  zenlayer: { accessKeyId: "simulator-zenlayer-id", accessKeyPassword: "simulator-zenlayer-password" },
};

const digits = (n: number) => String(n).padStart(5, "0");
const RegionId = "cn-hangzhou";
const eni = (n: number) => `eni-many${digits(n)}`;
const ipv6 = (n: number) => `ipv6-many${digits(n)}`;
const tencentAddress = (n: number) => `2001:db8:7e00:1::f:${n.toString(16)}`;
const nic = (n: number) => `16900000000000${digits(n)}`;
const byNumber = { ipv6AddressCount: 1 };

const readAddress = (n: number): Call => ["DescribeIpv6Addresses", { RegionId, Ipv6AddressId: ipv6(n), PageSize: 50 }];
const readEni = (n: number): Call => ["DescribeNetworkInterfaces", { RegionId, NetworkInterfaceId: [eni(n)] }];
const readPublished = (n: number): Call => [
  "DescribeIp6Addresses",
  { Filters: [{ Name: "address-ip", Values: [tencentAddress(n)] }], Limit: 100 },
];
const readTencentEni = (n: number): Call => [
  "DescribeNetworkInterfaces",
  { NetworkInterfaceIds: [eni(n)], Limit: 100 },
];
const readNic = (n: number): Call => ["DescribeNetworkInterfaces", { nicIds: [nic(n)], pageSize: 100 }];
const assignTencent = (n: number): Call => ["AssignIpv6Addresses", { NetworkInterfaceId: eni(n), Ipv6AddressCount: 1 }];
const assignAlibaba = (n: number): Call => [
  "AssignIpv6Addresses",
  { RegionId, NetworkInterfaceId: eni(n), Ipv6AddressCount: 1 },
];
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
const setBandwidth = (ipv6Id: string, bandwidth: number): Call => ["ModifyIpv6Bandwidth", { ipv6Id, bandwidth }];
const ownBandwidth = ({ InternetBandwidthId: id }: Values) => ({
  ...{ RegionId, Ipv6InternetBandwidthId: id },
});

export const MEASURED: readonly Measured[] = [
  {
    ...{ name: "alibaba bandwidth", cloud: "alibaba", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 20 } },
    inputs: (n) => ({ ipv6AddressId: ipv6(n), bandwidth: 10, internetChargeType: "PayByTraffic" }),
    naive: {
      create: (n) => [
        [
          "AllocateIpv6InternetBandwidth",
          { RegionId, Ipv6AddressId: ipv6(n), Bandwidth: 10, InternetChargeType: "PayByTraffic" },
        ],
        readAddress(n),
      ],
      update: (n, answer) => [
        ["ModifyIpv6InternetBandwidth", { ...ownBandwidth(answer), Bandwidth: 20 }],
        readAddress(n),
      ],
      destroy: (n, answer) => [["DeleteIpv6InternetBandwidth", ownBandwidth(answer)], readAddress(n)],
    },
  },
  {
    ...{ name: "alibaba assignment", cloud: "alibaba", resource: "NicIpv6Assignment" },
    ...{ changed: { ipv6AddressCount: 2 } },
    inputs: (n) => ({ networkInterfaceId: eni(n), ...byNumber }),
    naive: {
      create: (n) => [assignAlibaba(n), readEni(n)],
      update: (n) => [assignAlibaba(n), readEni(n)],
      destroy: (n, { Ipv6Sets }) => [
        [
          "UnassignIpv6Addresses",
          { RegionId, NetworkInterfaceId: eni(n), Ipv6Address: [first((Ipv6Sets as Values | undefined)?.Ipv6Address)] },
        ],
        readEni(n),
      ],
    },
  },
  {
    ...{ name: "tencent bandwidth", cloud: "tencent", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 20 } },
    inputs: (n) => ({ ip6Address: tencentAddress(n), bandwidth: 10 }),
    naive: {
      create: (n) => [
        ["AllocateIp6AddressesBandwidth", { Ip6Addresses: [tencentAddress(n)], InternetMaxBandwidthOut: 10 }],
        readPublished(n),
      ],
      update: (n) => [
        ["ModifyIp6AddressesBandwidth", { Ip6Addresses: [tencentAddress(n)], InternetMaxBandwidthOut: 20 }],
        readPublished(n),
      ],
      destroy: (n) => [["ReleaseIp6AddressesBandwidth", { Ip6Addresses: [tencentAddress(n)] }], readTencentEni(n)],
    },
  },
  {
    ...{ name: "tencent assignment", cloud: "tencent", resource: "NicIpv6Assignment" },
    ...{ changed: { ipv6AddressCount: 2 } },
    inputs: (n) => ({ networkInterfaceId: eni(n), ...byNumber }),
    naive: {
      create: (n) => [assignTencent(n), readTencentEni(n)],
      update: (n) => [assignTencent(n), readTencentEni(n)],
      destroy: (n, { Ipv6AddressSet }) => [
        [
          "UnassignIpv6Addresses",
          {
            NetworkInterfaceId: eni(n),
            Ipv6Addresses: [{ Address: (first(Ipv6AddressSet) as Values | undefined)?.Address }],
          },
        ],
        readTencentEni(n),
      ],
    },
  },
  {
    ...{ name: "zenlayer assignment", cloud: "zenlayer", resource: "NicIpv6Assignment", changed: { bandwidth: 20 } },
    inputs: (n) => ({ nicId: nic(n), internetChargeType: "ByBandwidth", bandwidth: 10 }),
    naive: {
      create: (n) => [
        ["AssignNetworkInterfaceIpv6", { nicId: nic(n), internetChargeType: "ByBandwidth", bandwidth: 10 }],
        ["DescribeNetworkInterfacePublicIPv6", { nicId: nic(n) }],
      ],
      update: (n, { address }) => [
        setBandwidth(String((address as Values | undefined)?.ipv6CidrId), 20),
        ["DescribeNetworkInterfacePublicIPv6", { nicId: nic(n) }],
      ],
      destroy: (n) => [["UnassignNetworkInterfaceIpv6", { nicId: nic(n) }], readNic(n)],
    },
  },
  {
    ...{ name: "zenlayer bandwidth", cloud: "zenlayer", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 30 } },
    ...{ inUse: true },
    inputs: (n) => ({ nicId: nic(n), internetChargeType: "ByBandwidth", bandwidth: 20 }),
    naive: {
      create: (n) => [setBandwidth(`17100000000000${digits(n)}`, 20), readNic(n)],
      update: (n) => [setBandwidth(`17100000000000${digits(n)}`, 30), readNic(n)],
      destroy: (n) => [setBandwidth(`17100000000000${digits(n)}`, 10), readNic(n)],
    },
  },
];
