// Update plans through both doors: what a preview has saved is what an `up` may do, and nothing else.
import { join } from "node:path";
import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { EveryResourceHarness, type Wishes, wishes } from "./every-resource";
import type { CliResult } from "./workspace-types";

const ordered = wishes(() => ({}));
const changed = wishes(({ changed = {} }: Pair) => changed);
/** The change, and one figure more that nobody has seen. */
const slipped: Wishes = changed.map((wish) => (wish.inputs.bandwidth ? { ...wish, inputs: more(wish.inputs) } : wish));

function more(inputs: Values): Values {
  return { ...inputs, bandwidth: Number(inputs.bandwidth) + 1 };
}

const made = async (harness: EveryResourceHarness) =>
  (await harness.resources()).filter(({ type }) => !type.startsWith("pulumi:"));

test.each(["dynamic", "plugin"] as const)("%s: every resource is ordered, changed and ended by plans", async (door) => {
  const harness = await EveryResourceHarness.open(door);
  const plan = join(harness.stack.dir, "plan.json");
  const save = (declared: Wishes) => {
    harness.declare(declared, { together: true });
    return harness.stack.preview({ args: ["--save-plan", plan] });
  };
  const apply = (mayFail = false): Promise<CliResult> => harness.stack.up({ args: ["--plan", plan], mayFail });

  await save(ordered);
  expect(harness.entries()).toEqual([]);
  await apply();
  expect(await made(harness)).toHaveLength(PAIRS.length);

  await save(changed);
  const before = harness.entries().length;
  harness.declare(slipped, { together: true });
  const { code, stdout } = await apply(true);
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/violates plan.*bandwidth/s);
  // What the plan did allow may have been done, what it did not was not.
  const bandwidths = harness
    .entries()
    .slice(before)
    .map(({ detail }) => detail.bandwidth);
  expect(bandwidths.filter((mbps) => slipped.some(({ inputs }) => inputs.bandwidth === mbps))).toEqual([]);

  // The program that the plan was made for still goes through.
  harness.declare(changed, { together: true });
  await apply();

  await save([]);
  await apply();
  expect([await made(harness), harness.live()]).toEqual([[], []]);
});
