// The program that a newcomer runs first: the top folder's project, as it is in the repository.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace } from "./workspace";

const repository = resolve(__dirname, "../..");

test("the quick start makes one public IPv6, on the cloud that the configuration names", async () => {
  const copy = mkdtempSync(join(tmpdir(), "pulumi-ipv6-quickstart-"));
  for (const part of ["Pulumi.yaml", "examples/quickstart"]) {
    cpSync(join(repository, part), join(copy, part), { recursive: true });
  }
  const simulator = await openSimulator();
  const env = Object.assign({}, ...Object.values(simulator.environment()));
  const harness = new EngineHarness(
    simulator,
    await createWorkspace({ exampleDir: copy, env, config: { cloud: "tencent" } }),
  );
  rmSync(copy, { recursive: true });
  await harness.stack.up();
  expect(harness.entries().map(({ cloud, event }) => `${cloud} ${event}`)).toEqual([
    "tencent assigned",
    "tencent ordered",
  ]);
  expect(harness.entries()[1]?.detail).toMatchObject({ bandwidth: 100 });
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
});
