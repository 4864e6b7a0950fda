import { status } from "@grpc/grpc-js";
import { failure, Peer, secret, urnOf } from "../../../tests/plugin/peer";
import { args, card, onCard, PluginHarness, web } from "../../../tests/plugin/plugin-harness";

let harness: PluginHarness;
beforeAll(async () => {
  harness = await PluginHarness.open();
});
afterAll(() => harness.close());
beforeEach(() => harness.reset());

describe("the life of a resource", () => {
  test("state of another version has no price, or another: a look leaves it so, a change and drift do not", async () => {
    const { id, inputs, properties } = await harness.made(web, args);
    expect(properties.monthlyPrice).toBe("0.123 USD per GB");
    const { monthlyPrice: _, ...older } = properties;
    expect((await harness.peer.read(web, id, older, inputs)).properties).toEqual(older);
    const dearer = { ...older, monthlyPrice: "1.00 USD per GB" };
    expect((await harness.peer.read(web, id, dearer, inputs)).properties).toEqual(dearer);
    const drifted = { ...dearer, bandwidth: 5 };
    expect((await harness.peer.read(web, id, drifted, inputs)).properties).toEqual(properties);
    expect((await harness.peer.diff(web, id, older, inputs)).changes).toBe(false);
    const news = { ...inputs, bandwidth: 20 };
    const changed = await harness.peer.update(web, id, older, news);
    expect(changed.properties).toEqual({ ...properties, bandwidth: 20 });
    await harness.peer.delete(web, id, changed.properties);
  }, 20_000);

  test("create, refresh, update, delete; secrets stay secret; each says to look before the next plan", async () => {
    const { id, inputs, properties, refreshBeforeUpdate } = await harness.made(web, { ...args, bandwidth: secret(10) });
    expect(refreshBeforeUpdate).toBe(true);
    expect(id).toMatch(/^cn-hangzhou\/ipv6-demo0001\/ipv6bw-/);
    expect(properties).toMatchObject({
      ...inputs,
      bandwidth: secret(10),
      businessStatus: "Normal",
      __entry: expect.any(String),
    });
    expect(await harness.peer.read(web, id, properties, inputs)).toEqual({ id, properties, inputs });
    expect((await harness.peer.diff(web, id, properties, inputs)).changes).toBe(false);
    const changed = await harness.peer.update(web, id, properties, { ...inputs, bandwidth: 20 });
    const { monthlyPrice, ...same } = properties;
    expect(monthlyPrice).toEqual(secret("0.123 USD per GB"));
    expect(changed).toMatchObject({ refreshBeforeUpdate: true, properties: { ...same, bandwidth: 20 } });
    await harness.peer.delete(web, id, changed.properties);
    expect(await harness.peer.read(web, id, changed.properties, inputs)).toEqual({
      id: "",
      properties: {},
      inputs: {},
    });
    expect(harness.events()).toEqual(["ordered", "changed", "released"]);
  }, 20_000);

  test("drift is in the properties and in the inputs of a refresh, and diff is pure the other way round too", async () => {
    const { id, inputs, properties } = await harness.made();
    await harness.somebody("ModifyIpv6InternetBandwidth", {
      Ipv6InternetBandwidthId: properties.internetBandwidthId,
      Bandwidth: 33,
    });
    const seen = await harness.peer.read(web, id, properties, inputs);
    expect(seen).toEqual({ id, properties: { ...properties, bandwidth: 33 }, inputs: { ...inputs, bandwidth: 33 } });
    expect((await harness.peer.diff(web, id, seen.properties, inputs)).detailed).toEqual({ bandwidth: "UPDATE" });
  });

  test("with refreshBeforeUpdate: false nothing asks for it", async () => {
    await harness.peer.configure({ alibaba: harness.settings(), refreshBeforeUpdate: "false" });
    expect((await harness.made()).refreshBeforeUpdate).toBe(false);
  });

  test("reads of one moment are few calls", async () => {
    const one = await harness.made();
    const two = await harness.made(urnOf("alibaba:Ipv6InternetBandwidth", "two"), {
      ...args,
      ipv6AddressId: "ipv6-demo0003",
    });
    const before = harness.simulator.journal().length;
    await Promise.all(
      [one, two, one, two].map(({ id, properties, inputs }) => harness.peer.read(web, id, properties, inputs)),
    );
    expect(harness.simulator.journal()).toHaveLength(before + 1);
  });

  test("two accounts in two processes, each by its own configuration", async () => {
    const other = await Peer.start();
    await other.configure({ alibaba: harness.settings({ accessKeySecret: "wrong" }) });
    const { inputs } = await other.check(web, args);
    expect(await failure(other.create(web, inputs))).toMatchObject({ message: /SignatureDoesNotMatch/ });
    await harness.made();
    other.stop();
  });
});

describe("import and look-up", () => {
  const inputsOf = { ...args, region: "cn-hangzhou" };
  test.each(["cn-hangzhou/ipv6-demo0001/ID", "cn-hangzhou/ipv6-demo0001"])("a bandwidth by %s", async (form) => {
    const { id, properties } = await harness.made();
    const found = await harness.peer.read(web, form.replace("ID", String(properties.internetBandwidthId)));
    const { __entry: _, ...visible } = properties;
    expect(found).toEqual({ id, properties: { ...visible, __entry: expect.any(String) }, inputs: inputsOf });
    expect(await harness.peer.check(web, found.inputs, found.inputs)).toEqual({
      inputs: found.inputs,
      failures: [],
      reasons: [],
    });
    expect((await harness.peer.diff(web, found.id, found.properties, args)).changes).toBe(false);
  });

  test.each(["cn-hangzhou/eni-demo0004/2001:db8:a0:1::100,2001:db8:a0:1::101", "cn-hangzhou/eni-demo0004"])(
    "addresses by %s: of what excludes each other one is declared, and the other may be",
    async (form) => {
      const { id, inputs } = await harness.made(card, onCard);
      const found = await harness.peer.read(card, form);
      expect(found).toMatchObject({ id, inputs });
      expect((await harness.peer.check(card, found.inputs, found.inputs)).failures).toEqual([]);
      expect((await harness.peer.diff(card, id, found.properties, found.inputs)).changes).toBe(false);
      const byNumber = { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 };
      expect((await harness.peer.diff(card, id, found.properties, byNumber)).changes).toBe(false);
      const again = await harness.peer.read(card, id, found.properties, found.inputs);
      expect(again).toEqual(found);
    },
  );

  test("what was given to a look-up is no state", async () => {
    const { id } = await harness.made();
    expect((await harness.peer.read(web, id, {}, {})).inputs).toEqual(inputsOf);
    expect((await harness.peer.read(web, id, { region: "cn-hangzhou" }, { region: "cn-hangzhou" })).inputs).toEqual(
      inputsOf,
    );
  });

  test("nothing there is an empty id; a bad id names the forms; missing credentials are named", async () => {
    expect((await harness.peer.read(web, "cn-hangzhou/ipv6-demo0003")).id).toBe("");
    expect(await failure(harness.peer.read(web, "ipv6-demo0003"))).toMatchObject({
      message: /<region>\/<ipv6AddressId>/,
    });
    await harness.peer.configure({ alibaba: { region: "cn-hangzhou" } });
    const { message } = await failure(harness.peer.read(web, "cn-hangzhou/ipv6-demo0001"));
    expect(message).toContain(
      "no credentials to sign calls to Alibaba Cloud. Looked for, in this order: 1. environment",
    );
  }, 20_000);
});

describe("what ends badly", () => {
  test("after the order a failure is partial state, and update goes on from it", async () => {
    harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
    const { inputs } = await harness.peer.check(web, { ...args, bandwidth: secret(10) });
    const failed = await failure(harness.peer.create(web, inputs));
    expect(failed).toMatchObject({
      id: expect.stringMatching(/^cn-hangzhou\/ipv6-demo0001\/ipv6bw-/),
      properties: {
        ...inputs,
        bandwidth: secret(10),
        internetBandwidthId: expect.any(String),
        __entry: expect.any(String),
      },
      reasons: [expect.stringContaining("Forbidden.RAM")],
      refreshBeforeUpdate: true,
    });
    harness.simulator.clearFaults();
    const done = await harness.peer.update(web, failed.id ?? "", failed.properties ?? {}, inputs);
    expect(done.properties).toMatchObject({ ipv6Address: "2001:db8:a0:1::1", __entry: failed.properties?.__entry });
    expect(harness.events()).toEqual(["ordered"]);
  });

  test("a read of what does not come to rest is partial state too", async () => {
    const { id, inputs, properties } = await harness.made();
    harness.simulator.reset();
    await harness.somebody("AllocateIpv6InternetBandwidth", {
      Ipv6AddressId: "ipv6-demo0001",
      Bandwidth: 10,
      InternetChargeType: "PayByTraffic",
    });
    const at = harness.simulator.ledger()[0]?.id ?? "";
    const pending = (harness.simulator.state().alibaba as { ipv6Addresses: Record<string, unknown>[] }).ipv6Addresses;
    expect(pending.length).toBeGreaterThan(0);
    harness.simulator.fault({
      action: "DescribeIpv6Addresses",
      times: -1,
      do: {
        status: 200,
        body: JSON.stringify({
          RequestId: "R",
          TotalCount: 1,
          Ipv6Addresses: {
            Ipv6Address: [
              {
                Ipv6AddressId: "ipv6-demo0001",
                Ipv6Address: "2001:db8:a0:1::1",
                Status: "Pending",
                Ipv6InternetBandwidth: {
                  Ipv6InternetBandwidthId: at,
                  Bandwidth: 11,
                  InternetChargeType: "PayByTraffic",
                  BusinessStatus: "Normal",
                },
              },
            ],
          },
        }),
      },
    });
    const state = { ...properties, internetBandwidthId: at };
    const same = id.replace(/[^/]+$/, at);
    const failed = await failure(harness.peer.read(web, same, state, inputs, 1));
    expect(failed).toMatchObject({
      id: same,
      properties: { ...state, bandwidth: 11 },
      inputs: { ...inputs, bandwidth: 11 },
      reasons: [expect.stringMatching(/waited .* Pending/)],
    });
  });

  test("plain refusals are words, with no stack and nothing to keep", async () => {
    const failed = await failure(
      harness.peer.create(web, (await harness.peer.check(web, { ...args, ipv6AddressId: "ipv6-byhand" })).inputs),
    );
    expect(failed).toEqual({ code: status.UNKNOWN, message: expect.stringMatching(/place is taken by .*adopt: true/) });
    expect(failed.message).not.toMatch(/\bat .*\.ts/);
  });

  test("Cancel ends a wait at once, with what there is; nothing begins after it; the next run is not touched by it", async () => {
    harness.simulator.pace({ readLagMs: 3_600_000 });
    const { inputs } = await harness.peer.check(web, args);
    const create = failure(harness.peer.create(web, inputs));
    while (harness.events().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const began = Date.now();
    await harness.peer.cancel();
    const failed = await create;
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(failed).toMatchObject({
      id: expect.stringContaining("ipv6bw-"),
      reasons: [expect.stringContaining("cancelled")],
    });
    const before = harness.writes();
    expect(await failure(harness.peer.create(card, (await harness.peer.check(card, onCard)).inputs))).toMatchObject({
      message: /cancelled/,
    });
    expect(await failure(harness.peer.delete(web, failed.id ?? "", failed.properties ?? {}))).toMatchObject({
      message: /cancelled/,
    });
    expect(harness.writes()).toBe(before);

    harness.simulator.pace({ readLagMs: 0 });
    await harness.newRun();
    await harness.peer.update(web, failed.id ?? "", failed.properties ?? {}, inputs);
    expect(harness.events()).toEqual(["ordered"]);
  });

  test("customTimeouts are kept, and the end of the time says what was seen", async () => {
    harness.simulator.pace({ readLagMs: 3_600_000 });
    const began = Date.now();
    const failed = await failure(
      harness.peer.create(web, (await harness.peer.check(web, args)).inputs, { timeout: 1 }),
    );
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(failed.reasons).toEqual([expect.stringMatching(/waited .* not to be seen .* customTimeouts/)]);
  });
});

describe("two entries of one object", () => {
  test("a replacement that is forced keeps the object, in this run and in the next, and delete first replaces it", async () => {
    const old = await harness.made();
    await harness.newRun();
    const next = await harness.made();
    expect(next.id).toBe(old.id);
    await harness.peer.delete(web, old.id, old.properties);
    expect(harness.events()).toEqual(["ordered"]);

    // The run failed before that delete: the next one knows what the program holds by its diff.
    await harness.newRun();
    await harness.peer.diff(web, next.id, next.properties, next.inputs);
    await harness.peer.delete(web, old.id, old.properties);
    expect(harness.events()).toEqual(["ordered"]);
    await harness.peer.delete(web, next.id, next.properties);
    expect(harness.events()).toEqual(["ordered", "released"]);
    expect((await harness.made()).id).not.toBe(old.id);
    expect(harness.events()).toEqual(["ordered", "released", "ordered"]);
  }, 30_000);

  test("what is adopted under a new name is not deleted under the old one", async () => {
    const old = await harness.made();
    const site = urnOf("alibaba:Ipv6InternetBandwidth", "site");
    const adopted = await harness.made(site, { ...args, adopt: true });
    expect(adopted.id).toBe(old.id);
    await harness.peer.delete(web, old.id, old.properties);
    expect(harness.events()).toEqual(["ordered"]);
    await harness.newRun();
    await harness.peer.delete(site, adopted.id, adopted.properties);
    expect(harness.events()).toEqual(["ordered", "released"]);
  });

  test("a stack that comes from the dynamic door goes on as it was", async () => {
    const { id, inputs, properties } = await harness.made();
    const hidden = { __provider: "code", __identity: "project/stack::x", __timeouts: { create: 3 } };
    const state = { ...properties, ...hidden };
    expect((await harness.peer.check(web, args, { ...inputs, ...hidden })).inputs).toEqual(inputs);
    expect((await harness.peer.diff(web, id, state, inputs)).changes).toBe(false);
    expect(await harness.peer.read(web, id, state, { ...inputs, ...hidden })).toEqual({
      id,
      properties: state,
      inputs,
    });
    const changed = await harness.peer.update(web, id, state, { ...inputs, bandwidth: 20 });
    expect(changed.properties).toEqual({ ...properties, bandwidth: 20 });
    await harness.peer.delete(web, id, changed.properties);
    expect(harness.events()).toEqual(["ordered", "changed", "released"]);
  });
});
