import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { messageOf } from "../core/api/errors";
import { redact } from "../core/api/redact";
import { processRuntime } from "./process-runtime";
import { refusal } from "./refusal";
import { findLookup } from "./registry";
import { Session } from "./session";
import type { LookupOptions, LookupOutputOptions } from "./types";

/**
 * Looks something up from the program's own process, immediately, in previews too.
 *
 * @param name `<cloud>:<getSomething>`
 */
export function lookupFunction<A extends object, R>(name: string) {
  return (args?: A, options: LookupOptions = {}): Promise<R> => ask(name, args ?? {}, options) as Promise<R>;
}

/** The same, once all arguments are known. While one is unknown, so is the result. */
export function lookupOutputFunction<A extends object, R>(name: string) {
  return (args?: A, { dependsOn = [], ...options }: LookupOutputOptions = {}): pulumi.Output<R> => {
    const given = pulumi.output((args ?? {}) as object);
    const secret = (given as unknown as { isSecret: Promise<boolean> }).isSecret;
    const result = pulumi.all([given, created(dependsOn)]).apply(async ([known]) => {
      return ask(name, known, options, await secret);
    });
    return result as pulumi.Output<R>;
  };
}

/** Known once all of them exist. */
function created(dependsOn: NonNullable<LookupOutputOptions["dependsOn"]>): pulumi.Output<unknown> {
  const idOf = (each: pulumi.Resource) => (each instanceof pulumi.CustomResource ? each.id : each.urn);
  const list = pulumi.output(dependsOn as pulumi.Input<pulumi.Resource[]>) as pulumi.Output<unknown>;
  return list.apply((each) => pulumi.all([each as pulumi.Resource | pulumi.Resource[]].flat().map(idOf)));
}

/** By settings: a process may run several programs with different settings. */
const reaches = new Map<string, Session>();

function reachOf(cloud: string): Session {
  const text = pulumi.runtime.getConfig(`ipv6:${cloud}`);
  const key = JSON.stringify([cloud, text]);
  const session = reaches.get(key) ?? new Session(processRuntime, () => text);
  reaches.set(key, session);
  return session;
}

async function ask(name: string, args: object, { timeoutSeconds }: LookupOptions, secret = false): Promise<unknown> {
  if (isMocked()) return pulumi.runtime.invoke(`ipv6:${name}`, args);
  const question = findLookup(name);
  if (!question) throw new Error(`pulumi-ipv6 knows no ${name}`);
  const hidden = secret ? Object.values(args).filter((value) => typeof value === "string") : [];
  try {
    const session = reachOf(question.cloud.name);
    const { inputs, failures, warnings } = await session.checkLookup(question, { ...args });
    for (const warning of warnings) processRuntime.log("warning", `${name}: ${redact(warning, hidden)}`);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return await session.lookUp(question, inputs, { seconds: timeoutSeconds });
  } catch (error) {
    throw refusal(`${name.replace(":", ".")}: ${redact(messageOf(error), hidden)}`);
  }
}

/** In a unit test of a program, its mocks answer, as they do for the plugin's functions. No cloud is asked. */
export function isMocked(): boolean {
  return pulumi.runtime.hasMonitor() && pulumi.runtime.getMonitor() instanceof MockMonitor;
}
