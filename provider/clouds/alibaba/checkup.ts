import type { Checkup, Need, Quota } from "../../core/checkup";
import type { Context } from "../../core/context";
import { walk } from "../../core/reads/list-cache";
import type { AlibabaClient } from "./client";
import { endpointsOf } from "./endpoints";
import { pagesOf } from "./pages";

type Ctx = Context<AlibabaClient>;

/** Ids that nothing has. RAM judges a call before the product looks for its object. */
const NOTHING = {
  address: "ipv6-doctor00000000000000",
  bandwidth: "ipv6bw-doctor00000000000000",
  gateway: "ipv6gw-doctor00000000000000",
  rule: "ipv6py-doctor00000000000000",
  vSwitch: "vsw-doctor00000000000000",
};

/** Most gateways whose rules are counted; each costs a call. */
const GATEWAYS = 20;
/** Egress-only rules of one IPv6 gateway, by default. Source: IPv6 Gateway, Limits and quotas. */
const RULES = 200;

const needsOf = (...actions: readonly string[]): Need<AlibabaClient>[] => actions.map((action) => ({ action }));

const addresses: Need<AlibabaClient> = {
  action: "vpc:DescribeIpv6Addresses",
  ask: (ctx, RegionId) => ctx.client.call(ctx, "DescribeIpv6Addresses", { RegionId, PageSize: 10 }),
};
const rules: Need<AlibabaClient> = {
  action: "vpc:DescribeIpv6EgressOnlyRules",
  ask: (ctx, RegionId) =>
    ctx.client.call(ctx, "DescribeIpv6EgressOnlyRules", {
      ...{ RegionId, Ipv6GatewayId: NOTHING.gateway, PageNumber: 1, PageSize: 10 },
    }),
};
const HELD = "a stack of the same names could take over what this one has";
const tags: Need<AlibabaClient>[] = ["vpc:TagResources", "vpc:UnTagResources"].map((action) => ({
  action,
  without: HELD,
}));

export const checkup: Checkup<AlibabaClient> = {
  // Error codes InvalidTimeStamp.Expired and IllegalTimestamp.
  clockMinutes: 15,

  endpoints(settings, region = "") {
    const of = endpointsOf(settings);
    return { vpc: of("vpc", region), ecs: of("ecs", region) };
  },

  needs: {
    Ipv6InternetBandwidth: [
      addresses,
      {
        action: "vpc:AllocateIpv6InternetBandwidth",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "AllocateIpv6InternetBandwidth", {
            ...{ RegionId, Ipv6AddressId: NOTHING.address, Bandwidth: 1, InternetChargeType: "PayByTraffic" },
          }),
      },
      {
        action: "vpc:ModifyIpv6InternetBandwidth",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "ModifyIpv6InternetBandwidth", {
            ...{ RegionId, Ipv6InternetBandwidthId: NOTHING.bandwidth, Bandwidth: 1 },
          }),
      },
      {
        action: "vpc:DeleteIpv6InternetBandwidth",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "DeleteIpv6InternetBandwidth", {
            ...{ RegionId, Ipv6InternetBandwidthId: NOTHING.bandwidth },
          }),
      },
      ...tags,
    ],
    NicIpv6Assignment: [
      addresses,
      {
        action: "ecs:DescribeNetworkInterfaces",
        ask: (ctx, RegionId) => ctx.client.call(ctx, "DescribeNetworkInterfaces", { RegionId, MaxResults: 10 }),
      },
      ...needsOf("ecs:AssignIpv6Addresses", "ecs:UnassignIpv6Addresses"),
      ...tags,
    ],
    Ipv6Address: [
      addresses,
      {
        action: "vpc:AllocateIpv6Address",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "AllocateIpv6Address", { RegionId, VSwitchId: NOTHING.vSwitch, Tag: [] }),
      },
      {
        action: "vpc:ModifyIpv6AddressAttribute",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "ModifyIpv6AddressAttribute", { RegionId, Ipv6AddressId: NOTHING.address }),
      },
      {
        action: "vpc:ReleaseIpv6Address",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "ReleaseIpv6Address", { RegionId, Ipv6AddressId: NOTHING.address }),
      },
      ...needsOf("vpc:MoveResourceGroup"),
      ...tags,
    ],
    Ipv6EgressOnlyRule: [
      rules,
      {
        action: "vpc:DescribeIpv6Gateways",
        ask: (ctx, RegionId) => ctx.client.call(ctx, "DescribeIpv6Gateways", { RegionId, PageNumber: 1, PageSize: 10 }),
      },
      {
        action: "vpc:CreateIpv6EgressOnlyRule",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "CreateIpv6EgressOnlyRule", {
            ...{ RegionId, Ipv6GatewayId: NOTHING.gateway, InstanceId: NOTHING.address, InstanceType: "Ipv6Address" },
          }),
      },
      {
        action: "vpc:DeleteIpv6EgressOnlyRule",
        ask: (ctx, RegionId) =>
          ctx.client.dryRun(ctx, "DeleteIpv6EgressOnlyRule", { RegionId, Ipv6EgressOnlyRuleId: NOTHING.rule }),
      },
      ...tags,
    ],
  },

  async quotas(ctx, region, resources) {
    if (!resources.includes("Ipv6EgressOnlyRule")) return [];
    const about = { subject: `all of ${region}` };
    const { rows } = await walk(ctx, pagesOf(ctx.client, "DescribeIpv6Gateways", region, {}, about), 1);
    const all = await Promise.all(
      rows.slice(0, GATEWAYS).map(({ Ipv6GatewayId }) => rulesOf(ctx, region, Ipv6GatewayId)),
    );
    return all.sort((one, other) => other.used - one.used).slice(0, 1);
  },
};

async function rulesOf(ctx: Ctx, RegionId: string, Ipv6GatewayId: string): Promise<Quota> {
  const request = { RegionId, Ipv6GatewayId, PageNumber: 1, PageSize: 10 };
  const { TotalCount, Ipv6EgressOnlyRules } = await ctx.client.call(ctx, "DescribeIpv6EgressOnlyRules", request, {
    subject: Ipv6GatewayId,
  });
  const used = TotalCount ?? Ipv6EgressOnlyRules.Ipv6EgressOnlyRule.length;
  return {
    name: `egress-only rules of the fullest IPv6 gateway, ${Ipv6GatewayId}`,
    used,
    limit: RULES,
    published: true,
  };
}
