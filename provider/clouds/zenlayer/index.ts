import type { Cloud } from "../../core/cloud";
import { Connections } from "../../network/connections";
import { checkup } from "./checkup";
import { ZenlayerClient } from "./client";
import { credentialChain } from "./credential-links";
import { settingRules, settings } from "./credentials";
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
  settingRules,
  credentials: credentialChain,
  connect: (given, runtime, credentials = credentialChain(given, runtime)) =>
    new ZenlayerClient({
      credentials,
      endpointOf: endpointsOf(given),
      connections: new Connections(runtime.environment),
      marks: given.marks !== false,
    }),
  resources: { Ipv6InternetBandwidth: ipv6InternetBandwidth, NicIpv6Assignment: nicIpv6Assignment },
  checkup,
  components: { PublicIpv6: publicIpv6 },
  lookups: { getNicIpv6, getNicIpv6s, getBandwidthCluster, getBandwidthClusters },
};
