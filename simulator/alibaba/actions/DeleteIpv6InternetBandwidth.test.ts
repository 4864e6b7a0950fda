import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "DeleteIpv6InternetBandwidth";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test.each([
  { Ipv6InternetBandwidthId: "ipv6bw-byhand" },
  { Ipv6AddressId: "ipv6-byhand" },
  { Ipv6InternetBandwidthId: "ipv6bw-locked" },
])("ends the bandwidth, named by %j", async (target) => {
  expect((await harness.call(ACTION, target)).body).toEqual({ RequestId: expect.any(String) });
  expect(harness.simulator.ledger()).toMatchObject([{ event: "released", id: expect.stringMatching(/^ipv6bw-/) }]);
  expect(await harness.refused(ACTION, target)).toEqual([400, "InvalidIpv6Instance.NotFound"]);
  expect(harness.simulator.ledger()).toHaveLength(1);
});

test.each([
  [400, "BothEmptyParam.Ipv6AddressIdAndIpv6InternetBandwidthId", {}],
  [400, "InvalidIpv6Instance.NotFound", { Ipv6InternetBandwidthId: "ipv6bw-never" }],
  [400, "InvalidIpv6Instance.NotFound", { Ipv6AddressId: "ipv6-demo0001" }],
  [404, "OperationFailed.ServiceManaged", { Ipv6InternetBandwidthId: "ipv6bw-service" }],
  [
    400,
    "ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId",
    { Ipv6InternetBandwidthId: "ipv6bw-byhand", Ipv6AddressId: "ipv6-demo0001" },
  ],
  [400, "DryRunOperation", { Ipv6InternetBandwidthId: "ipv6bw-byhand", DryRun: true }],
])("%d %s for %j", async (status, code, params) => {
  expect(await harness.refused(ACTION, params)).toEqual([status, code]);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("with a token a repeat succeeds, and does not end a successor", async () => {
  const byAddress = { Ipv6AddressId: "ipv6-byhand", ClientToken: "t" };
  await harness.call(ACTION, byAddress);
  await harness.call("AllocateIpv6InternetBandwidth", { Ipv6AddressId: "ipv6-byhand", Bandwidth: 5 });
  expect((await harness.call(ACTION, byAddress)).status).toBe(200);
  expect(harness.simulator.ledgerSummary().liveOrders).toMatchObject([{ subject: "ipv6-byhand" }]);
});
