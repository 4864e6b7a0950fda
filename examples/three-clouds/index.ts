import * as pulumi from "@pulumi/pulumi";
import { alibaba, tencent, zenlayer } from "pulumi-ipv6";

const bandwidth = new pulumi.Config().requireNumber("bandwidth"); // Mbps

// Alibaba Cloud: an address on the network interface, then bandwidth for the address by its id.
const onAlibaba = new alibaba.NicIpv6Assignment("alibaba", {
  networkInterfaceId: "eni-demo0004",
  ipv6AddressCount: 1,
});
const alibabaBandwidth = new alibaba.Ipv6InternetBandwidth("alibaba", {
  ipv6AddressId: onAlibaba.ipv6AddressId,
  bandwidth,
  internetChargeType: "PayByTraffic",
});

// Tencent Cloud: the same, by the address itself.
const onTencent = new tencent.NicIpv6Assignment("tencent", {
  networkInterfaceId: "eni-demo0004",
  ipv6AddressCount: 1,
  description: "web",
});
const tencentBandwidth = new tencent.Ipv6InternetBandwidth("tencent", {
  ip6Address: onTencent.address,
  bandwidth,
  tags: { team: "web" },
});

// Zenlayer sells the address and its bandwidth in one.
const onZenlayer = new zenlayer.NicIpv6Assignment("zenlayer", {
  nicId: "1680855999352675876",
  internetChargeType: "ByBandwidth",
  bandwidth,
});
// And one that was created by hand: taken over now, restored to what it was on destroy.
const byHand = new zenlayer.Ipv6InternetBandwidth("by-hand", { nicId: "1680855999352675877", bandwidth });

export const addresses = {
  alibaba: alibabaBandwidth.ipv6Address,
  tencent: tencentBandwidth.ip6Address,
  zenlayer: onZenlayer.address,
  byHand: byHand.address,
};
