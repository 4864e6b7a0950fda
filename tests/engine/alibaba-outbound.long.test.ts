// Free addresses and egress-only rules among the other resources: what hangs on what, both ways.
import { AlibabaHarness } from "./alibaba-harness";

const body = (name: string) => `
  const card = new alibaba.NicIpv6Assignment("card", { networkInterfaceId: "eni-demo0002", ipv6AddressCount: 1 });
  const bandwidth = new alibaba.Ipv6InternetBandwidth("traffic", { ipv6AddressId: card.ipv6AddressIds[0], bandwidth: 10 });
  new alibaba.Ipv6EgressOnlyRule("rule", {
    ipv6GatewayId: "ipv6gw-demo0001", instanceId: bandwidth.ipv6AddressId, name: "${name}",
  });
  const edge = new alibaba.Ipv6Address("edge", { vSwitchId: "vsw-demo0001", ipv6AddressName: "${name}" });
  new alibaba.Ipv6InternetBandwidth("edge-traffic", { ipv6AddressId: edge.ipv6AddressId, bandwidth: 10 });
`;

let harness: AlibabaHarness;
let atFirst: unknown;
const done = (from: number) =>
  harness
    .entries()
    .slice(from)
    // The tag that says what state has is no matter of order.
    .filter(({ detail }) => !("tags" in detail))
    .map(({ event, resource }) => `${event} ${resource}`);
const up = async (name: string) => {
  harness.program(body(name));
  const { events } = await harness.stack.up({ json: true });
  return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
};

beforeAll(async () => {
  harness = await AlibabaHarness.open(body("one"));
  atFirst = harness.simulator.state();
  // The cloud takes its time over addresses and rules, here as elsewhere.
  harness.simulator.pace({ addressPendingMs: 500, operationMs: 500 });
});

test("up makes each after what it needs, and then there is nothing to do", async () => {
  expect(await up("one")).toEqual({ create: 6 });
  expect(done(0)).toHaveLength(5);
  expect(done(0).indexOf("ordered Ipv6EgressOnlyRule")).toBeGreaterThan(
    done(0).indexOf("ordered Ipv6InternetBandwidth"),
  );
  expect((await harness.outputs("rule")).status).toBe("Available");
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});

test("another name: the address keeps its id and its bandwidth, the rule is made anew, the old one gone first", async () => {
  const { ipv6AddressId } = await harness.outputs("edge");
  const from = harness.entries().length;
  expect(await up("two")).toEqual({ same: 4, update: 1, replace: 1 });
  expect((await harness.outputs("edge")).ipv6AddressId).toBe(ipv6AddressId);
  expect(done(from).sort()).toEqual([
    "changed Ipv6Address",
    "ordered Ipv6EgressOnlyRule",
    "released Ipv6EgressOnlyRule",
  ]);
  expect(done(from).indexOf("released Ipv6EgressOnlyRule")).toBeLessThan(
    done(from).indexOf("ordered Ipv6EgressOnlyRule"),
  );
});

test("destroy goes the other way: rule, bandwidth, address", async () => {
  const from = harness.entries().length;
  await harness.stack.destroy();
  const first = (fact: string) => done(from).indexOf(fact);
  expect(done(from)).toHaveLength(5);
  expect(first("released Ipv6EgressOnlyRule")).toBeLessThan(first("unassigned NicIpv6Assignment"));
  expect(first("released Ipv6InternetBandwidth")).toBeLessThan(first("unassigned Ipv6Address"));
  expect(harness.live()).toEqual([]);
  expect(await harness.resources()).toEqual([]);
  expect(harness.simulator.state()).toEqual(atFirst);
});
