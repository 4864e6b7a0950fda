import { CloudError, messageOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { Paid } from "../../core/paid";
import { type Price, priceOf } from "../../core/price";
import type { Account } from "../accounts";
import type { Io } from "../command";
import { sideBySide } from "./side-by-side";

/** Accounts and regions read at once. */
const AT_ONCE = 8;
/** Of one region, in milliseconds. */
const TIMEOUT = 300_000;

/** A billed object, where it is, and what it costs. */
export interface Billed extends Paid {
  readonly account: Account;
  readonly price: Price;
}

export interface Estate {
  readonly billed: readonly Billed[];
  readonly unread: readonly string[];
  /** Whether billed objects may be missing. */
  readonly isWhole: boolean;
  /** Account ids, by account. */
  readonly ids: ReadonlyMap<Account, string>;
  /** What was read. */
  readonly places: readonly Place[];
  /** Places where it is not known which objects a controller manages. */
  readonly uncertain: ReadonlySet<string>;
}

export interface Place {
  readonly account: Account;
  readonly region: string | undefined;
}

/** For people. */
export const placeText = ({ account, region }: Place) => (region ? `${account.label} ${region}` : account.label);

/** A context of an account's own reads. */
export function readsOf({ session, cloud }: Account, io: Io): Context {
  return session.reads(cloud, TIMEOUT, io.signal);
}

/** What the accounts are billed for, region by region and side by side. A region that cannot be read is only noted. */
export async function collect(accounts: readonly Account[], io: Io): Promise<Estate> {
  const places = accounts.flatMap((account) => account.regions.map((region): Place => ({ account, region })));
  let [done, found] = [0, 0];
  const unread: string[] = [];
  const uncertain = new Set<string>();
  let isWhole = true;
  const note = (place: Place, what: string, error: unknown, hidesObjects: boolean) => {
    unread.push(`${placeText(place)}: ${what} could not be read: ${reasonOf(error)}`);
    if (hidesObjects) isWhole = false;
    else uncertain.add(placeText(place));
  };
  const [lists, ids] = await Promise.all([
    sideBySide(places, AT_ONCE, async (place) => {
      const list = await place.account.cloud.paid.list(readsOf(place.account, io), place.region);
      found += list.objects.length;
      io.progress(`Read ${++done} of ${places.length} regions, ${found} billed objects`);
      return list;
    }),
    sideBySide(accounts, AT_ONCE, (account) => account.cloud.paid.account(readsOf(account, io))),
  ]);
  io.signal.throwIfAborted();
  const billed = lists.flatMap((list, index) => {
    const place = places[index] as Place;
    if (list instanceof Error) {
      note(place, "what is billed", list, true);
      return [];
    }
    for (const { what, error, hidesObjects } of list.unread) note(place, what, error, hidesObjects);
    return list.objects.map((paid) => billedIn(place.account, paid));
  });
  const known = accounts.flatMap((account, index) => {
    const id = ids[index];
    return typeof id === "string" ? [[account, id] as const] : [];
  });
  return {
    ...{ billed: distinct(billed), unread, isWhole, uncertain },
    ids: new Map(known),
    places,
  };
}

function billedIn(account: Account, paid: Paid): Billed {
  const { declaration } = account.cloud.resources[paid.resource] ?? {};
  const price: Price = declaration
    ? priceOf(account.cloud, declaration, paid.values)
    : { kind: "unknown", why: "no price is published" };
  return { ...paid, account, price };
}

/** Two profiles of one account show the same objects. */
function distinct(billed: readonly Billed[]): Billed[] {
  return [...new Map(billed.map((each) => [`${each.account.cloud.name} ${each.billedId}`, each])).values()];
}

function reasonOf(error: unknown): string {
  const denied = error instanceof CloudError && error.kind === "denied" ? "not permitted: " : "";
  return `${denied}${messageOf(error)}`;
}
