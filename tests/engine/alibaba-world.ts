// One stack of alibaba resources on one simulated cloud. Tests ask the simulator's ledger and journal what was done, not
// the provider.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  callAlibaba,
  type JournalEntry,
  type LedgerEntry,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator";
import { createWorkspace, type Workspace } from "./harness";
import type { StateResource, WorkspaceOptions } from "./harness-types";

export const pluginBandwidthType = "ipv6:alibaba:Ipv6InternetBandwidth";
export const pluginAssignmentType = "ipv6:alibaba:NicIpv6Assignment";
export const bandwidthType = "pulumi-nodejs:dynamic/ipv6/alibaba:Ipv6InternetBandwidth";
export const assignmentType = "pulumi-nodejs:dynamic/ipv6/alibaba:NicIpv6Assignment";

/** A JavaScript program: starts about twice as fast as a TypeScript one. */
export const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-ipv6");
${body}
`;

/** The same through the other door: the plugin's types, with the names of their outputs, as an SDK would have them. */
export const pluginProgram = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const resource = (type, outputs) => class extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("ipv6:alibaba:" + type, name, { ...Object.fromEntries(outputs.map((each) => [each, undefined])), ...args }, opts);
  }
};
class Provider extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("ipv6", name, args, opts);
  }
}
const alibaba = {
  Ipv6InternetBandwidth: resource("Ipv6InternetBandwidth", ["internetBandwidthId", "ipv6Address", "businessStatus"]),
  NicIpv6Assignment: resource("NicIpv6Assignment", ["addresses", "ipv6AddressIds"]),
};
${body}
`;

/** Source text of one bandwidth. Values that are source text too (`assignment.ipv6AddressIds[0]`) go into `code`. */
export function bandwidth(name: string, args: object, { opts = {}, code = "" } = {}): string {
  return declared("Ipv6InternetBandwidth", name, args, opts, code);
}
export function assignment(name: string, args: object, { opts = {}, code = "" } = {}): string {
  return declared("NicIpv6Assignment", name, args, opts, code);
}
function declared(cls: string, name: string, args: object, opts: object, code: string): string {
  const more = code === "" ? "" : `, ${code}`;
  return `new alibaba.${cls}("${name}", { ...${JSON.stringify(args)}${more} }, ${JSON.stringify(opts)});`;
}

export interface WorldOptions extends WorkspaceOptions {
  readonly simulator?: SimulatorOptions;
  readonly door?: "dynamic" | "plugin";
}

/** The one line that installs the plugin for a Node program, seen from a workspace of the harness. */
export const PLUGIN = { ipv6: "../node_modules/pulumi-ipv6/dist/plugin" };

const worlds: World[] = [];
afterAll(() => Promise.all(worlds.splice(0).map((world) => world.simulator.close())));

export class World {
  private looked = 0;

  private constructor(
    readonly simulator: Simulator,
    readonly stack: Workspace,
    private readonly text: (body: string) => string,
  ) {}

  static async open(body: string, options: WorldOptions = {}): Promise<World> {
    const simulator = await startSimulator(options.simulator);
    const env = { ...simulator.environment().alibaba, ...options.env };
    const [text, more] = options.door === "plugin" ? [pluginProgram, { plugins: PLUGIN }] : [program, {}];
    const stack = await createWorkspace({ program: text(body), ...more, ...options, env });
    const world = new World(simulator, stack, text);
    worlds.push(world);
    return world;
  }

  program(body: string): void {
    this.stack.write("index.js", this.text(body));
  }

  /** Goes on through the other door. */
  throughPlugin(body: string): void {
    const project = JSON.parse(readFileSync(join(this.stack.dir, "Pulumi.yaml"), "utf8"));
    const providers = Object.entries(PLUGIN).map(([name, path]) => ({ name, path }));
    this.stack.write("Pulumi.yaml", JSON.stringify({ ...project, plugins: { providers } }));
    this.stack.write("index.js", pluginProgram(body));
  }

  /** What somebody else does, with the cloud's own API. */
  async console(action: string, params: Record<string, unknown>): Promise<void> {
    const { status, body } = await callAlibaba(this.simulator.url, action, params);
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
  }

  /** Calls that arrived since the last look. */
  calls(): JournalEntry[] {
    const calls = this.simulator.journal().slice(this.looked);
    this.looked += calls.length;
    return calls;
  }

  /** Names of the calls that change something, since the last look. */
  writes(): string[] {
    return this.calls()
      .map((call) => call.action)
      .filter((action) => !action.startsWith("Describe"));
  }

  /** What took effect on one address or card: "ordered", "changed" and so on, in order. */
  events(subject?: string): string[] {
    return this.entries(subject).map((entry) => entry.event);
  }

  entries(subject?: string): LedgerEntry[] {
    return this.simulator.ledger().filter((entry) => subject === undefined || entry.subject === subject);
  }

  /** Ids of bandwidths that are still paid for. */
  live(subject?: string): string[] {
    const { liveOrders } = this.simulator.ledgerSummary();
    return liveOrders.filter((order) => subject === undefined || order.subject === subject).map((order) => order.id);
  }

  /** A resource's outputs in state. */
  async outputs(name: string): Promise<Record<string, unknown>> {
    return { ...(await this.stack.resource(name))?.outputs };
  }

  /** Our resources in state: no stack, no provider, and nothing that is the engine's own. */
  async resources(): Promise<StateResource[]> {
    const { deployment } = await this.stack.stackExport();
    return (deployment.resources ?? [])
      .filter((resource) => resource.type.includes("ipv6"))
      .map(
        ({ urn, id, type, inputs, outputs, initErrors }) => ({ urn, id, type, inputs, outputs, initErrors }) as never,
      );
  }
}
