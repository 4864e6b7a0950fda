import { detailOf, type LedgerEntry, type Order, ordersOf } from "./ledger";
import { costOf, type PriceList } from "./prices";

/** What the orders of the ledger would cost. Orders of the seed are not in the ledger, so they are not in the bill. */

export interface BillLine {
  readonly cloud: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly subject: string;
  readonly from: string;
  /** Left out while it lives. */
  readonly until?: string;
  readonly internetChargeType: string;
  /** The latest. */
  readonly bandwidth?: number;
  readonly currency?: string;
  readonly invented: boolean;
  /** By day of the vendor. Empty if the price is unknown. */
  readonly days: ReadonlyArray<{ readonly day: string; readonly amount: number }>;
  /** So far; undefined if unknown. */
  readonly amount?: number;
  /** What goes on while it lives; 0 if only what is sent costs. */
  readonly perHour?: number;
  /** The price in words, or why it is unknown. */
  readonly price: string;
}

/** Sums have a key for each currency; those of invented prices are apart: `USD invented`. */
type Sums = Readonly<Record<string, number>>;

export interface Bill {
  readonly lines: readonly BillLine[];
  readonly perDay: ReadonlyArray<{ readonly day: string; readonly amounts: Sums }>;
  readonly total: Sums;
  /** Of the orders that live. */
  readonly perHour: Sums;
  readonly perSecond: Sums;
  /** Orders whose price is unknown; no sum has them. */
  readonly unknown: number;
  readonly rules: Readonly<Record<string, Pick<PriceList, "rule" | "source" | "invented">>>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function billOf(entries: readonly LedgerEntry[], lists: Readonly<Record<string, PriceList>>, now: number): Bill {
  const lines = ordersOf(entries).map((order) => lineOf(order, lists[order.first.cloud], now));
  const days = new Map<string, Record<string, number>>();
  for (const line of lines) {
    for (const { day, amount } of line.days) {
      const sums = days.get(day) ?? {};
      days.set(day, add(sums, keyOf(line), amount));
    }
  }
  const live = lines.filter(({ until }) => until === undefined);
  const sum = (of: readonly BillLine[], amount: (line: BillLine) => number | undefined) =>
    of.reduce<Record<string, number>>((sums, line) => add(sums, keyOf(line), amount(line)), {});
  const perHour = sum(live, (line) => line.perHour);
  return {
    lines,
    perDay: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, amounts]) => ({ day, amounts })),
    total: sum(lines, (line) => line.amount),
    perHour,
    perSecond: Object.fromEntries(Object.entries(perHour).map(([key, amount]) => [key, amount / 3600])),
    unknown: lines.filter(({ amount }) => amount === undefined).length,
    rules: Object.fromEntries(
      Object.entries(lists).map(([cloud, { rule, source, invented }]) => [cloud, { rule, source, invented }]),
    ),
  };
}

const keyOf = ({ currency = "", invented }: BillLine) => (invented ? `${currency} invented` : currency);

function add(sums: Record<string, number>, key: string, amount: number | undefined): Record<string, number> {
  if (amount !== undefined) sums[key] = round((sums[key] ?? 0) + amount);
  return sums;
}

/** Without the noise of binary fractions. */
const round = (amount: number) => Math.round(amount * 1e8) / 1e8;

function lineOf(order: Order, list: PriceList | undefined, now: number): BillLine {
  const { first, history, until } = order;
  const { cloud, account, region, id, subject, at: from } = first;
  const detail = detailOf(order);
  const internetChargeType = String(detail.internetChargeType);
  const { bandwidth } = detail;
  const common = {
    ...{ cloud, account, region, id, subject, from, internetChargeType },
    ...(typeof bandwidth === "number" && { bandwidth }),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
    invented: list?.invented === true,
  };
  const price = list?.prices.find(
    (each) => each.internetChargeType === internetChargeType && (each.regions?.test(region) ?? true),
  );
  if (!list || !price) return { ...common, days: [], price: `unknown: ${list?.unknown ?? "no price list"}` };
  const { currency } = price;
  if (price.per === "GB") {
    const words = `${price.steps[0]?.each} ${currency} per GB sent`;
    return { ...common, currency, days: [], amount: 0, perHour: 0, price: words };
  }
  const units = (part: LedgerEntry["detail"]) => Number(part[price.of ?? ""] ?? 0);
  const offset = list.dayOffsetHours * HOUR_MS;
  // A day of the calendar, or an hour since the order.
  const [length, start] = price.per === "day" ? [DAY_MS, -offset] : [HOUR_MS, Date.parse(from)];
  const days = new Map<string, number>();
  for (const { at, most } of periods(
    history.map(({ at, detail: part }) => ({ at, units: units(part) })),
    {
      ...{ length, start },
      end: until ?? now,
    },
  )) {
    const day = new Date(at + offset).toISOString().slice(0, 10);
    days.set(day, round((days.get(day) ?? 0) + costOf(price, most)));
  }
  const amounts = [...days].map(([day, amount]) => ({ day, amount }));
  const each = costOf(price, units(detail));
  return {
    ...{ ...common, currency, days: amounts, amount: round(amounts.reduce((sum, { amount }) => sum + amount, 0)) },
    ...(until === undefined && { perHour: price.per === "day" ? each / 24 : each }),
    price: `${round(each)} ${currency} a ${price.per}${list.invented ? ", invented" : ""}`,
  };
}

interface Span {
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

/** Each period that an order touched, also the one that has just begun, with the most units that it had in it. */
function* periods(history: ReadonlyArray<{ at: number; units: number }>, { length, start, end }: Span) {
  const from = history[0]?.at ?? end;
  const first = Math.floor((from - start) / length);
  const last = Math.max(first, Math.floor((end - start) / length));
  for (let number = first; number <= last; number++) {
    const [begin, over] = [start + number * length, start + (number + 1) * length];
    const before = history.filter(({ at }) => at <= begin).at(-1);
    const within = history.filter(({ at }) => at > begin && at < over);
    const most = Math.max(...[...(before ? [before] : []), ...within].map(({ units }) => units));
    yield { at: Math.max(begin, from), most };
  }
}
