// Several previews as one plan, and its sums.
import { groupBy } from "../../core/reads/batch";
import { amount, changesIn, todayOf, totalsOf } from "./money";
import type { Cell, Piece, Section } from "./page";
import { FATES, type Item, type Plan } from "./plan";
import { type Preview, partsOf } from "./preview";
import type { Refused } from "./refusals";

/** One preview: its plan, and what stops it. */
export interface Part {
  /** Project and stack, or else its file. */
  readonly name: string;
  readonly plan: Plan;
  readonly refusals: readonly Refused[];
}

/** Tags that are shown; the most expensive first. */
const MOST_TAGS = 50;
/** Stacks that are named above the tables. */
const MOST_STACKS = 30;

/** Project and stack of a preview, or else the file that it is from. A refused one may have no steps. */
export function nameOf({ steps, diagnostics }: Preview, from: string): string {
  const urn = steps?.[0]?.urn ?? diagnostics?.map(({ urn }) => urn).find(Boolean);
  const { project, stack } = partsOf(urn ?? "");
  return project && stack ? `${project}/${stack}` : from;
}

/** The plans as one. */
export function combined(parts: readonly Part[]): Plan {
  const plans = parts.map(({ plan }) => plan);
  const total = (count: (plan: Plan) => number) => plans.reduce((sum, plan) => sum + count(plan), 0);
  const rank = ({ fate }: Item) => FATES.indexOf(fate);
  return {
    // Stable: within each plan they are sorted.
    items: plans.flatMap(({ items }) => items).sort((one, other) => rank(one) - rank(other)),
    stack: undefined,
    project: undefined,
    unchanged: total(({ unchanged }) => unchanged),
    read: total(({ read }) => read),
    others: total(({ others }) => others),
    kept: plans.flatMap(({ kept }) => kept),
  };
}

/** Which stacks there are. */
export function stacksLead(parts: readonly Part[]): Piece[] {
  const changed = parts.filter(({ plan }) => plan.items.length > 0).length;
  const named = parts.slice(0, MOST_STACKS).flatMap(({ name }, index): Piece[] => {
    const comma: Piece[] = index > 0 ? [{ text: ", " }] : [];
    return [...comma, { code: name }];
  });
  const rest = parts.length > MOST_STACKS ? ` and ${parts.length - MOST_STACKS} more` : "";
  return [{ text: `${parts.length} previews, ${changed} with changes: ` }, ...named, { text: `${rest}.` }];
}

/**
 * Sums by cloud, account and tag.
 *
 * @param tagKeys only tags of these keys; empty: all
 */
export function sumSections(items: readonly Item[], tagKeys: readonly string[]): Section[] {
  if (items.length === 0) return [];
  const accounts = groupBy(items, ({ cloud, account }) => `${cloud.title}, ${account ?? "account not named"}`);
  const tags = tagGroups(items, tagKeys);
  const note = tags.size > MOST_TAGS ? `And ${tags.size - MOST_TAGS} more.` : undefined;
  return [
    section("By cloud", "Cloud", byName(groupBy(items, ({ cloud }) => cloud.title))),
    section("By account", "Account", byName(accounts)),
    ...(tags.size > 0 ? [section("By tag", "Tag", byIncrease(tags).slice(0, MOST_TAGS), note ?? TWICE)] : []),
  ];
}

const TWICE = "A resource with several tags is in the row of each.";
const WITHOUT = "without such a tag";

function tagGroups(items: readonly Item[], keys: readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const tags = Object.entries(item.tags).filter(([key]) => keys.length === 0 || keys.includes(key));
    const names = tags.map(([key, value]) => `${key}=${value}`);
    for (const name of names.length > 0 ? names : [WITHOUT]) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const isTagged = [...groups.keys()].some((name) => name !== WITHOUT);
  return isTagged ? groups : new Map();
}

function byName(groups: ReadonlyMap<string, Item[]>): [string, Item[]][] {
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function byIncrease(groups: ReadonlyMap<string, Item[]>): [string, Item[]][] {
  const increase = (items: readonly Item[]) =>
    [...totalsOf(items).sums.values()].reduce((sum, { before, after }) => sum + after - before, 0);
  return [...groups].sort(([, one], [, other]) => increase(other) - increase(one));
}

function section(title: string, column: string, groups: readonly [string, readonly Item[]][], note?: string): Section {
  return {
    kind: "sums",
    title,
    ...(note && { note }),
    columns: [column, "Resources", "Monthly: before → after", "Today, more"],
    rows: groups.map(([name, items]) => [
      [[{ text: name }]],
      [[{ text: String(items.length) }]],
      monthlyCell(items),
      todayCell(items),
    ]),
  };
}

function monthlyCell(items: readonly Item[]): Cell {
  const totals = totalsOf(items);
  const lines = [
    ...changesIn(totals),
    ...(totals.byTraffic > 0 ? [`by traffic: ${totals.byTraffic}`] : []),
    ...(totals.unknown > 0 ? [`price unknown: ${totals.unknown}`] : []),
  ];
  return (lines.length > 0 ? lines : ["no charge listed"]).map((text) => [{ text }]);
}

function todayCell(items: readonly Item[]): Cell {
  const lines = [...todayOf(items)].map(([currency, more]) => `${amount(more)} ${currency}`);
  return (lines.length > 0 ? lines : ["nothing by the day"]).map((text) => [{ text }]);
}
