// What a run would do and cost, and whether it may: everything that is known before the first order.
import { messageOf } from "../provider/core/api/errors";
import type { Runtime } from "../provider/core/context";
import { Session } from "../provider/doors/session";
import {
  type Account,
  type Amount,
  aboveCeiling,
  amountText,
  type Cost,
  consentSentence,
  costsOf,
  isUnknown,
  totals,
} from "./money";
import { type Plan, readPlan } from "./settings";
import type { Story } from "./stories";
import { type CloudName, Vendor } from "./vendor";

export interface Offer {
  readonly plan: Plan;
  readonly vendors: ReadonlyMap<CloudName, Vendor>;
  /** The account and region of each cloud, as far as they are known. */
  readonly places: ReadonlyMap<string, string>;
  readonly costs: readonly { readonly story: Story; readonly costs: readonly Cost[] }[];
  /** Clouds that cannot be called, and why. */
  readonly unready: ReadonlyMap<CloudName, readonly string[]>;
  /** What stands in the way of a run, all of it. */
  readonly missing: readonly string[];
  /** What must be typed. Undefined: an account or the ceiling is not known yet. */
  readonly sentence: string | undefined;
}

/** @throws Error that lists every malformed setting */
export async function readOffer(runtime: Runtime): Promise<Offer> {
  const plan = readPlan(runtime.environment);
  const clouds = [...new Set(plan.stories.map(({ cloud }) => cloud))];
  const vendors = new Map(clouds.map((cloud) => [cloud, new Vendor(cloud, runtime)]));
  const unready = new Map<CloudName, readonly string[]>();
  for (const [cloud, vendor] of vendors) {
    const reasons = await whyUnready(vendor, runtime);
    if (reasons.length > 0) unready.set(cloud, reasons);
  }
  const ready = [...vendors.values()].filter(({ name }) => !unready.has(name));
  const asked = await Promise.all(ready.map(accountOf));
  const accounts = asked.flatMap(({ account }) => (account ? [account] : []));
  const regions = Object.fromEntries([...vendors].map(([cloud, { region }]) => [cloud, region]));
  const places = accounts.map(({ cloud, account }) => {
    const region = regions[cloud];
    return [cloud, `${cloud} account ${account}${region ? ` in ${region}` : ""}`] as const;
  });
  const costs = plan.stories.map((story) => ({ story, costs: costsOf(story, { ...plan, regions }) }));
  const unknown = costs.flatMap(({ story, costs: each }) =>
    each.filter(isUnknown).map(({ order, why }) => `${story.name}, ${order}: ${why}`),
  );
  const sums = totals(costs.map(({ story: { cloud }, costs: each }) => ({ cloud, costs: each })));
  const above = plan.ceiling.length > 0 ? aboveCeiling(sums, plan.ceiling) : [];
  const isKnown = accounts.length === clouds.length && plan.ceiling.length > 0;
  return {
    ...{ plan, vendors, costs, unready, places: new Map(places) },
    missing: [
      ...[...plan.missing, ...[...unready.values()].flat(), ...asked.flatMap(({ missing }) => missing)],
      ...[...new Set(unknown), ...above],
    ],
    sentence: isKnown ? consentSentence(plan.ceiling, accounts) : undefined,
  };
}

/** Settings without which nothing can be called. */
async function whyUnready({ cloud, region }: Vendor, runtime: Runtime): Promise<string[]> {
  const reasons = await new Session(runtime, () => undefined).unready(cloud);
  if (cloud.regionless || region !== undefined) return [...reasons];
  return [...reasons, `${cloud.title}: no region: set ${cloud.settings.region?.env?.[0]}`];
}

/** Whose the credentials are: a read, and the only call that a dry run makes. */
async function accountOf(vendor: Vendor): Promise<{ account?: Account; missing: string[] }> {
  try {
    return { account: { cloud: vendor.name, account: await vendor.account() }, missing: [] };
  } catch (error) {
    return { missing: [messageOf(error)] };
  }
}

/** The offer in lines for people. */
export function offerText({ plan, costs, missing, sentence }: Offer): string[] {
  const stories = costs.flatMap(({ story, costs: each }) => [
    `${story.name}: ${story.about} (at most ${story.seconds / 60} minutes)`,
    ...each.map(({ order, most, why }) => `  ${order}: ${most ? `at most ${amountText(most)}, ` : ""}${why}`),
  ]);
  const sums = totals(costs.map(({ story: { cloud }, costs: each }) => ({ cloud, costs: each })));
  const most = [...new Set(costs.map(({ story: { cloud } }) => cloud))].map((cloud) => {
    const isOpen = costs.some(({ story, costs: each }) => story.cloud === cloud && each.some(isUnknown));
    return `  ${cloud}: ${isOpen ? "not known, because a price above is missing" : sumText(sums.get(cloud))}`;
  });
  return [
    "Stories and what they order, each once and released at the end:",
    ...stories.map((line) => `  ${line}`),
    ...(plan.leftOut.length > 0
      ? ["", "Left out, because these settings are not given:", ...plan.leftOut.map((line) => `  ${line}`)]
      : []),
    "",
    "At most in all:",
    ...most,
    `  ceiling for each cloud: ${plan.ceiling.map(amountText).join(" or ") || "none given"}`,
    "",
    ...(missing.length > 0 ? ["Missing:", ...missing.map((line) => `  ${line}`), ""] : []),
    ...(sentence ? ["To run it, set", `  ACCEPTANCE_CONSENT="${sentence}"`] : []),
  ];
}

/** Amounts of zero are left out beside others. */
function sumText(amounts: readonly Amount[] = []): string {
  const paid = amounts.filter(({ amount }) => amount > 0);
  return paid.length > 0 ? paid.map(amountText).join(" and ") : "nothing";
}
