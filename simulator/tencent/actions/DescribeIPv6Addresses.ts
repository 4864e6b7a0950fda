import { visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { requireAddresses } from "../require";
import type { ElasticAddress } from "../state";
import { shownTags } from "../tags";
import { elasticView } from "../views";

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

/** Lists elastic public IPv6, by id or by filters. Source: DescribeIPv6Addresses. */
export const describeIPv6Addresses = defineRead({
  name: "DescribeIPv6Addresses",
  takes: ["IPv6AddressIds", "Filters", "Traditional", "Offset", "Limit"],
  rules: [
    documented("IPv6AddressIds or Filters, at most 10 with 100 values each; pages of 20, at most 100."),
    documented("Without the filter address-type only the type EIPv6 is listed."),
    documented("On accounts billed by machine Bandwidth, InternetChargeType and BandwidthPackageId are null."),
    assumed(
      "An address has only the tags that were added to it. With the setting systemTags each also has tencentcloud:autotag and project, and is found by them.",
    ),
    assumed("The list omits ids that do not exist. By id, addresses of every type are listed."),
    assumed("Traditional, and the filters egress and instance-id, are not simulated."),
  ],
  read: (context) => {
    const { parameters } = context;
    const ids = parameters.ids("IPv6AddressIds", /^eip(v6)?-/);
    if (parameters.flag("Traditional")) throw new Refusal("InvalidParameterValue", "Traditional is not simulated.");
    const pageOf = parameters.page();
    const { page, TotalCount } = pageOf(chosen(context, ids));
    return { TotalCount, AddressSet: page.map((row) => elasticView(context, row)) };
  },
});

function chosen(context: Context, ids: readonly string[]): ElasticAddress[] {
  const { state, parameters } = context;
  const all = visibleRows(context, state.elasticAddresses);
  if (ids.length > 0) return all.filter((row) => ids.includes(row.id));
  const filters = new Map([["address-type", ["EIPv6"]], ...parameters.filters(Object.keys(FILTERS))]);
  const seen = (row: ElasticAddress) => ({ ...row, tags: shownTags(context, row) });
  return all.filter((row) => [...filters].every(([name, values]) => meets(seen(row), name, values)));
}

function meets(row: ElasticAddress, name: string, values: readonly string[]): boolean {
  const known = FILTERS[name];
  if (known) return known(row, values);
  return values.includes(row.tags[name.slice("tag:".length)] ?? "");
}
