// The most that a story can cost, by the published price lists, or by prices that the user states.
import { CLOUDS } from "../provider/clouds";
import type { Cloud } from "../provider/core/cloud";
import { MONTH_DAYS, priceOf } from "../provider/core/price";
import type { Declared, Story } from "./stories";

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
  /** Undefined: no price is known. */
  readonly most: Amount | undefined;
  /** How the amount comes about, or what to state. */
  readonly why: string;
}

/** The setting that states a price of a cloud. */
export function priceSetting(cloud: string, per: "GB" | "day"): string {
  return `ACCEPTANCE_${cloud.toUpperCase()}_PER_${per === "GB" ? "GB" : "MBPS_DAY"}`;
}

/** What a price depends on beside the order itself. */
export interface Terms {
  readonly ids: Readonly<Record<string, string>>;
  /** By cloud. */
  readonly regions: Readonly<Record<string, string | undefined>>;
  /** Prices that the user states, by setting. */
  readonly stated: Readonly<Record<string, Amount>>;
}

/** A day's price is charged for each calendar day begun, and a story may run past midnight. */
const DAYS = 2;
const MEGABITS_PER_GB = 8_000;

/** The most that each order of a story costs. Traffic counts as if the bandwidth were used for all of the story's time. */
export function costsOf(story: Story, { ids, regions, stated }: Terms): Cost[] {
  const cloud: Cloud = CLOUDS[story.cloud];
  return ordersOf(story, ids).map((declared) => {
    const [, name = ""] = declared.type.split(":");
    const declaration = cloud.resources[name]?.declaration;
    if (!declaration) throw new Error(`no resource ${declared.type}`);
    const { bandwidth, internetChargeType } = declared.inputs as { bandwidth?: number; internetChargeType?: string };
    const order = [name, internetChargeType, bandwidth && `${bandwidth} Mbps`].filter(Boolean).join(" ");
    const price = priceOf(cloud, declaration, { region: regions[story.cloud], ...declared.inputs });
    if (price.kind === "free") return { order, most: undefined, why: "free" };
    if (price.kind === "amount") {
      const { currency, per } = price.row;
      if (per === "nothing") return { order, most: { amount: 0, currency }, why: "no charge is listed" };
      const amount = (price.amount / MONTH_DAYS) * DAYS;
      return { order, most: { amount, currency }, why: `the list price of ${DAYS} days begun` };
    }
    const gigabytes = ((bandwidth ?? 1) * story.seconds) / MEGABITS_PER_GB;
    if (price.kind === "rate") {
      const amount = price.each * gigabytes;
      return {
        order,
        most: { amount, currency: price.row.currency },
        why: `${gigabytes.toFixed(2)} GB at the list price`,
      };
    }
    if (declared.free) return { order, most: { amount: 0, currency: "USD" }, why: declared.free };
    const per = declared.billed ?? "GB";
    const setting = priceSetting(story.cloud, per);
    const own = stated[setting];
    if (!own)
      return {
        order,
        most: undefined,
        why: `no price is published: state your account's in ${setting}, such as 0.12USD`,
      };
    const units = per === "GB" ? gigabytes : (bandwidth ?? 1) * DAYS;
    const what = per === "GB" ? `${units.toFixed(2)} GB` : `${units} Mbps and days begun`;
    return {
      order,
      most: { amount: own.amount * units, currency: own.currency },
      why: `${what} at the price of ${setting}`,
    };
  });
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

/** The sum by cloud and currency. */
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
