// The most that a story can cost, by the published price lists, or by prices that the user states.
import { CLOUDS } from "../provider/clouds";
import type { Cloud } from "../provider/core/cloud";
import { MONTH_DAYS, type Price, priceOf } from "../provider/core/price";
import { type Declared, STORIES, type Story } from "./stories";

export interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** The amount in a text such as "5USD" or "0.50 CNY". */
export function amountIn(text: string): Amount | undefined {
  const [, number, currency] = /^\s*(\d+(?:\.\d+)?)\s*([A-Z]{3})\s*$/.exec(text) ?? [];
  return number && currency ? { amount: Number(number), currency } : undefined;
}

/** Rounded up to a hundredth. */
export function amountText({ amount, currency }: Amount): string {
  return `${(Math.ceil(amount * 100 - 1e-9) / 100).toFixed(2)} ${currency}`;
}

export interface Cost {
  /** What is ordered, for people. */
  readonly order: string;
  /** Undefined: it is free, or no price is known. */
  readonly most: Amount | undefined;
  /** How the amount comes about, or what to state. */
  readonly why: string;
}

const FREE = "free";

/** Whether it costs something that is not known. */
export const isUnknown = ({ most, why }: Cost) => most === undefined && why !== FREE;

/** What a price is for. */
type Per = "GB" | "day" | "ipv6";
const SETTINGS: Readonly<Record<Per, string>> = { GB: "PER_GB", day: "PER_MBPS_DAY", ipv6: "PER_IPV6_DAY" };

/** The setting that states a price of a cloud. */
function priceSetting(cloud: string, per: Per): string {
  return `ACCEPTANCE_${cloud.toUpperCase()}_${SETTINGS[per]}`;
}

/** Sold with a retention price beside the one of bandwidth or traffic. No page publishes it, and no list has it. */
const RETAINED = ["zenlayer:NicIpv6Assignment"];

/** What a price depends on beside the order itself. */
export interface Terms {
  readonly ids: Readonly<Record<string, string>>;
  /** By cloud. */
  readonly regions: Readonly<Record<string, string | undefined>>;
  /** Prices that the user states, by setting. They count before list prices. */
  readonly stated: Readonly<Record<string, Amount>>;
}

/** A day's price is charged for each calendar day begun, and a story may run past midnight. */
const DAYS = 2;
const MEGABITS_PER_GB = 8_000;

/** The most that each order of a story costs. Traffic counts as if the bandwidth were used for all of the story's time. */
export function costsOf(story: Story, terms: Terms): Cost[] {
  return ordersOf(story, terms.ids).flatMap((declared) => {
    const { bandwidth, internetChargeType } = declared.inputs;
    const [, name] = declared.type.split(":");
    const order = [name, internetChargeType, bandwidth && `${bandwidth} Mbps`].filter(Boolean).join(" ");
    const cost = { order, ...costOf(story, declared, terms) };
    if (!RETAINED.includes(declared.type)) return [cost];
    const retention = { order: `${order}: the address itself`, ...statedCost(story, "ipv6", DAYS, terms) };
    return [cost, retention];
  });
}

function costOf(story: Story, declared: Declared, terms: Terms): Omit<Cost, "order"> {
  const { bandwidth = 1 } = declared.inputs as { bandwidth?: number };
  const price = listPrice(story, declared, terms.regions[story.cloud]);
  const per = perOf(declared, price);
  if (per === undefined)
    return price.kind === "free"
      ? { most: undefined, why: FREE }
      : { most: { amount: 0, currency: "USD" }, why: declared.free ?? "no charge is listed" };
  const gigabytes = (bandwidth * story.seconds) / MEGABITS_PER_GB;
  const units = per === "GB" ? gigabytes : bandwidth * DAYS;
  // What the account pays counts, not what others do.
  if (terms.stated[priceSetting(story.cloud, per)]) return statedCost(story, per, units, terms, isListed(price));
  if (price.kind === "rate") {
    const most = { amount: price.each * gigabytes, currency: price.row.currency };
    return { most, why: `${gigabytes.toFixed(2)} GB at the list price` };
  }
  if (price.kind === "amount") {
    const most = { amount: (price.amount / MONTH_DAYS) * DAYS, currency: price.row.currency };
    return { most, why: `the list price of ${DAYS} days begun` };
  }
  if (price.kind === "open")
    return { most: undefined, why: `the list price depends on the ${price.input}, and none is set` };
  return statedCost(story, per, units, terms);
}

/** By the price that the user states. */
function statedCost(story: Story, per: Per, units: number, { stated }: Terms, listed = false): Omit<Cost, "order"> {
  const setting = priceSetting(story.cloud, per);
  const own = stated[setting];
  if (!own)
    return { most: undefined, why: `no price is published: state your account's in ${setting}, such as 0.12USD` };
  const what = { GB: `${units.toFixed(2)} GB`, day: `${units} Mbps and days begun`, ipv6: `${units} days begun` }[per];
  const instead = listed ? ", instead of the list price" : "";
  return {
    most: { amount: own.amount * units, currency: own.currency },
    why: `${what} at the price of ${setting}${instead}`,
  };
}

const isListed = ({ kind }: Price) => kind === "rate" || kind === "amount";

function listPrice(story: Story, declared: Declared, region: string | undefined): Price {
  const cloud: Cloud = CLOUDS[story.cloud];
  const [, name = ""] = declared.type.split(":");
  const declaration = cloud.resources[name]?.declaration;
  if (!declaration) throw new Error(`no resource ${declared.type}`);
  return priceOf(cloud, declaration, { region, ...declared.inputs });
}

/** Undefined: it costs nothing. */
function perOf({ free, billed = "GB" }: Declared, price: Price): "GB" | "day" | undefined {
  if (price.kind === "free" || (price.kind === "amount" && price.row.per === "nothing")) return undefined;
  if (price.kind === "rate") return "GB";
  if (price.kind === "amount") return "day";
  return free === undefined ? billed : undefined;
}

/** Every setting that states the price of something that a story orders. */
export function priceSettings(): string[] {
  const all = STORIES.flatMap((story) =>
    ordersOf(story, {}).flatMap((declared) => {
      const per = perOf(declared, listPrice(story, declared, undefined));
      const each: readonly (Per | undefined)[] = [per, RETAINED.includes(declared.type) ? "ipv6" : undefined];
      return each.flatMap((one) => (one ? [priceSetting(story.cloud, one)] : []));
    }),
  );
  return [...new Set(all)];
}

/** Every different order of a story, each with the greatest bandwidth that it has at any time. */
function ordersOf(story: Story, ids: Readonly<Record<string, string>>): Declared[] {
  const orders = new Map<string, Declared>();
  for (const step of story.steps(ids)) {
    for (const declared of step.declare ?? []) {
      const key = `${declared.type} ${declared.name} ${declared.inputs.internetChargeType}`;
      const before = Number(orders.get(key)?.inputs.bandwidth ?? 0);
      const now = Math.max(Number(declared.inputs.bandwidth ?? 0), step.drift ?? 0);
      if (!orders.has(key) || (declared.inputs.bandwidth !== undefined && now > before))
        orders.set(key, { ...declared, inputs: { ...declared.inputs, ...(now > 0 && { bandwidth: now }) } });
    }
  }
  return [...orders.values()];
}

/** The sum of what is known, by cloud and currency. */
export function totals(
  costs: readonly { readonly cloud: string; readonly costs: readonly Cost[] }[],
): Map<string, Amount[]> {
  const sums = new Map<string, Amount[]>();
  for (const { cloud, costs: each } of costs) {
    for (const { most } of each) {
      if (!most) continue;
      const own = sums.get(cloud) ?? [];
      const rest = own.filter(({ currency }) => currency !== most.currency);
      const before = own.find(({ currency }) => currency === most.currency)?.amount ?? 0;
      sums.set(cloud, [...rest, { amount: before + most.amount, currency: most.currency }]);
    }
  }
  return sums;
}

/** What is over the ceiling, or has none in its currency. */
export function aboveCeiling(sums: ReadonlyMap<string, readonly Amount[]>, ceiling: readonly Amount[]): string[] {
  return [...sums].flatMap(([cloud, amounts]) =>
    amounts.flatMap((most) => {
      if (most.amount === 0) return [];
      const limit = ceiling.find(({ currency }) => currency === most.currency);
      const what = `${cloud}: the stories cost at most ${amountText(most)}`;
      if (!limit) return [`${what}, and ACCEPTANCE_CEILING has no amount in ${most.currency}`];
      return most.amount > limit.amount ? [`${what}, above ACCEPTANCE_CEILING of ${amountText(limit)}`] : [];
    }),
  );
}

export interface Account {
  readonly cloud: string;
  readonly account: string;
}

/** The sentence that must be typed. It changes with the money and with the accounts. */
export function consentSentence(ceiling: readonly Amount[], accounts: readonly Account[]): string {
  const money = ceiling.map(amountText).join(" or ");
  return `spend up to ${money} on ${accounts.map(({ cloud, account }) => `${cloud} account ${account}`).join(", and as much on ")}`;
}
