// `make release`: builds dist/release and says how it would be published. With VERSION=x it writes the version to every
// place instead; with PUBLISH=1, in the workflow, it also publishes.
import { spawnSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { isOnPath, must } from "../archives";
import { run } from "../engine-process";
import { packageRoot } from "../package-root";
import { checksums, PARTS, type Release, type ReleaseFile, sums } from "./build";
import { type Problem, problems, takenAtOrigin } from "./checks";
import { type Publication, publications, signing } from "./publish";
import { versionIn, writeVersion } from "./version";

const say = (text: string) => console.log(text);
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export async function main(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (env.VERSION) return setVersion(root, env.VERSION);
  const publish = env.PUBLISH === "1";
  const version = versionIn(root);
  const release: Release = { root, version, out: resolve(root, env.FROM ?? "dist/release") };
  const found = [...problems(root), ...(publish ? lacking(release, env) : [])];
  const list = found.map(({ text }) => `  - ${text}.`).join("\n");
  if (found.some(({ fatal }) => fatal || publish)) throw new Error(`No release of ${version}:\n${list}`);
  if (list) say(`This is a rehearsal of ${version}: with PUBLISH=1 it would be refused.\n${list}\n`);

  const { missing, files } = env.FROM ? await verified(release) : await built(release, list !== "");
  await sign(release, env);
  say(
    `\n${files.length} files of ${version} in ${relative(root, release.out)}, listed in manifest.json and SHA256SUMS.`,
  );
  for (const { name, why } of missing) say(`Missing: ${name}: ${why}.`);
  if (publish) for (const each of publications(release)) await publishOnce(each, root, env);
  else
    say(
      `\nTo publish it, the workflow runs:\n${publications(release)
        .map((each) => `  ${shown(each, root)}`)
        .join("\n")}`,
    );
}

async function setVersion(root: string, version: string): Promise<void> {
  const changed = writeVersion(root, version, new Date().toISOString().slice(0, 10));
  for (const path of changed) say(`${path}: ${version}`);
  say("The schema and the SDKs are made anew ...");
  await must("npm", ["run", "--silent", "sdks"], root);
  say(`Everything has the version ${version}. Look at it, commit it, then run make release.`);
}

type Manifest = {
  readonly version: string;
  readonly commit: string | undefined;
  readonly isRehearsal: boolean;
  readonly missing: readonly { readonly name: string; readonly why: string }[];
  readonly files: readonly ReleaseFile[];
};

async function built(release: Release, isRehearsal: boolean): Promise<Manifest> {
  const missing = await build(release);
  const files = await checksums(release);
  const manifest = { version: release.version, commit: commitOf(release.root), isRehearsal, missing, files };
  await writeFile(join(release.out, "SHA256SUMS"), sums(files));
  await writeFile(join(release.out, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

/** What was built and verified elsewhere, if it is of this commit and complete. */
export async function verified(release: Release): Promise<Manifest> {
  const manifest: Manifest = JSON.parse(await readFile(join(release.out, "manifest.json"), "utf8"));
  const found = new Map((await checksums(release)).map((file) => [file.path, file.sha256]));
  const wrong = [
    ...(manifest.version === release.version ? [] : [`it is of version ${manifest.version}, not ${release.version}`]),
    ...(manifest.commit === commitOf(release.root) ? [] : [`it is of commit ${manifest.commit}, not this one`]),
    ...(manifest.isRehearsal
      ? ["it is a rehearsal: what spoke against a release was not resolved when it was built"]
      : []),
    ...manifest.missing.map(({ name, why }) => `it has no ${name}: ${why}`),
    ...manifest.files
      .filter(({ path, sha256 }) => found.get(path) !== sha256)
      .map(({ path }) => `${path} is not what was built`),
  ];
  if (wrong.length > 0)
    throw new Error(`${relative(release.root, release.out)} is not published:\n  - ${wrong.join("\n  - ")}`);
  return manifest;
}

const commitOf = (root: string) =>
  spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).stdout?.trim();

/** Builds every part. @returns those whose tool is not there */
async function build(release: Release): Promise<{ name: string; why: string }[]> {
  await rm(release.out, { recursive: true, force: true });
  await mkdir(release.out, { recursive: true });
  const missing: { name: string; why: string }[] = [];
  for (const [index, { name, tool, build: make }] of PARTS.entries()) {
    const [at, start] = [`${index + 1}/${PARTS.length} ${name}`, Date.now()];
    if (!isOnPath(tool)) {
      missing.push({ name, why: `there is no ${tool} on PATH` });
      say(`${at}: skipped, there is no ${tool} on PATH`);
      continue;
    }
    await make(release);
    say(`${at}: ${seconds(start)}`);
  }
  return missing;
}

/** What publishing needs and this machine does not have. */
function lacking(release: Release, env: NodeJS.ProcessEnv): Problem[] {
  const all = publications(release);
  // What was built elsewhere needs none of the tools that build it.
  const tools = [
    ...(env.FROM ? [] : PARTS.map(({ tool }) => tool)),
    ...all.flatMap(({ command, runs = [] }) => [command, ...runs]),
  ];
  const variables = all.flatMap(({ needs }) => needs);
  return [
    // Elsewhere the tag that it pushes would start the workflow, which would publish beside it.
    ...(env.GITHUB_ACTIONS === "true"
      ? takenAtOrigin(release.root, release.version)
      : [{ text: `Only the workflow publishes: push the tag v${release.version}` }]),
    ...[...new Set(tools)].filter((tool) => !isOnPath(tool)).map((tool) => ({ text: `There is no ${tool} on PATH` })),
    ...[...new Set(variables)].filter((name) => !env[name]).map((name) => ({ text: `${name} is not set` })),
    ...(signing(release, env).some((each) => isConfigured(each, env))
      ? []
      : [
          {
            text: "No signature is configured: set GPG_KEY to a key's id, or COSIGN=1 and, unless it is keyless, COSIGN_KEY",
          },
        ]),
  ];
}

const isConfigured = ({ needs }: Publication, env: NodeJS.ProcessEnv) => needs.every((name) => env[name]);

async function sign(release: Release, env: NodeJS.ProcessEnv): Promise<void> {
  const all = signing(release, env);
  const configured = all.filter((each) => isConfigured(each, env));
  for (const each of configured) await perform(each, release.root, env);
  if (configured.length === 0)
    say(
      `Not signed: set ${all.map(({ needs }) => needs.join(", ")).join(" or ")} to run ${shown(all[0] as Publication, release.root)}`,
    );
}

/** Leaves what an interrupted run published as it is. */
export async function publishOnce(each: Publication, root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const [command, ...args] = each.done ?? [];
  if (command !== undefined && (await run(command, args, { cwd: root, env })).code === 0)
    return say(`${each.name}: there already`);
  await perform(each, root, env);
}

async function perform(each: Publication, root: string, env: NodeJS.ProcessEnv): Promise<void> {
  say(`${each.name}: ${shown(each, root)}`);
  const args = each.args.map((arg) => (arg.startsWith("$") ? (env[arg.slice(1)] ?? arg) : arg));
  await must(each.command, args, root);
}

const shown = ({ command, args }: Publication, root: string) =>
  [command, ...args.map((arg) => relativeTo(root, arg))].join(" ");
const relativeTo = (root: string, arg: string) => (arg.startsWith(root) ? relative(root, arg) : arg);

if (require.main === module) {
  main(packageRoot(), process.env).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
