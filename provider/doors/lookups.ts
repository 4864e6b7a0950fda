import * as pulumi from "@pulumi/pulumi";
import { redact } from "../core/api/credentials";
import { messageOf } from "../core/api/errors";
import type { AnyLookup } from "../core/cloud";
import type { LookupArgs, LookupResult } from "../core/lookup";
import type { Arg } from "./dynamic";
import { processRuntime } from "./process-runtime";
import { refusal } from "./refusal";
import { findLookup } from "./registry";
import { Session } from "./session";

export interface LookupOptions {
  /** How long it may take, in seconds. @default 120 */
  readonly timeoutSeconds?: number;
}
export interface LookupOutputOptions extends LookupOptions {
  /** Resources that must be there before the cloud is asked: in a preview that makes them, the answer is not known. */
  readonly dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource>;
}

/** Arguments that may be another resource's outputs. */
export type LookupOutputArgs<L extends AnyLookup> = { [K in keyof LookupArgs<L>]: Arg<LookupArgs<L>[K]> };

/** Without an argument that must be given, none has to be. */
type Rest<A, O> = object extends A ? [args?: A, options?: O] : [args: A, options?: O];

/** What is asked in the program's own process: now, in previews too. Rejects with all mistakes at once, before any call. */
export type LookupFunction<L extends AnyLookup> = (
  ...rest: Rest<LookupArgs<L>, LookupOptions>
) => Promise<LookupResult<L>>;
/** The same once the arguments are known. Where a preview cannot know one, it cannot know the answer. */
export type LookupOutputFunction<L extends AnyLookup> = (
  ...rest: Rest<LookupOutputArgs<L>, LookupOutputOptions>
) => pulumi.Output<LookupResult<L>>;

/** The function a Node program uses, derived from the declaration. */
export function lookupFunction<L extends AnyLookup>(cloud: string, { declaration }: L): LookupFunction<L> {
  const name = `${cloud}:${declaration.name}`;
  const now = (args: object = {}, options: LookupOptions = {}) => ask(name, args, options);
  return now as unknown as LookupFunction<L>;
}

export function lookupOutputFunction<L extends AnyLookup>(cloud: string, { declaration }: L): LookupOutputFunction<L> {
  const name = `${cloud}:${declaration.name}`;
  const later = (args: object = {}, { dependsOn = [], ...options }: LookupOutputOptions = {}) => {
    const given = pulumi.output(args);
    const secret = (given as unknown as { isSecret: Promise<boolean> }).isSecret;
    return pulumi.all([given, there(dependsOn)]).apply(async ([known]) => {
      return ask(name, known, options, await secret);
    });
  };
  return later as unknown as LookupOutputFunction<L>;
}

/** Known when each of them is. */
function there(dependsOn: NonNullable<LookupOutputOptions["dependsOn"]>): pulumi.Output<unknown> {
  const idOf = (each: pulumi.Resource) => (each instanceof pulumi.CustomResource ? each.id : each.urn);
  const list = pulumi.output(dependsOn as pulumi.Input<pulumi.Resource[]>) as pulumi.Output<unknown>;
  return list.apply((each) => pulumi.all([each as pulumi.Resource | pulumi.Resource[]].flat().map(idOf)));
}

/** By settings: a process may run several programs, each with its own. */
const reaches = new Map<string, Session>();

function reachOf(cloud: string): Session {
  const text = pulumi.runtime.getConfig(`ipv6:${cloud}`);
  const key = JSON.stringify([cloud, text]);
  const session = reaches.get(key) ?? new Session(processRuntime, () => text);
  reaches.set(key, session);
  return session;
}

async function ask(name: string, args: object, { timeoutSeconds }: LookupOptions, secret = false): Promise<unknown> {
  const question = findLookup(name);
  if (!question) throw new Error(`pulumi-ipv6 knows no ${name}`);
  const hidden = secret ? Object.values(args).filter((value) => typeof value === "string") : [];
  try {
    const session = reachOf(question.cloud.name);
    const { inputs, failures, warnings } = session.checkLookup(question, { ...args });
    for (const warning of warnings) processRuntime.log("warning", `${name}: ${redact(warning, hidden)}`);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return await session.lookUp(question, inputs, { seconds: timeoutSeconds });
  } catch (error) {
    throw refusal(`${name.replace(":", ".")}: ${redact(messageOf(error), hidden)}`);
  }
}
