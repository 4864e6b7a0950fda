// Runs that end badly, with every resource of every cloud in one stack. A cloud is tested here as soon as its pairs are
// in PAIRS. Their life is in doors.test.ts, killed runs in kills.test.ts.
import { PAIRS } from "../lifecycle/pairs";
import { ProviderHarness } from "../lifecycle/provider-harness";
import { EveryResourceHarness, type Wishes, wishes } from "./every-resource";
import { filesKept, spellings, wordsSaid } from "./kept";
import { byName, ofEach } from "./pair-harness";
import { environment, type Source, secretsOf } from "./pair-settings";
import type { UpOptions } from "./workspace-types";

const opened: EveryResourceHarness[] = [];

// Packages that are loaded with a first call: Jest lets nothing be loaded while one of several tests at a time has ended.
beforeAll(async () => {
  for (const pair of PAIRS) {
    const harness = await ProviderHarness.open(pair);
    await pair.outside.occupy(harness.simulator);
    await harness.create({ adopt: true });
    await harness.simulator.close();
  }
});

async function open(source?: Source): Promise<EveryResourceHarness> {
  const harness = await EveryResourceHarness.open("dynamic", source, { PULUMI_IPV6_LOG: "debug" });
  opened.push(harness);
  return harness;
}

/** Runs up on a program that declares these. @returns the number of resources by operation */
async function up(harness: EveryResourceHarness, declared: Wishes, options: UpOptions = {}) {
  harness.declare(declared, { together: true });
  const { events } = await harness.stack.up({ json: true, ...options });
  return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
}
const plain = wishes(() => ({}));

test.concurrent("a refusal leaves nothing; adopt takes over", async () => {
  const harness = await open();
  const { stack, simulator } = harness;
  const all = ofEach(harness);
  const failing = { mayFail: true, args: ["--continue-on-error"], json: false } as const;
  harness.declare(plain, { together: true });
  const wrong: Record<string, string> = Object.assign({}, ...PAIRS.map((pair) => environment(pair, pair.planted)));
  const unsigned = await stack.up({ ...failing, env: wrong });
  expect(unsigned.code).not.toBe(0);
  for (const { codes } of PAIRS) expect(unsigned.stdout).toContain(codes.badSignature);
  expect(unsigned.stdout).toContain("ipv6 debug");
  expect(simulator.ledger()).toEqual([]);

  for (const { outside } of PAIRS) await outside.occupy(simulator);
  const [taken, { length }] = [simulator.state(), simulator.ledger()];
  const refused = await stack.up(failing);
  expect(refused.code).not.toBe(0);
  const refusals = refused.stdout.split("Diagnostics:")[1]?.split(/\n(?= {2}\S)/) ?? [];
  for (const { name } of all)
    expect(refusals.filter((each) => each.includes(`(${name})`))).toEqual([expect.stringContaining("adopt: true")]);
  expect(await harness.resources()).toEqual([]);
  expect([simulator.ledger().length, simulator.state()]).toEqual([length, taken]);

  expect(
    await up(
      harness,
      wishes(() => ({ adopt: true })),
    ),
  ).toEqual({ same: 1, create: PAIRS.length });
  expect(byName(all, (each) => each.deals(length))).toEqual(byName(all, () => []));
  for (const each of all) {
    expect(each.row.outputs).toMatchObject(each.pair.inputs);
    await each.expectSeen();
  }
  // From then on they are like any other.
  harness.declare(plain, { together: true });
  await stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("reads that fail after the order: state keeps it, the next up finishes", async () => {
  // One of each cloud: the others read by the same calls.
  const chosen = PAIRS.filter(({ cloud }, index) => PAIRS.findIndex((each) => each.cloud === cloud) === index);
  const harness = await open("configuration");
  const { simulator } = harness;
  const declared = plain.filter(({ cloud, resource }) =>
    chosen.some((pair) => pair.cloud === cloud && pair.resource === resource),
  );
  for (const { cloud, actions, codes } of chosen) {
    const { read: action, order: since } = actions;
    simulator.fault({ cloud, action, do: { code: codes.denied }, times: -1, since });
  }
  harness.declare(declared, { together: true });
  const { code, stdout } = await harness.stack.up({ mayFail: true, args: ["--continue-on-error"] });
  expect(code).not.toBe(0);
  const all = ofEach(harness, chosen);
  expect(byName(all, (each) => each.deals())).toEqual(byName(all, () => ["bought"]));
  const ids = byName(all, ({ row }) => row.id);
  for (const { pair, row } of all) {
    expect(stdout).toContain(pair.codes.denied);
    expect(row.initErrors).toEqual([expect.stringContaining(pair.codes.denied)]);
    // Without the frozen code refresh and destroy could not even begin.
    expect(row.outputs.__provider).toContain("pulumi-ipv6/dynamic");
  }

  simulator.clearFaults();
  harness.calls();
  await up(harness, declared);
  const writes = chosen.flatMap(({ actions: { order, change, release } }) => [order, change, release]);
  expect(harness.acts().filter(({ action }) => writes.includes(action))).toEqual([]);
  expect(byName(all, ({ row }) => row.id)).toEqual(ids);
  for (const each of all) await each.expectOnce();
});

test.concurrent("an order whose answer was lost is one order", async () => {
  const harness = await open();
  for (const { cloud, actions } of PAIRS)
    harness.simulator.fault({ cloud, action: actions.order, do: "drop", when: "after" });
  expect(await up(harness, plain, { alone: true })).toEqual({ create: 1 + PAIRS.length });
  for (const each of ofEach(harness)) await each.expectOnce();
});

// Comes last and begins when all the others have ended: it reads what they left behind.
test("no credential and no signature in any file or output", () => {
  const [first] = opened;
  const kept = [...(first ? filesKept(first.stack) : []), ...opened.flatMap(({ stack }) => wordsSaid(stack))];
  // Where something would be seen: the provider's log and the state of each pair.
  expect(kept.filter(([, text]) => text.includes("ipv6 debug")).length).toBeGreaterThan(0);
  for (const pair of PAIRS)
    expect(kept.filter(([, text]) => text.includes(`provider(\\"${pair.cloud}:${pair.resource}\\")`))).not.toEqual([]);
  const secrets = PAIRS.flatMap(secretsOf);
  expect(secrets.length).toBeGreaterThan(PAIRS.length);
  const ways = [...new Set(secrets.flatMap(spellings))];
  const where = (wrong: (text: string) => boolean) => kept.filter(([, text]) => wrong(text)).map(([place]) => place);
  expect(where((text) => ways.some((way) => text.includes(way)))).toEqual([]);
  expect(where((text) => /Signature(=|%3D|Nonce)|SecurityToken(=|%3D)/.test(text))).toEqual([]);
});
