// State outlives the version that made it, and the program too: what is frozen into it must go on working.
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

/** Puts in the place of the installed package one of a later version, with everything in it somewhere else. */
function installLater(harness: AlibabaHarness): void {
  const installed = join(harness.stack.dir, "../node_modules/pulumi-ipv6");
  const later = `${installed}-later`;
  cpSync(installed, later, { recursive: true });
  renameSync(join(later, "dist"), join(later, "moved"));
  const manifest = readFileSync(join(later, "package.json"), "utf8").replaceAll("dist/", "moved/");
  writeFileSync(join(later, "package.json"), JSON.stringify({ ...JSON.parse(manifest), version: "99.0.0" }));
  rmSync(installed, { recursive: true });
  renameSync(later, installed);
}

let harness: AlibabaHarness;
const program = (mbps: number, first = "ipv6AddressIds[0]") => `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 })}
  ${bandwidth("web", { bandwidth: mbps }, { code: `ipv6AddressId: card.${first}` })}
`;

test("a later version takes over without a change, and works on what the earlier one made", async () => {
  harness = await AlibabaHarness.open(program(10));
  await harness.stack.up();
  const [id] = harness.live();
  const { deployment, ...rest } = await harness.stack.stackExport();
  // Versions before had neither the price nor the first address and its id among the outputs.
  const resources = deployment.resources?.map(({ outputs, ...each }) => {
    const { monthlyPrice: _, address: __, ipv6AddressId, ...older } = outputs ?? {};
    const input = outputs?.internetBandwidthId ? { ipv6AddressId } : {};
    return { ...each, ...(outputs && { outputs: { ...older, ...input } }) };
  });
  await harness.stack.stackImport({ ...rest, deployment: { ...deployment, ...(resources && { resources }) } });
  installLater(harness);
  harness.calls();
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  harness.program(program(10, "ipv6AddressId"));
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  await harness.stack.up({ args: ["--expect-no-changes"] });
  await harness.stack.refresh({ args: ["--expect-no-changes"] });
  await harness.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth: 33 });
  await harness.stack.refresh();
  expect(await harness.outputs("web")).toMatchObject({ bandwidth: 33 });
  harness.program(program(20));
  await harness.stack.up();
  expect(harness.live()).toEqual([id]);
  expect(await harness.outputs("web")).toMatchObject({ bandwidth: 20 });
});

test("refresh and destroy need no program, only the installed package", async () => {
  rmSync(join(harness.stack.dir, "index.js"));
  await harness.stack.refresh();
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
  expect(await harness.resources()).toEqual([]);
});

test("without the package destroy says what is missing, and deletes nothing", async () => {
  harness.program(program(10));
  await harness.stack.up();
  const before = harness.live();
  rmSync(join(harness.stack.dir, "../node_modules/pulumi-ipv6"), { recursive: true });
  const { code, stdout } = await harness.stack.destroy({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain("Cannot find module 'pulumi-ipv6/dynamic'");
  expect(harness.live()).toEqual(before);
  expect(await harness.resources()).toHaveLength(2);
});
