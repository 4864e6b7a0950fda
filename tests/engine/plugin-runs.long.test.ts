// Through the plugin: runs that end badly, replacements that are forced, what comes in from outside.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AlibabaHarness,
  assignment,
  bandwidth,
  type HarnessOptions,
  pluginAssignmentType,
  pluginBandwidthType,
} from "./alibaba-harness";
import { until } from "./workspace";

const web = (more: object = {}, opts: object = {}) =>
  bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...more }, { opts });
const card = (more: object = {}) =>
  assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1, ...more });
const open = (body: string, options: HarnessOptions = {}) => AlibabaHarness.open(body, { door: "plugin", ...options });
const bandwidthOf = async (harness: AlibabaHarness, name = "web") => (await harness.outputs(name)).internetBandwidthId;
const none = { args: ["--expect-no-changes"] };

test.concurrent("Ctrl-C ends a wait within seconds, state has what was ordered, and the next up finishes", async () => {
  const harness = await open(web());
  harness.simulator.pace({ readLagMs: 3_600_000 });
  const up = harness.stack.startUp();
  await until("it waits", () => harness.calls().some((call) => call.action === "ModifyIpv6InternetBandwidth"));
  const began = Date.now();
  const { code, stdout } = await up.kill("SIGINT", false);
  expect(code).not.toBe(0);
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(stdout).toContain("cancelled while waiting");
  expect(await harness.stack.resource("web")).toMatchObject({
    id: `cn-hangzhou/ipv6-demo0001/${harness.live()[0]}`,
    initErrors: [expect.stringContaining("cancelled")],
  });
  harness.simulator.pace({ readLagMs: 0 });
  await harness.stack.up();
  expect(harness.events()).toEqual(["ordered"]);
  expect(await harness.stack.resource("web")).toMatchObject({ outputs: { internetBandwidthId: harness.live()[0] } });
  expect((await harness.stack.resource("web"))?.initErrors).toBeUndefined();
});

test.concurrent("reads that fail after the order leave the id with the reason", async () => {
  const harness = await open(web());
  harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  expect((await harness.stack.up({ mayFail: true })).stdout).toMatch(
    /\* Alibaba Cloud DescribeIpv6Addresses .*Forbidden\.RAM/,
  );
  expect(await harness.stack.resource("web")).toMatchObject({ initErrors: [expect.stringContaining("Forbidden.RAM")] });
  harness.simulator.clearFaults();
  await harness.stack.up();
  expect(harness.events()).toEqual(["ordered"]);
});

test.concurrent("--replace and taint: the old one goes first, once, and the run after one that failed ends nothing alive", async () => {
  const harness = await open(web() + card());
  const { stack } = harness;
  await stack.up();
  await stack.cli("state", {
    args: ["taint", stack.urn(pluginAssignmentType, "card"), "--yes", "--stack", stack.stack],
  });
  await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")] });
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(harness.live("ipv6-demo0001")).toEqual([await bandwidthOf(harness)]);
  await stack.preview(none);

  // Something else fails, so the engine leaves the deletion to the next run.
  harness.program(`${web() + card()}\n${bandwidth("bad", { ipv6AddressId: "ipv6-byhand", bandwidth: 1 })}`);
  const failed = await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")], mayFail: true });
  expect(failed.stdout).toContain("The place is taken by");
  harness.program(web() + card());
  await stack.up();
  expect(harness.live("ipv6-demo0001")).toEqual([await bandwidthOf(harness)]);
  await stack.preview(none);
  expect((await harness.resources()).filter(({ type }) => type === pluginBandwidthType)).toHaveLength(1);

  harness.program(web({}, { deleteBeforeReplace: true }) + card());
  await stack.up({ args: ["--replace", stack.urn(pluginBandwidthType, "web")] });
  expect(harness.events("ipv6-demo0001").filter((event) => event === "ordered")).toHaveLength(4);
  expect(harness.live()).toEqual([await bandwidthOf(harness)]);
  await stack.destroy();
  expect(harness.live()).toEqual([]);
});

test.concurrent("what is adopted under a new name is not deleted under the old one", async () => {
  const harness = await open(web());
  await harness.stack.up();
  const before = harness.live();
  harness.program(bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, adopt: true }));
  await harness.stack.up();
  expect(harness.live()).toEqual(before);
  await harness.stack.up();
  expect(harness.live()).toEqual([await bandwidthOf(harness, "site")]);
  const ours = (await harness.resources()).filter(({ type }) => type === pluginBandwidthType);
  expect(ours.map(({ urn }) => urn.split("::").at(-1))).toEqual(["site"]);
});

test.concurrent("destroy that runs the program destroys", async () => {
  const harness = await open(web() + card());
  await harness.stack.up();
  await harness.stack.destroy({ args: ["--run-program"] });
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "released"]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
});

test.concurrent("a stack goes over from the dynamic door by an alias, with no replacement and no write", async () => {
  const harness = await AlibabaHarness.open(web() + card());
  await harness.stack.up();
  const before = await harness.stack.resource("web");
  const alias = (type: string) => ({ aliases: [{ type: `pulumi-nodejs:dynamic/ipv6/alibaba:${type}` }] });
  const cardWith = (more: object) =>
    assignment(
      "card",
      { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1, ...more },
      { opts: alias("NicIpv6Assignment") },
    );
  harness.throughPlugin(web({}, alias("Ipv6InternetBandwidth")) + cardWith({}));
  harness.calls();
  await harness.stack.preview(none);
  await harness.stack.up();
  await harness.stack.refresh();
  expect(harness.writes()).toEqual([]);
  expect(await harness.stack.resource("web")).toMatchObject({ id: before?.id, type: pluginBandwidthType });
  harness.stack.write(
    "index.js",
    readFileSync(join(harness.stack.dir, "index.js"), "utf8").replace('"bandwidth":10', '"bandwidth":20'),
  );
  await harness.stack.up();
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "changed"]);
  expect(Object.keys((await harness.outputs("web")) ?? {}).filter((name) => name.startsWith("__"))).toEqual([
    "__entry",
  ]);
  await harness.stack.destroy();
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "changed", "released"]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
});
