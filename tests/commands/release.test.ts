// `pulumi-ipv6 release` on the simulated clouds. What ended is taken from their ledger and tables, what was sent from
// the journal.
import { readCommandLine } from "../../provider/commands/arguments";
import { release } from "../../provider/commands/release";
import type { Plan } from "../../provider/commands/release/plan";
import { processRuntime } from "../../provider/doors/process-runtime";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { quickClock } from "../lifecycle/provider-harness";
import { runCommand, type Surroundings, type Told } from "./command-harness";
import { billsOf, everyCloud, exported, idsOf, resourceOf, writesIn } from "./estate";

let simulator: Simulator;
let clock = quickClock();
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(3, { inUse: true }), now: () => clock.now() });
});
afterAll(() => simulator.close());
beforeEach(() => {
  clock = quickClock();
  simulator.reset();
});

/** One of each cloud and product. */
const ONE_EACH = ["ipv6bw-many00001", "eip-many00001", "eipv6-many00001", "1710000000000000001"];
const bill = (id: string) => {
  const found = billsOf(simulator).find((each) => each.id === id);
  if (!found) throw new Error(`${id} is not billed`);
  return found;
};
type Files = Record<string, string>;
/** A state with what is named. */
const holding = (...ids: readonly string[]): Files => ({
  "states/prod.json": exported(
    "net",
    "prod",
    ids.map((id) => resourceOf(bill(id))),
  ),
});

function run(args: readonly string[], files: Files, more: Partial<Surroundings> = {}): Promise<Told> {
  const runtime = { clock, random: () => 0.5, unique: unique() };
  return runCommand(release, args, { environment: everyCloud(simulator), runtime, files, ...more });
}
function unique() {
  let count = 0;
  return () => `unique-${clock.now()}-${++count}`;
}

async function planned(files: Files, ...args: string[]): Promise<{ plan: Plan; told: Told }> {
  const told = await run(["--plan", "plan.json", "--states", "states", ...args], files);
  expect([told.problems, told.failure]).toEqual([[], undefined]);
  expect(writesIn(simulator)).toEqual([]);
  expect(simulator.journal().filter(({ dryRun }) => dryRun)).toEqual([]);
  return { plan: JSON.parse(told.files.get("plan.json") ?? "") as Plan, told };
}

const reviewed = (plan: Plan, ...ids: readonly string[]) =>
  JSON.stringify({ ...plan, rows: plan.rows.map((row) => ({ ...row, release: ids.includes(row.id) })) }, null, 4);

const apply = (files: Files, args: readonly string[] = [], more: Partial<Surroundings> = {}) =>
  run(["--apply", "plan.json", "--states", "states", ...args], files, more);

const outcomes = (told: Told, path = "plan.json.result.json") =>
  Object.fromEntries(
    (JSON.parse(told.files.get(path) ?? "{}").rows ?? []).map((each: { id: string; outcome: string; why?: string }) => [
      each.id,
      each.why ? `${each.outcome}: ${each.why}` : each.outcome,
    ]),
  );
/** What is billed no more. */
const ended = (before: readonly string[]) => {
  const now = new Set(idsOf(billsOf(simulator)));
  return before.filter((id) => !now.has(id)).sort();
};
const billed = () => idsOf(billsOf(simulator));

test("without states it says what to do, before any call", async () => {
  const { problems } = await run(["--plan", "plan.json"], {});
  expect(problems).toEqual([expect.stringMatching(/^--states FOLDER or --backend is required: .*pulumi stack export/)]);
  expect((await run([], {})).problems[0]).toMatch(/exactly one of them is required/);
  const both = ["--plan", "p", "--id", "x", "--states", "states"];
  expect((await run(both, {})).problems).toEqual(["--id: only with --apply"]);
  const stranger = ["--apply", "p", "--cloud", "alibaba", "--states", "states"];
  expect((await run(stranger, {})).problems).toEqual(["--cloud: only with --plan"]);
  expect(simulator.journal()).toEqual([]);
});

test("a plan has what no state has, chosen by no one, and nothing of a controller", async () => {
  const tags = { "kubernetes.io/cluster/web": "owned" };
  simulator.operate({ cloud: "tencent", table: "networkInterfaces", id: "eni-many00003", change: { tags } });
  const ros = { tags: { "acs:ros:stackId": "s-1" } };
  simulator.operate({ cloud: "alibaba", table: "ipv6Addresses", id: "ipv6-many00003", change: ros });
  const files = { ...holding("ipv6bw-many00001", "eip-many00001"), ignore: "eipv6-by*\n" };
  const { plan, told } = await planned(files, "--ignore", "ignore");
  const kept = [
    ...["ipv6bw-many00001", "eip-many00001", "eip-many00003", "ipv6bw-many00003", "eipv6-byhand01"],
    ...["eip-moving01", "eipv6-moving01"],
  ];
  expect(plan.rows.map(({ id }) => id).sort()).toEqual(billed().filter((id) => !kept.includes(id)));
  expect(plan.rows.some((row) => row.release)).toBe(false);
  expect(Object.fromEntries(plan.leftOut.map(({ id, why }) => [id, why]))).toEqual({
    "eip-many00003": "Kubernetes manages it",
    "ipv6bw-many00003": "it has the tag acs:ros:stackId of the system: another product may manage it",
    "eipv6-byhand01": "a line of --ignore names it",
    "eip-moving01": expect.stringMatching(/^it is changing, so something is at work on it: the address is \w+ING$/),
    "eipv6-moving01": expect.stringMatching(/^it is changing/),
    "ipv6bw-service": "a product of Alibaba Cloud manages it",
  });
  expect(plan.accounts.map(({ id }) => id)).toEqual(["1234567890123456", "100000000001", "zenlayer-account-1"]);
  expect(plan.rows.find(({ id }) => id === "ipv6bw-byhand")?.reason).toMatch(/IN USE on eni-demo0003 of i-demo0002/);
  expect(told.out).toMatch(/Wrote plan\.json\. Nothing was released/);
});

test("a plan that somebody reviewed is not overwritten", async () => {
  const { plan } = await planned(holding());
  const [{ id = "" } = {}] = plan.rows;
  const told = await run(["--plan", "plan.json", "--states", "states"], {
    ...holding(),
    "plan.json": reviewed(plan, id),
  });
  expect(told.failure).toMatch(/plan\.json: is a plan with 1 rows marked for release; choose another file/);
  expect(told.files.size).toBe(0);
});

test("what the system tags everywhere is no sign of another product", async () => {
  simulator.pace({ systemTags: "on" });
  const { plan } = await planned(holding());
  expect(plan.rows.map(({ id }) => id).sort()).toEqual(billed().filter((id) => !id.includes("moving")));
});

test("exactly the named ids end: those of the reviewed file, and those typed", async () => {
  const files = holding("ipv6bw-many00002", "eip-many00002");
  const { plan } = await planned(files);
  const before = billed();
  const told = await apply({ ...files, "plan.json": reviewed(plan, ...ONE_EACH.slice(0, 2)) }, [
    ...ONE_EACH.slice(2).flatMap((id) => ["--id", id]),
  ]);
  expect([told.problems, told.failure]).toEqual([[], undefined]);
  expect(ended(before)).toEqual([...ONE_EACH].sort());
  expect(outcomes(told)).toEqual(Object.fromEntries(ONE_EACH.map((id) => [id, "released"])));
  const events = simulator.ledger().map(({ event, id }) => `${event} ${id}`);
  expect(events.filter((each) => each.startsWith("released")).sort()).toEqual(
    expect.arrayContaining(["released eip-many00001", "released eipv6-many00001", "released ipv6bw-many00001"]),
  );
  expect(events.filter((each) => /^(ordered|changed|assigned)/.test(each))).toEqual([]);
  // The dry run of the one cloud that has any came before the first release.
  const journal = simulator.journal();
  const dry = journal.filter(({ dryRun }) => dryRun).map(({ action }) => action);
  expect(dry).toEqual(["DeleteIpv6InternetBandwidth"]);
  const first = journal.findIndex(({ action, dryRun }) => /^(Delete|Release|Unassign)/.test(action) && !dryRun);
  expect(journal.findIndex(({ dryRun }) => dryRun)).toBeLessThan(first);
});

test("one that a state has by now, that changed, or that is in use since, is refused; the rest ends", async () => {
  const { plan } = await planned(holding());
  const before = billed();
  simulator.operate({ cloud: "tencent", table: "publicAddresses", id: "eip-many00001", change: { bandwidth: 77 } });
  const inUse = { instance: "i-demo0001", status: "InUse" };
  simulator.operate({ cloud: "alibaba", table: "networkInterfaces", id: "eni-many00001", change: inUse });
  const chosen = [...ONE_EACH, "ipv6bw-many00002"];
  const told = await apply({ ...holding("eipv6-many00001"), "plan.json": reviewed(plan, ...chosen) });
  expect(ended(before)).toEqual(["1710000000000000001", "ipv6bw-many00002"]);
  expect(outcomes(told)).toEqual({
    "eipv6-many00001": "refused: is in the state of states/prod.json now, as eipv6-many00001",
    "eip-many00001": "refused: changed since the plan: bandwidth was 10 and is 77",
    "ipv6bw-many00001": expect.stringMatching(
      /^refused: changed since the plan: on was "eni-many00001" and is "eni-many/,
    ),
    "1710000000000000001": "released",
    "ipv6bw-many00002": "released",
  });
  expect(told.failure).toBe("3 of 5 chosen rows were not released");
});

test("an order under way in a stack is not released, and nothing is while a state is unread or changing", async () => {
  const { plan } = await planned(holding());
  const before = billed();
  const files = { "plan.json": reviewed(plan, "eip-many00001") };
  const ordering = { type: "ipv6:tencent:Ipv6InternetBandwidth", name: "web", inputs: bill("eip-many00001").outputs };
  const pending = { "states/prod.json": exported("net", "prod", [], [ordering]) };
  expect(outcomes(await apply({ ...files, ...pending }))).toEqual({
    "eip-many00001": "refused: is in the state of states/prod.json now, as web",
  });
  const torn = await apply({ ...files, ...holding(), "states/torn.json": '{"version": 3, "deploy' });
  expect(torn.failure).toMatch(/nothing is released while a state cannot be read: states\/torn\.json: is no state/);
  const exec: Surroundings["exec"] = async (_, [, verb]) => {
    const list = [{ name: "o/net/prod", updateInProgress: true }];
    return { out: verb === "ls" ? JSON.stringify(list) : exported("net", "prod", []), err: "", code: 0 };
  };
  const busy = await apply({ ...files, ...holding() }, ["--backend"], { exec });
  expect(busy.failure).toMatch(/nothing is released while an update is under way \(o\/net\/prod\)/);
  expect(ended(before)).toEqual([]);
  expect(writesIn(simulator)).toEqual([]);
});

test("a second run of the same plan sends nothing and keeps the result", async () => {
  const { plan } = await planned(holding());
  const files = { ...holding(), "plan.json": reviewed(plan, ...ONE_EACH) };
  const first = await apply(files);
  const [sent, before] = [writesIn(simulator).length, billed()];
  const result = first.files.get("plan.json.result.json") ?? "";
  const second = await apply({ ...files, "plan.json.result.json": result });
  expect(second.failure).toBeUndefined();
  expect(second.out).toMatch(/^4 released\. Wrote/m);
  expect(writesIn(simulator)).toHaveLength(sent);
  expect(ended(before)).toEqual([]);
  // Without the result of the first run, too.
  expect(outcomes(await apply(files))).toEqual(Object.fromEntries(ONE_EACH.map((id) => [id, "gone"])));
  expect(writesIn(simulator)).toHaveLength(sent);
});

test("stopped half way: the result is true, and the next run does the rest, each once", async () => {
  const chosen = ["ipv6bw-many00001", "ipv6bw-many00002", "ipv6bw-many00003", "eip-many00001"];
  const { plan } = await planned(holding());
  const before = billed();
  const files = { ...holding(), "plan.json": reviewed(plan, ...chosen) };
  // The second delete is carried out, and its answer never comes.
  simulator.fault({ action: "DeleteIpv6InternetBandwidth", when: "after", do: "hold", times: -1, skip: 4 });
  const stop = new AbortController();
  const isOver = () => ended(before).length >= 2;
  const { sleep } = clock;
  clock.sleep = async (milliseconds, signal) => {
    if (isOver()) stop.abort();
    return sleep(milliseconds, signal);
  };
  const watch = setInterval(() => isOver() && stop.abort(), 5);
  const told = await apply(files, [], { signal: stop.signal }).finally(() => clearInterval(watch));
  expect(told.failure).toMatch(
    /^stopped: .*begun and not seen to have ended.* Run the same command again to continue$/,
  );
  const known = Object.values(outcomes(told));
  expect(known.every((each) => ["released", "begun", "not begun"].includes(String(each)))).toBe(true);
  for (const [id, outcome] of Object.entries(outcomes(told)))
    if (outcome === "released") expect(ended(before)).toContain(id);

  simulator.clearFaults();
  clock.sleep = sleep;
  const rest = await apply({ ...files, "plan.json.result.json": told.files.get("plan.json.result.json") ?? "" });
  expect(rest.failure).toBeUndefined();
  expect(ended(before)).toEqual([...chosen].sort());
  const released = simulator.ledger().filter(({ event }) => event === "released");
  expect(released.map(({ id }) => id).sort()).toEqual([...chosen].sort());
});

test("killed while it releases: the last result says what was begun", async () => {
  const { plan } = await planned(holding());
  const files = { ...holding(), "plan.json": reviewed(plan, "ipv6bw-many00001") };
  const before = billed();
  const line = readCommandLine([release], ["release", "--apply", "plan.json", "--states", "states"]);
  if (!("given" in line)) throw new Error("wrong command line");
  let last = "";
  const io = {
    ...{ runtime: { ...processRuntime, clock, environment: everyCloud(simulator), log: () => {} } },
    ...{ signal: new AbortController().signal, out: () => {}, say: () => {}, progress: () => {}, colour: false },
    ...{ exec: async () => undefined, list: async () => [], listBelow: async () => ["states/prod.json"] },
    read: async (path: string) => {
      const file = (files as Files)[path];
      if (file === undefined) throw new Error("ENOENT");
      return Buffer.from(file);
    },
    // After this, nothing of the process is left.
    write: (_: string, text: string) => {
      if (/"begun"/.test(last)) throw new Error("killed");
      last = text;
    },
  };
  await release.run(line.given, io).catch(() => {});
  expect(JSON.parse(last).rows).toMatchObject([{ id: "ipv6bw-many00001", outcome: "begun" }]);
  const again = await apply({ ...files, "plan.json.result.json": last });
  expect(outcomes(again)).toEqual({ "ipv6bw-many00001": "gone" });
  expect(ended(before)).toEqual(["ipv6bw-many00001"]);
});
