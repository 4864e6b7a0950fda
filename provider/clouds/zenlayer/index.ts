import type { Cloud } from "../../core/cloud";
import { flag, text } from "../../core/field";
import { ZenlayerClient } from "./client";
import { missingCredentials } from "./credentials";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getBandwidthCluster, getBandwidthClusters } from "./lookups/bandwidth-clusters";
import { getNicIpv6, getNicIpv6s } from "./lookups/nic-ipv6";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

const settings = {
  region: text({
    doc: "Region that network cards must be in, where a resource names none. Unset: any; calls need no region.",
  }),
  accessKeyId: text({
    doc: "Access key id.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_ID", "ZENLAYER_ACCESS_KEY_ID"],
  }),
  accessKeyPassword: text({
    doc: "Access key password.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_PASSWORD", "ZENLAYER_ACCESS_KEY_SECRET"],
  }),
  token: text({
    doc: "Personal access token, used where there is no complete access key.",
    secret: true,
    env: ["ZENLAYER_TOKEN"],
  }),
  marks: flag({
    doc: "Tag network cards with whose order is under way on them, so that a run that died is continued by the next. Off: such an order is reported, to be taken over with `adopt: true`.",
    default: true,
  }),
  endpoint: text({
    doc: "One URL for all of Zenlayer's services, instead of its own.",
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    shape: "a URL such as http://127.0.0.1:8080, without a path",
    env: ["PULUMI_IPV6_ZENLAYER_ENDPOINT"],
  }),
} as const;

export const zenlayer: Cloud = {
  name: "zenlayer",
  title: TITLE,
  settings,
  regionless: true,
  missing: (given) => missingCredentials(given),
  connect: ({ accessKeyId, accessKeyPassword, token, endpoint, marks }) =>
    new ZenlayerClient({
      credentials: { accessKeyId, accessKeyPassword, token } as Record<string, string | undefined>,
      endpoint: endpoint as string | undefined,
      marks: marks !== false,
    }),
  resources: { Ipv6InternetBandwidth: ipv6InternetBandwidth, NicIpv6Assignment: nicIpv6Assignment },
  components: { PublicIpv6: publicIpv6 },
  lookups: { getNicIpv6, getNicIpv6s, getBandwidthCluster, getBandwidthClusters },
};
