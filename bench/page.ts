// docs/benchmarks.md and its plot, from the figures of one run.
import { cpus, type } from "node:os";
import type { Counted } from "./counts";
import type { Commanded } from "./engine";
import type { StartUp } from "./startup";

export interface EngineRow {
  /** Name of a resource, or "engine alone". */
  readonly name: string;
  readonly door: string;
  readonly lanes: number;
  readonly count: number;
  readonly results: Readonly<Record<string, Commanded>>;
}
export interface LanesRow {
  readonly name: string;
  readonly client: "provider" | "naive";
  readonly lanes: number;
  readonly count: number;
  readonly results: Readonly<Record<string, Counted>>;
}
export interface Figures {
  readonly command: string;
  /** ISO. */
  readonly date: string;
  readonly engine: readonly EngineRow[];
  readonly lanes: readonly LanesRow[];
  readonly startUp: StartUp;
}

export const ALONE = "engine alone";

export function page(figures: Figures): string {
  const { engine, lanes, startUp, command, date } = figures;
  const processors = cpus();
  const machine = `${type()}, ${processors.length} processors (${processors[0]?.model.trim() ?? "unknown"}), Node.js ${process.version}`;
  const hundred = engine.filter(({ count }) => count === 100);
  return `# Benchmarks

After this page you know how many calls the provider makes, how long an engine takes with it, and what of that is the
engine's own time. \`make bench\` writes this page and its plot; every figure is of one run.

Command: \`${command}\`. Date: ${date.slice(0, 10)}. Machine: ${machine}. The simulated clouds answer each call after 80 ms
and count the calls per second that the vendors publish. Times depend on the machine and on what else it does; compare
them with the rows of the engine alone and of the naive client in the same run. Calls do not.

![Calls and seconds of 100 resources](benchmarks.svg)

## With the engine

Calls / seconds of each command, in brackets the calls that were throttled if there were any. "${ALONE}" is a dynamic
resource that does nothing, in a program of the same size: that time is the engine's.

${engineTable(hundred)}

Seconds more than the engine alone needs for the same command:

${overTable(hundred)}

The provider's process, where /proc tells: peak memory, and processor time of all its work and start. Through the plugin
an \`up\` first reads every resource ([\`refreshBeforeUpdate\`](installation-configuration.md)), in batches, so the
engine makes three gRPC calls for each resource that does not change. Most of their processor time is gRPC, HTTP/2 and
the engine's protocol.

${memoryTable(engine)}

${engine.some(({ count }) => count !== 100) ? `One resource, and 1,000:\n\n${engineTable(engine.filter(({ count }) => count !== 100))}\n` : ""}
## The provider without an engine

As many operations at a time as there are lanes, in one process. The naive client sends one write and one read for each
resource; it neither looks before an order nor waits for tasks, and it marks nothing. Calls / seconds:

${lanesTable(lanes)}

${lanes.some(({ count }) => count === 1_000) ? `Calls per resource, at 100 and at 1,000:\n\n${growthTable(lanes)}\n` : ""}
## Starting

| what | fastest of 5 |
| --- | --- |
| the plugin, from its start to its port, the first time | ${startUp.first.toFixed(0)} ms |
| the plugin, later, with the compiled code it has kept | ${startUp.plugin.toFixed(0)} ms |
| the plugin at rest | ${startUp.rest === undefined ? "unknown: no /proc" : `${startUp.rest.toFixed(0)} MB`} |
| a Node.js process that does nothing | ${startUp.nothing.toFixed(0)} ms |
| the same with \`@pulumi/pulumi\` loaded | ${startUp.pulumi.toFixed(0)} ms |
| the same with this package, too | ${startUp.ours.toFixed(0)} ms |

Of the plugin's time, a part is that of any Node.js process; the rest is reading, compiling and running one file.
A vendor's package in it runs when its cloud is first used. Two seconds after its first start the plugin keeps V8's compiled
code beside itself, and later starts skip most of the compiling.

## Where the engine is the cost

The engine writes the whole state after every step, one step at a time. With the file backend and many resources that is
most of the time, and its lanes come back one by one. \`--parallel\` sets the number of lanes: more of
them mean larger batches and fewer calls. With 64 lanes the plugin can be quicker than "engine alone", because the
engine's host of dynamic resources is a cost of its own.

## What the clouds cost

- **Alibaba Cloud** takes one bandwidth, and addresses of one network interface, in a call: 100 of them are 100 writes at
  least. The ids of new addresses are only in lists, which are read in pages.
- **Tencent Cloud** takes bandwidths of equal settings in one call, and one task for all of them; addresses of network
  interfaces are a call each.
- **Zenlayer** takes one address in a call and has no tokens, so a tag is written before an order: tag, order, reads, one
  after the other. The first creation of a run also waits until the run is 6 seconds old and looks again
  ([behaviour](behaviour.md)); the others wait for the same look.

What is left of memory and processor time per resource is gRPC, the engine's protocol and V8's heap: smaller young
generations save 10 MB of 145 at 500 resources for about 15 % more processor time, so they are as Node.js sets them.
`;
}

const cell = ({ calls, seconds, throttled }: Counted) =>
  `${calls} / ${seconds.toFixed(1)}${throttled > 0 ? ` (${throttled})` : ""}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** @param column title of the column that says what ran: a door or a client */
function countsTable<R extends EngineRow | LanesRow>(
  rows: readonly R[],
  column: string,
  of: (row: R) => string,
): string {
  const steps = [...new Set(rows.flatMap(({ results }) => Object.keys(results)))];
  return table(
    ["resource", "resources", column, "lanes", ...steps],
    rows.map((row) => [
      ...[row.name, String(row.count), of(row), String(row.lanes)],
      ...steps.map((step) => (row.results[step] ? cell(row.results[step]) : "")),
    ]),
  );
}

const engineTable = (rows: readonly EngineRow[]) => countsTable(rows, "door", ({ door }) => door);
const lanesTable = (rows: readonly LanesRow[]) => countsTable(rows, "client", ({ client }) => client);

function overTable(rows: readonly EngineRow[]): string {
  const steps = [...new Set(rows.flatMap(({ results }) => Object.keys(results)))];
  const alone = (lanes: number) => rows.find((row) => row.name === ALONE && row.lanes === lanes)?.results ?? {};
  return table(
    ["resource", "door", "lanes", ...steps],
    rows
      .filter(({ name }) => name !== ALONE)
      .map(({ name, door, lanes, results }) => [
        ...[name, door, String(lanes)],
        ...steps.map((step) => {
          const [ours, engine] = [results[step]?.seconds, alone(lanes)[step]?.seconds];
          return ours === undefined || engine === undefined
            ? ""
            : `${ours < engine ? "" : "+"}${(ours - engine).toFixed(1)}`;
        }),
      ]),
  );
}

function memoryTable(rows: readonly EngineRow[]): string {
  const known = rows.filter(
    ({ name, results }) => name !== ALONE && Object.values(results).some((each) => each.megabytes),
  );
  return table(
    ["resource", "resources", "door", "lanes", "peak MB", "processor s of create", "of no-op up, ms per resource"],
    known.map(({ name, count, door, lanes, results }) => {
      const peak = Math.max(...Object.values(results).map(({ megabytes = 0 }) => megabytes));
      const idle = results["no-op up"]?.cpuSeconds;
      return [
        ...[name, String(count), door, String(lanes), peak.toFixed(0)],
        results.create?.cpuSeconds?.toFixed(1) ?? "",
        idle === undefined ? "" : ((idle * 1000) / count).toFixed(1),
      ];
    }),
  );
}

function growthTable(rows: readonly LanesRow[]): string {
  const own = rows.filter(({ client, lanes }) => client === "provider" && lanes === 64);
  const per = (row: LanesRow | undefined, step: string) =>
    row?.results[step] ? (row.results[step].calls / row.count).toFixed(2) : "";
  const steps = ["create", "update", "destroy"];
  return table(
    ["resource", ...steps.map((step) => `${step}, 100 → 1,000`)],
    [...new Set(own.map(({ name }) => name))].map((name) => {
      const at = (count: number) => own.find((row) => row.name === name && row.count === count);
      return [name, ...steps.map((step) => `${per(at(100), step)} → ${per(at(1_000), step)}`)];
    }),
  );
}

const [WIDTH, LEFT, BAR, STEP] = [860, 150, 9, 34];

/** Two panels of bars: calls beside those of the naive client, and seconds with the engine's own share. */
export function plot({ engine, lanes }: Figures): string {
  const at = (name: string, door: string) =>
    engine.find((row) => row.name === name && row.door === door && row.count === 100 && row.lanes === 8)?.results
      .create;
  const names = [...new Set(engine.map(({ name }) => name))].filter((name) => name !== ALONE);
  const alone = at(ALONE, "dynamic")?.seconds ?? 0;
  const rows = names.map((name) => ({
    name,
    ours: at(name, "plugin")?.calls ?? 0,
    naive: lanes.find((row) => row.name === name && row.client === "naive")?.results.create?.calls ?? 0,
    plugin: at(name, "plugin")?.seconds ?? 0,
    dynamic: at(name, "dynamic")?.seconds ?? 0,
  }));
  const half = (WIDTH - LEFT) / 2 - 60;
  const most = {
    calls: Math.max(1, ...rows.flatMap(({ ours, naive }) => [ours, naive])),
    seconds: Math.max(1, ...rows.flatMap(({ plugin, dynamic }) => [plugin, dynamic])),
  };
  const height = 70 + rows.length * STEP + 30;
  // What was not measured has no bar.
  const bar = (x: number, y: number, length: number, style: string, label: string) =>
    length === 0
      ? ""
      : `<rect class="${style}" x="${x}" y="${y}" width="${Math.max(1, length).toFixed(1)}" height="${BAR}" rx="2"/>` +
        (label ? `<text class="value" x="${(x + length + 5).toFixed(1)}" y="${y + BAR - 1}">${label}</text>` : "");
  const right = LEFT + half + 60;
  const body = rows.map(({ name, ours, naive, plugin, dynamic }, index) => {
    const y = 64 + index * STEP;
    const calls = (value: number) => (value / most.calls) * half;
    const time = (value: number) => (value / most.seconds) * half;
    return [
      `<text x="${LEFT - 10}" y="${y + BAR + 4}" text-anchor="end">${name}</text>`,
      bar(LEFT, y, calls(ours), "ours", String(ours)),
      bar(LEFT, y + BAR + 3, calls(naive), "other", String(naive)),
      bar(right, y, time(plugin), "ours", `${plugin.toFixed(1)} s`),
      bar(right, y + BAR + 3, time(dynamic), "second", `${dynamic.toFixed(1)} s`),
      `<rect class="engine" x="${right}" y="${y}" width="${time(alone).toFixed(1)}" height="${2 * BAR + 3}"/>`,
    ].join("\n");
  });
  const key = (x: number, style: string, label: string) =>
    `<rect class="${style}" x="${x}" y="40" width="10" height="10" rx="2"/><text class="value" x="${x + 15}" y="49">${label}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Calls and seconds to create 100 resources">
<style>svg{background:#fff}text{font:13px system-ui,sans-serif;fill:#1f2933}.value{font-size:11px;fill:#52606d}.title{font-weight:600}
.ours{fill:#0f766e}.second{fill:#5eaaa3}.other{fill:#c2c9d1}.engine{fill:#1f2933;opacity:.28}
@media(prefers-color-scheme:dark){svg{background:#12161b}text{fill:#e4e7eb}.value{fill:#9aa5b1}.ours{fill:#2dd4bf}.second{fill:#17806f}.other{fill:#4b5661}.engine{fill:#fff}}</style>
<text class="title" x="${LEFT}" y="24">Calls to create 100 resources</text>
<text class="title" x="${right}" y="24">Seconds with the engine, 8 lanes</text>
${key(LEFT, "ours", "this provider")}${key(LEFT + 110, "other", "one write and one read each")}
${key(right, "ours", "plugin")}${key(right + 70, "second", "dynamic")}${key(right + 150, "engine", "the engine alone")}
${body.join("\n")}
</svg>
`;
}
