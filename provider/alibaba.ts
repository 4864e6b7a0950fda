import { declaration as address } from "./clouds/alibaba/ipv6-address";
import { declaration as egressOnlyRule } from "./clouds/alibaba/ipv6-egress-only-rule";
import { declaration as bandwidth } from "./clouds/alibaba/ipv6-internet-bandwidth";
import * as addresses from "./clouds/alibaba/lookups/ipv6-addresses";
import * as rules from "./clouds/alibaba/lookups/ipv6-egress-only-rules";
import * as gateways from "./clouds/alibaba/lookups/ipv6-gateways";
import { declaration as assignment } from "./clouds/alibaba/nic-ipv6-assignment";
import type { DesiredOf } from "./core/field";
import type { LookupArgs, LookupResult } from "./core/lookup";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";

/**
 * Internet bandwidth of one IPv6 address on Alibaba Cloud. Creating it places an order; deleting it releases it.
 *
 * @example
 * new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: "ipv6-bp1a2b3c4d5e6f7g80000", bandwidth: 100 });
 */
export const Ipv6InternetBandwidth = dynamicResource("alibaba", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;
/** How bandwidth is billed: Alibaba Cloud's values. */
export type InternetChargeType = DesiredOf<(typeof bandwidth)["fields"]>["internetChargeType"];

/**
 * IPv6 addresses on a network interface (ENI) of Alibaba Cloud. It owns only the addresses it assigned.
 *
 * @example
 * const assignment = new alibaba.NicIpv6Assignment("web", {
 *   networkInterfaceId: "eni-bp14v2sdd3v8htln0000",
 *   ipv6AddressCount: 1,
 * });
 */
export const NicIpv6Assignment = dynamicResource("alibaba", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/**
 * An unassociated IPv6 address of a vSwitch of Alibaba Cloud: not on any network interface.
 *
 * @example
 * new alibaba.Ipv6Address("edge", { vSwitchId: "vsw-bp1a2b3c4d5e6f7g80000", ipv6AddressName: "edge" });
 */
export const Ipv6Address = dynamicResource("alibaba", address);
export type Ipv6Address = DynamicResource<typeof address>;
export type Ipv6AddressArgs = Args<typeof address>;

/**
 * Lets an IPv6 address of Alibaba Cloud open connections to the internet, but accept none from it.
 *
 * @example
 * new alibaba.Ipv6EgressOnlyRule("web", {
 *   ipv6GatewayId: "ipv6gw-bp1w2x3y4z5a6b7c80000",
 *   instanceId: "ipv6-bp1a2b3c4d5e6f7g80000",
 * });
 */
export const Ipv6EgressOnlyRule = dynamicResource("alibaba", egressOnlyRule);
export type Ipv6EgressOnlyRule = DynamicResource<typeof egressOnlyRule>;
export type Ipv6EgressOnlyRuleArgs = Args<typeof egressOnlyRule>;

/**
 * Finds one IPv6 address by its id, its text, or its network interface or instance.
 *
 * @throws if no object or several objects match
 * @example
 * const { ipv6AddressId } = await alibaba.getIpv6Address({ ipv6Address: "2001:db8::10" });
 */
export const getIpv6Address = lookupFunction("alibaba", addresses.getIpv6Address);
export const getIpv6AddressOutput = lookupOutputFunction("alibaba", addresses.getIpv6Address);
export type GetIpv6AddressArgs = LookupArgs<typeof addresses.getIpv6Address>;
export type GetIpv6AddressResult = LookupResult<typeof addresses.getIpv6Address>;

/** Lists the IPv6 addresses of a region, or those that match every filter. */
export const getIpv6Addresses = lookupFunction("alibaba", addresses.getIpv6Addresses);
export const getIpv6AddressesOutput = lookupOutputFunction("alibaba", addresses.getIpv6Addresses);
export type GetIpv6AddressesArgs = LookupArgs<typeof addresses.getIpv6Addresses>;
export type GetIpv6AddressesResult = LookupResult<typeof addresses.getIpv6Addresses>;

/**
 * Finds one IPv6 gateway by its id or its VPC.
 *
 * @throws if none exists
 * @example
 * const { ipv6GatewayId } = await alibaba.getIpv6Gateway({ vpcId: "vpc-bp1a2b3c4d5e6f7g80000" });
 */
export const getIpv6Gateway = lookupFunction("alibaba", gateways.getIpv6Gateway);
export const getIpv6GatewayOutput = lookupOutputFunction("alibaba", gateways.getIpv6Gateway);
export type GetIpv6GatewayArgs = LookupArgs<typeof gateways.getIpv6Gateway>;
export type GetIpv6GatewayResult = LookupResult<typeof gateways.getIpv6Gateway>;

/** Lists the IPv6 gateways of a region, or those that match every filter. */
export const getIpv6Gateways = lookupFunction("alibaba", gateways.getIpv6Gateways);
export const getIpv6GatewaysOutput = lookupOutputFunction("alibaba", gateways.getIpv6Gateways);
export type GetIpv6GatewaysArgs = LookupArgs<typeof gateways.getIpv6Gateways>;
export type GetIpv6GatewaysResult = LookupResult<typeof gateways.getIpv6Gateways>;

/**
 * Finds one egress-only rule by its id or its address.
 *
 * @throws if no object or several objects match
 * @example
 * const { ipv6EgressOnlyRuleId } = await alibaba.getIpv6EgressOnlyRule({ instanceId: "ipv6-bp1a2b3c4d5e6f7g80000" });
 */
export const getIpv6EgressOnlyRule = lookupFunction("alibaba", rules.getIpv6EgressOnlyRule);
export const getIpv6EgressOnlyRuleOutput = lookupOutputFunction("alibaba", rules.getIpv6EgressOnlyRule);
export type GetIpv6EgressOnlyRuleArgs = LookupArgs<typeof rules.getIpv6EgressOnlyRule>;
export type GetIpv6EgressOnlyRuleResult = LookupResult<typeof rules.getIpv6EgressOnlyRule>;

/** Lists the egress-only rules of a region, or those that match every filter. */
export const getIpv6EgressOnlyRules = lookupFunction("alibaba", rules.getIpv6EgressOnlyRules);
export const getIpv6EgressOnlyRulesOutput = lookupOutputFunction("alibaba", rules.getIpv6EgressOnlyRules);
export type GetIpv6EgressOnlyRulesArgs = LookupArgs<typeof rules.getIpv6EgressOnlyRules>;
export type GetIpv6EgressOnlyRulesResult = LookupResult<typeof rules.getIpv6EgressOnlyRules>;
