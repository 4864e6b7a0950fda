import { declaration as elastic } from "./clouds/tencent/elastic-declaration";
import { declaration as bandwidth } from "./clouds/tencent/ipv6-internet-bandwidth";
import { declaration as assignment } from "./clouds/tencent/nic-ipv6-assignment";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";

/** Internet bandwidth of one IPv6 address on Tencent Cloud. Creating it places an order; deleting it ends it. */
export const Ipv6InternetBandwidth = dynamicResource("tencent", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;

/** IPv6 addresses on a network card (ENI) of Tencent Cloud. It owns what it assigned and nothing else. */
export const NicIpv6Assignment = dynamicResource("tencent", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/** An elastic public IPv6 (EIPv6) of Tencent Cloud, and what it is bound to. Creating it places an order; deleting it ends it. */
export const ElasticPublicIpv6 = dynamicResource("tencent", elastic);
export type ElasticPublicIpv6 = DynamicResource<typeof elastic>;
export type ElasticPublicIpv6Args = Args<typeof elastic>;
