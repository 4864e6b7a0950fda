import type { PartialError } from "../../provider/core/api/errors";
import { checkInputs } from "../../provider/core/inputs";
import type { State } from "../../provider/core/lifecycle/reconcile";
import { defaultSeed } from "../../simulator";
import { pairOf, stranger, table } from "./alibaba-helpers";
import { CALL, ProviderHarness } from "./provider-harness";

/** Free IPv6 addresses on Alibaba Cloud, beyond the scenarios that every resource goes through. */
const addressPair = pairOf("Ipv6Address");
const cardPair = pairOf("NicIpv6Assignment");
const OWNER = "pulumi-ipv6:owner";

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

interface Row {
  readonly id: string;
  readonly address: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly resourceGroup?: string;
}
const known = new Set(defaultSeed().alibaba.ipv6Addresses?.map((row) => row.id));
/** Addresses that were not there at the start. */
const fresh = () => table<Row>(harness, "ipv6Addresses").filter((row) => !known.has(row.id));
const tokens = (action: string) =>
  harness.simulator.journal().flatMap((call) => (call.action === action ? [call.params.ClientToken] : []));

describe("a free address that the cloud chooses", () => {
  const chosen = { vSwitchId: "vsw-demo0001", ipv6AddressName: "edge" };
  beforeEach(async () => {
    harness = await ProviderHarness.open({ ...addressPair, inputs: chosen });
  });

  test("is one call, bears the tag of its owner, and shows no such tag", async () => {
    const made = await harness.create({ tags: { team: "web" } });
    expect(harness.calls("AllocateIpv6Address")).toBe(1);
    expect(harness.calls("TagResources") + harness.calls("ModifyIpv6AddressAttribute")).toBe(0);
    expect(fresh()).toMatchObject([
      { name: "edge", tags: { team: "web", [OWNER]: expect.stringMatching(/^\w{20}$/) } },
    ]);
    expect(made.properties).toMatchObject({ tags: { team: "web" }, address: fresh()[0]?.address });
  });

  test.each([
    ["the same inputs", {}, 0],
    ["another name and tags", { ipv6AddressName: "other", tags: { team: "api" } }, 0],
    ["a token long forgotten", {}, 1],
  ])(
    "of a run that died is found again with %s: by its tag, without another order",
    async (_what, edited, lifetime) => {
      harness.simulator.fault({ action: "AllocateIpv6Address", when: "after", do: "hold" });
      const controller = new AbortController();
      const died = harness.create({}, { signal: controller.signal }).catch((error) => error);
      while (fresh().length === 0) await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      await died;
      harness.simulator.pace({ tokenLifetimeMs: lifetime });
      const made = await harness.create(edited);
      expect(fresh().map((row) => row.id)).toEqual([made.properties.ipv6AddressId]);
      expect(harness.calls("AllocateIpv6Address")).toBe(1);
      expect(made.properties).toMatchObject(edited);
    },
  );

  test("a lost answer, edited inputs and lagging lists at once are still one address", async () => {
    harness.simulator.pace({ readLagMs: 3_000 });
    await harness.create();
    // The list does not show it yet: the token is the same, its inputs are not, and then the tag tells.
    harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { status: 200, body: EMPTY } });
    const made = await harness.create({ ipv6AddressName: "other" });
    expect(new Set(tokens("AllocateIpv6Address")).size).toBe(1);
    expect(fresh()).toMatchObject([{ id: made.properties.ipv6AddressId, name: "other" }]);
  });

  test("two of them in one vSwitch are two, and neither waits for the other", async () => {
    const process = harness.process();
    const made = await Promise.all(["one", "two"].map((identity) => process.create(harness.inputs(), { identity })));
    expect(new Set(made.map((state) => state.id)).size).toBe(2);
    expect(fresh()).toHaveLength(2);
  });

  test("a replay of the live one is not deleted as the old one", async () => {
    const made = await harness.create();
    const process = harness.process();
    expect((await process.create(harness.inputs(), CALL)).id).toBe(made.id);
    await process.delete(made.id, made.properties, CALL);
    expect(fresh()).toHaveLength(1);
  });

  test("adopt needs the address, and is refused before any call", () => {
    const given = { ...chosen, adopt: true };
    const { failures } = checkInputs(harness.cloud, harness.binding, {}, given, addressPair.settings);
    expect(failures).toEqual([{ property: "adopt", reason: expect.stringMatching(/^adopt: needs ipv6Address/) }]);
    expect(harness.simulator.journal()).toEqual([]);
  });
});

const EMPTY = JSON.stringify({ RequestId: "R", TotalCount: 0, Ipv6Addresses: { Ipv6Address: [] } });

describe("a free address", () => {
  beforeEach(async () => {
    harness = await ProviderHarness.open(addressPair);
  });

  test("every mistake is said at once, before any call", () => {
    const given = {
      ...{ vSwitchId: "vpc-1", ipv6Address: "10.0.0.1", ipv6AddressName: "n".repeat(129) },
      ...{ ipv6AddressDescription: "http://x", resourceGroupId: "group", tags: { "acs:team": "x" } },
    };
    const { failures } = checkInputs(harness.cloud, harness.binding, {}, given, addressPair.settings);
    expect(failures.map(({ property }) => property)).toEqual(Object.keys(given));
    const tagged = (tags: object) =>
      checkInputs(harness.cloud, harness.binding, {}, { vSwitchId: "vsw-1", tags }, addressPair.settings).failures
        .length;
    expect([{ a: "https://x" }, { "my-http://": "x" }, { [OWNER]: "x" }, { a: "x".repeat(129) }].map(tagged)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(tagged({ a: "", b: "x".repeat(128) })).toBe(0);
  });

  test("name, description, group and tags change in place; ours and what is not declared stay", async () => {
    const made = await harness.create();
    const owner = fresh()[0]?.tags?.[OWNER];
    const tags = Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`k${i}`, "v"]));
    const news = { ipv6AddressDescription: "", resourceGroupId: "rg-other", tags };
    const changed = await harness.update(made, news);
    expect(changed.properties).toMatchObject(news);
    expect(fresh()).toMatchObject([{ name: "edge", description: "", resourceGroup: "rg-other" }]);
    expect(fresh()[0]?.tags).toEqual({ ...tags, [OWNER]: owner });
    expect((await harness.update(changed, { ...news, tags: {} })).properties.tags).toEqual({});
    expect(fresh()[0]?.tags).toEqual({ [OWNER]: owner });
    expect(harness.count("unassigned")).toBe(0);
  });

  test("an update that stops half way goes on in the next run", async () => {
    const made = await harness.create();
    harness.simulator.fault({ action: "TagResources", do: { code: "Forbidden.RAM" } });
    const news = { ipv6AddressName: "two", tags: { team: "api" } };
    const error = (await harness.update(made, news).catch((reason) => reason)) as PartialError;
    expect(error.message).toMatch(/TagResources.*Forbidden.RAM.*permissions/);
    const done = await harness.update({ id: error.id, properties: error.properties }, news);
    expect(done.properties).toMatchObject(news);
    expect(harness.calls("ModifyIpv6AddressAttribute")).toBe(1);
  });

  test("Pending is waited out, and a busy release too", async () => {
    harness.simulator.pace({ addressPendingMs: 4_000 });
    const made = await harness.create();
    expect(table<Row & { pendingUntil: number }>(harness, "ipv6Addresses").at(-1)?.pendingUntil).toBeLessThanOrEqual(
      harness.clock.now(),
    );
    harness.simulator.fault({ action: "ReleaseIpv6Address", do: { code: "IncorrectStatus.Ipv6Instance" }, times: 2 });
    await harness.delete(made);
    expect(fresh()).toEqual([]);
  });

  test("with bandwidth on it is not released; a release that is still settling is waited for", async () => {
    const made = await harness.create();
    const { InternetBandwidthId } = await stranger(harness, "AllocateIpv6InternetBandwidth", {
      ...{ Ipv6AddressId: made.properties.ipv6AddressId, Bandwidth: 1 },
    });
    await expect(harness.delete(made)).rejects.toThrow(/DependencyViolation.Ipv6InternetBandwidth.*delete that first/);
    expect(fresh()).toHaveLength(1);
    expect(harness.simulator.ledgerSummary().liveOrders).toHaveLength(1);

    await stranger(harness, "DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: InternetBandwidthId });
    harness.simulator.fault({
      ...{ action: "ReleaseIpv6Address", times: 3 },
      do: { code: "DependencyViolation.Ipv6InternetBandwidth" },
    });
    await harness.delete(made);
    expect(fresh()).toEqual([]);
  });

  test.each([
    ["a card has", "2001:db8:a0:1::1", /on i-demo0001.*NicIpv6Assignment/],
    ["another service has", "2001:db8:a0:1::a", /on eni-service/],
  ])("an address that %s is neither ordered nor adopted", async (_who, ipv6Address, words) => {
    await expect(harness.create({ ipv6Address })).rejects.toThrow(words);
    await expect(harness.create({ ipv6Address, adopt: true })).rejects.toThrow(words);
    expect(harness.simulator.ledger()).toEqual([]);
    expect(harness.calls("AllocateIpv6Address")).toBe(0);
  });

  test("an adopted one keeps its tags, becomes as declared, and goes with destroy", async () => {
    const adopted = await harness.create({ ipv6Address: "2001:db8:a0:1::6", adopt: true });
    expect(adopted.properties).toMatchObject({ ipv6AddressId: "ipv6-free", ipv6AddressName: "edge" });
    expect(harness.calls("AllocateIpv6Address")).toBe(0);
    await harness.delete(adopted);
    expect(table<Row>(harness, "ipv6Addresses").map((row) => row.id)).not.toContain("ipv6-free");
  });

  test("what the cloud refuses for another reason is said as it is", async () => {
    await expect(harness.create({ vSwitchId: "vsw-noipv6" })).rejects.toThrow(
      /InvalidVSwitch.Ipv6NotTurnOn.*Enable IPv6/,
    );
    await expect(harness.create({ vSwitchId: "vsw-never" })).rejects.toThrow(/InvalidVSwitchId.NotFound/);
    const outside = harness.create({ ipv6Address: "2001:db8:ff::1" });
    await expect(outside).rejects.toThrow(/IllegalParam.Ipv6Address/);
    await expect(outside).rejects.not.toThrow(/place is taken/);
  });

  test.each([
    ["an HTML page", { status: 404, body: "<html>gone</html>" }],
    ["a code nobody knows", { status: 404, code: "Something.NotFound" }],
    ["no permission", { code: "Forbidden.RAM" }],
  ])("%s is no proof that a release was done", async (_what, answer) => {
    const made = await harness.create();
    harness.simulator.fault({ action: "ReleaseIpv6Address", do: answer, times: -1 });
    await expect(harness.delete(made)).rejects.toThrow();
    expect(fresh()).toHaveLength(1);
  });
});

describe("a card's addresses and free ones", () => {
  const ADDRESS = "2001:db8:a0:1::100";

  test("one that the card lost and somebody made free is neither counted as ours nor taken from them", async () => {
    const inputs = { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 };
    harness = await ProviderHarness.open({ ...cardPair, inputs });
    const made = await harness.create();
    const [mine = ""] = made.properties.addresses as string[];
    await stranger(harness, "UnassignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Address: [mine] });
    await stranger(harness, "AllocateIpv6Address", { VSwitchId: "vsw-demo0001", Ipv6Address: mine });
    // There is one of ours no more, so the state is gone; a second address of ours makes it drift instead.
    expect(await harness.read(made)).toBeUndefined();
    await harness.delete(made);
    expect(fresh().map((row) => row.address)).toEqual([mine]);
  });

  test("an update gets another one for it, by number, and says who has it, by name", async () => {
    const byNumber = { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 };
    harness = await ProviderHarness.open({ ...cardPair, inputs: byNumber });
    const made = await harness.create();
    const [first = "", second = ""] = made.properties.addresses as string[];
    await stranger(harness, "UnassignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Address: [first] });
    await stranger(harness, "AllocateIpv6Address", { VSwitchId: "vsw-demo0001", Ipv6Address: first });
    const seen = (await harness.read(made)) as State;
    const next = (await harness.update(seen)).properties.addresses as string[];
    expect(next).toHaveLength(2);
    expect(next).toContain(second);
    expect(next).not.toContain(first);
  });

  test("a card cannot be given a free address, by whichever of both resources", async () => {
    const inputs = { networkInterfaceId: "eni-demo0004", ipv6Addresses: [ADDRESS] };
    harness = await ProviderHarness.open({ ...cardPair, inputs });
    await stranger(harness, "AllocateIpv6Address", { VSwitchId: "vsw-demo0001", Ipv6Address: ADDRESS });
    await expect(harness.create()).rejects.toThrow(/InvalidPrivateIpAddress.Duplicated/);
    await expect(harness.create({ adopt: true })).rejects.toThrow(/nothing to adopt/);
    expect(fresh()).toHaveLength(1);
  });
});

test("1,000 free addresses are 1,000 orders, and read in a tenth of the calls", async () => {
  harness = await ProviderHarness.open({ ...addressPair, inputs: { vSwitchId: "vsw-demo0001" } });
  const process = harness.process();
  const made: State[] = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => process.create(harness.inputs(), { identity: `n${i}` })),
  );
  expect(fresh()).toHaveLength(1_000);
  expect(new Set(made.map((state) => state.id)).size).toBe(1_000);
  expect(harness.calls("AllocateIpv6Address")).toBe(1_000);
  const before = harness.calls("DescribeIpv6Addresses");
  await Promise.all(made.map((state) => process.read(state.id, state.properties, CALL)));
  // 20 in a call; on a busy machine the list of them all is begun as well.
  expect(harness.calls("DescribeIpv6Addresses") - before).toBeLessThanOrEqual(100);
});
