import type { Cloud } from "../../core/cloud";
import { Connections } from "../../network/connections";
import { checkup } from "./checkup";
import { TencentClient } from "./client";
import { credentialChain } from "./credential-links";
import { settingRules, settings } from "./credentials";
import { elasticPublicIpv6 } from "./elastic-public-ipv6";
import { endpointsOf } from "./endpoints";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getBandwidthPackages } from "./lookups/bandwidth-packages";
import { getElasticPublicIpv6, getElasticPublicIpv6s } from "./lookups/elastic-public-ipv6";
import { getIp6Address, getIp6Addresses } from "./lookups/ip6-addresses";
import { getNetworkInterfaceIpv6Address, getNetworkInterfaceIpv6Addresses } from "./lookups/network-interface-ipv6";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

export const tencent: Cloud = {
  name: "tencent",
  title: TITLE,
  settings,
  settingRules,
  credentials: credentialChain,
  connect: (given, runtime, credentials = credentialChain(given, runtime)) =>
    new TencentClient(credentials, endpointsOf(given), new Connections(runtime.environment)),
  resources: {
    Ipv6InternetBandwidth: ipv6InternetBandwidth,
    NicIpv6Assignment: nicIpv6Assignment,
    ElasticPublicIpv6: elasticPublicIpv6,
  },
  checkup,
  components: { PublicIpv6: publicIpv6 },
  lookups: {
    ...{ getIp6Address, getIp6Addresses, getNetworkInterfaceIpv6Address, getNetworkInterfaceIpv6Addresses },
    ...{ getElasticPublicIpv6, getElasticPublicIpv6s, getBandwidthPackages },
  },
};
