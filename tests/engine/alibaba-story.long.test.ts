// The life of a stack on a simulated Alibaba Cloud, from the first preview to destroy. One story on one stack, in order.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

const first = "2001:db8:a0:1::101";
const second = "2001:db8:a0:1::102";
const third = "2001:db8:a0:1::103";

interface Wishes {
  readonly mbps: number;
  readonly charge?: string;
  readonly count: number;
  readonly listed: readonly string[];
}
const wishes: Wishes = { mbps: 10, count: 1, listed: [first, second] };
const site = ({ mbps, charge = "PayByBandwidth", count, listed }: Wishes) => `
  const counted = ${assignment("counted", { networkInterfaceId: "eni-demo0002", ipv6AddressCount: count })}
  const listed = ${assignment("listed", { networkInterfaceId: "eni-demo0004", ipv6Addresses: listed })}
  ${bandwidth("web", { bandwidth: mbps, internetChargeType: charge }, { code: "ipv6AddressId: counted.ipv6AddressIds[0]" })}
  exports.addresses = counted.addresses;
`;

let harness: AlibabaHarness;
const up = async (change: Partial<Wishes>) => {
  harness.program(site({ ...wishes, ...change }));
  const { events } = await harness.stack.up({ json: true });
  return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
};
const events = (resource: string) =>
  harness
    .entries()
    .filter((entry) => entry.resource === resource)
    .map((entry) => entry.event);
const counted = async () => (await harness.outputs("counted")).addresses as string[];

beforeAll(async () => {
  harness = await AlibabaHarness.open(site(wishes));
});

test("preview shows what will be created, knows no addresses yet, and calls nothing that changes anything", async () => {
  const { steps, changeSummary } = await harness.stack.previewJson();
  expect(changeSummary).toEqual({ create: 4 });
  const web = steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(web?.inputs).toMatchObject({ bandwidth: 10, internetChargeType: "PayByBandwidth", region: "cn-hangzhou" });
  expect(web?.inputs?.ipv6AddressId).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  expect(harness.writes()).toEqual([]);
  expect(harness.events()).toEqual([]);
});

test("up assigns, then orders, once each", async () => {
  expect(await up({})).toEqual({ create: 4 });
  expect(harness.events("eni-demo0002")).toEqual(["assigned"]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned"]);
  expect(events("Ipv6InternetBandwidth")).toEqual(["ordered"]);
  const { ipv6AddressId, internetBandwidthId, ipv6Address } = await harness.outputs("web");
  expect(harness.live(ipv6AddressId as string)).toEqual([internetBandwidthId]);
  expect([ipv6Address]).toEqual(await counted());
  expect((await harness.outputs("listed")).addresses).toEqual([first, second]);
});

test("right after up a preview expects no changes, and neither it nor another up calls the cloud", async () => {
  harness.calls();
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  expect(await up({})).toEqual({ same: 4 });
  expect(harness.calls()).toEqual([]);
});

test("bandwidth is changed in place", async () => {
  const before = await harness.stack.resource("web");
  expect(await up({ mbps: 20 })).toEqual({ same: 3, update: 1 });
  expect(events("Ipv6InternetBandwidth")).toEqual(["ordered", "changed"]);
  expect(await harness.stack.resource("web")).toMatchObject({ id: before?.id, outputs: { bandwidth: 20 } });
  expect(harness.simulator.ledgerSummary().liveOrders[0]?.detail).toMatchObject({ bandwidth: 20 });
});

test("the charge type is changed by ending the order first and ordering anew; an address list is edited in place", async () => {
  const before = await harness.outputs("web");
  expect(await up({ charge: "PayByTraffic", listed: [second, third] })).toEqual({ same: 2, replace: 1, update: 1 });
  expect(events("Ipv6InternetBandwidth")).toEqual(["ordered", "changed", "released", "ordered"]);
  const after = await harness.outputs("web");
  expect(after).toMatchObject({ internetChargeType: "PayByTraffic", ipv6AddressId: before.ipv6AddressId });
  expect(harness.live()).toEqual([after.internetBandwidthId]);
  expect(after.internetBandwidthId).not.toBe(before.internetBandwidthId);

  // New before old, so that the card is never without.
  expect(harness.entries("eni-demo0004").map((entry) => [entry.event, entry.detail.addresses])).toEqual([
    ["assigned", [first, second]],
    ["assigned", [third]],
    ["unassigned", [first]],
  ]);
  expect((await harness.outputs("listed")).addresses).toEqual([second, third]);
});

test("a number of addresses grows and shrinks, and what hangs on the first of them is left alone", async () => {
  const [one] = await counted();
  const order = harness.live();
  expect(await up({ charge: "PayByTraffic", listed: [second, third], count: 3 })).toEqual({ same: 3, update: 1 });
  const three = await counted();
  expect(three).toHaveLength(3);
  expect(three[0]).toBe(one);
  expect(await up({ charge: "PayByTraffic", listed: [second, third], count: 2 })).toEqual({ same: 3, update: 1 });
  expect(await counted()).toEqual(three.slice(0, 2));
  expect(harness.entries("eni-demo0002").map((entry) => [entry.event, entry.detail.addresses])).toEqual([
    ["assigned", [one]],
    ["assigned", three.slice(1)],
    ["unassigned", three.slice(2)],
  ]);
  expect(harness.live()).toEqual(order);
});

test("destroy ends the order, gives back every address, and leaves other people's", async () => {
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
  expect(await harness.resources()).toEqual([]);
  const { ipv6Addresses } = harness.simulator.state().alibaba as { ipv6Addresses: Array<Record<string, unknown>> };
  const on = (card: string) => ipv6Addresses.filter((row) => row.networkInterface === card).map((row) => row.id);
  expect(on("eni-demo0002")).toEqual(["ipv6-demo0002", "ipv6-private"]);
  expect(on("eni-demo0004")).toEqual([]);
  // The bandwidth went first: an address that is still billed cannot be given back.
  expect(harness.entries().at(-1)?.event).toBe("unassigned");
});
