import type { Cloud } from "../../core/cloud";
import { Connections } from "../../network/connections";
import { ZenlayerClient } from "./client";
import { missingCredentials, settings } from "./credentials";
import { endpointsOf } from "./endpoints";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getBandwidthCluster, getBandwidthClusters } from "./lookups/bandwidth-clusters";
import { getNicIpv6, getNicIpv6s } from "./lookups/nic-ipv6";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

export const zenlayer: Cloud = {
  name: "zenlayer",
  title: TITLE,
  settings,
  regionless: true,
  missing: (given) => missingCredentials(given),
  connect: ({ accessKeyId, accessKeyPassword, token, marks, ...given }, { environment }) =>
    new ZenlayerClient({
      credentials: { accessKeyId, accessKeyPassword, token } as Record<string, string | undefined>,
      endpointOf: endpointsOf(given),
      connections: new Connections(environment),
      marks: marks !== false,
    }),
  resources: { Ipv6InternetBandwidth: ipv6InternetBandwidth, NicIpv6Assignment: nicIpv6Assignment },
  components: { PublicIpv6: publicIpv6 },
  lookups: { getNicIpv6, getNicIpv6s, getBandwidthCluster, getBandwidthClusters },
};
