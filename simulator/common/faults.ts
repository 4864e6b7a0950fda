import type { Ids } from "./ids";
import { fields, flag, isObject, mapOf, number, oneOf, optional, refuse, text } from "./strict";

export interface FaultAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With a code the answer has the vendor's error shape, and a known code brings its own status and message. */
  readonly code?: string;
  readonly message?: string;
}

export interface FaultRule {
  readonly cloud?: string;
  readonly action?: string;
  /** Parameters that a call must have for the rule to apply. */
  readonly match?: Readonly<Record<string, string>>;
  /** Whether it passes by calls that only read. Default: false. */
  readonly changes?: boolean;
  /** Whether the cloud has acted when the fault strikes. Default "before": it has not. */
  readonly when?: "before" | "after";
  /** drop: close the socket, no answer. hold: never answer, until the simulator closes. */
  readonly do: "drop" | "hold" | FaultAnswer | { readonly delayMs: number };
  /** How many calls it applies to; -1: all. Default 1. */
  readonly times?: number;
  /** How many matching calls pass first. Default 0. */
  readonly skip?: number;
  /** The rule applies only after a call of this action. */
  readonly since?: string;
  /** Chance of striking a matching call, from the seeded generator. Default 1. */
  readonly probability?: number;
}

export interface FaultTarget {
  readonly cloud: string;
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
  /** Whether its action changes something. */
  readonly changes: boolean;
}

interface Armed {
  readonly rule: FaultRule;
  left: number;
  skip: number;
  waits: boolean;
}

export interface SavedFaults {
  readonly chances: number;
  readonly armed: readonly Armed[];
}

export class Faults {
  readonly #ids: Ids;
  #armed: Armed[] = [];

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Arms all rules, or none if any of them is wrong. */
  add(...rules: readonly unknown[]): void {
    for (const rule of readFaults(rules)) {
      const { times = 1, skip = 0, since } = rule;
      this.#armed.push({ rule, left: times, skip, waits: since !== undefined });
    }
  }

  /** The first active rule that applies to this call. This uses up one of its times. */
  pick(target: FaultTarget): FaultRule | undefined {
    const struck = this.strike(target);
    for (const armed of this.#armed) if (armed.rule.since === target.action) armed.waits = false;
    return struck;
  }

  private strike(target: FaultTarget): FaultRule | undefined {
    for (const armed of this.#armed) {
      if (armed.waits || armed.left === 0 || !meets(armed.rule, target)) continue;
      if (armed.skip > 0) {
        armed.skip--;
        continue;
      }
      const { probability } = armed.rule;
      if (probability !== undefined && this.#ids.chance() >= probability) continue;
      if (armed.left > 0) armed.left--;
      return armed.rule;
    }
    return undefined;
  }

  all(): FaultRule[] {
    return this.#armed.filter(({ left }) => left !== 0).map(({ rule }) => rule);
  }

  clear(): void {
    this.#armed = [];
  }

  save(): SavedFaults {
    return { chances: this.#ids.save(), armed: this.#armed };
  }

  load({ chances, armed }: SavedFaults): void {
    this.#ids.load(chances);
    this.#armed = armed.map((each) => ({ ...each }));
  }
}

function meets(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.cloud !== undefined && rule.cloud !== target.cloud) return false;
  if (rule.action !== undefined && rule.action !== target.action) return false;
  if (rule.changes && !target.changes) return false;
  return Object.entries(rule.match ?? {}).every(([name, value]) => target.params[name] === value);
}

/** A fault as the journal shows it. */
export function describeFault(rule: FaultRule): string {
  const when = rule.when ?? "before";
  if (typeof rule.do === "string") return `${rule.do} ${when}`;
  if ("delayMs" in rule.do) return `delay ${rule.do.delayMs} ms ${when}`;
  return `${rule.do.code ?? rule.do.status} ${when}`;
}

/** Reads rules from outside. Throws an Error with all that is wrong with any of them. */
function readFaults(rules: readonly unknown[]): FaultRule[] {
  const nameOf = (index: number) => (rules.length === 1 ? "fault" : `fault ${index + 1}`);
  refuse(rules.flatMap((rule, index) => faultShape(rule, "").map((mistake) => `${nameOf(index)}: ${mistake}`)));
  return rules as FaultRule[];
}

const answerShape = fields({
  status: optional(
    number((status) => Number.isInteger(status) && status >= 200 && status <= 599, "a whole number from 200 to 599"),
  ),
  body: optional(text),
  headers: optional(mapOf(text)),
  code: optional(text),
  message: optional(text),
});
const delayShape = fields({ delayMs: number((delay) => delay >= 0, "a number from 0") });

const faultShape = fields({
  cloud: optional(text),
  action: optional(text),
  match: optional(mapOf(text)),
  changes: optional(flag),
  when: optional(oneOf(["before", "after"])),
  do: (value, place) => {
    if (value === "drop" || value === "hold") return [];
    if (isObject(value) && "delayMs" in value) return delayShape(value, place);
    if (isObject(value) && (value.status !== undefined || value.code !== undefined)) return answerShape(value, place);
    return [`${place}: "drop", "hold", {"delayMs"}, or an answer with a status or a code`];
  },
  times: optional(
    number((times) => Number.isInteger(times) && (times > 0 || times === -1), "a whole number from 1; -1: all"),
  ),
  skip: optional(number((skip) => Number.isInteger(skip) && skip >= 0, "a whole number from 0")),
  since: optional(text),
  probability: optional(number((chance) => chance >= 0 && chance <= 1, "a number from 0 to 1")),
});
