// `make acceptance` and `make sweep`: the stories on real accounts. Without the typed consent nothing is ordered.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../provider/core/api/errors";
import { systemClock } from "../provider/core/context";
import { processRuntime } from "../provider/doors/process-runtime";
import { ensureEngine } from "../scripts/engine";
import { startSimulator } from "../simulator";
import { elsewhere, unlike } from "./earlier";
import { findingsOf, findingsPage } from "./findings";
import type { Journal } from "./journal";
import { measure, unmeasured } from "./measure";
import { type Offer, offerText, readOffer } from "./offer";
import { play, type Stage } from "./play";
import { claim, FAILED, folderOf, INTERRUPTED, journalIn, refuse, say, stop, stopBy } from "./process";
import { placeOf, sweepAll, sweepCommand } from "./sweep-command";
import type { Vendor } from "./vendor";

const HELP = `make acceptance    what a run would do and cost; with ACCEPTANCE_CONSENT it runs
make sweep         lists what acceptance left on the accounts
make sweep YES=1   ends it

Settings are read from the environment: docs/acceptance.md has them.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => ["--help", "-h", "help"].includes(arg))) {
    say(HELP);
    return 0;
  }
  const isSweep = args[0] === "sweep";
  const [strange] = args.filter((arg, index) => !(isSweep && (index === 0 || arg === "--yes")));
  if (strange !== undefined) return refuse([`there is no argument ${strange}`, ...HELP.split("\n")], isSweep);
  const offer = await readOffer(processRuntime).catch((error: unknown) => messageOf(error));
  if (typeof offer === "string") return refuse(offer.split("\n"), isSweep);
  if (isSweep) return sweepCommand(offer, args.includes("--yes"));
  for (const line of offerText(offer)) say(line);
  const { plan, missing, sentence } = offer;
  if (plan.consent === undefined) {
    say("\nA dry run: nothing was ordered.");
    return 0;
  }
  if (missing.length > 0) return refuse(["a run needs what is listed as missing above"]);
  if (plan.consent !== sentence) return refuse([`ACCEPTANCE_CONSENT must be exactly "${sentence}"`]);
  return run(offer);
}

async function run(offer: Offer): Promise<number> {
  const folder = folderOf();
  const other = claim(folder);
  if (other) return refuse([`process ${other} runs acceptance in ${folder}: wait for it, or end it`]);
  const journal = journalIn(folder);
  const barred = [...elsewhere(offer, folder, journal), ...(journal.continued ? unlike(offer, journal) : [])];
  if (barred.length > 0) return refuse(barred);
  const { bin } = await ensureEngine();
  stopBy("Stopping: what was ordered is ended first. Ctrl-C again stops at once");
  const vendors = [...offer.vendors.values()];
  const { places, plan } = offer;
  const stage: Stage = { folder, bin, ids: plan.ids, places, journal, clock: systemClock, say, stop: stop.signal };
  const place = placeOf(folder, async () => bin, journal);
  say(journal.continued ? `\nContinuing the run of ${journal.records.begun}` : "\nSweeping what earlier runs left");
  for (const [name, { outcome, problem }] of Object.entries(journal.records.stories))
    if (outcome) say(`${name}: ${outcome === "passed" ? "passed" : "FAILED"} before${problem ? `: ${problem}` : ""}`);
  if (!journal.continued && !(await sweepAll(vendors, place)).isClean) return FAILED;
  journal.save();
  await Promise.all(vendors.map((vendor) => measureFreely(vendor, journal)));
  const outcomes = await Promise.all(
    vendors.map(async (vendor) => {
      const passed: (boolean | undefined)[] = [];
      for (const story of plan.stories.filter(({ cloud }) => cloud === vendor.name))
        passed.push(stop.signal.aborted ? undefined : await play(story, vendor, stage));
      return passed;
    }),
  );
  say("Sweeping");
  const { over, isClean } = await sweepAll(vendors, place);
  journal.swept(over, isClean);
  journal.save();
  await write(folder, journal);
  if (stop.signal.aborted) return INTERRUPTED;
  return isClean && outcomes.flat().every((passed) => passed === true) ? 0 : FAILED;
}

async function measureFreely(vendor: Vendor, journal: Journal): Promise<void> {
  for (const probe of unmeasured(journal.records.seen, vendor.name)) {
    if (stop.signal.aborted) continue;
    journal.saw(await measure(vendor, probe));
  }
}

async function write(folder: string, journal: Journal): Promise<void> {
  // Only for its list of rules: nothing is sent to it.
  const simulator = await startSimulator();
  const findings = findingsOf(journal, simulator.rules());
  await simulator.close();
  writeFileSync(join(folder, "findings.json"), `${JSON.stringify(findings, undefined, 2)}\n`);
  writeFileSync(join(folder, "findings.md"), findingsPage(findings));
  const { differences, agreements, notMeasured } = findings;
  say(
    `${agreements.length} probes agree with the simulator, ${differences.length} differ, ${notMeasured.length} measured nothing: ${join(folder, "findings.md")}`,
  );
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `acceptance: ${messageOf(error)}\nmake acceptance continues this run; make sweep lists what is left.\n`,
    );
    process.exit(FAILED);
  },
);
