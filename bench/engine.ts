// The same stack through both doors with the real engine: seconds and API calls of each command.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureEngine } from "../scripts/engine";
import { run } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import { seedMany, startSimulator } from "../simulator";

const SIZE = 300;
/** The fastest round of each command counts: other load on the machine only makes a round slower. */
const ROUNDS = 3;
const DOORS = { dynamic: "pulumi-ipv6", plugin: "pulumi-ipv6/plugin" } as const;
type Door = keyof typeof DOORS;
/** A plain preview reads the cloud through the plugin only; with `-r` both doors read it. */
const COMMANDS = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--expect-no-changes"],
  "preview -r": ["preview", "--refresh", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
} as const;

interface Measured {
  readonly calls: number;
  readonly seconds: number;
}

const program = (door: Door) => `
const { alibaba } = require(${JSON.stringify(DOORS[door])});
for (let i = 1; i <= ${SIZE}; i++) {
  const ipv6AddressId = "ipv6-many" + String(i).padStart(5, "0");
  new alibaba.Ipv6InternetBandwidth("web-" + i, { ipv6AddressId, bandwidth: 10, internetChargeType: "PayByTraffic" });
}
`;

/** Prints a row per command, with the plugin's time as a ratio to the dynamic door's. */
export async function benchEngine(row: (...cells: readonly (string | number)[]) => string): Promise<void> {
  const { bin } = await ensureEngine();
  const rounds: Record<Door, Record<string, Measured>[]> = { dynamic: [], plugin: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const door of ["dynamic", "plugin"] as const) rounds[door].push(await story(door, bin));
  const best = (door: Door, name: string) =>
    rounds[door].map((round) => round[name] as Measured).reduce((a, b) => (b.seconds < a.seconds ? b : a));

  process.stdout.write(
    `\n${SIZE} resources with the real engine, through each door; the fastest of ${ROUNDS} rounds.\n`,
  );
  process.stdout.write(`${row("command", "dynamic calls", "seconds", "plugin calls", "seconds", "ratio")}\n`);
  for (const name of Object.keys(COMMANDS)) {
    const [dynamic, plugin] = [best("dynamic", name), best("plugin", name)];
    const cells = [dynamic, plugin].flatMap(({ calls, seconds }) => [calls, seconds.toFixed(1)]);
    process.stdout.write(`${row(name, ...cells, (plugin.seconds / dynamic.seconds).toFixed(2))}\n`);
  }
}

async function story(door: Door, bin: string): Promise<Record<string, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-bench-"));
  const simulator = await startSimulator({ seed: seedMany(SIZE) });
  try {
    const pulumi = await stackIn(folder, door, {
      ...simulator.environment().alibaba,
      PATH: [bin, process.env.PATH].join(delimiter),
    });
    const measured: Record<string, Measured> = {};
    for (const [name, [command, ...flags]] of Object.entries(COMMANDS)) {
      const [began, calls] = [Date.now(), simulator.journal().length];
      await pulumi(command, "--stack", "bench", ...flags);
      measured[name] = { calls: simulator.journal().length - calls, seconds: (Date.now() - began) / 1000 };
    }
    return measured;
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stackIn(folder: string, door: Door, given: Record<string, string>) {
  for (const name of ["home", "state", "pulumi"]) mkdirSync(join(folder, name));
  const root = packageRoot();
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const plugins = { providers: [{ name: "ipv6", path: join(root, "dist/plugin") }] };
  const project = { name: "bench", runtime: "nodejs", ...(door === "plugin" && { plugins }) };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(join(folder, "index.js"), program(door));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
  const env = {
    ...given,
    HOME: join(folder, "home"),
    PULUMI_HOME: join(folder, "pulumi"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  const pulumi = async (command: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await run("pulumi", [command, ...args, "--non-interactive"], { cwd: folder, env });
    if (code !== 0) throw new Error(`pulumi ${command} ended with code ${code}\n${stdout}\n${stderr}`);
  };
  await pulumi("stack", "init", "bench");
  return pulumi;
}
