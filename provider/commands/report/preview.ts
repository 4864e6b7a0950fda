import { z } from "zod";
import { Refusal } from "../../core/api/errors";
import type { Values } from "../../core/check";
import { UNKNOWN } from "../../core/field";
import { SIGNATURE, UNKNOWN_MARKS } from "../../doors/engine-values";

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
});
const diagnostic = z.object({ urn: z.string().nullish(), message: z.string(), severity: z.string() });
const preview = z.object({
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
 * Parses the output of `pulumi preview --json`.
 *
 * @throws Refusal without any of the content, which may be secret
 */
export function readPreview(bytes: Uint8Array, from: string): Preview {
  if (bytes.length > LARGEST) throw new Refusal(`${from}: is larger than 64 MiB, the limit for a preview`);
  // A shell on Windows writes UTF-16.
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes).trim();
  if (text === "")
    throw new Refusal(`${from}: is empty; make it with pulumi preview --json, and check its output for errors`);
  const parsed = preview.safeParse(jsonOf(text, from));
  if (parsed.success && (parsed.data.steps || parsed.data.diagnostics || parsed.data.changeSummary)) return parsed.data;
  const at = parsed.error?.issues[0]?.path.join(".");
  const what = at ? `${at} is not valid` : "it has no steps, no diagnostics and no summary";
  throw new Refusal(`${from}: is JSON, but not what pulumi preview --json writes: ${what}`);
}

function jsonOf(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const streamed = /^\{"sequence":/.test(text);
    const hint = streamed ? "it is a stream of events: unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW" : "is it truncated?";
    throw new Refusal(`${from}: is not the JSON that pulumi preview --json writes; ${hint}`);
  }
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
