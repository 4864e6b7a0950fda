import { ownerMark } from "../../core/id";
import type { Billed, Estate } from "./collect";
import type { Ignored } from "./ignore";
import { type Declared, type Entry, Holdings, identityOf, type StackName } from "./state-entries";
import type { States } from "./states";

/** Owner tags compared with owners derived from names in other stacks: more would take seconds. */
const MOST_COMPARED = 2_000_000;

/** Why an object is where it is in the result. */
export type Place =
  | { readonly kind: "in code"; readonly entries: readonly Entry[] }
  | { readonly kind: "not in code" }
  | { readonly kind: "lost"; readonly for: Origin | undefined }
  | { readonly kind: "controller"; readonly controller: string }
  | { readonly kind: "ignored" };

/** Whom an owner tag names. */
export interface Origin {
  readonly stack: string;
  readonly resource: string;
  /** The state has this resource, or it is an interrupted order of it. Else the name comes from another stack. */
  readonly declared: boolean;
  /** The order of a run that has not ended, or was interrupted. */
  readonly pending: boolean;
}

export interface Judged extends Billed {
  readonly where: Place;
}

/** `exact`, or what the reads that failed leave open. */
export type Certainty = "exact" | "at least" | "unknown";

export interface Coverage {
  readonly all: readonly Judged[];
  /** Objects that count: all but ignored ones and those of controllers. */
  readonly paid: readonly Judged[];
  readonly inCode: readonly Judged[];
  /** In no state, without a tag of ours. */
  readonly notInCode: readonly Judged[];
  /** In no state, with a tag of ours. */
  readonly lost: readonly Judged[];
  readonly idle: readonly Judged[];
  readonly certainty: Certainty;
  /** Objects that states of different stacks have. */
  readonly twice: readonly Judged[];
  /** What states have and no account that was read has. */
  readonly notFound: readonly Entry[];
}

export function judge(estate: Estate, states: States, ignored: Ignored): Coverage {
  const entries = states.states.flatMap((state) => state.entries);
  const holdings = new Holdings(entries);
  const stacks = states.states.flatMap(({ stack }) => stack ?? []);
  const origins = new Origins(entries, stacks);
  const found = new Set<Entry>();
  const all = estate.billed.map((each): Judged => {
    const holders = holdings.of(each.account.cloud, each);
    for (const entry of holders) found.add(entry);
    return { ...each, where: placeOf(each, holders, origins, ignored) };
  });
  const of = (...kinds: Place["kind"][]) => all.filter(({ where }) => kinds.includes(where.kind));
  const paid = of("in code", "not in code", "lost");
  return {
    ...{ all, paid, inCode: of("in code"), notInCode: of("not in code"), lost: of("lost") },
    idle: paid.filter(({ idle, locked }) => idle !== undefined || locked !== undefined),
    certainty: !estate.isWhole ? "unknown" : states.unread.length > 0 ? "at least" : "exact",
    twice: all.filter(({ where }) => where.kind === "in code" && statesOf(where.entries).size > 1),
    notFound: entries.filter((entry) => entry.billedId !== undefined && !entry.pending && !found.has(entry)),
  };
}

function placeOf(each: Billed, holders: readonly Entry[], origins: Origins, ignored: Ignored): Place {
  // Asked first: a line that names an object is used, wherever the object is.
  const isIgnored = ignored.has(each);
  if (holders.length > 0) return { kind: "in code", entries: holders };
  if (isIgnored) return { kind: "ignored" };
  if (each.controller !== undefined) return { kind: "controller", controller: each.controller };
  return each.mark ? { kind: "lost", for: origins.of(each) } : { kind: "not in code" };
}

export const statesOf = (entries: readonly Entry[]) => new Set(entries.map(({ state }) => state));

/**
 * Resources that may have ordered an object. An owner tag holds a digest of project, stack, type and name, so it can
 * only be compared: with every resource in the states, and with what the same names would be in each other stack.
 */
class Origins {
  private readonly named: readonly { readonly owner: string; readonly origin: Origin }[];
  private others: readonly { readonly owner: string; readonly origin: Origin }[] | undefined;
  private compared = 0;

  constructor(entries: readonly Entry[], named: readonly StackName[]) {
    const known = entries.flatMap(({ declared, pending }) =>
      declared ? [{ declared, pending: pending === true }] : [],
    );
    // A pending order comes after what the state has under the same name.
    const by = new Map(known.map((each) => [identityOf(each.declared), each]));
    this.named = [...by.values()].map(({ declared, pending }) => originOf(declared, true, pending));
    const declared = [...by.values()].map((each) => each.declared);
    this.derive = () => {
      const known = [...named, ...declared];
      const stacks = new Map(known.map(({ project, stack }) => [`${project}/${stack}`, { project, stack }]));
      const rests = new Map(declared.map(({ rest }) => [JSON.stringify(rest), rest]));
      if (stacks.size * rests.size > MOST_COMPARED / 10) return [];
      const every = [...stacks.values()].flatMap((at) => [...rests.values()].map((rest) => ({ ...at, rest })));
      return every.map((each) => originOf(each, false, false));
    };
  }

  private readonly derive: () => readonly { readonly owner: string; readonly origin: Origin }[];

  of({ mark }: Billed): Origin | undefined {
    const { isOf } = mark ?? {};
    if (!isOf) return undefined;
    const exact = this.named.find(({ owner }) => isOf(owner));
    if (exact) return exact.origin;
    this.others ??= this.derive();
    if (this.compared > MOST_COMPARED) return undefined;
    this.compared += this.others.length;
    return this.others.find(({ owner }) => isOf(owner))?.origin;
  }
}

function originOf(each: Declared, declared: boolean, pending: boolean) {
  const { project, stack, rest } = each;
  const origin: Origin = { stack: `${project}/${stack}`, resource: rest.name, declared, pending };
  return { owner: ownerMark(identityOf(each)), origin };
}
