import { World, bandwidth, assignment } from "./alibaba-world";
const show = (r: any) => console.log(r.code, r.ms, r.stdout, "\nSTDERR", r.stderr);
test("bad", async () => {
  const w = await World.open([
    bandwidth("range", { ipv6AddressId: "ipv6-demo0001", bandwidth: 9000 }),
    bandwidth("word", { ipv6AddressId: "2001:db8::1", bandwidth: 1.5, internetChargeType: "PayByMagic", bandwith: 3 }),
    assignment("both", { networkInterfaceId: "eni-demo0004", ipv6Addresses: ["2001:db8:a0:1::200"], ipv6AddressCount: 1 }),
    assignment("address", { networkInterfaceId: "eni-demo0004", ipv6Addresses: ["not an address"] }),
    assignment("none", { networkInterfaceId: "i-demo0004" }),
  ].join("\n"));
  show(await w.stack.up({mayFail: true}));
  show(await w.stack.preview({mayFail: true}));
  console.log(w.calls(), await w.resources());
  w.program(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }));
  const none = { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", ALIBABA_CLOUD_REGION: "" };
  show(await w.stack.up({mayFail: true, env: none}));
  show(await w.stack.preview({mayFail: true, env: {...none, PULUMI_IPV6_ALIBABA_ENDPOINT: "nonsense"}}));
  w.program(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 1500, internetChargeType: "PayByTraffic" }));
  show(await w.stack.up({mayFail: true}));
});
