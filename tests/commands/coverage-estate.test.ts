// `pulumi-ipv6 coverage`: lost orders, the stacks of a backend, and an estate of a thousand objects.
import { coverage } from "../../provider/commands/coverage";
import type { View } from "../../provider/commands/coverage/view";
import type { Values } from "../../provider/core/check";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { PAIRS } from "../lifecycle/pairs";
import { ProviderHarness, quickClock } from "../lifecycle/provider-harness";
import { runCommand, type Surroundings } from "./command-harness";
import { billsOf, everyCloud, exported, resourceOf } from "./estate";

const clock = quickClock();
let simulator: Simulator;
afterEach(() => simulator.close());

async function viewed(args: readonly string[], more: Surroundings): Promise<View> {
  const { out, problems } = await runCommand(coverage, ["--json", ...args], {
    ...{ environment: everyCloud(simulator), runtime: { clock } },
    ...more,
  });
  expect(problems).toEqual([]);
  return JSON.parse(out) as View;
}

describe("an order that no state has", () => {
  const ORDERED = [
    ["tencent", "Ipv6InternetBandwidth"],
    ["tencent", "ElasticPublicIpv6"],
    ["zenlayer", "NicIpv6Assignment"],
  ] as const;

  async function order(cloud: string, resource: string, isHeld: boolean) {
    simulator = await startSimulator({ now: clock.now });
    const pair = PAIRS.find((each) => each.cloud === cloud && each.resource === resource);
    if (!pair) throw new Error(`no ${cloud} ${resource}`);
    const harness = ProviderHarness.over(pair, simulator, clock);
    const process = harness.process();
    const before = billsOf(simulator).map(({ id }) => id);
    const identity = `shop/prod::ipv6:${cloud}:${resource}::web`;
    await process.create(harness.inputs(), { identity });
    if (isHeld) await process.settle();
    const [ordered] = billsOf(simulator).filter(({ id }) => !before.includes(id));
    return { id: ordered?.id, inputs: harness.inputs() };
  }

  const lostIn = async (...states: readonly string[]) => {
    const files = Object.fromEntries(states.map((text, index) => [`states/${index}.json`, text]));
    return (await viewed(["--states", "states"], { files })).lost;
  };

  test.each(ORDERED)("%s.%s: names the stack, where its name can be derived", async (cloud, resource) => {
    const { id, inputs } = await order(cloud, resource, false);
    const web = { type: `ipv6:${cloud}:${resource}`, name: "web" };
    const other = { ...web, id: "elsewhere", outputs: {} };

    const [unknown, ...rest] = await lostIn(exported("blog", "prod", []));
    expect([unknown?.id, unknown?.mark?.held, unknown?.mark?.for]).toEqual([id, false, null]);
    expect(rest).toEqual([]);
    // The same program in another stack has a resource of this name.
    const [derived] = await lostIn(exported("shop", "dev", [other]), exported("shop", "prod", []));
    expect(derived?.mark?.for).toEqual({ stack: "shop/prod", resource: "web", declared: false, pending: false });
    const [declared] = await lostIn(exported("shop", "prod", [other]));
    expect(declared?.mark?.for).toMatchObject({ stack: "shop/prod", resource: "web", declared: true });
    // An order under way has no id in state: it is known by its place, or else by its tag.
    const pending = exported("shop", "prod", [], [{ ...web, inputs: inputs as Values }]);
    const [ordering] = await lostIn(pending);
    if (resource === "ElasticPublicIpv6")
      expect(ordering?.mark?.for).toMatchObject({ stack: "shop/prod", pending: true });
    else expect(ordering).toBeUndefined();
  });

  test("one that a state had is told from one that was not completed", async () => {
    await order("tencent", "Ipv6InternetBandwidth", true);
    expect((await lostIn(exported("blog", "prod", []))).map(({ mark }) => mark?.held)).toEqual([true]);
  });

  test("bandwidth whose tag names no owner", async () => {
    simulator = await startSimulator({ now: clock.now });
    const change = { tags: { "pulumi-ipv6:bandwidth-held": "true" } };
    simulator.operate({ cloud: "alibaba", table: "ipv6Addresses", id: "ipv6-byhand", change });
    const [lost] = await lostIn(exported("blog", "prod", []));
    expect([lost?.id, lost?.mark]).toEqual([
      "ipv6bw-byhand",
      { tag: "pulumi-ipv6:bandwidth-held", held: true, for: null },
    ]);
  });

  test("an owner tag of an earlier IPv6 of the network interface is no sign of an order", async () => {
    simulator = await startSimulator({ now: clock.now });
    const change = { tags: { "pulumi-ipv6": "0123456789abcdef0123-1600000000" } };
    simulator.operate({ cloud: "zenlayer", table: "networkInterfaces", id: "1680855999352675877", change });
    expect(await lostIn(exported("blog", "prod", []))).toEqual([]);
  });
});

describe("the stacks of a backend", () => {
  const ran = (out: string) => ({ out, err: "", code: 0 });

  async function viewedFrom(stacks: Readonly<Record<string, string>>, more: Values = {}) {
    let [now, most] = [0, 0];
    const asked: string[] = [];
    const exec = async (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(" "));
      const list = Object.keys(stacks).map((name) => ({ name, current: false, updateInProgress: name === more.busy }));
      if (args[1] === "ls") return ran(JSON.stringify(list));
      most = Math.max(most, ++now);
      await clock.sleep(1);
      now--;
      const text = stacks[String(args.at(-1))];
      return text ? ran(text) : { out: "", err: "error: no permission to read it\n", code: 255 };
    };
    return { view: await viewed([], { exec }), asked, most };
  }

  test("are listed once and exported a few at a time", async () => {
    simulator = await startSimulator();
    const bills = billsOf(simulator).slice(0, 12);
    const stacks = Object.fromEntries(
      bills.map((bill, index) => [`org/shop/s${index}`, exported("shop", `s${index}`, [resourceOf(bill)])]),
    );
    const { view, asked, most } = await viewedFrom(stacks, { busy: "org/shop/s3" });
    expect(view.inCode).toBe(12);
    expect(asked[0]).toBe("pulumi stack ls --all --json");
    expect(asked.slice(1).sort()).toEqual(
      Object.keys(stacks)
        .map((name) => `pulumi stack export --stack ${name}`)
        .sort(),
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    expect(view.busy).toEqual(["org/shop/s3"]);
  });

  test("one that cannot be read makes it at least", async () => {
    simulator = await startSimulator();
    const { view } = await viewedFrom({ "org/shop/a": exported("shop", "a", []), "org/shop/b": "" });
    expect(view.certainty).toBe("at least");
    expect(view.unread).toEqual(["state org/shop/b: error: no permission to read it"]);
  });

  test("objects of two stacks are said", async () => {
    simulator = await startSimulator();
    const [bill] = billsOf(simulator);
    if (!bill) throw new Error("nothing is billed");
    const both = { a: exported("shop", "a", [resourceOf(bill)]), b: exported("shop", "b", [resourceOf(bill)]) };
    expect((await viewedFrom(both)).view.twice.map(({ id }) => id)).toEqual([bill.id]);
  });

  test("without pulumi, and without stacks, it says what to do", async () => {
    simulator = await startSimulator();
    const run = (exec?: Surroundings["exec"]) =>
      runCommand(coverage, [], { environment: everyCloud(simulator), ...(exec && { exec }) });
    expect((await run()).failure).toMatch(/pulumi is not on PATH.*--states FOLDER/);
    expect((await run(async () => ran("[]"))).failure).toMatch(/no stacks.*--states FOLDER/);
    const logged = async () => ({ out: "", err: "error: PULUMI_ACCESS_TOKEN must be set", code: 255 });
    expect((await run(logged)).failure).toBe("pulumi stack ls --all --json: error: PULUMI_ACCESS_TOKEN must be set");
  });
});

test("more than a thousand objects in three clouds: at most 20 calls a cloud, all of them reads", async () => {
  simulator = await startSimulator({ seed: seedMany(340, { inUse: true }), now: clock.now });
  const bills = billsOf(simulator);
  expect(bills.length).toBeGreaterThan(1_300);
  const files = {
    "states/half.json": exported("net", "prod", bills.filter((_, index) => index % 2 === 0).map(resourceOf)),
  };
  const view = await viewed(["--states", "states"], { files });
  expect([view.paid, view.inCode, view.certainty]).toEqual([bills.length, Math.ceil(bills.length / 2), "exact"]);
  const calls = new Map<string, number>();
  for (const { cloud, action } of simulator.journal()) {
    expect(action).toMatch(/^(Describe|GetCallerIdentity)/);
    calls.set(cloud, (calls.get(cloud) ?? 0) + 1);
  }
  for (const cloud of ["alibaba", "tencent", "zenlayer"]) expect(calls.get(cloud)).toBeLessThanOrEqual(20);
});
