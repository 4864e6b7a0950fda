import type { CloudError, PartialError } from "../../provider/core/api/errors";
import { tencentPairs } from "./pairs/tencent";
import { address, byHand, failure, once, table } from "./tencent-kit";
import { CALL, World } from "./world";

const [, assignment] = tencentPairs as [(typeof tencentPairs)[0], (typeof tencentPairs)[0]];

let world: World;
afterEach(() => world.simulator.close());

describe("tencent.NicIpv6Assignment", () => {
  beforeEach(async () => {
    world = await World.open(assignment);
  });
  const card = "eni-demo0004";
  const onCard = () =>
    table(world, "nicAddresses")
      .filter((row) => row.networkInterface === card)
      .map((row) => row.address);

  test("deleting one touches neither another resource's addresses nor somebody else's", async () => {
    await byHand(world, "AssignIpv6Addresses", { NetworkInterfaceId: card, Ipv6Addresses: [{ Address: address(1) }] });
    const first = await world.create();
    const inputs = world.inputs({ ipv6Addresses: [address(2)] });
    await world.process().create(inputs, { identity: "second" });
    await world.delete(first);
    expect(onCard()).toEqual([address(1), address(2)]);
  });

  test("an address that still has bandwidth is not given back, whatever the cloud would do with that", async () => {
    world.simulator.pace({ unassignWithBandwidth: "orphan" });
    const made = await world.create();
    const [published = ""] = made.properties.addresses as string[];
    await byHand(world, "AllocateIp6AddressesBandwidth", { Ip6Addresses: [published] });
    const error = (await failure(world.delete(made))) as Error;
    expect(error.message).toMatch(new RegExp(`not unassigned.*${published} has eip-`));
    expect(onCard()).toEqual(made.properties.addresses);
  });

  test("a number of addresses: described, grown and shrunk in place", async () => {
    const counted = (count: number) => ({ ipv6Addresses: undefined, ipv6AddressCount: count, description: "pool" });
    const made = await world.create(counted(2));
    const [first, second] = made.properties.addresses as string[];
    expect(made.id).toBe(`ap-guangzhou/${card}/${first},${second}`);
    const grown = await world.update(made, counted(4));
    expect((grown.properties.addresses as string[]).slice(0, 2)).toEqual([first, second]);
    expect(table(world, "nicAddresses").filter((row) => row.description === "pool")).toHaveLength(4);
    const shrunk = await world.update(grown, counted(1));
    expect(shrunk.properties.addresses).toEqual([first]);
    expect(onCard()).toEqual([first]);
    expect(await world.read(shrunk)).toEqual(shrunk);
  });

  test("a new description is one call, and no address moves", async () => {
    const made = await world.create();
    const changed = await world.update(made, { description: "api" });
    expect(changed.properties.description).toBe("api");
    expect(world.events()).toEqual(["assigned"]);
    expect(world.calls("ModifyIpv6AddressesAttribute")).toBe(1);
  });

  test.each([
    "UnsupportedOperation.MutexOperationTaskRunning",
    "UnsupportedOperation.InvalidState",
    "LimitExceeded.ActionLimited",
  ])("%s is waited out", async (code) => {
    world.simulator.fault({ action: "AssignIpv6Addresses", do: { code }, times: 3 });
    world.simulator.fault({ action: "UnassignIpv6Addresses", do: { code }, times: 3 });
    await world.delete(await world.create());
    expect(world.events()).toEqual(["assigned", "unassigned"]);
  });

  test("ResourceInUse.Address is not waited for", async () => {
    const error = (await failure(world.create({ ipv6Addresses: ["2001:db8:7e00:1::1"] }))) as CloudError;
    expect([error.code, error.kind]).toEqual(["ResourceInUse.Address", "conflict"]);
    expect(world.calls("AssignIpv6Addresses")).toBe(1);
  });

  test("slow tasks: PENDING is waited for, and so is the end", async () => {
    world.simulator.pace({ taskMs: 20_000, addressPendingMs: 30_000 });
    const made = await world.create();
    const changed = await world.update(made, assignment.changed);
    await world.delete(changed);
    expect(world.events()).toEqual(["assigned", "assigned", "unassigned", "unassigned"]);
    expect(onCard()).toEqual([]);
  });

  test("an assignment whose task FAILED is sent once more, under another token", async () => {
    world.simulator.pace({ taskOutcome: "fail" });
    once(
      world,
      () => world.calls("DescribeVpcTaskResult") > 0,
      () => world.simulator.pace({ taskOutcome: "succeed" }),
    );
    const made = await world.create();
    const tokens = world.simulator.journal().flatMap(({ clientToken }) => clientToken ?? []);
    expect(new Set(tokens).size).toBe(2);
    expect(world.events()).toEqual(["assigned"]);
    expect(await world.read(made)).toEqual(made);
  });

  test("an assignment whose tasks FAILED in earlier runs is not stuck with their tokens", async () => {
    world.simulator.pace({ taskMs: 3_000, taskOutcome: "fail" });
    for (let run = 1; run <= 2; run++) {
      expect(((await failure(world.create())) as Error).message).toMatch(/AssignIpv6Addresses.*FAILED/);
    }
    expect(new Set(world.simulator.journal().flatMap(({ clientToken }) => clientToken ?? [])).size).toBe(4);
    world.simulator.pace({ taskOutcome: "succeed" });
    await world.create();
    expect(world.events()).toEqual(["assigned"]);
  });

  test("growing by tasks that FAILED in earlier runs is not stuck with their tokens either", async () => {
    world.simulator.pace({ taskMs: 3_000 });
    const made = await world.create();
    world.simulator.pace({ taskOutcome: "fail" });
    const more = { ipv6Addresses: [...(made.properties.addresses as string[]), "2001:db8:7e00:1::102"] };
    let { id, properties } = made;
    for (let run = 1; run <= 2; run++)
      ({ id, properties } = (await failure(world.update({ id, properties }, more))) as PartialError);
    world.simulator.pace({ taskOutcome: "succeed" });
    const grown = await world.update({ id, properties }, more);
    expect(grown.properties.addresses).toEqual(more.ipv6Addresses);
  });

  test("an assignment that is done though its task FAILED is not sent again while reads lag", async () => {
    world.simulator.pace({ taskMs: 3_000, taskOutcome: "failed-but-done", readLagMs: 5_000 });
    const made = await world.create({ ipv6Addresses: undefined, ipv6AddressCount: 2 });
    expect(world.calls("AssignIpv6Addresses")).toBe(1);
    expect(onCard()).toEqual(expect.arrayContaining(made.properties.addresses as string[]));
    expect(onCard()).toHaveLength(2);
  });

  test("an unassignment whose task FAILED is an error with its task, and the next run finishes", async () => {
    const made = await world.create();
    world.simulator.pace({ taskOutcome: "fail" });
    expect(((await failure(world.delete(made))) as Error).message).toMatch(/UnassignIpv6.*task [0-9a-f-]{36} FAILED/);
    world.simulator.pace({ taskOutcome: "succeed" });
    await world.delete(made);
    expect(onCard()).toEqual([]);
  });

  test("a lost answer to giving back, while reads lag, is no failure; nor is one that somebody took off", async () => {
    const made = await world.create();
    await assignment.outside.meddle?.(world.simulator, made.properties);
    world.simulator.pace({ readLagMs: 5_000 });
    world.simulator.fault({ action: "UnassignIpv6Addresses", when: "after", do: "drop", skip: 2 });
    await world.delete(made);
    expect(world.count("unassigned")).toBe(2);
    expect(onCard()).toEqual([]);
  });

  test("addresses on their way off the card are nothing to adopt", async () => {
    const made = await world.create();
    world.simulator.pace({ taskMs: 15_000 });
    await assignment.outside.remove(world.simulator, made.properties);
    expect(((await failure(world.create({ adopt: true }))) as Error).message).toMatch(/nothing to adopt/);
  });

  test("a card that is gone is nothing to read and nothing to delete", async () => {
    const made = await world.create();
    const gone = made.id.replace(card, "eni-never");
    const state = { ...made.properties, networkInterfaceId: "eni-never" };
    expect(await world.process().read(gone, state, CALL)).toBeUndefined();
    await world.process().delete(gone, state, CALL);
    expect(onCard()).toHaveLength(2);
  });
});
