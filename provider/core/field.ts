import { canonicalAddress } from "./id";

/**
 * Effect of changing the input. `ignore`: recorded in state only. `fixed`: refused with `wayOut`, because no call can
 * change it and a replacement would not delete the object, which outlives the resource.
 */
export type OnChange = "update" | "replace" | "ignore" | "fixed";
export type Presence = "required" | "defaulted" | "optional";

/** An input. Check, diff, types, schema and documentation all derive from it. */
export interface Field<T, P extends Presence = Presence> {
  readonly type: "text" | "texts" | "integer" | "decimal" | "word" | "flag" | "address" | "addresses" | "tags";
  readonly presence: P;
  readonly doc: string;
  readonly unit?: string;
  /** The rule as error messages word it: "must be a whole number from 1 to 5000". */
  readonly rule: string;
  readonly default?: T;
  readonly secret?: boolean;
  readonly onChange: OnChange;
  /** For `fixed` fields: what to do instead, without a full stop. */
  readonly wayOut?: string;
  /** The page that documents the limits. */
  readonly source?: string;
  readonly words?: Readonly<Record<string, string>>;
  /** Whether other values than `words` are passed on with a warning. */
  readonly open?: true;
  /** Environment variables that may supply it; the first one set wins. Settings only. */
  readonly env?: readonly string[];
  /** Selects or is a credential: `env` belongs to the links of the cloud's credentials, as a whole. Settings only. */
  readonly credential?: boolean;
  /** The environment does not supply it where this setting is given. Settings only. */
  readonly unless?: string;
  /** Must be known at preview, because it decides which resources are created. Component inputs only. */
  readonly plain?: boolean;
  /** The value in canonical spelling, or undefined if it breaks the rule. Never called with an unknown value. */
  readonly accept: (value: unknown) => T | undefined;
  readonly same: (a: T, b: T) => boolean;
}
// biome-ignore lint/suspicious/noExplicitAny: a table of fields holds values of every type
export type Fields = Readonly<Record<string, Field<any>>>;

interface Options<T> {
  readonly doc: string;
  readonly required?: boolean;
  readonly default?: T;
  readonly onChange?: OnChange;
  readonly wayOut?: string;
  readonly unit?: string;
  readonly secret?: boolean;
  readonly source?: string;
  readonly env?: readonly string[];
  readonly credential?: boolean;
  readonly unless?: string;
  readonly plain?: boolean;
}
type PresenceOf<O> = O extends { required: true }
  ? "required"
  : O extends { default: unknown }
    ? "defaulted"
    : "optional";

function field<T, O extends Options<T>>(
  type: Field<T>["type"],
  options: O,
  rule: string,
  accept: (value: unknown) => T | undefined,
  more: Partial<Field<T>> = {},
): Field<T, PresenceOf<O>> {
  const presence = (options.required ? "required" : "default" in options ? "defaulted" : "optional") as PresenceOf<O>;
  const { required: _, ...rest } = options;
  return { onChange: "update", same: Object.is, ...rest, type, rule, accept, ...more, presence } as Field<
    T,
    PresenceOf<O>
  >;
}

/** Text, by default any that is not empty. `shape` describes `pattern` in words. */
export function text<const O extends Options<string> & { pattern?: RegExp; shape?: string }>(options: O) {
  const { pattern = /\S/, shape = "text that is not empty", ...rest } = options;
  return field<string, O>("text", rest as unknown as O, `must be ${shape}`, (value) =>
    typeof value === "string" && pattern.test(value) ? value : undefined,
  );
}

/** A list of words without blanks. Whole numbers are accepted too, because configuration files turn digits into them. */
export function texts<const O extends Options<string[]> & { pattern: RegExp; shape: string }>(options: O) {
  const { pattern, shape, ...rest } = options;
  const spelled = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);
  return field<string[], O>("texts", rest as unknown as O, `must be a list of ${shape}`, (value) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const list = value.map((each) => (typeof each === "string" ? each.trim() : spelled(each)));
    const isGood = (each: unknown) => hasUnknown(each) || (typeof each === "string" && pattern.test(each));
    return list.every(isGood) ? (list as string[]) : undefined;
  });
}

/** An integer within limits. */
export function integer<const O extends Options<number> & { min: number; max?: number }>(options: O) {
  const { min, max = Number.MAX_SAFE_INTEGER } = options;
  const range = options.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  const unit = options.unit ? ` ${options.unit}` : "";
  return field<number, O>("integer", options, `must be a whole number ${range}${unit}`, (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  );
}

/** A number with one decimal place, stored and compared in tenths to avoid binary rounding. */
export function decimal<const O extends Options<number> & { min: number }>(options: O) {
  const unit = options.unit ? ` ${options.unit}` : "";
  const rule = `must be a number of at least ${options.min}${unit} with at most one decimal place`;
  return field<number, O>("decimal", options, rule, accept, { same: (a, b) => tenths(a) === tenths(b) });

  function accept(value: unknown): number | undefined {
    if (typeof value !== "number" || !Number.isFinite(value) || value < options.min) return undefined;
    const rounded = tenths(value) / 10;
    return Math.abs(value - rounded) < 1e-6 ? rounded : undefined;
  }
}

function tenths(value: number): number {
  return Math.round(value * 10);
}

/** One of the vendor's enumerated values. */
export function word<const W extends Readonly<Record<string, string>>, const O extends Options<keyof W & string>>(
  words: W,
  options: O,
) {
  const known = Object.keys(words);
  return field<keyof W & string, O>(
    "word",
    options,
    `must be ${known.length > 1 ? "one of " : ""}${known.join(", ")}`,
    (value) => (typeof value === "string" && Object.hasOwn(words, value) ? (value as keyof W & string) : undefined),
    { words },
  );
}

/** One of the vendor's values, or one that its pages do not list: the cloud decides. */
export type OpenWord<W> = (keyof W & string) | (string & {});

/**
 * A vendor's enumerated value whose list may be incomplete. Others only warn, unless they are a known one in another
 * spelling. Not for values that decide how something is billed.
 */
export function openWord<const W extends Readonly<Record<string, string>>, const O extends Options<OpenWord<W>>>(
  words: W,
  options: O,
) {
  const known = Object.keys(words);
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const isMisspelt = (text: string) => !Object.hasOwn(words, text) && known.map(plain).includes(plain(text));
  const rule = `must be one of ${known.join(", ")}, or a newer word of the vendor's, without spaces`;
  const accept = (value: unknown) =>
    typeof value === "string" && /^\S+$/.test(value) && !isMisspelt(value) ? value : undefined;
  return field<OpenWord<W>, O>("word", options, rule, accept, { words, open: true });
}

export function flag<const O extends Options<boolean>>(options: O) {
  return field<boolean, O>("flag", options, "must be true or false", (value) =>
    typeof value === "boolean" ? value : undefined,
  );
}

/** A set of IPv6 addresses: canonical, in the given order, without duplicates. */
export function addresses<const O extends Options<string[]> & { min: number; max: number }>(options: O) {
  const { min, max } = options;
  const rule = `must be ${min} to ${max} different IPv6 addresses, such as 2001:db8::1`;
  return field<string[], O>(
    "addresses",
    options,
    rule,
    (value) => {
      if (!Array.isArray(value) || value.length < min || value.length > max) return undefined;
      const spelled = value.map((a) => (hasUnknown(a) ? a : typeof a === "string" ? canonicalAddress(a) : undefined));
      const known = spelled.filter((a) => typeof a === "string");
      if (spelled.includes(undefined) || new Set(known).size < known.length) return undefined;
      return spelled as string[];
    },
    { same: sameSet },
  );
}

/** One IPv6 address, canonical. */
export function address<const O extends Options<string>>(options: O) {
  return field<string, O>("address", options, "must be an IPv6 address, such as 2001:db8::1", (value) =>
    typeof value === "string" ? canonicalAddress(value) : undefined,
  );
}

/** Tag keys the user may not set: by prefix, ignoring case, or exact. */
export interface Reserved {
  readonly beginnings: readonly string[];
  readonly keys?: readonly string[];
}

export function isReserved({ beginnings, keys = [] }: Reserved, key: string): boolean {
  return keys.includes(key) || beginnings.some((start) => key.toLowerCase().startsWith(start));
}

/** Key-value pairs. `barred`: strings that neither may contain. */
export function tags<
  const O extends Options<Readonly<Record<string, string>>> & {
    max: number;
    longestKey: number;
    longestValue: number;
    reserved: Reserved;
    barred?: readonly string[];
  },
>(options: O) {
  const { max, longestKey, longestValue, reserved, barred = [] } = options;
  const lengths = `keys of 1 to ${longestKey} and values of at most ${longestValue} characters`;
  const inside = barred.length > 0 ? `, no ${barred.join(" or ")} in either` : "";
  const whole = reserved.keys ? ` and none called ${reserved.keys.join(" or ")}` : "";
  const rule = `must be at most ${max} tags, ${lengths}, no key beginning with ${reserved.beginnings.join(" or ")}${whole}${inside}`;
  const clean = (part: string) => !barred.some((each) => part.includes(each));
  const goodKey = (key: string) => key !== "" && clean(key) && key.length <= longestKey && !isReserved(reserved, key);
  const goodValue = (value: unknown) =>
    hasUnknown(value) || (typeof value === "string" && clean(value) && value.length <= longestValue);
  return field<Readonly<Record<string, string>>, O>(
    "tags",
    options,
    rule,
    (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      const entries = Object.entries(value);
      const good = entries.length <= max && entries.every(([key, member]) => goodKey(key) && goodValue(member));
      return good ? (value as Record<string, string>) : undefined;
    },
    { same: sameTags },
  );
}

function sameTags(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}

type ValueOf<F> = F extends Field<infer T> ? T : never;
type KeysOf<F extends Fields, P extends Presence> = {
  [K in keyof F]: F[K]["presence"] extends P ? K : never;
}[keyof F];

/** What a program writes. */
export type InputsOf<F extends Fields> = { [K in KeysOf<F, "required">]: ValueOf<F[K]> } & {
  [K in KeysOf<F, "defaulted" | "optional">]?: ValueOf<F[K]> | undefined;
};
/** Checked inputs: defaults applied, values in canonical spelling. */
export type DesiredOf<F extends Fields> = { [K in KeysOf<F, "required" | "defaulted">]: ValueOf<F[K]> } & {
  [K in KeysOf<F, "optional">]?: ValueOf<F[K]> | undefined;
};

/** An input not known at preview. Each door translates the engine's own marker into this one. */
export const UNKNOWN: unique symbol = Symbol("known after apply");
export type Unknown = typeof UNKNOWN;

/** Whether the value is, or contains, an unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
