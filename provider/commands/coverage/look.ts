import { setMaxListeners } from "node:events";
import { type Account, clouds } from "../accounts";
import { all, type Given, type Io } from "../command";
import { collect, type Estate } from "./collect";
import { readStates, regionsOfStates, type States } from "./states";

/** The accounts and the states, read side by side. */
export async function look(
  given: Given,
  io: Io,
  accounts: readonly Account[],
): Promise<{ readonly estate: Estate; readonly states: States }> {
  const stop = new AbortController();
  const { signal } = stop;
  io.signal.addEventListener("abort", () => stop.abort(), { once: true });
  if (io.signal.aborted) stop.abort();
  // Every call waits for it.
  setMaxListeners(0, signal);
  const [read, listed] = await Promise.allSettled([
    readStates(given, io).catch((error: unknown) => {
      stop.abort();
      throw error;
    }),
    collect(accounts, { ...io, signal }),
  ]);
  io.signal.throwIfAborted();
  if (read.status === "rejected") throw read.reason;
  if (listed.status === "rejected") throw listed.reason;
  const [states, first] = [read.value, listed.value];
  const more = withStateRegions(given, accounts, states);
  const estate = more.length === 0 ? first : joined(first, await collect(more, io));
  io.progress("");
  return { estate, states };
}

/** The regions that states have resources in, of accounts whose regions were not given, without those already read. */
function withStateRegions(given: Given, accounts: readonly Account[], states: States): Account[] {
  const regions = regionsOfStates(states);
  return accounts.flatMap((account) => {
    if (isRegionGiven(given, account)) return [];
    const known = [...(regions.get(account.cloud.name) ?? [])].filter((region) => !account.regions.includes(region));
    return known.length > 0 ? [{ ...account, regions: known }] : [];
  });
}

function isRegionGiven(given: Given, { cloud }: Account): boolean {
  return all(given, "region").some((value) => {
    const named = clouds.find(({ name }) => value.startsWith(`${name}:`));
    return named === undefined || named === cloud;
  });
}

function joined(a: Estate, b: Estate): Estate {
  const billed = [...a.billed, ...b.billed];
  return {
    billed: [...new Map(billed.map((each) => [`${each.account.cloud.name} ${each.billedId}`, each])).values()],
    unread: [...a.unread, ...b.unread],
    isWhole: a.isWhole && b.isWhole,
    ids: new Map([...a.ids, ...b.ids]),
    places: [...a.places, ...b.places],
    uncertain: new Set([...a.uncertain, ...b.uncertain]),
  };
}
