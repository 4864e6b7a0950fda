// docs/unit-tests.md: its program and its test, as they stand there.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "../../scripts/engine-process";
import { startSimulator } from "../../simulator";
import { fillRoot } from "../engine/workspace-project";

const page = readFileSync(resolve(__dirname, "../../docs/unit-tests.md"), "utf8");

test("the unit test of the page passes, and calls no cloud", async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ipv6-unit-")));
  const simulator = await startSimulator();
  try {
    fillRoot(folder);
    for (const [, name = "", text = ""] of page.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)) {
      writeFileSync(join(folder, name), text);
    }
    // The keys of a developer: a look-up that did not ask the mocks would use them.
    const clouds = Object.assign({}, ...Object.values(simulator.environment()));
    const env = { PATH: process.env.PATH, HOME: folder, ...clouds };
    const { code, stdout, stderr } = await run(process.execPath, ["--test", "web.test.js"], { cwd: folder, env });
    expect([stderr, stdout.includes("pass 2"), code]).toEqual(["", true, 0]);
    expect(simulator.journal()).toEqual([]);
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
