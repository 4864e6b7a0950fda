import { Refusal } from "./api/errors";
import { type Checked, check, show, type Values } from "./check";
import type { AnyLookup, Cloud, Lookup, LookupDeclaration } from "./cloud";
import { CancelledError, DEFAULT_TIMEOUTS, type Log, type Runtime } from "./context";
import { type Field, type Fields, hasUnknown, type InputsOf, text } from "./field";
import { checkPlaced } from "./inputs";
import type { Output, Outputs, ValuesOf } from "./resource";

export type LookupArgs<L> = L extends Lookup<never, infer F, Outputs> ? InputsOf<F> : never;
export type LookupResult<L> = L extends Lookup<never, Fields, infer O> ? ValuesOf<O> : never;

/** For type inference: argument and result types come from the declaration. */
export function lookup<Client, const F extends Fields, const O extends Outputs>(
  declaration: LookupDeclaration<F, O>,
  run: Lookup<Client, F, O>["run"],
): Lookup<Client, F, O> {
  return { declaration, run };
}

/** For clouds whose calls name a region. Optional for programs, always set in `run`. */
export const region = text({
  doc: "Region to search. Unset: the cloud's `region` setting.",
  pattern: /^\S+$/,
  shape: "the id of a region, without spaces",
}) as unknown as Field<string, "defaulted">;

/** Reports everything that can be refused before a call. */
export function checkArguments(cloud: Cloud, { declaration }: AnyLookup, given: Values, settings: Values): Checked {
  const { fields, rules }: LookupDeclaration = declaration;
  const checked = Object.hasOwn(fields, "region")
    ? checkPlaced(cloud, { fields, rules }, given, given.region ?? settings.region)
    : check(cloud.title, fields, rules, given);
  const open = Object.keys(fields).filter((name) => hasUnknown(checked.inputs[name]));
  const early = open.map((property) => ({ property, reason: `${property}: its value is not known yet` }));
  return { ...checked, failures: [...checked.failures, ...early] };
}

export interface LookupCall {
  /**
   * Timeout; zero means the default.
   *
   * @default the timeout of `read`
   */
  readonly seconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly log?: Log | undefined;
}

/** @param args checked arguments */
export async function lookUp(
  { run, declaration }: AnyLookup,
  client: unknown,
  runtime: Runtime,
  args: Values,
  { seconds, signal, log = runtime.log }: LookupCall,
): Promise<Values> {
  if (signal?.aborted) throw new CancelledError(`${declaration.name}: cancelled before it began`);
  const deadline = runtime.clock.now() + (seconds || DEFAULT_TIMEOUTS.read) * 1_000;
  // Nothing is ordered here, so no owner tag is needed.
  const ctx = { ...runtime, log, client, owner: "", deadline, ...(signal && { signal }) };
  return answered(declaration.outputs, await run(ctx, args));
}

/** The declared outputs that have a value. */
function answered(outputs: Outputs, values: Values): Values {
  const entries = Object.entries(outputs).map(([name, output]) => [name, outputOf(output, values[name])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

function outputOf({ of }: Output<unknown>, value: unknown): unknown {
  return of ? (value as Values[]).map((row) => answered(of, row)) : value;
}

/** Maximum rows named in an error. */
const MOST_NAMED = 10;

export interface Found<T> {
  /** For messages: cloud and function. */
  readonly where: string;
  /** The filters. */
  readonly args: Values;
  readonly describe: (row: T) => string;
  /** What to do about several matches, without a full stop. */
  readonly narrow: string;
  /** Advice if there is no match. */
  readonly none: string;
}

/**
 * The only matching row.
 *
 * @throws Refusal if none or several match
 */
export function theOne<T>(rows: readonly T[], { where, args, describe, narrow, none }: Found<T>): T {
  const [row] = rows;
  if (row !== undefined && rows.length === 1) return row;
  const { region: at, ...rest } = args;
  const by = Object.entries(rest).filter(([name, value]) => value !== undefined && !name.startsWith("__"));
  const query = `by ${by.map(([name, value]) => `${name} ${show(value)}`).join(", ")}${at ? ` in ${at}` : ""}`;
  if (row === undefined) throw new Refusal(`${where}: nothing found ${query}. ${none}`, "gone");
  const named = rows.slice(0, MOST_NAMED).map(describe).join(", ");
  const more = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : "";
  throw new Refusal(`${where}: ${rows.length} found ${query}: ${named}${more}. ${narrow}`, "conflict");
}

/**
 * The primary network interface of an instance; where the cloud names none as primary, the only one.
 *
 * @throws Refusal if there is none, or if it is not clear which is meant
 */
export function thePrimary<T>(
  nics: readonly T[],
  isPrimary: (nic: T) => boolean,
  about: Pick<Found<T>, "where" | "args" | "describe" | "none">,
): T {
  const primary = nics.filter(isPrimary);
  const narrow = "None of them is named as the primary one: use the id of one instead of the instance's";
  return theOne(primary.length > 0 ? primary : nics, { ...about, narrow });
}
