// `make bench`: calls, seconds, memory and processor time, beside the engine alone and a client without batches, all in
// one run. Writes docs/benchmarks.md and docs/benchmarks.svg. With ARGS=--quick: one resource, nothing written. With
// ARGS=--short: 100 of each at 8 lanes through the plugin, and without an engine, in about 6 minutes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../scripts/package-root";
import { type Door, engineStory, type StoryOptions } from "./engine";
import { measureLanes, measureNaive } from "./lanes";
import { ALONE, type EngineRow, type LanesRow, page, plot } from "./page";
import { MEASURED } from "./resources";
import { measureStartUp } from "./startup";

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes("--quick");
  const short = args.includes("--short");
  const only = args.find((arg) => !arg.startsWith("--"));
  const chosen = MEASURED.filter(({ name }) => (only ? name.includes(only) : !quick || name === "alibaba bandwidth"));
  const startUp = await measureStartUp();
  say(`plugin ready in ${startUp.plugin.toFixed(0)} ms, at rest ${startUp.rest?.toFixed(0) ?? "?"} MB`);

  const engine: EngineRow[] = [];
  const story = async (name: string, options: StoryOptions) => {
    const { door, lanes, count } = options;
    const results = await engineStory(options);
    engine.push({ name, door, lanes, count, results });
    say(`${name}, ${count} through ${options.measured ? door : "no door"}, ${lanes} lanes: ${told(results)}`);
  };
  for (const lanes of short ? [8] : [8, 64]) {
    await story(ALONE, { count: 100, lanes, door: "dynamic" });
    for (const measured of chosen)
      for (const door of (lanes === 8 && !short ? ["dynamic", "plugin"] : ["plugin"]) as Door[])
        await story(measured.name, { measured, count: 100, lanes, door });
  }
  for (const measured of short ? [] : chosen)
    await story(measured.name, { measured, count: 1, lanes: 8, door: "plugin" });
  const [large] = chosen;
  if (large && !quick && !short) {
    await story(ALONE, { count: 1_000, lanes: 64, door: "dynamic" });
    await story(large.name, { measured: large, count: 1_000, lanes: 64, door: "plugin" });
  }

  const lanes: LanesRow[] = [];
  const lane = async (row: Omit<LanesRow, "results">, work: () => Promise<LanesRow["results"]>) => {
    const results = await work();
    lanes.push({ ...row, results });
    say(`${row.name}, ${row.count} without an engine, ${row.client}, ${row.lanes} lanes: ${told(results)}`);
  };
  for (const count of quick || short ? [100] : [100, 1_000]) {
    // They mostly wait for the clouds' limits, so they can do so together.
    await Promise.all(
      chosen.flatMap((measured) => [
        ...(count === 100 ? [8, 64] : [64]).map((number) =>
          lane({ name: measured.name, client: "provider", lanes: number, count }, () =>
            measureLanes(measured, { count, lanes: number }),
          ),
        ),
        ...(count === 100
          ? [
              lane({ name: measured.name, client: "naive", lanes: 8, count }, () =>
                measureNaive(measured, { count, lanes: 8 }),
              ),
            ]
          : []),
      ]),
    );
  }
  lanes.sort((a, b) => order(a) - order(b) || a.count - b.count || a.lanes - b.lanes);
  const command = ["make bench", ...(args.length > 0 ? [`ARGS=${args.join(" ")}`] : [])].join(" ");
  const figures = { command, date: new Date().toISOString(), engine, lanes, startUp };
  if (only || quick) return;
  const docs = join(packageRoot(), "docs");
  writeFileSync(join(docs, "benchmarks.md"), page(figures));
  writeFileSync(join(docs, "benchmarks.svg"), plot(figures));
  say("Wrote docs/benchmarks.md and docs/benchmarks.svg.");
}

const order = ({ name }: LanesRow) => MEASURED.findIndex((each) => each.name === name);

function told(results: LanesRow["results"]): string {
  const steps = Object.entries(results).map(([step, { calls, seconds, throttled }]) => {
    return `${step} ${calls} calls ${seconds.toFixed(1)} s${throttled > 0 ? ` (${throttled} throttled)` : ""}`;
  });
  return steps.join(", ");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
