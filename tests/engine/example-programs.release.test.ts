// The examples of the documentation in every language: each is compiled, and those of five languages run on the engine.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/engine-process";
import { EngineHarness, openSimulator } from "./engine-harness";
import { EXAMPLES, plainName, seed, useExamples } from "./example-programs";
import { basePython, cleanups, goModule, type Language, missing, must, openExample, ROOT } from "./language-setup";

/** The first time, packages of other languages come over the network. */
const FIRST_TIME_MS = 900_000;
type Example = (typeof EXAMPLES)[number][1];

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "pulumi-ipv6-examples-"));
});
afterAll(() => {
  for (const folder of [...cleanups, work]) rmSync(folder, { recursive: true, force: true });
});

/** Writes each program to a file of its own. */
function written(language: keyof Example, file: (name: string) => string, of = (text: string, _name: string) => text) {
  return EXAMPLES.map(([name, example]) => {
    const path = join(work, language, file(plainName(name)));
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, `${of(example[language], plainName(name))}\n`);
    return path;
  });
}

/** A test that needs a command, and says so where there is none. */
function testWith(command: string, args: string[], name: string, body: () => Promise<void>): void {
  const found = spawnSync(command, args).status === 0;
  if (!found) process.stderr.write(`\nSKIPPED: ${name}: there is no ${command} on PATH\n\n`);
  (found ? test : test.skip)(found ? name : `${name} (SKIPPED: no ${command})`, body, FIRST_TIME_MS);
}

describe("compiled", () => {
  test.each(["dist/provider/index.d.ts", "dist/sdk/nodejs/index.d.ts"])(
    "TypeScript, with the types of %s",
    async (entry) => {
      const files = written("typescript", (name) => `${name}.ts`);
      const modules = join(ROOT, "node_modules");
      const compilerOptions = {
        target: "ES2022",
        module: "node16",
        moduleResolution: "node16",
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        paths: { "pulumi-ipv6": [join(ROOT, entry)], "@pulumi/pulumi": [join(modules, "@pulumi/pulumi")] },
      };
      writeFileSync(join(work, "typescript/tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      await must(join(modules, ".bin/tsc"), ["-p", join(work, "typescript")]);
    },
  );

  testWith("python3", ["-c", "import venv, ensurepip"], "Python, by mypy", async () => {
    const [base, checker] = [await basePython(), await basePython(["mypy"])];
    const files = written("python", (name) => `${name}.py`);
    // What the generated SDK itself is told is not the examples'.
    const args = ["-m", "mypy", "--follow-imports=silent", "--cache-dir", join(work, "mypy")];
    const interpreter = ["--python-executable", join(base, "bin/python")];
    const env = { ...process.env, MYPYPATH: join(ROOT, "sdk/python") };
    const { code, stdout, stderr } = await run(join(checker, "bin/python"), [...args, ...interpreter, ...files], {
      cwd: work,
      env,
    });
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining(`in ${EXAMPLES.length} source files`)]);
  });

  testWith("go", ["version"], "Go, by vet", async () => {
    written("go", (name) => `${name}/main.go`);
    const folder = join(work, "go");
    for (const name of ["go.mod", "go.sum"]) cpSync(join(ROOT, "examples/languages/go", name), join(folder, name));
    await must("go", ["mod", "edit", `-replace=${goModule()}=${join(ROOT, "sdk/go")}`], folder);
    await must("go", ["vet", "./..."], folder);
  });

  testWith("dotnet", ["--version"], "C#, by the compiler", async () => {
    const project = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup><ItemGroup><ProjectReference Include="${join(ROOT, "sdk/dotnet/PulumiIpv6.Ipv6.csproj")}" /></ItemGroup></Project>`;
    // Top-level statements: one project for each.
    for (const file of written("csharp", (name) => `${name}/Program.cs`)) {
      writeFileSync(join(file, "../example.csproj"), project);
      await must("dotnet", ["build", "--nologo", "-v", "quiet"], join(file, ".."));
    }
  });
});

/** What each language ordered, which is the same in all. */
let first: string[] | undefined;
const LANGUAGES: readonly Language[] = ["nodejs", "yaml", "python", "go", "java"];

describe.each(LANGUAGES)("on the engine, in %s", (language) => {
  const why = missing(language);
  (why ? test.skip : test)(
    `every example at once${why ? ` (SKIPPED: ${why})` : ""}`,
    async () => {
      const simulator = await openSimulator({ seed: seed() });
      const env = Object.assign({}, ...Object.values(simulator.environment()));
      const harness = new EngineHarness(simulator, await openExample(language, env));
      const { stack } = harness;
      useExamples(stack, language);
      if (language === "go") await must("go", ["build", "-o", join(stack.dir, "compiled"), "."], stack.dir);
      const before = simulator.ledgerSummary().liveOrders;
      await stack.up();
      const made = simulator.ledger().map(({ cloud, event, resource }) => `${cloud} ${event} ${resource}`);
      first ??= made.sort();
      expect(made.sort()).toEqual(first);
      expect(made.length).toBeGreaterThan(15);
      await stack.preview({ args: ["--expect-no-changes"] });
      await stack.destroy();
      expect(simulator.ledgerSummary().liveOrders).toEqual(before);
    },
    FIRST_TIME_MS,
  );
});
