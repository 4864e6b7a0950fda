// Written by `npm run docs`. Do not edit: a test compares it with its source.
import type * as pulumi from "@pulumi/pulumi";
import { dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";
import type { LookupOptions, LookupOutputOptions, ResourceClass } from "./doors/types";

/**
 * Internet bandwidth of an IPv6 that a network interface already has, created with it or by hand. Zenlayer sells an address together with its bandwidth, so nothing is ordered here: creating this resource starts managing the billing, deleting it restores the original billing. Use NicIpv6Assignment to order both.
 *
 * - `packageSize`: only with `internetChargeType` ByTrafficPackage.
 * - `clusterId`: only with `internetChargeType` BandwidthCluster.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: DescribeNetworkInterfacePublicIPv6, ModifyIpv6Bandwidth, ModifyIpv6TrafficPackage, AssignNetworkInterfaceIpv6.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const web = new ipv6.zenlayer.Ipv6InternetBandwidth("web", {
 *     nicId: "1680855999352675877",
 *     internetChargeType: "ByBandwidth",
 *     bandwidth: 50,
 * });
 * export const address = web.address;
 */
export const Ipv6InternetBandwidth: ResourceClass<Ipv6InternetBandwidth, Ipv6InternetBandwidthArgs> = dynamicResource(
  "zenlayer:Ipv6InternetBandwidth",
);
/** Properties of Ipv6InternetBandwidth: its inputs as they are at the cloud, and its outputs. */
export interface Ipv6InternetBandwidth extends pulumi.CustomResource {
  /** Id of the network interface (vNIC). It holds one IPv6. It must be the id of a network interface as a string, such as "1680855999352675875" (a number would lose its last digits). Source: AssignNetworkInterfaceIpv6. */
  readonly nicId: pulumi.Output<string>;
  /** How the IPv6 is billed. It is only checked and cannot be changed here. It must be one of ByBandwidth, ByTrafficPackage, BandwidthCluster. It cannot be changed: no call changes the charge type of an IPv6: unassign it and assign it again, as a NicIpv6Assignment does. Source: AssignNetworkInterfaceIpv6. */
  readonly internetChargeType: pulumi.Output<InternetChargeType | undefined>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AssignNetworkInterfaceIpv6. */
  readonly bandwidth: pulumi.Output<number | undefined>;
  /** Monthly traffic package, only with ByTrafficPackage. With 0 all traffic is billed by the GB. Unset: 0 when ordering. Changed in place. It must be a number of at least 0 TB with at most one decimal place. Source: AssignNetworkInterfaceIpv6. */
  readonly packageSize: pulumi.Output<number | undefined>;
  /** How strictly the bandwidth is enforced. Changed in place. It must be one of LOOSE, STRICT, or a newer word of the vendor's, without spaces. Source: AssignNetworkInterfaceIpv6 in the SDKs. */
  readonly rateLimitMode: pulumi.Output<string | undefined>;
  /** Id of the bandwidth cluster, only with BandwidthCluster. Changed in place to another cluster of the same line type and area. Source: AssignNetworkInterfaceIpv6. */
  readonly clusterId: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string | undefined>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the public IPv6. */
  readonly ipv6Id: pulumi.Output<string>;
  /** The IPv6 address in canonical form. */
  readonly address: pulumi.Output<string>;
  /** List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published. */
  readonly monthlyPrice: pulumi.Output<string>;
}
/** Inputs of Ipv6InternetBandwidth. */
export interface Ipv6InternetBandwidthArgs {
  /** Id of the network interface (vNIC). It holds one IPv6. It must be the id of a network interface as a string, such as "1680855999352675875" (a number would lose its last digits). Source: AssignNetworkInterfaceIpv6. */
  readonly nicId: pulumi.Input<string>;
  /** How the IPv6 is billed. It is only checked and cannot be changed here. It must be one of ByBandwidth, ByTrafficPackage, BandwidthCluster. It cannot be changed: no call changes the charge type of an IPv6: unassign it and assign it again, as a NicIpv6Assignment does. Source: AssignNetworkInterfaceIpv6. */
  readonly internetChargeType?: pulumi.Input<InternetChargeType | undefined> | undefined;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AssignNetworkInterfaceIpv6. */
  readonly bandwidth?: pulumi.Input<number | undefined> | undefined;
  /** Monthly traffic package, only with ByTrafficPackage. With 0 all traffic is billed by the GB. Unset: 0 when ordering. Changed in place. It must be a number of at least 0 TB with at most one decimal place. Source: AssignNetworkInterfaceIpv6. */
  readonly packageSize?: pulumi.Input<number | undefined> | undefined;
  /** How strictly the bandwidth is enforced. Changed in place. It must be one of LOOSE, STRICT, or a newer word of the vendor's, without spaces. Source: AssignNetworkInterfaceIpv6 in the SDKs. */
  readonly rateLimitMode?: pulumi.Input<string | undefined> | undefined;
  /** Id of the bandwidth cluster, only with BandwidthCluster. Changed in place to another cluster of the same line type and area. Source: AssignNetworkInterfaceIpv6. */
  readonly clusterId?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * IPv6 addresses on a network interface. It owns the addresses it assigned and no others: deleting or shrinking it never removes other addresses from the network interface. On Zenlayer a network interface holds one IPv6, which on a public subnet includes internet bandwidth.
 *
 * - `bandwidth`: only with `internetChargeType` ByBandwidth or ByTrafficPackage or BandwidthCluster.
 * - `rateLimitMode`: only with `internetChargeType` ByBandwidth or ByTrafficPackage or BandwidthCluster.
 * - `packageSize`: only with `internetChargeType` ByTrafficPackage.
 * - `clusterId`: only with `internetChargeType` BandwidthCluster.
 * - `bandwidth`: required with `internetChargeType` ByBandwidth.
 * - `clusterId`: required with `internetChargeType` BandwidthCluster.
 * - `bandwidth`: required with `rateLimitMode` STRICT.
 * - `bandwidth`: may be required with `internetChargeType` ByTrafficPackage and BandwidthCluster.
 *
 * Default timeouts, unless `customTimeouts` sets others: create 300 s, update 300 s, delete 300 s, read 120 s.
 *
 * Calls: AssignNetworkInterfaceIpv6, UnassignNetworkInterfaceIpv6, DescribeNetworkInterfaces, DescribeNetworkInterfacePublicIPv6.
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const web = new ipv6.zenlayer.NicIpv6Assignment("web", {
 *     nicId: "1680855999352675876",
 *     internetChargeType: "ByBandwidth",
 *     bandwidth: 20,
 * });
 * export const address = web.address;
 */
export const NicIpv6Assignment: ResourceClass<NicIpv6Assignment, NicIpv6AssignmentArgs> =
  dynamicResource("zenlayer:NicIpv6Assignment");
/** Properties of NicIpv6Assignment: its inputs as they are at the cloud, and its outputs. */
export interface NicIpv6Assignment extends pulumi.CustomResource {
  /** Id of the network interface (vNIC). It holds one IPv6. It must be the id of a network interface as a string, such as "1680855999352675875" (a number would lose its last digits). Source: AssignNetworkInterfaceIpv6. */
  readonly nicId: pulumi.Output<string>;
  /** How the public IPv6 is billed. Required on a subnet whose IPv6 is public; leave it out on a private one. A change replaces the IPv6: it is unassigned, then assigned again. It must be one of ByBandwidth, ByTrafficPackage, BandwidthCluster. Source: AssignNetworkInterfaceIpv6. */
  readonly internetChargeType: pulumi.Output<InternetChargeType | undefined>;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AssignNetworkInterfaceIpv6. */
  readonly bandwidth: pulumi.Output<number | undefined>;
  /** Monthly traffic package, only with ByTrafficPackage. With 0 all traffic is billed by the GB. Unset: 0 when ordering. Changed in place. It must be a number of at least 0 TB with at most one decimal place. Source: AssignNetworkInterfaceIpv6. */
  readonly packageSize: pulumi.Output<number | undefined>;
  /** How strictly the bandwidth is enforced. Changed in place. It must be one of LOOSE, STRICT, or a newer word of the vendor's, without spaces. Source: AssignNetworkInterfaceIpv6 in the SDKs. */
  readonly rateLimitMode: pulumi.Output<string | undefined>;
  /** Id of the bandwidth cluster, only with BandwidthCluster. Changed in place to another cluster of the same line type and area. Source: AssignNetworkInterfaceIpv6. */
  readonly clusterId: pulumi.Output<string | undefined>;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region: pulumi.Output<string | undefined>;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /** The IPv6 addresses this resource holds, each in its canonical spelling. */
  readonly addresses: pulumi.Output<string[]>;
  /** The first of `addresses`. */
  readonly address: pulumi.Output<string>;
  /** Id of the public IPv6; empty for a private one. */
  readonly ipv6Id: pulumi.Output<string>;
  /** Prefix of the network interface, by default a /96. */
  readonly ipv6Cidr: pulumi.Output<string>;
  /** List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published. */
  readonly monthlyPrice: pulumi.Output<string>;
}
/** Inputs of NicIpv6Assignment. */
export interface NicIpv6AssignmentArgs {
  /** Id of the network interface (vNIC). It holds one IPv6. It must be the id of a network interface as a string, such as "1680855999352675875" (a number would lose its last digits). Source: AssignNetworkInterfaceIpv6. */
  readonly nicId: pulumi.Input<string>;
  /** How the public IPv6 is billed. Required on a subnet whose IPv6 is public; leave it out on a private one. A change replaces the IPv6: it is unassigned, then assigned again. It must be one of ByBandwidth, ByTrafficPackage, BandwidthCluster. Source: AssignNetworkInterfaceIpv6. */
  readonly internetChargeType?: pulumi.Input<InternetChargeType | undefined> | undefined;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. Source: AssignNetworkInterfaceIpv6. */
  readonly bandwidth?: pulumi.Input<number | undefined> | undefined;
  /** Monthly traffic package, only with ByTrafficPackage. With 0 all traffic is billed by the GB. Unset: 0 when ordering. Changed in place. It must be a number of at least 0 TB with at most one decimal place. Source: AssignNetworkInterfaceIpv6. */
  readonly packageSize?: pulumi.Input<number | undefined> | undefined;
  /** How strictly the bandwidth is enforced. Changed in place. It must be one of LOOSE, STRICT, or a newer word of the vendor's, without spaces. Source: AssignNetworkInterfaceIpv6 in the SDKs. */
  readonly rateLimitMode?: pulumi.Input<string | undefined> | undefined;
  /** Id of the bandwidth cluster, only with BandwidthCluster. Changed in place to another cluster of the same line type and area. Source: AssignNetworkInterfaceIpv6. */
  readonly clusterId?: pulumi.Input<string | undefined> | undefined;
  /** Region of the object. Unset: the region it was created in, else the cloud's `region` setting. It must be the id of a region, without spaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Finds the IPv6 of one network interface, with its billing, by network interface, instance or address.
 *
 * - Exactly one of `nicId`, `instanceId` and `address`.
 *
 * Calls: DescribeNetworkInterfaces, DescribeNetworkInterfacePublicIPv6, DescribeIpv6Addresses. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.zenlayer.getNicIpv6({
 *     nicId: "1680855999352675877",
 * });
 * export const address = found.then(found => found.address);
 * export const bandwidth = found.then(found => found.bandwidth);
 */
export const getNicIpv6: (args?: GetNicIpv6Args, options?: LookupOptions) => Promise<GetNicIpv6Result> =
  lookupFunction("zenlayer:getNicIpv6");
/** As `getNicIpv6`, once all arguments are known. While one is unknown, so is the result. */
export const getNicIpv6Output: (
  args?: GetNicIpv6OutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetNicIpv6Result> = lookupOutputFunction("zenlayer:getNicIpv6");
/** Arguments of `getNicIpv6`. */
export interface GetNicIpv6Args {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: string | undefined;
  /** Id of the instance that the network interface is on. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** Id of the network interface (vNIC). It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly nicId?: string | undefined;
  /** An address in the network interface's prefix, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly address?: string | undefined;
}
/** Arguments of `getNicIpv6Output`. */
export interface GetNicIpv6OutputArgs {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the network interface is on. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the network interface (vNIC). It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly nicId?: pulumi.Input<string | undefined> | undefined;
  /** An address in the network interface's prefix, in any spelling. It must be an IPv6 address, such as 2001:db8::1. Source: DescribeNetworkInterfaces. */
  readonly address?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getNicIpv6`. */
export interface GetNicIpv6Result {
  /** Id of the network interface (vNIC). Pass it to `Ipv6InternetBandwidth`. */
  readonly nicId: string;
  /** Name of the network interface, if it has one. */
  readonly name?: string | undefined;
  /** State of the network interface, such as `USED`. */
  readonly status?: string | undefined;
  /** Region that the network interface is in. */
  readonly region?: string | undefined;
  /** Id of the VPC that the network interface is in. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet that the network interface is in. */
  readonly subnetId?: string | undefined;
  /** Id of the instance that the network interface is on, if any. */
  readonly instanceId?: string | undefined;
  /** First IPv6 address of the network interface, in its shortest spelling. */
  readonly address: string;
  /** Prefix of the network interface, by default a /96. */
  readonly ipv6Cidr?: string | undefined;
  /** Id of the public IPv6; unset for a private one, as are all billing outputs. */
  readonly ipv6Id?: string | undefined;
  /** State of the public IPv6, `RUNNING` if all is well; this and the next five only where the account can list addresses. */
  readonly ipv6Status?: string | undefined;
  /** Id of what the public IPv6 is on. */
  readonly associatedId?: string | undefined;
  /** Kind of what the public IPv6 is on, such as `NIC`. */
  readonly associatedType?: string | undefined;
  /** Id of the resource group of the public IPv6. */
  readonly resourceGroupId?: string | undefined;
  /** Name of the resource group of the public IPv6. */
  readonly resourceGroupName?: string | undefined;
  /** When the public IPv6 was created, as Zenlayer writes it. */
  readonly createTime?: string | undefined;
  /** How the public IPv6 is billed, as Zenlayer spells it. */
  readonly internetChargeType?: string | undefined;
  /** Internet bandwidth of the IPv6 in Mbps. */
  readonly bandwidth?: number | undefined;
  /** Monthly traffic package of the IPv6 in TB. */
  readonly packageSize?: number | undefined;
  /** How strictly the bandwidth is enforced: `LOOSE` or `STRICT`. */
  readonly rateLimitMode?: string | undefined;
  /** Id of the bandwidth cluster that the IPv6 is in, if any. */
  readonly clusterId?: string | undefined;
  /** Tags of the network interface, without this provider's own. */
  readonly tags: { readonly [key: string]: string };
}

/**
 * Lists the network interfaces with IPv6, and its billing, that match every given filter. The list may be empty.
 *
 * Calls: DescribeNetworkInterfaces, DescribeNetworkInterfacePublicIPv6, DescribeIpv6Addresses. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.zenlayer.getNicIpv6s({
 *     subnetId: "1670000000000000001",
 * });
 * export const networkInterfaces = found.then(found => found.nicIpv6s);
 */
export const getNicIpv6s: (args?: GetNicIpv6sArgs, options?: LookupOptions) => Promise<GetNicIpv6sResult> =
  lookupFunction("zenlayer:getNicIpv6s");
/** As `getNicIpv6s`, once all arguments are known. While one is unknown, so is the result. */
export const getNicIpv6sOutput: (
  args?: GetNicIpv6sOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetNicIpv6sResult> = lookupOutputFunction("zenlayer:getNicIpv6s");
/** Arguments of `getNicIpv6s`. */
export interface GetNicIpv6sArgs {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: string | undefined;
  /** Id of the instance that the network interface is on. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId?: string | undefined;
  /** Id of the VPC that the network interfaces are in. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet that the network interfaces are in. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly subnetId?: string | undefined;
  /** Tags that the network interfaces have, each with this value. It must be at most 20 tags, keys of 1 to 64 and values of at most 64 characters, no key beginning with pulumi-ipv6. Source: DescribeNetworkInterfaces. */
  readonly tags?: { readonly [key: string]: string } | undefined;
}
/** Arguments of `getNicIpv6sOutput`. */
export interface GetNicIpv6sOutputArgs {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance that the network interface is on. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the VPC that the network interfaces are in. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly vpcId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the subnet that the network interfaces are in. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly subnetId?: pulumi.Input<string | undefined> | undefined;
  /** Tags that the network interfaces have, each with this value. It must be at most 20 tags, keys of 1 to 64 and values of at most 64 characters, no key beginning with pulumi-ipv6. Source: DescribeNetworkInterfaces. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
}
/** Result of `getNicIpv6s`. */
export interface GetNicIpv6sResult {
  /** The network interfaces, in the cloud's order. */
  readonly nicIpv6s: GetNicIpv6sRow[];
}

/**
 * Finds the primary network interface (vNIC) of an instance, which came with it.
 *
 * Calls: DescribeNetworkInterfaces. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.zenlayer.getPrimaryNic({
 *     instanceId: "1650000000000000001",
 * });
 * export const nicId = found.then(found => found.nicId);
 */
export const getPrimaryNic: (args: GetPrimaryNicArgs, options?: LookupOptions) => Promise<GetPrimaryNicResult> =
  lookupFunction("zenlayer:getPrimaryNic");
/** As `getPrimaryNic`, once all arguments are known. While one is unknown, so is the result. */
export const getPrimaryNicOutput: (
  args: GetPrimaryNicOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetPrimaryNicResult> = lookupOutputFunction("zenlayer:getPrimaryNic");
/** Arguments of `getPrimaryNic`. */
export interface GetPrimaryNicArgs {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: string | undefined;
  /** Id of the instance. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId: string;
}
/** Arguments of `getPrimaryNicOutput`. */
export interface GetPrimaryNicOutputArgs {
  /** Region that the network interface is in. Unset: the `region` setting, else any; calls need no region. Source: DescribeNetworkInterfaces. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance. It must be an id as a string, such as "1680855999352675875". Source: DescribeNetworkInterfaces. */
  readonly instanceId: pulumi.Input<string>;
}
/** Result of `getPrimaryNic`. */
export interface GetPrimaryNicResult {
  /** Id of the network interface (vNIC). Pass it to `NicIpv6Assignment`. */
  readonly nicId: string;
  /** Id of the instance. */
  readonly instanceId: string;
  /** State of the network interface, such as `USED`. */
  readonly status?: string | undefined;
  /** Id of the VPC that the network interface is in. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet that the network interface is in. */
  readonly subnetId?: string | undefined;
}

/**
 * Finds one bandwidth cluster by its id or its name.
 *
 * - Exactly one of `clusterId` and `name`.
 *
 * Calls: DescribeBandwidthClusters. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const cluster = ipv6.zenlayer.getBandwidthCluster({
 *     name: "web",
 * });
 * const web = new ipv6.zenlayer.NicIpv6Assignment("web", {
 *     nicId: "1680855999352675876",
 *     internetChargeType: "BandwidthCluster",
 *     bandwidth: 20,
 *     clusterId: cluster.then(cluster => cluster.clusterId),
 * });
 * export const address = web.address;
 */
export const getBandwidthCluster: (
  args?: GetBandwidthClusterArgs,
  options?: LookupOptions,
) => Promise<GetBandwidthClusterResult> = lookupFunction("zenlayer:getBandwidthCluster");
/** As `getBandwidthCluster`, once all arguments are known. While one is unknown, so is the result. */
export const getBandwidthClusterOutput: (
  args?: GetBandwidthClusterOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetBandwidthClusterResult> = lookupOutputFunction("zenlayer:getBandwidthCluster");
/** Arguments of `getBandwidthCluster`. */
export interface GetBandwidthClusterArgs {
  /** Id of the bandwidth cluster. It must be an id as a string, such as "1690000000000000001". Source: DescribeBandwidthClusters. */
  readonly clusterId?: string | undefined;
  /** Full name of the bandwidth cluster. Source: DescribeBandwidthClusters. */
  readonly name?: string | undefined;
}
/** Arguments of `getBandwidthClusterOutput`. */
export interface GetBandwidthClusterOutputArgs {
  /** Id of the bandwidth cluster. It must be an id as a string, such as "1690000000000000001". Source: DescribeBandwidthClusters. */
  readonly clusterId?: pulumi.Input<string | undefined> | undefined;
  /** Full name of the bandwidth cluster. Source: DescribeBandwidthClusters. */
  readonly name?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getBandwidthCluster`. */
export interface GetBandwidthClusterResult {
  /** Id of the bandwidth cluster. Pass it as `clusterId` with `BandwidthCluster`. */
  readonly clusterId: string;
  /** Name of the bandwidth cluster, empty if it has none. */
  readonly name: string;
  /** Line type of the bandwidth cluster. An IPv6 moves only between clusters of the same line type and area. */
  readonly networkLineType?: string | undefined;
  /** Area of the bandwidth cluster, such as `HKG`. */
  readonly areaCode?: string | undefined;
  /** How the bandwidth cluster is billed. The values are not those of an IPv6. */
  readonly internetChargeType?: string | undefined;
  /** Committed bandwidth of the bandwidth cluster in Mbps. */
  readonly commitBandwidthMbps?: number | undefined;
  /** Number of members of the bandwidth cluster. */
  readonly resourceNumber?: number | undefined;
}

/**
 * Lists the bandwidth clusters of the account that match every given filter. The list may be empty.
 *
 * Calls: DescribeBandwidthClusters. It changes nothing.
 *
 * @throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout
 *
 * @example
 * import * as ipv6 from "pulumi-ipv6";
 *
 * const found = ipv6.zenlayer.getBandwidthClusters({
 *     areaCode: "HKG",
 * });
 * export const clusters = found.then(found => found.bandwidthClusters);
 */
export const getBandwidthClusters: (
  args?: GetBandwidthClustersArgs,
  options?: LookupOptions,
) => Promise<GetBandwidthClustersResult> = lookupFunction("zenlayer:getBandwidthClusters");
/** As `getBandwidthClusters`, once all arguments are known. While one is unknown, so is the result. */
export const getBandwidthClustersOutput: (
  args?: GetBandwidthClustersOutputArgs,
  options?: LookupOutputOptions,
) => pulumi.Output<GetBandwidthClustersResult> = lookupOutputFunction("zenlayer:getBandwidthClusters");
/** Arguments of `getBandwidthClusters`. */
export interface GetBandwidthClustersArgs {
  /** Full name of the bandwidth cluster. Source: DescribeBandwidthClusters. */
  readonly name?: string | undefined;
  /** Line type of the clusters, such as `PremiumBGP`. Source: DescribeBandwidthClusters. */
  readonly networkLineType?: string | undefined;
  /** Area of the clusters, such as `HKG`. Source: DescribeBandwidthClusters. */
  readonly areaCode?: string | undefined;
}
/** Arguments of `getBandwidthClustersOutput`. */
export interface GetBandwidthClustersOutputArgs {
  /** Full name of the bandwidth cluster. Source: DescribeBandwidthClusters. */
  readonly name?: pulumi.Input<string | undefined> | undefined;
  /** Line type of the clusters, such as `PremiumBGP`. Source: DescribeBandwidthClusters. */
  readonly networkLineType?: pulumi.Input<string | undefined> | undefined;
  /** Area of the clusters, such as `HKG`. Source: DescribeBandwidthClusters. */
  readonly areaCode?: pulumi.Input<string | undefined> | undefined;
}
/** Result of `getBandwidthClusters`. */
export interface GetBandwidthClustersResult {
  /** The clusters, in the cloud's order. */
  readonly bandwidthClusters: GetBandwidthClustersRow[];
}

/**
 * - `ByBandwidth`: flat rate: billed by the hour for the bandwidth
 * - `ByTrafficPackage`: data transfer: a monthly package, and what goes beyond it by the GB
 * - `BandwidthCluster`: 95th percentile over all members of a bandwidth cluster
 */
export type InternetChargeType = "ByBandwidth" | "ByTrafficPackage" | "BandwidthCluster";

export interface GetNicIpv6sRow {
  /** Id of the network interface (vNIC). Pass it to `Ipv6InternetBandwidth`. */
  readonly nicId: string;
  /** Name of the network interface, if it has one. */
  readonly name?: string | undefined;
  /** State of the network interface, such as `USED`. */
  readonly status?: string | undefined;
  /** Region that the network interface is in. */
  readonly region?: string | undefined;
  /** Id of the VPC that the network interface is in. */
  readonly vpcId?: string | undefined;
  /** Id of the subnet that the network interface is in. */
  readonly subnetId?: string | undefined;
  /** Id of the instance that the network interface is on, if any. */
  readonly instanceId?: string | undefined;
  /** First IPv6 address of the network interface, in its shortest spelling. */
  readonly address: string;
  /** Prefix of the network interface, by default a /96. */
  readonly ipv6Cidr?: string | undefined;
  /** Id of the public IPv6; unset for a private one, as are all billing outputs. */
  readonly ipv6Id?: string | undefined;
  /** State of the public IPv6, `RUNNING` if all is well; this and the next five only where the account can list addresses. */
  readonly ipv6Status?: string | undefined;
  /** Id of what the public IPv6 is on. */
  readonly associatedId?: string | undefined;
  /** Kind of what the public IPv6 is on, such as `NIC`. */
  readonly associatedType?: string | undefined;
  /** Id of the resource group of the public IPv6. */
  readonly resourceGroupId?: string | undefined;
  /** Name of the resource group of the public IPv6. */
  readonly resourceGroupName?: string | undefined;
  /** When the public IPv6 was created, as Zenlayer writes it. */
  readonly createTime?: string | undefined;
  /** How the public IPv6 is billed, as Zenlayer spells it. */
  readonly internetChargeType?: string | undefined;
  /** Internet bandwidth of the IPv6 in Mbps. */
  readonly bandwidth?: number | undefined;
  /** Monthly traffic package of the IPv6 in TB. */
  readonly packageSize?: number | undefined;
  /** How strictly the bandwidth is enforced: `LOOSE` or `STRICT`. */
  readonly rateLimitMode?: string | undefined;
  /** Id of the bandwidth cluster that the IPv6 is in, if any. */
  readonly clusterId?: string | undefined;
  /** Tags of the network interface, without this provider's own. */
  readonly tags: { readonly [key: string]: string };
}

export interface GetBandwidthClustersRow {
  /** Id of the bandwidth cluster. Pass it as `clusterId` with `BandwidthCluster`. */
  readonly clusterId: string;
  /** Name of the bandwidth cluster, empty if it has none. */
  readonly name: string;
  /** Line type of the bandwidth cluster. An IPv6 moves only between clusters of the same line type and area. */
  readonly networkLineType?: string | undefined;
  /** Area of the bandwidth cluster, such as `HKG`. */
  readonly areaCode?: string | undefined;
  /** How the bandwidth cluster is billed. The values are not those of an IPv6. */
  readonly internetChargeType?: string | undefined;
  /** Committed bandwidth of the bandwidth cluster in Mbps. */
  readonly commitBandwidthMbps?: number | undefined;
  /** Number of members of the bandwidth cluster. */
  readonly resourceNumber?: number | undefined;
}
