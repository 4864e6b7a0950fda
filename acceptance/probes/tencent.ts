// What the simulator assumes of Tencent Cloud, which has no dry runs: changes name what exists nowhere. Where a limit is
// measured, the control has the most that is allowed.
import { TENCENT_IDS } from "./nowhere";
import { type At, type Probe, probesOf } from "./probe";

const { classic: CLASSIC, elastic: ELASTIC, nic: NIC, subnet: SUBNET, address: ADDRESS, local: LOCAL } = TENCENT_IDS;
const order = { InternetMaxBandwidthOut: 1, InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR", Tags: [] };
const page = { Limit: 20, Offset: 0 };
const rowsOf = (name: string) => ({
  shows: (body: Record<string, unknown[] | undefined>) => `${body[name]?.length ?? 0} rows`,
});

const resourceOf = ({ region }: At) => `qcs::vpc:${region}:uin/:eip/${CLASSIC}`;
const [LONG_KEY, LONG_VALUE] = ["k".repeat(127), "v".repeat(255)];
const tag = (TagKey: string, TagValue: string) => (at: At) => ({
  ...{ ResourceList: [resourceOf(at)], Tags: [{ TagKey, TagValue }] },
});
const untag = (key: string) => (at: At) => ({ ResourceList: [resourceOf(at)], TagKeys: [key] });
const retag = (TagKey: string, TagValue: string) => (at: At) => ({
  ...{ Resource: resourceOf(at), ReplaceTags: [{ TagKey, TagValue }] },
});
const [RESERVED, NO_RESOURCE] = ["InvalidParameter.ReservedTagKey", "InvalidParameterValue.ResourceDescriptionError"];
const [KEY_TOO_LONG, VALUE_TOO_LONG] = [
  "InvalidParameterValue.TagKeyLengthExceeded",
  "InvalidParameterValue.TagValueLengthExceeded",
];

export const TENCENT: readonly Probe[] = probesOf("tencent", [
  [
    "allocate-unknown-address",
    "AllocateIp6AddressesBandwidth",
    { ...order, Ip6Addresses: [ADDRESS] },
    "InvalidParameterValue.AddressIpNotFound",
  ],
  [
    "allocate-ula",
    "AllocateIp6AddressesBandwidth",
    { ...order, Ip6Addresses: [LOCAL] },
    "InvalidParameterValue.InvalidIpv6",
    { control: "allocate-unknown-address" },
  ],
  [
    "modify-unknown",
    "ModifyIp6AddressesBandwidth",
    { Ip6AddressIds: [CLASSIC], InternetMaxBandwidthOut: 1 },
    "InvalidAddressId.NotFound",
  ],
  [
    "release-unknown",
    "ReleaseIp6AddressesBandwidth",
    { Ip6AddressIds: [CLASSIC] },
    "InvalidParameterValue.AddressIpNotFound",
  ],
  ["classic-unknown-id", "DescribeIp6Addresses", { Ip6AddressIds: [CLASSIC], ...page }, "0 rows", rowsOf("AddressSet")],
  [
    "elastic-unknown-id",
    "DescribeIPv6Addresses",
    { IPv6AddressIds: [ELASTIC], ...page },
    "0 rows",
    rowsOf("AddressSet"),
  ],
  [
    "elastic-lists-classic",
    "DescribeIPv6Addresses",
    ({ outputs: { bandwidth } }) => ({ IPv6AddressIds: [bandwidth?.addressId], ...page }),
    "1 rows",
    { ...rowsOf("AddressSet"), story: "tencent-nic" },
  ],
  [
    "elastic-release-unknown",
    "ReleaseIPv6Addresses",
    { IPv6AddressIds: [ELASTIC] },
    "InvalidParameterValue.AddressIpNotFound",
  ],
  [
    "nics-unknown-id",
    "DescribeNetworkInterfaces",
    { NetworkInterfaceIds: [NIC], ...page },
    "0 rows",
    rowsOf("NetworkInterfaceSet"),
  ],
  ["subnets-unknown-id", "DescribeSubnets", { SubnetIds: [SUBNET] }, "0 rows", rowsOf("SubnetSet")],
  ["task-unknown", "DescribeTaskResult", { TaskId: 1 }, "InvalidParameter"],
  ["vpc-task-unknown", "DescribeVpcTaskResult", { TaskId: "00000000-0000-0000-0000-000000000000" }, "ResourceNotFound"],
  ["assign-unknown-nic", "AssignIpv6Addresses", { NetworkInterfaceId: NIC, Ipv6AddressCount: 1 }, "ResourceNotFound"],
  [
    "assign-both-forms",
    "AssignIpv6Addresses",
    { NetworkInterfaceId: NIC, Ipv6AddressCount: 1, Ipv6Addresses: [{ Address: ADDRESS }] },
    "InvalidParameter.Coexist",
    { control: "assign-unknown-nic" },
  ],
  ["tag-unknown", "TagResources", tag(LONG_KEY, LONG_VALUE), NO_RESOURCE],
  ["tag-reserved-key", "TagResources", tag("project", "none"), RESERVED, { control: "tag-unknown" }],
  ["tag-long-key", "TagResources", tag(`${LONG_KEY}k`, "none"), KEY_TOO_LONG, { control: "tag-unknown" }],
  ["tag-long-value", "TagResources", tag("acceptance", `${LONG_VALUE}v`), VALUE_TOO_LONG, { control: "tag-unknown" }],
  ["untag-unknown", "UnTagResources", untag(LONG_KEY), NO_RESOURCE],
  ["untag-reserved-key", "UnTagResources", untag("project"), RESERVED, { control: "untag-unknown" }],
  ["untag-long-key", "UnTagResources", untag(`${LONG_KEY}k`), KEY_TOO_LONG, { control: "untag-unknown" }],
  ["retag-unknown", "ModifyResourceTags", retag(LONG_KEY, LONG_VALUE), NO_RESOURCE],
  ["retag-reserved-key", "ModifyResourceTags", retag("project", "none"), RESERVED, { control: "retag-unknown" }],
  ["retag-long-key", "ModifyResourceTags", retag(`${LONG_KEY}k`, "none"), KEY_TOO_LONG, { control: "retag-unknown" }],
  [
    "retag-long-value",
    "ModifyResourceTags",
    retag("acceptance", `${LONG_VALUE}v`),
    VALUE_TOO_LONG,
    { control: "retag-unknown" },
  ],
]);
