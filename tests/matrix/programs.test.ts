// The quick-start program on the real engine against the simulator, with the packed package: by Node version, package
// manager and kind of program. MATRIX=whole runs all rows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../simulator";
import { archive, engineEnvironment, folder, install, type Manager, node, ok, WHOLE, write } from "./installed";
import { record } from "./table";

interface Program {
  readonly main: string;
  readonly text: string;
  readonly type?: "module";
  readonly options?: object;
  readonly dev?: Readonly<Record<string, string>>;
}

const BODY = `const web = new PublicIpv6("web", { cloud: "alibaba", networkInterfaceId: "eni-demo0004", bandwidth: 100 });`;
const IMPORT = `import { PublicIpv6 } from "pulumi-ipv6";\n${BODY}\nexport const address = web.address;\n`;
const TYPESCRIPT = { typescript: "^5.9.3", "@types/node": "^20" };
const PROGRAMS = {
  CommonJS: {
    main: "index.js",
    text: `const { PublicIpv6 } = require("pulumi-ipv6");\n${BODY}\nexports.address = web.address;\n`,
  },
  ESM: { main: "index.js", text: IMPORT, type: "module" },
  "TypeScript, ts-node": {
    main: "index.ts",
    text: IMPORT,
    options: { typescript: true },
    dev: { ...TYPESCRIPT, "ts-node": "^10.9.2" },
  },
  "TypeScript, tsx": { main: "index.ts", text: IMPORT, options: { nodeargs: "--import tsx" }, dev: { tsx: "^4" } },
  "TypeScript, swc": {
    main: "index.ts",
    text: IMPORT,
    options: { nodeargs: "--require @swc-node/register" },
    dev: { ...TYPESCRIPT, "@swc-node/register": "^1.12", "@swc/core": "^1.16" },
  },
} as const satisfies Record<string, Program>;

type Case = readonly [node: string, manager: Manager, kind: keyof typeof PROGRAMS];
const ALL: readonly Case[] = [
  ...["20", "22", "24", "latest"].map((version): Case => [version, "npm", "CommonJS"]),
  ...["ESM", "TypeScript, ts-node", "TypeScript, tsx", "TypeScript, swc"].map(
    (kind): Case => ["", "npm", kind as never],
  ),
  ...["pnpm", "pnpm, hoisted", "yarn", "bun"].map((manager): Case => ["", manager as Manager, "CommonJS"]),
];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const clouds = () => Object.assign({}, ...Object.values(simulator.environment()));
let projects = 0;

/** Orders, finds nothing to change, and releases. */
async function live(at: string, env: NodeJS.ProcessEnv): Promise<void> {
  const all = { ...env, ...clouds() };
  const stack = ["--stack", "test", "--non-interactive"];
  await ok(at, "pulumi", ["stack", "init", "test", "--non-interactive"], all);
  await ok(at, "pulumi", ["up", "--yes", "--skip-preview", ...stack], all);
  expect(simulator.ledger().map(({ event }) => event)).toEqual(["assigned", "ordered"]);
  await ok(at, "pulumi", ["preview", "--expect-no-changes", ...stack], all);
  await ok(at, "pulumi", ["destroy", "--yes", "--skip-preview", ...stack], all);
  expect(simulator.ledgerSummary().liveOrders).toEqual([]);
}

// The short form is the library below: npm, CommonJS, and the Node.js that runs the tests.
(WHOLE ? test : test.skip).each(ALL)(
  "Node.js %s, %s, %s",
  async (version, manager, kind) => {
    const { main, text, type, options, dev }: Program = PROGRAMS[kind];
    const path = await node(version);
    const at = folder(`program-${++projects}`);
    write(at, {
      [main]: text,
      "Pulumi.yaml": {
        name: `matrix-${projects}`,
        runtime: { name: "nodejs", options: { typescript: false, ...options } },
      },
      "package.json": {
        private: true,
        main,
        ...(type && { type }),
        dependencies: { "@pulumi/pulumi": "~3.248.0", "pulumi-ipv6": `file:${await archive()}` },
        devDependencies: dev,
      },
      ...(main.endsWith(".ts") && {
        "tsconfig.json": { compilerOptions: { module: "commonjs", moduleResolution: "node", target: "es2020" } },
      }),
    });
    await install(at, manager);
    const said = (await ok(at, path, ["--version"])).stdout.trim();
    const sdk = JSON.parse(readFileSync(join(at, "node_modules/@pulumi/pulumi/package.json"), "utf8")).version;
    const versions = `Node.js ${said.slice(1)}, SDK ${sdk}`;
    await record({ subject: "program", what: `${manager}, ${kind}`, versions }, async () => {
      await live(at, await engineEnvironment(path));
    });
  },
  600_000,
);

const LIBRARY = `const { PublicIpv6 } = require("pulumi-ipv6");
exports.web = () => new PublicIpv6("web", { cloud: "alibaba", networkInterfaceId: "eni-demo0004", bandwidth: 100 });\n`;

test("a component library in another package has the package, and the program has not", async () => {
  const at = folder("workspace");
  write(at, {
    "package.json": { private: true, dependencies: { "@pulumi/pulumi": "^3.248.0" } },
    "library/package.json": {
      name: "library",
      version: "1.0.0",
      dependencies: { "pulumi-ipv6": `file:${await archive()}` },
    },
    "library/index.js": LIBRARY,
    "program/package.json": { private: true, dependencies: { library: "file:../library" } },
    "program/index.js": `require("library").web();\n`,
    "program/Pulumi.yaml": { name: "library-user", runtime: "nodejs" },
  });
  // The SDK is the whole workspace's, the package the library's alone, as pnpm lays them out.
  await install(at, "npm");
  await ok(join(at, "library"), "npm", ["install", "--silent", "--no-audit", "--legacy-peer-deps"]);
  await ok(join(at, "program"), "npm", [
    "install",
    "--silent",
    "--install-links=false",
    "--no-audit",
    "--legacy-peer-deps",
  ]);
  await record({ subject: "layout", what: "component library in another package", versions: "" }, async () => {
    await live(join(at, "program"), await engineEnvironment(process.execPath));
  });
}, 600_000);
