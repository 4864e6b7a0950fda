// The program of each resource and look-up as the documentation shows it, through the plugin on the simulated clouds.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import converted from "../../provider/doors/plugin/examples.json";
import { type Simulator, startSimulator } from "../../simulator";
import { Peer, urnOf } from "../plugin/peer";
import { PAIRS } from "./pairs";
import { quickClock } from "./provider-harness";

type Values = Record<string, unknown>;
interface Invoke {
  readonly "fn::invoke": { readonly function: string; readonly arguments: Values };
}
interface Program {
  readonly resources?: Readonly<Record<string, { readonly type: string; readonly properties: Values }>>;
  readonly variables?: Readonly<Record<string, Invoke>>;
  readonly outputs: Values;
}

const FOLDER = resolve(__dirname, "../../examples/resources");
// The engine constructs the component: tests/engine/example-programs.release.test.ts.
const NAMES = Object.keys(converted).filter((name) => !name.startsWith("index/"));

/** Evaluates a program as the engine does: whatever is referred to comes first. */
class Evaluation {
  readonly made: { readonly urn: string; readonly id: string; readonly properties: Values }[] = [];
  private readonly known = new Map<string, Promise<Values>>();

  constructor(
    private readonly program: Program,
    private readonly peer: Peer,
  ) {}

  async run(): Promise<Values> {
    for (const name of Object.keys({ ...this.program.variables, ...this.program.resources })) await this.named(name);
    return (await this.resolved(this.program.outputs)) as Values;
  }

  async end(): Promise<void> {
    for (const { urn, id, properties } of this.made.reverse()) await this.peer.delete(urn, id, properties);
  }

  private named(name: string): Promise<Values> {
    const value = this.known.get(name) ?? this.evaluated(name);
    this.known.set(name, value);
    return value;
  }

  private async evaluated(name: string): Promise<Values> {
    const { resources = {}, variables = {} } = this.program;
    const invoke = variables[name]?.["fn::invoke"];
    if (invoke) {
      const { values, failures } = await this.peer.invoke(
        invoke.function,
        (await this.resolved(invoke.arguments)) as Values,
      );
      expect(failures).toEqual([]);
      return values as Values;
    }
    const { type, properties } = resources[name] as { type: string; properties: Values };
    const urn = urnOf(type.replace(/^ipv6:/, ""), name);
    const { inputs, failures } = await this.peer.check(urn, (await this.resolved(properties)) as Values);
    expect(failures).toEqual([]);
    const created = await this.peer.create(urn, inputs);
    this.made.push({ urn, ...created });
    return created.properties;
  }

  private async resolved(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.resolved(each)));
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value).map(async ([key, each]) => [key, await this.resolved(each)]);
      return Object.fromEntries(await Promise.all(entries));
    }
    const [, name, property] = /^\$\{(\w+)\.(\w+)\}$/.exec(String(value)) ?? [];
    return name && property ? (await this.named(name))[property] : value;
  }
}

let simulator: Simulator;
let peer: Peer;

beforeAll(async () => {
  const clock = quickClock();
  simulator = await startSimulator({ now: clock.now });
  peer = await Peer.start({}, clock);
});
afterAll(async () => {
  peer.stop();
  await simulator.close();
});
beforeEach(async () => {
  simulator.reset();
  const settings = PAIRS.map((pair) => [pair.cloud, { ...pair.settings, endpoint: simulator.url }]);
  await peer.configure(Object.fromEntries(settings));
});

test.each(NAMES)("%s passes check, does what it says on the simulator, and leaves nothing", async (name) => {
  const program = parse(readFileSync(join(FOLDER, `${name}.yaml`), "utf8")) as Program;
  expect(JSON.stringify(program)).toContain(`"ipv6:${name.replace("/", ":")}"`);
  const before = simulator.ledgerSummary().liveOrders;
  const evaluation = new Evaluation(program, peer);
  const outputs = await evaluation.run();
  // A list that an example shows is not empty, but for rules that nobody made.
  for (const [output, value] of Object.entries(outputs)) {
    expect([output, value]).not.toEqual([output, undefined]);
    if (name !== "alibaba/getIpv6EgressOnlyRules") expect([output, value]).not.toEqual([output, []]);
  }
  const declared = Object.values(program.resources ?? {}).map(({ type }) => type);
  const kinds = simulator.ledger().map(({ cloud, resource }) => `ipv6:${cloud}:${resource}`);
  expect(new Set(kinds)).toEqual(new Set(declared));
  await evaluation.end();
  expect(simulator.ledgerSummary().liveOrders).toEqual(before);
});
