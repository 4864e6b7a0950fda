// Written by `npm run docs`. Do not edit: a test compares it with its source.
import type * as pulumi from "@pulumi/pulumi";
/** Inputs: each a plain value, a promise or another resource's output. Only `cloud` and `billing` must be plain, because they decide which children exist. */
export interface PublicIpv6Args {
  /** The cloud of the network interface. A change creates everything on the new cloud, then deletes everything on the old one. It must be one of alibaba, tencent, zenlayer. */
  readonly cloud: Cloud;
  /** Id of the network interface (ENI, vNIC), as its cloud writes it. Give it or `instanceId`. A change to another network interface first deletes everything on the old one. */
  readonly networkInterfaceId?: pulumi.Input<string | undefined> | undefined;
  /** Id of the instance, as its cloud writes it, instead of `networkInterfaceId`: its primary network interface is looked up in each run. The instance may be created by the same program. The id of the same network interface instead changes nothing. */
  readonly instanceId?: pulumi.Input<string | undefined> | undefined;
  /** Peak bandwidth to the internet. Changed in place. It must be a whole number of at least 1 Mbps. */
  readonly bandwidth: pulumi.Input<number>;
  /**
   * How the bandwidth is billed. Not every cloud has every method. A change releases the old order, then places a new one, unless only the package changes. It must be one of traffic, bandwidth, package, cluster.
   *
   * @default "traffic"
   */
  readonly billing?: Billing | undefined;
  /** Address to assign. Unset: the cloud chooses one. A change first deletes everything on the old address. It must be an IPv6 address, such as 2001:db8::1. */
  readonly ipv6Address?: pulumi.Input<string | undefined> | undefined;
  /** Id of the shared bandwidth package that bills the bandwidth. */
  readonly bandwidthPackageId?: pulumi.Input<string | undefined> | undefined;
  /** Monthly traffic package. Changed in place. It must be a number of at least 0 TB with at most one decimal place. */
  readonly packageSize?: pulumi.Input<number | undefined> | undefined;
  /** Id of the bandwidth cluster that the address joins. Changed in place. */
  readonly clusterId?: pulumi.Input<string | undefined> | undefined;
  /** Tags of the public address. Changed in place. It must be at most 49 tags, keys of 1 to 127 and values of at most 255 characters, no key beginning with pulumi-ipv6:. */
  readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> } | undefined> | undefined;
  /** Region of the network interface. Unset: the cloud's `region` setting. */
  readonly region?: pulumi.Input<string | undefined> | undefined;
  /** Adopt the existing address and bandwidth instead of ordering. If one of them is missing, the run fails and nothing is ordered. */
  readonly adopt?: pulumi.Input<boolean | undefined> | undefined;
}
/**
 * - `alibaba`: Alibaba Cloud
 * - `tencent`: Tencent Cloud
 * - `zenlayer`: Zenlayer
 */
export type Cloud = "alibaba" | "tencent" | "zenlayer";

/**
 * - `traffic`: by the traffic sent
 * - `bandwidth`: by the bandwidth ordered, regardless of traffic
 * - `package`: by a monthly traffic package, or a package shared by several addresses
 * - `cluster`: by the 95th percentile of a bandwidth cluster, together with its other members
 */
export type Billing = "traffic" | "bandwidth" | "package" | "cluster";
