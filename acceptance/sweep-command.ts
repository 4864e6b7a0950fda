// `make sweep`, and the sweeps of a run.
import type { Runtime } from "../provider/core/context";
import { processRuntime } from "../provider/doors/process-runtime";
import { ensureEngine } from "../scripts/engine";
import { elsewhere } from "./earlier";
import type { Journal } from "./journal";
import type { Offer } from "./offer";
import { claim, FAILED, folderOf, journalIn, refuse, say, stopBy } from "./process";
import { type Place, Sweeper, type Swept } from "./sweep";
import type { CloudName, Vendor } from "./vendor";

export const placeOf = (
  folder: string,
  engine: Place["engine"],
  journal: Journal,
  barred: Place["barred"] = new Map(),
): Place => ({
  ...{ folder, engine, journal, barred, say, runtime: quietly() },
});

/** Ends what is there, and says whether anything is left. */
export async function sweepAll(
  vendors: readonly Vendor[],
  place: Place,
): Promise<Swept & { readonly isClean: boolean }> {
  const swept = await Promise.all(vendors.map((vendor) => new Sweeper(vendor, place).sweep()));
  const left = swept.flatMap((each) => each.left);
  const isClean = left.length === 0;
  say(
    isClean
      ? "Nothing that acceptance ordered is left."
      : "Something is left, or may be: see LEFT and UNREAD above. make sweep YES=1 tries again.",
  );
  return { isClean, left, over: swept.flatMap(({ over }) => over) };
}

/** Lists, or ends. */
export async function sweepCommand(offer: Offer, isEnding: boolean): Promise<number> {
  const vendors = [...offer.vendors.values()];
  const folder = folderOf();
  const other = claim(folder);
  if (other) return refuse([`process ${other} runs acceptance in ${folder}: wait for it, or end it`], true);
  const journal = journalIn(folder);
  const barred = new Map<CloudName, readonly string[]>();
  for (const [name, vendor] of offer.vendors) {
    const one = { ...offer, vendors: new Map([[name, vendor]]) };
    const reasons = [...(offer.unready.get(name) ?? []), ...elsewhere(one, folder, journal)];
    if (reasons.length > 0) barred.set(name, reasons);
  }
  const hint = "ACCEPTANCE_STORIES names the clouds to sweep, such as alibaba or alibaba,tencent";
  if (isEnding && barred.size === vendors.length) return refuse([...barred.values(), hint].flat(), true);
  let engine: Promise<string> | undefined;
  const bring = () => {
    engine ??= ensureEngine().then(({ bin }) => bin);
    return engine;
  };
  const place = placeOf(folder, bring, journal, barred);
  if (!isEnding) {
    const unread: string[] = [];
    for (const vendor of vendors) unread.push(...(await new Sweeper(vendor, place).list()));
    say("Nothing was ended: make sweep YES=1 ends what is listed.");
    if (unread.length > 0) say(hint);
    return unread.length > 0 ? FAILED : 0;
  }
  stopBy("A sweep is not stopped half way. Ctrl-C again stops at once");
  const { over, isClean } = await sweepAll(vendors, place);
  if (journal.continued) {
    journal.swept(over, isClean);
    journal.save();
  }
  if (isClean) return 0;
  say(hint);
  return FAILED;
}

function quietly(): Runtime {
  const log: Runtime["log"] = (level, message) => level === "warning" && process.stderr.write(`${message}\n`);
  return { ...processRuntime, log };
}
