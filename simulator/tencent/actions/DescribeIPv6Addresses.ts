import { visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { requireAddresses, requireKnownIds } from "../require";
import type { ElasticAddress, PublicAddress } from "../state";
import { shownTags } from "../tags";
import { elasticView, publicView } from "../views";

interface Seen {
  /** As the answer shows it. */
  readonly view: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
}
type Meets = (row: Seen, values: readonly string[]) => boolean;
const of =
  (name: string): Meets =>
  ({ view }, values) =>
    values.includes(String(view[name] ?? ""));
const anAddress =
  (name: string): Meets =>
  ({ view }, values) =>
    requireAddresses(values, "InvalidParameterValue.Malformed").includes(String(view[name] ?? ""));

const FILTERS: Readonly<Record<string, Meets>> = {
  "address-id": of("AddressId"),
  "public-ipv6-address": anAddress("AddressIp"),
  "private-ipv6-address": anAddress("PrivateAddressIp"),
  "network-interface-id": of("NetworkInterfaceId"),
  "instance-id": of("InstanceId"),
  "charge-type": of("InternetChargeType"),
  "address-type": of("AddressType"),
  "address-isp": of("InternetServiceProvider"),
  "address-status": of("AddressStatus"),
  "address-name": of("AddressName"),
  egress: of("Egress"),
  "tag-key": ({ tags }, values) => Object.keys(tags).some((key) => values.includes(key)),
  "tag-value": ({ tags }, values) => Object.values(tags).some((value) => values.includes(value)),
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
    assumed("The list omits ids that do not exist. By id, addresses of every type are listed, classic ones too."),
    assumed("Traditional=true lists the classic ones alone, and so does address-type EIP6."),
    assumed("With the setting unknownIds=refused an id that does not exist answers InvalidAddressId.NotFound."),
  ],
  read: (context) => {
    const { parameters } = context;
    const ids = parameters.ids("IPv6AddressIds", /^eip(v6)?-/);
    const pageOf = parameters.page();
    const { page, TotalCount } = pageOf(chosen(context, ids));
    return { TotalCount, AddressSet: page.map(({ view }) => view) };
  },
});

function chosen(context: Context, ids: readonly string[]): Seen[] {
  const { state, parameters } = context;
  const seen = (row: ElasticAddress | PublicAddress, view: Seen["view"]) => ({ view, tags: shownTags(context, row) });
  const classic = visibleRows(context, state.publicAddresses).map((row) => seen(row, publicView(context, row)));
  const elastic = visibleRows(context, state.elasticAddresses).map((row) => seen(row, elasticView(context, row)));
  if (ids.length > 0) {
    const known = [...classic, ...elastic].filter(({ view }) => ids.includes(String(view.AddressId)));
    requireKnownIds(
      context,
      ids,
      known.map(({ view }) => String(view.AddressId)),
    );
    return parameters.flag("Traditional") ? known.filter(({ view }) => view.AddressType === "EIP6") : known;
  }
  const usual = parameters.flag("Traditional") ? "EIP6" : "EIPv6";
  const filters = new Map([["address-type", [usual]], ...parameters.filters(Object.keys(FILTERS))]);
  return [...classic, ...elastic].filter((row) => [...filters].every(([name, values]) => meets(row, name, values)));
}

function meets(row: Seen, name: string, values: readonly string[]): boolean {
  const known = FILTERS[name];
  if (known) return known(row, values);
  return values.includes(row.tags[name.slice("tag:".length)] ?? "");
}
