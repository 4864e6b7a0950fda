import { acts } from "../acts";
import { alibabaBreaks } from "./why-breaks";
import { tencentBreaks, zenlayerBreaks } from "./why-breaks-others";
import { type CloudName, MACHINES, type Machines, startMachines } from "./why-harness";

let machines: Machines;
beforeEach(async () => {
  machines = await startMachines();
});
afterEach(() => machines.simulator.close());

/** With one security group and no network ACL, as docs/why.md says. */
const CALLS = { alibaba: 8, tencent: 7, zenlayer: 8 };

const names = Object.keys(MACHINES) as CloudName[];

describe("a machine that the internet reaches", () => {
  test.each(names)("%s: every link is ok, by few calls that only read", async (cloud) => {
    const { address } = MACHINES[cloud];
    const { json, failure, broken } = await machines.chains(cloud, [address]);
    expect([failure, broken]).toEqual([undefined, []]);
    expect(json.chains).toHaveLength(1);
    expect(json.chains[0]).toMatchObject({ cloud, address, verdict: "ok", firstBroken: null });
    const [before, calls] = [machines.simulator.journal().length - machines.calls().length, machines.calls()];
    expect(acts(machines.simulator.journal().slice(before))).toEqual([]);
    // Each once, whatever links need it.
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.length).toBe(CALLS[cloud]);
  });

  test.each(names)("%s: by its network interface, too", async (cloud) => {
    const { address, nic } = MACHINES[cloud];
    const { json, failure } = await machines.chains(cloud, [nic, "--port", "443"]);
    expect([failure, json.chains.map((each: { address: string }) => each.address)]).toEqual([undefined, [address]]);
  });

  test.each(names)("%s: a port that is not open", async (cloud) => {
    const { failure, broken } = await machines.chains(cloud, [MACHINES[cloud].address, "--port", "5432"]);
    expect(broken).toEqual([cloud === "zenlayer" ? "Security group" : "Security groups"]);
    expect(failure).toMatch(/Security group/);
  });
});

describe.each([...alibabaBreaks, ...tencentBreaks, ...zenlayerBreaks])("$cloud: $what", (each) => {
  test(`names ${each.broken[0]} first`, async () => {
    await each.make(machines);
    const { address } = MACHINES[each.cloud];
    const args = [each.address ?? address, ...(each.args ?? [])];
    const { json, failure, broken } = await machines.chains(each.cloud, args);
    expect(broken).toEqual(each.broken);
    expect(json.chains[0].firstBroken).toBe(each.broken[0]);
    const first = json.chains[0].links.find(({ name }: { name: string }) => name === each.broken[0]);
    expect(first.says).toMatch(each.says);
    expect(first.mend).toEqual(expect.stringMatching(/\w/));
    expect(failure).toContain(each.broken[0]);
  });
});
