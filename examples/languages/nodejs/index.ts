import { alibaba, tencent, zenlayer } from "pulumi-ipv6/plugin";

const card = new alibaba.NicIpv6Assignment("card", {
  networkInterfaceId: "eni-demo0004",
  ipv6AddressCount: 1,
});
// The bandwidth is known only when the address is: preview shows it as such.
const web = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: card.ipv6AddressId,
  bandwidth: 20,
  internetChargeType: alibaba.InternetChargeType.PayByTraffic,
});
const onTencent = new tencent.NicIpv6Assignment("tencent", {
  networkInterfaceId: "eni-demo0004",
  ipv6AddressCount: 1,
  description: "web",
});
const onZenlayer = new zenlayer.NicIpv6Assignment("zenlayer", {
  nicId: "1680855999352675876",
  internetChargeType: zenlayer.InternetChargeType.ByBandwidth,
  bandwidth: 20,
});

export const alibabaAddress = web.ipv6Address;
export const tencentAddress = onTencent.address;
export const zenlayerAddress = onZenlayer.address;
