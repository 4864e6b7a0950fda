// The rules that the simulator assumes of Zenlayer: what measures each, or why nothing does.
import { ANY, MOMENT, ORDERED, OTHERS, type Rows, SIGNING, STATUS, STORIES } from "./reasons";

export const ZENLAYER: Rows = [
  [/^every call$/, /another API version/, "The provider names one version in every call."],
  [/^operations$/, /operationInfo is null/, STORIES],
  [/^operations$/, /not complete answers/, MOMENT],
  [/^error codes$/, /AUTHFAILURE/, SIGNING],
  [/^error codes$/, /MISSING_PARAMETER/, ["zenlayer/read-without-id"], STATUS],
  [/^error codes$/, /INVALID_PARAMETER_TYPE/, ["zenlayer/addresses-page-of-another-type"], STATUS],
  [/^error codes$/, /EXCEED_MAXIMUM/, ["zenlayer/addresses-large-page", "zenlayer/addresses-many-ids"], STATUS],
  [/^error codes$/, /LESS_MINIMUM/, ["zenlayer/addresses-small-page"], STATUS],
  [/^error codes$/, /INVALID_PARAMETER_VALUE|CLUSTER_NOT_MATCH/, ORDERED],
  [/^error codes$/, /UNAVAILABLE|TIMED_OUT|TIMEOUT|STATUS_NOT_SUPPORT/, MOMENT],
  [/ AssignNetworkInterfaceIpv6$/, ANY, ORDERED],
  [/DescribeBandwidthClusters/, /part of the name/, ["zenlayer/clusters-part-of-a-name"]],
  [
    /DescribeIpv6Addresses/,
    /Page size/,
    [
      ...["zenlayer/addresses-large-page", "zenlayer/addresses-many-ids", "zenlayer/addresses-unknown-ids"],
      "zenlayer/addresses-by-nic",
    ],
    "The page size unless given: the provider gives one.",
  ],
  [/DescribeIpv6Addresses/, /CHANGING/, MOMENT],
  [/DescribeNetworkInterfaces/, /omits/, ["zenlayer/nics-unknown-id", "zenlayer/nics-part-of-a-name"]],
  [/DescribeSubnets/, ANY, "The provider asks for subnets by their ids alone."],
  [/MigrateBandwidthClusterResources|ModifyIpv6TrafficPackage|BandwidthLimitMode/, ANY, ORDERED],
  [
    /ModifyIpv6Bandwidth$/,
    /unknown id/,
    ["zenlayer/modify-unknown"],
    "What it refuses as AssignNetworkInterfaceIpv6 does: on an address that exists, the call could change it.",
  ],
  [/ModifyResourceTags/, /unknown resource/, ["zenlayer/tag-unknown"], OTHERS],
  [/TagBindResources/, ANY, "It tags network interfaces, and acceptance tags none by itself."],
  [/UnassignNetworkInterfaceIpv6/, ANY, ORDERED],
];
