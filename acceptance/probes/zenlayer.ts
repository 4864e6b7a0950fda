// What the simulator assumes of Zenlayer, which has no dry runs: changes name what exists nowhere. Where a limit is measured,
// the control has the most that is allowed.
import type { Body } from "../vendor";
import { ZENLAYER_ID as NONE } from "./nowhere";
import { found, type Probe, probesOf } from "./probe";

const page = { pageSize: 1000, pageNum: 1 };
const rowsOf = (body: Body): readonly Body[] => body?.dataSet ?? [];
const rows: Pick<Probe, "shows"> = { shows: (body) => `${rowsOf(body).length} rows` };
const many = (count: number) => Array.from({ length: count }, (_, index) => String(BigInt(NONE) + BigInt(index)));
const [TOO_MUCH, TOO_LITTLE] = ["INVALID_PARAMETER_EXCEED_MAXIMUM", "INVALID_PARAMETER_LESS_MINIMUM"];
const control = "addresses-unknown-ids";

/** Asks for a row of the account's by a part of its name that is not the beginning. */
function byPartOfName(action: string, idOf: string, nameOf: string, filter: string) {
  const named = (body: Body) => rowsOf(body).find((row) => String(row[nameOf] ?? "").length > 1);
  const params: Probe["params"] = ({ given }) => {
    const row = named(given);
    return row && { [filter]: String(row[nameOf]).slice(1), ...page };
  };
  const shows: Probe["shows"] = (body, { given }) => {
    const { [idOf]: id, [nameOf]: name } = named(given);
    const fits = (row: Body) => String(row[nameOf]).includes(name.slice(1));
    return rowsOf(body).some((row) => row[idOf] === id) ? found(rowsOf(body), fits) : "none";
  };
  return [action, params, "found", { given: [action, page] as const, shows }] as const;
}

export const ZENLAYER: readonly Probe[] = probesOf("zenlayer", [
  ["nics-unknown-id", "DescribeNetworkInterfaces", { nicIds: [NONE], ...page }, "0 rows", rows],
  ["nics-part-of-a-name", ...byPartOfName("DescribeNetworkInterfaces", "nicId", "name", "name")],
  [control, "DescribeIpv6Addresses", { ipv6Ids: many(100), ...page }, "0 rows", rows],
  ["addresses-many-ids", "DescribeIpv6Addresses", { ipv6Ids: many(101), ...page }, TOO_MUCH, { control }],
  ["addresses-large-page", "DescribeIpv6Addresses", { ...page, pageSize: 1001 }, TOO_MUCH, { control }],
  ["addresses-small-page", "DescribeIpv6Addresses", { ...page, pageSize: 0 }, TOO_LITTLE, { control }],
  [
    "addresses-page-of-another-type",
    "DescribeIpv6Addresses",
    { ...page, pageSize: "many" },
    "INVALID_PARAMETER_TYPE",
    { control },
  ],
  [
    "addresses-by-nic",
    "DescribeIpv6Addresses",
    ({ given }) => {
      const [row] = rowsOf(given);
      return row?.nicId && { associatedIds: [row.nicId], ...page };
    },
    "found",
    {
      ...{ given: ["DescribeIpv6Addresses", page], story: "zenlayer-nic" },
      shows: (body, { given }) => found(rowsOf(body), ({ nicId }) => nicId === rowsOf(given)[0]?.nicId),
    },
  ],
  ["read-without-id", "DescribeNetworkInterfacePublicIPv6", {}, "MISSING_PARAMETER"],
  [
    "clusters-part-of-a-name",
    ...byPartOfName(
      ...(["DescribeBandwidthClusters", "bandwidthClusterId", "bandwidthClusterName", "bandwidthClusterName"] as const),
    ),
  ],
  ["modify-unknown", "ModifyIpv6Bandwidth", { ipv6Id: NONE, bandwidth: 1 }, "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
  [
    "tag-unknown",
    "ModifyResourceTags",
    { resourceUuid: NONE, replaceTags: [{ key: "acceptance", value: "none" }] },
    "OPERATION_FAILED_RESOURCE_NOT_FOUND",
  ],
]);
