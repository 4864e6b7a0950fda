import type { Ids } from "./ids";

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

  add(rule: FaultRule): void {
    const { times = 1, skip = 0, since } = readFault(rule);
    this.#armed.push({ rule, left: times, skip, waits: since !== undefined });
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

/** Refuses rules that could never have an effect. */
export function readFault(rule: FaultRule): FaultRule {
  const effect: unknown = rule?.do;
  const answer = typeof effect === "object" && effect !== null ? (effect as Record<string, unknown>) : undefined;
  const known =
    effect === "drop" ||
    effect === "hold" ||
    typeof answer?.delayMs === "number" ||
    typeof answer?.status === "number" ||
    typeof answer?.code === "string";
  if (!known) throw new Error('fault: "do" is "drop", "hold", {delayMs}, or an answer with a status or a code');
  if (rule.when !== undefined && rule.when !== "before" && rule.when !== "after") {
    throw new Error('fault: "when" is "before" or "after"');
  }
  if (rule.changes !== undefined && typeof rule.changes !== "boolean") {
    throw new Error('fault: "changes" is true or false');
  }
  if (typeof answer?.status === "number" && !(answer.status >= 200 && answer.status <= 599)) {
    throw new Error(`fault: status from 200 to 599; got ${answer.status}`);
  }
  return rule;
}
