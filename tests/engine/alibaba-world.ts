// One stack of alibaba resources on one simulated cloud.
import { callAlibaba, type SimulatorOptions } from "../../simulator";
import { createWorkspace } from "./harness";
import type { WorkspaceOptions } from "./harness-types";
import { World as AnyWorld, openSimulator } from "./world";

export const bandwidthType = "pulumi-nodejs:dynamic/ipv6/alibaba:Ipv6InternetBandwidth";
export const assignmentType = "pulumi-nodejs:dynamic/ipv6/alibaba:NicIpv6Assignment";

/** A JavaScript program: starts about twice as fast as a TypeScript one. */
export const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-ipv6");
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

export class World extends AnyWorld {
  static async open(body: string, options: WorkspaceOptions & { simulator?: SimulatorOptions } = {}): Promise<World> {
    const simulator = await openSimulator(options.simulator);
    const env = { ...simulator.environment().alibaba, ...options.env };
    return new World(simulator, await createWorkspace({ program: program(body), ...options, env }));
  }

  program(body: string): void {
    this.stack.write("index.js", program(body));
  }

  /** What somebody else does, with the cloud's own API. */
  async console(action: string, params: Record<string, unknown>): Promise<void> {
    const { status, body } = await callAlibaba(this.simulator.url, action, params);
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
  }

  /** Names of the calls that change something, since the last look. */
  writes(): string[] {
    return this.calls()
      .map((call) => call.action)
      .filter((action) => !action.startsWith("Describe"));
  }
}
