import type { CloudError, PartialError } from "../../provider/core/api/errors";
import { tencentPairs } from "./pairs/tencent";
import { CALL, ProviderHarness } from "./provider-harness";
import { address, byHand, failure, once, table } from "./tencent-helpers";

const [, assignment] = tencentPairs as [(typeof tencentPairs)[0], (typeof tencentPairs)[0]];

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

describe("tencent.NicIpv6Assignment", () => {
  beforeEach(async () => {
    harness = await ProviderHarness.open(assignment);
  });
  const card = "eni-demo0004";
  const onCard = () =>
    table(harness, "nicAddresses")
      .filter((row) => row.networkInterface === card)
      .map((row) => row.address);

  test("deleting one touches neither another resource's addresses nor somebody else's", async () => {
    await byHand(harness, "AssignIpv6Addresses", {
      NetworkInterfaceId: card,
      Ipv6Addresses: [{ Address: address(1) }],
    });
    const first = await harness.create();
    const inputs = harness.inputs({ ipv6Addresses: [address(2)] });
    await harness.process().create(inputs, { identity: "second" });
    await harness.delete(first);
    expect(onCard()).toEqual([address(1), address(2)]);
  });

  test("an address that still has bandwidth is not given back, whatever the cloud would do with that", async () => {
    harness.simulator.pace({ unassignWithBandwidth: "orphan" });
    const made = await harness.create();
    const [published = ""] = made.properties.addresses as string[];
    await byHand(harness, "AllocateIp6AddressesBandwidth", { Ip6Addresses: [published] });
    const error = (await failure(harness.delete(made))) as Error;
    expect(error.message).toMatch(new RegExp(`not unassigned.*${published} has eip-`));
    expect(onCard()).toEqual(made.properties.addresses);
  });

  test("assignments that are held together twice keep a held tag, and one only", async () => {
    const cards = ["eni-demo0004", "eni-demo0005"];
    const inputsOf = (networkInterfaceId: string, description: string) =>
      harness.inputs({ networkInterfaceId, ipv6Addresses: undefined, ipv6AddressCount: 1, description });
    const call = (networkInterfaceId: string) => ({ identity: `${CALL.identity}-${networkInterfaceId}` });
    const first = harness.process();
    const made = await Promise.all(cards.map((card) => first.create(inputsOf(card, "one"), call(card))));
    await first.settle();
    const held = () =>
      table(harness, "networkInterfaces")
        .filter(({ id }) => cards.includes(id as string))
        .map(({ tags }) => Object.keys(tags as object).filter((key) => /^pulumi-ipv6:[0-9a-f]{10}$/.test(key)).length);
    expect(held()).toEqual([1, 1]);
    const second = harness.process();
    const change = (card: string, index: number) => {
      const { id = "", properties = {} } = made[index] ?? {};
      return second.update(id, properties, inputsOf(card, "two"), call(card));
    };
    await Promise.all(cards.map(change));
    await second.settle();
    expect(held()).toEqual([1, 1]);
  });

  test("a number of addresses: described, grown and shrunk in place", async () => {
    const counted = (count: number) => ({ ipv6Addresses: undefined, ipv6AddressCount: count, description: "pool" });
    const made = await harness.create(counted(2));
    const [first, second] = made.properties.addresses as string[];
    expect(made.id).toBe(`ap-guangzhou/${card}/${first},${second}`);
    const grown = await harness.update(made, counted(4));
    expect((grown.properties.addresses as string[]).slice(0, 2)).toEqual([first, second]);
    expect(table(harness, "nicAddresses").filter((row) => row.description === "pool")).toHaveLength(4);
    const shrunk = await harness.update(grown, counted(1));
    expect(shrunk.properties.addresses).toEqual([first]);
    expect(onCard()).toEqual([first]);
    expect(await harness.read(shrunk)).toEqual(shrunk);
  });

  test("a new description is one call, and no address moves", async () => {
    const made = await harness.create();
    const changed = await harness.update(made, { description: "api" });
    expect(changed.properties.description).toBe("api");
    expect(harness.events()).toEqual(["assigned"]);
    expect(harness.calls("ModifyIpv6AddressesAttribute")).toBe(1);
  });

  test.each([
    "UnsupportedOperation.MutexOperationTaskRunning",
    "UnsupportedOperation.InvalidState",
    "LimitExceeded.ActionLimited",
  ])("%s is waited out", async (code) => {
    harness.simulator.fault({ action: "AssignIpv6Addresses", do: { code }, times: 3 });
    harness.simulator.fault({ action: "UnassignIpv6Addresses", do: { code }, times: 3 });
    await harness.delete(await harness.create());
    expect(harness.events()).toEqual(["assigned", "unassigned"]);
  });

  test("ResourceInUse.Address is not waited for", async () => {
    const error = (await failure(harness.create({ ipv6Addresses: ["2001:db8:7e00:1::1"] }))) as CloudError;
    expect([error.code, error.kind]).toEqual(["ResourceInUse.Address", "conflict"]);
    expect(harness.calls("AssignIpv6Addresses")).toBe(1);
  });

  test("slow tasks: PENDING is waited for, and so is the end", async () => {
    harness.simulator.pace({ taskMs: 20_000, addressPendingMs: 30_000 });
    const made = await harness.create();
    const changed = await harness.update(made, assignment.changed);
    await harness.delete(changed);
    expect(harness.events()).toEqual(["assigned", "assigned", "unassigned", "unassigned"]);
    expect(onCard()).toEqual([]);
  });

  test("an assignment whose task FAILED is sent once more, under another token", async () => {
    harness.simulator.pace({ taskOutcome: "fail" });
    once(
      harness,
      () => harness.calls("DescribeVpcTaskResult") > 0,
      () => harness.simulator.pace({ taskOutcome: "succeed" }),
    );
    const made = await harness.create();
    const tokens = harness.simulator.journal().flatMap(({ clientToken }) => clientToken ?? []);
    expect(new Set(tokens).size).toBe(2);
    expect(harness.events()).toEqual(["assigned"]);
    expect(await harness.read(made)).toEqual(made);
  });

  test("an assignment whose tasks FAILED in earlier runs is not stuck with their tokens", async () => {
    harness.simulator.pace({ taskMs: 3_000, taskOutcome: "fail" });
    for (let run = 1; run <= 2; run++) {
      expect(((await failure(harness.create())) as Error).message).toMatch(/AssignIpv6Addresses.*FAILED/);
    }
    expect(new Set(harness.simulator.journal().flatMap(({ clientToken }) => clientToken ?? [])).size).toBe(4);
    harness.simulator.pace({ taskOutcome: "succeed" });
    await harness.create();
    expect(harness.events()).toEqual(["assigned"]);
  });

  test("growing by tasks that FAILED in earlier runs is not stuck with their tokens either", async () => {
    harness.simulator.pace({ taskMs: 3_000 });
    const made = await harness.create();
    harness.simulator.pace({ taskOutcome: "fail" });
    const more = { ipv6Addresses: [...(made.properties.addresses as string[]), "2001:db8:7e00:1::102"] };
    let { id, properties } = made;
    for (let run = 1; run <= 2; run++)
      ({ id, properties } = (await failure(harness.update({ id, properties }, more))) as PartialError);
    harness.simulator.pace({ taskOutcome: "succeed" });
    const grown = await harness.update({ id, properties }, more);
    expect(grown.properties.addresses).toEqual(more.ipv6Addresses);
  });

  test("an assignment that is done though its task FAILED is not sent again while reads lag", async () => {
    harness.simulator.pace({ taskMs: 3_000, taskOutcome: "failed-but-done", readLagMs: 5_000 });
    const made = await harness.create({ ipv6Addresses: undefined, ipv6AddressCount: 2 });
    expect(harness.calls("AssignIpv6Addresses")).toBe(1);
    expect(onCard()).toEqual(expect.arrayContaining(made.properties.addresses as string[]));
    expect(onCard()).toHaveLength(2);
  });

  test("an unassignment whose task FAILED is an error with its task, and the next run finishes", async () => {
    const made = await harness.create();
    harness.simulator.pace({ taskOutcome: "fail" });
    expect(((await failure(harness.delete(made))) as Error).message).toMatch(/UnassignIpv6.*task [0-9a-f-]{36} FAILED/);
    harness.simulator.pace({ taskOutcome: "succeed" });
    await harness.delete(made);
    expect(onCard()).toEqual([]);
  });

  test("a lost answer to giving back, while reads lag, is no failure; nor is one that somebody took off", async () => {
    const made = await harness.create();
    await assignment.outside.meddle?.(harness.simulator, made.properties);
    harness.simulator.pace({ readLagMs: 5_000 });
    harness.simulator.fault({ action: "UnassignIpv6Addresses", when: "after", do: "drop", skip: 2 });
    await harness.delete(made);
    expect(harness.count("unassigned")).toBe(2);
    expect(onCard()).toEqual([]);
  });

  test("addresses on their way off the card are nothing to adopt", async () => {
    const made = await harness.create();
    harness.simulator.pace({ taskMs: 15_000 });
    await assignment.outside.remove(harness.simulator, made.properties);
    expect(((await failure(harness.create({ adopt: true }))) as Error).message).toMatch(/nothing to adopt/);
  });

  test("a card that is gone is nothing to read and nothing to delete", async () => {
    const made = await harness.create();
    const gone = made.id.replace(card, "eni-never");
    const state = { ...made.properties, networkInterfaceId: "eni-never" };
    expect(await harness.process().read(gone, state, CALL)).toBeUndefined();
    await harness.process().delete(gone, state, CALL);
    expect(onCard()).toHaveLength(2);
  });
});
