// What the simulator assumes of Alibaba Cloud. Changes name what exists nowhere, or set what is already so. Where a limit is
// measured, the control has the most that is allowed.
import type { Body } from "../vendor";
import { ALIBABA_IDS } from "./nowhere";
import { found, type Probe, probesOf } from "./probe";

const { address: ADDRESS, bandwidth: BANDWIDTH, nic: NIC, gateway: GATEWAY, rule: RULE } = ALIBABA_IDS;
const DryRun = true;
const allocate = { Ipv6AddressId: ADDRESS, Bandwidth: 2000, InternetChargeType: "PayByBandwidth", DryRun };
const assign = { NetworkInterfaceId: NIC };
const rule = { Ipv6GatewayId: GATEWAY, InstanceId: ADDRESS, InstanceType: "Ipv6Address", DryRun };
const tagged = { ResourceType: "IPV6ADDRESS", ResourceId: [ADDRESS] };
const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index}`);
const PAGE = { PageSize: 50 };

type Addresses = { readonly Ipv6Addresses: { readonly Ipv6Address: readonly Body[] } };
const rowsOf = ({ Ipv6Addresses: { Ipv6Address } }: Addresses) => Ipv6Address;
const ofNics = (body: Body): readonly Body[] => body.NetworkInterfaceSets.NetworkInterfaceSet;

const FREE = probesOf("alibaba", [
  ["allocate-unknown-address", "AllocateIpv6InternetBandwidth", allocate, "InvalidIpv6Instance.NotFound"],
  [
    "allocate-malformed-address",
    "AllocateIpv6InternetBandwidth",
    { ...allocate, Ipv6AddressId: ALIBABA_IDS.malformed },
    "IllegalParam.Ipv6Address",
  ],
  [
    "allocate-too-much",
    "AllocateIpv6InternetBandwidth",
    { ...allocate, Bandwidth: 2001 },
    "IllegalParam.Bandwidth",
    { control: "allocate-unknown-address" },
  ],
  [
    "allocate-old95",
    "AllocateIpv6InternetBandwidth",
    { ...allocate, InternetChargeType: "PayByOld95" },
    "IllegalParam.InternetChargeType",
    { control: "allocate-unknown-address" },
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
    "addresses-unknown-ids",
    "DescribeIpv6Addresses",
    { Ipv6AddressId: many(20, ADDRESS).join(","), ...PAGE },
    "0 rows",
    { shows: (body) => `${rowsOf(body).length} rows` },
  ],
  [
    "addresses-large-page",
    "DescribeIpv6Addresses",
    { PageSize: 51 },
    "IllegalParam.PageSize",
    { control: "addresses-unknown-ids" },
  ],
  [
    "addresses-many-ids",
    "DescribeIpv6Addresses",
    { Ipv6AddressId: many(21, ADDRESS).join(","), ...PAGE },
    "InvalidParameter",
    { control: "addresses-unknown-ids" },
  ],
  [
    "nics-unknown-ids",
    "DescribeNetworkInterfaces",
    { NetworkInterfaceId: many(100, NIC), MaxResults: 10 },
    "0 rows",
    { shows: (body) => `${ofNics(body).length} rows` },
  ],
  [
    "nics-many-ids",
    "DescribeNetworkInterfaces",
    { NetworkInterfaceId: many(101, NIC), MaxResults: 10 },
    "InvalidParameter",
    { control: "nics-unknown-ids" },
  ],
  ["nics-bad-token", "DescribeNetworkInterfaces", { MaxResults: 10, NextToken: "none" }, "InvalidParameter"],
  [
    "nics-total",
    "DescribeNetworkInterfaces",
    { MaxResults: 10 },
    "TotalCount 0",
    // Without any network interface, 0 is the true total.
    { shows: (body) => (ofNics(body).length > 0 ? `TotalCount ${body.TotalCount}` : undefined) },
  ],
  ["assign-unknown-nic", "AssignIpv6Addresses", { ...assign, Ipv6AddressCount: 10 }, "InvalidEniId.NotFound"],
  [
    "assign-both-forms",
    "AssignIpv6Addresses",
    { ...assign, Ipv6AddressCount: 1, Ipv6Address: ["2001:db8::1"] },
    "InvalidParameter",
    { control: "assign-unknown-nic" },
  ],
  ["assign-neither-form", "AssignIpv6Addresses", assign, "MissingParameter", { control: "assign-unknown-nic" }],
  [
    "assign-too-many",
    "AssignIpv6Addresses",
    { ...assign, Ipv6AddressCount: 11 },
    "InvalidParameter",
    { control: "assign-unknown-nic" },
  ],
  [
    "assign-none",
    "AssignIpv6Addresses",
    { ...assign, Ipv6AddressCount: 0 },
    "InvalidParameter",
    { control: "assign-unknown-nic" },
  ],
  [
    "assign-text-for-a-number",
    "AssignIpv6Addresses",
    { ...assign, Ipv6AddressCount: "one" },
    "InvalidParameter",
    { control: "assign-unknown-nic" },
  ],
  ["rule-unknown-gateway", "CreateIpv6EgressOnlyRule", rule, "InvalidIpv6GatewayId.NotFound"],
  [
    "rule-bad-name",
    "CreateIpv6EgressOnlyRule",
    { ...rule, Name: "http://none" },
    "IllegalParam.Name",
    { control: "rule-unknown-gateway" },
  ],
  [
    "rule-bad-description",
    "CreateIpv6EgressOnlyRule",
    { ...rule, Description: "http://none" },
    "IllegalParam.Description",
    { control: "rule-unknown-gateway" },
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
  [
    "tag-unknown-address",
    "TagResources",
    { ...tagged, Tag: [{ Key: "acceptance", Value: "none" }] },
    "InvalidResourceId.NotFound",
  ],
  ["untag-unknown-address", "UnTagResources", { ...tagged, TagKey: ["acceptance"] }, "InvalidResourceId.NotFound"],
  [
    "untag-reserved-key",
    "UnTagResources",
    { ...tagged, TagKey: ["acs:none"] },
    "Forbidden.TagKeys",
    { control: "untag-unknown-address" },
  ],
  [
    "move-unknown-address",
    "MoveResourceGroup",
    { ResourceId: ADDRESS, ResourceType: "ipv6address", NewResourceGroupId: ALIBABA_IDS.group },
    "InvalidResourceId.NotFound",
  ],
]);

/** The address of the story, as the cloud shows it. */
const given: Required<Probe>["given"] = [
  "DescribeIpv6Addresses",
  ({ outputs: { address } }) => ({ Ipv6AddressId: address?.ipv6AddressIds[0], ...PAGE }),
];
/** Whether the filter by a field finds the rows that have the story's value there. */
const foundBy = (field: string): Pick<Probe, "shows"> => ({
  shows: (body, at) => found(rowsOf(body), (row) => row[field] === rowsOf(at.given)[0]?.[field]),
});
const ofStory = { given, story: "alibaba-nic" };

const OF_STORY = probesOf("alibaba", [
  [
    "modify-present-bandwidth",
    "ModifyIpv6InternetBandwidth",
    (at) => {
      const { Ipv6InternetBandwidthId, Bandwidth } = rowsOf(at.given)[0]?.Ipv6InternetBandwidth ?? {};
      return Ipv6InternetBandwidthId && { Ipv6InternetBandwidthId, Bandwidth, DryRun };
    },
    "DryRunOperation",
    ofStory,
  ],
  [
    "addresses-by-association",
    "DescribeIpv6Addresses",
    (at) => {
      const { AssociatedInstanceType, AssociatedInstanceId } = rowsOf(at.given)[0] ?? {};
      return AssociatedInstanceId && { AssociatedInstanceType, AssociatedInstanceId, ...PAGE };
    },
    "found",
    { ...ofStory, ...foundBy("AssociatedInstanceId") },
  ],
  [
    "addresses-in-capitals",
    "DescribeIpv6Addresses",
    (at) => {
      const text: string = rowsOf(at.given)[0]?.Ipv6Address ?? "";
      const capitals = text.toUpperCase();
      return capitals === text ? undefined : { Ipv6Address: capitals, ...PAGE };
    },
    "found",
    { ...ofStory, ...foundBy("Ipv6Address") },
  ],
]);

export const ALIBABA: readonly Probe[] = [...FREE, ...OF_STORY];
