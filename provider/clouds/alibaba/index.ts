import type { Cloud } from "../../core/cloud";
import { Connections } from "../../network/connections";
import { checkup } from "./checkup";
import { AlibabaClient } from "./client";
import { credentialChain } from "./credential-links";
import { settingRules, settings } from "./credentials";
import { endpointsOf } from "./endpoints";
import { ipv6Address } from "./ipv6-address";
import { ipv6EgressOnlyRule } from "./ipv6-egress-only-rule";
import { ipv6InternetBandwidth } from "./ipv6-internet-bandwidth";
import { getIpv6Address, getIpv6Addresses } from "./lookups/ipv6-addresses";
import { getIpv6EgressOnlyRule, getIpv6EgressOnlyRules } from "./lookups/ipv6-egress-only-rules";
import { getIpv6Gateway, getIpv6Gateways } from "./lookups/ipv6-gateways";
import { nicIpv6Assignment } from "./nic-ipv6-assignment";
import { prices } from "./prices";
import { publicIpv6 } from "./public-ipv6";
import { TITLE } from "./wire";

export const alibaba: Cloud = {
  name: "alibaba",
  title: TITLE,
  settings,
  settingRules,
  credentials: credentialChain,
  connect: (given, runtime, credentials = credentialChain(given, runtime)) =>
    new AlibabaClient(credentials, endpointsOf(given), new Connections(runtime.environment)),
  checkup,
  components: { PublicIpv6: publicIpv6 },
  resources: {
    Ipv6InternetBandwidth: ipv6InternetBandwidth,
    NicIpv6Assignment: nicIpv6Assignment,
    Ipv6Address: ipv6Address,
    Ipv6EgressOnlyRule: ipv6EgressOnlyRule,
  },
  lookups: {
    ...{ getIpv6Address, getIpv6Addresses, getIpv6Gateway, getIpv6Gateways },
    ...{ getIpv6EgressOnlyRule, getIpv6EgressOnlyRules },
  },
  prices,
};
