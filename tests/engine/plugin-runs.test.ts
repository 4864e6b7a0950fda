// Through the plugin: runs that end badly, replacements that are forced, what comes in from outside.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  assignment,
  bandwidth,
  pluginAssignmentType,
  pluginBandwidthType,
  World,
  type WorldOptions,
} from "./alibaba-world";
import { until } from "./harness";

const web = (more: object = {}, opts: object = {}) =>
  bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...more }, { opts });
const card = (more: object = {}) =>
  assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1, ...more });
const open = (body: string, options: WorldOptions = {}) => World.open(body, { door: "plugin", ...options });
const bandwidthOf = async (world: World, name = "web") => (await world.outputs(name)).internetBandwidthId;
const none = { args: ["--expect-no-changes"] };

test.concurrent("Ctrl-C ends a wait within seconds, state has what was ordered, and the next up finishes", async () => {
  const world = await open(web());
  world.simulator.pace({ readLagMs: 3_600_000 });
  const up = world.stack.startUp();
  await until("it waits", () => world.calls().some((call) => call.action === "ModifyIpv6InternetBandwidth"));
  const began = Date.now();
  const { code, stdout } = await up.kill("SIGINT", false);
  expect(code).not.toBe(0);
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(stdout).toContain("cancelled while waiting");
  expect(await world.stack.resource("web")).toMatchObject({
    id: `cn-hangzhou/ipv6-demo0001/${world.live()[0]}`,
    initErrors: [expect.stringContaining("cancelled")],
  });
  world.simulator.pace({ readLagMs: 0 });
  await world.stack.up();
  expect(world.events()).toEqual(["ordered"]);
  expect(await world.stack.resource("web")).toMatchObject({ outputs: { internetBandwidthId: world.live()[0] } });
  expect((await world.stack.resource("web"))?.initErrors).toBeUndefined();
});

test.concurrent("a run killed before it had its answers: the next one gets the same orders", async () => {
  const world = await open(web() + card());
  for (const action of ["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"])
    world.simulator.fault({ action, do: "hold", when: "after" });
  const up = world.stack.startUp();
  await until("both orders are placed", () => world.events().length === 2);
  expect((await up.kill()).code).toBeNull();
  await world.stack.unlock();
  const { stdout } = await world.stack.up();
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  expect(world.events("ipv6-demo0001")).toEqual(["ordered"]);
  expect(world.events("eni-demo0004")).toEqual(["assigned"]);
  await world.stack.preview(none);
});

test.concurrent("reads that fail after the order leave the id with the reason", async () => {
  const world = await open(web());
  world.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  expect((await world.stack.up({ mayFail: true })).stdout).toMatch(
    /\* Alibaba Cloud DescribeIpv6Addresses .*Forbidden\.RAM/,
  );
  expect(await world.stack.resource("web")).toMatchObject({ initErrors: [expect.stringContaining("Forbidden.RAM")] });
  world.simulator.clearFaults();
  await world.stack.up();
  expect(world.events()).toEqual(["ordered"]);
});

test.concurrent("--replace and taint: the old one goes first, once, and the run after one that failed ends nothing alive", async () => {
  const world = await open(web() + card());
  const { stack } = world;
  await stack.up();
  await stack.cli("state", {
    args: ["taint", stack.urn(pluginAssignmentType, "card"), "--yes", "--stack", stack.stack],
  });
  await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")] });
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(world.live("ipv6-demo0001")).toEqual([await bandwidthOf(world)]);
  await stack.preview(none);

  // Something else fails, so the engine leaves the deletion to the next run.
  world.program(`${web() + card()}\n${bandwidth("bad", { ipv6AddressId: "ipv6-byhand", bandwidth: 1 })}`);
  const failed = await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")], mayFail: true });
  expect(failed.stdout).toContain("The place is taken by");
  world.program(web() + card());
  await stack.up();
  expect(world.live("ipv6-demo0001")).toEqual([await bandwidthOf(world)]);
  await stack.preview(none);
  expect((await world.resources()).filter(({ type }) => type === pluginBandwidthType)).toHaveLength(1);

  world.program(web({}, { deleteBeforeReplace: true }) + card());
  await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")] });
  expect(world.events("ipv6-demo0001").filter((event) => event === "ordered")).toHaveLength(4);
  expect(world.live()).toEqual([await bandwidthOf(world)]);
  await stack.destroy();
  expect(world.live()).toEqual([]);
});

test.concurrent("what is adopted under a new name is not deleted under the old one", async () => {
  const world = await open(web());
  await world.stack.up();
  const before = world.live();
  world.program(bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, adopt: true }));
  await world.stack.up();
  expect(world.live()).toEqual(before);
  await world.stack.up();
  expect(world.live()).toEqual([await bandwidthOf(world, "site")]);
  const ours = (await world.resources()).filter(({ type }) => type === pluginBandwidthType);
  expect(ours.map(({ urn }) => urn.split("::").at(-1))).toEqual(["site"]);
});

test.concurrent("destroy that runs the program destroys", async () => {
  const world = await open(web() + card());
  await world.stack.up();
  await world.stack.destroy({ args: ["--run-program"] });
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "released"]);
  expect(world.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
});

test.concurrent("a stack goes over from the dynamic door by an alias, with no replacement and no write", async () => {
  const world = await World.open(web() + card());
  await world.stack.up();
  const before = await world.stack.resource("web");
  const alias = (type: string) => ({ aliases: [{ type: `pulumi-nodejs:dynamic/ipv6/alibaba:${type}` }] });
  const cardWith = (more: object) =>
    assignment(
      "card",
      { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1, ...more },
      { opts: alias("NicIpv6Assignment") },
    );
  world.throughPlugin(web({}, alias("Ipv6InternetBandwidth")) + cardWith({}));
  world.calls();
  await world.stack.preview(none);
  await world.stack.up();
  await world.stack.refresh();
  expect(world.writes()).toEqual([]);
  expect(await world.stack.resource("web")).toMatchObject({ id: before?.id, type: pluginBandwidthType });
  world.stack.write(
    "index.js",
    readFileSync(join(world.stack.dir, "index.js"), "utf8").replace('"bandwidth":10', '"bandwidth":20'),
  );
  await world.stack.up();
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "changed"]);
  expect(Object.keys((await world.outputs("web")) ?? {}).filter((name) => name.startsWith("__"))).toEqual(["__entry"]);
  await world.stack.destroy();
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "changed", "released"]);
  expect(world.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
});
