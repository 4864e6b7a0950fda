import { z } from "zod";
import { Refusal } from "../../core/api/errors";
import type { Values } from "../../core/check";
import { UNKNOWN } from "../../core/field";
import { SIGNATURE, UNKNOWN_MARKS } from "../../doors/engine-values";
import { decoded } from "../files";
import { isEvent, objectsIn, previewsOfEvents } from "./recorded";

/** Stands for a secret value; the engine's preview writes the same. */
export const SECRET = "[secret]";

const values = z.record(z.string(), z.unknown()).nullish();
const state = z
  .object({
    type: z.string(),
    custom: z.boolean().nullish(),
    id: z.string().nullish(),
    inputs: values,
    outputs: values,
    additionalSecretOutputs: z.array(z.string()).nullish(),
    retainOnDelete: z.boolean().nullish(),
  })
  .nullish();
const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state,
  newState: state,
  replaceReasons: z.array(z.string()).nullish(),
  /** URN and id of its provider. */
  provider: z.string().nullish(),
});
const diagnostic = z.object({ urn: z.string().nullish(), message: z.string(), severity: z.string() });
const preview = z.object({
  /** Of the stack, by `<namespace>:<name>`; structured values are JSON text. */
  config: z.record(z.string(), z.unknown()).nullish(),
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

export type Preview = z.infer<typeof preview>;
export type Step = z.infer<typeof step>;
export type State = NonNullable<z.infer<typeof state>>;
export type Diagnostic = z.infer<typeof diagnostic>;

/** Largest preview in bytes. */
export const LARGEST = 64 * 1024 * 1024;

/**
 * Reads what a pipeline kept of `pulumi preview --json`, or of a stream of the engine's events.
 *
 * @returns the previews in it, usually one
 * @throws Refusal without any of the content, which may be secret
 */
export function readPreviews(bytes: Uint8Array, from: string): readonly Preview[] {
  if (bytes.length > LARGEST) throw new Refusal(`${from}: is larger than 64 MiB, the limit for a preview`);
  const text = decoded(bytes).trim();
  if (text === "")
    throw new Refusal(`${from}: is empty; make it with pulumi preview --json, and check its output for errors`);
  const objects = objectsIn(text);
  const [events, others] = parted(objects ?? [], isEvent);
  const streams = previewsOfEvents(events);
  if (streams.includes("cut")) throw new Refusal(`${from}: is a stream of events without its end; is it truncated?`);
  const previews = streams.filter((each) => typeof each === "object");
  if (streams.length > 0 && previews.length === 0)
    throw new Refusal(`${from}: has the events of an update; make it with pulumi preview`);
  const read = [...others, ...previews].map((each) => preview.safeParse(each));
  const usable = read.flatMap(({ success, data }) => (success && isPreview(data) ? [data] : []));
  // Other JSON may stand beside the preview, such as a line of another tool's log.
  if (objects && usable.length > 0) return usable;
  if (!objects || read.length === 0)
    throw new Refusal(`${from}: is not the JSON that pulumi preview --json writes; is it truncated?`);
  const at = read.find(({ success }) => !success)?.error?.issues[0]?.path.join(".");
  const what = at ? `${at} is not valid` : "it has no steps, no diagnostics and no summary";
  throw new Refusal(`${from}: is JSON, but not what pulumi preview --json writes: ${what}`);
}

function parted<T>(all: readonly T[], is: (each: T) => boolean): [T[], T[]] {
  const [those, others]: [T[], T[]] = [[], []];
  for (const each of all) (is(each) ? those : others).push(each);
  return [those, others];
}

function isPreview({ steps, diagnostics, changeSummary }: Preview): boolean {
  return Boolean(steps || diagnostics || changeSummary);
}

/** Plain values: UNKNOWN for unknown ones, SECRET for secret ones. */
export function plain(given: Values | null | undefined, secret: readonly string[] = []): Values {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    if (!name.startsWith("__")) out[name] = secret.includes(name) ? SECRET : decode(value);
  }
  return out;
}

function decode(value: unknown): unknown {
  if (typeof value === "string") return UNKNOWN_MARKS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  if (Object.hasOwn(value, SIGNATURE)) return SECRET;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decode(member)]));
}

/** The parts of a URN. A name may contain the separator. */
export function partsOf(urn: string): { readonly stack: string; readonly project: string; readonly name: string } {
  const [stack = "", project = "", , ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, name: name.join("::") };
}

/** Removes line ends and control characters, which would end a row, and direction marks, which could hide text. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}
