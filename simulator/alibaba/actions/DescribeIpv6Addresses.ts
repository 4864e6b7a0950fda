import { visibleRows } from "../../common/action";
import { canonicalIpv6 } from "../../common/ipv6";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import type { Ipv6Address } from "../state";
import { shownTags, tagsMatch } from "../tags";
import { addressView, associationOf, resourceGroupOf } from "../views";

const PAGE_CAP = 50;
const IDS_CAP = 20;

/**
 * Lists IPv6 addresses with the bandwidth on each; the only way to read a bandwidth. May lag behind changes.
 * Source: VPC API reference, DescribeIpv6Addresses.
 */
export const describeIpv6Addresses = defineRead({
  name: "DescribeIpv6Addresses",
  takes: [
    "AddressType",
    "AssociatedInstanceId",
    "AssociatedInstanceType",
    "IncludeReservationData",
    "Ipv6Address",
    "Ipv6AddressId",
    "Ipv6InternetBandwidthId",
    "Name",
    "NetworkType",
    "PageNumber",
    "PageSize",
    "ResourceGroupId",
    "ServiceManaged",
    "Tag",
    "VSwitchId",
    "VpcId",
  ],
  rules: [
    documented("Ipv6AddressId holds up to 20 ids, separated by commas; pages of 10 by default, at most 50."),
    documented("AddressType is IPv6Address unless given, so prefixes are hidden."),
    documented("The bandwidth object is always present; without bandwidth its texts are empty and its number is 0."),
    documented(
      "ServiceManaged is a boolean in the filter and 0 or 1 in the answer; Ipv6GatewayId is empty without a gateway.",
    ),
    documented(
      "The primary network interface of an instance is shown as EcsInstance with the instance's id, other network interfaces as NetworkInterface.",
    ),
    assumed(
      "The filters AssociatedInstanceType and AssociatedInstanceId find addresses as they are shown. The setting recordsFiledUnder changes this: the addresses of every attached network interface are shown and found under its instance, or these filters find none.",
    ),
    assumed(
      "An address has only the tags that were added to it. With the setting systemTags each also has acs:rm:rgId, and is found by it.",
    ),
    assumed("A larger page answers IllegalParam.PageSize, more ids InvalidParameter."),
    assumed(
      "The address in the filter may be written in any form. The list omits ids that do not exist, without an error.",
    ),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(PAGE_CAP);
    const wanted = filters(context);
    const rows = visibleRows(context, state.ipv6Addresses).filter((row) => wanted.every((passes) => passes(row)));
    const reservation = parameters.flag("IncludeReservationData") ?? false;
    const { page, paging } = pageOf(rows);
    return { ...paging, Ipv6Addresses: { Ipv6Address: page.map((row) => addressView(context, row, reservation)) } };
  },
});

type Filter = (row: Ipv6Address) => boolean;

function filters(context: Context): Filter[] {
  const { parameters } = context;
  const ids = parameters.text("Ipv6AddressId")?.split(",").filter(Boolean);
  if (ids && ids.length > IDS_CAP) {
    throw new Refusal("InvalidParameter", `The specified parameter "Ipv6AddressId" has more than ${IDS_CAP} ids.`);
  }
  const text = parameters.text("Ipv6Address");
  const address = text === undefined ? undefined : (canonicalIpv6(text) ?? text);
  const type = parameters.text("AddressType") ?? "IPv6Address";
  const managed = parameters.flag("ServiceManaged");
  const tags = parameters.tags();
  const association = parameters.text("AssociatedInstanceType") ?? parameters.text("AssociatedInstanceId");
  const filedUnderNothing = context.services.pace.recordsFiledUnder === "nobody";
  return [
    (row) => row.addressType === type,
    (row) => managed === undefined || (row.serviceManaged === true) === managed,
    (row) => tagsMatch(tags, shownTags(context, row)),
    () => association === undefined || !filedUnderNothing,
    (row) => ids === undefined || ids.includes(row.id),
    parameters.equal("Ipv6Address", (row) => row.address, address),
    parameters.equal("Ipv6InternetBandwidthId", (row) => row.bandwidth?.id),
    parameters.equal("Name", (row) => row.name),
    parameters.equal("NetworkType", (row) => (row.bandwidth ? "Public" : "Private")),
    parameters.equal("AssociatedInstanceType", (row) => associationOf(context, row).type),
    parameters.equal("AssociatedInstanceId", (row) => associationOf(context, row).id),
    parameters.equal("VpcId", (row) => row.vpc),
    parameters.equal("VSwitchId", (row) => row.vSwitch),
    parameters.equal("ResourceGroupId", resourceGroupOf),
  ];
}
