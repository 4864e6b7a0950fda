// Written by `npm run docs`. Do not edit: a test compares it with its source.
import type * as pulumi from "@pulumi/pulumi";
import { dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";
import type { LookupOptions, LookupOutputOptions, ResourceClass } from "./doors/types";

/**
 * Internet bandwidth of one IPv6 address: its peak rate to and from the internet, and how that is billed. Creating it places an order; deleting it releases the bandwidth.
 *
 * - `ip6Address` cannot be a unique local address (fc00::/7): those need the product EIPv6, the resource `ElasticPublicIpv6`.
 * - `bandwidthPackageId`: required with `internetChargeType` BANDWIDTH_PACKAGE.
 * - `bandwidthPackageId`: only with `internetChargeType` BANDWIDTH_PACKAGE.
 * - Above these limits the cloud may refuse (warning only): TRAFFIC_POSTPAID_BY_HOUR 100, BANDWIDTH_PACKAGE 2000 Mbps.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AllocateIp6AddressesBandwidth, ModifyIp6AddressesBandwidth, ReleaseIp6AddressesBandwidth, DescribeIp6Addresses, DescribeTaskResult, ModifyResourceTags.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const assignment = new ipv6.tencent.NicIpv6Assignment("assignment", {
 *     networkInterfaceId: "eni-demo0004",
 *     ipv6AddressCount: 1,
 * });
 * const web = new ipv6.tencent.Ipv6InternetBandwidth("web", {
 *     ip6Address: assignment.address,
 *     bandwidth: 20,
 *     internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
 *     tags: {
 *         team: "web",
 *     },
 * });
 * export const address = web.ip6Address;
 */
export const Ipv6InternetBandwidth: ResourceClass<Ipv6InternetBandwidth, Ipv6InternetBandwidthArgs> = dynamicResource(
  "tencent:Ipv6InternetBandwidth",
);
/** Properties of Ipv6InternetBandwidth: its inputs as they are at the cloud, and its outputs. */
export interface Ipv6InternetBandwidth extends pulumi.CustomResource {
  /** The IPv6 address: global (GUA), on a network interface in the region. It must be an IPv6 address, such as 2001:db8::1. Source: AllocateIp6AddressesBandwidth. */
  readonly ip6Address: pulumi.Output<string>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AllocateIp6AddressesBandwidth. */
  readonly bandwidth: pulumi.Output<number>;
  /** How it is billed. No call changes it: the address is released, then ordered again. Bill-by-CVM accounts do not return it; the declared value is then assumed. It must be one of TRAFFIC_POSTPAID_BY_HOUR, BANDWIDTH_PACKAGE. Source: AllocateIp6AddressesBandwidth. */
  readonly internetChargeType: pulumi.Output<InternetChargeType>;
  /** Id of the shared bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: AllocateIp6AddressesBandwidth. */
  readonly bandwidthPackageId: pulumi.Output<string | undefined>;
  /** Tags of the public address. Changed in place. The provider adds `pulumi-ipv6:owner` and `pulumi-ipv6:held` to record ownership. Neither these nor system tags are shown. It must be at most 48 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6: or qcs: or tencentcloud: or tencent: and none called project or 项目. Source: ModifyResourceTags. */
  readonly tags: pulumi.Output<{ readonly [key: string]: string } | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the public address (`eip-…`). */
  readonly addressId: pulumi.Output<string>;
  /** State of the public address, such as `BIND`. */
  readonly status: pulumi.Output<string>;
  /** List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published. */
  readonly monthlyPrice: pulumi.Output<string>;
}
/** Inputs of Ipv6InternetBandwidth. */
export interface Ipv6InternetBandwidthArgs {
  /** The IPv6 address: global (GUA), on a network interface in the region. It must be an IPv6 address, such as 2001:db8::1. Source: AllocateIp6AddressesBandwidth. */
  readonly ip6Address: pulumi.Input<string>;
  /**
   * Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AllocateIp6AddressesBandwidth.
   *
   * @default 1
   */
  readonly bandwidth?: pulumi.Input<number | undefined> | undefined;
  /**
   * How it is billed. No call changes it: the address is released, then ordered again. Bill-by-CVM accounts do not return it; the declared value is then assumed. It must be one of TRAFFIC_POSTPAID_BY_HOUR, BANDWIDTH_PACKAGE. Source: AllocateIp6AddressesBandwidth.
   *
   * @default "TRAFFIC_POSTPAID_BY_HOUR"
   */
  readonly internetChargeType?: pulumi.Input<InternetChargeType | undefined> | undefined;
  /** Id of the shared bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: AllocateIp6AddressesBandwidth. */
  readonly bandwidthPackageId?: pulumi.Input<string | undefined> | undefined;
  /** Tags of the public address. Changed in place. The provider adds `pulumi-ipv6:owner` and `pulumi-ipv6:held` to record ownership. Neither these nor system tags are shown. It must be at most 48 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6: or qcs: or tencentcloud: or tencent: and none called project or 项目. Source: ModifyResourceTags. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
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
 * Calls: AssignIpv6Addresses, UnassignIpv6Addresses, ModifyIpv6AddressesAttribute, DescribeNetworkInterfaces, DescribeVpcTaskResult.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const web = new ipv6.tencent.NicIpv6Assignment("web", {
 *     networkInterfaceId: "eni-demo0004",
 *     ipv6AddressCount: 1,
 *     description: "web",
 * });
 * export const address = web.address;
 */
export const NicIpv6Assignment: ResourceClass<NicIpv6Assignment, NicIpv6AssignmentArgs> =
  dynamicResource("tencent:NicIpv6Assignment");
/** Properties of NicIpv6Assignment: its inputs as they are at the cloud, and its outputs. */
export interface NicIpv6Assignment extends pulumi.CustomResource {
  /** Id of the network interface. It must be AVAILABLE, and its subnet must have an IPv6 block. It must be the id of a network interface, such as eni-m6dyj72l. Source: AssignIpv6Addresses. */
  readonly networkInterfaceId: pulumi.Output<string>;
  /** The addresses to assign, each of the subnet's IPv6 block. Changed in place: added addresses are assigned, removed ones are unassigned. It must be 1 to 10 different IPv6 addresses, such as 2001:db8::1. Source: AssignIpv6Addresses. */
  readonly ipv6Addresses: pulumi.Output<string[] | undefined>;
  /** How many addresses to assign; the cloud chooses them. Changed in place: shrinking unassigns the last ones first. It must be a whole number from 1 to 10 addresses. Source: AssignIpv6Addresses. */
  readonly ipv6AddressCount: pulumi.Output<number | undefined>;
  /** Description of each address. Changed in place. It must be text. Source: ModifyIpv6AddressesAttribute. */
  readonly description: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** The IPv6 addresses this resource holds, each in its canonical spelling. */
  readonly addresses: pulumi.Output<string[]>;
  /** The first of `addresses`. */
  readonly address: pulumi.Output<string>;
}
/** Inputs of NicIpv6Assignment. */
export interface NicIpv6AssignmentArgs {
  /** Id of the network interface. It must be AVAILABLE, and its subnet must have an IPv6 block. It must be the id of a network interface, such as eni-m6dyj72l. Source: AssignIpv6Addresses. */
  readonly networkInterfaceId: pulumi.Input<string>;
  /** The addresses to assign, each of the subnet's IPv6 block. Changed in place: added addresses are assigned, removed ones are unassigned. It must be 1 to 10 different IPv6 addresses, such as 2001:db8::1. Source: AssignIpv6Addresses. */
  readonly ipv6Addresses?: pulumi.Input<readonly pulumi.Input<string>[] | undefined> | undefined;
  /** How many addresses to assign; the cloud chooses them. Changed in place: shrinking unassigns the last ones first. It must be a whole number from 1 to 10 addresses. Source: AssignIpv6Addresses. */
  readonly ipv6AddressCount?: pulumi.Input<number | undefined> | undefined;
  /** Description of each address. Changed in place. It must be text. Source: ModifyIpv6AddressesAttribute. */
  readonly description?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * An elastic public IPv6 (product EIPv6): a public address that is ordered on its own, bound to a private IPv6 of a network interface or instance, and can be bound to another later. Creating it places an order; deleting it undoes the binding of this resource and ends the order. The account must be on the product's allow-list.
 *
 * - `bandwidthPackageId`: required with `internetChargeType` BANDWIDTH_PACKAGE.
 * - `bandwidthPackageId`: only with `internetChargeType` BANDWIDTH_PACKAGE.
 * - Above these limits the cloud may refuse (warning only): TRAFFIC_POSTPAID_BY_HOUR 100, BANDWIDTH_PACKAGE 2000 Mbps.
 * - `networkInterfaceId` goes with `privateIpv6Address`, and neither with `instanceId`.
 * - `adopt: true` needs `adoptAddress`, or the network interface and address that it is bound to; `adoptAddress` needs `adopt: true`.
 * - `HighQualityEIPv6` is offered in ap-hongkong; elsewhere check warns that the cloud may refuse it.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AllocateIPv6Addresses, AssociateIPv6Address, DisassociateIPv6Address, ReleaseIPv6Addresses, ModifyIPv6AddressesBandwidth, ModifyIPv6AddressesAttributes, DescribeIPv6Addresses, DescribeTaskResult, ModifyResourceTags.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const inside = new ipv6.tencent.NicIpv6Assignment("inside", {
 *     networkInterfaceId: "eni-ula",
 *     ipv6AddressCount: 1,
 * });
 * const outside = new ipv6.tencent.ElasticPublicIpv6("outside", {
 *     addressName: "web",
 *     bandwidth: 20,
 *     networkInterfaceId: inside.networkInterfaceId,
 *     privateIpv6Address: inside.address,
 *     tags: {
 *         team: "web",
 *     },
 * });
 * export const address = outside.publicIpv6Address;
 */
export const ElasticPublicIpv6: ResourceClass<ElasticPublicIpv6, ElasticPublicIpv6Args> =
  dynamicResource("tencent:ElasticPublicIpv6");
/** Properties of ElasticPublicIpv6: its inputs as they are at the cloud, and its outputs. */
export interface ElasticPublicIpv6 extends pulumi.CustomResource {
  /** Name of the public address. Changed in place. It must be 1 to 128 letters, digits, - or _. Source: AllocateIPv6Addresses. */
  readonly addressName: pulumi.Output<string | undefined>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number from 1 to 2000 Mbps. Source: AllocateIPv6Addresses. */
  readonly bandwidth: pulumi.Output<number>;
  /** How it is billed. No call changes it: the address is released, then ordered again. Bill-by-CVM accounts do not return it; the declared value is then assumed. It must be one of TRAFFIC_POSTPAID_BY_HOUR, BANDWIDTH_PACKAGE. Source: AllocateIPv6Addresses. */
  readonly internetChargeType: pulumi.Output<InternetChargeType>;
  /** Id of the shared bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: AllocateIPv6Addresses. */
  readonly bandwidthPackageId: pulumi.Output<string | undefined>;
  /** Tags of the public address. Changed in place. The provider adds `pulumi-ipv6:owner` and `pulumi-ipv6:held` to record ownership. Neither these nor system tags are shown. It must be at most 48 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6: or qcs: or tencentcloud: or tencent: and none called project or 项目. Source: ModifyResourceTags. */
  readonly tags: pulumi.Output<{ readonly [key: string]: string } | undefined>;
  /** Id of the network interface whose private IPv6 it is bound to. Changed in place: unbound, then bound again. If omitted, an existing binding stays; `""` removes it. It must be the id of a network interface, such as eni-m6dyj72l, or "" for unbound. Source: AssociateIPv6Address. */
  readonly networkInterfaceId: pulumi.Output<string | undefined>;
  /** The private IPv6 of the network interface, usually a unique local address (ULA). Changed in place. It must be an IPv6 address, such as 2001:db8::1. Source: AssociateIPv6Address. */
  readonly privateIpv6Address: pulumi.Output<string | undefined>;
  /** Id of an instance to bind it to, instead of a network interface and address: the cloud picks an address of the instance. Changed in place. It must be the id of an instance, such as ins-djflxkvi. Source: AssociateIPv6Address. */
  readonly instanceId: pulumi.Output<string | undefined>;
  /** Kind of the public address. It must be one of EIPv6, HighQualityEIPv6. Source: AllocateIPv6Addresses. */
  readonly addressType: pulumi.Output<AddressType>;
  /** Line type. Defaults to BGP in the cloud; the others require an entry on an allow-list. It must be one of BGP, CMCC, CTCC, CUCC, or a newer word of the vendor's, without spaces. Source: AllocateIPv6Addresses. */
  readonly internetServiceProvider: pulumi.Output<string | undefined>;
  /** Where its traffic leaves the cloud. If omitted, the cloud uses the first. It must be one of CENTER_EGRESS_1, CENTER_EGRESS_2, or a newer word of the vendor's, without spaces. Source: AllocateIPv6Addresses. */
  readonly egress: pulumi.Output<string | undefined>;
  /** The address to adopt with `adopt: true`: its id (`eipv6-…`) or its public address. If omitted, the one that is bound to the declared network interface and address. */
  readonly adoptAddress: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the public address (`eipv6-…`). */
  readonly addressId: pulumi.Output<string>;
  /** The public IPv6 address. */
  readonly publicIpv6Address: pulumi.Output<string>;
  /** State, such as `BIND` or `UNBIND`. */
  readonly status: pulumi.Output<string>;
  /** The binding that this resource manages, as `<networkInterfaceId>/<privateIpv6Address>`; empty if there is none. Other bindings are never undone. */
  readonly boundTo: pulumi.Output<string>;
  /** List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published. */
  readonly monthlyPrice: pulumi.Output<string>;
}
/** Inputs of ElasticPublicIpv6. */
export interface ElasticPublicIpv6Args {
  /** Name of the public address. Changed in place. It must be 1 to 128 letters, digits, - or _. Source: AllocateIPv6Addresses. */
  readonly addressName?: pulumi.Input<string | undefined> | undefined;
  /**
   * Peak bandwidth to the internet. Changed in place. It must be a whole number from 1 to 2000 Mbps. Source: AllocateIPv6Addresses.
   *
   * @default 1
   */
  readonly bandwidth?: pulumi.Input<number | undefined> | undefined;
  /**
   * How it is billed. No call changes it: the address is released, then ordered again. Bill-by-CVM accounts do not return it; the declared value is then assumed. It must be one of TRAFFIC_POSTPAID_BY_HOUR, BANDWIDTH_PACKAGE. Source: AllocateIPv6Addresses.
   *
   * @default "TRAFFIC_POSTPAID_BY_HOUR"
   */
  readonly internetChargeType?: pulumi.Input<InternetChargeType | undefined> | undefined;
  /** Id of the shared bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: AllocateIPv6Addresses. */
  readonly bandwidthPackageId?: pulumi.Input<string | undefined> | undefined;
  /** Tags of the public address. Changed in place. The provider adds `pulumi-ipv6:owner` and `pulumi-ipv6:held` to record ownership. Neither these nor system tags are shown. It must be at most 48 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6: or qcs: or tencentcloud: or tencent: and none called project or 项目. Source: ModifyResourceTags. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
  /** Id of the network interface whose private IPv6 it is bound to. Changed in place: unbound, then bound again. If omitted, an existing binding stays; `""` removes it. It must be the id of a network interface, such as eni-m6dyj72l, or "" for unbound. Source: AssociateIPv6Address. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** The private IPv6 of the network interface, usually a unique local address (ULA). Changed in place. It must be an IPv6 address, such as 2001:db8::1. Source: AssociateIPv6Address. */
  readonly privateIpv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of an instance to bind it to, instead of a network interface and address: the cloud picks an address of the instance. Changed in place. It must be the id of an instance, such as ins-djflxkvi. Source: AssociateIPv6Address. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /**
   * Kind of the public address. It must be one of EIPv6, HighQualityEIPv6. Source: AllocateIPv6Addresses.
   *
   * @default "EIPv6"
   */
  readonly addressType?: pulumi.Input<AddressType | undefined> | undefined;
  /** Line type. Defaults to BGP in the cloud; the others require an entry on an allow-list. It must be one of BGP, CMCC, CTCC, CUCC, or a newer word of the vendor's, without spaces. Source: AllocateIPv6Addresses. */
  readonly internetServiceProvider?: pulumi.Input<string | undefined> | undefined;
  /** Where its traffic leaves the cloud. If omitted, the cloud uses the first. It must be one of CENTER_EGRESS_1, CENTER_EGRESS_2, or a newer word of the vendor's, without spaces. Source: AllocateIPv6Addresses. */
  readonly egress?: pulumi.Input<string | undefined> | undefined;
  /** The address to adopt with `adopt: true`: its id (`eipv6-…`) or its public address. If omitted, the one that is bound to the declared network interface and address. */
  readonly adoptAddress?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Finds one address that has internet bandwidth (`eip-…`), by its id, its address, or the network interface or instance that it is on. For an address without internet bandwidth use `getNetworkInterfaceIpv6Address`.
 *
 * - Exactly one of `addressId`, `ip6Address`, `networkInterfaceId` and `instanceId`.
 *
 * Calls: DescribeIp6Addresses, DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getIp6Address({
 *     addressId: "eip-byhand01",
 * });
 * export const address = found.then(found => found.ip6Address);
 * export const bandwidth = found.then(found => found.bandwidth);
 */
export const getIp6Address: (args?: GetIp6AddressArgs, options?: LookupOptions) => Promise<GetIp6AddressResult> =
  lookupFunction("tencent:getIp6Address");
/** As `getIp6Address`, once all arguments are known. While one is unknown, so is the result. */
export const getIp6AddressOutput: (
  args?: GetIp6AddressOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIp6AddressResult> = lookupOutputFunction("tencent:getIp6Address");
/** Arguments of `getIp6Address`. */
export interface GetIp6AddressArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the public address. It must be the id of a public address, such as eip-hxlqja90. Source: DescribeIp6Addresses. */
  readonly addressId?: string | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIp6Addresses. */
  readonly ip6Address?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
}
/** Arguments of `getIp6AddressOutput`. */
export interface GetIp6AddressOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the public address. It must be the id of a public address, such as eip-hxlqja90. Source: DescribeIp6Addresses. */
  readonly addressId?: pulumi.Input<string | undefined> | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIp6Addresses. */
  readonly ip6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getIp6Address`. */
export interface GetIp6AddressResult {
  /** Id of the public address (`eip-…`). */
  readonly addressId: string;
  /** The address itself, in its shortest spelling. */
  readonly ip6Address: string;
  /** State of the public address, such as `BIND`. */
  readonly status: string;
  /** Its internet bandwidth in Mbps. Not returned for bill-by-CVM accounts. */
  readonly bandwidth?: number | undefined;
  /** How the bandwidth is billed. Not returned for bill-by-CVM accounts. */
  readonly internetChargeType?: string | undefined;
  /** Id of its shared bandwidth package, if it is in one. */
  readonly bandwidthPackageId?: string | undefined;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Kind of what it is on, such as `CVM` or `ENI`. */
  readonly instanceType?: string | undefined;
  /** Whether it is isolated because the account is in arrears. */
  readonly isArrears?: boolean | undefined;
  /** Whether Tencent Cloud blocks it. */
  readonly isBlocked?: boolean | undefined;
  /** Whether it is released as soon as it is unbound. */
  readonly cascadeRelease?: boolean | undefined;
  /** When it was created, as Tencent Cloud writes it. */
  readonly createdTime?: string | undefined;
  /** Tags of the public address, keys with values. Without the tags that this provider adds. */
  readonly tags: { readonly [key: string]: string };
  /** Id of the VPC that it is in. */
  readonly vpcId?: string | undefined;
}

/**
 * Lists addresses that have internet bandwidth (`eip-…`): all of a region, or those that match every given filter. The list is empty if none match.
 *
 * Calls: DescribeIp6Addresses, DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getIp6Addresses({
 *     tags: {
 *         team: "network",
 *     },
 * });
 * export const addresses = found.then(found => found.ip6Addresses);
 */
export const getIp6Addresses: (args?: GetIp6AddressesArgs, options?: LookupOptions) => Promise<GetIp6AddressesResult> =
  lookupFunction("tencent:getIp6Addresses");
/** As `getIp6Addresses`, once all arguments are known. While one is unknown, so is the result. */
export const getIp6AddressesOutput: (
  args?: GetIp6AddressesOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetIp6AddressesResult> = lookupOutputFunction("tencent:getIp6Addresses");
/** Arguments of `getIp6Addresses`. */
export interface GetIp6AddressesArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** Tags that the addresses must have, with these values. The cloud has no such filter here, so it is applied to its response. It must be at most 50 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6:. Source: DescribeIp6Addresses. */
  readonly tags?: { readonly [key: string]: string } | undefined;
}
/** Arguments of `getIp6AddressesOutput`. */
export interface GetIp6AddressesOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Tags that the addresses must have, with these values. The cloud has no such filter here, so it is applied to its response. It must be at most 50 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6:. Source: DescribeIp6Addresses. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
}
/** Result of `getIp6Addresses`. */
export interface GetIp6AddressesResult {
  /** The addresses, in the cloud's order. */
  readonly ip6Addresses: GetIp6AddressesRow[];
}

/**
 * Finds one IPv6 address on a network interface, with or without internet bandwidth, by the interface, the instance, or the address itself.
 *
 * - Exactly one of `networkInterfaceId`, `instanceId` and `ipv6Address`.
 *
 * Calls: DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getNetworkInterfaceIpv6Address({
 *     networkInterfaceId: "eni-demo0001",
 * });
 * const web = new ipv6.tencent.Ipv6InternetBandwidth("web", {
 *     ip6Address: found.then(found => found.ipv6Address),
 *     bandwidth: 20,
 *     internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
 * });
 * export const address = found.then(found => found.ipv6Address);
 */
export const getNetworkInterfaceIpv6Address: (
  args?: GetNetworkInterfaceIpv6AddressArgs,
  options?: LookupOptions,
) => Promise<GetNetworkInterfaceIpv6AddressResult> = lookupFunction("tencent:getNetworkInterfaceIpv6Address");
/** As `getNetworkInterfaceIpv6Address`, once all arguments are known. While one is unknown, so is the result. */
export const getNetworkInterfaceIpv6AddressOutput: (
  args?: GetNetworkInterfaceIpv6AddressOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetNetworkInterfaceIpv6AddressResult> = lookupOutputFunction(
  "tencent:getNetworkInterfaceIpv6Address",
);
/** Arguments of `getNetworkInterfaceIpv6Address`. */
export interface GetNetworkInterfaceIpv6AddressArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly ipv6Address?: string | undefined;
}
/** Arguments of `getNetworkInterfaceIpv6AddressOutput`. */
export interface GetNetworkInterfaceIpv6AddressOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly ipv6Address?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getNetworkInterfaceIpv6Address`. */
export interface GetNetworkInterfaceIpv6AddressResult {
  /** The address, in its shortest spelling: the input `ip6Address` of `Ipv6InternetBandwidth`. */
  readonly ipv6Address: string;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId: string;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Id of the VPC of the network interface. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet of the network interface. */
  readonly subnetId?: string | undefined;
  /** State of the address: `PENDING`, `AVAILABLE`, `MIGRATING` or `DELETING`. */
  readonly state?: string | undefined;
  /** Whether it is the primary address of the network interface, which cannot be unassigned. */
  readonly primary: boolean;
  /** Description of the address, if it has one. */
  readonly description?: string | undefined;
  /** `GUA` for a global address, `ULA` for a unique local one. */
  readonly addressType?: string | undefined;
  /** Whether Tencent Cloud blocks its public side. */
  readonly isWanIpBlocked?: boolean | undefined;
  /** Id of its internet bandwidth (`eip-…`), if it has any. */
  readonly addressId?: string | undefined;
}

/**
 * Lists the IPv6 addresses on network interfaces, with or without internet bandwidth: all of a region, or those that match every given filter. The list is empty if none match.
 *
 * Calls: DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getNetworkInterfaceIpv6Addresses({
 *     instanceId: "ins-demo0001",
 * });
 * export const addresses = found.then(found => found.ipv6Addresses);
 */
export const getNetworkInterfaceIpv6Addresses: (
  args?: GetNetworkInterfaceIpv6AddressesArgs,
  options?: LookupOptions,
) => Promise<GetNetworkInterfaceIpv6AddressesResult> = lookupFunction("tencent:getNetworkInterfaceIpv6Addresses");
/** As `getNetworkInterfaceIpv6Addresses`, once all arguments are known. While one is unknown, so is the result. */
export const getNetworkInterfaceIpv6AddressesOutput: (
  args?: GetNetworkInterfaceIpv6AddressesOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetNetworkInterfaceIpv6AddressesResult> = lookupOutputFunction(
  "tencent:getNetworkInterfaceIpv6Addresses",
);
/** Arguments of `getNetworkInterfaceIpv6Addresses`. */
export interface GetNetworkInterfaceIpv6AddressesArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly ipv6Address?: string | undefined;
  /** Id of the VPC of the network interfaces. Source: DescribeNetworkInterfaces. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet of the network interfaces. Source: DescribeNetworkInterfaces. */
  readonly subnetId?: string | undefined;
}
/** Arguments of `getNetworkInterfaceIpv6AddressesOutput`. */
export interface GetNetworkInterfaceIpv6AddressesOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the address is on, on any of its network interfaces. Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** The address itself, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly ipv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of the VPC of the network interfaces. Source: DescribeNetworkInterfaces. */
  readonly vpcId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the subnet of the network interfaces. Source: DescribeNetworkInterfaces. */
  readonly subnetId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getNetworkInterfaceIpv6Addresses`. */
export interface GetNetworkInterfaceIpv6AddressesResult {
  /** The addresses, grouped by network interface in the cloud's order. */
  readonly ipv6Addresses: GetNetworkInterfaceIpv6AddressesRow[];
}

/**
 * Finds one elastic public IPv6 (EIPv6, `eipv6-…`) by its id, its public address, or the network interface that it is bound to.
 *
 * - Exactly one of `addressId`, `publicIpv6Address` and `networkInterfaceId`.
 *
 * Calls: DescribeIPv6Addresses. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getElasticPublicIpv6({
 *     addressId: "eipv6-byhand01",
 * });
 * export const address = found.then(found => found.publicIpv6Address);
 * export const status = found.then(found => found.status);
 */
export const getElasticPublicIpv6: (
  args?: GetElasticPublicIpv6Args,
  options?: LookupOptions,
) => Promise<GetElasticPublicIpv6Result> = lookupFunction("tencent:getElasticPublicIpv6");
/** As `getElasticPublicIpv6`, once all arguments are known. While one is unknown, so is the result. */
export const getElasticPublicIpv6Output: (
  args?: GetElasticPublicIpv6OutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetElasticPublicIpv6Result> = lookupOutputFunction("tencent:getElasticPublicIpv6");
/** Arguments of `getElasticPublicIpv6`. */
export interface GetElasticPublicIpv6Args {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the public address. It must be the id of an EIPv6, such as eipv6-m44ku5d2. Source: DescribeIPv6Addresses. */
  readonly addressId?: string | undefined;
  /** The public IPv6 address, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIPv6Addresses. */
  readonly publicIpv6Address?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
}
/** Arguments of `getElasticPublicIpv6Output`. */
export interface GetElasticPublicIpv6OutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the public address. It must be the id of an EIPv6, such as eipv6-m44ku5d2. Source: DescribeIPv6Addresses. */
  readonly addressId?: pulumi.Input<string | undefined> | undefined;
  /** The public IPv6 address, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeIPv6Addresses. */
  readonly publicIpv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getElasticPublicIpv6`. */
export interface GetElasticPublicIpv6Result {
  /** Id of the public address (`eipv6-…`). */
  readonly addressId: string;
  /** Name of the public address, if it has one. */
  readonly addressName?: string | undefined;
  /** The public IPv6 address, in its shortest spelling. */
  readonly publicIpv6Address: string;
  /** The private IPv6 address that it is bound to, if any. */
  readonly privateIpv6Address?: string | undefined;
  /** Its kind: `EIPv6`, or `HighQualityEIPv6` with premium lines. */
  readonly addressType?: string | undefined;
  /** Its line type, such as `BGP`. */
  readonly internetServiceProvider?: string | undefined;
  /** Where its traffic leaves the cloud, such as `CENTER_EGRESS_1`. */
  readonly egress?: string | undefined;
  /** State of the public address, such as `BIND`. */
  readonly status: string;
  /** Its internet bandwidth in Mbps. Not returned for bill-by-CVM accounts. */
  readonly bandwidth?: number | undefined;
  /** How the bandwidth is billed. Not returned for bill-by-CVM accounts. */
  readonly internetChargeType?: string | undefined;
  /** Id of its shared bandwidth package, if it is in one. */
  readonly bandwidthPackageId?: string | undefined;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Kind of what it is on, such as `CVM` or `ENI`. */
  readonly instanceType?: string | undefined;
  /** Whether it is isolated because the account is in arrears. */
  readonly isArrears?: boolean | undefined;
  /** Whether Tencent Cloud blocks it. */
  readonly isBlocked?: boolean | undefined;
  /** Whether it is released as soon as it is unbound. */
  readonly cascadeRelease?: boolean | undefined;
  /** When it was created, as Tencent Cloud writes it. */
  readonly createdTime?: string | undefined;
  /** Tags of the public address, keys with values. Without the tags that this provider adds. */
  readonly tags: { readonly [key: string]: string };
}

/**
 * Lists elastic public IPv6 (EIPv6, `eipv6-…`): all of a region, or those that match every given filter. The list is empty if none match.
 *
 * Calls: DescribeIPv6Addresses. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getElasticPublicIpv6s({
 *     tags: {
 *         team: "network",
 *     },
 * });
 * export const addresses = found.then(found => found.elasticPublicIpv6s);
 */
export const getElasticPublicIpv6s: (
  args?: GetElasticPublicIpv6sArgs,
  options?: LookupOptions,
) => Promise<GetElasticPublicIpv6sResult> = lookupFunction("tencent:getElasticPublicIpv6s");
/** As `getElasticPublicIpv6s`, once all arguments are known. While one is unknown, so is the result. */
export const getElasticPublicIpv6sOutput: (
  args?: GetElasticPublicIpv6sOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetElasticPublicIpv6sResult> = lookupOutputFunction("tencent:getElasticPublicIpv6s");
/** Arguments of `getElasticPublicIpv6s`. */
export interface GetElasticPublicIpv6sArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: string | undefined;
  /** Full name of the addresses. Source: DescribeIPv6Addresses. */
  readonly addressName?: string | undefined;
  /** Tags that the addresses must have, with these values. It must be at most 50 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6:. Source: DescribeIPv6Addresses. */
  readonly tags?: { readonly [key: string]: string } | undefined;
}
/** Arguments of `getElasticPublicIpv6sOutput`. */
export interface GetElasticPublicIpv6sOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface that the address is on. It must be the id of a network interface, such as eni-m6dyj72l. Source: DescribeNetworkInterfaces. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Full name of the addresses. Source: DescribeIPv6Addresses. */
  readonly addressName?: pulumi.Input<string | undefined> | undefined;
  /** Tags that the addresses must have, with these values. It must be at most 50 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6:. Source: DescribeIPv6Addresses. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
}
/** Result of `getElasticPublicIpv6s`. */
export interface GetElasticPublicIpv6sResult {
  /** The addresses, in the cloud's order. */
  readonly elasticPublicIpv6s: GetElasticPublicIpv6sRow[];
}

/**
 * Lists shared bandwidth packages that are ready: all of a region, or those that match every given filter. The list is empty if none match. The cloud does not show which of them take IPv6; its pages name packages of `BGP` lines billed by IP.
 *
 * Calls: DescribeBandwidthPackages. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.tencent.getBandwidthPackages({
 *     networkType: "BGP",
 * });
 * export const packages = found.then(found => found.bandwidthPackages);
 */
export const getBandwidthPackages: (
  args?: GetBandwidthPackagesArgs,
  options?: LookupOptions,
) => Promise<GetBandwidthPackagesResult> = lookupFunction("tencent:getBandwidthPackages");
/** As `getBandwidthPackages`, once all arguments are known. While one is unknown, so is the result. */
export const getBandwidthPackagesOutput: (
  args?: GetBandwidthPackagesOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetBandwidthPackagesResult> = lookupOutputFunction("tencent:getBandwidthPackages");
/** Arguments of `getBandwidthPackages`. */
export interface GetBandwidthPackagesArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: DescribeBandwidthPackages. */
  readonly bandwidthPackageId?: string | undefined;
  /** Exact name of the packages. Source: DescribeBandwidthPackages. */
  readonly bandwidthPackageName?: string | undefined;
  /** Line type of the packages, such as `BGP`. Source: DescribeBandwidthPackages. */
  readonly networkType?: string | undefined;
}
/** Arguments of `getBandwidthPackagesOutput`. */
export interface GetBandwidthPackagesOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the bandwidth package. It must be the id of a bandwidth package, such as bwp-5ag0e9yb. Source: DescribeBandwidthPackages. */
  readonly bandwidthPackageId?: pulumi.Input<string | undefined> | undefined;
  /** Exact name of the packages. Source: DescribeBandwidthPackages. */
  readonly bandwidthPackageName?: pulumi.Input<string | undefined> | undefined;
  /** Line type of the packages, such as `BGP`. Source: DescribeBandwidthPackages. */
  readonly networkType?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getBandwidthPackages`. */
export interface GetBandwidthPackagesResult {
  /** The packages, in the cloud's order. */
  readonly bandwidthPackages: GetBandwidthPackagesRow[];
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
 * const found = ipv6.tencent.getPrimaryNetworkInterface({
 *     instanceId: "ins-demo0001",
 * });
 * const web = new ipv6.tencent.NicIpv6Assignment("web", {
 *     networkInterfaceId: found.then(found => found.networkInterfaceId),
 *     ipv6AddressCount: 1,
 * });
 * export const address = web.address;
 */
export const getPrimaryNetworkInterface: (
  args: GetPrimaryNetworkInterfaceArgs,
  options?: LookupOptions,
) => Promise<GetPrimaryNetworkInterfaceResult> = lookupFunction("tencent:getPrimaryNetworkInterface");
/** As `getPrimaryNetworkInterface`, once all arguments are known. While one is unknown, so is the result. */
export const getPrimaryNetworkInterfaceOutput: (
  args: GetPrimaryNetworkInterfaceOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetPrimaryNetworkInterfaceResult> = lookupOutputFunction("tencent:getPrimaryNetworkInterface");
/** Arguments of `getPrimaryNetworkInterface`. */
export interface GetPrimaryNetworkInterfaceArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: string | undefined;
  /** Id of the instance. It must be the id of an instance, such as ins-r8hr2upy. Source: DescribeNetworkInterfaces. */
  readonly instanceId: string;
}
/** Arguments of `getPrimaryNetworkInterfaceOutput`. */
export interface GetPrimaryNetworkInterfaceOutputArgs {
  /** Region to search. Unset: the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance. It must be the id of an instance, such as ins-r8hr2upy. Source: DescribeNetworkInterfaces. */
  readonly instanceId: pulumi.Input<string>;
}
/** Result of `getPrimaryNetworkInterface`. */
export interface GetPrimaryNetworkInterfaceResult {
  /** Id of the network interface. Pass it to `NicIpv6Assignment`. */
  readonly networkInterfaceId: string;
  /** Id of the instance. */
  readonly instanceId: string;
  /** State of the network interface, such as `AVAILABLE`. */
  readonly state?: string | undefined;
  /** Id of the VPC of the network interface. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet of the network interface. */
  readonly subnetId?: string | undefined;
}

/**
 * - `TRAFFIC_POSTPAID_BY_HOUR`: billed by the hour for what is sent
 * - `BANDWIDTH_PACKAGE`: in a shared bandwidth package, billed there
 */
export type InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR" | "BANDWIDTH_PACKAGE";

/**
 * - `EIPv6`: the usual kind
 * - `HighQualityEIPv6`: with premium lines
 */
export type AddressType = "EIPv6" | "HighQualityEIPv6";

export interface GetIp6AddressesRow {
  /** Id of the public address (`eip-…`). */
  readonly addressId: string;
  /** The address itself, in its shortest spelling. */
  readonly ip6Address: string;
  /** State of the public address, such as `BIND`. */
  readonly status: string;
  /** Its internet bandwidth in Mbps. Not returned for bill-by-CVM accounts. */
  readonly bandwidth?: number | undefined;
  /** How the bandwidth is billed. Not returned for bill-by-CVM accounts. */
  readonly internetChargeType?: string | undefined;
  /** Id of its shared bandwidth package, if it is in one. */
  readonly bandwidthPackageId?: string | undefined;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Kind of what it is on, such as `CVM` or `ENI`. */
  readonly instanceType?: string | undefined;
  /** Whether it is isolated because the account is in arrears. */
  readonly isArrears?: boolean | undefined;
  /** Whether Tencent Cloud blocks it. */
  readonly isBlocked?: boolean | undefined;
  /** Whether it is released as soon as it is unbound. */
  readonly cascadeRelease?: boolean | undefined;
  /** When it was created, as Tencent Cloud writes it. */
  readonly createdTime?: string | undefined;
  /** Tags of the public address, keys with values. Without the tags that this provider adds. */
  readonly tags: { readonly [key: string]: string };
  /** Id of the VPC that it is in. */
  readonly vpcId?: string | undefined;
}

export interface GetNetworkInterfaceIpv6AddressesRow {
  /** The address, in its shortest spelling: the input `ip6Address` of `Ipv6InternetBandwidth`. */
  readonly ipv6Address: string;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId: string;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Id of the VPC of the network interface. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet of the network interface. */
  readonly subnetId?: string | undefined;
  /** State of the address: `PENDING`, `AVAILABLE`, `MIGRATING` or `DELETING`. */
  readonly state?: string | undefined;
  /** Whether it is the primary address of the network interface, which cannot be unassigned. */
  readonly primary: boolean;
  /** Description of the address, if it has one. */
  readonly description?: string | undefined;
  /** `GUA` for a global address, `ULA` for a unique local one. */
  readonly addressType?: string | undefined;
  /** Whether Tencent Cloud blocks its public side. */
  readonly isWanIpBlocked?: boolean | undefined;
  /** Id of its internet bandwidth (`eip-…`), if it has any. */
  readonly addressId?: string | undefined;
}

export interface GetElasticPublicIpv6sRow {
  /** Id of the public address (`eipv6-…`). */
  readonly addressId: string;
  /** Name of the public address, if it has one. */
  readonly addressName?: string | undefined;
  /** The public IPv6 address, in its shortest spelling. */
  readonly publicIpv6Address: string;
  /** The private IPv6 address that it is bound to, if any. */
  readonly privateIpv6Address?: string | undefined;
  /** Its kind: `EIPv6`, or `HighQualityEIPv6` with premium lines. */
  readonly addressType?: string | undefined;
  /** Its line type, such as `BGP`. */
  readonly internetServiceProvider?: string | undefined;
  /** Where its traffic leaves the cloud, such as `CENTER_EGRESS_1`. */
  readonly egress?: string | undefined;
  /** State of the public address, such as `BIND`. */
  readonly status: string;
  /** Its internet bandwidth in Mbps. Not returned for bill-by-CVM accounts. */
  readonly bandwidth?: number | undefined;
  /** How the bandwidth is billed. Not returned for bill-by-CVM accounts. */
  readonly internetChargeType?: string | undefined;
  /** Id of its shared bandwidth package, if it is in one. */
  readonly bandwidthPackageId?: string | undefined;
  /** Id of the network interface that it is on. */
  readonly networkInterfaceId?: string | undefined;
  /** Id of the instance that the network interface is attached to, if any. */
  readonly instanceId?: string | undefined;
  /** Kind of what it is on, such as `CVM` or `ENI`. */
  readonly instanceType?: string | undefined;
  /** Whether it is isolated because the account is in arrears. */
  readonly isArrears?: boolean | undefined;
  /** Whether Tencent Cloud blocks it. */
  readonly isBlocked?: boolean | undefined;
  /** Whether it is released as soon as it is unbound. */
  readonly cascadeRelease?: boolean | undefined;
  /** When it was created, as Tencent Cloud writes it. */
  readonly createdTime?: string | undefined;
  /** Tags of the public address, keys with values. Without the tags that this provider adds. */
  readonly tags: { readonly [key: string]: string };
}

export interface GetBandwidthPackagesRow {
  /** Id of the bandwidth package (`bwp-…`): what `Ipv6InternetBandwidth` takes. */
  readonly bandwidthPackageId: string;
  /** Name of the bandwidth package, empty if it has none. */
  readonly bandwidthPackageName: string;
  /** Its line type, such as `BGP`. */
  readonly networkType?: string | undefined;
  /** How the package is billed, as Tencent Cloud names it. */
  readonly chargeType?: string | undefined;
  /** Its bandwidth limit in Mbps; -1 for none. */
  readonly bandwidth?: number | undefined;
  /** State of the package, `CREATED` when ready. */
  readonly status?: string | undefined;
}
