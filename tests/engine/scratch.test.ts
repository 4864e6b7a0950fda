import { World, bandwidth, assignment } from "./alibaba-world";
test("x", async () => {
  const body = (count: number, mbps: number, extra = "") => `
const card = ${assignment("card", { networkInterfaceId: "eni-demo0002", ipv6AddressCount: count })}
${bandwidth("web", { bandwidth: mbps }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
exports.addresses = card.addresses;
${extra}`;
  let t = Date.now();
  const lap = (what: string) => { console.log(what, Date.now() - t); t = Date.now(); };
  const w = await World.open(body(1, 10));
  lap("open");
  console.log((await w.stack.preview({args: ["--diff"]})).stdout); lap("preview");
  console.log(w.calls());
  const up = await w.stack.up(); lap("up");
  console.log(up.stdout, up.stderr, w.simulator.ledger());
  console.log(JSON.stringify(await w.resources(), null, 1)); lap("export");
  w.program(body(3, 10));
  console.log((await w.stack.preview({args: ["--diff"]})).stdout);
  const p = await w.stack.previewJson(); console.log(JSON.stringify(p.steps.map(s => ({...s, newState: undefined, oldState: undefined}))), p.changeSummary); 
  lap("preview"); 
  console.log((await w.stack.up()).stdout); lap("up");
  console.log((await w.stack.destroy()).stdout); lap("destroy");
  console.log(w.events());
});
