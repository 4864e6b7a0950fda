// What the simulated clouds refuse although `check` lets it through: the preview is refused in the same words, or the table
// says why that cannot be foreseen.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../../provider/core/check";
import { checkInputs } from "../../provider/core/inputs";
import type { Lifecycle } from "../../provider/core/lifecycle";
import { seedMany } from "../../simulator";
import { errors as alibaba } from "../../simulator/alibaba/errors";
import { errors as tencent } from "../../simulator/tencent/errors";
import { errors as zenlayer } from "../../simulator/zenlayer/errors";
import { acts } from "../acts";
import { PAIRS } from "./pairs";
import type { Pair } from "./pairs/pair";
import { CALL, ProviderHarness } from "./provider-harness";
import { alibabaRefusals } from "./refusals/alibaba";
import type { Refusal } from "./refusals/refusal";
import { REST } from "./refusals/rest";
import { tencentRefusals } from "./refusals/tencent";
import { zenlayerRefusals } from "./refusals/zenlayer";

let open: ProviderHarness | undefined;
afterEach(() => open?.simulator.close());

interface Stand {
  readonly harness: ProviderHarness;
  readonly run: Lifecycle;
  readonly inputs: Values;
  readonly state?: { readonly id: string; readonly properties: Values };
}

/** A fresh simulator, and what the case begins with. */
async function stand(pair: Pair, { inputs: more, from, settings, seed }: Refusal): Promise<Stand> {
  await open?.simulator.close();
  const harness = await ProviderHarness.open(pair, seed ? { seed } : {});
  open = harness;
  const run = harness.process(settings);
  const checked = (given: Values) => {
    const { inputs, failures } = checkInputs(harness.cloud, harness.binding, {}, given, pair.settings);
    expect(failures).toEqual([]);
    return inputs;
  };
  if (!from) return { harness, run, inputs: checked(more) };
  const state = await run.create(checked({ ...from, adopt: true }), CALL);
  return { harness, run, inputs: checked({ ...from, adopt: true, ...more }), state };
}

const CLOUDS = { alibaba: alibabaRefusals, tencent: tencentRefusals, zenlayer: zenlayerRefusals };

describe.each(Object.entries(CLOUDS))("%s", (cloud, refusals) => {
  const cases = refusals.map((refusal) => [`${refusal.resource}: ${refusal.what}`, refusal] as const);

  test.each(cases)("%s", async (_name, refusal) => {
    const pair = PAIRS.find((each) => each.cloud === cloud && each.resource === refusal.resource) as Pair;
    const { says, previewSays = says, unforeseen } = refusal;

    const plan = await stand(pair, refusal);
    const { simulator } = plan.harness;
    const [calls, entries] = [simulator.journal().length, simulator.ledger().length];
    const { inputs, state } = plan;
    const seen = await plan.run.preflight(
      state ? { verb: "update", inputs, ...{ id: state.id, state: state.properties } } : { verb: "create", inputs },
      CALL,
    );
    const made = simulator.journal().slice(calls);
    expect(acts(made)).toEqual([]);
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

/** What orders and changes are made of, in each simulated cloud. */
const SOURCES: Readonly<Record<keyof typeof CLOUDS, readonly string[]>> = {
  alibaba: [
    ...["actions/AllocateIpv6InternetBandwidth", "actions/ModifyIpv6InternetBandwidth", "actions/AssignIpv6Addresses"],
    ...[
      "actions/AllocateIpv6Address",
      "actions/CreateIpv6EgressOnlyRule",
      "network-interfaces",
      "require",
      "orders",
      "effects",
    ],
  ],
  tencent: [
    ...["actions/AllocateIp6AddressesBandwidth", "actions/ModifyIp6AddressesBandwidth", "actions/AssignIpv6Addresses"],
    ...["actions/AllocateIPv6Addresses", "actions/AssociateIPv6Address", "actions/ModifyIPv6AddressesBandwidth"],
    ...["require", "network-interfaces", "orders", "elastic"],
  ],
  zenlayer: [
    ...["actions/AssignNetworkInterfaceIpv6", "actions/ModifyIpv6Bandwidth", "actions/ModifyIpv6TrafficPackage"],
    ...["actions/bandwidth-clusters", "network-interfaces", "operations"],
  ],
};

test.each(Object.entries(SOURCES))("%s: no code of an order or a change is left out", (cloud, files) => {
  const texts = files.map((file) => readFileSync(join(__dirname, "../../simulator", cloud, `${file}.ts`), "utf8"));
  const thrown = texts.join("\n").match(/Refusal\([^;]*;/g) ?? [];
  const known = Object.keys({ alibaba, tencent, zenlayer }[cloud] ?? {});
  const codes = new Set(thrown.flatMap((each) => known.filter((code) => each.includes(`"${code}"`))));
  const told = CLOUDS[cloud as keyof typeof CLOUDS].map(({ says }) => says);
  const rest = Object.values(REST[cloud] ?? {}).flat();
  expect([...codes].filter((code) => !rest.includes(code) && !told.some((says) => code.includes(says)))).toEqual([]);
  expect(codes.size).toBeGreaterThan(10);
});

describe("reads that only previews need", () => {
  const cases = [
    ["tencent", "Ipv6InternetBandwidth", "DescribeNetworkAccountType", "UnauthorizedOperation"],
    ["tencent", "Ipv6InternetBandwidth", "DescribeNetworkInterfaces", "UnauthorizedOperation"],
    ["tencent", "NicIpv6Assignment", "DescribeSubnets", "UnauthorizedOperation"],
    ["tencent", "ElasticPublicIpv6", "DescribeAddressQuota", "InvalidAction"],
    ["zenlayer", "NicIpv6Assignment", "DescribeSubnets", "AUTHFAILURE_UNAUTHORIZED_OPERATION"],
  ] as const;
  test.each(cases)("%s.%s passes without %s", async (cloud, resource, action, code) => {
    const pair = PAIRS.find((each) => each.cloud === cloud && each.resource === resource) as Pair;
    const { harness, run, inputs } = await stand(pair, { resource, what: "", inputs: pair.inputs, says: "" });
    harness.simulator.fault({ action, do: { code }, times: -1 });
    expect(await run.preflight({ verb: "create", inputs }, CALL)).toEqual({ refusals: [], warnings: [] });
    expect(harness.calls(action)).toBe(1);
    expect(harness.said.join("\n")).toMatch(/info: .*The preview skips this check/);
  });

  test("the type of an account is asked once, and is a warning where it may matter", async () => {
    const refusal = tencentRefusals.find(({ says }) => says === "InvalidAccount.NotSupported") as Refusal;
    const pair = PAIRS.find((each) => each.cloud === "tencent" && each.resource === refusal.resource) as Pair;
    const { harness, run, inputs } = await stand(pair, refusal);
    for (const _ of [1, 2]) await run.preflight({ verb: "create", inputs }, CALL);
    expect(harness.calls("DescribeNetworkAccountType")).toBe(1);
    expect(harness.said.filter((line) => /warning: .*billed by CVM \(LEGACY\)/.test(line))).toHaveLength(2);
  });

  test("what many ask in one moment goes out together", async () => {
    const pair = PAIRS.find((each) => each.cloud === "tencent" && each.resource === "Ipv6InternetBandwidth") as Pair;
    const seed = seedMany(60);
    const { harness, run, inputs } = await stand(pair, { resource: "", what: "", inputs: pair.inputs, says: "", seed });
    const orders = Array.from({ length: 60 }, (_, n) => ({ ...inputs, ...pair.many?.(n + 1).at }));
    const seen = await Promise.all(orders.map((each) => run.preflight({ verb: "create", inputs: each }, CALL)));
    expect(seen.flatMap(({ refusals, warnings }) => [...refusals, ...warnings])).toEqual([]);
    expect(harness.simulator.journal().length).toBeLessThanOrEqual(12);
  });
});
