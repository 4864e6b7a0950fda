import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "./index";
import { helpText, isLoopback, readCommandLine } from "./options";
import { defaultSeed, seedMany } from "./seed";

test("options", () => {
  expect(readCommandLine([])).toEqual({ help: false, port: 0, pace: {} });
  const args = ["--port", "8080", "--seed", "a.json", "--pace", "readLagMs=5", "--pace", "unassignWithBandwidth=drop"];
  expect(readCommandLine(args)).toEqual({
    help: false,
    port: 8080,
    seed: "a.json",
    pace: { readLagMs: 5, unassignWithBandwidth: "drop" },
  });
  expect(readCommandLine(["--pace", "lagActions=DescribeA,DescribeB"]).pace).toEqual({
    lagActions: "DescribeA,DescribeB",
  });
});

test.each([
  [["--port", "many"]],
  [["--port", "70000"]],
  [["--pace", "readLagMs"]],
  [["--pace", "speed=1"]],
  [["--pace", "readLagMs="]],
  [["--pace", "lagActions=all of them"]],
  [["--host", ""]],
  [["--state", " "]],
  [["--what"]],
  [["stray"]],
])("bad options: %j", (args) => {
  expect(() => readCommandLine(args)).toThrow();
});

test("where it listens and what it keeps", () => {
  const { host, state } = readCommandLine(["--host", "0.0.0.0", "--state", "clouds.json"]);
  expect([host, state]).toEqual(["0.0.0.0", "clouds.json"]);
  expect(["127.0.0.1", "127.1.2.3", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org"].map(isLoopback)).toEqual([false, false, false, false]);
});

test("the help names every option and setting", () => {
  for (const word of [
    "--port",
    "--host",
    "--state",
    "--seed",
    "--pace",
    "addressPendingMs=0",
    "unassignWithBandwidth=refuse",
  ]) {
    expect(helpText()).toContain(word);
  }
});

test("seedMany adds cards and addresses to the seed", () => {
  const base = defaultSeed().alibaba;
  const many = seedMany(3).alibaba;
  expect(many?.networkInterfaces).toHaveLength((base.networkInterfaces?.length ?? 0) + 3);
  expect(seedMany(3).tencent).toMatchObject({
    ipv6Addresses: expect.arrayContaining([{ address: "2001:db8:7e00:1::f:3", networkInterface: "eni-many00003" }]),
  });
  expect(seedMany(3, { second: true }).zenlayer).toMatchObject({
    networkInterfaces: expect.arrayContaining([
      expect.objectContaining({ id: "1690000000000000003" }),
      expect.objectContaining({ id: "1687000000000000003", ipv6: expect.anything() }),
    ]),
  });
  expect(many?.ipv6Addresses?.at(-1)).toMatchObject({ id: "ipv6-many00003", networkInterface: "eni-many00003" });
});

describe("a seed that cannot be used is refused with all that is wrong", () => {
  const network = { networkInterfaces: [{ id: "eni-1", vSwitch: "vsw-1" }] };
  test.each<[unknown, string]>([
    [
      { alibaba: network },
      "seed.alibaba.accounts: a JSON list; seed.alibaba.regions: a JSON list; seed.alibaba.vpcs: a JSON list; seed.alibaba.vSwitches: a JSON list",
    ],
    [{ zenlyer: {} }, "seed.zenlyer: unknown, not one of tencent, zenlayer, alibaba"],
    [{ zenlayer: { accounts: [{ id: "1" }], subnets: [] } }, "seed.zenlayer.accounts[0].keys: a JSON list"],
    [
      { zenlayer: { accounts: [], subnets: [{ id: "1", region: "r", vpc: 2 }, 3], nics: [] } },
      "seed.zenlayer.subnets[0].vpc: a text; seed.zenlayer.subnets[1]: a JSON object; seed.zenlayer.nics: unknown, not one of accounts, subnets, clusters, networkInterfaces, vpcs, securityGroups, instances",
    ],
    [[], "seed: a JSON object"],
  ])("%j", async (seed, error) => {
    await expect(startSimulator({ seed: seed as never })).rejects.toThrow(new Error(error));
  });

  test("a file that is not there, and one that is no JSON", async () => {
    const folder = mkdtempSync(join(tmpdir(), "simulator-seed-"));
    const seed = join(folder, "seed.json");
    const error = `cannot read the seed from ${seed}: `;
    await expect(startSimulator({ seed })).rejects.toThrow(`${error}ENOENT`);
    writeFileSync(seed, "{");
    await expect(startSimulator({ seed })).rejects.toThrow(error);
    rmSync(folder, { recursive: true });
  });
});
