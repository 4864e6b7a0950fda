import { status } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { failure, NUMBER_UNKNOWN, Peer, secret, UNKNOWN, urnOf } from "../../../tests/plugin/peer";
import { args, card, onCard, PluginHarness, web } from "../../../tests/plugin/plugin-harness";

let harness: PluginHarness;
beforeAll(async () => {
  harness = await PluginHarness.open();
});
afterAll(() => harness.close());
beforeEach(() => harness.reset());

describe("before any resource", () => {
  test("handshake, configure, info and schema", async () => {
    const hello = new proto.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1");
    const handshake = await harness.peer.ask<proto.ProviderHandshakeRequest, proto.ProviderHandshakeResponse>(
      harness.peer.client.handshake,
      hello,
    );
    expect(handshake.toObject()).toMatchObject({ acceptSecrets: true, acceptResources: false, acceptOutputs: false });
    expect((await harness.peer.configure({})).toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
    const info = await harness.peer.ask<Empty, PluginInfo>(harness.peer.client.getPluginInfo, new Empty());
    expect(info.getVersion()).toBe("1.2.3");
    const answer = await harness.peer.ask<proto.GetSchemaRequest, proto.GetSchemaResponse>(
      harness.peer.client.getSchema,
      new proto.GetSchemaRequest(),
    );
    expect(JSON.parse(answer.getSchema())).toMatchObject({ name: "ipv6", version: "1.2.3" });
  });

  test("what is not there says so, by name", async () => {
    const invoke = harness.peer.ask(
      harness.peer.client.invoke as never,
      new proto.InvokeRequest().setTok("ipv6:index:nothing"),
    );
    expect(await failure(invoke)).toEqual({
      code: status.UNIMPLEMENTED,
      message: "pulumi-ipv6 has no function ipv6:index:nothing",
    });
    const parameters = harness.peer.ask(harness.peer.client.parameterize as never, new proto.ParameterizeRequest());
    expect(await failure(parameters)).toMatchObject({ code: status.UNIMPLEMENTED, message: /no parameters/ });
    for (const method of [harness.peer.client.construct, harness.peer.client.getMapping]) {
      const request =
        method === harness.peer.client.construct ? new proto.ConstructRequest() : new proto.GetMappingRequest();
      expect(await failure(harness.peer.ask(method as never, request))).toMatchObject({ code: status.UNIMPLEMENTED });
    }
    expect(await failure(harness.peer.check(urnOf("nowhere:Thing"), {}))).toMatchObject({
      message: /knows no nowhere:Thing/,
    });
  });

  test("bad configuration is refused by name, all at once, without a value", async () => {
    const { reasons } = await harness.peer.checkConfig({
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
    expect((await harness.peer.checkConfig({ alibaba: "cn-hangzhou" })).reasons[0]).toMatch(/must be an object/);
    expect((await harness.peer.checkConfig({ alibaba: "[1]" })).reasons[0]).toMatch(/must be an object/);
  });

  test("configuration as text, as an object, unknown, with what the engine adds: let through, credentials marked", async () => {
    const given = { region: "r", accessKeyId: "i", accessKeySecret: "s" };
    const engine = { version: "1.0.0", pluginDownloadURL: "u" };
    expect(await harness.peer.checkConfig({ alibaba: given, ...engine })).toMatchObject({
      failures: [],
      inputs: { alibaba: { region: "r", accessKeyId: secret("i"), accessKeySecret: secret("s") }, ...engine },
    });
    const text = JSON.stringify(given);
    expect(await harness.peer.checkConfig({ alibaba: text })).toMatchObject({
      failures: [],
      inputs: { alibaba: secret(text) },
    });
    const plain = JSON.stringify({ region: "r" });
    expect(await harness.peer.checkConfig({ alibaba: plain })).toMatchObject({
      failures: [],
      inputs: { alibaba: plain },
    });
    for (const unknown of [{ alibaba: UNKNOWN }, { alibaba: { region: UNKNOWN } }, { refreshBeforeUpdate: UNKNOWN }])
      expect(await harness.peer.checkConfig(unknown)).toMatchObject({ failures: [], inputs: unknown });
  });

  test("a change of configuration replaces nothing", async () => {
    const diff = async (olds: object, news: object) => {
      const request = new proto.DiffRequest().setOlds(Struct.fromJavaScript(olds as never));
      const answer = await harness.peer.ask<proto.DiffRequest, proto.DiffResponse>(
        harness.peer.client.diffConfig,
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
    await harness.peer.configure({});
    const { failures } = await harness.peer.check(web, {
      ...args,
      bandwidth: 6000,
      internetChargeType: "x",
      nope: secret("planted"),
    });
    expect(failures.map(({ property }) => property).sort()).toEqual(
      ["", "bandwidth", "internetChargeType", "nope", "region"].sort(),
    );
    expect(JSON.stringify(failures)).not.toContain("planted");
    expect(harness.simulator.journal()).toEqual([]);
  });

  test("defaults, spelling, and a region that stays when the settings change", async () => {
    const { inputs } = await harness.peer.check(card, { ...onCard, ipv6Addresses: ["2001:DB8:A0:1::0100"] });
    expect(inputs).toEqual({
      networkInterfaceId: "eni-demo0004",
      ipv6Addresses: ["2001:db8:a0:1::100"],
      region: "cn-hangzhou",
    });
    expect((await harness.peer.check(web, { ipv6AddressId: "ipv6-1", bandwidth: 1 })).inputs.internetChargeType).toBe(
      "PayByBandwidth",
    );
    await harness.peer.configure({
      alibaba: JSON.stringify(harness.settings({ region: "cn-shanghai", accessKeySecret: "s" })),
    });
    expect((await harness.peer.check(card, onCard, inputs)).inputs.region).toBe("cn-hangzhou");
    expect((await harness.peer.check(card, onCard)).inputs.region).toBe("cn-shanghai");
  });

  test("what is not known yet passes, whatever its type; secrets stay secret", async () => {
    const news = { ipv6AddressId: UNKNOWN, bandwidth: NUMBER_UNKNOWN, internetChargeType: secret("PayByTraffic") };
    const { inputs, failures } = await harness.peer.check(web, news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      ipv6AddressId: UNKNOWN,
      bandwidth: UNKNOWN,
      internetChargeType: secret("PayByTraffic"),
    });
    const list = { ...onCard, ipv6Addresses: [secret("2001:db8::1"), UNKNOWN] };
    expect((await harness.peer.check(card, list)).inputs.ipv6Addresses).toEqual(secret(["2001:db8::1", UNKNOWN]));
  });

  test("the value of a secret is in no failure", async () => {
    const { reasons } = await harness.peer.check(web, { ...args, bandwidth: secret(98765), internetChargeType: "x" });
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
    expect(await harness.peer.diff(web, "id", state, { ...args, region: "cn-hangzhou" })).toEqual(same);
    expect(await harness.peer.diff(web, "id", state, { ...args, adopt: true, __identity: "x" })).toEqual(same);
    const news = { ...args, bandwidth: 20, internetChargeType: "PayByBandwidth", ipv6AddressId: UNKNOWN };
    const { internetChargeType: _, ...without } = state;
    expect(await harness.peer.diff(web, "id", without, news)).toMatchObject({
      changes: true,
      diffs: ["ipv6AddressId", "bandwidth", "internetChargeType"],
      replaces: ["ipv6AddressId", "internetChargeType"],
      detailed: { bandwidth: "UPDATE", internetChargeType: "ADD_REPLACE", ipv6AddressId: "UPDATE_REPLACE" },
    });
    expect(harness.simulator.journal()).toEqual([]);
  });
});

describe("preview", () => {
  test("create answers what is known and marks what the cloud decides, without a call", async () => {
    const { inputs } = await harness.peer.check(web, { ...args, ipv6AddressId: UNKNOWN, bandwidth: secret(10) });
    const { properties } = await harness.peer.create(web, inputs, { preview: true });
    expect(properties).toEqual({
      ...args,
      region: "cn-hangzhou",
      bandwidth: secret(10),
      ipv6AddressId: UNKNOWN,
      internetBandwidthId: UNKNOWN,
      ipv6Address: UNKNOWN,
      businessStatus: UNKNOWN,
      // What is secret is not told by its price.
      monthlyPrice: secret("0.123 USD per GB"),
    });
    expect(harness.simulator.journal()).toEqual([]);
  });

  test("update keeps what is known, member by member of lists that grow", async () => {
    await harness.peer.configure({ preflight: "off" });
    const state = {
      ...args,
      region: "r",
      internetBandwidthId: "b",
      ipv6Address: "a",
      businessStatus: "Normal",
      __entry: "1",
    };
    const changed = await harness.peer.update(
      web,
      "id",
      state,
      { ...args, bandwidth: 20, region: "r" },
      { preview: true },
    );
    expect(changed.properties).toEqual({ ...state, bandwidth: 20, monthlyPrice: "unknown: no price is known for r" });
    const held = {
      networkInterfaceId: "eni-1",
      ipv6AddressCount: 1,
      region: "r",
      addresses: ["a"],
      ipv6AddressIds: ["i"],
    };
    const more = { networkInterfaceId: "eni-1", ipv6AddressCount: 2, region: "r" };
    const grown = await harness.peer.update(card, "id", held, more, { preview: true });
    expect(grown.properties).toMatchObject({ addresses: ["a", UNKNOWN], ipv6AddressIds: ["i", UNKNOWN] });
    expect(grown.properties).toMatchObject({ address: "a", ipv6AddressId: "i" });
    const { ipv6AddressCount: _, ...at } = held;
    const first = async (ipv6Addresses: unknown) => {
      const news = { ...at, ipv6Addresses };
      const { properties } = await harness.peer.update(card, "id", { ...at, address: "a" }, news, { preview: true });
      return [properties.address, properties.ipv6AddressId];
    };
    // What may change is unknown, and what stays is known.
    expect(await first(["2001:db8::1", "a"])).toEqual(["2001:db8::1", UNKNOWN]);
    expect(await first(["a", "2001:db8::1"])).toEqual(["a", "i"]);
    expect(await first(UNKNOWN)).toEqual([UNKNOWN, UNKNOWN]);
    expect(harness.simulator.journal()).toEqual([]);
  });
});
