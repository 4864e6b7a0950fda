import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOnPath } from "../archives";
import { publish } from "./central";

const VERSION = "io/github/pulumi-ipv6/ipv6/0.1.0";
const FILES = ["ipv6-0.1.0.jar", "ipv6-0.1.0.jar.md5", "ipv6-0.1.0.jar.sha1", "ipv6-0.1.0.pom"];

let work: string;
let keyring: string;
let states: string[];
let isThere: boolean;
let uploads: { query: string; authorization: string | undefined; body: Buffer }[];
const portal = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const { pathname, search } = new URL(request.url ?? "", "http://localhost");
  if (pathname.endsWith("/published")) response.end(JSON.stringify({ published: isThere }));
  else if (pathname.endsWith("/status"))
    response.end(JSON.stringify({ deploymentState: states.shift(), errors: { pom: ["bad"] } }));
  else {
    uploads.push({ query: search, authorization: request.headers.authorization, body });
    response.writeHead(201).end("some-id\n");
  }
});

/** Never with the keys of who runs the tests. */
const gpg = (...args: string[]) =>
  execFileSync("gpg", ["--homedir", keyring, "--batch", "--quiet", ...args], { stdio: "ignore" });
const missing = ["gpg", "jar"].find((tool) => !isOnPath(tool));
const tested = missing ? test.skip : test;

beforeAll(async () => {
  await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
  work = mkdtempSync(join(tmpdir(), "central-"));
  mkdirSync(join(work, "maven", VERSION), { recursive: true });
  for (const name of FILES) writeFileSync(join(work, "maven", VERSION, name), name);
  writeFileSync(join(work, "maven", VERSION, "../maven-metadata.xml"), "of a repository");
  keyring = mkdtempSync(join(tmpdir(), "gnupg-"));
  if (missing) return;
  const made = ["--passphrase", "secret", "--quick-generate-key", "Test <test@example.com>", "ed25519"];
  gpg("--pinentry-mode", "loopback", ...made);
});
beforeEach(() => {
  [states, uploads, isThere] = [["PENDING", "VALIDATING", "PUBLISHING"], [], false];
});
afterAll(async () => {
  await new Promise((resolve) => portal.close(resolve));
  if (!missing) execFileSync("gpgconf", ["--homedir", keyring, "--kill", "all"]);
  rmSync(keyring, { recursive: true, force: true });
  rmSync(work, { recursive: true });
});

const run = () =>
  publish(join(work, "maven"), {
    url: `http://127.0.0.1:${(portal.address() as AddressInfo).port}`,
    ...{ username: "user", password: "token", passphrase: "secret", pollMs: 1, keyring },
  });

tested("the files of the release are uploaded as they are, each with a signature", async () => {
  expect(await run()).toBe("io.github.pulumi-ipv6:ipv6:0.1.0 is accepted, as deployment some-id");
  const [{ query, authorization, body } = { query: "", authorization: "", body: Buffer.alloc(0) }] = uploads;
  expect(new URLSearchParams(query).get("publishingType")).toBe("AUTOMATIC");
  expect(authorization).toBe(`Bearer ${Buffer.from("user:token").toString("base64")}`);
  const zip = join(work, "sent.zip");
  writeFileSync(zip, body.subarray(body.indexOf("PK"), body.lastIndexOf("\r\n--")));
  const [jar = "", , , pom = ""] = FILES;
  const wanted = [...FILES, `${jar}.asc`, `${pom}.asc`].map((name) => `${VERSION}/${name}`);
  expect(execFileSync("jar", ["--list", "--file", zip], { encoding: "utf8" }).trim().split("\n").sort()).toEqual(
    wanted.sort(),
  );
  execFileSync("jar", ["--extract", "--file", zip], { cwd: work });
  for (const name of [jar, pom])
    gpg("--verify", join(work, VERSION, `${name}.asc`), join(work, "maven", VERSION, name));
  expect(readdirSync(join(work, "maven", VERSION))).toEqual(FILES);
});

tested("a refusal says why", async () => {
  states = ["VALIDATING", "FAILED"];
  await expect(run()).rejects.toThrow('Maven Central refused io.github.pulumi-ipv6:ipv6:0.1.0: {"pom":["bad"]}');
});

test("what is there already is not sent again", async () => {
  isThere = true;
  expect(await run()).toBe("io.github.pulumi-ipv6:ipv6:0.1.0 is there already");
  expect(uploads).toEqual([]);
});
