// What pipelines keep of a preview: the JSON among other lines, or the engine's stream of events, in any encoding.
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { parsed } from "../files";

/** Beginnings of lines that a log of GitHub Actions or GitLab has before everything. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z (?:\d\d[OE][ +]?)?/;
/** How the objects begin that we look for. */
const OURS = /^\{\s*"(?:config|steps|diagnostics|duration|changeSummary|sequence|timestamp)"\s*:/;
/** Lines that begin like JSON and are none. */
const MOST_STRANGE = 200;

/**
 * The JSON objects that begin at a line.
 *
 * @returns undefined if one of ours is cut short
 */
export function objectsIn(text: string): unknown[] | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  const plain = withoutStamps(stripVTControlCharacters(text));
  const found: unknown[] = [];
  const starts = /^[ \t]*(\{)(?=\s*["}])/gm;
  let strange = 0;
  for (let match = starts.exec(plain); match && strange < MOST_STRANGE; match = starts.exec(plain)) {
    const start = match.index + match[0].length - 1;
    const end = endOf(plain, start);
    const value = end === undefined ? undefined : parsed(plain.slice(start, end));
    if (value === undefined && OURS.test(plain.slice(start, start + 200))) return undefined;
    if (value === undefined || end === undefined) strange++;
    else {
      found.push(value);
      starts.lastIndex = end;
    }
  }
  return found;
}

function withoutStamps(text: string): string {
  const lines = text.split(/\r?\n/);
  const isStamped = lines.every((line) => line.trim() === "" || STAMP.test(line));
  return isStamped ? lines.map((line) => line.replace(STAMP, "")).join("\n") : text;
}

/** Behind the brace that closes the object. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  const marks = /["{}]/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const string = /"(?:[^"\\\n]|\\.)*"/y;
      string.lastIndex = mark.index;
      if (!string.test(text)) return undefined;
      marks.lastIndex = string.lastIndex;
    } else if (mark[0] === "{") depth++;
    else if (--depth === 0) return mark.index + 1;
  }
  return undefined;
}

const resource = z.object({
  metadata: z.object({
    op: z.string(),
    urn: z.string(),
    old: z.unknown().optional(),
    new: z.unknown().optional(),
    keys: z.array(z.string()).nullish(),
    provider: z.string().nullish(),
  }),
});
const event = z.object({
  sequence: z.number(),
  preludeEvent: z.object({ config: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  resourcePreEvent: resource.nullish(),
  resOutputsEvent: resource.nullish(),
  diagnosticEvent: z
    .object({
      urn: z.string().nullish(),
      message: z.string(),
      severity: z.string(),
      ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  policyEvent: z
    .object({
      resourceUrn: z.string().nullish(),
      message: z.string(),
      policyName: z.string(),
      enforcementLevel: z.string(),
    })
    .nullish(),
  summaryEvent: z
    .object({ resourceChanges: z.record(z.string(), z.number()).nullish(), isPreview: z.boolean().nullish() })
    .nullish(),
  cancelEvent: z.unknown().optional(),
});
type Event = z.infer<typeof event>;

export const isEvent = (value: unknown): boolean => event.safeParse(value).success;

/** The streams among events, each as the engine's own JSON of a preview. A stream without its end is `"cut"`. */
export function previewsOfEvents(values: readonly unknown[]): (object | "cut" | "update")[] {
  const streams: Event[][] = [];
  for (const value of values) {
    const one = event.parse(value);
    if (one.preludeEvent || streams.length === 0) streams.push([]);
    streams.at(-1)?.push(one);
  }
  return streams.map((stream) => {
    const summary = stream.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
    if (!summary && !stream.some(({ cancelEvent }) => cancelEvent !== undefined)) return "cut";
    if (summary?.isPreview === false) return "update";
    return previewOf(stream, summary?.resourceChanges);
  });
}

function previewOf(stream: readonly Event[], changeSummary: Readonly<Record<string, number>> | null | undefined) {
  // What a read of the cloud found is known only afterwards.
  const read = new Map<string, unknown>();
  for (const { resOutputsEvent } of stream) {
    const { op, urn, new: found } = resOutputsEvent?.metadata ?? {};
    if (op === "refresh" && urn !== undefined) read.set(urn, found);
  }
  const steps = stream.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent) return [];
    const { op, urn, old, new: planned, keys, provider } = resourcePreEvent.metadata;
    const newState = op === "refresh" && read.has(urn) ? read.get(urn) : planned;
    return [{ op, urn, oldState: old, newState, replaceReasons: keys, provider }];
  });
  const said = stream.flatMap(({ diagnosticEvent: each }) =>
    each && !each.ephemeral && each.severity !== "debug" ? [each] : [],
  );
  const broken = stream.flatMap(({ policyEvent: each }) =>
    each?.enforcementLevel === "mandatory"
      ? [{ urn: each.resourceUrn, severity: "error", message: `${each.policyName}: ${each.message}` }]
      : [],
  );
  const config = stream.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config;
  return { config, steps, diagnostics: [...said, ...broken], changeSummary };
}
