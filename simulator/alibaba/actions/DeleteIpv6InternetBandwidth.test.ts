import { type AlibabaHarness as Bench, startAlibaba as startBench } from "../../testing";

const ACTION = "DeleteIpv6InternetBandwidth";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.close());

test.each([
  { Ipv6InternetBandwidthId: "ipv6bw-byhand" },
  { Ipv6AddressId: "ipv6-byhand" },
  { Ipv6InternetBandwidthId: "ipv6bw-locked" },
])("ends the bandwidth, named by %j", async (target) => {
  expect((await bench.call(ACTION, target)).body).toEqual({ RequestId: expect.any(String) });
  expect(bench.simulator.ledger()).toMatchObject([{ event: "released", id: expect.stringMatching(/^ipv6bw-/) }]);
  expect(await bench.refused(ACTION, target)).toEqual([400, "InvalidIpv6Instance.NotFound"]);
  expect(bench.simulator.ledger()).toHaveLength(1);
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
  expect(await bench.refused(ACTION, params)).toEqual([status, code]);
  expect(bench.simulator.ledger()).toEqual([]);
});

test("with a token a repeat succeeds, and does not end a successor", async () => {
  const byAddress = { Ipv6AddressId: "ipv6-byhand", ClientToken: "t" };
  await bench.call(ACTION, byAddress);
  await bench.call("AllocateIpv6InternetBandwidth", { Ipv6AddressId: "ipv6-byhand", Bandwidth: 5 });
  expect((await bench.call(ACTION, byAddress)).status).toBe(200);
  expect(bench.simulator.ledgerSummary().liveOrders).toMatchObject([{ subject: "ipv6-byhand" }]);
});
