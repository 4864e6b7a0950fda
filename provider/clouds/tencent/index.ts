import type { Cloud } from "../../core/cloud";
import { text } from "../../core/field";
import { TencentClient } from "./client";
import { credentialSource, missingCredentials } from "./credentials";
import { elasticPublicIpv6 } from "./elastic-public-ipv6";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getBandwidthPackages } from "./lookups/bandwidth-packages";
import { getIp6Address, getIp6Addresses } from "./lookups/ip6-addresses";
import { getNetworkInterfaceIpv6Address, getNetworkInterfaceIpv6Addresses } from "./lookups/network-interface-ipv6";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

const settings = {
  region: text({ doc: "Region of resources that name none.", env: ["TENCENTCLOUD_REGION"] }),
  secretId: text({ doc: "Id of the API key.", secret: true, env: ["TENCENTCLOUD_SECRET_ID"] }),
  secretKey: text({ doc: "Secret of the API key.", secret: true, env: ["TENCENTCLOUD_SECRET_KEY"] }),
  token: text({
    doc: "Session token of temporary keys. The vendor's SDKs, its Terraform provider and its command line each have a name for it.",
    secret: true,
    env: ["TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"],
  }),
  endpoint: text({
    doc: "One URL for all of Tencent Cloud's services, instead of their own.",
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    shape: "a URL such as http://127.0.0.1:8080, without a path",
    env: ["PULUMI_IPV6_TENCENT_ENDPOINT"],
  }),
} as const;

export const tencent: Cloud = {
  name: "tencent",
  title: TITLE,
  settings,
  missing: (given, { environment }) => missingCredentials(given, environment),
  connect: (given, { environment }) =>
    new TencentClient(credentialSource(given, environment), given.endpoint as string | undefined),
  resources: {
    Ipv6InternetBandwidth: ipv6InternetBandwidth,
    NicIpv6Assignment: nicIpv6Assignment,
    ElasticPublicIpv6: elasticPublicIpv6,
  },
  components: { PublicIpv6: publicIpv6 },
  lookups: {
    ...{ getIp6Address, getIp6Addresses, getNetworkInterfaceIpv6Address, getNetworkInterfaceIpv6Addresses },
    getBandwidthPackages,
  },
};
