import { status } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { callAlibaba, type Simulator, startSimulator } from "../../../simulator";
import { failure, NUMBER_UNKNOWN, Peer, secret, UNKNOWN, urnOf } from "../../../tests/plugin/peer";

const web = urnOf("alibaba:Ipv6InternetBandwidth");
const card = urnOf("alibaba:NicIpv6Assignment");
const args = { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, internetChargeType: "PayByTraffic" };
const onCard = { networkInterfaceId: "eni-demo0004", ipv6Addresses: ["2001:db8:a0:1::100", "2001:db8:a0:1::101"] };

let simulator: Simulator;
let peer: Peer;
const settings = (more: object = {}) => ({
  region: "cn-hangzhou",
  endpoint: simulator.url,
  accessKeyId: "simulator-key",
  accessKeySecret: secret("simulator-secret"),
  ...more,
});
const events = () => simulator.ledger().map((entry) => entry.event);
const writes = () => simulator.journal().filter((call) => !call.action.startsWith("Describe"));
async function made(urn = web, given: Record<string, unknown> = args) {
  const { inputs, failures } = await peer.check(urn, given);
  expect(failures).toEqual([]);
  return { inputs, ...(await peer.create(urn, inputs)) };
}
const somebody = (action: string, params: Record<string, unknown>) => callAlibaba(simulator.url, action, params);

beforeAll(async () => {
  simulator = await startSimulator();
  peer = await Peer.start();
});
afterAll(async () => {
  peer.stop();
  await simulator.close();
});
beforeEach(async () => {
  simulator.reset();
  await peer.configure({ alibaba: settings() });
});

describe("before any resource", () => {
  test("handshake, configure, info and schema", async () => {
    const hello = new proto.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1");
    const handshake = await peer.ask<proto.ProviderHandshakeRequest, proto.ProviderHandshakeResponse>(
      peer.client.handshake,
      hello,
    );
    expect(handshake.toObject()).toMatchObject({ acceptSecrets: true, acceptResources: false, acceptOutputs: false });
    expect((await peer.configure({})).toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
    const info = await peer.ask<Empty, PluginInfo>(peer.client.getPluginInfo, new Empty());
    expect(info.getVersion()).toBe("1.2.3");
    const answer = await peer.ask<proto.GetSchemaRequest, proto.GetSchemaResponse>(
      peer.client.getSchema,
      new proto.GetSchemaRequest(),
    );
    expect(JSON.parse(answer.getSchema())).toMatchObject({ name: "ipv6", version: "1.2.3" });
  });

  test("what is not there says so, by name", async () => {
    const invoke = peer.ask(peer.client.invoke as never, new proto.InvokeRequest().setTok("ipv6:index:nothing"));
    expect(await failure(invoke)).toEqual({
      code: status.UNIMPLEMENTED,
      message: "pulumi-ipv6 has no function ipv6:index:nothing",
    });
    const parameters = peer.ask(peer.client.parameterize as never, new proto.ParameterizeRequest());
    expect(await failure(parameters)).toMatchObject({ code: status.UNIMPLEMENTED, message: /no parameters/ });
    for (const method of [peer.client.construct, peer.client.getMapping]) {
      const request = method === peer.client.construct ? new proto.ConstructRequest() : new proto.GetMappingRequest();
      expect(await failure(peer.ask(method as never, request))).toMatchObject({ code: status.UNIMPLEMENTED });
    }
    expect(await failure(peer.check(urnOf("nowhere:Thing"), {}))).toMatchObject({ message: /knows no nowhere:Thing/ });
  });

  test("bad configuration is refused by name, all at once, without a value", async () => {
    const { reasons } = await peer.checkConfig({
      alibaba: { regionn: "planted-value", region: 5, endpoint: "planted-value" },
      alibabba: {},
      refreshBeforeUpdate: "perhaps",
    });
    expect(reasons).toEqual([
      expect.stringMatching(/^ipv6:alibaba\.regionn: no such input \(there are region, accessKeyId/),
      expect.stringMatching(/^ipv6:alibaba\.region: must be text/),
      expect.stringMatching(/^ipv6:alibaba\.endpoint: must be a URL/),
      expect.stringMatching(/^ipv6:alibabba: no such setting \(there are alibaba/),
      "ipv6:refreshBeforeUpdate: must be true or false",
    ]);
    expect(reasons.join()).not.toContain("planted-value");
    expect((await peer.checkConfig({ alibaba: "cn-hangzhou" })).reasons[0]).toMatch(/must be an object/);
    expect((await peer.checkConfig({ alibaba: "[1]" })).reasons[0]).toMatch(/must be an object/);
  });

  test("configuration as text, as an object, unknown, with what the engine adds: let through, credentials marked", async () => {
    const given = { region: "r", accessKeySecret: "s" };
    const engine = { version: "1.0.0", pluginDownloadURL: "u" };
    expect(await peer.checkConfig({ alibaba: given, ...engine })).toMatchObject({
      failures: [],
      inputs: { alibaba: { region: "r", accessKeySecret: secret("s") }, ...engine },
    });
    const text = JSON.stringify(given);
    expect(await peer.checkConfig({ alibaba: text })).toMatchObject({
      failures: [],
      inputs: { alibaba: secret(text) },
    });
    const plain = JSON.stringify({ region: "r" });
    expect(await peer.checkConfig({ alibaba: plain })).toMatchObject({ failures: [], inputs: { alibaba: plain } });
    for (const unknown of [{ alibaba: UNKNOWN }, { alibaba: { region: UNKNOWN } }, { refreshBeforeUpdate: UNKNOWN }])
      expect(await peer.checkConfig(unknown)).toMatchObject({ failures: [], inputs: unknown });
  });

  test("a change of configuration replaces nothing", async () => {
    const diff = async (olds: object, news: object) => {
      const request = new proto.DiffRequest().setOlds(Struct.fromJavaScript(olds as never));
      const answer = await peer.ask<proto.DiffRequest, proto.DiffResponse>(
        peer.client.diffConfig,
        request.setNews(Struct.fromJavaScript(news as never)),
      );
      return [answer.getDiffsList(), answer.getReplacesList(), answer.getDeletebeforereplace()];
    };
    expect(await diff({ alibaba: { region: "a" } }, { alibaba: { region: "b" } })).toEqual([["alibaba"], [], false]);
    expect(await diff({ alibaba: '{"region":"a"}' }, { alibaba: { region: "a" } })).toEqual([[], [], false]);
    expect(await diff({}, { alibaba: UNKNOWN })).toEqual([["alibaba"], [], false]);
  });
});

describe("check", () => {
  test("every mistake at once, missing credentials and region too; a cloud that is not used may lack all", async () => {
    await peer.configure({});
    const { failures } = await peer.check(web, { ...args, bandwidth: 6000, internetChargeType: "x", nope: "planted" });
    expect(failures.map(({ property }) => property).sort()).toEqual(
      ["accessKeyId", "accessKeySecret", "bandwidth", "internetChargeType", "nope", "region"].sort(),
    );
    expect(JSON.stringify(failures)).not.toContain("planted");
    expect(simulator.journal()).toEqual([]);
  });

  test("defaults, spelling, and a region that stays when the settings change", async () => {
    const { inputs } = await peer.check(card, { ...onCard, ipv6Addresses: ["2001:DB8:A0:1::0100"] });
    expect(inputs).toEqual({
      networkInterfaceId: "eni-demo0004",
      ipv6Addresses: ["2001:db8:a0:1::100"],
      region: "cn-hangzhou",
    });
    expect((await peer.check(web, { ipv6AddressId: "ipv6-1", bandwidth: 1 })).inputs.internetChargeType).toBe(
      "PayByBandwidth",
    );
    await peer.configure({ alibaba: JSON.stringify(settings({ region: "cn-shanghai", accessKeySecret: "s" })) });
    expect((await peer.check(card, onCard, inputs)).inputs.region).toBe("cn-hangzhou");
    expect((await peer.check(card, onCard)).inputs.region).toBe("cn-shanghai");
  });

  test("what is not known yet passes, whatever its type; secrets stay secret", async () => {
    const news = { ipv6AddressId: UNKNOWN, bandwidth: NUMBER_UNKNOWN, internetChargeType: secret("PayByTraffic") };
    const { inputs, failures } = await peer.check(web, news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      ipv6AddressId: UNKNOWN,
      bandwidth: UNKNOWN,
      internetChargeType: secret("PayByTraffic"),
    });
    const list = { ...onCard, ipv6Addresses: [secret("2001:db8::1"), UNKNOWN] };
    expect((await peer.check(card, list)).inputs.ipv6Addresses).toEqual(secret(["2001:db8::1", UNKNOWN]));
  });

  test("the value of a secret is in no failure", async () => {
    const { reasons } = await peer.check(web, { ...args, bandwidth: secret(98765), internetChargeType: "x" });
    expect(reasons).toEqual([
      expect.stringMatching(/^bandwidth: must be .* on Alibaba Cloud$/),
      expect.stringMatching(/got "x"$/),
    ]);
  });

  test("the environment fills in what the configuration leaves out, and nothing of it is in the inputs", async () => {
    const other = await Peer.start({
      ALICLOUD_ACCESS_KEY: "a",
      ALICLOUD_SECRET_KEY: "b",
      ALIBABA_CLOUD_REGION: "cn-beijing",
    });
    const { inputs, failures } = await other.check(web, args);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...args, region: "cn-beijing" });
    other.stop();
  });
});

describe("diff", () => {
  const state = { ...args, region: "cn-hangzhou", businessStatus: "Normal", __entry: "1", __provider: "code" };
  test("each field with its kind, top-level names, and always delete first", async () => {
    const same = { changes: false, diffs: [], replaces: [], deleteFirst: true, hasDetailed: true, detailed: {} };
    expect(await peer.diff(web, "id", state, { ...args, region: "cn-hangzhou" })).toEqual(same);
    expect(await peer.diff(web, "id", state, { ...args, adopt: true, __identity: "x" })).toEqual(same);
    const news = { ...args, bandwidth: 20, internetChargeType: "PayByBandwidth", ipv6AddressId: UNKNOWN };
    const { internetChargeType: _, ...without } = state;
    expect(await peer.diff(web, "id", without, news)).toMatchObject({
      changes: true,
      diffs: ["ipv6AddressId", "bandwidth", "internetChargeType"],
      replaces: ["ipv6AddressId", "internetChargeType"],
      detailed: { bandwidth: "UPDATE", internetChargeType: "ADD_REPLACE", ipv6AddressId: "UPDATE_REPLACE" },
    });
    expect(simulator.journal()).toEqual([]);
  });
});

describe("preview", () => {
  test("create answers what is known and marks what the cloud decides, without a call", async () => {
    const { inputs } = await peer.check(web, { ...args, ipv6AddressId: UNKNOWN, bandwidth: secret(10) });
    const { properties } = await peer.create(web, inputs, { preview: true });
    expect(properties).toEqual({
      ...args,
      region: "cn-hangzhou",
      bandwidth: secret(10),
      ipv6AddressId: UNKNOWN,
      internetBandwidthId: UNKNOWN,
      ipv6Address: UNKNOWN,
      businessStatus: UNKNOWN,
    });
    expect(simulator.journal()).toEqual([]);
  });

  test("update keeps ids, and marks lists that grow or shrink", async () => {
    const state = {
      ...args,
      region: "r",
      internetBandwidthId: "b",
      ipv6Address: "a",
      businessStatus: "Normal",
      __entry: "1",
    };
    const changed = await peer.update(web, "id", state, { ...args, bandwidth: 20, region: "r" }, { preview: true });
    expect(changed.properties).toEqual({ ...state, bandwidth: 20 });
    const held = {
      networkInterfaceId: "eni-1",
      ipv6AddressCount: 1,
      region: "r",
      addresses: ["a"],
      ipv6AddressIds: ["i"],
    };
    const more = { networkInterfaceId: "eni-1", ipv6AddressCount: 2, region: "r" };
    const grown = await peer.update(card, "id", held, more, { preview: true });
    expect(grown.properties).toMatchObject({ addresses: UNKNOWN, ipv6AddressIds: UNKNOWN });
    expect(simulator.journal()).toEqual([]);
  });
});

describe("the life of a resource", () => {
  test("create, refresh, update, delete; secrets stay secret; each says to look before the next plan", async () => {
    const { id, inputs, properties, refreshBeforeUpdate } = await made(web, { ...args, bandwidth: secret(10) });
    expect(refreshBeforeUpdate).toBe(true);
    expect(id).toMatch(/^cn-hangzhou\/ipv6-demo0001\/ipv6bw-/);
    expect(properties).toMatchObject({
      ...inputs,
      bandwidth: secret(10),
      businessStatus: "Normal",
      __entry: expect.any(String),
    });
    expect(await peer.read(web, id, properties, inputs)).toEqual({ id, properties, inputs });
    expect((await peer.diff(web, id, properties, inputs)).changes).toBe(false);
    const changed = await peer.update(web, id, properties, { ...inputs, bandwidth: 20 });
    expect(changed).toMatchObject({ refreshBeforeUpdate: true, properties: { ...properties, bandwidth: 20 } });
    await peer.delete(web, id, changed.properties);
    expect(await peer.read(web, id, changed.properties, inputs)).toEqual({ id: "", properties: {}, inputs: {} });
    expect(events()).toEqual(["ordered", "changed", "released"]);
  }, 20_000);

  test("drift is in the properties and in the inputs of a refresh, and diff is pure the other way round too", async () => {
    const { id, inputs, properties } = await made();
    await somebody("ModifyIpv6InternetBandwidth", {
      Ipv6InternetBandwidthId: properties.internetBandwidthId,
      Bandwidth: 33,
    });
    const seen = await peer.read(web, id, properties, inputs);
    expect(seen).toEqual({ id, properties: { ...properties, bandwidth: 33 }, inputs: { ...inputs, bandwidth: 33 } });
    expect((await peer.diff(web, id, seen.properties, inputs)).detailed).toEqual({ bandwidth: "UPDATE" });
  });

  test("with refreshBeforeUpdate: false nothing asks for it", async () => {
    await peer.configure({ alibaba: settings(), refreshBeforeUpdate: "false" });
    expect((await made()).refreshBeforeUpdate).toBe(false);
  });

  test("reads of one moment are few calls", async () => {
    const one = await made();
    const two = await made(urnOf("alibaba:Ipv6InternetBandwidth", "two"), { ...args, ipv6AddressId: "ipv6-demo0003" });
    const before = simulator.journal().length;
    await Promise.all([one, two, one, two].map(({ id, properties, inputs }) => peer.read(web, id, properties, inputs)));
    expect(simulator.journal()).toHaveLength(before + 1);
  });

  test("two accounts in two processes, each by its own configuration", async () => {
    const other = await Peer.start();
    await other.configure({ alibaba: settings({ accessKeySecret: "wrong" }) });
    const { inputs } = await other.check(web, args);
    expect(await failure(other.create(web, inputs))).toMatchObject({ message: /SignatureDoesNotMatch/ });
    await made();
    other.stop();
  });
});

describe("import and look-up", () => {
  const inputsOf = { ...args, region: "cn-hangzhou" };
  test.each(["cn-hangzhou/ipv6-demo0001/ID", "cn-hangzhou/ipv6-demo0001"])("a bandwidth by %s", async (form) => {
    const { id, properties } = await made();
    const found = await peer.read(web, form.replace("ID", String(properties.internetBandwidthId)));
    const { __entry: _, ...visible } = properties;
    expect(found).toEqual({ id, properties: { ...visible, __entry: expect.any(String) }, inputs: inputsOf });
    expect(await peer.check(web, found.inputs, found.inputs)).toEqual({
      inputs: found.inputs,
      failures: [],
      reasons: [],
    });
    expect((await peer.diff(web, found.id, found.properties, args)).changes).toBe(false);
  });

  test.each(["cn-hangzhou/eni-demo0004/2001:db8:a0:1::100,2001:db8:a0:1::101", "cn-hangzhou/eni-demo0004"])(
    "addresses by %s: of what excludes each other one is declared, and the other may be",
    async (form) => {
      const { id, inputs } = await made(card, onCard);
      const found = await peer.read(card, form);
      expect(found).toMatchObject({ id, inputs });
      expect((await peer.check(card, found.inputs, found.inputs)).failures).toEqual([]);
      expect((await peer.diff(card, id, found.properties, found.inputs)).changes).toBe(false);
      const byNumber = { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 };
      expect((await peer.diff(card, id, found.properties, byNumber)).changes).toBe(false);
      const again = await peer.read(card, id, found.properties, found.inputs);
      expect(again).toEqual(found);
    },
  );

  test("what was given to a look-up is no state", async () => {
    const { id } = await made();
    expect((await peer.read(web, id, {}, {})).inputs).toEqual(inputsOf);
    expect((await peer.read(web, id, { region: "cn-hangzhou" }, { region: "cn-hangzhou" })).inputs).toEqual(inputsOf);
  });

  test("nothing there is an empty id; a bad id names the forms; missing credentials are named", async () => {
    expect((await peer.read(web, "cn-hangzhou/ipv6-demo0003")).id).toBe("");
    expect(await failure(peer.read(web, "ipv6-demo0003"))).toMatchObject({ message: /<region>\/<ipv6AddressId>/ });
    await peer.configure({ alibaba: { region: "cn-hangzhou" } });
    const { message } = await failure(peer.read(web, "cn-hangzhou/ipv6-demo0001"));
    expect(message).toMatch(/accessKeyId: is required.*accessKeySecret: is required/s);
  }, 20_000);
});

describe("what ends badly", () => {
  test("after the order a failure is partial state, and update goes on from it", async () => {
    simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
    const { inputs } = await peer.check(web, { ...args, bandwidth: secret(10) });
    const failed = await failure(peer.create(web, inputs));
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
    simulator.clearFaults();
    const done = await peer.update(web, failed.id ?? "", failed.properties ?? {}, inputs);
    expect(done.properties).toMatchObject({ ipv6Address: "2001:db8:a0:1::1", __entry: failed.properties?.__entry });
    expect(events()).toEqual(["ordered"]);
  });

  test("a read of what does not come to rest is partial state too", async () => {
    const { id, inputs, properties } = await made();
    simulator.reset();
    await somebody("AllocateIpv6InternetBandwidth", {
      Ipv6AddressId: "ipv6-demo0001",
      Bandwidth: 10,
      InternetChargeType: "PayByTraffic",
    });
    const at = simulator.ledger()[0]?.id ?? "";
    const pending = (simulator.state().alibaba as { ipv6Addresses: Record<string, unknown>[] }).ipv6Addresses;
    expect(pending.length).toBeGreaterThan(0);
    simulator.fault({
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
    const failed = await failure(peer.read(web, same, state, inputs, 1));
    expect(failed).toMatchObject({
      id: same,
      properties: { ...state, bandwidth: 11 },
      inputs: { ...inputs, bandwidth: 11 },
      reasons: [expect.stringMatching(/waited .* Pending/)],
    });
  });

  test("plain refusals are words, with no stack and nothing to keep", async () => {
    const failed = await failure(
      peer.create(web, (await peer.check(web, { ...args, ipv6AddressId: "ipv6-byhand" })).inputs),
    );
    expect(failed).toEqual({ code: status.UNKNOWN, message: expect.stringMatching(/place is taken by .*adopt: true/) });
    expect(failed.message).not.toMatch(/\bat .*\.ts/);
  });

  test("Cancel ends a wait at once, with what there is; nothing begins after it; the next run is not touched by it", async () => {
    simulator.pace({ readLagMs: 3_600_000 });
    const { inputs } = await peer.check(web, args);
    const create = failure(peer.create(web, inputs));
    while (events().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const began = Date.now();
    await peer.cancel();
    const failed = await create;
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(failed).toMatchObject({
      id: expect.stringContaining("ipv6bw-"),
      reasons: [expect.stringContaining("cancelled")],
    });
    const before = writes().length;
    expect(await failure(peer.create(card, (await peer.check(card, onCard)).inputs))).toMatchObject({
      message: /cancelled/,
    });
    expect(await failure(peer.delete(web, failed.id ?? "", failed.properties ?? {}))).toMatchObject({
      message: /cancelled/,
    });
    expect(writes()).toHaveLength(before);

    simulator.pace({ readLagMs: 0 });
    await peer.configure({ alibaba: settings() });
    await peer.update(web, failed.id ?? "", failed.properties ?? {}, inputs);
    expect(events()).toEqual(["ordered"]);
  });

  test("customTimeouts are kept, and the end of the time says what was seen", async () => {
    simulator.pace({ readLagMs: 3_600_000 });
    const began = Date.now();
    const failed = await failure(peer.create(web, (await peer.check(web, args)).inputs, { timeout: 1 }));
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(failed.reasons).toEqual([expect.stringMatching(/waited .* not to be seen .* customTimeouts/)]);
  });
});

describe("two entries of one object", () => {
  test("a replacement that is forced keeps the object, in this run and in the next, and delete first replaces it", async () => {
    const old = await made();
    await peer.configure({ alibaba: settings() });
    const next = await made();
    expect(next.id).toBe(old.id);
    await peer.delete(web, old.id, old.properties);
    expect(events()).toEqual(["ordered"]);

    // The run failed before that delete: the next one knows what the program holds by its diff.
    await peer.configure({ alibaba: settings() });
    await peer.diff(web, next.id, next.properties, next.inputs);
    await peer.delete(web, old.id, old.properties);
    expect(events()).toEqual(["ordered"]);
    await peer.delete(web, next.id, next.properties);
    expect(events()).toEqual(["ordered", "released"]);
    expect((await made()).id).not.toBe(old.id);
    expect(events()).toEqual(["ordered", "released", "ordered"]);
  }, 30_000);

  test("what is adopted under a new name is not deleted under the old one", async () => {
    const old = await made();
    const site = urnOf("alibaba:Ipv6InternetBandwidth", "site");
    const adopted = await made(site, { ...args, adopt: true });
    expect(adopted.id).toBe(old.id);
    await peer.delete(web, old.id, old.properties);
    expect(events()).toEqual(["ordered"]);
    await peer.delete(site, adopted.id, adopted.properties);
    expect(events()).toEqual(["ordered", "released"]);
  });

  test("a stack that comes from the dynamic door goes on as it was", async () => {
    const { id, inputs, properties } = await made();
    const { __entry: _, ...visible } = properties;
    const hidden = { __provider: "code", __identity: "acme/project/stack::x", __timeouts: { create: 3 } };
    const state = { ...visible, ...hidden };
    expect((await peer.check(web, args, { ...inputs, ...hidden })).inputs).toEqual(inputs);
    expect((await peer.diff(web, id, state, inputs)).changes).toBe(false);
    expect(await peer.read(web, id, state, { ...inputs, ...hidden })).toEqual({ id, properties: state, inputs });
    const changed = await peer.update(web, id, state, { ...inputs, bandwidth: 20 });
    expect(changed.properties).toEqual({ ...visible, bandwidth: 20, __entry: expect.any(String) });
    await peer.delete(web, id, changed.properties);
    expect(events()).toEqual(["ordered", "changed", "released"]);
  });
});
