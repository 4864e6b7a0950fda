import { canonicalIpv6 } from "../../kit/ipv6";
import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { mine } from "../find";
import { tagsMatch } from "../parameters";
import { shownTags } from "../system-tags";
import { addressView, associationOf, resourceGroupOf } from "../views";
import type { Ipv6Address } from "../world";

const PAGE_CAP = 50;
const IDS_CAP = 20;

/**
 * Lists IPv6 addresses with the bandwidth on each; the only way to read a bandwidth. May lag behind changes.
 * Source: VPC API reference, DescribeIpv6Addresses.
 */
export const describeIpv6Addresses = defineRead({
  name: "DescribeIpv6Addresses",
  product: "vpc",
  rules: [
    rule("documented", "Ipv6AddressId holds up to 20 ids, separated by commas; pages of 10 unless asked, at most 50."),
    rule("documented", "AddressType is IPv6Address unless given, so prefixes are hidden."),
    rule(
      "documented",
      "The bandwidth object is always there; without bandwidth its texts are empty and its figure is 0.",
    ),
    rule(
      "documented",
      "ServiceManaged is a boolean in the filter and 0 or 1 in the answer; Ipv6GatewayId is empty without a gateway.",
    ),
    rule(
      "documented",
      "The primary card of an instance is shown as EcsInstance with the instance's id, other cards as NetworkInterface.",
    ),
    rule(
      "assumed",
      "The filters AssociatedInstanceType and AssociatedInstanceId find them as they are shown. A setting has it otherwise, recordsFiledUnder: every attached card's are shown and found under its instance, or these filters find none.",
    ),
    rule(
      "assumed",
      "An address bears no tags but those that were put on it. With the setting systemTags each bears acs:rm:rgId as well, and is found by it.",
    ),
    rule("assumed", "A larger page answers IllegalParam.PageSize, more ids InvalidParameter."),
    rule(
      "assumed",
      "Address text in the filter may have any spelling; ids that do not exist are left out without an error.",
    ),
  ],
  read: (context) => {
    const { input, world } = context;
    const { number, size } = input.page(PAGE_CAP);
    const wanted = filters(context);
    const rows = world.ipv6Addresses
      .asOf(lagOf(context))
      .filter((row) => mine(context, row) && wanted.every((passes) => passes(row)));
    const reservation = input.flag("IncludeReservationData") ?? false;
    const page = rows.slice((number - 1) * size, number * size);
    return {
      TotalCount: rows.length,
      PageNumber: number,
      PageSize: size,
      Ipv6Addresses: { Ipv6Address: page.map((row) => addressView(context, row, reservation)) },
    };
  },
});

type Filter = (row: Ipv6Address) => boolean;

function filters(context: Context): Filter[] {
  const { input } = context;
  const ids = input.text("Ipv6AddressId")?.split(",").filter(Boolean);
  if (ids && ids.length > IDS_CAP) {
    throw new Refusal("InvalidParameter", `The specified parameter "Ipv6AddressId" has more than ${IDS_CAP} ids.`);
  }
  const text = input.text("Ipv6Address");
  const address = text === undefined ? undefined : (canonicalIpv6(text) ?? text);
  const type = input.text("AddressType") ?? "IPv6Address";
  const managed = input.flag("ServiceManaged");
  const tags = input.tags();
  const association = input.text("AssociatedInstanceType") ?? input.text("AssociatedInstanceId");
  const filedUnderNobody = context.services.pace.recordsFiledUnder === "nobody";
  const list: Filter[] = [
    (row) => row.addressType === type,
    (row) => managed === undefined || (row.serviceManaged === true) === managed,
    (row) => tagsMatch(tags, shownTags(context, row)),
    () => association === undefined || !filedUnderNobody,
  ];
  if (ids) list.push((row) => ids.includes(row.id));
  const equal = (name: string, of: (row: Ipv6Address) => string | undefined, value = input.text(name)) => {
    if (value !== undefined) list.push((row) => of(row) === value);
  };
  equal("Ipv6Address", (row) => row.address, address);
  equal("Ipv6InternetBandwidthId", (row) => row.bandwidth?.id);
  equal("Name", (row) => row.name);
  equal("NetworkType", (row) => (row.bandwidth ? "Public" : "Private"));
  equal("AssociatedInstanceType", (row) => associationOf(context, row).type);
  equal("AssociatedInstanceId", (row) => associationOf(context, row).id);
  equal("VpcId", (row) => row.vpc);
  equal("VSwitchId", (row) => row.vSwitch);
  equal("ResourceGroupId", resourceGroupOf);
  return list;
}
