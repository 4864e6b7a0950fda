import type { Checkup, Need } from "../../core/checkup";
import type { ZenlayerClient } from "./client";
import { endpointsOf } from "./endpoints";
import { ACTIONS, type Action, type Requests } from "./wire";

/** A list of one row. */
function read<A extends Action>(action: A, params: Requests[A] & object, without?: string): Need<ZenlayerClient> {
  return {
    action: `${ACTIONS[action].service}:${action}`,
    ...(without && { without }),
    ask: (ctx) => ctx.client.call(ctx, action, params),
  };
}

const one = { pageSize: 1 };
const reads = [
  read("DescribeNetworkInterfaces", one),
  read("DescribeIpv6Addresses", one, "each network interface costs a call of its own"),
  read("DescribeBandwidthClusters", one, "previews skip a check, and there is no look-up of clusters"),
];
const needsOf = (...actions: readonly string[]): Need<ZenlayerClient>[] => actions.map((action) => ({ action }));
const marks = { action: "zrm:ModifyResourceTags", without: "the next run does not continue a killed one" };

export const checkup: Checkup<ZenlayerClient> = {
  // Error code AUTHFAILURE_SIGNATURE_EXPIRED.
  clockMinutes: 5,

  identityAction: "zbc:DescribeCustomerBalance",

  endpoints(settings) {
    const of = endpointsOf(settings);
    return { zec: `${of("zec")}/api/v2/zec`, traffic: `${of("traffic")}/api/v2/traffic` };
  },

  // No action has a dry run, so permissions to write show in the write only.
  needs: {
    Ipv6InternetBandwidth: [
      ...reads,
      ...needsOf("zec:DescribeNetworkInterfacePublicIPv6", "zec:ModifyIpv6Bandwidth", "zec:ModifyIpv6TrafficPackage"),
      ...needsOf("zec:ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", "traffic:MigrateBandwidthClusterResources"),
      marks,
    ],
    NicIpv6Assignment: [
      ...reads,
      ...needsOf("zec:DescribeNetworkInterfacePublicIPv6", "zec:DescribeSubnets"),
      ...needsOf("zec:AssignNetworkInterfaceIpv6", "zec:UnassignNetworkInterfaceIpv6"),
      marks,
    ],
  },
};
