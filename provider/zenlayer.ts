import { declaration as bandwidth } from "./clouds/zenlayer/ipv6-internet-bandwidth";
import * as clusters from "./clouds/zenlayer/lookups/bandwidth-clusters";
import * as nics from "./clouds/zenlayer/lookups/nic-ipv6";
import { declaration as assignment } from "./clouds/zenlayer/nic-ipv6-assignment";
import type { DesiredOf } from "./core/field";
import type { LookupArgs, LookupResult } from "./core/lookup";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";

/** Internet bandwidth of an IPv6 that a network card already has on Zenlayer. It puts back what it found. */
export const Ipv6InternetBandwidth = dynamicResource("zenlayer", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;
/** How an IPv6 is billed, in Zenlayer's words. */
export type InternetChargeType = NonNullable<DesiredOf<(typeof assignment)["fields"]>["internetChargeType"]>;

/** The IPv6 of a network card on Zenlayer; on a public subnet with its internet bandwidth. Creating it orders both. */
export const NicIpv6Assignment = dynamicResource("zenlayer", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/** Finds the IPv6 of one network card, by the card, the instance, or an address of it. None and several are refused. */
export const getNicIpv6 = lookupFunction("zenlayer", nics.getNicIpv6);
export const getNicIpv6Output = lookupOutputFunction("zenlayer", nics.getNicIpv6);
export type GetNicIpv6Args = LookupArgs<typeof nics.getNicIpv6>;
export type GetNicIpv6Result = LookupResult<typeof nics.getNicIpv6>;

/** Lists network cards that have an IPv6, with its billing: all, or those that meet every filter. */
export const getNicIpv6s = lookupFunction("zenlayer", nics.getNicIpv6s);
export const getNicIpv6sOutput = lookupOutputFunction("zenlayer", nics.getNicIpv6s);
export type GetNicIpv6sArgs = LookupArgs<typeof nics.getNicIpv6s>;
export type GetNicIpv6sResult = LookupResult<typeof nics.getNicIpv6s>;

/** Finds one bandwidth cluster by its id or its name. None and several are refused. */
export const getBandwidthCluster = lookupFunction("zenlayer", clusters.getBandwidthCluster);
export const getBandwidthClusterOutput = lookupOutputFunction("zenlayer", clusters.getBandwidthCluster);
export type GetBandwidthClusterArgs = LookupArgs<typeof clusters.getBandwidthCluster>;
export type GetBandwidthClusterResult = LookupResult<typeof clusters.getBandwidthCluster>;

/** Lists bandwidth clusters: all, or those that meet every filter. */
export const getBandwidthClusters = lookupFunction("zenlayer", clusters.getBandwidthClusters);
export const getBandwidthClustersOutput = lookupOutputFunction("zenlayer", clusters.getBandwidthClusters);
export type GetBandwidthClustersArgs = LookupArgs<typeof clusters.getBandwidthClusters>;
export type GetBandwidthClustersResult = LookupResult<typeof clusters.getBandwidthClusters>;
