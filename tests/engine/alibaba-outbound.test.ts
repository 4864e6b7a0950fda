// Free addresses and egress-only rules among the other resources: what hangs on what, both ways.
import { World } from "./alibaba-world";

const body = (name: string) => `
  const card = new alibaba.NicIpv6Assignment("card", { networkInterfaceId: "eni-demo0002", ipv6AddressCount: 1 });
  const bandwidth = new alibaba.Ipv6InternetBandwidth("traffic", { ipv6AddressId: card.ipv6AddressIds[0], bandwidth: 10 });
  new alibaba.Ipv6EgressOnlyRule("rule", {
    ipv6GatewayId: "ipv6gw-demo0001", instanceId: bandwidth.ipv6AddressId, name: "${name}",
  });
  const edge = new alibaba.Ipv6Address("edge", { vSwitchId: "vsw-demo0001", ipv6AddressName: "${name}" });
  new alibaba.Ipv6InternetBandwidth("edge-traffic", { ipv6AddressId: edge.ipv6AddressId, bandwidth: 10 });
`;

let world: World;
let atFirst: unknown;
const done = (from: number) =>
  world
    .entries()
    .slice(from)
    // The tag that says what state has is no matter of order.
    .filter(({ detail }) => !("tags" in detail))
    .map(({ event, resource }) => `${event} ${resource}`);
const up = async (name: string) => {
  world.program(body(name));
  const { events } = await world.stack.up({ json: true });
  return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
};

beforeAll(async () => {
  world = await World.open(body("one"));
  atFirst = world.simulator.state();
  // The cloud takes its time over addresses and rules, here as elsewhere.
  world.simulator.pace({ addressPendingMs: 500, operationMs: 500 });
});

test("up makes each after what it needs, and then there is nothing to do", async () => {
  expect(await up("one")).toEqual({ create: 6 });
  expect(done(0)).toHaveLength(5);
  expect(done(0).indexOf("ordered Ipv6EgressOnlyRule")).toBeGreaterThan(
    done(0).indexOf("ordered Ipv6InternetBandwidth"),
  );
  expect((await world.outputs("rule")).status).toBe("Available");
  await world.stack.preview({ args: ["--expect-no-changes"] });
});

test("another name: the address keeps its id and its bandwidth, the rule is made anew, the old one gone first", async () => {
  const { ipv6AddressId } = await world.outputs("edge");
  const from = world.entries().length;
  expect(await up("two")).toEqual({ same: 4, update: 1, replace: 1 });
  expect((await world.outputs("edge")).ipv6AddressId).toBe(ipv6AddressId);
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
  const from = world.entries().length;
  await world.stack.destroy();
  const first = (fact: string) => done(from).indexOf(fact);
  expect(done(from)).toHaveLength(5);
  expect(first("released Ipv6EgressOnlyRule")).toBeLessThan(first("unassigned NicIpv6Assignment"));
  expect(first("released Ipv6InternetBandwidth")).toBeLessThan(first("unassigned Ipv6Address"));
  expect(world.live()).toEqual([]);
  expect(await world.resources()).toEqual([]);
  expect(world.simulator.state()).toEqual(atFirst);
});
