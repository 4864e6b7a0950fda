import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../core/api/errors";
import { redact } from "../core/api/redact";
import type { AnyLookup } from "../core/cloud";
import type { LookupArgs, LookupResult } from "../core/lookup";
import type { Arg } from "./dynamic";
import { processRuntime } from "./process-runtime";
import { refusal } from "./refusal";
import { findLookup } from "./registry";
import { Session } from "./session";

/** Options of a look-up. */
export interface LookupOptions {
  /**
   * Timeout in seconds.
   *
   * @default 120
   */
  readonly timeoutSeconds?: number;
}
/** Options of a look-up whose arguments may be outputs. */
export interface LookupOutputOptions extends LookupOptions {
  /** Resources that must exist before the look-up. In a preview that creates one of them, the result is unknown. */
  readonly dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource>;
}

/** Arguments that may be another resource's outputs. */
export type LookupOutputArgs<L extends AnyLookup> = { [K in keyof LookupArgs<L>]: Arg<LookupArgs<L>[K]> };

/** `args` is optional if every argument is. */
type Rest<A, O> = object extends A ? [args?: A, options?: O] : [args: A, options?: O];

/**
 * Looks something up from the program's own process, immediately, in previews too.
 *
 * @throws `pulumi.RunError` (as a rejection): all invalid arguments in one error before any call, or the error of the
 * call, or that of the timeout
 * @example
 * const found = await alibaba.getIpv6Address({ instanceId: "i-bp1g6zv0ce8oghu7****" }, { timeoutSeconds: 30 });
 */
export type LookupFunction<L extends AnyLookup> = (
  ...rest: Rest<LookupArgs<L>, LookupOptions>
) => Promise<LookupResult<L>>;
/**
 * Looks something up once all arguments are known. While one is unknown, so is the result.
 *
 * @throws `pulumi.RunError`, which fails the program: as for the function without `Output`
 * @example
 * const found = alibaba.getIpv6AddressOutput({ networkInterfaceId: nic.id }, { dependsOn: assignment });
 */
export type LookupOutputFunction<L extends AnyLookup> = (
  ...rest: Rest<LookupOutputArgs<L>, LookupOutputOptions>
) => pulumi.Output<LookupResult<L>>;

/** Derives the function for Node programs from the declaration. */
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
    return pulumi.all([given, created(dependsOn)]).apply(async ([known]) => {
      return ask(name, known, options, await secret);
    });
  };
  return later as unknown as LookupOutputFunction<L>;
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
