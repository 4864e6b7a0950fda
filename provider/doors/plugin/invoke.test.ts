// Look-ups through the plugin, as the engine asks them.

import { failure, Peer, secret, UNKNOWN } from "../../../tests/plugin/peer";
import { PluginHarness } from "../../../tests/plugin/plugin-harness";
import { CLOUDS } from "../../clouds";

const ADDRESS = "ipv6:alibaba:getIpv6Address";
const calls = () => harness.simulator.journal().map((call) => call.action);

let harness: PluginHarness;
beforeAll(async () => {
  harness = await PluginHarness.open();
});
beforeEach(() => harness.reset());
afterAll(() => harness.close());

test("it answers under the configuration's settings, with what is there and nothing else", async () => {
  const { values, failures } = await harness.peer.invoke(ADDRESS, { networkInterfaceId: "eni-demo0001" });
  expect(failures).toEqual([]);
  expect(values).toMatchObject({ ipv6AddressId: "ipv6-demo0001", instanceId: "i-demo0001", tags: {} });
  expect(Object.keys(values ?? {})).not.toContain("bandwidth");
  expect(harness.writes()).toBe(0);
});

test("rows", async () => {
  const { values } = await harness.peer.invoke("ipv6:alibaba:getIpv6Gateways", { region: "cn-shanghai" });
  expect(values).toMatchObject({ ipv6Gateways: [{ ipv6GatewayId: "ipv6gw-shanghai0001" }] });
});

test("mistakes are failures, all at once, with the names of what is wrong, before any call", async () => {
  const args = { instance: "x", ipv6Address: "nonsense", region: "" };
  const { values, failures } = await harness.peer.invoke(ADDRESS, args);
  expect(values).toBeUndefined();
  expect(failures.map(({ property }) => property).sort()).toEqual(["instance", "ipv6Address", "region"]);
  expect(failures[0]?.reason).toMatch(/instance: no such input \(there are region, ipv6AddressId, /);
  expect((await harness.peer.invoke(ADDRESS, {})).failures[0]?.reason).toMatch(/exactly one of .* got none/);
  expect(calls()).toEqual([]);
});

test("a value that is not known yet is a failure, not a call", async () => {
  const { failures } = await harness.peer.invoke(ADDRESS, { ipv6AddressId: UNKNOWN });
  expect(failures).toEqual([{ property: "ipv6AddressId", reason: "ipv6AddressId: its value is not known yet" }]);
  expect(calls()).toEqual([]);
});

test("what was secret when it came is secret in the answer, and in no message", async () => {
  const { values } = await harness.peer.invoke(ADDRESS, { ipv6AddressId: secret("ipv6-demo0001") });
  expect(values).toMatchObject({ ipv6AddressId: secret("ipv6-demo0001"), ipv6Address: "2001:db8:a0:1::1" });
  const none = await failure(harness.peer.invoke(ADDRESS, { ipv6AddressId: secret("ipv6-planted") }));
  expect(none.message).toMatch(/nothing found by ipv6AddressId/);
  expect(none.message).not.toContain("ipv6-planted");
  const wrong = await harness.peer.invoke(ADDRESS, { ipv6AddressId: secret("planted") });
  expect(JSON.stringify(wrong.failures)).not.toContain("planted");
});

test("what the cloud refuses is an error in its words, without credentials", async () => {
  harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, times: -1 });
  const { message } = await failure(harness.peer.invoke(ADDRESS, { ipv6AddressId: "ipv6-demo0001" }));
  expect(message).toMatch(/^Alibaba Cloud DescribeIpv6Addresses on ipv6-demo0001: Forbidden\.RAM/);
  expect(message).not.toMatch(/simulator-secret|simulator-key|\n\s+at /);
});

test("an explicit provider asks in its own region, with its own keys", async () => {
  await harness.peer.configure({ alibaba: harness.settings({ region: "cn-shanghai" }) });
  expect((await harness.peer.invoke("ipv6:alibaba:getIpv6Gateway", { vpcId: "vpc-shanghai0001" })).failures).toEqual(
    [],
  );
  await harness.peer.configure({ alibaba: { endpoint: harness.simulator.url } });
  const { failures } = await harness.peer.invoke("ipv6:alibaba:getIpv6Gateways", {});
  expect(failures.map(({ property }) => property).sort()).toEqual(["", "region"]);
});

test("after Cancel nothing is asked", async () => {
  await harness.peer.cancel();
  const { message } = await failure(harness.peer.invoke(ADDRESS, { ipv6AddressId: "ipv6-demo0001" }));
  expect(message).toMatch(/cancelled before it began/);
  expect(calls()).toEqual([]);
});

test("what is not there is named, as unimplemented", async () => {
  const peer = await Peer.start();
  for (const token of ["ipv6:alibaba:getNothing", "ipv6:alibaba:toString", "other:alibaba:getIpv6Address"]) {
    const { code, message } = await failure(peer.invoke(token, {}));
    expect([code, message]).toEqual([12, `pulumi-ipv6 has no function ${token}`]);
  }
  peer.stop();
});

test("the schema has each, with its arguments, its answer, and what is always in it", () => {
  const { functions, types } = require("../../schema.json");
  const names = Object.values(CLOUDS).flatMap((cloud) =>
    Object.keys(cloud.lookups).map((name) => `ipv6:${cloud.name}:${name}`),
  );
  expect(Object.keys(functions)).toEqual(names);
  const { inputs, outputs } = functions[ADDRESS];
  expect(Object.keys(inputs.properties)).toContain("instanceId");
  expect([outputs.properties.bandwidth.type, outputs.required.includes("bandwidth")]).toEqual(["integer", false]);
  const rows = functions["ipv6:alibaba:getIpv6Addresses"].outputs.properties.ipv6Addresses;
  expect(rows.items.$ref).toBe("#/types/ipv6:alibaba:GetIpv6AddressesRow");
  expect(types["ipv6:alibaba:GetIpv6AddressesRow"].required).toContain("ipv6AddressId");
});
