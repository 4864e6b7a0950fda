// State outlives the version that made it, and the program too: what is frozen into it must go on working.
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assignment, bandwidth, World } from "./alibaba-world";

/** Puts in the place of the installed package one of a later version, with everything in it somewhere else. */
function installLater(world: World): void {
  const installed = join(world.stack.dir, "../node_modules/pulumi-ipv6");
  const later = `${installed}-later`;
  cpSync(installed, later, { recursive: true });
  renameSync(join(later, "dist"), join(later, "moved"));
  const manifest = readFileSync(join(later, "package.json"), "utf8").replaceAll("dist/", "moved/");
  writeFileSync(join(later, "package.json"), JSON.stringify({ ...JSON.parse(manifest), version: "99.0.0" }));
  rmSync(installed, { recursive: true });
  renameSync(later, installed);
}

let world: World;
const program = (mbps: number) => `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 })}
  ${bandwidth("web", { bandwidth: mbps }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
`;

test("a later version takes over without a change, and works on what the earlier one made", async () => {
  world = await World.open(program(10));
  await world.stack.up();
  const [id] = world.live();
  const { deployment, ...rest } = await world.stack.stackExport();
  // Versions before had no price among the outputs.
  const resources = deployment.resources?.map(({ outputs, ...each }) => {
    const { monthlyPrice: _, ...older } = outputs ?? {};
    return { ...each, ...(outputs && { outputs: older }) };
  });
  await world.stack.stackImport({ ...rest, deployment: { ...deployment, ...(resources && { resources }) } });
  installLater(world);
  world.calls();
  await world.stack.preview({ args: ["--expect-no-changes"] });
  await world.stack.refresh({ args: ["--expect-no-changes"] });
  await world.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth: 33 });
  await world.stack.refresh();
  expect(await world.outputs("web")).toMatchObject({ bandwidth: 33 });
  world.program(program(20));
  await world.stack.up();
  expect(world.live()).toEqual([id]);
  expect(await world.outputs("web")).toMatchObject({ bandwidth: 20 });
});

test("refresh and destroy need no program, only the installed package", async () => {
  rmSync(join(world.stack.dir, "index.js"));
  await world.stack.refresh();
  await world.stack.destroy();
  expect(world.live()).toEqual([]);
  expect(world.events("eni-demo0004")).toEqual(["assigned", "unassigned"]);
  expect(await world.resources()).toEqual([]);
});

test("without the package destroy says what is missing, and deletes nothing", async () => {
  world.program(program(10));
  await world.stack.up();
  const before = world.live();
  rmSync(join(world.stack.dir, "../node_modules/pulumi-ipv6"), { recursive: true });
  const { code, stdout } = await world.stack.destroy({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain("Cannot find module 'pulumi-ipv6/dynamic'");
  expect(world.live()).toEqual(before);
  expect(await world.resources()).toHaveLength(2);
});
