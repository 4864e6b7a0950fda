// `make acceptance` and `make sweep`: the stories on real accounts. Without the typed consent nothing is ordered.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { messageOf } from "../provider/core/api/errors";
import { type Runtime, systemClock } from "../provider/core/context";
import { processRuntime } from "../provider/doors/process-runtime";
import { ensureEngine } from "../scripts/engine";
import { isAlive } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import { startSimulator } from "../simulator";
import { elsewhere, unlike } from "./earlier";
import { findingsOf, findingsPage } from "./findings";
import { Journal } from "./journal";
import { measure, unmeasured } from "./measure";
import { type Offer, offerText, readOffer } from "./offer";
import { end, play, type Stage } from "./play";
import { commandOf } from "./stack";
import { Sweeper, storiesOf } from "./sweep";
import type { Vendor } from "./vendor";

const [FAILED, REFUSED, INTERRUPTED] = [1, 2, 130];
const say = (line = "") => process.stdout.write(`${line}\n`);
/** Ctrl-C ends engine commands by their own signal, so vendors' calls in a sweep are not cut off by it. */
const stop = new AbortController();

async function main([command]: readonly string[]): Promise<number> {
  const offer = await readOffer(processRuntime).catch((error: unknown) => messageOf(error));
  if (typeof offer === "string") return refuse(offer.split("\n"));
  if (command !== undefined) return sweepCommand(offer, command);
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
  const { bin } = await ensureEngine();
  const journal = journalIn(folder);
  const vendors = [...offer.vendors.values()];
  const { places, plan } = offer;
  const barred = [...elsewhere(offer, folder, journal), ...(journal.continued ? unlike(offer, journal) : [])];
  if (barred.length > 0) return refuse(barred);
  const stage: Stage = { folder, bin, ids: plan.ids, places, journal, clock: systemClock, say, stop: stop.signal };
  say(journal.continued ? `\nContinuing the run of ${journal.records.begun}` : "\nSweeping what earlier runs left");
  if (!journal.continued && !(await sweepAll(vendors, folder, bin))) return FAILED;
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
  say(stop.signal.aborted ? "Stopped: ending what was ordered" : "Sweeping");
  const isClean = await sweepAll(vendors, folder, bin);
  if (isClean) journal.swept(plan.stories.map(({ name }) => name));
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

/** By state first, which knows the most, then by marks. @returns whether nothing is left */
async function sweepAll(vendors: readonly Vendor[], folder: string, bin: string): Promise<boolean> {
  const clean = await Promise.all(
    vendors.map(async (vendor) => {
      const tryEnds = async () => {
        const failed: string[] = [];
        for (const story of storiesOf(vendor.name)) {
          await end(story, { folder, bin }).catch((error: unknown) =>
            failed.push(`${story.name}: ${messageOf(error)}`),
          );
        }
        return failed;
      };
      const first = await tryEnds();
      const sweeper = new Sweeper(vendor, quietly());
      const left = await sweeper.find();
      for (const { type, id, story } of left) say(`sweep: ${type} ${id} bears the mark of ${story}`);
      const problems = await sweeper.end(left, say);
      // What state could not end before the marks were swept.
      problems.push(...(first.length > 0 ? await tryEnds() : []));
      for (const problem of problems) say(`sweep: LEFT ${problem}`);
      return problems.length === 0;
    }),
  );
  return clean.every(Boolean);
}

/** `sweep` lists, `sweep --yes` ends. */
async function sweepCommand(offer: Offer, command: string): Promise<number> {
  const { vendors } = offer;
  if (command !== "sweep") return refuse([`there is no command ${command}; use sweep, or none`]);
  const folder = folderOf();
  const other = claim(folder);
  if (other) return refuse([`process ${other} runs acceptance in ${folder}: wait for it, or end it`]);
  if (process.argv.includes("--yes")) {
    const journal = journalIn(folder);
    const barred = elsewhere(offer, folder, journal);
    if (barred.length > 0) return refuse(barred);
    const { bin } = await ensureEngine();
    if (!(await sweepAll([...vendors.values()], folder, bin))) return FAILED;
    if (journal.continued) {
      journal.swept([...vendors.keys()].flatMap((cloud) => storiesOf(cloud).map(({ name }) => name)));
      journal.save();
    }
    return 0;
  }
  for (const vendor of vendors.values()) {
    const left = await new Sweeper(vendor, quietly()).find();
    for (const { type, id, story } of left) say(`${type} ${id} bears the mark of ${story}`);
    if (left.length === 0) say(`${vendor.name}: nothing bears a mark of acceptance`);
  }
  say("Nothing was ended: make sweep YES=1 ends what is listed.");
  return 0;
}

function quietly(): Runtime {
  const log: Runtime["log"] = (level, message) => level === "warning" && process.stderr.write(`${message}\n`);
  return { ...processRuntime, log };
}

function folderOf(): string {
  return resolve(process.env.ACCEPTANCE_FOLDER ?? join(packageRoot(), ".acceptance"));
}

const journalIn = (folder: string) => new Journal(join(folder, "journal.json"), systemClock.now);

/** @returns the id of a process that already works in this folder */
function claim(folder: string): number | undefined {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "run.pid");
  const other = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  // Of a process that was killed, the id may be another's by now.
  if (other > 0 && other !== process.pid && isAlive(other) && commandOf(other).includes("acceptance")) return other;
  writeFileSync(file, String(process.pid));
  process.once("exit", () => rmSync(file, { force: true }));
  return undefined;
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

function refuse(problems: readonly string[]): number {
  process.stderr.write(
    `acceptance: refused, and nothing was ordered\n${problems.map((line) => `  ${line}\n`).join("")}`,
  );
  return REFUSED;
}

process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `acceptance: ${messageOf(error)}\nmake acceptance continues this run; make sweep lists what is left.\n`,
    );
    process.exit(FAILED);
  },
);
