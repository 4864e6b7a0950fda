import { World, bandwidth, assignment } from "./alibaba-world";
import { until } from "./harness";
const show = (r: any) => console.log(r.code, r.ms, r.stdout, "\nSTDERR", r.stderr);
const j = (w: World) => console.log(w.calls().map(c => [c.at.slice(17), c.action, c.region, c.status, c.code, c.fault, c.replayed, c.clientToken, JSON.stringify(c.params)].join(" ")));
const led = (w: World) => console.log(w.simulator.ledger().map(e => [e.event, e.subject, e.id, JSON.stringify(e.detail)].join(" ")));
test.concurrent("partial", async () => {
  const w = await World.open([
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
    assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }),
  ].join("\n"));
  w.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  w.simulator.fault({ action: "DescribeNetworkInterfaces", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  show(await w.stack.up({mayFail: true}));
  j(w);
  console.log(JSON.stringify(await w.resources(), null, 1));
  w.simulator.clearFaults();
  show(await w.stack.preview({mayFail: true}));
  show(await w.stack.up({mayFail: true}));
  j(w); led(w);
});
test.concurrent("lost", async () => {
  const w = await World.open([
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
    assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }),
  ].join("\n"));
  w.simulator.fault({ action: "AllocateIpv6InternetBandwidth", do: "drop", when: "after" });
  w.simulator.fault({ action: "AssignIpv6Addresses", do: "drop", when: "after" });
  show(await w.stack.up({mayFail: true}));
  j(w); led(w);
});
test.concurrent("kill", async () => {
  const w = await World.open([
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
    assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }),
  ].join("\n"));
  w.simulator.fault({ action: "AllocateIpv6InternetBandwidth", do: "hold", when: "after" });
  w.simulator.fault({ action: "AssignIpv6Addresses", do: "hold", when: "after" });
  const up = w.stack.startUp();
  await until("ordered", () => w.events().length === 2);
  show(await up.kill());
  w.simulator.clearFaults();
  await w.stack.unlock();
  show(await w.stack.up({mayFail: true}));
  j(w); led(w);
  console.log(JSON.stringify((await w.stack.stackExport()).deployment.pending_operations));
  show(await w.stack.preview({args: ["--expect-no-changes"]}));
});
