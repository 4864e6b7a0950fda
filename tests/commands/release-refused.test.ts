// Plans that `pulumi-ipv6 release --apply` does not take, and releases that the cloud does not.
import { release } from "../../provider/commands/release";
import type { Plan } from "../../provider/commands/release/plan";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { quickClock } from "../lifecycle/provider-harness";
import { runCommand, type Surroundings } from "./command-harness";
import { billsOf, everyCloud, exported, idsOf, writesIn } from "./estate";

let simulator: Simulator;
let clock = quickClock();
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(2, { inUse: true }), now: () => clock.now() });
});
afterAll(() => simulator.close());
beforeEach(() => {
  clock = quickClock();
  simulator.reset();
});

const STATES = { "states/prod.json": exported("net", "prod", []) };
const [FIRST, SECOND] = ["ipv6bw-many00001", "ipv6bw-many00002"];

async function plan(): Promise<Plan> {
  const args = ["--plan", "plan.json", "--states", "states", "--cloud", "alibaba"];
  const told = await run(args, {});
  return JSON.parse(told.files.get("plan.json") ?? "") as Plan;
}
function run(args: readonly string[], files: Record<string, string>, more: Partial<Surroundings> = {}) {
  const environment = everyCloud(simulator);
  return runCommand(release, args, { environment, runtime: { clock }, files: { ...STATES, ...files }, ...more });
}
function apply(text: string, args: readonly string[] = [], more: Partial<Surroundings> = {}) {
  return run(["--apply", "plan.json", "--states", "states", ...args], { "plan.json": text }, more);
}
const chosen = (given: Plan, ...ids: readonly string[]): Plan => ({
  ...given,
  rows: given.rows.map((row) => ({ ...row, release: ids.includes(row.id) })),
});

test("a plan that was edited in more than its choices, that is none, or in which nothing is chosen", async () => {
  const made = chosen(await plan(), FIRST);
  const other = { ...made, rows: made.rows.map((row) => ({ ...row, id: row.id === FIRST ? SECOND : row.id })) };
  expect((await apply(JSON.stringify(other))).problems).toEqual([
    '--apply plan.json: differs from what --plan wrote in more than "release": make a new plan, and set only "release" in it',
  ]);
  const moved = { ...made, accounts: made.accounts.map((each) => ({ ...each, id: "666" })) };
  expect((await apply(JSON.stringify(moved))).problems[0]).toMatch(/differs from what --plan wrote/);
  expect((await apply("{}")).problems[0]).toMatch(/is no plan of pulumi-ipv6 release --plan/);
  expect((await apply(JSON.stringify(chosen(made)))).problems).toEqual([
    '--apply plan.json: no row has "release": true, and no --id is given, so there is nothing to release',
  ]);
  expect((await apply(JSON.stringify(made), ["--id", "ipv6bw-typo"])).problems).toEqual([
    "--id: ipv6bw-typo is no row of plan.json",
  ]);
  expect(writesIn(simulator)).toEqual([]);
});

test("a plan of yesterday, unless --force is given", async () => {
  const text = JSON.stringify(chosen(await plan(), FIRST));
  // The cloud's own time stays: requests are signed with the time of this machine.
  const later = { runtime: { clock: quickClock(clock.now() + 25 * 3_600_000) } };
  const [problem] = (await apply(text, [], later)).problems;
  expect(problem).toMatch(/more than a day ago: make a new plan, or give --force/);
  expect(writesIn(simulator)).toEqual([]);
  expect(await apply(text, ["--force"], later)).toMatchObject({ problems: [], failure: undefined });
  expect(idsOf(billsOf(simulator))).not.toContain(FIRST);
});

test("credentials of another account", async () => {
  const text = JSON.stringify(chosen(await plan(), FIRST));
  const environment = {
    ...everyCloud(simulator),
    ALIBABA_CLOUD_ACCESS_KEY_ID: "simulator-other-account",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "simulator-other-secret",
  };
  expect((await apply(text, [], { environment })).failure).toBe(
    "Alibaba Cloud: the plan is of account 1234567890123456, the credentials are of 2234567890123456",
  );
});

test("without a state that the plan was made with", async () => {
  const text = JSON.stringify(chosen(await plan(), FIRST));
  const files = { "plan.json": text, "others/x.json": exported("net", "x", []) };
  const told = await run(["--apply", "plan.json", "--states", "others"], files);
  expect(told.failure).toMatch(
    /^nothing is released without the states of the plan: states\/prod\.json\. Give the same/,
  );
  expect(writesIn(simulator)).toEqual([]);
});

test("an identity that may not release: the dry run says so, and nothing ends", async () => {
  const text = JSON.stringify(chosen(await plan(), FIRST, SECOND));
  const environment = {
    ...everyCloud(simulator),
    ALIBABA_CLOUD_ACCESS_KEY_ID: "simulator-key-readonly",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "simulator-secret-readonly",
  };
  const told = await apply(text, [], { environment });
  expect(told.failure).toBe("2 of 2 chosen rows were not released");
  expect(told.out).toMatch(/refused: the dry run was refused: .*Forbidden\.RAM/);
  expect(writesIn(simulator)).toEqual([]);
  expect(simulator.ledger()).toEqual([]);
});

test("an endpoint that ignores dry runs: the plan ends nothing, and the release exactly what was chosen", async () => {
  simulator.pace({ dryRun: "ignored" });
  const made = await plan();
  expect(simulator.ledger()).toEqual([]);
  const told = await apply(JSON.stringify(chosen(made, FIRST, SECOND)));
  expect(told.failure).toBeUndefined();
  expect(
    simulator
      .ledger()
      .map(({ event, id }) => `${event} ${id}`)
      .sort(),
  ).toEqual([`released ${FIRST}`, `released ${SECOND}`]);
});

test("one release that fails leaves the others, and ends with 1", async () => {
  const text = JSON.stringify(chosen(await plan(), FIRST, SECOND));
  simulator.fault({
    action: "DeleteIpv6InternetBandwidth",
    match: { Ipv6InternetBandwidthId: FIRST },
    do: { code: "OperationFailed.ServiceManaged" },
    times: -1,
    skip: 1,
  });
  const told = await apply(text);
  expect(told.failure).toBe("1 of 2 chosen rows were not released");
  expect(told.out).toMatch(new RegExp(`${FIRST}.*failed: .*OperationFailed\\.ServiceManaged`));
  expect(simulator.ledger().map(({ event, id }) => `${event} ${id}`)).toEqual([`released ${SECOND}`]);
});

test("what is not known to be free of a controller is not in the plan", async () => {
  simulator.fault({ action: "DescribeNetworkInterfaces", do: { code: "Forbidden.RAM" }, times: -1 });
  const { rows, leftOut } = await plan();
  expect(rows).toEqual([]);
  expect(leftOut.find(({ id }) => id === FIRST)?.why).toMatch(/not all about it could be read/);
});
