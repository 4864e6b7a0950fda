// One stack in five languages, through SDKs that were made from one schema: the same plan, the same calls.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatedFiles, generateSdks } from "../../scripts/sdks";
import type { JournalEntry } from "../../simulator";
import { acts } from "../acts";
import { WHOLE } from "../whole";
import { AlibabaHarness, assignment, bandwidth, PLUGIN } from "./alibaba-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { atEnd, cleanups, type Language, missing, openExample, PARTS, ROOT } from "./language-setup";
import { createWorkspace, type Workspace } from "./workspace";
import type { CliResult, Preview } from "./workspace-types";

/** The first time hosts are built, and packages of other languages come over the network. */
const FIRST_TIME_MS = 900_000;
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRETS = ["simulator-secret", "simulator-tencent-key", "simulator-zenlayer-password"];

interface Mistake {
  /** In the program: the last place of each text, and what stands there instead. */
  readonly edits: readonly (readonly [string, string])[];
  readonly said: readonly RegExp[];
}

/** Names with a slip and values of the wrong type, and what is said of each before any call. A compiler says it all at once. */
const MISTAKES: Readonly<Record<Language, { readonly file: string; readonly all: readonly Mistake[] }>> = {
  nodejs: {
    file: "index.ts",
    all: [
      {
        edits: [
          ["ipv6AddressCount: 1", "ipv6AddresCount: 1"],
          ["bandwidth: 20", 'bandwidth: "many"'],
        ],
        said: [/'ipv6AddresCount' does not exist/, /'string' is not assignable to type 'Input<number>/],
      },
    ],
  },
  yaml: {
    file: "Pulumi.yaml",
    all: [
      { edits: [["bandwidth: 20", "bandwith: 20"]], said: [/bandwith does not exist/] },
      { edits: [["bandwidth: 20", "bandwidth: many"]], said: [/bandwidth.*many|many.*bandwidth/] },
    ],
  },
  python: {
    file: "__main__.py",
    all: [
      { edits: [["bandwidth=20", "bandwith=20"]], said: [/unexpected keyword argument 'bandwith'/] },
      { edits: [["bandwidth=20", 'bandwidth="many"']], said: [/bandwidth: must be .* got "many"/] },
    ],
  },
  go: {
    file: "main.go",
    all: [
      {
        edits: [
          ["Description: ", "Descripton: "],
          ["pulumi.Int(20)", 'pulumi.String("many")'],
        ],
        said: [/unknown field Descripton/, /cannot use pulumi.String\("many"\)/],
      },
    ],
  },
  java: {
    file: "src/main/java/languages/App.java",
    all: [
      {
        edits: [
          [".description(", ".descripton("],
          [".bandwidth(20)", '.bandwidth("many")'],
        ],
        said: [/cannot find symbol/, /descripton/, /no suitable method found for bandwidth|incompatible types/],
      },
    ],
  },
};

interface Told {
  readonly plan: unknown[];
  readonly calls: { readonly writes: string[]; readonly reads: string[] };
  readonly ledger: string[];
}

/** What a run is compared by: of the engine's steps, what a program has a say in. */
function planOf({ steps }: Preview): unknown[] {
  const ours = steps.filter(({ urn }) => urn.includes("ipv6:"));
  return ours
    .map(({ op, urn, newState }) => ({ op, urn, inputs: newState?.inputs }))
    .sort((a, b) => a.urn.localeCompare(b.urn));
}

/** Ids and addresses that the clouds chose, by what they belong to: they differ with the order in which clouds are asked. */
function chosenBy(stack: Workspace): (text: string) => string {
  const chosen = stack
    .state()
    .flatMap(({ urn, outputs = {} }) =>
      ["addresses", "ipv6AddressIds", "ipv6InternetBandwidthId"].flatMap((name) =>
        [outputs[name] ?? []].flat().map((value) => [String(value), `<${name} of ${urn.split("::").at(-1)}>`] as const),
      ),
    );
  return (text) => chosen.reduce((kept, [value, name]) => kept.replaceAll(value, name), text);
}

/** Calls without what differs between any two runs. How often a wait looks depends on the clock. */
function callsOf(journal: readonly JournalEntry[], named: (text: string) => string): Told["calls"] {
  const told = journal.map(({ cloud, action, params: { ClientToken, ...params }, status }) => {
    const text = JSON.stringify({ cloud, action, params, status });
    // A token of the same order is the same token, unless the order names what a cloud chose. Other writes have new ones.
    const derived = named(text) === text && /^[0-9a-f]{40}$/.test(ClientToken ?? "");
    const token = derived ? ` ${ClientToken}` : "";
    return named(text).replace(/(?<=-)\d{10}(?=\\)/, "<time>") + token;
  });
  const isRead = (text: string) => /"action":"(Describe|Get|List)/.test(text);
  // What says that state has it comes a moment later, for as many as there are by then.
  const isHold = (text: string) =>
    /"action":"(Un)?TagResources"|-held[\\"]+,[\\"]+value|TagKey":"pulumi-ipv6:/.test(text);
  return {
    writes: told.filter((text) => !isRead(text) && !isHold(text)).sort(),
    reads: [...new Set(told.filter(isRead))].sort(),
  };
}

async function openHarness(language: Language): Promise<EngineHarness> {
  const simulator = await openSimulator();
  const env = Object.assign({}, ...Object.values(simulator.environment()));
  return new EngineHarness(simulator, await openExample(language, env));
}

/** From the first preview to destroy, with what every language has to show. */
async function story(harness: EngineHarness): Promise<Told> {
  const { stack, simulator } = harness;
  const preview = await stack.previewJson();
  const web = preview.steps.find(({ urn }) => urn.endsWith("::web"));
  expect(web?.newState?.inputs).toMatchObject({ ipv6AddressId: UNKNOWN, bandwidth: 20, region: "cn-hangzhou" });
  expect(harness.events()).toEqual([]);
  await stack.up();
  expect(harness.live()).toHaveLength(2);
  await stack.preview({ args: ["--expect-no-changes"] });
  const { stdout } = await stack.cli("stack", { args: ["output", "--json", "--stack", stack.stack] });
  expect(Object.keys(JSON.parse(stdout)).sort()).toEqual(["alibabaAddress", "tencentAddress", "zenlayerAddress"]);
  const named = chosenBy(stack);
  await stack.destroy();
  expect(harness.live()).toEqual([]);
  expect(state(stack)).toEqual([]);
  const ledger = harness.entries().map(({ cloud, event, subject }) => named(`${cloud} ${event} ${subject}`));
  return { plan: planOf(preview), calls: callsOf(simulator.journal(), named), ledger: ledger.sort() };
}

const state = (stack: Workspace) => stack.state().filter(({ type }) => type.startsWith("ipv6:"));

/** Puts a mistake into the program, previews, and takes it out again. */
async function previewWith(stack: Workspace, file: string, { edits }: Mistake): Promise<CliResult> {
  const text = readFileSync(join(stack.dir, file), "utf8");
  const wrong = edits.reduce((kept, [from, to]) => {
    const at = kept.lastIndexOf(from);
    if (at < 0) throw new Error(`${file} has no ${from}`);
    return kept.slice(0, at) + to + kept.slice(at + from.length);
  }, text);
  stack.write(file, wrong);
  const result = await stack.preview({ mayFail: true });
  stack.write(file, text);
  return result;
}

afterAll(async () => {
  for (const end of atEnd) await end();
  for (const folder of cleanups) rmSync(folder, { recursive: true, force: true });
});

/** What the others are held to. */
let first: Told | undefined;
const SLOW: Partial<Record<Language, string>> = {
  go: "the first time, its compiler takes minutes: make test LONG=1 runs it",
  java: "the first time, Maven downloads for minutes: make test LONG=1 runs it",
};
const LANGUAGES: readonly Language[] = ["nodejs", "yaml", "python", "go", "java"];

for (const language of LANGUAGES) {
  const why = missing(language) ?? (WHOLE ? undefined : SLOW[language]);
  if (why) process.stderr.write(`\nSKIPPED: programs in ${language} on the real engine: ${why}\n\n`);
  (why ? describe.skip : describe)(`${language}${why ? ` (SKIPPED: ${why})` : ""}`, () => {
    let harness: EngineHarness;
    beforeAll(async () => {
      harness = await openHarness(language);
    }, FIRST_TIME_MS);

    test(
      "the life of the stack: the same plan and the same calls as in every language",
      async () => {
        const told = await story(harness);
        first ??= told;
        expect(told).toEqual(first);
        expect(told.plan).toHaveLength(4);
        expect(told.calls.writes.length).toBeGreaterThan(6);
        for (const { stdout, stderr } of harness.stack.said) {
          for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
        }
      },
      FIRST_TIME_MS,
    );

    test("a name with a slip and a value of the wrong type are refused by name, and nothing is ordered", async () => {
      const { file, all } = MISTAKES[language];
      harness.calls();
      for (const mistake of all) {
        const { code, stdout, stderr } = await previewWith(harness.stack, file, mistake);
        expect(code).not.toBe(0);
        for (const words of mistake.said) expect(stdout + stderr).toMatch(words);
      }
      expect(harness.acts()).toEqual([]);
    });
  });
}

test(
  "PublicIpv6 without a line of code: a card on each of three clouds",
  async () => {
    const simulator = await openSimulator();
    const env = Object.assign({}, ...Object.values(simulator.environment()));
    const exampleDir = join(ROOT, "examples/public-ipv6-yaml");
    const harness = new EngineHarness(simulator, await createWorkspace({ exampleDir, env, parts: PARTS }));
    const program = readFileSync(join(exampleDir, "Pulumi.yaml"), "utf8");
    harness.stack.write("Pulumi.yaml", program.replace(/path: .*/, `path: ${PLUGIN.ipv6}`));
    await harness.stack.up();
    expect(new Set(harness.entries().map(({ cloud }) => cloud))).toEqual(new Set(["alibaba", "tencent", "zenlayer"]));
    expect(harness.events().filter((event) => event === "assigned")).toHaveLength(3);
    expect(harness.live()).toHaveLength(3);
    const onNics = acts(simulator.journal()).flatMap(({ action, params }) =>
      action === "AssignNetworkInterfaceIpv6" ? [params.nicId] : [],
    );
    expect(onNics).toEqual(["1680855999352675875"]);
    await harness.stack.preview({ args: ["--expect-no-changes"] });
    await harness.stack.destroy();
    expect(harness.live()).toEqual([]);
  },
  FIRST_TIME_MS,
);

const noGo = missing("go");
(noGo ? test.skip : test)(
  "the SDKs are what the generators make of the schema (npm run sdks)",
  async () => {
    const made = mkdtempSync(join(tmpdir(), "pulumi-ipv6-sdks-"));
    cleanups.push(made);
    await generateSdks(ROOT, made);
    const [now, kept] = [await generatedFiles(made), await generatedFiles(join(ROOT, "sdk"))];
    expect([...kept.keys()].sort()).toEqual([...now.keys()].sort());
    expect([...now].filter(([name, text]) => kept.get(name) !== text).map(([name]) => name)).toEqual([]);
  },
  FIRST_TIME_MS,
);

test("a Node program goes from the dynamic door to the plugin by its import, and nothing is replaced", async () => {
  const body = `
    const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 })}
    ${bandwidth("web", { bandwidth: 10 }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
  `;
  const harness = await AlibabaHarness.open(body);
  await harness.stack.up();
  const live = harness.live();
  harness.throughPlugin(body);
  harness.stack.write("index.js", `const { alibaba } = require("pulumi-ipv6/plugin");\n${body}`);
  harness.calls();
  const { events } = await harness.stack.up({ json: true });
  expect(events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges).toMatchObject({ same: 3 });
  expect(harness.writes()).toEqual([]);
  expect(harness.live()).toEqual(live);
  const types = harness.stack.state().map(({ type }) => type);
  expect(types).toContain("ipv6:alibaba:NicIpv6Assignment");
  expect(types.filter((type) => type.includes("dynamic"))).toEqual([]);
});
