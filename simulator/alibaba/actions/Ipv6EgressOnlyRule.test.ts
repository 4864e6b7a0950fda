import { defaultSeed } from "../../seed";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const CREATE = "CreateIpv6EgressOnlyRule";
const DELETE = "DeleteIpv6EgressOnlyRule";
const DESCRIBE = "DescribeIpv6EgressOnlyRules";
/** An address with bandwidth, and the gateway of its VPC. */
const place = { Ipv6GatewayId: "ipv6gw-demo0001", InstanceId: "ipv6-byhand" };

const NO_GATEWAY = [404, "InvalidIpv6GatewayId.NotFound"];

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const create = async (params: object = {}): Promise<string> =>
  (await harness.call(CREATE, { ...place, ...params })).body.Ipv6EgressRuleId;
const list = async (params: object = {}) => {
  const { body } = await harness.call(DESCRIBE, { Ipv6GatewayId: place.Ipv6GatewayId, ...params });
  return body.Ipv6EgressOnlyRules.Ipv6EgressOnlyRule as { Ipv6EgressOnlyRuleId: string; Status: string }[];
};

test("a rule, made, listed by each filter, and ended", async () => {
  const id = await create({ Name: "web", Description: "calls out", InstanceType: "Ipv6Address" });
  expect(id).toMatch(/^ipv6py-/);
  const row = { Ipv6EgressOnlyRuleId: id, InstanceId: "ipv6-byhand", InstanceType: "Ipv6Address", Name: "web" };
  expect(await list()).toEqual([{ ...row, Description: "calls out", Status: "Available" }]);
  for (const filter of [{ Ipv6EgressOnlyRuleId: id }, { InstanceId: "ipv6-byhand" }, { Name: "web" }]) {
    expect(await list(filter)).toHaveLength(1);
  }
  expect(await list({ Name: "api" })).toEqual([]);
  expect(await harness.refused(DESCRIBE, { Ipv6GatewayId: "ipv6gw-never" })).toEqual(NO_GATEWAY);
  expect((await harness.call(DELETE, { Ipv6EgressOnlyRuleId: id })).status).toBe(200);
  expect(await list()).toEqual([]);
  expect(harness.simulator.ledger().map(({ event, subject }) => [event, subject])).toEqual([
    ["ordered", "ipv6-byhand"],
    ["released", "ipv6-byhand"],
  ]);
});

test("a gateway that is deleted takes its rules along", async () => {
  await create();
  expect((await harness.call("DeleteIpv6Gateway", { Ipv6GatewayId: place.Ipv6GatewayId })).status).toBe(200);
  for (const action of [DESCRIBE, "DeleteIpv6Gateway", CREATE]) {
    expect(await harness.refused(action, place)).toEqual(NO_GATEWAY);
  }
  expect(harness.simulator.ledger().map(({ event }) => event)).toEqual(["ordered", "released"]);
});

test("Creating and Deleting take their time, and nothing else is done meanwhile", async () => {
  harness.simulator.pace({ operationMs: 1000 });
  const id = await create();
  const status = async () => (await list()).map((row) => row.Status);
  expect(await status()).toEqual(["Creating"]);
  expect(await harness.refused(DELETE, { Ipv6EgressOnlyRuleId: id })).toEqual([400, "IncorrectStatus.EgressOnlyRule"]);
  harness.pass(1000);
  expect(await status()).toEqual(["Available"]);
  await harness.call(DELETE, { Ipv6EgressOnlyRuleId: id });
  expect(await status()).toEqual(["Deleting"]);
  expect(await harness.refused(DELETE, { Ipv6EgressOnlyRuleId: id })).toEqual([400, "IncorrectStatus.EgressOnlyRule"]);
  expect(await harness.refused(CREATE, place)).toEqual([400, "OperationFailed.EgressOnlyRuleAlreadyExisted"]);
  harness.pass(1000);
  expect(await status()).toEqual([]);
  expect((await harness.call(CREATE, place)).status).toBe(200);
});

test("a token answers the same rule again, and the list lags if it is told to", async () => {
  const first = await create({ ClientToken: "t" });
  expect(await create({ ClientToken: "t" })).toBe(first);
  harness.pass(5000);
  harness.simulator.pace({ readLagMs: 1000 });
  await harness.call(DELETE, { Ipv6EgressOnlyRuleId: first });
  expect(await list()).toHaveLength(1);
  harness.pass(1000);
  expect(await list()).toEqual([]);
  expect(harness.simulator.ledger()).toHaveLength(2);
});

test("a rule outlives the bandwidth of its address, and goes with the address", async () => {
  const { body } = await harness.call("AllocateIpv6InternetBandwidth", { Ipv6AddressId: "ipv6-free", Bandwidth: 1 });
  await create({ InstanceId: "ipv6-free" });
  await harness.call("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: body.InternetBandwidthId });
  expect(await list()).toHaveLength(1);
  await harness.call("ReleaseIpv6Address", { Ipv6AddressId: "ipv6-free" });
  expect(await list()).toEqual([]);
  expect(harness.simulator.ledger().map(({ event, resource }) => [event, resource])).toEqual([
    ["ordered", "Ipv6InternetBandwidth"],
    ["ordered", "Ipv6EgressOnlyRule"],
    ["released", "Ipv6InternetBandwidth"],
    ["released", "Ipv6EgressOnlyRule"],
    ["unassigned", "Ipv6Address"],
  ]);
});

test("QuotaExceeded.Ipv6EgressOnlyRule above 200 of a gateway", async () => {
  const ids = Array.from({ length: 201 }, (_, i) => ({
    ...{ id: `ipv6-n${i}`, address: `2001:db8:a0:1::f:${i.toString(16)}`, vSwitch: "vsw-demo0001" },
    bandwidth: { id: `ipv6bw-n${i}`, bandwidth: 1, internetChargeType: "PayByTraffic" },
  }));
  await harness.simulator.close();
  harness = await startAlibaba({ seed: { alibaba: { ...defaultSeed().alibaba, ipv6Addresses: ids } } });
  for (const { id } of ids.slice(0, 200)) await create({ InstanceId: id });
  expect(await harness.refused(CREATE, { ...place, InstanceId: "ipv6-n200" })).toEqual([
    400,
    "QuotaExceeded.Ipv6EgressOnlyRule",
  ]);
});

test.each([
  [400, "MissingParameter", CREATE, { InstanceId: "ipv6-byhand" }],
  [400, "MissingParameter", CREATE, { Ipv6GatewayId: "ipv6gw-demo0001" }],
  [400, "UnsupportedParameter", CREATE, { ...place, InstanceType: "IPv6Prefix" }],
  [400, "IllegalParam.Name", CREATE, { ...place, Name: "http://n" }],
  [400, "IllegalParam.Description", CREATE, { ...place, Description: "d".repeat(257) }],
  [404, "InvalidIpv6GatewayId.NotFound", CREATE, { ...place, Ipv6GatewayId: "ipv6gw-never" }],
  [404, "InvalidIpv6GatewayId.NotFound", CREATE, { ...place, Ipv6GatewayId: "ipv6gw-other0001" }],
  [400, "InvalidIpv6Instance.NotFound", CREATE, { ...place, InstanceId: "ipv6-never" }],
  [400, "OperationFailed.Ipv6GatewayDisMatchIpv6Address", CREATE, { ...place, InstanceId: "ipv6-nogateway" }],
  [400, "OperationFailed.InternetBandwidthNonExist", CREATE, { ...place, InstanceId: "ipv6-demo0001" }],
  [400, "DryRunOperation", CREATE, { ...place, DryRun: true }],
  [400, "MissingParameter", DELETE, {}],
  [404, "InvalidIpv6EgressOnlyRuleId.NotFound", DELETE, { Ipv6EgressOnlyRuleId: "ipv6py-never" }],
  [400, "MissingParameter", DESCRIBE, {}],
  [400, "IllegalParam.PageSize", DESCRIBE, { Ipv6GatewayId: "ipv6gw-demo0001", PageSize: 51 }],
])("%d %s of %s", async (status, code, action, params) => {
  expect(await harness.refused(action, params)).toEqual([status, code]);
});
