import type { Values } from "../core/check";
import type { Cloud } from "../core/cloud";
import { messageOf } from "../core/error";
import type { Field } from "../core/field";
import type { Call, Lifecycle } from "../core/lifecycle";
import type { Log } from "../core/log";
import { type Plan, PREFLIGHT_SECONDS, type Present } from "../core/preflight";
import { hasUnknown } from "../core/unknown";
import { find } from "./catalog";

/** The provider setting, `ipv6:preflight`. */
export const PREFLIGHT = "preflight";
export const MODES = {
  off: "nothing is asked",
  warn: "what the cloud would refuse is a warning",
  enforce: "what the cloud would refuse fails the preview",
} as const;
export type Mode = keyof typeof MODES;
export const USUAL_MODE: Mode = "enforce";
export const MODE_RULE = `must be ${Object.keys(MODES).join(", ")}`;

export function modeOf(value: unknown): Mode | undefined {
  return Object.keys(MODES).find((mode) => mode === value) as Mode | undefined;
}

export interface Planned {
  readonly type: string;
  readonly identity: string;
  readonly inputs: Values;
  /** What is changed in place. Unset: it is made. */
  readonly changes?: Present;
  readonly signal?: AbortSignal;
}

/**
 * What a preview asks of the clouds, for both doors: with reads and dry runs, before anything is done. A cloud that
 * does not answer in time is not asked again, so that a slow one holds up a preview once.
 */
export class Preflight {
  /** By cloud: it gave no answer of use. */
  private readonly silent = new Set<string>();
  /** What other resources of this preview will have made, changed or moved by then: ids and addresses, by type. */
  private readonly promised = new Map<string, Set<string>>();

  /** What resources of this preview will have let go of by then: ids and addresses, by cloud. */
  private readonly left = new Map<string, Set<string>>();

  /** What is replaced, by identity. */
  private readonly replaced = new Map<string, Present>();

  constructor(
    private readonly lifecycle: (type: string) => Lifecycle,
    private readonly mode: () => Mode,
  ) {}

  /** Told of each difference: what replaces it is then made in its place. */
  compared(identity: string, present: Present, replaces: boolean): void {
    if (replaces) this.replaced.set(identity, present);
    else this.replaced.delete(identity);
  }

  /** @returns what the cloud would refuse, each in words for people; empty unless the mode is enforce */
  async ask({ type, identity, inputs, changes, signal }: Planned, log: Log): Promise<string[]> {
    const { cloud, binding } = find(type);
    const { fields } = binding.declaration;
    const mode = this.mode();
    if (mode === "off" || this.silent.has(cloud.name)) return [];
    const unknown = Object.keys(fields).filter((name) => hasUnknown(inputs[name]));
    if (unknown.length > 0) {
      log("info", `${cloud.title} was not asked: ${unknown.join(", ")} is known after up`);
      this.promise(type, fields, inputs);
      return [];
    }
    const replaces = this.replaced.get(identity);
    const plan: Plan = changes ? { verb: "update", inputs, ...changes } : { verb: "create", inputs, replaces };
    const call: Call = { identity, log, ...(signal && { signal }) };
    const seen = await this.foresee(type, plan, call);
    for (const warning of seen.warnings) log("warning", warning);
    if (seen.unanswered) this.giveUp(cloud, seen.unanswered, log);
    const later = this.promisedTo(cloud, type);
    const [open, refused] = halves(seen.refusals.map(messageOf), (said) => later.some((name) => said.includes(name)));
    for (const said of open) log("warning", `${said} Another resource of this program may change that before`);
    this.promise(type, fields, inputs);
    this.leave(cloud, fields, inputs, changes ?? replaces);
    if (mode === "enforce") return refused;
    for (const said of refused) log("warning", `up would be refused: ${said}`);
    return [];
  }

  private async foresee(type: string, plan: Plan, call: Call) {
    try {
      return await this.lifecycle(type).foresee(plan, call);
    } catch (error) {
      return { refusals: [], warnings: [], unanswered: messageOf(error) };
    }
  }

  private giveUp({ name, title }: Cloud, why: string, log: Log): void {
    if (this.silent.has(name)) return;
    this.silent.add(name);
    const what = `no usable answer at preview within ${PREFLIGHT_SECONDS} s; the rest of it is not asked`;
    log("warning", `${title}: ${what}. up may still be refused. ${why}`);
  }

  private promise(type: string, fields: Fields, inputs: Values): void {
    this.promised.set(type, new Set([...(this.promised.get(type) ?? []), ...namesIn(fields, inputs)]));
  }

  private leave({ name }: Cloud, fields: Fields, inputs: Values, present: Present | undefined): void {
    const kept = namesIn(fields, inputs);
    const gone = namesIn(fields, present?.state ?? {}).filter((each) => !kept.includes(each));
    this.left.set(name, new Set([...(this.left.get(name) ?? []), ...gone]));
  }

  private promisedTo({ name }: Cloud, type: string): string[] {
    const others = [...this.promised].filter(([other]) => other !== type && other.startsWith(`${name}:`));
    return [...others.flatMap(([, names]) => [...names]), ...(this.left.get(name) ?? [])];
  }
}

type Fields = Readonly<Record<string, Field<unknown>>>;

/** The ids and addresses that are declared. */
function namesIn(fields: Fields, values: Values): string[] {
  const names = Object.entries(fields)
    .filter(([name, field]) => name !== "region" && namesAnObject(field))
    .flatMap(([name]) => [values[name] ?? []].flat() as unknown[]);
  return names.filter((value) => typeof value === "string" && value !== "") as string[];
}

function namesAnObject({ type, onChange }: Field<unknown>): boolean {
  return type === "address" || type === "addresses" || (type === "text" && onChange === "replace");
}

function halves<T>(all: readonly T[], is: (each: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((each) => !is(each))];
}
