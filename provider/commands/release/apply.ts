import { kindOf, messageOf, Refusal } from "../../core/api/errors";
import { CancelledError, type Level } from "../../core/context";
import { type Account, accountsOf } from "../accounts";
import { type Given, Interrupted, type Io } from "../command";
import { collect, type Estate, readsOf } from "../coverage/collect";
import { readIgnored } from "../coverage/ignore";
import { type Coverage, type Judged, judge } from "../coverage/judge";
import { sideBySide } from "../coverage/side-by-side";
import { readStates, type States } from "../coverage/states";
import { accountOf, changesSince, keptBecause, type Plan, type PlanRow, planRow } from "./plan";
import type { Line, Result } from "./result";

/** Dry runs and releases at once. */
const AT_ONCE = 8;

interface Ready {
  readonly row: PlanRow;
  readonly found: Judged;
}

/**
 * Ends the chosen rows of a plan. Clouds and states are read again, in this order: what was ordered since is in no list
 * then, or in a state. A row is refused if anything about it is not as it was planned.
 *
 * @throws Refusal before anything ended, Interrupted after Ctrl-C
 */
export async function apply(
  plan: Plan,
  chosen: readonly PlanRow[],
  given: Given,
  io: Io,
  result: Result,
): Promise<readonly Line[]> {
  const { accounts } = await accountsOf(plan.options, io);
  const estate = await collect(narrowed(accounts, chosen), io);
  refuseOtherAccounts(plan, estate);
  const states = await readStates(given, io);
  refuseUncertain(states, plan);
  const coverage = judge(estate, states, await readIgnored(given, io));
  const fit = chosen.flatMap((row) => readyIn(row, coverage, estate, result, plan));
  if (io.signal.aborted) throw new Interrupted("stopped: nothing was released. Run the same command again to continue");
  const ready = await rehearsed(fit, io, result);
  for (const { row } of ready) result.set(row, "not begun");
  await release(ready, io, result);
  const lines = chosen.flatMap((row) => result.of(row) ?? []);
  if (io.signal.aborted) throw new Interrupted(`stopped: ${countsOf(lines)}. Run the same command again to continue`);
  return lines;
}

/** `3 released, 1 refused`. */
export function countsOf(lines: readonly Line[]): string {
  const by = new Map<string, number>();
  for (const { outcome } of lines) by.set(outcome, (by.get(outcome) ?? 0) + 1);
  const words: Readonly<Record<string, string>> = { begun: "begun and not seen to have ended", gone: "already gone" };
  return [...by].map(([outcome, count]) => `${count} ${words[outcome] ?? outcome}`).join(", ") || "nothing chosen";
}

/** Only the regions of the chosen rows. */
function narrowed(accounts: readonly Account[], chosen: readonly PlanRow[]): Account[] {
  return accounts.flatMap((account) => {
    const regions = chosen.filter((row) => accountOf(row, [account])).map(({ region }) => region);
    if (regions.length === 0) return [];
    return [{ ...account, regions: account.cloud.regionless ? account.regions : [...new Set(regions)] }];
  });
}

function refuseOtherAccounts(plan: Plan, { ids }: Estate): void {
  for (const [account, id] of ids) {
    const planned = plannedId(plan, account.cloud.name, account.label);
    if (planned && planned !== id)
      throw new Refusal(`${account.label}: the plan is of account ${planned}, the credentials are of ${id}`);
  }
}

function plannedId({ accounts }: Plan, cloud: string, label: string): string | null | undefined {
  return accounts.find((each) => each.cloud === cloud && each.account === label)?.id;
}

/** What an unread state has, or an update under way orders, must not end. */
function refuseUncertain({ states, unread, busy }: States, plan: Plan): void {
  const read = new Set(states.map(({ name }) => name));
  const missing = plan.states.filter((name) => !read.has(name) && !unread.some((each) => each.startsWith(`${name}: `)));
  if (missing.length > 0)
    throw new Refusal(
      `nothing is released without the states of the plan: ${missing.join(", ")}. Give the same --states and --backend as with --plan, or make a new plan`,
    );
  if (unread.length > 0) throw new Refusal(`nothing is released while a state cannot be read: ${unread.join("; ")}`);
  if (busy.length > 0)
    throw new Refusal(
      `nothing is released while an update is under way (${busy.join(", ")}): its orders may be in no state yet`,
    );
}

function readyIn(row: PlanRow, { all }: Coverage, estate: Estate, result: Result, plan: Plan): Ready[] {
  const refuse = (why: string) => {
    result.set(row, "refused", why);
    return [];
  };
  const found = all.find(({ billedId, account }) => billedId === row.id && account.cloud.name === row.cloud);
  if (!found) {
    if (!estate.isWhole) return refuse(`could not be read: ${estate.unread.join("; ")}`);
    if (!isOfAccount(row, plan, estate))
      return refuse("is not there, and whose account this is could not be read: it may be another one");
    result.set(row, "gone");
    return [];
  }
  if (found.where.kind === "in code") {
    const [entry] = found.where.entries;
    return refuse(`is in the state of ${entry?.state} now, as ${entry?.name}`);
  }
  const why = keptBecause(found, estate) ?? changesSince(row, planRow(found, estate));
  return why === undefined ? [{ row, found }] : refuse(why);
}

/** Whether the account that was read is the one of the plan, by its id. */
function isOfAccount(row: PlanRow, plan: Plan, { ids }: Estate): boolean {
  const account = accountOf(row, [...ids.keys()]);
  return account !== undefined && ids.get(account) === plannedId(plan, row.cloud, row.account);
}

/** All dry runs come before the first release, so that a refusal is known while nothing has ended. */
async function rehearsed(fit: readonly Ready[], io: Io, result: Result): Promise<readonly Ready[]> {
  const asked = await sideBySide(fit, AT_ONCE, async ({ found }) => {
    const { cloud } = found.account;
    await cloud.paid.tryEnding?.(readsOf(found.account, io), found);
  });
  io.signal.throwIfAborted();
  return fit.filter(({ row }, index) => {
    const error = asked[index];
    if (!(error instanceof Error) || kindOf(error) === "gone") return true;
    result.set(row, "refused", `the dry run was refused: ${messageOf(error)}`);
    return false;
  });
}

/** Through the delete of each resource, with its waits and retries. After Ctrl-C no further one is begun. */
async function release(ready: readonly Ready[], io: Io, result: Result): Promise<void> {
  let done = 0;
  const log = (level: Level, message: string) => {
    if (level === "warning" || level === "error") io.say(message);
  };
  await sideBySide(ready, AT_ONCE, async ({ row, found }) => {
    const { account, ending } = found;
    if (io.signal.aborted || typeof ending === "string") return;
    result.set(row, "begun");
    try {
      const call = { identity: `release/${row.id}`, signal: io.signal, log };
      await account.session.lifecycle(`${account.cloud.name}:${ending.resource}`).delete(ending.id, ending.state, call);
      result.set(row, "released");
      io.progress(`Released ${++done} of ${ready.length}`);
    } catch (error) {
      if (io.signal.aborted || error instanceof CancelledError) return;
      result.set(row, "failed", messageOf(error));
    }
  });
  io.progress("");
}
