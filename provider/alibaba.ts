import { declaration as address } from "./clouds/alibaba/ipv6-address";
import { declaration as egressOnlyRule } from "./clouds/alibaba/ipv6-egress-only-rule";
import { declaration as bandwidth } from "./clouds/alibaba/ipv6-internet-bandwidth";
import { declaration as assignment } from "./clouds/alibaba/nic-ipv6-assignment";
import type { DesiredOf } from "./core/field";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";

/** Internet bandwidth of one IPv6 address on Alibaba Cloud. Creating it places an order; deleting it ends it. */
export const Ipv6InternetBandwidth = dynamicResource("alibaba", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;
/** How bandwidth is billed, in Alibaba Cloud's words. */
export type InternetChargeType = DesiredOf<(typeof bandwidth)["fields"]>["internetChargeType"];

/** IPv6 addresses on a network card (ENI) of Alibaba Cloud. It owns what it assigned and nothing else. */
export const NicIpv6Assignment = dynamicResource("alibaba", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/** A free IPv6 address of a vSwitch of Alibaba Cloud: one that is on no network card. */
export const Ipv6Address = dynamicResource("alibaba", address);
export type Ipv6Address = DynamicResource<typeof address>;
export type Ipv6AddressArgs = Args<typeof address>;

/** Lets an IPv6 address of Alibaba Cloud call out to the internet, and not be called from there. */
export const Ipv6EgressOnlyRule = dynamicResource("alibaba", egressOnlyRule);
export type Ipv6EgressOnlyRule = DynamicResource<typeof egressOnlyRule>;
export type Ipv6EgressOnlyRuleArgs = Args<typeof egressOnlyRule>;
