// One stack of Alibaba resources on one simulated cloud, through either door.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { callAlibaba, type Simulator, type SimulatorOptions } from "../../simulator";
import { isHold } from "../acts";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace, type Workspace } from "./workspace";
import type { WorkspaceOptions } from "./workspace-types";

export const pluginBandwidthType = "ipv6:alibaba:Ipv6InternetBandwidth";
export const pluginAssignmentType = "ipv6:alibaba:NicIpv6Assignment";
export const bandwidthType = "pulumi-nodejs:dynamic/ipv6/alibaba:Ipv6InternetBandwidth";
export const assignmentType = "pulumi-nodejs:dynamic/ipv6/alibaba:NicIpv6Assignment";

/** A JavaScript program: it starts about twice as fast as TypeScript. */
export const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-ipv6");
${body}
`;

/** The same through the plugin: its types, and the names of their outputs, as an SDK would have them. */
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

/** Source text of one bandwidth. Values that are expressions (`assignment.ipv6AddressIds[0]`) go into `code`. */
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

export interface HarnessOptions extends WorkspaceOptions {
  readonly simulator?: SimulatorOptions;
  readonly door?: "dynamic" | "plugin";
}

/** The line that installs the plugin for a Node program, as seen from a workspace of the harness. */
export const PLUGIN = { ipv6: "../node_modules/pulumi-ipv6/dist/plugin" };

export class AlibabaHarness extends EngineHarness {
  private constructor(
    simulator: Simulator,
    stack: Workspace,
    private readonly text: (body: string) => string,
  ) {
    super(simulator, stack);
  }

  static async open(body: string, options: HarnessOptions = {}): Promise<AlibabaHarness> {
    const simulator = await openSimulator(options.simulator);
    const env = { ...simulator.environment().alibaba, ...options.env };
    const [text, more] = options.door === "plugin" ? [pluginProgram, { plugins: PLUGIN }] : [program, {}];
    return new AlibabaHarness(
      simulator,
      await createWorkspace({ program: text(body), ...more, ...options, env }),
      text,
    );
  }

  program(body: string): void {
    this.stack.write("index.js", this.text(body));
  }

  /** Switches to the other door. */
  throughPlugin(body: string): void {
    const project = JSON.parse(readFileSync(join(this.stack.dir, "Pulumi.yaml"), "utf8"));
    const providers = Object.entries(PLUGIN).map(([name, path]) => ({ name, path }));
    this.stack.write("Pulumi.yaml", JSON.stringify({ ...project, plugins: { providers } }));
    this.stack.write("index.js", pluginProgram(body));
  }

  /** Changes made outside the provider, with the cloud's own API. */
  async console(action: string, params: Record<string, unknown>): Promise<void> {
    const { status, body } = await callAlibaba(this.simulator.url, action, params);
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
  }

  /** Names of the writing calls since the last time this was read. */
  writes(): string[] {
    const acts = this.acts().filter((call) => !isHold(call));
    return acts.map(({ action }) => action);
  }
}
