// Written by `npm run docs`. Do not edit: a test compares it with its source.
import type * as pulumi from "@pulumi/pulumi";
import { dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";
import type { LookupOptions, LookupOutputOptions, ResourceClass } from "./doors/types";

/**
 * Internet bandwidth of one IPv6 address: its peak rate to and from the internet, and how that is billed. Creating it places an order; deleting it releases the bandwidth.
 *
 * - Above these limits the cloud may refuse (warning only): PayByTraffic 1000, PayByBandwidth 2000, PayByOld95 2000 Mbps.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AllocateIpv6InternetBandwidth, ModifyIpv6InternetBandwidth, DeleteIpv6InternetBandwidth, DescribeIpv6Addresses.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const assignment = new ipv6.alibaba.NicIpv6Assignment("assignment", {
 *     networkInterfaceId: "eni-demo0004",
 *     ipv6AddressCount: 1,
 * });
 * const web = new ipv6.alibaba.Ipv6InternetBandwidth("web", {
 *     ipv6AddressId: assignment.ipv6AddressId,
 *     bandwidth: 20,
 *     internetChargeType: "PayByTraffic",
 * });
 * export const address = web.ipv6Address;
 */
export const Ipv6InternetBandwidth: ResourceClass<Ipv6InternetBandwidth, Ipv6InternetBandwidthArgs> = dynamicResource(
  "alibaba:Ipv6InternetBandwidth",
);
/** Properties of Ipv6InternetBandwidth: its inputs as they are at the cloud, and its outputs. */
export interface Ipv6InternetBandwidth extends pulumi.CustomResource {
  /** Id of the IPv6 address, on a network interface or unassociated. It must be the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself). Source: AllocateIpv6InternetBandwidth. */
  readonly ipv6AddressId: pulumi.Output<string>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number from 1 to 5000 Mbps. Source: AllocateIpv6InternetBandwidth. */
  readonly bandwidth: pulumi.Output<number>;
  /** How the bandwidth is billed. Left out of a new order, it is PayByBandwidth, with a warning that names both prices. A change replaces it: the bandwidth is deleted, then ordered again. It must be one of PayByBandwidth, PayByTraffic, PayByOld95. Source: AllocateIpv6InternetBandwidth. */
  readonly internetChargeType: pulumi.Output<InternetChargeType>;
  /** Id of the VPC's IPv6 gateway. Only checked when ordering. Unset: the gateway of the address. It must be the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000. Source: AllocateIpv6InternetBandwidth. */
  readonly ipv6GatewayId: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the internet bandwidth (`ipv6bw-…`). */
  readonly internetBandwidthId: pulumi.Output<string>;
  /** The IPv6 address in canonical form. */
  readonly ipv6Address: pulumi.Output<string>;
  /** `Normal`, or `FinancialLocked` or `SecurityLocked` if the account is locked. */
  readonly businessStatus: pulumi.Output<string>;
  /** List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published. */
  readonly monthlyPrice: pulumi.Output<string>;
}
/** Inputs of Ipv6InternetBandwidth. */
export interface Ipv6InternetBandwidthArgs {
  /** Id of the IPv6 address, on a network interface or unassociated. It must be the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself). Source: AllocateIpv6InternetBandwidth. */
  readonly ipv6AddressId: pulumi.Input<string>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number from 1 to 5000 Mbps. Source: AllocateIpv6InternetBandwidth. */
  readonly bandwidth: pulumi.Input<number>;
  /**
   * How the bandwidth is billed. Left out of a new order, it is PayByBandwidth, with a warning that names both prices. A change replaces it: the bandwidth is deleted, then ordered again. It must be one of PayByBandwidth, PayByTraffic, PayByOld95. Source: AllocateIpv6InternetBandwidth.
   *
   * @default "PayByBandwidth"
   */
  readonly internetChargeType?: pulumi.Input<InternetChargeType | undefined> | undefined;
  /** Id of the VPC's IPv6 gateway. Only checked when ordering. Unset: the gateway of the address. It must be the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000. Source: AllocateIpv6InternetBandwidth. */
  readonly ipv6GatewayId?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * IPv6 addresses on a network interface. It owns the addresses it assigned and no others: deleting or shrinking it never removes other addresses from the network interface.
 *
 * - Exactly one of `ipv6Addresses` and `ipv6AddressCount`.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AssignIpv6Addresses, UnassignIpv6Addresses, DescribeNetworkInterfaces, DescribeIpv6Addresses.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const web = new ipv6.alibaba.NicIpv6Assignment("web", {
 *     networkInterfaceId: "eni-demo0004",
 *     ipv6AddressCount: 2,
 * });
 * export const addresses = web.addresses;
 * export const firstAddressId = web.ipv6AddressId;
 */
export const NicIpv6Assignment: ResourceClass<NicIpv6Assignment, NicIpv6AssignmentArgs> =
  dynamicResource("alibaba:NicIpv6Assignment");
/** Properties of NicIpv6Assignment: its inputs as they are at the cloud, and its outputs. */
export interface NicIpv6Assignment extends pulumi.CustomResource {
  /** Id of the network interface (ENI). Its vSwitch must have IPv6. The network interface must be Available or InUse, and the instance of a primary one Running or Stopped. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln0000. Source: AssignIpv6Addresses. */
  readonly networkInterfaceId: pulumi.Output<string>;
  /** The addresses to assign, each of the vSwitch's IPv6 range. Changed in place: added addresses are assigned, removed ones are unassigned. It must be 1 to 10 different IPv6 addresses, such as 2001:db8::1. Source: AssignIpv6Addresses. */
  readonly ipv6Addresses: pulumi.Output<string[] | undefined>;
  /** How many addresses to assign; the cloud chooses them. Changed in place: shrinking unassigns the last ones first. It must be a whole number from 1 to 10 addresses. Source: AssignIpv6Addresses. */
  readonly ipv6AddressCount: pulumi.Output<number | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** The IPv6 addresses this resource holds, each in its canonical spelling. */
  readonly addresses: pulumi.Output<string[]>;
  /** The first of `addresses`. */
  readonly address: pulumi.Output<string>;
  /** Ids of the addresses (`ipv6-…`), in the same order. Pass them to Ipv6InternetBandwidth. */
  readonly ipv6AddressIds: pulumi.Output<string[]>;
  /** The first of `ipv6AddressIds`: the id of `address`. */
  readonly ipv6AddressId: pulumi.Output<string>;
}
/** Inputs of NicIpv6Assignment. */
export interface NicIpv6AssignmentArgs {
  /** Id of the network interface (ENI). Its vSwitch must have IPv6. The network interface must be Available or InUse, and the instance of a primary one Running or Stopped. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln0000. Source: AssignIpv6Addresses. */
  readonly networkInterfaceId: pulumi.Input<string>;
  /** The addresses to assign, each of the vSwitch's IPv6 range. Changed in place: added addresses are assigned, removed ones are unassigned. It must be 1 to 10 different IPv6 addresses, such as 2001:db8::1. Source: AssignIpv6Addresses. */
  readonly ipv6Addresses?: pulumi.Input<readonly pulumi.Input<string>[] | undefined> | undefined;
  /** How many addresses to assign; the cloud chooses them. Changed in place: shrinking unassigns the last ones first. It must be a whole number from 1 to 10 addresses. Source: AssignIpv6Addresses. */
  readonly ipv6AddressCount?: pulumi.Input<number | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * A free IPv6 address of a vSwitch, on no network interface, for traffic that the IPv6 gateway's routes send elsewhere. The address itself is free of charge. For an address on a network interface, use NicIpv6Assignment.
 *
 * - `adopt` needs `ipv6Address`: the address to adopt.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AllocateIpv6Address, ReleaseIpv6Address, ModifyIpv6AddressAttribute, TagResources, UnTagResources, MoveResourceGroup, DescribeIpv6Addresses.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const edge = new ipv6.alibaba.Ipv6Address("edge", {
 *     vSwitchId: "vsw-demo0001",
 *     ipv6AddressName: "edge",
 *     tags: {
 *         team: "network",
 *     },
 * });
 * const bandwidth = new ipv6.alibaba.Ipv6InternetBandwidth("bandwidth", {
 *     ipv6AddressId: edge.ipv6AddressId,
 *     bandwidth: 10,
 *     internetChargeType: "PayByBandwidth",
 * });
 * export const address = edge.address;
 */
export const Ipv6Address: ResourceClass<Ipv6Address, Ipv6AddressArgs> = dynamicResource("alibaba:Ipv6Address");
/** Properties of Ipv6Address: its inputs as they are at the cloud, and its outputs. */
export interface Ipv6Address extends pulumi.CustomResource {
  /** Id of the vSwitch of the address. It must have IPv6. It must be the id of a vSwitch, such as vsw-bp1s5fnvk4gn2tws00000. Source: AllocateIpv6Address. */
  readonly vSwitchId: pulumi.Output<string>;
  /** A free address of the vSwitch's IPv6 range. Unset: the cloud chooses. It must be an IPv6 address, such as 2001:db8::1. Source: AllocateIpv6Address. */
  readonly ipv6Address: pulumi.Output<string | undefined>;
  /** Name. Changed in place. It must be text of at most 128 characters that does not begin with http:// or https://. Source: AllocateIpv6Address. */
  readonly ipv6AddressName: pulumi.Output<string | undefined>;
  /** Description. Changed in place. It must be text of at most 256 characters that does not begin with http:// or https://. Source: AllocateIpv6Address. */
  readonly ipv6AddressDescription: pulumi.Output<string | undefined>;
  /** Id of the resource group. Changed in place: the address is moved. Unset: the account's default group. It must be the id of a resource group, such as rg-bp67acfmxazb4ph0000. Source: MoveResourceGroup. */
  readonly resourceGroupId: pulumi.Output<string | undefined>;
  /** Tags. Changed in place. The provider adds two, `pulumi-ipv6:owner` and `pulumi-ipv6:held`; they and the system's own tags are not shown. It must be at most 18 tags, keys of 1 to 128 and values of at most 128 characters, no key beginning with aliyun or acs: or pulumi-ipv6:, no http:// or https:// in either. Source: AllocateIpv6Address. */
  readonly tags: pulumi.Output<{ readonly [key: string]: string } | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the address (`ipv6-…`). Pass it to Ipv6InternetBandwidth. */
  readonly ipv6AddressId: pulumi.Output<string>;
  /** The IPv6 address in canonical form. */
  readonly address: pulumi.Output<string>;
}
/** Inputs of Ipv6Address. */
export interface Ipv6AddressArgs {
  /** Id of the vSwitch of the address. It must have IPv6. It must be the id of a vSwitch, such as vsw-bp1s5fnvk4gn2tws00000. Source: AllocateIpv6Address. */
  readonly vSwitchId: pulumi.Input<string>;
  /** A free address of the vSwitch's IPv6 range. Unset: the cloud chooses. It must be an IPv6 address, such as 2001:db8::1. Source: AllocateIpv6Address. */
  readonly ipv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Name. Changed in place. It must be text of at most 128 characters that does not begin with http:// or https://. Source: AllocateIpv6Address. */
  readonly ipv6AddressName?: pulumi.Input<string | undefined> | undefined;
  /** Description. Changed in place. It must be text of at most 256 characters that does not begin with http:// or https://. Source: AllocateIpv6Address. */
  readonly ipv6AddressDescription?: pulumi.Input<string | undefined> | undefined;
  /** Id of the resource group. Changed in place: the address is moved. Unset: the account's default group. It must be the id of a resource group, such as rg-bp67acfmxazb4ph0000. Source: MoveResourceGroup. */
  readonly resourceGroupId?: pulumi.Input<string | undefined> | undefined;
  /** Tags. Changed in place. The provider adds two, `pulumi-ipv6:owner` and `pulumi-ipv6:held`; they and the system's own tags are not shown. It must be at most 18 tags, keys of 1 to 128 and values of at most 128 characters, no key beginning with aliyun or acs: or pulumi-ipv6:, no http:// or https:// in either. Source: AllocateIpv6Address. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Lets an IPv6 address with internet bandwidth open connections to the internet, and blocks connections from there. The rule itself is free. Without internet bandwidth it has no effect, and a refresh reports that.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: CreateIpv6EgressOnlyRule, DeleteIpv6EgressOnlyRule, DescribeIpv6EgressOnlyRules, DescribeIpv6Addresses.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const worker = new ipv6.alibaba.Ipv6InternetBandwidth("worker", {
 *     ipv6AddressId: "ipv6-demo0001",
 *     bandwidth: 10,
 *     internetChargeType: "PayByTraffic",
 * });
 * const outbound = new ipv6.alibaba.Ipv6EgressOnlyRule("outbound", {
 *     ipv6GatewayId: "ipv6gw-demo0001",
 *     instanceId: worker.ipv6AddressId,
 *     name: "worker",
 * });
 * export const ruleId = outbound.ipv6EgressOnlyRuleId;
 */
export const Ipv6EgressOnlyRule: ResourceClass<Ipv6EgressOnlyRule, Ipv6EgressOnlyRuleArgs> =
  dynamicResource("alibaba:Ipv6EgressOnlyRule");
/** Properties of Ipv6EgressOnlyRule: its inputs as they are at the cloud, and its outputs. */
export interface Ipv6EgressOnlyRule extends pulumi.CustomResource {
  /** Id of the IPv6 gateway of the address's VPC. A gateway holds 200 rules unless the account's quota was raised. It must be the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000. Source: CreateIpv6EgressOnlyRule. */
  readonly ipv6GatewayId: pulumi.Output<string>;
  /** Id of the IPv6 address. Make the rule depend on the address's Ipv6InternetBandwidth. It must be the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself). Source: CreateIpv6EgressOnlyRule. */
  readonly instanceId: pulumi.Output<string>;
  /** Name. A change replaces the rule; between delete and create the address is open to the internet. It must be text of at most 128 characters that does not begin with http:// or https://. Source: CreateIpv6EgressOnlyRule. */
  readonly name: pulumi.Output<string | undefined>;
  /** Description. A change replaces the rule; between delete and create the address is open to the internet. It must be text of at most 256 characters that does not begin with http:// or https://. Source: CreateIpv6EgressOnlyRule. */
  readonly description: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the rule (`ipv6py-…`). */
  readonly ipv6EgressOnlyRuleId: pulumi.Output<string>;
  /** State of the rule, such as `Available`. */
  readonly status: pulumi.Output<string>;
}
/** Inputs of Ipv6EgressOnlyRule. */
export interface Ipv6EgressOnlyRuleArgs {
  /** Id of the IPv6 gateway of the address's VPC. A gateway holds 200 rules unless the account's quota was raised. It must be the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000. Source: CreateIpv6EgressOnlyRule. */
  readonly ipv6GatewayId: pulumi.Input<string>;
  /** Id of the IPv6 address. Make the rule depend on the address's Ipv6InternetBandwidth. It must be the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself). Source: CreateIpv6EgressOnlyRule. */
  readonly instanceId: pulumi.Input<string>;
  /** Name. A change replaces the rule; between delete and create the address is open to the internet. It must be text of at most 128 characters that does not begin with http:// or https://. Source: CreateIpv6EgressOnlyRule. */
  readonly name?: pulumi.Input<string | undefined> | undefined;
  /** Description. A change replaces the rule; between delete and create the address is open to the internet. It must be text of at most 256 characters that does not begin with http:// or https://. Source: CreateIpv6EgressOnlyRule. */
  readonly description?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Finds one IPv6 address by its id, by the address itself, or by its network interface or instance.
 *
 * - Exactly one of `ipv6AddressId`, `ipv6Address`, `networkInterfaceId` and `instanceId`.
 *
 * Calls: DescribeIpv6Addresses, DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.alibaba.getIpv6Address({
 *     networkInterfaceId: "eni-demo0001",
 * });
 * const web = new ipv6.alibaba.Ipv6InternetBandwidth("web", {
 *     ipv6AddressId: found.then(found => found.ipv6AddressId),
 *     bandwidth: 20,
 *     internetChargeType: "PayByTraffic",
 * });
 * export const address = found.then(found => found.ipv6Address);
 */
export const getIpv6Address: (args?: GetIpv6AddressArgs, options?: LookupOptions) => Promise<GetIpv6AddressResult> =
  lookupFunction("alibaba:getIpv6Address");
/** As `getIpv6Address`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6AddressOutput: (
  args?: GetIpv6AddressOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6AddressResult> = lookupOutputFunction("alibaba:getIpv6Address");
/** Arguments of `getIpv6Address`. */
export interface GetIpv6AddressArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the address. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6Addresses. */
  readonly ipv6AddressId?: string | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIpv6Addresses. */
  readonly ipv6Address?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln****. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
}
/** Arguments of `getIpv6AddressOutput`. */
export interface GetIpv6AddressOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the address. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6Addresses. */
  readonly ipv6AddressId?: pulumi.Input<string | undefined> | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIpv6Addresses. */
  readonly ipv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln****. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIpv6Address`. */
export interface GetIpv6AddressResult {
  /** Id of the address (`ipv6-…`). Pass it to `Ipv6InternetBandwidth`. */
  readonly ipv6AddressId: string;
  /** The address itself, in its shortest spelling. */
  readonly ipv6Address: string;
  /** Name of the address, if it has one. */
  readonly ipv6AddressName?: string | undefined;
  /** State of the address: `Pending` or `Available`. */
  readonly status: string;
  /** `IPv6Address`, or `IPv6Prefix` for a prefix. */
  readonly addressType?: string | undefined;
  /** Line type: `BGP`, or a single provider such as `ChinaTelecom`, which limits the charge types. */
  readonly ipv6Isp?: string | undefined;
  /** When the address was allocated, as Alibaba Cloud writes it. */
  readonly allocationTime?: string | undefined;
  /** `Public` once it has internet bandwidth, else `Private`. */
  readonly networkType: string;
  /** Id of the VPC that the address is in. */
  readonly vpcId: string;
  /** Id of the vSwitch that the address is in. */
  readonly vSwitchId: string;
  /** Id of the VPC's IPv6 gateway, if it has one. */
  readonly ipv6GatewayId?: string | undefined;
  /** Id of the network interface that the address is on, if any. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, if any. */
  readonly instanceId?: string | undefined;
  /** Id of the internet bandwidth of the address, if any. */
  readonly internetBandwidthId?: string | undefined;
  /** Internet bandwidth of the address in Mbps, if any. */
  readonly bandwidth?: number | undefined;
  /** Bandwidth that counts, in Mbps: of the shared bandwidth package that the address is in, else its own. */
  readonly realBandwidth?: number | undefined;
  /** How the bandwidth is billed, as Alibaba Cloud spells it. */
  readonly internetChargeType?: string | undefined;
  /** `PostPaid` or `PrePaid`, if the address has bandwidth. */
  readonly instanceChargeType?: string | undefined;
  /** State of the bandwidth, such as `Normal` or `FinancialLocked`. */
  readonly businessStatus?: string | undefined;
  /** Tags of the address, without the system's and this provider's own. */
  readonly tags: { readonly [key: string]: string };
}

/**
 * Lists the IPv6 addresses of a region that match every given filter. The list may be empty.
 *
 * Calls: DescribeIpv6Addresses, DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.alibaba.getIpv6Addresses({
 *     vSwitchId: "vsw-demo0001",
 * });
 * export const addresses = found.then(found => found.ipv6Addresses);
 */
export const getIpv6Addresses: (
  args?: GetIpv6AddressesArgs,
  options?: LookupOptions,
) => Promise<GetIpv6AddressesResult> = lookupFunction("alibaba:getIpv6Addresses");
/** As `getIpv6Addresses`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6AddressesOutput: (
  args?: GetIpv6AddressesOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6AddressesResult> = lookupOutputFunction("alibaba:getIpv6Addresses");
/** Arguments of `getIpv6Addresses`. */
export interface GetIpv6AddressesArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln****. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** Id of the VPC that the addresses are in. Source: DescribeIpv6Addresses. */
  readonly vpcId?: string | undefined;
  /** Id of the vSwitch that the addresses are in. Source: DescribeIpv6Addresses. */
  readonly vSwitchId?: string | undefined;
  /** Full name of the addresses. Source: DescribeIpv6Addresses. */
  readonly ipv6AddressName?: string | undefined;
  /** Whether the addresses have internet bandwidth. It must be one of Public, Private, or a newer word of the vendor's, without spaces. Source: DescribeIpv6Addresses. */
  readonly networkType?: string | undefined;
  /** Tags that the addresses have, each with this value. It must be at most 20 tags, keys of 1 to 128 and values of at most 128 characters, no key beginning with aliyun or acs:. Source: DescribeIpv6Addresses. */
  readonly tags?: { readonly [key: string]: string } | undefined;
}
/** Arguments of `getIpv6AddressesOutput`. */
export interface GetIpv6AddressesOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-bp14v2sdd3v8htln****. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the VPC that the addresses are in. Source: DescribeIpv6Addresses. */
  readonly vpcId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the vSwitch that the addresses are in. Source: DescribeIpv6Addresses. */
  readonly vSwitchId?: pulumi.Input<string | undefined> | undefined;
  /** Full name of the addresses. Source: DescribeIpv6Addresses. */
  readonly ipv6AddressName?: pulumi.Input<string | undefined> | undefined;
  /** Whether the addresses have internet bandwidth. It must be one of Public, Private, or a newer word of the vendor's, without spaces. Source: DescribeIpv6Addresses. */
  readonly networkType?: pulumi.Input<string | undefined> | undefined;
  /** Tags that the addresses have, each with this value. It must be at most 20 tags, keys of 1 to 128 and values of at most 128 characters, no key beginning with aliyun or acs:. Source: DescribeIpv6Addresses. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
}
/** Result of `getIpv6Addresses`. */
export interface GetIpv6AddressesResult {
  /** The addresses, in the cloud's order. */
  readonly ipv6Addresses: GetIpv6AddressesRow[];
}

/**
 * Finds one IPv6 gateway by its id or its VPC.
 *
 * - Exactly one of `vpcId` and `ipv6GatewayId`.
 *
 * Calls: DescribeIpv6Gateways. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const gateway = ipv6.alibaba.getIpv6Gateway({
 *     vpcId: "vpc-demo0001",
 * });
 * const worker = new ipv6.alibaba.Ipv6InternetBandwidth("worker", {
 *     ipv6AddressId: "ipv6-demo0001",
 *     bandwidth: 10,
 *     internetChargeType: "PayByTraffic",
 * });
 * const outbound = new ipv6.alibaba.Ipv6EgressOnlyRule("outbound", {
 *     ipv6GatewayId: gateway.then(gateway => gateway.ipv6GatewayId),
 *     instanceId: worker.ipv6AddressId,
 * });
 * export const gatewayId = gateway.then(gateway => gateway.ipv6GatewayId);
 */
export const getIpv6Gateway: (args?: GetIpv6GatewayArgs, options?: LookupOptions) => Promise<GetIpv6GatewayResult> =
  lookupFunction("alibaba:getIpv6Gateway");
/** As `getIpv6Gateway`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6GatewayOutput: (
  args?: GetIpv6GatewayOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6GatewayResult> = lookupOutputFunction("alibaba:getIpv6Gateway");
/** Arguments of `getIpv6Gateway`. */
export interface GetIpv6GatewayArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the VPC. A VPC has at most one IPv6 gateway. Source: DescribeIpv6Gateways. */
  readonly vpcId?: string | undefined;
  /** Id of the IPv6 gateway. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6Gateways. */
  readonly ipv6GatewayId?: string | undefined;
}
/** Arguments of `getIpv6GatewayOutput`. */
export interface GetIpv6GatewayOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the VPC. A VPC has at most one IPv6 gateway. Source: DescribeIpv6Gateways. */
  readonly vpcId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 gateway. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6Gateways. */
  readonly ipv6GatewayId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIpv6Gateway`. */
export interface GetIpv6GatewayResult {
  /** Id of the IPv6 gateway (`ipv6gw-…`). */
  readonly ipv6GatewayId: string;
  /** Id of the VPC that the gateway belongs to. */
  readonly vpcId: string;
  /** Name of the gateway, empty if it has none. */
  readonly name: string;
  /** State of the gateway: `Pending` or `Available`. */
  readonly status: string;
  /** `Normal`, or `FinancialLocked` or `SecurityLocked`. */
  readonly businessStatus: string;
  /** Tags of the gateway, without the system's own. */
  readonly tags: { readonly [key: string]: string };
}

/**
 * Lists the IPv6 gateways of a region that match every given filter. The list may be empty.
 *
 * Calls: DescribeIpv6Gateways. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.alibaba.getIpv6Gateways({
 *     region: "cn-hangzhou",
 * });
 * export const gateways = found.then(found => found.ipv6Gateways);
 */
export const getIpv6Gateways: (args?: GetIpv6GatewaysArgs, options?: LookupOptions) => Promise<GetIpv6GatewaysResult> =
  lookupFunction("alibaba:getIpv6Gateways");
/** As `getIpv6Gateways`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6GatewaysOutput: (
  args?: GetIpv6GatewaysOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6GatewaysResult> = lookupOutputFunction("alibaba:getIpv6Gateways");
/** Arguments of `getIpv6Gateways`. */
export interface GetIpv6GatewaysArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the VPC. A VPC has at most one IPv6 gateway. Source: DescribeIpv6Gateways. */
  readonly vpcId?: string | undefined;
  /** Id of the IPv6 gateway. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6Gateways. */
  readonly ipv6GatewayId?: string | undefined;
  /** Full name of the gateways. Source: DescribeIpv6Gateways. */
  readonly name?: string | undefined;
}
/** Arguments of `getIpv6GatewaysOutput`. */
export interface GetIpv6GatewaysOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the VPC. A VPC has at most one IPv6 gateway. Source: DescribeIpv6Gateways. */
  readonly vpcId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 gateway. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6Gateways. */
  readonly ipv6GatewayId?: pulumi.Input<string | undefined> | undefined;
  /** Full name of the gateways. Source: DescribeIpv6Gateways. */
  readonly name?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIpv6Gateways`. */
export interface GetIpv6GatewaysResult {
  /** The gateways, in the cloud's order. */
  readonly ipv6Gateways: GetIpv6GatewaysRow[];
}

/**
 * Finds one egress-only rule by its id or its address.
 *
 * - Exactly one of `ipv6EgressOnlyRuleId` and `instanceId`.
 *
 * Calls: DescribeIpv6EgressOnlyRules, DescribeIpv6Gateways. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const worker = new ipv6.alibaba.Ipv6InternetBandwidth("worker", {
 *     ipv6AddressId: "ipv6-demo0001",
 *     bandwidth: 10,
 *     internetChargeType: "PayByTraffic",
 * });
 * const outbound = new ipv6.alibaba.Ipv6EgressOnlyRule("outbound", {
 *     ipv6GatewayId: "ipv6gw-demo0001",
 *     instanceId: worker.ipv6AddressId,
 *     name: "worker",
 * });
 * const found = ipv6.alibaba.getIpv6EgressOnlyRuleOutput({
 *     ipv6GatewayId: "ipv6gw-demo0001",
 *     ipv6EgressOnlyRuleId: outbound.ipv6EgressOnlyRuleId,
 * });
 * export const addressId = found.instanceId;
 */
export const getIpv6EgressOnlyRule: (
  args?: GetIpv6EgressOnlyRuleArgs,
  options?: LookupOptions,
) => Promise<GetIpv6EgressOnlyRuleResult> = lookupFunction("alibaba:getIpv6EgressOnlyRule");
/** As `getIpv6EgressOnlyRule`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6EgressOnlyRuleOutput: (
  args?: GetIpv6EgressOnlyRuleOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6EgressOnlyRuleResult> = lookupOutputFunction("alibaba:getIpv6EgressOnlyRule");
/** Arguments of `getIpv6EgressOnlyRule`. */
export interface GetIpv6EgressOnlyRuleArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the IPv6 gateway of the rules. Unset: every gateway of the region. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6GatewayId?: string | undefined;
  /** Id of the IPv6 address that a rule is for. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6EgressOnlyRules. */
  readonly instanceId?: string | undefined;
  /** Id of the rule (`ipv6py-…`). Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6EgressOnlyRuleId?: string | undefined;
}
/** Arguments of `getIpv6EgressOnlyRuleOutput`. */
export interface GetIpv6EgressOnlyRuleOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 gateway of the rules. Unset: every gateway of the region. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6GatewayId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 address that a rule is for. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6EgressOnlyRules. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the rule (`ipv6py-…`). Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6EgressOnlyRuleId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIpv6EgressOnlyRule`. */
export interface GetIpv6EgressOnlyRuleResult {
  /** Id of the rule (`ipv6py-…`). */
  readonly ipv6EgressOnlyRuleId: string;
  /** Id of the IPv6 gateway that the rule belongs to. */
  readonly ipv6GatewayId: string;
  /** Id of the IPv6 address that the rule is for. */
  readonly instanceId: string;
  /** Name of the rule, if it has one. */
  readonly name?: string | undefined;
  /** Description of the rule, if it has one. */
  readonly description?: string | undefined;
  /** State of the rule, such as `Available`. */
  readonly status?: string | undefined;
}

/**
 * Lists the egress-only rules of a region that match every given filter. The list may be empty.
 *
 * Calls: DescribeIpv6EgressOnlyRules, DescribeIpv6Gateways. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.alibaba.getIpv6EgressOnlyRules({
 *     ipv6GatewayId: "ipv6gw-demo0001",
 * });
 * export const rules = found.then(found => found.ipv6EgressOnlyRules);
 */
export const getIpv6EgressOnlyRules: (
  args?: GetIpv6EgressOnlyRulesArgs,
  options?: LookupOptions,
) => Promise<GetIpv6EgressOnlyRulesResult> = lookupFunction("alibaba:getIpv6EgressOnlyRules");
/** As `getIpv6EgressOnlyRules`, once all arguments are known. While one is unknown, so is the result. */
export const getIpv6EgressOnlyRulesOutput: (
  args?: GetIpv6EgressOnlyRulesOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIpv6EgressOnlyRulesResult> = lookupOutputFunction("alibaba:getIpv6EgressOnlyRules");
/** Arguments of `getIpv6EgressOnlyRules`. */
export interface GetIpv6EgressOnlyRulesArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the IPv6 gateway of the rules. Unset: every gateway of the region. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6GatewayId?: string | undefined;
  /** Id of the IPv6 address that a rule is for. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6EgressOnlyRules. */
  readonly instanceId?: string | undefined;
  /** Full name of the rules. Source: DescribeIpv6EgressOnlyRules. */
  readonly name?: string | undefined;
}
/** Arguments of `getIpv6EgressOnlyRulesOutput`. */
export interface GetIpv6EgressOnlyRulesOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 gateway of the rules. Unset: every gateway of the region. It must be the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****. Source: DescribeIpv6EgressOnlyRules. */
  readonly ipv6GatewayId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the IPv6 address that a rule is for. It must be the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****. Source: DescribeIpv6EgressOnlyRules. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Full name of the rules. Source: DescribeIpv6EgressOnlyRules. */
  readonly name?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIpv6EgressOnlyRules`. */
export interface GetIpv6EgressOnlyRulesResult {
  /** The rules, gateway by gateway in the cloud's order. */
  readonly ipv6EgressOnlyRules: GetIpv6EgressOnlyRulesRow[];
}

/**
 * Finds the primary network interface (ENI) of an instance, which came with it.
 *
 * Calls: DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.alibaba.getPrimaryNetworkInterface({
 *     instanceId: "i-demo0002",
 * });
 * const web = new ipv6.alibaba.NicIpv6Assignment("web", {
 *     networkInterfaceId: found.then(found => found.networkInterfaceId),
 *     ipv6AddressCount: 1,
 * });
 * export const address = web.address;
 */
export const getPrimaryNetworkInterface: (
  args: GetPrimaryNetworkInterfaceArgs,
  options?: LookupOptions,
) => Promise<GetPrimaryNetworkInterfaceResult> = lookupFunction("alibaba:getPrimaryNetworkInterface");
/** As `getPrimaryNetworkInterface`, once all arguments are known. While one is unknown, so is the result. */
export const getPrimaryNetworkInterfaceOutput: (
  args: GetPrimaryNetworkInterfaceOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetPrimaryNetworkInterfaceResult> = lookupOutputFunction("alibaba:getPrimaryNetworkInterface");
/** Arguments of `getPrimaryNetworkInterface`. */
export interface GetPrimaryNetworkInterfaceArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the instance. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId: string;
}
/** Arguments of `getPrimaryNetworkInterfaceOutput`. */
export interface GetPrimaryNetworkInterfaceOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance. It must be the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****. Source: DescribeNetworkInterfaces. */
  readonly instanceId: pulumi.Input<string>;
}
/** Result of `getPrimaryNetworkInterface`. */
export interface GetPrimaryNetworkInterfaceResult {
  /** Id of the network interface. Pass it to `NicIpv6Assignment`. */
  readonly networkInterfaceId: string;
  /** Id of the instance. */
  readonly instanceId: string;
  /** State of the network interface, such as `InUse`. */
  readonly status?: string | undefined;
  /** Id of the VPC of the network interface. */
  readonly vpcId?: string | undefined;
  /** Id of the vSwitch of the network interface. */
  readonly vSwitchId?: string | undefined;
}

/**
 * - `PayByBandwidth`: billed by the day for the bandwidth bought
 * - `PayByTraffic`: billed by the hour for what is sent
 * - `PayByOld95`: 95th percentile; China site, by arrangement with Alibaba Cloud only
 */
export type InternetChargeType = "PayByBandwidth" | "PayByTraffic" | "PayByOld95";

export interface GetIpv6AddressesRow {
  /** Id of the address (`ipv6-…`). Pass it to `Ipv6InternetBandwidth`. */
  readonly ipv6AddressId: string;
  /** The address itself, in its shortest spelling. */
  readonly ipv6Address: string;
  /** Name of the address, if it has one. */
  readonly ipv6AddressName?: string | undefined;
  /** State of the address: `Pending` or `Available`. */
  readonly status: string;
  /** `IPv6Address`, or `IPv6Prefix` for a prefix. */
  readonly addressType?: string | undefined;
  /** Line type: `BGP`, or a single provider such as `ChinaTelecom`, which limits the charge types. */
  readonly ipv6Isp?: string | undefined;
  /** When the address was allocated, as Alibaba Cloud writes it. */
  readonly allocationTime?: string | undefined;
  /** `Public` once it has internet bandwidth, else `Private`. */
  readonly networkType: string;
  /** Id of the VPC that the address is in. */
  readonly vpcId: string;
  /** Id of the vSwitch that the address is in. */
  readonly vSwitchId: string;
  /** Id of the VPC's IPv6 gateway, if it has one. */
  readonly ipv6GatewayId?: string | undefined;
  /** Id of the network interface that the address is on, if any. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, if any. */
  readonly instanceId?: string | undefined;
  /** Id of the internet bandwidth of the address, if any. */
  readonly internetBandwidthId?: string | undefined;
  /** Internet bandwidth of the address in Mbps, if any. */
  readonly bandwidth?: number | undefined;
  /** Bandwidth that counts, in Mbps: of the shared bandwidth package that the address is in, else its own. */
  readonly realBandwidth?: number | undefined;
  /** How the bandwidth is billed, as Alibaba Cloud spells it. */
  readonly internetChargeType?: string | undefined;
  /** `PostPaid` or `PrePaid`, if the address has bandwidth. */
  readonly instanceChargeType?: string | undefined;
  /** State of the bandwidth, such as `Normal` or `FinancialLocked`. */
  readonly businessStatus?: string | undefined;
  /** Tags of the address, without the system's and this provider's own. */
  readonly tags: { readonly [key: string]: string };
}

export interface GetIpv6GatewaysRow {
  /** Id of the IPv6 gateway (`ipv6gw-…`). */
  readonly ipv6GatewayId: string;
  /** Id of the VPC that the gateway belongs to. */
  readonly vpcId: string;
  /** Name of the gateway, empty if it has none. */
  readonly name: string;
  /** State of the gateway: `Pending` or `Available`. */
  readonly status: string;
  /** `Normal`, or `FinancialLocked` or `SecurityLocked`. */
  readonly businessStatus: string;
  /** Tags of the gateway, without the system's own. */
  readonly tags: { readonly [key: string]: string };
}

export interface GetIpv6EgressOnlyRulesRow {
  /** Id of the rule (`ipv6py-…`). */
  readonly ipv6EgressOnlyRuleId: string;
  /** Id of the IPv6 gateway that the rule belongs to. */
  readonly ipv6GatewayId: string;
  /** Id of the IPv6 address that the rule is for. */
  readonly instanceId: string;
  /** Name of the rule, if it has one. */
  readonly name?: string | undefined;
  /** Description of the rule, if it has one. */
  readonly description?: string | undefined;
  /** State of the rule, such as `Available`. */
  readonly status?: string | undefined;
}
