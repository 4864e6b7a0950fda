import { createHash } from "node:crypto";
import { z } from "zod";
import { messageOf, Refusal } from "../../core/api/errors";
import type { Account } from "../accounts";
import type { Io } from "../command";
import type { Estate } from "../coverage/collect";
import type { Coverage, Judged } from "../coverage/judge";
import type { States } from "../coverage/states";
import { originText, rowOf } from "../coverage/view";
import { decoded, parsed } from "../files";

const row = z.object({
  /** The reviewer sets it. All else is under the digest. */
  release: z.boolean(),
  id: z.string(),
  address: z.string(),
  name: z.string(),
  cloud: z.string(),
  account: z.string(),
  region: z.string(),
  reason: z.string(),
  on: z.string().nullable(),
  idle: z.string().nullable(),
  /** What is billed, as inputs of the resource. */
  billing: z.record(z.string(), z.unknown()),
  price: z.object({ text: z.string(), amount: z.number().nullable(), currency: z.string().nullable() }),
});
const plan = z.object({
  version: z.literal(1),
  next: z.string(),
  time: z.iso.datetime(),
  /** Options of the command line that chose the accounts. */
  options: z.record(z.string(), z.array(z.string())),
  accounts: z.array(z.object({ cloud: z.string(), account: z.string(), id: z.string().nullable() })),
  states: z.array(z.string()),
  rows: z.array(row),
  leftOut: z.array(z.object({ id: z.string(), why: z.string() })),
  digest: z.string(),
});
export type Plan = z.infer<typeof plan>;
export type PlanRow = z.infer<typeof row>;

const LARGEST = 64 * 1024 * 1024;
/** Milliseconds until a plan is too old: an account changes. */
const LONGEST_AGE = 24 * 3_600_000;
/** Clocks differ. */
const AHEAD = 300_000;

/** What no state has, with what is left out and why. Nothing in it is chosen yet. */
export function planOf({ all }: Coverage, estate: Estate, states: States, options: Plan["options"], now: number): Plan {
  const rows: PlanRow[] = [];
  const leftOut: Plan["leftOut"] = [];
  for (const each of all) {
    if (each.where.kind === "in code") continue;
    const why = keptBecause(each, estate);
    if (why === undefined) rows.push(planRow(each, estate));
    else leftOut.push({ id: each.billedId, why });
  }
  const accounts = [...new Set(estate.billed.map(({ account }) => account))];
  const content = {
    version: 1 as const,
    next: 'Review each row and set "release": true where it may end. Then: pulumi-ipv6 release --apply FILE, with the same --states or --backend',
    time: new Date(now).toISOString(),
    options,
    accounts: accounts.map((account) => ({
      cloud: account.cloud.name,
      account: account.label,
      id: estate.ids.get(account) ?? null,
    })),
    states: states.states.map(({ name }) => name),
    rows: rows.sort((a, b) => (a.cloud + a.region + a.id < b.cloud + b.region + b.id ? -1 : 1)),
    leftOut,
  };
  return { ...content, digest: digestOf(content) };
}

/** Why something that no state has is not for release. Undefined: it is. */
export function keptBecause(each: Judged, { uncertain }: Pick<Estate, "uncertain">): string | undefined {
  const { where, systemTag, ending, account, region, doing } = each;
  if (where.kind === "ignored") return "a line of --ignore names it";
  if (where.kind === "controller") return `${where.controller} manages it`;
  if (systemTag !== undefined) return `it has the tag ${systemTag} of the system: another product may manage it`;
  const places = [account.label, `${account.label} ${region}`];
  if (places.some((place) => uncertain.has(place)))
    return "not all about it could be read, such as whether a controller manages it";
  if (where.kind === "lost" && where.for?.pending)
    return `${where.for.stack} is ordering it, or its run was interrupted: run pulumi up, or pulumi refresh, there`;
  if (doing !== undefined) return `it is changing, so something is at work on it: ${doing}`;
  return typeof ending === "string" ? ending : undefined;
}

export function planRow(each: Judged, estate: Pick<Estate, "ids">): PlanRow {
  const { id, address, name, cloud, account, region, on, idle, locked, price, mark, where } = rowOf(each, estate);
  const reasons = [
    "in no state that was read",
    ...(where === "lost" ? [originText({ mark })] : []),
    ...(where === "lost" && mark?.held ? ["MAY BE IN A STATE THAT WAS NOT READ, such as of another backend"] : []),
    ...(idle === null ? [on === null ? "what it serves is not known" : `IN USE on ${on}`] : [idle]),
    ...(locked === null ? [] : [locked]),
  ];
  return {
    release: false,
    ...{ id, address, name, cloud, account, region, reason: reasons.join("; "), on, idle },
    billing: { ...each.values },
    price,
  };
}

/** What differs from the plan, in words. Undefined: nothing that matters. */
export function changesSince(planned: PlanRow, now: PlanRow): string | undefined {
  const fields = ["address", "name", "region", "on", "idle"] as const;
  const words = (value: unknown) => (value === null || value === "" ? "nothing" : JSON.stringify(value));
  const billing = [...new Set([...Object.keys(planned.billing), ...Object.keys(now.billing)])];
  const pairs = [
    ...fields.map((field) => [field, planned[field], now[field]] as const),
    ...billing.map((field) => [field, planned.billing[field], now.billing[field]] as const),
  ];
  const changed = pairs.filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after));
  const list = changed.map(([field, before, after]) => `${field} was ${words(before)} and is ${words(after)}`);
  return list.length > 0 ? `changed since the plan: ${list.join("; ")}` : undefined;
}

/** @throws Refusal if it is no plan, or not as it was written but for `release` */
export async function readPlan(path: string, io: Io): Promise<Plan> {
  const bytes = await io.read(path, LARGEST).catch((error: unknown) => {
    throw new Refusal(`--apply ${path}: cannot be read: ${messageOf(error)}`);
  });
  const text = decoded(bytes);
  const checked = plan.safeParse(parsed(text));
  if (!checked.success) {
    const at = checked.error.issues[0]?.path.join(".");
    throw new Refusal(`--apply ${path}: is no plan of pulumi-ipv6 release --plan${at ? ` (${at} is not valid)` : ""}`);
  }
  const { digest, ...content } = checked.data;
  if (digest !== digestOf(content))
    throw new Refusal(
      `--apply ${path}: differs from what --plan wrote in more than "release": make a new plan, and set only "release" in it`,
    );
  return checked.data;
}

/** Why a plan may no longer be applied. */
export function staleness({ time }: Plan, now: number): string | undefined {
  const age = now - Date.parse(time);
  if (age < -AHEAD) return `was made at ${time}, which is in the future: check the clock of this machine`;
  return age > LONGEST_AGE ? `was made at ${time}, more than a day ago: make a new plan, or give --force` : undefined;
}

/** Over everything but the choices. */
function digestOf(content: Omit<Plan, "digest">): string {
  const rows = content.rows.map(({ release: _, ...rest }) => rest);
  return createHash("sha256")
    .update(JSON.stringify(sortedKeys({ ...content, rows })))
    .digest("hex");
}

/** An editor may order keys anew. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sortedKeys(member)]));
}

/** The account of a row among those that its options choose. */
export function accountOf(row: Pick<PlanRow, "cloud" | "account">, accounts: readonly Account[]): Account | undefined {
  return accounts.find(({ cloud, label }) => cloud.name === row.cloud && label === row.account);
}
