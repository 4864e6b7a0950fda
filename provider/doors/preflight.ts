import { CloudError, kindOf, messageOf, Refusal } from "../core/api/errors";
import type { Values } from "../core/check";
import type { AnyBinding, Cloud } from "../core/cloud";
import type { Log } from "../core/context";
import { type Field, hasUnknown, UNKNOWN } from "../core/field";
import type { Call } from "../core/lifecycle";
import { type Plan, PREFLIGHT_SECONDS, type PreflightResult, type Present } from "../core/lifecycle/preflight";
import { withFirsts } from "../core/resource";
import { find } from "./registry";
import type { Session } from "./session";

/** The provider setting, `ipv6:preflight`. */
export const PREFLIGHT = "preflight";
export const MODES = {
  off: "no calls",
  warn: "a refusal is a warning",
  enforce: "a refusal fails the preview",
} as const;
export type Mode = keyof typeof MODES;
export const USUAL_MODE: Mode = "enforce";
export const MODE_RULE = `must be ${Object.keys(MODES).join(", ")}`;

export function modeOf(value: unknown): Mode | undefined {
  return Object.keys(MODES).find((mode) => mode === value) as Mode | undefined;
}

export interface PlannedStep {
  readonly type: string;
  readonly identity: string;
  readonly inputs: Values;
  /** The object to update. Unset for a create. */
  readonly changes?: Present;
  /** Whether it depends on another resource, of any provider. Unset if the door cannot know. */
  readonly depends?: boolean | undefined;
  /** The replaced object stays at the cloud (retainOnDelete). */
  readonly retains?: boolean | undefined;
  /** A create that may be a replacement without the door knowing it. */
  readonly unsure?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Preflight for both doors: reads and dry runs at preview. A cloud that does not respond in time is not called again,
 * so that a slow one delays a preview only once.
 */
export class Preflight {
  /** Clouds without a usable response so far. */
  private readonly silent = new Set<string>();
  /** By type: ids and addresses that resources of this preview will create, change or move. */
  private readonly promised = new Map<string, Set<string>>();
  /** By cloud and identity: ids and addresses that resources of this preview will release. */
  private readonly left = new Map<string, Set<string>>();

  constructor(
    private readonly session: Session,
    private readonly mode: () => Mode,
  ) {}

  /** @returns the messages of what the cloud would refuse; empty unless the mode is enforce */
  async refusals(planned: PlannedStep, log: Log): Promise<string[]> {
    const { type, identity, inputs, changes, signal } = planned;
    const { cloud, binding } = find(type);
    const { fields } = binding.declaration;
    const mode = this.mode();
    if (mode === "off" || this.silent.has(cloud.name)) return [];
    const replaces = changes ? undefined : this.session.inState(type, identity);
    addTo(this.promised, type, namesIn(fields, inputs));
    const unknown = Object.keys(fields).filter((name) => hasUnknown(inputs[name]));
    if (unknown.length > 0) {
      log("info", `No preflight on ${cloud.title}: ${unknown.join(", ")} is known after up`);
      return [];
    }
    addTo(this.left, `${cloud.name} ${identity}`, leftBy(fields, inputs, changes ?? replaces));
    const { unsure = false, retains = false } = planned;
    const plan: Plan = changes
      ? { verb: "update", inputs, ...changes }
      : { verb: "create", inputs, replaces, unsure: unsure && !replaces, retains };
    const call: Call = { identity, log, ...(signal && { signal }) };
    const seen = await this.answerOf(type, plan, call);
    for (const warning of seen.warnings) log("warning", warning);
    if (seen.unanswered) this.giveUp(cloud, seen.unanswered, log);
    const refused: string[] = [];
    for (const refusal of seen.refusals) {
      const way = this.wayOpen(cloud, planned, refusal);
      if (way) log("warning", `${refusal.message} ${way}`);
      else refused.push(refusal.message);
    }
    if (mode === "enforce") return refused;
    for (const message of refused) log("warning", `up would be refused: ${message}`);
    return [];
  }

  /** Why `up` may succeed anyway: something this program does first. */
  private wayOpen({ name }: Cloud, { type, identity, depends }: PlannedStep, refusal: Error): string | undefined {
    const kind = kindOf(refusal);
    const about = refusal instanceof CloudError || refusal instanceof Refusal ? refusal.about : [];
    const others = [...this.promised].filter(([other]) => other !== type && other.startsWith(`${name}:`));
    const own = `${name} ${identity}`;
    const leaving = [...this.left].filter(([who]) => who !== own && who.startsWith(`${name} `));
    const sets = [...others, ...leaving].map(([, names]) => names);
    const isChanging = about.length > 0 && about.every((each) => sets.some((names) => names.has(each)));
    // Something the order needs is missing or not ready.
    const notReady = refusal instanceof CloudError ? refusal.details.notReady : kind === "gone" && about.length > 0;
    if (isChanging && (notReady || kind === "gone" || kind === "conflict")) {
      return "Another resource of this program may change that first.";
    }
    if (notReady && depends === undefined) return "If another resource of this program provides it, up succeeds.";
    const waits = depends === true && (notReady || kind === "gone");
    return waits ? "A resource that this one depends on may provide it first." : undefined;
  }

  private async answerOf(type: string, plan: Plan, call: Call): Promise<PreflightResult> {
    try {
      return await this.session.lifecycle(type).preflight(plan, call);
    } catch (error) {
      return { refusals: [], warnings: [], unanswered: messageOf(error) };
    }
  }

  private giveUp({ name, title }: Cloud, why: string, log: Log): void {
    if (this.silent.has(name)) return;
    this.silent.add(name);
    const what = `no usable answer at preview within ${PREFLIGHT_SECONDS} s; no further preflight on this cloud`;
    log("warning", `${title}: ${what}. up may still be refused. ${why}`);
  }
}

type Fields = Readonly<Record<string, Field<unknown>>>;

function addTo(sets: Map<string, Set<string>>, key: string, names: readonly string[]): void {
  const set = sets.get(key) ?? new Set();
  for (const name of names) set.add(name);
  sets.set(key, set);
}

function leftBy(fields: Fields, inputs: Values, present: Present | undefined): string[] {
  const kept = namesIn(fields, inputs);
  return namesIn(fields, present?.state ?? {}).filter((each) => !kept.includes(each));
}

/** Declared ids and addresses. */
function namesIn(fields: Fields, values: Values): string[] {
  const names = Object.entries(fields)
    .filter(([name, field]) => name !== "region" && namesAnObject(field))
    .flatMap(([name]) => [values[name] ?? []].flat() as unknown[]);
  return names.filter((value) => typeof value === "string" && value !== "") as string[];
}

function namesAnObject({ type, onChange }: Field<unknown>): boolean {
  return type === "address" || type === "addresses" || (type === "text" && onChange === "replace");
}

/** Properties that a preview of a create can return. */
export function knownOfOrder({ declaration }: AnyBinding, inputs: Values): Values {
  const outputs = Object.keys(declaration.outputs).map((name) => [name, UNKNOWN]);
  return { ...inputs, ...Object.fromEntries(outputs) };
}

/** The same for an update: outputs that it leaves as they are stay known. */
export function knownOfChange({ declaration, outputsAfter }: AnyBinding, olds: Values, inputs: Values): Values {
  const known = Object.keys(declaration.outputs).map((name) => [name, olds[name] ?? UNKNOWN]);
  return withFirsts(declaration, { ...inputs, ...Object.fromEntries(known), ...outputsAfter?.(olds, inputs) });
}
