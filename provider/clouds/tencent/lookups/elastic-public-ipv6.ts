import { exactlyOneOf } from "../../../core/check";
import { address, tags, text } from "../../../core/field";
import { canonicalAddress } from "../../../core/id";
import { lookup, region, theOne } from "../../../core/lookup";
import { maybe, rowsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { egressOf } from "../billing";
import { type AddressRow, TITLE } from "../wire";
import { type Ctx, hasTags, place, publicOutputs, publicViewOf } from "./find";

const PAGE = "DescribeIPv6Addresses";

/** Named like the resource's properties. */
const outputs = {
  addressId: textOutput("Id of the public address (`eipv6-…`)."),
  addressName: maybe(textOutput("Name of the public address, if it has one.")),
  publicIpv6Address: textOutput("The public IPv6 address, in its shortest spelling."),
  privateIpv6Address: maybe(textOutput("The private IPv6 address that it is bound to, if any.")),
  addressType: maybe(textOutput("Its kind: `EIPv6`, or `HighQualityEIPv6` with premium lines.")),
  internetServiceProvider: maybe(textOutput("Its line type, such as `BGP`.")),
  egress: maybe(textOutput("Where its traffic leaves the cloud, such as `CENTER_EGRESS_1`.")),
  ...publicOutputs,
};

const BY = ["addressId", "publicIpv6Address", "networkInterfaceId"] as const;
const keys = {
  region,
  addressId: text({
    doc: "Id of the public address.",
    pattern: /^eipv6-[\w-]+$/,
    shape: "the id of an EIPv6, such as eipv6-m44ku5d2",
    source: PAGE,
  }),
  publicIpv6Address: address({ doc: "The public IPv6 address, in any spelling.", source: PAGE }),
  networkInterfaceId: place.networkInterfaceId,
};

export const getElasticPublicIpv6 = lookup(
  {
    name: "getElasticPublicIpv6",
    doc: "Finds one elastic public IPv6 (EIPv6, `eipv6-…`) by its id, its public address, or the network interface that it is bound to.",
    fields: keys,
    rules: [exactlyOneOf(TITLE, ...BY)],
    outputs,
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const describe = (row: AddressRow) => `${row.AddressId} (${row.AddressIp})`;
    const none = "Check the region and the account; getIp6Address finds classic public addresses (eip-…)";
    const narrow = "Ask for one of them by addressId, or for all with getElasticPublicIpv6s";
    const where = `${TITLE} getElasticPublicIpv6`;
    return viewOf(theOne(await rowsBy(ctx, args), { where, args, describe, none, narrow }));
  },
);

export const getElasticPublicIpv6s = lookup(
  {
    name: "getElasticPublicIpv6s",
    doc: "Lists elastic public IPv6 (EIPv6, `eipv6-…`): all of a region, or those that match every given filter. The list is empty if none match.",
    fields: {
      region,
      networkInterfaceId: keys.networkInterfaceId,
      addressName: text({ doc: "Full name of the addresses.", source: PAGE }),
      tags: tags({
        doc: "Tags that the addresses must have, with these values.",
        max: 50,
        longestKey: 127,
        longestValue: 255,
        reserved: { beginnings: ["pulumi-ipv6:"] },
        source: PAGE,
      }),
    },
    rules: [],
    outputs: { elasticPublicIpv6s: rowsOutput("The addresses, in the cloud's order.", outputs) },
    sources: [PAGE],
  },
  async (ctx: Ctx, { tags: wanted, addressName, ...args }) => {
    const views = (await rowsBy(ctx, args)).map(viewOf);
    const meets = (view: (typeof views)[number]) =>
      (addressName === undefined || view.addressName === addressName) && hasTags(view.tags, wanted);
    return { elasticPublicIpv6s: views.filter(meets) };
  },
);

type Query = { readonly region: string } & { readonly [K in (typeof BY)[number]]?: string | undefined };

async function rowsBy(ctx: Ctx, { region: at, ...query }: Query): Promise<readonly AddressRow[]> {
  const { elastic } = ctx.client;
  if (query.networkInterfaceId) return elastic.onNic(ctx, at, query.networkInterfaceId);
  if (!query.addressId && !query.publicIpv6Address) return elastic.all(ctx, at);
  const row = query.addressId
    ? await elastic.one(ctx, at, query.addressId)
    : await elastic.at(ctx, at, query.publicIpv6Address ?? "");
  return row ? [row] : [];
}

function viewOf(row: AddressRow): ValuesOf<typeof outputs> {
  return {
    addressId: row.AddressId,
    addressName: row.AddressName || undefined,
    publicIpv6Address: canonicalAddress(row.AddressIp ?? "") ?? row.AddressIp ?? "",
    privateIpv6Address: canonicalAddress(row.PrivateAddressIp ?? "") ?? (row.PrivateAddressIp || undefined),
    addressType: row.AddressType || undefined,
    internetServiceProvider: row.InternetServiceProvider || undefined,
    egress: egressOf(row) ?? (row.Egress || undefined),
    ...publicViewOf(row),
  };
}
