// What the simulator assumes of Tencent Cloud, which has no dry runs: changes name objects that do not exist.
import { type Probe, probesOf } from "./probe";

const [CLASSIC, ELASTIC, NIC, SUBNET] = ["eip-acceptno", "eipv6-acceptno", "eni-acceptno", "subnet-acceptno"] as const;
/** Reserved for documentation (RFC 3849), so in no subnet. */
const ADDRESS = "2001:db8:acce::1";
const order = { InternetMaxBandwidthOut: 1, InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR", Tags: [] };
const resource = `qcs::vpc:ap-guangzhou:uin/:eip/${CLASSIC}`;
const page = { Limit: 20, Offset: 0 };
const rowsOf = (name: string) => (body: Record<string, unknown[] | undefined>) => `${body[name]?.length ?? 0} rows`;
const tag = (TagKey: string) => ({ ResourceList: [resource], Tags: [{ TagKey, TagValue: "none" }] });

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
    { ...order, Ip6Addresses: ["fd00:acce::1"] },
    "InvalidParameterValue.InvalidIpv6",
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
  [
    "assign-both-forms",
    "AssignIpv6Addresses",
    { NetworkInterfaceId: NIC, Ipv6AddressCount: 1, Ipv6Addresses: [{ Address: ADDRESS }] },
    "InvalidParameter.Coexist",
  ],
  ["tag-unknown", "TagResources", tag("acceptance"), "InvalidParameterValue.ResourceDescriptionError"],
  ["tag-reserved-key", "TagResources", tag("project"), "InvalidParameter.ReservedTagKey"],
  ["tag-long-key", "TagResources", tag("k".repeat(128)), "InvalidParameterValue.TagKeyLengthExceeded"],
  [
    "untag-unknown",
    "UnTagResources",
    { ResourceList: [resource], TagKeys: ["acceptance"] },
    "InvalidParameterValue.ResourceDescriptionError",
  ],
  [
    "untag-reserved-key",
    "UnTagResources",
    { ResourceList: [resource], TagKeys: ["project"] },
    "InvalidParameter.ReservedTagKey",
  ],
  [
    "retag-unknown",
    "ModifyResourceTags",
    { Resource: resource, ReplaceTags: [{ TagKey: "acceptance", TagValue: "none" }] },
    "InvalidParameterValue.ResourceDescriptionError",
  ],
  [
    "retag-reserved-key",
    "ModifyResourceTags",
    { Resource: resource, ReplaceTags: [{ TagKey: "project", TagValue: "none" }] },
    "InvalidParameter.ReservedTagKey",
  ],
]);
