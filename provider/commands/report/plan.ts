import type { Values } from "../../core/check";
import { changes, UNDECLARED } from "../../core/diff";
import { type Field, type Fields, hasUnknown, UNKNOWN } from "../../core/field";
import { isPaidFor, type Price, priceOf } from "../../core/price";
import { type Own, ownOf } from "../../doors/registry";
import { accountsIn } from "./accounts";
import { type Preview, partsOf, plain, SECRET, type State, type Step } from "./preview";

/** What happens to an object, in the order of the report. */
export const FATES = ["ordered", "adopted", "changed", "replaced", "released", "forgotten", "drifted"] as const;
export type Fate = (typeof FATES)[number];

/** A value for display; `literal` if it is the exact text of the program or the cloud. */
export interface Shown {
  readonly text: string;
  readonly literal: boolean;
  /** The meaning of an enum value, or the unit. */
  readonly more?: string;
}
export interface FieldLine {
  readonly field: string;
  readonly before?: Shown;
  readonly after?: Shown;
  readonly replaces: boolean;
}
export interface Item extends Own {
  readonly fate: Fate;
  readonly urn: string;
  readonly name: string;
  /** Project and stack. */
  readonly stack: string;
  /** Account, profile or role of its provider, as far as the preview names it. */
  readonly account: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string | undefined;
  /** The vendor's id, if the object exists. */
  readonly id: string | undefined;
  readonly lines: readonly FieldLine[];
  /** Price per month; undefined if there is no object at that point. */
  readonly before: Price | undefined;
  readonly after: Price | undefined;
  /** A paid object is deleted, replaced or left behind. */
  readonly endsPaid: boolean;
  /** It is released first, then ordered again. */
  readonly gap: boolean;
  /** It no longer exists at the cloud. */
  readonly gone: boolean;
}
export interface Plan {
  readonly items: readonly Item[];
  readonly stack: string | undefined;
  readonly project: string | undefined;
  /** Numbers of unchanged objects of all kinds, of those only read, and of those planned by other providers. */
  readonly unchanged: number;
  readonly read: number;
  readonly others: number;
  /** Prices of what is unchanged, as far as the preview shows it. */
  readonly kept: readonly Price[];
}

const REPLACING = new Set(["replace", "create-replacement", "delete-replaced"]);
const ENDING = new Set([...REPLACING, "delete"]);
const READING = new Set(["read", "read-replacement"]);
const QUIET = new Set(["same", "refresh", ...READING]);

/** @param trafficGb gigabytes that each object billed by traffic sends per month; undefined if not given */
export function planOf(preview: Preview, trafficGb: number | undefined): Plan {
  const { steps, changeSummary } = preview;
  const all = steps ?? [];
  const accountOf = accountsIn(preview);
  const groups = new Map<string, Step[]>();
  for (const step of all) {
    // Drift found by a refresh and the planned change are separate items.
    const key = `${step.op === "refresh"} ${step.urn}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const items: Item[] = [];
  const counted = { read: 0, others: 0 };
  for (const group of groups.values()) {
    const at = ownOf(typeOf(group));
    const reading = group.every(({ op }) => READING.has(op));
    if (at)
      for (const part of leavingBehind(group))
        items.push(...itemOf(part, at, trafficGb, accountOf(part, at.cloud.name)));
    else if (isObject(group) && group.some(({ op }) => !QUIET.has(op))) counted.others++;
    if (reading) counted.read++;
  }
  const grouping = all.filter(({ op, newState }) => op === "same" && newState?.custom !== true).length;
  const { stack, project } = partsOf(all[0]?.urn ?? "");
  const unchanged = Math.max(0, (changeSummary?.same ?? 0) - grouping);
  const sorted = items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const kept = keptPrices(groups, items, trafficGb);
  return { items: sorted, stack: stack || undefined, project: project || undefined, unchanged, ...counted, kept };
}

/** Of objects that the engine read or left as they are. */
function keptPrices(groups: ReadonlyMap<string, readonly Step[]>, items: readonly Item[], trafficGb?: number): Price[] {
  const changed = new Set(items.filter(({ fate }) => fate !== "drifted").map(({ urn }) => urn));
  const kept = new Map<string, Price>();
  for (const group of groups.values()) {
    const [first] = group;
    const own = ownOf(typeOf(group));
    const state = first?.newState ?? undefined;
    if (!first || !own || !state || changed.has(first.urn)) continue;
    const { cloud, declaration } = own;
    kept.set(first.urn, priceOf(cloud, declaration, open(seenOf(state, declaration.fields)), trafficGb));
  }
  return [...kept.values()];
}

/** Sort key, because the engine's order differs between runs. */
function keyOf({ fate, cloud, declaration, name }: Item): string {
  return [FATES.indexOf(fate), cloud.name, declaration.name, name].join("\n");
}

function typeOf(group: readonly Step[]): string {
  return group.map(({ newState, oldState }) => (newState ?? oldState)?.type).find(Boolean) ?? "";
}

function isObject(group: readonly Step[]): boolean {
  const custom = group.some(({ newState, oldState }) => (newState ?? oldState)?.custom === true);
  return custom && !/^pulumi:(pulumi|providers):/.test(typeOf(group));
}

/** A replacement with `retainOnDelete` leaves what was there and orders another: both are paid for. */
function leavingBehind(group: readonly Step[]): readonly (readonly Step[])[] {
  const old = group.find(({ oldState }) => oldState);
  const next = [...group].reverse().find(({ newState }) => newState);
  if (!old?.oldState?.retainOnDelete || !next || !group.some(({ op }) => REPLACING.has(op))) return [group];
  return [[{ ...old, op: "delete", newState: undefined }], [{ ...next, op: "create", oldState: undefined }]];
}

function itemOf(
  group: readonly Step[],
  { cloud, declaration }: Own,
  trafficGb: number | undefined,
  account: string | undefined,
): Item[] {
  const { fields } = declaration;
  const [first] = group;
  if (!first) return [];
  const old = group.find(({ oldState }) => oldState)?.oldState ?? undefined;
  const next = [...group].reverse().find(({ newState }) => newState)?.newState ?? undefined;
  const [seen, declared] = [seenOf(old, fields), inputsOf(next, fields)];
  const drift = first.op === "refresh" ? seenOf(next, fields) : undefined;
  const wanted = drift ?? declared;
  const fate = fateOf(group, declared, old, next, changes(fields, seen, wanted).length > 0);
  if (!fate) return [];
  const gone = fate === "released" || fate === "forgotten" || (fate === "drifted" && !next);
  const fresh = fate === "ordered" || fate === "adopted";
  const after = { ...seen, ...(fate === "replaced" && { region: undefined }), ...wanted };
  const priced = (values: Values) => priceOf(cloud, declaration, open(values), trafficGb);
  const made = group.findIndex(({ op }) => op === "create-replacement");
  const ended = group.findIndex(({ op }) => op === "delete-replaced");
  const { stack, project, name } = partsOf(first.urn);
  return [
    {
      fate,
      cloud,
      declaration,
      urn: first.urn,
      name,
      stack: `${project}/${stack}`,
      account,
      tags: tagsOf(gone ? seen : after),
      region: textOf(after.region) ?? textOf(seen.region),
      id: old?.id || undefined,
      lines: gone
        ? describe(fields, seen, "before")
        : fresh
          ? describe(fields, declared, "after")
          : compared(fields, seen, wanted, group),
      // Adopted and left-behind objects cost the same before and after. Drift is priced by the item of the change.
      before: fate === "ordered" || fate === "drifted" ? undefined : priced(fate === "adopted" ? after : seen),
      after: fate === "released" || fate === "drifted" ? undefined : priced(after),
      endsPaid: group.some(
        ({ op, oldState }) => ENDING.has(op) && isPaidFor(declaration, seenOf(oldState ?? undefined, fields)),
      ),
      gap: fate === "replaced" && !(made >= 0 && ended > made),
      gone: fate === "drifted" && !next,
    },
  ];
}

function fateOf(
  group: readonly Step[],
  declared: Values,
  old: State | undefined,
  next: State | undefined,
  changed: boolean,
): Fate | undefined {
  const ops = group.map(({ op }) => op);
  if (ops.includes("refresh")) return changed || !next ? "drifted" : undefined;
  if (ops.some((op) => REPLACING.has(op))) return "replaced";
  if (ops.includes("create")) return declared.adopt === true ? "adopted" : "ordered";
  if (ops.includes("import")) return "adopted";
  if (ops.includes("update")) return "changed";
  if (ops.includes("delete")) return old?.retainOnDelete ? "forgotten" : "released";
  return undefined;
}

/** Inputs as last read from the cloud. */
function seenOf(state: State | undefined, fields: Fields): Values {
  const undeclared = (state?.outputs?.[UNDECLARED] ?? {}) as Values;
  const inputs = hidden(state, state?.inputs, fields);
  return only(fields, { ...undeclared, ...inputs, ...hidden(state, state?.outputs, fields) });
}
function inputsOf(state: State | undefined, fields: Fields): Values {
  return only(fields, hidden(state, state?.inputs, fields));
}
function hidden(state: State | undefined, values: Values | null | undefined, fields: Fields): Values {
  const marked = Object.keys(fields).filter((name) => fields[name]?.secret);
  return plain(values, [...marked, ...(state?.additionalSecretOutputs ?? [])]);
}
function only(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => Object.hasOwn(fields, name) && value !== null),
  );
}
const open = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === SECRET ? UNKNOWN : value]));
const textOf = (value: unknown) => (typeof value === "string" && value !== SECRET ? value : undefined);

function tagsOf({ tags }: Values): Readonly<Record<string, string>> {
  const entries = typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
  return Object.fromEntries(entries.filter(([, value]) => textOf(value) !== undefined && !hasUnknown(value)));
}

/** Shown elsewhere: the region in its own cell, adopt as the fate. */
const APART = new Set(["region", "adopt"]);

function describe(fields: Fields, values: Values, side: "before" | "after"): FieldLine[] {
  return Object.entries(fields).flatMap(([field, its]) =>
    values[field] === undefined || APART.has(field)
      ? []
      : [{ field, [side]: shown(its, values[field]), replaces: false }],
  );
}

function compared(fields: Fields, seen: Values, wanted: Values, group: readonly Step[]): FieldLine[] {
  const reasons = group.flatMap(({ replaceReasons }) => replaceReasons ?? []);
  return changes(fields, seen, wanted).flatMap(({ field, onChange }) => {
    const its = fields[field];
    if (!its) return [];
    const replaces = onChange === "replace" || reasons.includes(field);
    return [{ field, before: shown(its, seen[field]), after: shown(its, wanted[field]), replaces }];
  });
}

/** Characters of a value. */
const LONGEST = 160;

function shown(field: Field<unknown>, value: unknown): Shown {
  if (value === undefined || value === null) return { text: "not set", literal: false };
  if (JSON.stringify(value, (_, each) => each ?? null)?.includes(`"${SECRET}"`)) return { text: SECRET, literal: true };
  if (hasUnknown(value)) return { text: "known after up", literal: false };
  const text = typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
  const more =
    typeof value === "string" && field.words && Object.hasOwn(field.words, value) ? field.words[value] : field.unit;
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return { text: cut || "(empty)", literal: true, ...(more && { more }) };
}
