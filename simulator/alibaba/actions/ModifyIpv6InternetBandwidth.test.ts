import { defaultSeed } from "../../seed";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "ModifyIpv6InternetBandwidth";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test.each([
  { Ipv6InternetBandwidthId: "ipv6bw-byhand" },
  { Ipv6AddressId: "ipv6-byhand" },
  { Ipv6AddressId: "ipv6-byhand", Ipv6InternetBandwidthId: "ipv6bw-byhand" },
])("changes the figure, named by %j", async (target) => {
  expect((await harness.call(ACTION, { ...target, Bandwidth: 50 })).body).toEqual({ RequestId: expect.any(String) });
  expect(harness.simulator.ledger()).toMatchObject([
    {
      event: "changed",
      id: "ipv6bw-byhand",
      subject: "ipv6-byhand",
      detail: { bandwidth: 50, before: 20, internetChargeType: "PayByTraffic" },
    },
  ]);
  const { body } = await harness.call("DescribeIpv6Addresses", { Ipv6AddressId: "ipv6-byhand" });
  expect(body.Ipv6Addresses.Ipv6Address[0].Ipv6InternetBandwidth.Bandwidth).toBe(50);
});

test.each([
  [400, "MissingParam.Ipv6InstanceId", { Ipv6InternetBandwidthId: undefined }],
  [400, "ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId", { Ipv6AddressId: "ipv6-demo0001" }],
  [400, "InvalidIpv6Instance.NotFound", { Ipv6InternetBandwidthId: "ipv6bw-never" }],
  [400, "InvalidIpv6Instance.NotFound", { Ipv6InternetBandwidthId: undefined, Ipv6AddressId: "ipv6-never" }],
  [
    400,
    "OperationFailed.InternetBandwidthNonExist",
    { Ipv6InternetBandwidthId: undefined, Ipv6AddressId: "ipv6-demo0001" },
  ],
  [400, "MissingParameter", { Bandwidth: undefined }],
  [400, "IllegalParam.Bandwidth", { Bandwidth: 0 }],
  [400, "IllegalParam.Bandwidth", { Bandwidth: 5001 }],
  [400, "OperationFailed.BandwidthExceedLimit", { Bandwidth: 1001 }],
  [400, "OperationUnsupported.FinancialLocked", { Ipv6InternetBandwidthId: "ipv6bw-locked" }],
])("%d %s for %j", async (status, code, change) => {
  const base = { Ipv6InternetBandwidthId: "ipv6bw-byhand", Bandwidth: 30 };
  expect(await harness.refused(ACTION, { ...base, ...change })).toEqual([status, code]);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("OperationFailed.InternetBandwidthNonExist after deletion", async () => {
  await harness.call("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: "ipv6bw-byhand" });
  const change = { Ipv6InternetBandwidthId: "ipv6bw-byhand", Bandwidth: 30 };
  expect(await harness.refused(ACTION, change)).toEqual([400, "OperationFailed.InternetBandwidthNonExist"]);
});

test("OperationFailed.InternetBandwidthUnstable while the last change settles", async () => {
  harness.simulator.pace({ bandwidthConfiguringMs: 3000 });
  const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10 };
  await harness.call("AllocateIpv6InternetBandwidth", order);
  expect(await harness.refused(ACTION, { ...order, Bandwidth: 20 })).toEqual([
    400,
    "OperationFailed.InternetBandwidthUnstable",
  ]);
  harness.pass(3000);
  expect((await harness.call(ACTION, { ...order, Bandwidth: 20 })).status).toBe(200);
  expect(await harness.refused("DeleteIpv6InternetBandwidth", { Ipv6AddressId: "ipv6-demo0001" })).toEqual([
    400,
    "OperationFailed.InternetBandwidthUnstable",
  ]);
});

test.each([
  [404, "OperationFailed.SaleValidate"],
  [500, "OperationFailed.QuerySpInfo"],
  [500, "OperationFailed.SyncTradeResource"],
])("%d %s from the order system", async (status, code) => {
  const { alibaba } = defaultSeed();
  const [first, ...rest] = alibaba.accounts;
  const accounts = [{ ...first, orders: code } as (typeof alibaba.accounts)[0], ...rest];
  const troubled = await startAlibaba({ seed: { alibaba: { ...alibaba, accounts } } });
  const change = { Ipv6InternetBandwidthId: "ipv6bw-byhand", Bandwidth: 30 };
  expect(await troubled.refused(ACTION, change)).toEqual([status, code]);
  await troubled.simulator.close();
});

test("a replayed change does not undo a later one", async () => {
  const target = { Ipv6InternetBandwidthId: "ipv6bw-byhand" };
  await harness.call(ACTION, { ...target, Bandwidth: 30, ClientToken: "one" });
  await harness.call(ACTION, { ...target, Bandwidth: 40, ClientToken: "two" });
  expect((await harness.call(ACTION, { ...target, Bandwidth: 30, ClientToken: "one" })).status).toBe(200);
  const { body } = await harness.call("DescribeIpv6Addresses", target);
  expect(body.Ipv6Addresses.Ipv6Address[0].RealBandwidth).toBe(40);
});
