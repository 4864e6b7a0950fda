// Uploads the Java package to Maven Central by its publisher portal: the files that were built and verified, with a
// signature beside each. Maven itself would build them again.
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Portal {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Of the key that signs; empty if the key has none. */
  readonly passphrase: string;
  readonly pollMs: number;
  /** Where the key is. Unset: in the user's own keyring. */
  readonly keyring?: string;
}

/** Checking the files takes the portal a minute or two. */
const LIMIT_MS = 20 * 60_000;

/** @param folder a Maven repository with one version of one package */
export async function publish(folder: string, portal: Portal): Promise<string> {
  const files = await filesBelow(folder);
  const pom = files.find((path) => path.endsWith(".pom"));
  if (pom === undefined)
    throw new Error(`There is no Java package in ${folder}. Build the release with Maven on PATH.`);
  const [version = "", name = "", ...group] = dirname(pom).split("/").reverse();
  const namespace = group.reverse().join(".");
  const what = `${namespace}:${name}:${version}`;
  if (await isThere(portal, { namespace, name, version })) return `${what} is there already`;
  const bundle = await bundleOf(folder, dirname(pom), portal);
  const form = new FormData();
  form.set("bundle", new Blob([bundle]), `${name}-${version}.zip`);
  const id = (await call(portal, "POST", "upload", { name: what, publishingType: "AUTOMATIC" }, form)).trim();
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(portal.pollMs)) {
    const { deploymentState: state, errors } = JSON.parse(await call(portal, "POST", "status", { id }));
    if (state === "FAILED") throw new Error(`Maven Central refused ${what}: ${JSON.stringify(errors)}`);
    if (state === "PUBLISHING" || state === "PUBLISHED") return `${what} is accepted, as deployment ${id}`;
  }
  throw new Error(`Maven Central did not decide about ${what} in time. Look at deployment ${id} in its portal.`);
}

async function isThere(portal: Portal, query: Readonly<Record<string, string>>): Promise<boolean> {
  return JSON.parse(await call(portal, "GET", "published", query)).published === true;
}

async function call(
  { url, username, password }: Portal,
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  body?: FormData,
): Promise<string> {
  const token = Buffer.from(`${username}:${password}`).toString("base64");
  const address = `${url}/api/v1/publisher/${path}?${new URLSearchParams(query)}`;
  const answer = await fetch(address, { method, headers: { Authorization: `Bearer ${token}` }, ...(body && { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Maven Central answered ${answer.status} to ${method} ${path}: ${text}`);
  return text;
}

/** A copy: what was built stays as its checksums say. */
async function bundleOf(folder: string, version: string, portal: Portal): Promise<Uint8Array<ArrayBuffer>> {
  const work = await mkdtemp(join(tmpdir(), "pulumi-ipv6-central-"));
  try {
    await cp(join(folder, version), join(work, "files", version), { recursive: true });
    const built = (await filesBelow(join(work, "files"))).filter((path) => !/\.(md5|sha\d+)$/.test(path));
    for (const path of built) sign(join(work, "files", path), portal);
    const entries = (await filesBelow(join(work, "files"))).flatMap((path) => ["-C", join(work, "files"), path]);
    const zip = join(work, "bundle.zip");
    execFileSync("jar", ["--create", "--no-manifest", "--file", zip, ...entries]);
    return new Uint8Array(await readFile(zip));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function sign(file: string, { passphrase, keyring }: Portal): void {
  const home = keyring ? ["--homedir", keyring] : [];
  const asked = ["--pinentry-mode", "loopback", "--passphrase-fd", "0"];
  execFileSync("gpg", [...home, "--batch", "--yes", ...asked, "--armor", "--detach-sign", file], { input: passphrase });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => path.slice(folder.length + 1).replaceAll("\\", "/")).sort();
}

if (require.main === module) {
  const { MAVEN_USERNAME = "", MAVEN_PASSWORD = "", MAVEN_GPG_PASSPHRASE = "" } = process.env;
  publish(process.argv[2] ?? "dist/release/maven", {
    url: "https://central.sonatype.com",
    username: MAVEN_USERNAME,
    password: MAVEN_PASSWORD,
    passphrase: MAVEN_GPG_PASSPHRASE,
    pollMs: 10_000,
  }).then(console.log, (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
