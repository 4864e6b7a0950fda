// What the simulated clouds refuse although `check` lets it through: the preview is refused in the same words, or the table
// says why that cannot be foreseen.
import type { Values } from "../../provider/core/check";
import { checkInputs } from "../../provider/core/inputs";
import type { Lifecycle } from "../../provider/core/lifecycle";
import { PAIRS } from "./pairs";
import type { Pair } from "./pairs/pair";
import { alibabaRefusals } from "./refusals/alibaba";
import type { Refusal } from "./refusals/refusal";
import { tencentRefusals } from "./refusals/tencent";
import { zenlayerRefusals } from "./refusals/zenlayer";
import { CALL, World } from "./world";

let open: World | undefined;
afterEach(() => open?.simulator.close());

interface Stand {
  readonly world: World;
  readonly run: Lifecycle;
  readonly inputs: Values;
  readonly state?: { readonly id: string; readonly properties: Values };
}

/** A fresh simulator, and what the case begins with. */
async function stand(pair: Pair, { inputs: more, from, settings, seed }: Refusal): Promise<Stand> {
  await open?.simulator.close();
  const world = await World.open(pair, seed ? { seed } : {});
  open = world;
  const run = world.process(settings);
  const checked = (given: Values) => {
    const { inputs, failures } = checkInputs(world.cloud, world.binding, {}, given, pair.settings);
    expect(failures).toEqual([]);
    return inputs;
  };
  if (!from) return { world, run, inputs: checked(more) };
  const state = await run.create(checked({ ...from, adopt: true }), CALL);
  return { world, run, inputs: checked({ ...from, adopt: true, ...more }), state };
}

const CLOUDS = { alibaba: alibabaRefusals, tencent: tencentRefusals, zenlayer: zenlayerRefusals };

describe.each(Object.entries(CLOUDS))("%s", (cloud, refusals) => {
  const cases = refusals.map((refusal) => [`${refusal.resource}: ${refusal.what}`, refusal] as const);

  test.each(cases)("%s", async (_name, refusal) => {
    const pair = PAIRS.find((each) => each.cloud === cloud && each.resource === refusal.resource) as Pair;
    const { says, previewSays = says, unforeseen } = refusal;

    const plan = await stand(pair, refusal);
    const { simulator } = plan.world;
    const [calls, entries] = [simulator.journal().length, simulator.ledger().length];
    const { inputs, state } = plan;
    const seen = await plan.run.foresee(
      state ? { verb: "update", inputs, ...{ id: state.id, state: state.properties } } : { verb: "create", inputs },
      CALL,
    );
    const made = simulator.journal().slice(calls);
    expect(made.filter(({ action, dryRun }) => !dryRun && !action.startsWith("Describe"))).toEqual([]);
    if (!state) expect(made.length).toBeGreaterThan(0);
    expect(simulator.ledger()).toHaveLength(entries);
    expect(seen.unanswered).toBeUndefined();
    const words = seen.refusals.map(({ message }) => message).join("\n");
    if (refusal.warned) expect(seen.warnings.join("\n")).toContain(says);
    if (unforeseen) expect(words).toBe("");
    else expect(words).toContain(previewSays);

    const up = await stand(pair, refusal);
    const doing = up.state
      ? up.run.update(up.state.id, up.state.properties, up.inputs, CALL)
      : up.run.create(up.inputs, CALL);
    await expect(doing).rejects.toThrow(says);
  });
});
