import type { Checkup, Need, Quota } from "../../core/checkup";
import type { Context } from "../../core/context";
import type { TencentClient } from "./client";
import { endpointsOf } from "./endpoints";
import type { Action, Requests } from "./wire";

/** Bandwidth packages of a region, and resources of one. Source: Bandwidth Package, Use Limits (document 684/15247). */
const PACKAGES = 20;
const IN_PACKAGE = 100;
/** Most packages that are read: one page. */
const PAGE = 100;

const QUOTAS: Readonly<Record<string, string>> = {
  TOTAL_EIP6_QUOTA: "public IPv6 addresses with bandwidth (TOTAL_EIP6_QUOTA)",
  BGP_EIPv6_QUOTA: "EIPv6 of BGP lines (BGP_EIPv6_QUOTA)",
  SINGLEISP_EIPv6_QUOTA: "EIPv6 of one ISP (SINGLEISP_EIPv6_QUOTA)",
};
/** The quotas that each resource uses up. */
const USES: Readonly<Record<string, readonly string[]>> = {
  Ipv6InternetBandwidth: ["TOTAL_EIP6_QUOTA"],
  ElasticPublicIpv6: ["BGP_EIPv6_QUOTA", "SINGLEISP_EIPv6_QUOTA"],
};

/** A list of one row. */
function read<A extends Action>(action: A, params: Requests[A] & object, without?: string): Need<TencentClient> {
  return {
    action: `vpc:${action}`,
    ...(without && { without }),
    ask: (ctx, region) => ctx.client.call(ctx, action, params, { region }),
  };
}

const one = { Limit: 1 };
const SKIPPED = "previews skip a check";
const nics = read("DescribeNetworkInterfaces", one);
const packages = read("DescribeBandwidthPackages", one, SKIPPED);
const account = read("DescribeNetworkAccountType", {}, SKIPPED);
const quota = read("DescribeAddressQuota", {}, SKIPPED);

const needsOf = (...actions: readonly string[]): Need<TencentClient>[] => actions.map((action) => ({ action }));
const HELD = "a stack of the same names could take over what this one has";
const tags: Need<TencentClient>[] = ["tag:TagResources", "tag:UnTagResources"].map((action) => ({
  action,
  without: HELD,
}));

export const checkup: Checkup<TencentClient> = {
  // Error code AuthFailure.SignatureExpire.
  clockMinutes: 5,

  endpoints(settings, region = "") {
    const of = endpointsOf(settings);
    return { vpc: of("vpc", region), tag: of("tag", region) };
  },

  // No action of IPv6 has a dry run, so permissions to write show in the write only.
  needs: {
    Ipv6InternetBandwidth: [
      read("DescribeIp6Addresses", one),
      { ...nics, without: SKIPPED },
      ...[packages, account, quota],
      ...needsOf("vpc:AllocateIp6AddressesBandwidth", "vpc:ModifyIp6AddressesBandwidth"),
      ...needsOf("vpc:ReleaseIp6AddressesBandwidth", "vpc:DescribeTaskResult", "tag:ModifyResourceTags"),
      ...tags,
    ],
    NicIpv6Assignment: [
      nics,
      ...needsOf("vpc:AssignIpv6Addresses", "vpc:UnassignIpv6Addresses", "vpc:ModifyIpv6AddressesAttribute"),
      ...needsOf("vpc:DescribeVpcTaskResult"),
      ...tags,
    ],
    ElasticPublicIpv6: [
      read("DescribeIPv6Addresses", one),
      { ...nics, without: SKIPPED },
      ...[packages, quota],
      ...needsOf("vpc:AllocateIPv6Addresses", "vpc:ReleaseIPv6Addresses", "vpc:AssociateIPv6Address"),
      ...needsOf("vpc:DisassociateIPv6Address", "vpc:ModifyIPv6AddressesBandwidth"),
      ...needsOf("vpc:ModifyIPv6AddressesAttributes", "vpc:DescribeTaskResult", "tag:ModifyResourceTags"),
      ...tags,
    ],
  },

  async quotas(ctx, region, resources) {
    const ids = resources.flatMap((name) => USES[name] ?? []);
    if (ids.length === 0) return [];
    const { QuotaSet } = await ctx.client.call(ctx, "DescribeAddressQuota", {}, { region });
    const addresses = QuotaSet.filter(({ QuotaId }) => ids.includes(QuotaId)).map(
      ({ QuotaId, QuotaCurrent: used, QuotaLimit: limit }) => ({ name: QUOTAS[QuotaId] ?? QuotaId, used, limit }),
    );
    return [...addresses, ...(await packageQuotas(ctx, region))];
  },
};

/** An identity that may not list packages gets no lines of them; that it may not is told with the permissions. */
async function packageQuotas(ctx: Context<TencentClient>, region: string): Promise<Quota[]> {
  const list = () => ctx.client.call(ctx, "DescribeBandwidthPackages", { Limit: PAGE }, { region });
  const found = await list().catch(() => undefined);
  if (!found || found.TotalCount === 0) return [];
  const { TotalCount, BandwidthPackageSet } = found;
  const sizes = BandwidthPackageSet.map(({ BandwidthPackageId: id, ResourceSet }) => ({
    id,
    used: ResourceSet?.length ?? 0,
  }));
  const fullest = sizes.sort((one, other) => other.used - one.used)[0];
  const inFullest = fullest && {
    name: `resources of the fullest bandwidth package, ${fullest.id}`,
    used: fullest.used,
  };
  return [
    { name: "bandwidth packages", used: TotalCount, limit: PACKAGES, published: true },
    ...(inFullest ? [{ ...inFullest, limit: IN_PACKAGE, published: true as const }] : []),
  ];
}
