// The life of a stack through the plugin, from the first preview to destroy. One story on one stack, in order.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

interface Wishes {
  readonly mbps: number;
  readonly charge: string;
  readonly count: number;
}
const wishes: Wishes = { mbps: 10, charge: "PayByBandwidth", count: 1 };
const site = (change: Partial<Wishes>) => {
  const { mbps, charge, count } = { ...wishes, ...change };
  return `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0002", ipv6AddressCount: count })}
  ${bandwidth("web", { bandwidth: mbps, internetChargeType: charge }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
`;
};

let harness: AlibabaHarness;
const up = async (change: Partial<Wishes>) => {
  harness.program(site(change));
  const { events } = await harness.stack.up({ json: true });
  return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
};
const events = () =>
  harness
    .entries()
    .filter((entry) => entry.resource === "Ipv6InternetBandwidth")
    .map((entry) => entry.event);

beforeAll(async () => {
  harness = await AlibabaHarness.open(site({}), { door: "plugin" });
});

test("preview answers what is known, leaves open what the cloud decides, and only looks", async () => {
  const { steps, changeSummary } = await harness.stack.previewJson();
  expect(changeSummary).toEqual({ create: 3 });
  const web = steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(web?.inputs).toMatchObject({ bandwidth: 10, region: "cn-hangzhou", internetChargeType: "PayByBandwidth" });
  expect(web?.inputs?.ipv6AddressId).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  expect(harness.writes()).toEqual([]);
});

test("up assigns, then orders, once each", async () => {
  expect(await up({})).toEqual({ create: 3 });
  expect(harness.events("eni-demo0002")).toEqual(["assigned"]);
  expect(events()).toEqual(["ordered"]);
  const { internetBandwidthId, ipv6Address } = await harness.outputs("web");
  expect(harness.live()).toEqual([internetBandwidthId]);
  expect((await harness.outputs("card")).addresses).toEqual([ipv6Address]);
});

test("right after up a preview expects no changes; it looks, in few calls, and neither it nor an up writes", async () => {
  harness.calls();
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  expect(harness.calls().length).toBeLessThanOrEqual(3);
  expect(await up({})).toEqual({ same: 3 });
  expect(harness.writes()).toEqual([]);
});

test("bandwidth is changed in place, and the preview says how", async () => {
  harness.program(site({ mbps: 20 }));
  const { steps } = await harness.stack.previewJson();
  expect(steps.find((step) => step.op === "update")).toMatchObject({
    detailedDiff: { bandwidth: { kind: "update", inputDiff: false } },
    diffReasons: ["bandwidth"],
  });
  const before = await harness.stack.resource("web");
  expect(await up({ mbps: 20 })).toEqual({ same: 2, update: 1 });
  expect(events()).toEqual(["ordered", "changed"]);
  expect(await harness.stack.resource("web")).toMatchObject({ id: before?.id, outputs: { bandwidth: 20 } });
});

test("drift shows in a plain preview and is put right by a plain up", async () => {
  const { internetBandwidthId } = await harness.outputs("web");
  await harness.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: internetBandwidthId, Bandwidth: 33 });
  const { stdout } = await harness.stack.preview({ args: ["--diff"] });
  expect(stdout).toMatch(/~ bandwidth: 33 => 20/);
  await up({ mbps: 20 });
  expect(events()).toEqual(["ordered", "changed", "changed", "changed"]);
  expect((await harness.outputs("web")).bandwidth).toBe(20);
});

test("the charge type is changed by ending the order first and ordering anew", async () => {
  const before = await harness.outputs("web");
  const changed = { mbps: 20, charge: "PayByTraffic" };
  expect(await up(changed)).toEqual({ same: 2, replace: 1 });
  expect(events().slice(4)).toEqual(["released", "ordered"]);
  const after = await harness.outputs("web");
  expect(harness.live()).toEqual([after.internetBandwidthId]);
  expect(after.internetBandwidthId).not.toBe(before.internetBandwidthId);
  expect(await up(changed)).toEqual({ same: 3 });
});

test("a number of addresses grows, and what hangs on the first of them is left alone", async () => {
  const order = harness.live();
  expect(await up({ mbps: 20, charge: "PayByTraffic", count: 3 })).toEqual({ same: 2, update: 1 });
  expect((await harness.outputs("card")).addresses).toHaveLength(3);
  expect(harness.live()).toEqual(order);
});

test("state has no credential, and what is ours and hidden is one name", async () => {
  const text = JSON.stringify(await harness.stack.stackExport({ args: ["--show-secrets"] }));
  expect(text).not.toContain("simulator-secret");
  const web = await harness.stack.resource("web");
  expect(Object.keys(web?.outputs ?? {}).filter((name) => name.startsWith("__"))).toEqual(["__entry"]);
  expect(Object.keys(web?.inputs ?? {}).filter((name) => name.startsWith("__"))).toEqual([]);
});

test("destroy ends the order and gives back what was assigned", async () => {
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
  expect(await harness.resources()).toEqual([]);
  expect(harness.entries().at(-1)?.event).toBe("unassigned");
});
