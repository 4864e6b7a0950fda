// Real processes killed in the middle of their work, with every resource of every cloud in one stack: the provider's, or
// the engine with all it started. One more run must reach what is declared, and the ledger shows each order once.
import { commandOf, descendants, isAlive } from "../../scripts/engine-process";
import type { FaultRule } from "../../simulator";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { type Door, EveryWorld, wishes } from "./every-world";
import { until } from "./harness";
import type { RunningUp } from "./harness-types";

/** At once, so that all are under way when the end comes. */
const together = { args: ["--parallel", String(4 * PAIRS.length)] };
const victims = ["provider", "engine"] as const;

type Victim = (typeof victims)[number];

/** Each pair's call is held for ever; then the victim dies. */
async function killIn(
  world: EveryWorld,
  victim: Victim,
  action: keyof Pair["actions"],
  when: FaultRule["when"] = "after",
) {
  const pairs = PAIRS.filter(({ changed }) => action !== "change" || changed);
  for (const { cloud, actions } of pairs) world.simulator.fault({ cloud, action: actions[action], do: "hold", when });
  const run = world.stack.startUp(together);
  const held = () => world.simulator.journal().filter(({ fault }) => fault?.startsWith("hold"));
  const before = held().length;
  await until("every call is held", () => held().length - before === pairs.length, 120_000);
  if (victim === "engine") {
    await run.kill();
    await world.stack.unlock();
  } else {
    for (const pid of providersOf(run)) process.kill(pid, "SIGKILL");
    // A run that has lost its provider ends by itself, and with an error.
    expect((await run.done).code).not.toBe(0);
  }
  world.simulator.clearFaults();
}

/** Processes of providers below the CLI: the plugin, or the one that serves dynamic resources. */
function providersOf({ pid }: RunningUp): number[] {
  const commands = /dist\/plugin\/plugin\.js|cmd\/dynamic-provider/;
  const found = descendants(pid ?? 0).filter((each) => isAlive(each) && commands.test(commandOf(each)));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

const counted = (world: EveryWorld) =>
  PAIRS.map(({ cloud, resource, events }) => {
    const count = (what: Pair["events"]["bought"]) =>
      world
        .entries()
        .filter((entry) => entry.cloud === cloud)
        .filter((entry) => (typeof what === "string" ? entry.event === what : what(entry))).length;
    return [`${cloud}.${resource}`, count(events.bought), count(events.ended)];
  });

/** One world per door and victim, all at work at the same time. */
const cases = (["dynamic", "plugin"] as const).flatMap((door) => victims.map((victim) => [door, victim] as const));
const name = "%s door, the %s killed in the middle of every create and change";

test.concurrent.each<readonly [Door, Victim]>(cases)(name, async (door, victim) => {
  const world = await EveryWorld.open(door);
  world.declare(
    wishes(() => ({})),
    true,
  );
  await killIn(world, victim, "order");
  await world.stack.up(together);
  const once = PAIRS.map(({ cloud, resource }) => [`${cloud}.${resource}`, 1, 0]);
  expect(counted(world)).toEqual(once);
  const orders = world.live();

  world.declare(
    wishes((pair) => pair.changed ?? {}),
    true,
  );
  await killIn(world, victim, "change");
  await world.stack.up(together);
  const byId = new Map((await world.resources()).map(({ urn, outputs }) => [urn.split("::").pop(), outputs]));
  for (const { cloud, resource, inputs, changed } of PAIRS)
    expect(byId.get(`${cloud}-${resource}`)).toMatchObject({ ...inputs, ...changed });
  expect(world.live()).toEqual(orders);
  await world.stack.preview({ args: ["--expect-no-changes"] });
  const changes = counted(world);

  await world.stack.destroy(together);
  expect(counted(world)).toEqual(changes.map(([pair, bought]) => [pair, bought, bought]));
  expect(world.live()).toEqual([]);
});
