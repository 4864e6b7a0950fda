import { visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { requireAddresses, requireKnownIds } from "../require";
import type { PublicAddress } from "../state";
import { publicView } from "../views";

const FILTERS = ["address-ip", "network-interface-id"];

/**
 * Lists public addresses (`eip-`): by id, by address or network interface, or all of them.
 * Source: DescribeIp6Addresses.
 */
export const describeIp6Addresses = defineRead({
  name: "DescribeIp6Addresses",
  takes: ["Ip6AddressIds", "Filters", "Offset", "Limit"],
  rules: [
    documented("Ip6AddressIds or Filters; filters address-ip and network-interface-id, 100 values each."),
    documented("Pages of 20 unless Limit says otherwise, at most 100."),
    documented("On accounts billed by machine Bandwidth, InternetChargeType and BandwidthPackageId are null."),
    assumed("One address without bandwidth in the filter answers AddressIpNotPublic for the whole call."),
    assumed(
      "An address has only the tags that were added to it. With the setting systemTags each also has tencentcloud:autotag and project.",
    ),
    documented("InvalidAddressId.NotFound is in its list, without saying when."),
    assumed("The list omits ids that do not exist, or refuses them so with the setting unknownIds=refused."),
  ],
  read: (context) => {
    const { parameters } = context;
    const ids = parameters.ids("Ip6AddressIds", /^eip-/, "InvalidParameterValue.AddressIdMalformed");
    const pageOf = parameters.page();
    const { page, TotalCount } = pageOf(chosen(context, ids));
    return { TotalCount, AddressSet: page.map((row) => publicView(context, row)) };
  },
});

function chosen(context: Context, ids: readonly string[]): PublicAddress[] {
  const { state, parameters } = context;
  const filters = parameters.filters(FILTERS);
  const all = visibleRows(context, state.publicAddresses);
  if (ids.length > 0) {
    const known = all.filter((row) => ids.includes(row.id));
    requireKnownIds(
      context,
      ids,
      known.map((row) => row.id),
    );
    return known;
  }
  const texts = filters.get("address-ip");
  const addresses = texts && requireAddresses(texts);
  if (addresses?.some((address) => !all.some((row) => row.address === address))) {
    throw new Refusal("InvalidParameterValue.AddressIpNotPublic");
  }
  const nics = filters.get("network-interface-id");
  if (nics?.some((id) => !id.startsWith("eni-"))) throw new Refusal("InvalidParameterValue.Malformed");
  return all.filter(
    (row) => (addresses?.includes(row.address) ?? true) && (nics?.includes(row.networkInterface) ?? true),
  );
}
