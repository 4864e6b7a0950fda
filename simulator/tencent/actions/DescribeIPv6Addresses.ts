import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { type Context, defineRead } from "../action";
import { elasticView } from "../elastic";
import { Refusal } from "../errors";
import { mine, requireAddresses } from "../find";
import { shownTags } from "../system-tags";
import type { ElasticAddress } from "../world";

type Meets = (row: ElasticAddress, values: readonly string[]) => boolean;
const of =
  (name: keyof ElasticAddress): Meets =>
  (row, values) =>
    values.includes(String(row[name]));
const anAddress =
  (name: "address" | "privateAddress"): Meets =>
  (row, values) =>
    requireAddresses(values, "InvalidParameterValue.Malformed").includes(row[name] ?? "");

const FILTERS: Readonly<Record<string, Meets>> = {
  "address-id": of("id"),
  "public-ipv6-address": anAddress("address"),
  "private-ipv6-address": anAddress("privateAddress"),
  "network-interface-id": of("networkInterface"),
  "charge-type": of("internetChargeType"),
  "address-type": of("type"),
  "address-isp": of("isp"),
  "address-status": of("status"),
  "address-name": of("name"),
  "tag-key": (row, values) => Object.keys(row.tags).some((key) => values.includes(key)),
  "tag-value": (row, values) => Object.values(row.tags).some((value) => values.includes(value)),
};

/**
 * Lists elastic public IPv6, by id or by filters.
 * Source: DescribeIPv6Addresses.
 */
export const describeIPv6Addresses = defineRead({
  name: "DescribeIPv6Addresses",
  product: "vpc",
  takes: ["IPv6AddressIds", "Filters", "Traditional", "Offset", "Limit"],
  perSecond: 20,
  rules: [
    rule("documented", "IPv6AddressIds or Filters, at most 10 with 100 values each; pages of 20, at most 100."),
    rule("documented", "Without the filter address-type only the type EIPv6 is listed."),
    rule("documented", "On accounts billed by machine Bandwidth, InternetChargeType and BandwidthPackageId are null."),
    rule(
      "assumed",
      "An address bears no tags but those that were put on it. With the setting systemTags each bears tencentcloud:autotag and project as well, and is found by them.",
    ),
    rule("assumed", "An id that is gone is left out of the list. By id every type is told."),
    rule("assumed", "Traditional, and the filters egress and instance-id, are not imitated."),
  ],
  read: (context) => {
    const { input } = context;
    const ids = input.list("IPv6AddressIds");
    if (ids.length > 0 && input.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
    if (ids.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (ids.some((id) => !/^eip(v6)?-/.test(id))) throw new Refusal("InvalidParameterValue.Malformed");
    if (input.flag("Traditional")) throw new Refusal("InvalidParameterValue", "Traditional is not imitated.");
    const { offset, limit } = input.page();
    const rows = chosen(context, ids);
    return {
      TotalCount: rows.length,
      AddressSet: rows.slice(offset, offset + limit).map((row) => elasticView(context, row)),
    };
  },
});

function chosen(context: Context, ids: readonly string[]): ElasticAddress[] {
  const { world, input } = context;
  const all = world.elasticAddresses.asOf(lagOf(context)).filter((row) => mine(context, row));
  if (ids.length > 0) return all.filter((row) => ids.includes(row.id));
  const filters = new Map([["address-type", ["EIPv6"]], ...input.filters(Object.keys(FILTERS))]);
  const seen = (row: ElasticAddress) => ({ ...row, tags: shownTags(context, row) });
  return all.filter((row) => [...filters].every(([name, values]) => meets(seen(row), name, values)));
}

function meets(row: ElasticAddress, name: string, values: readonly string[]): boolean {
  const known = FILTERS[name];
  if (known) return known(row, values);
  return values.includes(row.tags[name.slice("tag:".length)] ?? "");
}
