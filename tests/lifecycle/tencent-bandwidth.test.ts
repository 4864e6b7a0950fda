import { CloudError, PartialError, Refusal } from "../../provider/core/api/errors";
import { seedMany } from "../../simulator";
import { tencentPairs } from "./pairs/tencent";
import { CALL, ProviderHarness } from "./provider-harness";
import { address, byHand, failure, once, table } from "./tencent-helpers";

const [bandwidth] = tencentPairs as [(typeof tencentPairs)[0]];
const ALLOCATE = "AllocateIp6AddressesBandwidth";
const OWNER = "pulumi-ipv6:owner";

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

const published = (of: string) => table(harness, "publicAddresses").find((row) => row.address === of);

describe("tencent.Ipv6InternetBandwidth", () => {
  const open = async (options?: Parameters<typeof ProviderHarness.open>[1]) => {
    harness = await ProviderHarness.open(bandwidth, options);
  };
  beforeEach(() => open());
  const ADDRESS = bandwidth.inputs.ip6Address as string;

  test("the order's mark is a tag beside the declared ones, and is neither shown nor lost", async () => {
    const made = await harness.create();
    expect(published(ADDRESS)?.tags).toEqual({ team: "web", [OWNER]: expect.stringMatching(/^[0-9a-f]{10}$/) });
    expect(made.properties.tags).toEqual({ team: "web" });
    const tags = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`key-${index}`, `${index}`]));
    const more = await harness.update(made, { tags });
    expect(published(ADDRESS)?.tags).toEqual({ ...tags, [OWNER]: expect.any(String) });
    expect((await harness.update(more, { tags: {} })).properties.tags).toEqual({});
    expect(published(ADDRESS)?.tags).toEqual({ [OWNER]: expect.any(String) });
    expect(harness.calls(bandwidth.actions.change)).toBe(0);
    expect(harness.events()).toEqual(["ordered"]);
  });

  test("tags that somebody adds are drift where tags are declared, and left alone where not", async () => {
    const made = await harness.create();
    const Resource = `qcs::vpc:ap-guangzhou:uin/:eip/${made.properties.addressId}`;
    await byHand(harness, "ModifyResourceTags", { Resource, ReplaceTags: [{ TagKey: "cost", TagValue: "7" }] });
    const seen = await harness.read(made);
    const declared = harness.diff(seen?.properties ?? {}, harness.inputs());
    expect(declared).toEqual([{ field: "tags", onChange: "update" }]);
    expect(harness.diff(seen?.properties ?? {}, harness.inputs({ tags: undefined }))).toEqual([]);
    await harness.update({ id: made.id, properties: seen?.properties ?? {} }, { tags: undefined });
    expect(published(ADDRESS)?.tags).toMatchObject({ cost: "7" });
  });

  test("a slow task is waited for on every verb, and a timeout names what was seen", async () => {
    harness.simulator.pace({ taskMs: 20_000 });
    const made = await harness.create();
    expect(harness.events()).toEqual(["ordered"]);
    expect(made.properties.status).toBe("BIND");
    const error = (await failure(harness.update(made, { bandwidth: 30 }, { timeouts: { update: 10 } }))) as Error;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/saw task \d+ of ModifyIp6AddressesBandwidth RUNNING \(\d+ times\)/);
    expect((await harness.update(made, { bandwidth: 30 })).properties.bandwidth).toBe(30);
    await harness.delete(made);
    expect(published(ADDRESS)).toBeUndefined();
    expect(harness.count("released")).toBe(1);
  });

  test("a task that ends before slow reads show its work is not ordered again", async () => {
    harness.simulator.pace({ taskMs: 10_000, readLagMs: 14_000 });
    await harness.create();
    expect(harness.calls(ALLOCATE)).toBe(1);
  });

  test("a task that FAILED with nothing done is ordered once more", async () => {
    harness.simulator.pace({ taskOutcome: "fail" });
    once(
      harness,
      () => harness.calls("DescribeTaskResult") > 0,
      () => harness.simulator.pace({ taskOutcome: "succeed" }),
    );
    const made = await harness.create();
    expect(harness.calls(ALLOCATE)).toBe(2);
    expect(harness.events()).toEqual(["ordered"]);
    expect(await harness.read(made)).toEqual(made);
    expect(harness.said.join()).toMatch(/task \d+ FAILED.*ordering once more/);
  });

  test("an order that is shown, and then its task FAILED, leaves no state behind and is ordered once more", async () => {
    harness.simulator.pace({ taskMs: 5_000, taskOutcome: "fail" });
    once(
      harness,
      () => harness.calls("DescribeIp6Addresses") > 2,
      () => harness.simulator.pace({ taskOutcome: "succeed" }),
    );
    const made = await harness.create();
    expect(harness.calls(ALLOCATE)).toBe(2);
    expect(harness.events()).toEqual(["ordered"]);
    expect(await harness.read(made)).toEqual(made);
  });

  test("a task that fails twice is an error with task and request, and leaves no state", async () => {
    harness.simulator.pace({ taskOutcome: "fail" });
    const error = (await failure(harness.create())) as CloudError;
    expect(error).toBeInstanceOf(CloudError);
    const request = harness.simulator
      .journal()
      .filter(({ action }) => action === ALLOCATE)
      .at(-1)?.requestId;
    expect(error.message).toMatch(/FailedOperation.TaskFailed "task \d+ FAILED"/);
    expect(error.requestId).toBe(request);
    expect(harness.calls(ALLOCATE)).toBe(2);
    expect(harness.events()).toEqual([]);
    harness.simulator.pace({ taskOutcome: "succeed" });
    await harness.create();
    expect(harness.events()).toEqual(["ordered"]);
  });

  test("a task that FAILED though it was done is done", async () => {
    harness.simulator.pace({ taskOutcome: "failed-but-done" });
    const made = await harness.create();
    const changed = await harness.update(made, { bandwidth: 20 });
    await harness.delete(changed);
    expect(harness.events()).toEqual(["ordered", "changed", "released"]);
  });

  test("FailedOperation.TaskFailed as the answer about the task is the same as the word", async () => {
    harness.simulator.pace({ taskOutcome: "fail" });
    harness.simulator.fault({ action: "DescribeTaskResult", do: { code: "FailedOperation.TaskFailed" }, times: 2 });
    const error = (await failure(harness.create())) as CloudError;
    expect(error.message).toMatch(/task \d+ FAILED/);
    expect(harness.calls("DescribeTaskResult")).toBe(2);
    expect(harness.events()).toEqual([]);
  });

  test("a change or a release whose task FAILED keeps the state, and the next run finishes", async () => {
    const made = await harness.create();
    harness.simulator.pace({ taskOutcome: "fail" });
    const change = (await failure(harness.update(made, { bandwidth: 20 }))) as PartialError;
    expect(change).toBeInstanceOf(PartialError);
    expect([change.id, change.message]).toEqual([made.id, expect.stringMatching(/ModifyIp6.*task \d+ FAILED/)]);
    const release = (await failure(harness.delete(made))) as Error;
    expect(release.message).toMatch(/ReleaseIp6.*task \d+ FAILED/);
    harness.simulator.pace({ taskOutcome: "succeed" });
    await harness.update(made, { bandwidth: 20 });
    await harness.delete(made);
    expect(harness.events()).toEqual(["ordered", "changed", "released"]);
  });

  test.each([
    "OperationDenied.MutexTaskRunning",
    "DesOperation.MutexTaskRunning",
    "UnsupportedOperation.AddressIpStatusNotPermit",
  ])("%s is waited out", async (code) => {
    harness.simulator.fault({ action: ALLOCATE, do: { code }, times: 3 });
    harness.simulator.fault({ action: bandwidth.actions.release, do: { code }, times: 3 });
    await harness.delete(await harness.create());
    expect(harness.events()).toEqual(["ordered", "released"]);
  });

  test("somebody else's task on the address is waited out", async () => {
    const made = await harness.create();
    harness.simulator.pace({ taskMs: 15_000 });
    await bandwidth.outside.meddle?.(harness.simulator, made.properties);
    await harness.delete(made);
    expect(harness.events()).toEqual(["ordered", "changed", "released"]);
  });

  test("somebody publishes it between our look and our order, with just our settings: not ours", async () => {
    const { tags: _, ...untagged } = bandwidth.inputs;
    harness.simulator.fault({ action: ALLOCATE, when: "before", do: "drop" });
    once(
      harness,
      () => harness.calls(ALLOCATE) > 0,
      async () =>
        void (await byHand(harness, ALLOCATE, {
          Ip6Addresses: [ADDRESS],
          InternetMaxBandwidthOut: untagged.bandwidth,
        })),
    );
    const error = await failure(harness.create({ tags: undefined }));
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Error).message).toMatch(/taken by .*eip-.*adopt: true/);
    expect(harness.events()).toEqual(["ordered"]);
    expect(published(ADDRESS)?.tags).toEqual({});
  });

  test("another resource's order is not ours either", async () => {
    await harness.create();
    const error = await failure(harness.create({}, { identity: "organization/project/stack::ipv6:test::other" }));
    expect((error as Error).message).toMatch(/AddressPublished.*adopt: true/);
  });

  test("what the account does not tell is no drift, and changes still arrive", async () => {
    const settings = { secretId: "simulator-tencent-legacy", secretKey: "simulator-tencent-legacy-key" };
    const [ip6Address, bandwidthPackageId] = ["2001:db8:7e20:1::1", "bwp-legacy01"];
    const more = { ip6Address, internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId };
    const run = () => harness.process(settings);
    const made = await run().create(harness.inputs(more), CALL);
    expect(made.properties).toMatchObject({ ...more, bandwidth: 10 });
    const seen = await run().read(made.id, made.properties, CALL);
    expect(seen).toEqual(made);
    const changed = await run().update(made.id, made.properties, harness.inputs({ ...more, bandwidth: 20 }), CALL);
    expect(changed.properties.bandwidth).toBe(20);
    expect(await run().read(made.id, changed.properties, CALL)).toEqual(changed);
    expect(published(ip6Address)).toMatchObject({ bandwidth: 20 });
    const imported = await run().read(made.id, {}, CALL);
    expect(imported?.properties).not.toHaveProperty("internetChargeType");
    expect(harness.events()).toEqual(["ordered", "changed"]);
  });

  test("adopting on such an account takes what is declared", async () => {
    const settings = { secretId: "simulator-tencent-legacy", secretKey: "simulator-tencent-legacy-key" };
    const more = { ip6Address: "2001:db8:7e20:1::2", internetChargeType: "BANDWIDTH_PACKAGE", tags: undefined };
    const inputs = harness.inputs({ ...more, bandwidthPackageId: "bwp-legacy01", adopt: true });
    const made = await harness.process(settings).create(inputs, CALL);
    expect(made.id).toBe("ap-guangzhou/2001:db8:7e20:1::2/eip-legacy01");
    expect(harness.calls(ALLOCATE)).toBe(0);
  });

  test.each(["ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01", "ap-guangzhou/2001:DB8:7e00:1:0::4"])(
    "import by %s",
    async (id) => {
      const seen = await harness.process().read(id, {}, CALL);
      expect(seen?.id).toBe("ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01");
      expect(seen?.properties).toEqual({
        __entry: expect.any(String),
        monthlyPrice: "unknown: no price is published",
        region: "ap-guangzhou",
        ip6Address: "2001:db8:7e00:1::4",
        bandwidth: 20,
        internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
        tags: { team: "network" },
        addressId: "eip-byhand01",
        status: "BIND",
      });
    },
  );

  test("a successor on the same address is not touched by deleting ours", async () => {
    const made = await harness.create();
    await bandwidth.outside.remove(harness.simulator, made.properties);
    await bandwidth.outside.occupy(harness.simulator);
    await harness.delete(made);
    expect(harness.events()).toEqual(["ordered", "released", "ordered"]);
  });

  describe("many at once", () => {
    const COUNT = 45;
    const createAll = (run = harness.process()) =>
      Promise.all(
        Array.from({ length: COUNT }, (_, index) =>
          run.create(harness.inputs({ ip6Address: address(index), tags: undefined }), {
            ...CALL,
            identity: `web-${index}`,
          }),
        ),
      );
    beforeEach(async () => {
      await harness.simulator.close();
      await open({ seed: seedMany(COUNT), pace: { publishedLimits: "on" } });
    });

    test("orders, changes, reads and releases go out together, below the published limits", async () => {
      const run = harness.process();
      const made = await createAll(run);
      expect(harness.calls(ALLOCATE)).toBe(3);
      expect(new Set(made.map((state) => state.id.split("/")[2])).size).toBe(COUNT);
      for (const { id, properties } of made) {
        expect(id).toBe(`ap-guangzhou/${properties.ip6Address}/${published(properties.ip6Address as string)?.id}`);
      }
      const reads = harness.calls("DescribeIp6Addresses");
      await Promise.all(made.map((state) => run.read(state.id, state.properties, CALL)));
      expect(harness.calls("DescribeIp6Addresses") - reads).toBe(1);
      const inputs = (state: (typeof made)[0]) => ({ ...state.properties, bandwidth: 50 });
      await Promise.all(made.map((state) => run.update(state.id, state.properties, inputs(state), CALL)));
      expect(harness.calls("ModifyIp6AddressesBandwidth")).toBe(3);
      const call = (index: number) => ({ ...CALL, identity: `web-${index}` });
      await Promise.all(made.map((state, index) => run.delete(state.id, state.properties, call(index))));
      expect(harness.calls("ReleaseIp6AddressesBandwidth")).toBe(3);
      expect(harness.count("ordered") + harness.count("changed") + harness.count("released")).toBe(3 * COUNT);
      expect(harness.simulator.journal().filter(({ code }) => code === "RequestLimitExceeded")).toEqual([]);
    });

    test("a batch that failed half way: the done are kept, the rest goes on alone, each once", async () => {
      harness.simulator.pace({ taskOutcome: "partial" });
      once(
        harness,
        () => harness.calls("DescribeTaskResult") > 0,
        () => harness.simulator.pace({ taskOutcome: "succeed" }),
      );
      await createAll();
      const subjects = harness.simulator.ledger().map(({ event, subject }) => `${event} ${subject}`);
      expect(subjects).toHaveLength(COUNT);
      expect(new Set(subjects).size).toBe(COUNT);
    });

    test("one that is refused does not hold up the others of its batch", async () => {
      await byHand(harness, ALLOCATE, { Ip6Addresses: [address(3)] });
      const run = harness.process();
      const ends = await Promise.allSettled(
        [1, 2, 3, 4].map((index) =>
          run.create(harness.inputs({ ip6Address: address(index), tags: undefined }), { identity: `web-${index}` }),
        ),
      );
      expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
      expect(harness.count("ordered")).toBe(4);
    });

    test("one that has to wait does not hold up the others of its batch", async () => {
      harness.simulator.pace({ taskMs: 60_000 });
      await byHand(harness, ALLOCATE, { Ip6Addresses: [address(3)] });
      harness.simulator.pace({ taskMs: 0 });
      const began = harness.clock.now();
      const run = harness.process();
      const create = (index: number) =>
        run.create(harness.inputs({ ip6Address: address(index), tags: undefined }), {
          ...CALL,
          identity: `web-${index}`,
        });
      const waiting = failure(create(3));
      await Promise.all([1, 2, 4].map(create));
      expect(harness.clock.now() - began).toBeLessThan(30_000);
      expect(harness.calls(ALLOCATE)).toBeGreaterThan(4);
      expect(((await waiting) as Error).message).toMatch(/adopt: true/);
    });

    test("the answer to a batch is lost: each finds its own by its mark", async () => {
      harness.simulator.fault({ action: ALLOCATE, when: "after", do: "drop", times: 3 });
      await createAll();
      expect(harness.calls(ALLOCATE)).toBe(3);
      expect(harness.count("ordered")).toBe(COUNT);
    });

    test("the answer to a batch of changes, or of releases, is lost: it is sent again, and nobody reads of it", async () => {
      const run = harness.process();
      const made = await createAll(run);
      for (const action of ["ModifyIp6AddressesBandwidth", "ReleaseIp6AddressesBandwidth"]) {
        harness.simulator.fault({ action, when: "after", do: { status: 500, body: "" }, times: 3 });
      }
      const inputs = (state: (typeof made)[0]) => ({ ...state.properties, bandwidth: 50 });
      await Promise.all(made.map((state) => run.update(state.id, state.properties, inputs(state), CALL)));
      expect(made.map((_, index) => published(address(index))?.bandwidth)).toEqual(made.map(() => 50));
      const call = (index: number) => ({ ...CALL, identity: `web-${index}` });
      await Promise.all(made.map((state, index) => run.delete(state.id, state.properties, call(index))));
      expect(harness.count("released")).toBe(COUNT);
    });

    test("reads that lag behind a batch: the id comes later, and only what bears the mark is taken", async () => {
      harness.simulator.pace({ readLagMs: 3_600_000 });
      const run = harness.process();
      const ends = await Promise.allSettled(
        [1, 2].map((index) =>
          run.create(harness.inputs({ ip6Address: address(index), tags: undefined }), {
            ...{ identity: `web-${index}`, timeouts: { create: 5 } },
          }),
        ),
      );
      harness.simulator.pace({ readLagMs: 0 });
      const [, second] = ends.map((end) => (end as PromiseRejectedResult).reason as PartialError);
      expect(second?.id).toBe(`ap-guangzhou/${address(2)}`);
      await harness.process().delete(second?.id ?? "", second?.properties ?? {}, { identity: "web-2" });
      expect(published(address(2))).toBeUndefined();
      await byHand(harness, ALLOCATE, { Ip6Addresses: [address(2)] });
      await harness.process().delete(second?.id ?? "", second?.properties ?? {}, { identity: "web-2" });
      expect(published(address(2))).toBeDefined();
    });

    test("two stacks at once on one account converge", async () => {
      const half = (run: ReturnType<ProviderHarness["process"]>, from: number) =>
        Array.from({ length: 20 }, (_, index) =>
          run.create(
            harness.inputs({ ip6Address: address(from + index), bandwidth: from + index + 1, tags: undefined }),
            { ...CALL, identity: `web-${from + index}` },
          ),
        );
      await Promise.all([...half(harness.process(), 0), ...half(harness.process(), 20)]);
      expect(harness.count("ordered")).toBe(40);
    });
  });
});
