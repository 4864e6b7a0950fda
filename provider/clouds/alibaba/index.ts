import type { Cloud } from "../../core/cloud";
import { text } from "../../core/field";
import { AlibabaClient } from "./client";
import { credentialSource, missingCredentials } from "./credentials";
import { ipv6Address } from "./ipv6-address";
import { ipv6EgressOnlyRule } from "./ipv6-egress-only-rule";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getIpv6Address, getIpv6Addresses } from "./lookups/ipv6-addresses";
import { getIpv6Gateway, getIpv6Gateways } from "./lookups/ipv6-gateways";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { prices } from "./prices";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

const settings = {
  region: text({
    doc: "Region of resources that name none.",
    env: ["ALIBABA_CLOUD_REGION", "ALICLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"],
  }),
  accessKeyId: text({
    doc: "Access key id.",
    secret: true,
    env: ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"],
  }),
  accessKeySecret: text({
    doc: "Access key secret.",
    secret: true,
    env: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"],
  }),
  securityToken: text({
    doc: "Security token of temporary (STS) credentials.",
    secret: true,
    env: ["ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"],
  }),
  endpoint: text({
    doc: "One URL for all of Alibaba Cloud's services, instead of the region's own.",
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    shape: "a URL such as http://127.0.0.1:8080, without a path",
    env: ["PULUMI_IPV6_ALIBABA_ENDPOINT"],
  }),
} as const;

export const alibaba: Cloud = {
  name: "alibaba",
  title: TITLE,
  settings,
  missing: (given, { environment }) => missingCredentials(given, environment),
  connect: (given) => new AlibabaClient(credentialSource(given), given.endpoint as string | undefined),
  components: { PublicIpv6: publicIpv6 },
  resources: {
    Ipv6InternetBandwidth: ipv6InternetBandwidth,
    NicIpv6Assignment: nicIpv6Assignment,
    Ipv6Address: ipv6Address,
    Ipv6EgressOnlyRule: ipv6EgressOnlyRule,
  },
  lookups: { getIpv6Address, getIpv6Addresses, getIpv6Gateway, getIpv6Gateways },
  prices,
};
