// What a release consists of, installed from its files into empty folders: RELEASE names the folder of `make release`, else
// the parts are built here. The npm package is installed in tests/matrix, the plugin's archive in languages.test.ts.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isOnPath } from "../../scripts/archives";
import { PARTS, type Release } from "../../scripts/release/build";
import { versionIn } from "../../scripts/release/version";
import { EngineHarness, openSimulator } from "./engine-harness";
import { atEnd, cleanups, type Language, missing, openExample, ROOT } from "./language-setup";

const FIRST_TIME_MS = 900_000;
const version = versionIn(ROOT);
let work: string;
let release: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "pulumi-ipv6-packed-"));
  release = process.env.RELEASE ? resolve(process.env.RELEASE) : join(work, "release");
  if (process.env.RELEASE) return;
  mkdirSync(release);
  const made: Release = { root: ROOT, out: release, version };
  const wanted = /archives|wheel|Go module|Java/;
  for (const part of PARTS) if (wanted.test(part.name) && isOnPath(part.tool)) await part.build(made);
}, FIRST_TIME_MS);
afterAll(async () => {
  for (const end of atEnd) await end();
  for (const folder of [...cleanups, work]) rmSync(folder, { recursive: true, force: true });
}, FIRST_TIME_MS);

const LANGUAGES: readonly Language[] = ["python", "go", "java"];
const HOW: Readonly<Record<Language, string>> = {
  python: "the wheel in a venv",
  go: "the module from a module proxy",
  java: "the package from a Maven repository",
  nodejs: "",
  yaml: "",
};

describe.each(LANGUAGES)("%s", (language) => {
  const why = missing(language);
  (why ? test.skip : test)(
    `${HOW[language]}: the stack of three clouds comes and goes${why ? ` (SKIPPED: ${why})` : ""}`,
    async () => {
      const simulator = await openSimulator();
      const env = Object.assign({}, ...Object.values(simulator.environment()));
      const harness = new EngineHarness(simulator, await openExample(language, env, release));
      await harness.stack.up();
      expect(new Set(harness.entries().map(({ cloud }) => cloud))).toEqual(new Set(["alibaba", "tencent", "zenlayer"]));
      await harness.stack.preview({ args: ["--expect-no-changes"] });
      await harness.stack.destroy();
      expect(harness.live()).toEqual([]);
    },
    FIRST_TIME_MS,
  );
});
