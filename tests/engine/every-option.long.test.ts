// Options of the engine that touch every resource of a stack: what they ask for is done once, and what they do not is left.
import { type Door, EveryResourceHarness, nameOf, type Wishes, wishes } from "./every-resource";

const DOORS: readonly Door[] = ["dynamic", "plugin"];
const inputs = wishes(() => ({}));
const withOpts = (opts: (each: Wishes[number]) => object): Wishes =>
  inputs.map((each) => ({ ...each, opts: { ...opts(each) } }));
const none = { args: ["--expect-no-changes"] };

describe.each(DOORS)("through the %s door", (door) => {
  test.concurrent("refreshes that run the program, transformations, and a taint of everything", async () => {
    const harness = await EveryResourceHarness.open(door);
    const { stack, simulator } = harness;
    harness.declare(inputs, { together: true });
    await stack.up();
    const made = () => simulator.ledger().filter(({ event }) => event === "ordered" || event === "assigned").length;
    const [live, atFirst] = [simulator.ledgerSummary().liveOrders.length, made()];
    harness.calls();

    await stack.up({ args: ["--refresh", ...none.args] });
    await stack.refresh({ args: ["--run-program", ...none.args] });
    const first = `pulumi.runtime.registerStackTransformation(({ props, opts }) =>
      ({ props, opts: { ...opts, protect: true, customTimeouts: { create: "7m", update: "7m", delete: "7m" } } }));`;
    harness.declare(inputs, { first, together: true });
    await stack.up();
    expect(stack.state().filter(({ urn }) => inputs.some((each) => harness.urnOf(each) === urn))).toHaveLength(
      inputs.length,
    );
    harness.declare(inputs, { together: true });
    await stack.up();
    expect(harness.acts()).toEqual([]);

    await stack.cli("state", {
      args: ["taint", "--yes", "--stack", stack.stack, ...inputs.map((each) => harness.urnOf(each))],
    });
    const { steps } = await stack.previewJson();
    const planned = inputs.map((each) =>
      steps.find(({ urn, op }) => urn === harness.urnOf(each) && /replace/.test(op)),
    );
    expect(planned.filter((step) => step === undefined)).toEqual([]);
    await stack.up();
    expect(made()).toBe(2 * atFirst);
    expect(simulator.ledgerSummary().liveOrders).toHaveLength(live);
    await stack.up(none);
    await stack.destroy();
    expect(simulator.ledgerSummary().liveOrders).toEqual([]);
  });
});

// Through the plugin: the engine has no import of dynamic resources.
test.concurrent("what is forgotten by one state is taken over by options, unchanged, and stays protected", async () => {
  const harness = await EveryResourceHarness.open("plugin");
  const { stack, simulator } = harness;
  harness.declare(inputs, { together: true });
  await stack.up();
  const idOf = Object.fromEntries(stack.state().map(({ urn, id }) => [urn.split("::").at(-1), id]));
  const urns = inputs.map((each) => harness.urnOf(each));
  const orders = simulator
    .ledgerSummary()
    .liveOrders.map(({ id }) => id)
    .sort();
  await stack.cli("state", { args: ["delete", "--yes", "--stack", stack.stack, ...urns] });
  harness.calls();

  harness.declare(
    withOpts((each) => ({ import: idOf[nameOf(each)], protect: true })),
    { together: true },
  );
  await stack.up();
  await stack.up(none);
  harness.declare(
    withOpts(() => ({ protect: true })),
    { together: true },
  );
  await stack.up(none);
  expect(harness.acts()).toEqual([]);
  expect((await stack.destroy({ mayFail: true })).code).not.toBe(0);
  expect(
    simulator
      .ledgerSummary()
      .liveOrders.map(({ id }) => id)
      .sort(),
  ).toEqual(orders);
  harness.declare(inputs, { together: true });
  await stack.up();
  await stack.destroy();
  expect(simulator.ledgerSummary().liveOrders).toEqual([]);
});
