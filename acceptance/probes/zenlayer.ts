// What the simulator assumes of Zenlayer, which has no dry runs: changes name objects that do not exist.
import { type Probe, probesOf } from "./probe";

const NONE = "1000000000000000001";
const page = { pageSize: 20, pageNum: 1 };
const rows = ({ dataSet }: { dataSet?: unknown[] | null }) => `${dataSet?.length ?? 0} rows`;

export const ZENLAYER: readonly Probe[] = probesOf("zenlayer", [
  ["nics-unknown-id", "DescribeNetworkInterfaces", { nicIds: [NONE], ...page }, "0 rows", rows],
  ["addresses-unknown-id", "DescribeIpv6Addresses", { ipv6Ids: [NONE], ...page }, "0 rows", rows],
  ["addresses-large-page", "DescribeIpv6Addresses", { pageSize: 1001, pageNum: 1 }, "INVALID_PARAMETER_EXCEED_MAXIMUM"],
  ["addresses-small-page", "DescribeIpv6Addresses", { pageSize: 0, pageNum: 1 }, "INVALID_PARAMETER_LESS_MINIMUM"],
  [
    "addresses-page-of-another-type",
    "DescribeIpv6Addresses",
    { pageSize: "many", pageNum: 1 },
    "INVALID_PARAMETER_TYPE",
  ],
  ["read-without-id", "DescribeNetworkInterfacePublicIPv6", {}, "MISSING_PARAMETER"],
  [
    "clusters-part-of-a-name",
    "DescribeBandwidthClusters",
    { bandwidthClusterName: "acceptance-none", ...page },
    "0 rows",
    rows,
  ],
  [
    "assign-without-bandwidth",
    "AssignNetworkInterfaceIpv6",
    { nicId: NONE, internetChargeType: "ByBandwidth" },
    "INVALID_NIC_NOT_FOUND",
  ],
  ["modify-unknown", "ModifyIpv6Bandwidth", { ipv6Id: NONE, bandwidth: 1 }, "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
  [
    "tag-unknown",
    "ModifyResourceTags",
    { resourceUuid: NONE, replaceTags: [{ key: "acceptance", value: "none" }] },
    "OPERATION_FAILED_RESOURCE_NOT_FOUND",
  ],
]);
