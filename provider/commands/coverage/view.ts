import type { Price } from "../../core/price";
import { groupBy } from "../../core/reads/batch";
import { type Estate, placeText } from "./collect";
import type { Ignored } from "./ignore";
import type { Certainty, Coverage, Judged, Origin } from "./judge";
import type { Entry, Kind } from "./state-entries";
import type { States } from "./states";
import { costText, type Sums, sumOf } from "./sums";

/** One object of the result. This is the shape of `--json`: adding is fine, renaming is not. */
export interface Row {
  /** The vendor's id of what is billed. */
  readonly id: string;
  readonly address: string;
  /** Name in the cloud; empty if it has none. */
  readonly name: string;
  readonly cloud: string;
  /** Cloud with profile and role, for people. */
  readonly account: string;
  readonly accountId: string | null;
  readonly region: string;
  /** What an import takes. */
  readonly import: { readonly type: string; readonly id: string };
  /** The network interface or instance that it serves; null if none or unknown. */
  readonly on: string | null;
  readonly price: { readonly text: string; readonly amount: number | null; readonly currency: string | null };
  readonly where: "in code" | "not in code" | "lost" | "controller" | "ignored";
  /** The resources that have it. */
  readonly inCode: readonly Holder[];
  readonly idle: string | null;
  readonly locked: string | null;
  readonly controller: string | null;
  /** For a lost order: the tag, and the resource that it names, if that could be derived. */
  readonly mark: { readonly tag: string; readonly held: boolean; readonly for: Origin | null } | null;
}

interface Holder {
  readonly state: string;
  readonly kind: Kind;
  readonly type: string;
  readonly name: string;
  readonly pending: boolean;
}

/** The result of `coverage`. */
export interface View {
  readonly version: 1;
  readonly time: string;
  readonly paid: number;
  readonly inCode: number;
  /** Null: nothing is paid for. */
  readonly percent: number | null;
  readonly certainty: Certainty;
  readonly read: readonly string[];
  /** The same by account; no region where a cloud has one list for all. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly states: readonly { readonly name: string; readonly resources: number }[];
  /** By kind of resource, how many of `inCode`. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly sums: { readonly paid: Sums; readonly inCode: Sums; readonly notInCode: Sums; readonly idle: Sums };
  readonly notInCode: readonly Row[];
  readonly lost: readonly Row[];
  readonly idle: readonly Row[];
  readonly controllers: readonly Row[];
  readonly ignored: readonly Row[];
  readonly twice: readonly Row[];
  readonly covered: readonly Row[];
  readonly notFound: readonly (Holder & { readonly id: string })[];
  readonly unread: readonly string[];
  readonly busy: readonly string[];
  readonly skipped: readonly string[];
  readonly unusedIgnores: readonly string[];
}

export function viewOf(coverage: Coverage, estate: Estate, states: States, ignored: Ignored, now: number): View {
  const { paid, inCode, notInCode, lost, idle, certainty } = coverage;
  const rows = (judged: readonly Judged[]) => [...judged].sort(byPlace).map((each) => rowOf(each, estate));
  const of = (kind: Row["where"]) => rows(coverage.all.filter(({ where }) => where.kind === kind));
  const kinds: Record<string, number> = {};
  for (const { where } of inCode) {
    const [first] = where.kind === "in code" ? where.entries : [];
    if (first) kinds[first.kind] = (kinds[first.kind] ?? 0) + 1;
  }
  return {
    ...{ version: 1, time: new Date(now).toISOString() },
    ...{ paid: paid.length, inCode: inCode.length, percent: percentOf(inCode.length, paid.length), certainty },
    ...{ read: estate.places.map(placeText), regions: regionsOf(estate) },
    ...{ states: states.states.map(({ name, resources }) => ({ name, resources })), kinds },
    sums: {
      ...{ paid: sumOf(paid), inCode: sumOf(inCode) },
      ...{ notInCode: sumOf([...notInCode, ...lost]), idle: sumOf(idle) },
    },
    ...{ notInCode: rows(notInCode), lost: rows(lost), idle: rows(idle) },
    ...{ controllers: of("controller"), ignored: of("ignored"), twice: rows(coverage.twice), covered: rows(inCode) },
    notFound: coverage.notFound.map((entry) => ({ id: entry.billedId ?? "", ...holderOf(entry) })),
    unread: [...estate.unread, ...states.unread.map((each) => `state ${each}`)],
    ...{ busy: states.busy, skipped: states.skipped, unusedIgnores: ignored.unused() },
  };
}

function regionsOf({ places }: Estate): Record<string, string[]> {
  const by = groupBy(places, ({ account }) => account.label);
  return Object.fromEntries([...by].map(([label, all]) => [label, all.flatMap(({ region }) => region ?? [])]));
}

/** Rounded down: only when nothing is missing is it 100. */
function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part / whole) * 1000) / 10;
}

function byPlace(a: Judged, b: Judged): number {
  const key = ({ account, region, billedId }: Judged) => `${account.cloud.name} ${region} ${billedId}`;
  return key(a) < key(b) ? -1 : 1;
}

export function rowOf(each: Judged, { ids }: Pick<Estate, "ids">): Row {
  const { where, account, mark } = each;
  return {
    ...{ id: each.billedId, address: each.address, name: each.name },
    ...{ cloud: account.cloud.name, account: account.label, accountId: ids.get(account) ?? null, region: each.region },
    import: { type: `ipv6:${account.cloud.name}:${each.resource}`, id: each.id },
    on: each.on ?? null,
    price: priceIn(each.price),
    where: where.kind,
    inCode: where.kind === "in code" ? where.entries.map(holderOf) : [],
    ...{ idle: each.idle ?? null, locked: each.locked ?? null, controller: each.controller ?? null },
    mark: mark ? { tag: mark.tag, held: mark.held, for: (where.kind === "lost" && where.for) || null } : null,
  };
}

function priceIn(price: Price): Row["price"] {
  if (price.kind === "amount") return { text: costText(price), amount: price.amount, currency: price.row.currency };
  return { text: costText(price), amount: null, currency: null };
}

function holderOf({ state, kind, type, name, pending }: Entry): Holder {
  return { state, kind, type, name, pending: pending === true };
}

/** Whose order a lost one is, in words. */
export function originText({ mark }: Pick<Row, "mark">): string {
  if (!mark) return "";
  const { for: origin } = mark;
  const begun = mark.held ? "was in a state" : "its order was not completed";
  if (!origin) return `${begun}; of no stack whose state was read (${mark.tag})`;
  const of = `${origin.resource} of ${origin.stack}`;
  if (origin.pending) return `${begun}; being ordered, or interrupted: ${of}`;
  return origin.declared ? `${begun}; ${of}` : `${begun}; ${of}, which has no such resource now`;
}
