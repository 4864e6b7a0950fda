import { declaration as bandwidth } from "./clouds/zenlayer/ipv6-internet-bandwidth";
import { declaration as assignment } from "./clouds/zenlayer/nic-ipv6-assignment";
import type { DesiredOf } from "./core/field";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";

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
