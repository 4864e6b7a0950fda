// The temp folder of a test file: a home, an installed package, projects.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { ConfigValue, EngineEvent, WorkspaceOptions } from "./workspace-types";

const repository = resolve(__dirname, "../..");

/** Environment of the CLI: nothing of the user's, so that no real credentials and no real backend are used. */
export function environment(root: string, bin: string, state: string): Record<string, string> {
  return {
    PATH: [bin, process.env.PATH].join(delimiter),
    HOME: join(root, "home"),
    // The language host leaves a folder of pipes behind at each run.
    TMPDIR: join(root, "tmp"),
    // Shared by the workspaces of a file: it only holds logs and the selected stack.
    PULUMI_HOME: join(root, "pulumi-home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // No metadata service but the simulator's is asked.
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    PULUMI_IPV6_TENCENT_METADATA_ENDPOINT: "http://127.0.0.1:1",
  };
}

export function makeRoot(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ipv6-test-")));
}

export function fillRoot(root: string): void {
  for (const name of ["home", "tmp", "pulumi-home", "node_modules"]) mkdirSync(join(root, name));
  const installed = join(repository, "node_modules");
  for (const name of readdirSync(installed)) {
    if (name.startsWith(".") || name === "pulumi-ipv6") continue;
    symlinkSync(join(installed, name), join(root, "node_modules", name));
  }
  // A copy, not a link: Node follows links, and then the package would not be in a node_modules folder.
  const copy = join(root, "node_modules", "pulumi-ipv6");
  mkdirSync(copy);
  for (const file of ["package.json", "provider/schema.json"]) cpSync(join(repository, file), join(copy, file));
  if (existsSync(join(repository, "dist"))) cpSync(join(repository, "dist"), join(copy, "dist"), { recursive: true });
}

export function writeProject(dir: string, options: WorkspaceOptions): void {
  if (options.exampleDir !== undefined) {
    cpSync(options.exampleDir, dir, { recursive: true, filter: (path) => !/[\\/]node_modules([\\/]|$)/.test(path) });
    return;
  }
  const typescript = options.language === "typescript";
  const main = typescript ? "index.ts" : "index.js";
  const runtime = { name: "nodejs", options: { typescript } };
  const providers = Object.entries(options.plugins ?? {}).map(([name, path]) => ({ name, path }));
  const plugins = providers.length > 0 ? { plugins: { providers } } : {};
  // JSON is valid YAML.
  writeFileSync(join(dir, "Pulumi.yaml"), JSON.stringify({ name: "project", runtime, ...plugins }));
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name: "project", main }));
  writeFileSync(join(dir, main), options.program ?? "");
}

export function projectName(dir: string): string {
  const name = /["']?\bname["']?:\s*["']?([\w.-]+)/.exec(readFileSync(join(dir, "Pulumi.yaml"), "utf8"))?.[1];
  if (name === undefined) throw new Error(`no project name in ${dir}/Pulumi.yaml`);
  return name;
}

export function configArgs(key: string, value: ConfigValue): string[] {
  if (typeof value !== "object") return ["--plaintext", `${key}=${value}`];
  if ("secret" in value && typeof value.secret === "string") return ["--secret", `${key}=${value.secret}`];
  return Object.entries(value).flatMap(([name, inner]) => configArgs(`${key}.${name}`, inner));
}

export function jsonLines(text: string): EngineEvent[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as EngineEvent];
      } catch {
        return [];
      }
    });
}
