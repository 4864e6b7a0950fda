// The same stack through both doors under the real engine: seconds and calls of each command.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureEngine } from "../scripts/engine";
import { run } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import { seedMany, startSimulator } from "../simulator";

const SIZE = 300;
const DOORS = { dynamic: "pulumi-ipv6", plugin: "pulumi-ipv6/plugin" } as const;
const COMMANDS: readonly (readonly string[])[] = [
  ["up", "--yes", "--skip-preview"],
  ["preview", "--expect-no-changes"],
  ["refresh", "--yes", "--skip-preview"],
  ["destroy", "--yes", "--skip-preview"],
];

const program = (door: keyof typeof DOORS) => `
const { alibaba } = require(${JSON.stringify(DOORS[door])});
for (let i = 1; i <= ${SIZE}; i++) {
  const ipv6AddressId = "ipv6-many" + String(i).padStart(5, "0");
  new alibaba.Ipv6InternetBandwidth("web-" + i, { ipv6AddressId, bandwidth: 10, internetChargeType: "PayByTraffic" });
}
`;

/** Prints a row per door and command. */
export async function benchEngine(row: (...cells: readonly (string | number)[]) => string): Promise<void> {
  const { bin } = await ensureEngine();
  process.stdout.write(`\n${SIZE} of them under the real engine, through each door.\n`);
  process.stdout.write(`${row("door", "command", "calls", "seconds")}\n`);
  for (const door of Object.keys(DOORS) as (keyof typeof DOORS)[]) {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-bench-"));
    const simulator = await startSimulator({ seed: seedMany(SIZE) });
    try {
      const pulumi = await stackIn(folder, door, {
        ...simulator.environment().alibaba,
        PATH: [bin, process.env.PATH].join(delimiter),
      });
      for (const [command = "", ...flags] of COMMANDS) {
        const [began, calls] = [Date.now(), simulator.journal().length];
        await pulumi(command, "--stack", "bench", ...flags);
        const seconds = ((Date.now() - began) / 1000).toFixed(1);
        process.stdout.write(`${row(door, command, simulator.journal().length - calls, seconds)}\n`);
      }
    } finally {
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function stackIn(folder: string, door: keyof typeof DOORS, given: Record<string, string>) {
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
