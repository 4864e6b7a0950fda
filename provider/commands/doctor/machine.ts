import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Io } from "../command";
import { ownVersion, PACKAGE, packageVersion, parsed, readText } from "../files";
import { type Check, failure, ok, skipped, warning } from "./checks";
import { firstLine, tried } from "./programs";
import type { Doors } from "./stack";

/** The oldest engine that the tests of the plugin pass on. */
export const OLDEST_ENGINE = "3.200.0";
const OLDEST_NODE = "20.0.0";
const COMMAND = "pulumi-resource-ipv6";
/** Where the version of a package is asked for: npm, with the user's registry and proxy. Milliseconds in the option. */
const NEWEST = ["view", PACKAGE, "version", "--fetch-timeout=5000", "--fetch-retries=0"];

/** The programs that everything else needs, in the order in which they are used. */
export async function machineChecks(io: Io, cwd: string, doors: Doors, offline: boolean): Promise<Check[]> {
  const own = await ownVersion(io.runtime);
  const newest = offline ? skipped("newest version", "not asked (--offline)") : newestCheck(io, own);
  const program = doors.dynamic ? [packageCheck(io, cwd, own)] : [];
  return Promise.all([engineCheck(io), nodeCheck(io), pluginCheck(io, cwd, own, doors), ...program, newest]);
}

async function engineCheck(io: Io): Promise<Check> {
  const about = "Pulumi engine";
  const mend = `Install Pulumi ${OLDEST_ENGINE} or newer, and put it on PATH.`;
  const ran = await tried(io, "pulumi", ["version"]);
  const version = versionIn(ran?.out);
  if (!ran) return failure(about, "there is no pulumi on PATH", mend);
  if (!version) return failure(about, `pulumi version failed: ${firstLine(ran)}`, mend);
  return isBefore(version, OLDEST_ENGINE) ? failure(about, `${version} is too old`, mend) : ok(about, version);
}

async function nodeCheck(io: Io): Promise<Check> {
  const version = versionIn((await tried(io, "node", ["--version"]))?.out);
  const mend = `Install Node.js ${OLDEST_NODE.split(".")[0]} or newer: programs and the plugin run on the one of PATH.`;
  if (!version) return warning("Node.js", "there is no node on PATH", mend);
  return isBefore(version, OLDEST_NODE) ? failure("Node.js", `${version} is too old`, mend) : ok("Node.js", version);
}

interface Found {
  readonly where: string;
  readonly version: string | undefined;
}

/** The engine takes the plugin that Pulumi.yaml names, then that of PATH, then one that `pulumi plugin install` got. */
async function pluginCheck(io: Io, cwd: string, own: string | undefined, doors: Doors): Promise<Check> {
  const about = "plugin";
  const found = (await inProject(io, cwd)) ?? (await onPath(io)) ?? (await installed(io)) ?? (await inModules(io, cwd));
  if (found === "broken") {
    return failure(about, "Pulumi.yaml names a folder of the plugin that does not exist", "Run npm install.");
  }
  if (!found && doors.plugin) {
    const mend = `Run npm install ${PACKAGE}, and name its folder in Pulumi.yaml: plugins, providers, path.`;
    return failure(about, "not found, and the stack has resources of it", mend);
  }
  if (!found) return ok(about, "not installed; dynamic resources of Node.js programs need none");
  const { where, version } = found;
  if (version === undefined || version === own) return ok(about, `${version ?? "unknown version"}, ${where}`);
  const text = `${version}, ${where}, differs from this command's ${own}`;
  return warning(about, text, `Install the same version of ${PACKAGE} in both places.`);
}

/** The folder that the project names. */
async function inProject(io: Io, cwd: string): Promise<Found | "broken" | undefined> {
  const text = (await readText(io.runtime, join(cwd, "Pulumi.yaml"))) ?? "";
  const entries = text.split(/^\s*-\s+/m).filter((entry) => /^name:\s*["']?ipv6["']?\s*$/m.test(entry.trimStart()));
  const path = entries.map((entry) => /^\s*path:\s*["']?(.+?)["']?\s*$/m.exec(entry)?.[1]).find(Boolean);
  if (path === undefined) return undefined;
  const folder = isAbsolute(path) ? path : join(cwd, path);
  if ((await readText(io.runtime, join(folder, "PulumiPlugin.yaml"))) === undefined) return "broken";
  return {
    where: `named by Pulumi.yaml: ${path}`,
    version: await packageVersion(io.runtime, dirname(dirname(folder))),
  };
}

async function onPath(io: Io): Promise<Found | undefined> {
  const { PATH = "", OS } = io.runtime.environment;
  const [separator, suffix] = OS === "Windows_NT" ? [";", ".cmd"] : [":", ""];
  for (const folder of PATH.split(separator).filter(Boolean)) {
    if ((await readText(io.runtime, join(folder, `${COMMAND}${suffix}`))) === undefined) continue;
    // `node_modules/.bin`, or the folder of global packages beside it.
    const beside = [join(folder, "..", PACKAGE), join(folder, "../lib/node_modules", PACKAGE), join(folder, "../..")];
    const versions = await Promise.all(beside.map((each) => packageVersion(io.runtime, each)));
    return { where: `on PATH in ${folder}`, version: versions.find(Boolean) };
  }
  return undefined;
}

/** In the `node_modules` of the folder, or of those above it. */
async function inModules(io: Io, cwd: string): Promise<Found | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const version = await packageVersion(io.runtime, join(folder, "node_modules", PACKAGE));
    if (version !== undefined) return { where: "in node_modules/.bin, which npx and npm run put on PATH", version };
    if (folder === dirname(folder)) return undefined;
  }
}

/** What the dynamic resources of the stack require from the program's folder, even to be deleted. */
async function packageCheck(io: Io, cwd: string, own: string | undefined): Promise<Check> {
  const about = "package";
  const found = await inModules(io, cwd);
  const mend = `Run npm install ${PACKAGE} there, and keep it until no resource needs it.`;
  if (!found) return failure(about, `no ${PACKAGE} in node_modules, and the stack has dynamic resources of it`, mend);
  if (found.version === own) return ok(about, `${found.version} in node_modules, for dynamic resources`);
  return warning(about, `${found.version} in node_modules differs from this command's ${own}`, mend);
}

async function installed(io: Io): Promise<Found | undefined> {
  const ran = await tried(io, "pulumi", ["plugin", "ls", "--json"]);
  const plugins = parsed(ran?.out ?? "");
  const versions = (Array.isArray(plugins) ? plugins : []).flatMap(({ name, kind, version }) =>
    name === "ipv6" && kind === "resource" ? [String(version)] : [],
  );
  const newest = versions.sort((one, other) => (isBefore(one, other) ? 1 : -1))[0];
  return newest === undefined ? undefined : { where: "installed for all projects", version: versionIn(newest) };
}

async function newestCheck(io: Io, own: string | undefined): Promise<Check> {
  const about = "newest version";
  const ran = await tried(io, "npm", NEWEST);
  const newest = ran?.code === 0 ? versionIn(ran.out) : undefined;
  if (!newest || !own) return skipped(about, "npm could not tell; this may be no connection, or --offline");
  const text = `${own} is installed, ${newest} is the newest`;
  return isBefore(own, newest) ? warning(about, text, `Run npm install ${PACKAGE}@${newest}.`) : ok(about, text);
}

function versionIn(text: string | undefined): string | undefined {
  return /\d+\.\d+\.\d+(?:-[\w.]+)?/.exec(text ?? "")?.[0];
}

function isBefore(version: string, other: string): boolean {
  const parts = (text: string) => text.split(/[.+-]/, 3).map(Number);
  const [one, two] = [parts(version), parts(other)];
  const at = one.findIndex((part, index) => part !== two[index]);
  return at >= 0 && (one[at] ?? 0) < (two[at] ?? 0);
}
