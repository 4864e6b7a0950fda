// Real processes killed in the middle of their work, with every resource of every cloud in one stack: the provider's, or
// the engine with all it started. One more run must reach what is declared, and the ledger shows each order once.
import { commandOf, descendants, isAlive } from "../../scripts/engine-process";
import type { FaultRule } from "../../simulator";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { WHOLE } from "../whole";
import { type Door, EveryResourceHarness, wishes } from "./every-resource";
import { until } from "./workspace";
import type { RunningUp } from "./workspace-types";

/** At once, so that all are under way when the end comes. */
const together = { args: ["--parallel", String(4 * PAIRS.length)] };
const victims = ["provider", "engine"] as const;

type Victim = (typeof victims)[number];

/** Each pair's call is held for ever; then the victim dies. */
async function killIn(
  harness: EveryResourceHarness,
  victim: Victim,
  action: keyof Pair["actions"],
  when: FaultRule["when"] = "after",
) {
  const pairs = PAIRS.filter(({ changed }) => action !== "change" || changed);
  for (const { cloud, actions } of pairs) harness.simulator.fault({ cloud, action: actions[action], do: "hold", when });
  const run = harness.stack.startUp(together);
  const held = () => harness.simulator.journal().filter(({ fault }) => fault?.startsWith("hold"));
  const before = held().length;
  await until("every call is held", () => held().length - before === pairs.length);
  if (victim === "engine") {
    await run.kill();
    await harness.stack.unlock();
  } else {
    for (const pid of providersOf(run)) process.kill(pid, "SIGKILL");
    // A run that has lost its provider ends by itself, and with an error.
    expect((await run.done).code).not.toBe(0);
  }
  harness.simulator.clearFaults();
}

/** Processes of providers below the CLI: the plugin, or the one that serves dynamic resources. */
function providersOf({ pid }: RunningUp): number[] {
  const commands = /dist\/plugin\/plugin\.js|cmd\/dynamic-provider/;
  const found = descendants(pid ?? 0).filter((each) => isAlive(each) && commands.test(commandOf(each)));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** How often each thing was bought and ended; a change may be sent twice, and is the same change. */
function deals(harness: EveryResourceHarness): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { cloud, resource, event } of harness.entries()) {
    const what = `${cloud} ${resource} ${event}`;
    if (event !== "changed") found[what] = (found[what] ?? 0) + 1;
  }
  return found;
}

/** The same life, undisturbed. */
let ordered: Record<string, number>;
let ended: Record<string, number>;
beforeAll(async () => {
  const harness = await EveryResourceHarness.open("plugin");
  harness.declare(
    wishes(() => ({})),
    { together: true },
  );
  await harness.stack.up(together);
  ordered = deals(harness);
  expect(Object.keys(ordered).length).toBeGreaterThanOrEqual(5);
  harness.declare(
    wishes((pair) => pair.changed ?? {}),
    { together: true },
  );
  await harness.stack.up(together);
  await harness.stack.destroy(together);
  ended = deals(harness);
});

/** One harness per door and victim, all at work at the same time; or each door and each victim once. */
const cases = (["dynamic", "plugin"] as const).flatMap((door, index) =>
  victims.filter((_, at) => WHOLE || at === index).map((victim) => [door, victim] as const),
);
const name = "%s door, the %s killed in the middle of every create and change";

test.concurrent.each<readonly [Door, Victim]>(cases)(name, async (door, victim) => {
  const harness = await EveryResourceHarness.open(door);
  harness.declare(
    wishes(() => ({})),
    { together: true },
  );
  await killIn(harness, victim, "order");
  const { stdout } = await harness.stack.up(together);
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  expect(deals(harness)).toEqual(ordered);
  const orders = harness.live();

  harness.declare(
    wishes((pair) => pair.changed ?? {}),
    { together: true },
  );
  await killIn(harness, victim, "change");
  await harness.stack.up(together);
  const byId = new Map((await harness.resources()).map(({ urn, outputs }) => [urn.split("::").pop(), outputs]));
  for (const { cloud, resource, inputs, changed } of PAIRS)
    expect(byId.get(`${cloud}-${resource}`)).toMatchObject({ ...inputs, ...changed });
  expect(harness.live()).toEqual(orders);
  await harness.stack.preview({ args: ["--expect-no-changes"] });

  await harness.stack.destroy(together);
  expect(deals(harness)).toEqual(ended);
  expect(harness.live()).toEqual([]);
});
