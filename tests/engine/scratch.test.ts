import { World, bandwidth, assignment } from "./alibaba-world";
import { descendants } from "../../scripts/engine-process";
import { execFileSync } from "node:child_process";
import { until } from "./harness";
const show = (r: any) => console.log(r.code, r.ms, r.stdout, "\nSTDERR", r.stderr);
const j = (w: World) => console.log(w.calls().map(c => [c.at.slice(17), c.action, c.region, c.status, c.code, c.fault, c.replayed, c.clientToken].join(" ")));
const led = (w: World) => console.log(w.simulator.ledger().map(e => [e.event, e.subject, e.id, JSON.stringify(e.detail)].join(" ")));
test.concurrent("int", async () => {
  const w = await World.open([
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
    assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }),
  ].join("\n"));
  w.simulator.pace({ readLagMs: 3600000 });
  const up = w.stack.startUp();
  await until("ordered", () => w.events().length === 2 && w.simulator.journal().filter(c => c.action.startsWith("Describe")).length > 6);
  console.log(execFileSync("ps", ["-o", "pid,ppid,pgid,args", "-p", [up.pid, ...descendants(up.pid!)].join(",")]).toString());
  const t = Date.now();
  const r = await Promise.race([up.kill("SIGINT", false), new Promise(r => setTimeout(r, 20000))]);
  console.log("after", Date.now() - t);
  if (!r) { console.log("STILL RUNNING", up.output()); show(await up.kill()); } else show(r);
  j(w);
  console.log(JSON.stringify(await w.resources(), null, 1), JSON.stringify((await w.stack.stackExport()).deployment.pending_operations));
  w.simulator.pace({ readLagMs: 0 });
  if (!r) await w.stack.unlock();
  show(await w.stack.up({mayFail: true}));
  j(w); led(w);
});
for (const when of ["before", "after"] as const)
test.concurrent("replace " + when, async () => {
  const p = (c: string) => [
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, internetChargeType: c }),
  ].join("\n");
  const w = await World.open(p("PayByTraffic"));
  await w.stack.up();
  w.program(p("PayByBandwidth"));
  if (when === "before") w.simulator.fault({ action: "AllocateIpv6InternetBandwidth", do: "hold", when: "before" });
  else w.simulator.fault({ action: "DeleteIpv6InternetBandwidth", do: "hold", when: "after" });
  w.calls();
  const up = w.stack.startUp();
  await until("struck", () => w.simulator.journal().some(c => c.fault));
  show(await up.kill());
  console.log(JSON.stringify(await w.resources(), null, 1), JSON.stringify((await w.stack.stackExport()).deployment.pending_operations));
  await w.stack.unlock();
  show(await w.stack.up({mayFail: true}));
  j(w); led(w);
  console.log(JSON.stringify(await w.resources(), null, 1), JSON.stringify((await w.stack.stackExport()).deployment.pending_operations));
});
