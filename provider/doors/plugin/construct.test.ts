import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import {
  ConfigureRequest,
  type ConfigureResponse,
  ConstructRequest,
  type ConstructResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { dependencies, FakeMonitor, plain } from "../../../tests/plugin/monitor";
import { failure, NUMBER_UNKNOWN, Peer, secret, UNKNOWN } from "../../../tests/plugin/peer";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const given = { cloud: "alibaba", networkInterfaceId: "eni-demo0004", bandwidth: 10 };
const ANSWERS = {
  NicIpv6Assignment: { addresses: ["2001:db8::1"], ipv6AddressIds: ["ipv6-1"] },
  Ipv6InternetBandwidth: { ipv6Address: "2001:db8::1", internetBandwidthId: "ipv6bw-1" },
};
const ASSIGNMENT = "urn:NicIpv6Assignment::web";
const BANDWIDTH = "urn:Ipv6InternetBandwidth::web";

let monitor: FakeMonitor;
let peer: Peer;

beforeAll(async () => {
  monitor = await FakeMonitor.start();
  peer = await Peer.start();
});
afterAll(() => {
  peer.stop();
  monitor.stop();
});
beforeEach(() => {
  monitor.reset();
  monitor.answers = ANSWERS;
});

const request = (inputs: object = given, type = "ipv6:index:PublicIpv6") =>
  new ConstructRequest()
    .setType(type)
    .setName("web")
    .setParent("urn:stack")
    .setMonitorendpoint(monitor.address)
    .setInputs(Struct.fromJavaScript(inputs as never));
async function construct(query = request()) {
  const answer = await peer.ask<ConstructRequest, ConstructResponse>(peer.client.construct, query);
  const map = answer.getStatedependenciesMap();
  const from = Object.fromEntries(
    [...(map.keys() as unknown as Iterable<string>)].map((name) => [name, map.get(name)?.getUrnsList()]),
  );
  return { urn: answer.getUrn(), state: plain(answer.getState()), from };
}

test("the component, then its parts, each knowing what it came from", async () => {
  const { urn, state, from } = await construct();
  expect(
    monitor.registered.map((each) => [each.getType(), each.getName(), each.getParent(), each.getCustom()]),
  ).toEqual([
    ["ipv6:index:PublicIpv6", "web", "urn:stack", false],
    ["ipv6:alibaba:NicIpv6Assignment", "web", "urn:PublicIpv6::web", true],
    ["ipv6:alibaba:Ipv6InternetBandwidth", "web", "urn:PublicIpv6::web", true],
  ]);
  expect(plain(monitor.of("PublicIpv6").getObject())).toEqual(given);
  expect(plain(monitor.of("NicIpv6Assignment").getObject())).toEqual({
    networkInterfaceId: "eni-demo0004",
    ipv6AddressCount: 1,
    __replaceOnChanges: ["ipv6Addresses"],
  });
  const bandwidth = monitor.of("Ipv6InternetBandwidth");
  expect(plain(bandwidth.getObject())).toEqual({
    ipv6AddressId: "ipv6-1",
    bandwidth: 10,
    internetChargeType: "PayByTraffic",
  });
  expect(dependencies(bandwidth)).toEqual({ ipv6AddressId: [ASSIGNMENT] });
  expect(bandwidth.getDependenciesList()).toEqual([ASSIGNMENT]);
  expect(urn).toBe("urn:PublicIpv6::web");
  expect(state).toEqual({ address: "2001:db8::1", addressId: "ipv6-1", bandwidth: 10 });
  expect(from).toEqual({ address: [BANDWIDTH], addressId: [ASSIGNMENT], bandwidth: [BANDWIDTH] });
  expect(monitor.outputs.map((each) => [each.getUrn(), plain(each.getOutputs())])).toEqual([[urn, state]]);
});

test("secrets stay secret, and values that come from others keep where they came from", async () => {
  const output = { [SIGNATURE]: OUTPUT, value: "eni-demo0004", dependencies: ["urn:card"], secret: false };
  const query = request({ ...given, networkInterfaceId: output, bandwidth: secret(10) });
  query
    .getInputdependenciesMap()
    .set("bandwidth", new ConstructRequest.PropertyDependencies().setUrnsList(["urn:plan"]));
  const { state } = await construct(query);
  expect(plain(monitor.of("PublicIpv6").getObject())).toEqual({ ...given, bandwidth: secret(10) });
  expect(dependencies(monitor.of("PublicIpv6"))).toEqual({ networkInterfaceId: ["urn:card"], bandwidth: ["urn:plan"] });
  expect(dependencies(monitor.of("NicIpv6Assignment"))).toEqual({ networkInterfaceId: ["urn:card"] });
  const bandwidth = monitor.of("Ipv6InternetBandwidth");
  expect(plain(bandwidth.getObject())).toMatchObject({ bandwidth: secret(10) });
  expect(dependencies(bandwidth)).toEqual({ ipv6AddressId: [ASSIGNMENT], bandwidth: ["urn:plan"] });
  expect(state.bandwidth).toEqual(secret(10));
});

test("at preview what is not known goes on as that, also where a part has not said its outputs", async () => {
  const late = { [SIGNATURE]: OUTPUT, dependencies: ["urn:card"] };
  monitor.answers = { Ipv6InternetBandwidth: { ipv6Address: UNKNOWN } };
  const query = request({ ...given, networkInterfaceId: late, ipv6Address: UNKNOWN, bandwidth: NUMBER_UNKNOWN });
  const { state } = await construct(query.setDryrun(true));
  expect(plain(monitor.of("NicIpv6Assignment").getObject())).toMatchObject({
    networkInterfaceId: UNKNOWN,
    ipv6Addresses: [UNKNOWN],
  });
  expect(plain(monitor.of("Ipv6InternetBandwidth").getObject())).toMatchObject({
    ipv6AddressId: UNKNOWN,
    bandwidth: UNKNOWN,
  });
  expect(state).toEqual({ address: UNKNOWN, addressId: UNKNOWN, bandwidth: UNKNOWN });
});

test("options of the component are the component's; times and what the engine cannot know are its parts' too", async () => {
  const alias = new Alias().setUrn("urn:old");
  const hooks = new ConstructRequest.ResourceHooksBinding().setBeforeCreateList(["hook"]);
  const query = request()
    .setDependenciesList(["urn:other"])
    .setProtect(true)
    .setRetainondelete(false)
    .setDeletedwith("urn:vpc")
    .setIgnorechangesList(["bandwidth"])
    .setReplaceonchangesList(["cloud"])
    .setAdditionalsecretoutputsList(["address"])
    .setAliasesList([alias])
    .setResourceHooks(hooks)
    .setCustomtimeouts(new ConstructRequest.CustomTimeouts().setCreate("10m").setDelete("1h"));
  query.getProvidersMap().set("aws", "urn:aws::1");
  await construct(query);
  const component = monitor.of("PublicIpv6");
  expect(component.toObject()).toMatchObject({
    dependenciesList: ["urn:other"],
    protect: true,
    retainondelete: false,
    deletedwith: "urn:vpc",
    ignorechangesList: ["bandwidth"],
    replaceonchangesList: ["cloud"],
    additionalsecretoutputsList: ["address"],
    aliasesList: [{ urn: "urn:old" }],
    hooks: { beforeCreateList: ["hook"] },
    customtimeouts: { create: "10m", update: "", pb_delete: "1h" },
    providersMap: [["aws", "urn:aws::1"]],
  });
  for (const word of Object.keys(ANSWERS)) {
    const part = monitor.of(word);
    expect(part.toObject()).toMatchObject({
      customtimeouts: { create: "10m", pb_delete: "1h" },
      deletebeforereplace: true,
      ignorechangesList: [],
      provider: "",
      aliasesList: [{ spec: { type: `pulumi-nodejs:dynamic/ipv6/alibaba:${word}`, parenturn: "urn:PublicIpv6::web" } }],
    });
    // Unset, so that the engine hands on the component's.
    expect([part.hasProtect(), part.hasRetainondelete()]).toEqual([false, false]);
  }
  monitor.reset();
  monitor.answers = ANSWERS;
  await construct();
  expect([monitor.of("PublicIpv6").hasProtect(), monitor.of("PublicIpv6").hasCustomtimeouts()]).toEqual([false, false]);
});

test("parts are served by the provider that serves the component, or by the one it was given", async () => {
  const configured = new ConfigureRequest().setUrn("urn:provider").setId("7");
  await peer.ask<ConfigureRequest, ConfigureResponse>(peer.client.configure, configured);
  await construct();
  expect(monitor.of("NicIpv6Assignment").getProvider()).toBe("urn:provider::7");
  monitor.reset();
  monitor.answers = ANSWERS;
  const query = request();
  query.getProvidersMap().set("ipv6", "urn:mine::8");
  await construct(query);
  expect(monitor.of("NicIpv6Assignment").getProvider()).toBe("urn:mine::8");
  expect(monitor.of("PublicIpv6").toObject().providersMap).toEqual([["ipv6", "urn:mine::8"]]);
});

test("what is refused registers nothing, and says all of it without a secret", async () => {
  const wrong = { ...given, billing: "cluster", networkInterfaceId: secret("planted-4711"), tags: { team: "web" } };
  const { message } = await failure(construct(request(wrong)));
  expect(message.split("\n")).toEqual([
    'PublicIpv6 "web" is refused:',
    expect.stringMatching(/^ {2}networkInterfaceId: must be the id of a network interface/),
    expect.stringMatching(/^ {2}billing: "cluster" is not to be had on Alibaba Cloud/),
    expect.stringMatching(/^ {2}tags: has no use on Alibaba Cloud/),
  ]);
  expect(message).not.toContain("planted");
  expect(monitor.registered).toEqual([]);
});

test("a part that cannot be made ends it, and a component that there is not is named", async () => {
  monitor.refusing = "NicIpv6Assignment";
  expect((await failure(construct())).message).toBe("NicIpv6Assignment failed");
  expect(monitor.registered).toHaveLength(2);
  expect(monitor.outputs).toEqual([]);
  const unheard = failure(construct(request(given, "ipv6:index:Unheard")));
  expect((await unheard).message).toBe("pulumi-ipv6 has no component ipv6:index:Unheard");
});

describe("by the id of an instance", () => {
  const { networkInterfaceId: _, ...rest } = given;
  const byInstance = (instanceId: unknown) => request({ ...rest, instanceId, region: "cn-hangzhou" });

  test("the engine asks the component's own provider, and the part takes the answer", async () => {
    monitor.found = { networkInterfaceId: "eni-demo0001" };
    const query = byInstance({
      [SIGNATURE]: OUTPUT,
      value: "i-demo0001",
      dependencies: ["urn:machine"],
      secret: false,
    });
    query.getProvidersMap().set("ipv6", "urn:mine::8");
    await construct(query);
    expect(monitor.invoked.map((each) => [each.getTok(), each.getProvider(), plain(each.getArgs())])).toEqual([
      ["ipv6:alibaba:getPrimaryNetworkInterface", "urn:mine::8", { instanceId: "i-demo0001", region: "cn-hangzhou" }],
    ]);
    const assignment = monitor.of("NicIpv6Assignment");
    expect(plain(assignment.getObject())).toMatchObject({ networkInterfaceId: "eni-demo0001" });
    expect(plain(assignment.getObject())).not.toHaveProperty("instanceId");
    expect(dependencies(assignment)).toEqual({ networkInterfaceId: ["urn:machine"] });
    expect(plain(monitor.of("PublicIpv6").getObject())).toEqual({
      ...rest,
      instanceId: "i-demo0001",
      region: "cn-hangzhou",
    });
  });

  test("an instance that is yet to be made is not asked for", async () => {
    monitor.answers = {};
    await construct(byInstance({ [SIGNATURE]: OUTPUT, dependencies: ["urn:machine"] }).setDryrun(true));
    expect(monitor.invoked).toEqual([]);
    const assignment = monitor.of("NicIpv6Assignment");
    expect(plain(assignment.getObject())).toMatchObject({ networkInterfaceId: UNKNOWN });
    expect(dependencies(assignment)).toEqual({ networkInterfaceId: ["urn:machine"] });
  });

  test("a secret one makes the network interface's id secret", async () => {
    monitor.found = { networkInterfaceId: secret("eni-demo0001") };
    await construct(byInstance(secret("i-demo0001")));
    expect(plain(monitor.invoked[0]?.getArgs())).toMatchObject({ instanceId: secret("i-demo0001") });
    expect(plain(monitor.of("NicIpv6Assignment").getObject())).toMatchObject({
      networkInterfaceId: secret("eni-demo0001"),
    });
  });

  test("what the look-up refuses ends it before a part is made", async () => {
    monitor.found = "nothing found by instanceId";
    const { message } = await failure(construct(byInstance("i-nowhere")));
    expect(message).toBe("ipv6:alibaba:getPrimaryNetworkInterface: nothing found by instanceId");
    expect(monitor.registered.map((each) => each.getType())).toEqual(["ipv6:index:PublicIpv6"]);
  });
});
