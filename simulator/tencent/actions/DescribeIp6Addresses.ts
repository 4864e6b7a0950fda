import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { mine, requireAddresses } from "../find";
import { publicView } from "../views";
import type { PublicAddress } from "../world";

const FILTERS = ["address-ip", "network-interface-id"];

/**
 * Lists public addresses (`eip-`): by id, by address or card, or all of them.
 * Source: DescribeIp6Addresses.
 */
export const describeIp6Addresses = defineRead({
  name: "DescribeIp6Addresses",
  product: "vpc",
  takes: ["Ip6AddressIds", "Filters", "Offset", "Limit"],
  perSecond: 20,
  rules: [
    rule("documented", "Ip6AddressIds or Filters; filters address-ip and network-interface-id, 100 values each."),
    rule("documented", "Pages of 20 unless Limit says otherwise, at most 100."),
    rule("documented", "On accounts billed by machine Bandwidth, InternetChargeType and BandwidthPackageId are null."),
    rule("assumed", "One address in the filter without bandwidth answers AddressIpNotPublic for the whole call."),
    rule(
      "assumed",
      "An address bears no tags but those that were put on it. With the setting systemTags each bears tencentcloud:autotag and project as well.",
    ),
    rule("assumed", "An id that is gone is left out of the list."),
  ],
  read: (context) => {
    const { input } = context;
    const ids = input.list("Ip6AddressIds");
    if (ids.length > 0 && input.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
    if (ids.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (ids.some((id) => !id.startsWith("eip-"))) throw new Refusal("InvalidParameterValue.AddressIdMalformed");
    const { offset, limit } = input.page();
    const rows = chosen(context, ids);
    const page = rows.slice(offset, offset + limit).map((row) => publicView(context, row));
    return { TotalCount: rows.length, AddressSet: page };
  },
});

function chosen(context: Context, ids: readonly string[]): PublicAddress[] {
  const { world, input } = context;
  const filters = input.filters(FILTERS);
  const all = world.publicAddresses.asOf(lagOf(context)).filter((row) => mine(context, row));
  if (ids.length > 0) return all.filter((row) => ids.includes(row.id));
  const texts = filters.get("address-ip");
  const addresses = texts && requireAddresses(texts);
  if (addresses?.some((address) => !all.some((row) => row.address === address))) {
    throw new Refusal("InvalidParameterValue.AddressIpNotPublic");
  }
  const cards = filters.get("network-interface-id");
  if (cards?.some((id) => !id.startsWith("eni-"))) throw new Refusal("InvalidParameterValue.Malformed");
  return all.filter(
    (row) => (addresses?.includes(row.address) ?? true) && (cards?.includes(row.networkInterface) ?? true),
  );
}
