import { defaultSeed } from "../../seed";
import { type AlibabaHarness, alibabaKeys, startAlibaba } from "../../testing";

const ACTION = "AllocateIpv6InternetBandwidth";
const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 100 };

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test("orders, answers the id, and writes it in the ledger", async () => {
  const { status, body } = await harness.call(ACTION, { ...order, Ipv6GatewayId: "ipv6gw-demo0001", ClientToken: "t" });
  expect(status).toBe(200);
  expect(body).toEqual({
    RequestId: expect.any(String),
    InternetBandwidthId: expect.stringMatching(/^ipv6bw-[0-9a-z]{20}$/),
    Ipv6AddressId: "ipv6-demo0001",
  });
  expect(harness.simulator.ledger()).toEqual([
    {
      seq: 1,
      at: "2026-06-01T00:00:00.000Z",
      cloud: "alibaba",
      account: "1234567890123456",
      region: "cn-hangzhou",
      event: "ordered",
      resource: "Ipv6InternetBandwidth",
      id: body.InternetBandwidthId,
      subject: "ipv6-demo0001",
      detail: { bandwidth: 100, internetChargeType: "PayByBandwidth" },
      clientToken: "t",
      requestId: body.RequestId,
    },
  ]);
});

describe("refusals", () => {
  test.each([
    [400, "MissingParam.Ipv6InstanceId", { Ipv6AddressId: undefined }],
    [400, "IllegalParam.Ipv6Address", { Ipv6AddressId: "2001:db8::1" }],
    [400, "InvalidIpv6Instance.NotFound", { Ipv6AddressId: "ipv6-never" }],
    [400, "MissingParameter", { Bandwidth: undefined }],
    [400, "IllegalParam.Bandwidth", { Bandwidth: 0 }],
    [400, "IllegalParam.Bandwidth", { Bandwidth: "many" }],
    [400, "IllegalParam.Bandwidth", { Bandwidth: "1.5" }],
    [400, "IllegalParam.Bandwidth", { Bandwidth: 2001 }],
    [400, "IllegalParam.Bandwidth", { Bandwidth: 1001, InternetChargeType: "PayByTraffic" }],
    [400, "IllegalParam.ChargeType", { InstanceChargeType: "Barter" }],
    [400, "OperationUnsupported.PrePaid", { InstanceChargeType: "PrePaid" }],
    [400, "IllegalParam.InternetChargeType", { InternetChargeType: "PayByMoon" }],
    [400, "IllegalParam.InternetChargeType", { InternetChargeType: "PayByOld95" }],
    [400, "OperationFailed.Ipv6GatewayDisMatchIpv6Address", { Ipv6GatewayId: "ipv6gw-shanghai0001" }],
    [400, "OperationFailed.InternetBandwidthAlreadyExisted", { Ipv6AddressId: "ipv6-byhand" }],
    [400, "OperationFailed.Ipv6GatewayNotExist", { Ipv6AddressId: "ipv6-nogateway" }],
    [
      400,
      "UnsupportedFeature.InternetChargeTypeOnFreeIpv6Address",
      { Ipv6AddressId: "ipv6-free", InternetChargeType: "PayByTraffic" },
    ],
    [
      400,
      "UnsupportedFeature.InternetChargeTypeOnStaticIsp",
      { Ipv6AddressId: "ipv6-static", InternetChargeType: "PayByTraffic" },
    ],
    [400, "OperationUnsupported.ULA", { Ipv6AddressId: "ipv6-ula" }],
    [400, "OperationUnsupported.PrivateGUA", { Ipv6AddressId: "ipv6-private" }],
    [400, "OperationDenied.UnSupportedBindTypeCloudInstance", { Ipv6AddressId: "ipv6-cloud-instance" }],
    [404, "InvalidRegionId.NotFound", { RegionId: "cn-nowhere" }],
  ])("%d %s for %j", async (status, code, change) => {
    expect(await harness.refused(ACTION, { ...order, ...change })).toEqual([status, code]);
    expect(await harness.refused(ACTION, { ...order, ...change, DryRun: true })).toEqual([status, code]);
    expect(harness.simulator.ledger()).toEqual([]);
  });

  test("ResourceNotFound.Ipv6Address for an address that is gone", async () => {
    await harness.call("ReleaseIpv6Address", { Ipv6AddressId: "ipv6-free" });
    expect(await harness.refused(ACTION, { ...order, Ipv6AddressId: "ipv6-free" })).toEqual([
      404,
      "ResourceNotFound.Ipv6Address",
    ]);
  });

  test("IncorrectStatus.Ipv6Instance while the address is Pending", async () => {
    harness.simulator.pace({ addressPendingMs: 2000 });
    const { body } = await harness.call("AllocateIpv6Address", { VSwitchId: "vsw-demo0001" });
    const fresh = { ...order, Ipv6AddressId: body.Ipv6AddressId };
    expect(await harness.refused(ACTION, fresh)).toEqual([400, "IncorrectStatus.Ipv6Instance"]);
    harness.pass(2000);
    expect((await harness.call(ACTION, fresh)).status).toBe(200);
  });

  test("a free address and a static one take PayByBandwidth", async () => {
    for (const id of ["ipv6-free", "ipv6-static"]) {
      expect((await harness.call(ACTION, { ...order, Ipv6AddressId: id })).status).toBe(200);
    }
  });

  test("the limits themselves are allowed", async () => {
    const traffic = { Ipv6AddressId: "ipv6-demo0002", InternetChargeType: "PayByTraffic" };
    expect((await harness.call(ACTION, { ...traffic, Bandwidth: 1000 })).status).toBe(200);
    expect((await harness.call(ACTION, { ...order, Bandwidth: 2000 })).status).toBe(200);
    expect((await harness.call(ACTION, { Ipv6AddressId: "ipv6-demo0003", Bandwidth: 1 })).status).toBe(200);
  });
});

describe("the account", () => {
  test("InsufficientBalance", async () => {
    const poor = { ...order, Ipv6AddressId: "ipv6-poor0001" };
    expect(await harness.refused(ACTION, poor, alibabaKeys.poor)).toEqual([400, "InsufficientBalance"]);
    expect(await harness.refused(ACTION, { ...poor, DryRun: true }, alibabaKeys.poor)).toEqual([
      400,
      "InsufficientBalance",
    ]);
  });

  test("Cloud Data Transfer is needed for PayByTraffic alone; PayByOld95 by arrangement", async () => {
    const nocdt = { ...order, Ipv6AddressId: "ipv6-nocdt0001" };
    const traffic = { ...nocdt, InternetChargeType: "PayByTraffic" };
    expect(await harness.refused(ACTION, traffic, alibabaKeys.noCdt)).toEqual([
      400,
      "OperationFailed.OpenCdtServiceFirst",
    ]);
    expect((await harness.call(ACTION, { ...nocdt, InternetChargeType: "PayByOld95" }, alibabaKeys.noCdt)).status).toBe(
      200,
    );
  });

  test.each([
    [500, "OperationFailed.QueryAccountInfo"],
    [500, "OperationFailed.SaleValidate"],
    [500, "SystemBusy"],
    [400, "OperationFailed.UpgradeCdtServiceFirst"],
  ])("%d %s", async (status, code) => {
    const { alibaba } = defaultSeed();
    const [first, ...rest] = alibaba.accounts;
    const condition = code.endsWith("CdtServiceFirst") ? { cdt: "old" as const } : { orders: code };
    const accounts = [{ ...first, ...condition } as (typeof alibaba.accounts)[0], ...rest];
    const troubled = await startAlibaba({ seed: { alibaba: { ...alibaba, accounts } } });
    const traffic = { ...order, InternetChargeType: "PayByTraffic" };
    expect(await troubled.refused(ACTION, traffic)).toEqual([status, code]);
    await troubled.simulator.close();
  });
});
