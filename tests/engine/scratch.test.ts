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
  const none = { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", ALIBABA_CLOUD_REGION: "" };
  show(await w.stack.up({mayFail: true, args: ["--continue-on-error"], env: none}));
});
