// What a release consists of, installed from its files into empty folders: RELEASE names the folder of `make release`, else
// the parts are built here. The npm package is installed in tests/matrix, the plugin's archive in languages.test.ts.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import converted from "../../provider/doors/plugin/examples.json";
import { isOnPath } from "../../scripts/archives";
import { PARTS, type Release } from "../../scripts/release/build";
import { versionIn } from "../../scripts/release/version";
import { EngineHarness, openSimulator } from "./engine-harness";
import { atEnd, cleanups, type Language, missing, must, openExample, ROOT } from "./language-setup";

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

const LANGUAGES: readonly Language[] = ["python", "go"];
const HOW = { python: "the wheel in a venv", go: "the module from a module proxy", nodejs: "", yaml: "" };

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

(isOnPath("mvn") ? test : test.skip)(
  "java: a project that names the package compiles against a Maven repository with it",
  async () => {
    const project = join(work, "java");
    mkdirSync(join(project, "src/main/java/generated_program"), { recursive: true });
    const repository = `<repository><id>release</id><url>${pathToFileURL(join(release, "maven"))}</url></repository>`;
    const dependency = `<dependency><groupId>io.github.pulumi-ipv6</groupId><artifactId>ipv6</artifactId><version>${version}</version></dependency>`;
    const properties =
      "<maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target>";
    writeFileSync(
      join(project, "pom.xml"),
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>example</artifactId><version>1.0.0</version><properties>${properties}</properties><repositories>${repository}</repositories><dependencies>${dependency}</dependencies></project>`,
    );
    writeFileSync(join(project, "src/main/java/generated_program/App.java"), converted["index/PublicIpv6"].java);
    // An own local repository would download Pulumi's SDK again; this one forgets our package first, and afterwards.
    const local = (
      await must("mvn", ["-q", "help:evaluate", "-Dexpression=settings.localRepository", "-DforceStdout"])
    ).trim();
    const ours = join(local, "io/github/pulumi-ipv6");
    rmSync(ours, { recursive: true, force: true });
    atEnd.push(async () => rmSync(ours, { recursive: true, force: true }));
    await must("mvn", ["-q", "-B", "compile"], project);
    expect(readFileSync(join(project, "target/classes/generated_program/App.class")).length).toBeGreaterThan(0);
  },
  FIRST_TIME_MS,
);
