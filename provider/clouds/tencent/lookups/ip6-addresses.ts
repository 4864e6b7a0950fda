import { exactlyOneOf } from "../../../core/check";
import { address, tags, text } from "../../../core/field";
import { canonicalAddress } from "../../../core/id";
import { lookup, region, theOne } from "../../../core/lookup";
import { maybe, rowsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { PAGE_SIZE } from "../reads";
import { type AddressRow, TITLE } from "../wire";
import { type Ctx, hasTags, nicsAt, type Place, place, publicOutputs, publicViewOf, publishedBy } from "./find";

const PAGE = "DescribeIp6Addresses";
const sources = [PAGE, "DescribeNetworkInterfaces"];

/** Names follow the resource's properties, and the vendor's API for the rest. */
const outputs = {
  addressId: textOutput("Id of the public address (`eip-…`)."),
  ip6Address: textOutput("The address itself, in its shortest spelling."),
  ...publicOutputs,
  vpcId: maybe(textOutput("Id of the VPC that it is in.")),
};

export const getIp6Address = lookup(
  {
    name: "getIp6Address",
    doc: "Finds one address that has internet bandwidth (`eip-…`), by its id, its address, or the network interface or instance that it is on. For an address without internet bandwidth use `getNetworkInterfaceIpv6Address`.",
    fields: {
      region,
      addressId: text({
        doc: "Id of the public address.",
        pattern: /^eip-[\w-]+$/,
        shape: "the id of a public address, such as eip-hxlqja90",
        source: PAGE,
      }),
      ip6Address: address({ doc: "The address itself, in any spelling.", source: PAGE }),
      ...place,
    },
    rules: [exactlyOneOf(TITLE, "addressId", "ip6Address", "networkInterfaceId", "instanceId")],
    outputs,
    sources,
  },
  async (ctx: Ctx, args) => {
    const { region: at, addressId, ip6Address } = args;
    const describe = (row: AddressRow) => `${row.AddressId} (${row.AddressIp} on ${row.NetworkInterfaceId})`;
    const found = ip6Address
      ? [await ctx.client.reads.published(ctx, at, ip6Address)].filter((row) => row !== undefined)
      : addressId
        ? await publishedBy(ctx, at, { Ip6AddressIds: [addressId] }, addressId)
        : await publishedOn(ctx, args);
    const none =
      "Only addresses with internet bandwidth are here; getNetworkInterfaceIpv6Address finds others. Check the region and the account, too";
    const narrow = "Ask for one of them by addressId, or for all with getIp6Addresses";
    return viewOf(theOne(found, { where: `${TITLE} getIp6Address`, args, describe: describe, none, narrow }));
  },
);

export const getIp6Addresses = lookup(
  {
    name: "getIp6Addresses",
    doc: "Lists addresses that have internet bandwidth (`eip-…`): all of a region, or those that match every given filter. The list is empty if none match.",
    fields: {
      region,
      ...place,
      tags: tags({
        doc: "Tags that the addresses must have, with these values. The cloud has no such filter here, so it is applied to its response.",
        max: 50,
        longestKey: 127,
        longestValue: 255,
        reserved: { beginnings: ["pulumi-ipv6:"] },
        source: PAGE,
      }),
    },
    rules: [],
    outputs: { ip6Addresses: rowsOutput("The addresses, in the cloud's order.", outputs) },
    sources,
  },
  async (ctx: Ctx, { tags: wanted = {}, ...where }) => {
    const { region: at, networkInterfaceId, instanceId } = where;
    const rows = networkInterfaceId || instanceId ? await publishedOn(ctx, where) : await publishedBy(ctx, at, {});
    const views = rows.map(viewOf);
    return { ip6Addresses: views.filter(({ tags: own }) => hasTags(own, wanted)) };
  },
);

/** By network interface, or by every interface of an instance. */
async function publishedOn(ctx: Ctx, at: Place): Promise<AddressRow[]> {
  const ids = at.instanceId
    ? (await nicsAt(ctx, at)).map((nic) => nic.NetworkInterfaceId)
    : [at.networkInterfaceId ?? ""];
  if (ids.length === 0) return [];
  const Filters = [{ Name: "network-interface-id" as const, Values: ids.slice(0, PAGE_SIZE) }];
  return publishedBy(ctx, at.region, { Filters }, at.instanceId ?? at.networkInterfaceId);
}

function viewOf(row: AddressRow): ValuesOf<typeof outputs> {
  return {
    addressId: row.AddressId,
    ip6Address: canonicalAddress(row.AddressIp ?? "") ?? row.AddressIp ?? "",
    ...publicViewOf(row),
    vpcId: row.UnVpcId || undefined,
  };
}
