import type { Cloud } from "../../core/cloud";
import { MONTH_DAYS } from "../../core/price";
import { moneyOf, priceLabel, pricesOf } from "./money";
import { FATES, type Fate, type FieldLine, type Item, type Plan, type Shown } from "./plan";
import type { Refused } from "./refusals";

/** A part of a line: text, or a literal value of the program or the cloud. */
export type Piece = { readonly text: string; readonly strong?: true } | { readonly code: string };
/** Lines of pieces. */
export type Cell = readonly (readonly Piece[])[];

export interface Section {
  /** What the rows have in common. */
  readonly kind: Fate | "refused" | "sums";
  readonly title: string;
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The report before it is rendered as Markdown or HTML. */
export interface Page {
  readonly title: string;
  readonly lead: readonly (readonly Piece[])[];
  readonly sections: readonly Section[];
  /** Number of resources by cloud and fate, in the order of the sections. */
  readonly counts: readonly { readonly cloud: string; readonly by: readonly { fate: Fate; count: number }[] }[];
  readonly footnotes: readonly string[];
}

/** What a report has beside the plan of one preview. */
export interface More {
  /** First of all. */
  readonly loud?: readonly string[];
  /** Above the sum of money. */
  readonly stacks?: readonly Piece[];
  /** Below the sum of money. */
  readonly today?: string;
  /** Above what happens to each resource. */
  readonly sums?: readonly Section[];
}

interface Words {
  readonly title: string;
  /** In the headline, after the number. */
  readonly short: string;
  readonly note?: string;
  readonly lines: string;
  readonly money?: string;
}
const CHANGE = "Setting: before → after";
const BOTH = "Monthly: before → after";
const WORDS: Record<Fate, Words> = {
  ordered: { title: "Ordered", short: "ordered", lines: "With", money: "Monthly" },
  adopted: {
    title: "Adopted",
    short: "adopted",
    note: "These already exist. Nothing is ordered for them.",
    lines: "With",
    money: BOTH,
  },
  changed: { title: "Changed in place", short: "changed", lines: CHANGE, money: BOTH },
  replaced: { title: "Replaced", short: "replaced", lines: CHANGE, money: BOTH },
  released: {
    title: "Released",
    short: "released",
    note: "These orders end.",
    lines: "Had",
    money: "Monthly, until now",
  },
  forgotten: {
    title: "Left behind",
    short: "left behind",
    note: "The program stops managing these without deleting them: they stay at the cloud and are still billed.",
    lines: "Has",
    money: BOTH,
  },
  drifted: {
    title: "Found changed at the cloud",
    short: "found changed",
    note: "These were changed outside the program since the last run.",
    lines: "Setting: last known → found",
  },
};

/** The fates in the words of the headline. */
export const SHORT = Object.fromEntries(FATES.map((fate) => [fate, WORDS[fate].short])) as Readonly<
  Record<Fate, string>
>;

export function pageOf(
  plan: Plan,
  all: readonly Refused[],
  clouds: readonly Cloud[],
  trafficGb: number | undefined,
  more: More = {},
): Page {
  const [refused, mild] = [all.filter((each) => !each.mild), all.filter((each) => each.mild)];
  const present = FATES.map((fate) => ({ fate, items: plan.items.filter((item) => item.fate === fate) })).filter(
    ({ items }) => items.length > 0,
  );
  const sum = present.map(({ fate, items }) => `${items.length} ${WORDS[fate].short}`).join(", ") || "no change";
  const counts = clouds.flatMap(({ name, title }) => {
    const by = present.map(({ fate, items }) => ({
      fate,
      count: items.filter(({ cloud }) => cloud.name === name).length,
    }));
    return by.some(({ count }) => count > 0) ? [{ cloud: title, by }] : [];
  });
  return {
    title: refused.length > 0 ? `IPv6: refused (${refused.length})` : `IPv6: ${sum}`,
    lead: leadOf(plan, refused.length > 0, sum, more),
    sections: [
      ...(refused.length > 0 ? [refusals("Refused", refused)] : []),
      ...(mild.length > 0 ? [{ ...refusals("Will be refused", mild), note: MILD }] : []),
      ...(more.sums ?? []),
      ...present.map(({ fate, items }) => sectionOf(fate, items, more.stacks !== undefined)),
    ],
    counts,
    footnotes: footnotesOf(plan.items, trafficGb),
  };
}

function leadOf(plan: Plan, refused: boolean, sum: string, { loud = [], stacks, today }: More): Piece[][] {
  const lead: Piece[][] = loud.map((text) => [{ text, strong: true }]);
  if (stacks) lead.push([...stacks]);
  if (plan.stack) {
    const where: Piece[] = [{ text: "Stack " }, { code: plan.stack }];
    lead.push(plan.project ? [...where, { text: " of project " }, { code: plan.project }, { text: "." }] : where);
  }
  if (refused) lead.push([{ text: `This plan cannot run. Planned before the refusal: ${sum}.` }]);
  const money = moneyOf(plan.items);
  if (money) lead.push([{ text: money }]);
  if (today) lead.push([{ text: today }]);
  const rest = [
    `Unchanged: ${plan.unchanged}.`,
    ...(plan.read > 0 ? [`Only read: ${plan.read}.`] : []),
    ...(plan.others > 0 ? [`Planned by other providers, not shown here: ${plan.others}.`] : []),
  ];
  lead.push([{ text: rest.join(" ") }]);
  return lead;
}

const MILD = "The cloud refuses these now. The setting ipv6:preflight reports that only as a warning.";

function refusals(title: string, refused: readonly Refused[]): Section {
  return {
    kind: "refused",
    title,
    columns: ["What", "Code", "What it means", "What to do"],
    rows: refused.map(({ name, stack, code, meaning, advice }) => [
      [[name === undefined ? { text: "the program" } : { code: name }], ...(stack ? [[{ code: stack }]] : [])],
      [[code === undefined ? { text: "none" } : { code }]],
      [[{ text: meaning }]],
      [[{ text: advice }]],
    ]),
  };
}

function sectionOf(fate: Fate, items: readonly Item[], several: boolean): Section {
  const { title, note, lines, money } = WORDS[fate];
  const gap = items.some((item) => item.gap)
    ? "These are released first, then ordered again: the address has no internet until the new one is bound."
    : note;
  return {
    kind: fate,
    title: `${title} (${items.length})`,
    ...(gap && { note: gap }),
    columns: ["What", "Where", lines, ...(money ? [money] : [])],
    rows: items.map((item) => [
      whatOf(item, several),
      [[{ text: item.cloud.title }], ...(item.region ? [[{ code: item.region }]] : [])],
      item.lines.length > 0 ? item.lines.map(lineOf) : [[{ text: "no setting; only the provider's own record" }]],
      ...(money ? [moneyCell(item)] : []),
    ]),
  };
}

function whatOf({ name, stack, declaration, id, gone }: Item, several: boolean): Cell {
  const lost = gone ? [[{ text: "no longer exists" }]] : [];
  const at = several ? [[{ code: stack }]] : [];
  return [[{ code: name }], ...at, [{ text: declaration.name }], ...(id ? [[{ code: id }]] : []), ...lost];
}

function lineOf({ field, before, after, replaces }: FieldLine): Piece[] {
  const both = before && after ? [...pieces(before), { text: " → " }, ...pieces(after)] : pieces(before ?? after);
  return [{ code: field }, { text: ": " }, ...both, ...(replaces ? [{ text: " (needs a new order)" }] : [])];
}

function pieces(shown: Shown | undefined): Piece[] {
  if (!shown) return [];
  const { text, literal, more } = shown;
  if (!literal) return [{ text }];
  return [{ code: text }, ...(more ? [{ text: more.length > 12 ? ` (${more})` : ` ${more}` }] : [])];
}

function moneyCell({ before, after }: Item): Cell {
  if (before && after) {
    const [from, to] = [priceLabel(before), priceLabel(after)];
    return [[{ text: from === to ? from : `${from} → ${to}` }]];
  }
  const only = before ?? after;
  return [[{ text: only ? priceLabel(only) : "" }]];
}

function footnotesOf(items: readonly Item[], trafficGb: number | undefined): string[] {
  const rows = items.flatMap((item) => pricesOf(item).flatMap((price) => ("row" in price ? [price.row] : [])));
  const sources = [...new Set(rows.map(({ source }) => source))];
  const kinds = [
    ...new Map(items.map(({ cloud, declaration }) => [`${cloud.title} ${declaration.name}`, declaration.doc])),
  ];
  const traffic =
    trafficGb === undefined
      ? "The cost of traffic depends on how much is sent; --traffic-gb GB includes it in the estimate."
      : `Where traffic is billed, ${trafficGb} GB sent per month are assumed for each (--traffic-gb).`;
  return [
    ...(rows.some(({ per }) => per === "GB") ? [traffic] : []),
    ...(rows.some(({ per }) => per === "day") ? [`A month has ${MONTH_DAYS} days, each billed in full.`] : []),
    ...sources.map(
      (source) => `List prices without the account's discounts: ${source}. The vendor's console is authoritative.`,
    ),
    ...kinds.map(([kind, doc]) => `${kind}: ${doc}`),
  ];
}
