// What the simulator assumes of Alibaba Cloud. Changes are dry runs, or name objects that do not exist.
import { type Probe, probesOf } from "./probe";

const [ADDRESS, BANDWIDTH, NIC, GATEWAY, RULE] = [
  "ipv6-acceptance0000none",
  "ipv6bw-acceptance0000none",
  "eni-acceptance0000none",
  "ipv6gw-acceptance0000none",
  "ipv6py-acceptance0000none",
] as const;
const DryRun = true;
const allocate = { Ipv6AddressId: ADDRESS, Bandwidth: 1, InternetChargeType: "PayByBandwidth", DryRun };
const tag = (Key: string) => ({ ResourceType: "IPV6ADDRESS", ResourceId: [ADDRESS], Tag: [{ Key, Value: "none" }] });
const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index}`);
const assign = { NetworkInterfaceId: NIC };
const PAGE = { PageSize: 10 };

export const ALIBABA: readonly Probe[] = [
  ...probesOf("alibaba", [
    ["allocate-unknown-address", "AllocateIpv6InternetBandwidth", allocate, "InvalidIpv6Instance.NotFound"],
    [
      "allocate-malformed-address",
      "AllocateIpv6InternetBandwidth",
      { ...allocate, Ipv6AddressId: "none" },
      "IllegalParam.Ipv6Address",
    ],
    ["allocate-too-much", "AllocateIpv6InternetBandwidth", { ...allocate, Bandwidth: 5001 }, "IllegalParam.Bandwidth"],
    [
      "allocate-old95",
      "AllocateIpv6InternetBandwidth",
      { ...allocate, InternetChargeType: "PayByOld95" },
      "IllegalParam.InternetChargeType",
    ],
    [
      "modify-unknown-bandwidth",
      "ModifyIpv6InternetBandwidth",
      { Ipv6InternetBandwidthId: BANDWIDTH, Bandwidth: 1, DryRun },
      "InvalidIpv6Instance.NotFound",
    ],
    [
      "delete-unknown-bandwidth",
      "DeleteIpv6InternetBandwidth",
      { Ipv6InternetBandwidthId: BANDWIDTH, DryRun },
      "InvalidIpv6Instance.NotFound",
    ],
    [
      "addresses-unknown-id",
      "DescribeIpv6Addresses",
      { Ipv6AddressId: ADDRESS, ...PAGE },
      "0 rows",
      (body: { Ipv6Addresses: { Ipv6Address: unknown[] } }) => `${body.Ipv6Addresses.Ipv6Address.length} rows`,
    ],
    ["addresses-large-page", "DescribeIpv6Addresses", { PageSize: 51 }, "IllegalParam.PageSize"],
    [
      "addresses-many-ids",
      "DescribeIpv6Addresses",
      { Ipv6AddressId: many(21, ADDRESS).join(","), ...PAGE },
      "InvalidParameter",
    ],
    [
      "nics-many-ids",
      "DescribeNetworkInterfaces",
      { NetworkInterfaceId: many(101, NIC), MaxResults: 10 },
      "InvalidParameter",
    ],
    ["nics-bad-token", "DescribeNetworkInterfaces", { MaxResults: 10, NextToken: "none" }, "InvalidParameter"],
    [
      "nics-total",
      "DescribeNetworkInterfaces",
      { MaxResults: 10 },
      "TotalCount 0",
      (body: { TotalCount?: number }) => `TotalCount ${body.TotalCount}`,
    ],
    [
      "assign-both-forms",
      "AssignIpv6Addresses",
      { ...assign, Ipv6AddressCount: 1, Ipv6Address: ["2001:db8::1"] },
      "InvalidParameter",
    ],
    ["assign-neither-form", "AssignIpv6Addresses", assign, "MissingParameter"],
    ["assign-too-many", "AssignIpv6Addresses", { ...assign, Ipv6AddressCount: 11 }, "InvalidParameter"],
    [
      "rule-unknown-gateway",
      "CreateIpv6EgressOnlyRule",

      { Ipv6GatewayId: GATEWAY, InstanceId: ADDRESS, InstanceType: "Ipv6Address", DryRun },
      "InvalidIpv6GatewayId.NotFound",
    ],
    [
      "rule-bad-name",
      "CreateIpv6EgressOnlyRule",

      { Ipv6GatewayId: GATEWAY, InstanceId: ADDRESS, InstanceType: "Ipv6Address", Name: "http://none", DryRun },
      "IllegalParam.Name",
    ],
    [
      "rule-delete-unknown",
      "DeleteIpv6EgressOnlyRule",
      { Ipv6EgressOnlyRuleId: RULE },
      "InvalidIpv6EgressOnlyRuleId.NotFound",
    ],
    [
      "rules-unknown-gateway",
      "DescribeIpv6EgressOnlyRules",
      { Ipv6GatewayId: GATEWAY, PageNumber: 1, ...PAGE },
      "InvalidIpv6GatewayId.NotFound",
    ],
    ["tag-unknown-address", "TagResources", tag("acceptance"), "InvalidResourceId.NotFound"],
    [
      "move-unknown-address",
      "MoveResourceGroup",

      { ResourceId: ADDRESS, ResourceType: "ipv6address", NewResourceGroupId: "rg-acceptance0000none" },
      "InvalidResourceId.NotFound",
    ],
  ]),
  ...probesOf(
    "alibaba",
    [
      [
        "modify-present-bandwidth",
        "ModifyIpv6InternetBandwidth",
        ({ bandwidth }) => ({ Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId, Bandwidth: 1, DryRun }),
        "DryRunOperation",
      ],
      [
        "modify-above-charge-type",
        "ModifyIpv6InternetBandwidth",
        ({ bandwidth }) => ({ Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId, Bandwidth: 4999, DryRun }),
        "OperationFailed.BandwidthExceedLimit",
      ],
      [
        "modify-too-much",
        "ModifyIpv6InternetBandwidth",
        ({ bandwidth }) => ({ Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId, Bandwidth: 5001, DryRun }),
        "IllegalParam.Bandwidth",
      ],
      [
        "tag-reserved-key",
        "TagResources",
        ({ address }) => ({ ...tag("acs:none"), ResourceId: address?.ipv6AddressIds }),
        "Forbidden.TagKeys",
      ],
      [
        "addresses-by-nic",
        "DescribeIpv6Addresses",
        ({ address }) => ({
          ...{ AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: address?.networkInterfaceId, ...PAGE },
        }),
        "found",
        (body) => (body.Ipv6Addresses.Ipv6Address.length > 0 ? "found" : "none"),
      ],
      [
        "delete-ids-apart",
        "DeleteIpv6InternetBandwidth",
        ({ bandwidth }) => ({
          Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId,
          Ipv6AddressId: ADDRESS,
          DryRun,
        }),
        "ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId",
      ],
    ],
    "alibaba-nic",
  ),
];
