import { declaration as bandwidth } from "./clouds/zenlayer/ipv6-internet-bandwidth";
import * as clusters from "./clouds/zenlayer/lookups/bandwidth-clusters";
import * as nics from "./clouds/zenlayer/lookups/nic-ipv6";
import { declaration as assignment } from "./clouds/zenlayer/nic-ipv6-assignment";
import type { DesiredOf } from "./core/field";
import type { LookupArgs, LookupResult } from "./core/lookup";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";

/**
 * Internet bandwidth of an existing IPv6 of a network interface on Zenlayer. Deleting it restores the old values.
 *
 * @example
 * new zenlayer.Ipv6InternetBandwidth("web", { nicId: "1680855999352675877", bandwidth: 100 });
 */
export const Ipv6InternetBandwidth = dynamicResource("zenlayer", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;
/** How an IPv6 is billed: Zenlayer's values. */
export type InternetChargeType = NonNullable<DesiredOf<(typeof assignment)["fields"]>["internetChargeType"]>;

/**
 * The IPv6 of a network interface (vNIC) on Zenlayer, on a public subnet with its internet bandwidth: it orders both.
 *
 * @example
 * new zenlayer.NicIpv6Assignment("web", {
 *   nicId: "1680855999352675876",
 *   internetChargeType: "ByBandwidth",
 *   bandwidth: 100,
 * });
 */
export const NicIpv6Assignment = dynamicResource("zenlayer", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/**
 * Finds the IPv6 of one network interface (vNIC) by its id, its instance, or an address of its prefix.
 *
 * @throws if no object or several objects match
 * @example
 * const { ipv6Id } = await zenlayer.getNicIpv6({ nicId: "1680855999352675876" });
 */
export const getNicIpv6 = lookupFunction("zenlayer", nics.getNicIpv6);
export const getNicIpv6Output = lookupOutputFunction("zenlayer", nics.getNicIpv6);
export type GetNicIpv6Args = LookupArgs<typeof nics.getNicIpv6>;
export type GetNicIpv6Result = LookupResult<typeof nics.getNicIpv6>;

/** Lists all network interfaces (vNICs) that have an IPv6, with its billing, or those that match every filter. */
export const getNicIpv6s = lookupFunction("zenlayer", nics.getNicIpv6s);
export const getNicIpv6sOutput = lookupOutputFunction("zenlayer", nics.getNicIpv6s);
export type GetNicIpv6sArgs = LookupArgs<typeof nics.getNicIpv6s>;
export type GetNicIpv6sResult = LookupResult<typeof nics.getNicIpv6s>;

/**
 * Finds one bandwidth cluster by its id or its name.
 *
 * @throws if no object or several objects match
 * @example
 * const { clusterId } = await zenlayer.getBandwidthCluster({ name: "edge" });
 */
export const getBandwidthCluster = lookupFunction("zenlayer", clusters.getBandwidthCluster);
export const getBandwidthClusterOutput = lookupOutputFunction("zenlayer", clusters.getBandwidthCluster);
export type GetBandwidthClusterArgs = LookupArgs<typeof clusters.getBandwidthCluster>;
export type GetBandwidthClusterResult = LookupResult<typeof clusters.getBandwidthCluster>;

/** Lists all bandwidth clusters, or those that match every filter. */
export const getBandwidthClusters = lookupFunction("zenlayer", clusters.getBandwidthClusters);
export const getBandwidthClustersOutput = lookupOutputFunction("zenlayer", clusters.getBandwidthClusters);
export type GetBandwidthClustersArgs = LookupArgs<typeof clusters.getBandwidthClusters>;
export type GetBandwidthClustersResult = LookupResult<typeof clusters.getBandwidthClusters>;
