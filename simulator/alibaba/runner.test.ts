import { type AlibabaHarness, startAlibaba } from "../testing";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const ALLOCATE = "AllocateIpv6InternetBandwidth";
const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, ClientToken: "token" };

test("a token answers the same order again, even after it has been deleted", async () => {
  const first = (await harness.call(ALLOCATE, order)).body;
  await harness.call("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: first.InternetBandwidthId });
  const { status, body } = await harness.call(ALLOCATE, order);
  expect(status).toBe(200);
  expect(body).toEqual({ ...first, RequestId: body.RequestId });
  expect(body.RequestId).not.toBe(first.RequestId);
  expect(harness.simulator.journal().at(-1)).toMatchObject({ replayed: true, clientToken: "token" });
  expect(harness.simulator.ledger().map(({ event }) => event)).toEqual(["ordered", "released"]);
});

test("a token belongs to its parameters, action, account and region", async () => {
  await harness.call(ALLOCATE, order);
  const mismatch = [400, "IdempotentParameterMismatch"];
  expect(await harness.refused(ALLOCATE, { ...order, Bandwidth: 11 })).toEqual(mismatch);
  expect(await harness.refused("ModifyIpv6InternetBandwidth", order)).toEqual(mismatch);
  const shanghai = { ...order, RegionId: "cn-shanghai", Ipv6AddressId: "ipv6-shanghai0001" };
  expect((await harness.call(ALLOCATE, shanghai)).status).toBe(200);
  expect(await harness.refused(ALLOCATE, { ...order, ClientToken: "TOKEN" })).toEqual([
    400,
    "OperationFailed.InternetBandwidthAlreadyExisted",
  ]);
});

test("a refused call leaves its token free", async () => {
  const wrong = { ...order, Ipv6AddressId: "ipv6-nogateway" };
  expect(await harness.refused(ALLOCATE, wrong)).toEqual([400, "OperationFailed.Ipv6GatewayNotExist"]);
  expect((await harness.call(ALLOCATE, order)).status).toBe(200);
});

test("a refused call and its token, as the setting says", async () => {
  harness.simulator.pace({ refusedCallSpendsToken: "yes", tokenLifetimeMs: 1_000 });
  const [refused, spent] = [
    [400, "OperationFailed.Ipv6GatewayNotExist"],
    [403, "IdempotentFailed"],
  ];
  const wrong = { ...order, Ipv6AddressId: "ipv6-nogateway" };
  expect(await harness.refused(ALLOCATE, { ...wrong, DryRun: true })).toEqual(refused);
  expect(await harness.refused(ALLOCATE, wrong)).toEqual(refused);
  harness.pass(999);
  expect(await harness.refused(ALLOCATE, wrong)).toEqual(spent);
  expect(await harness.refused(ALLOCATE, order)).toEqual(spent);
  const assign = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1, ClientToken: "token" };
  expect(await harness.refused("AssignIpv6Addresses", assign)).toEqual(spent);
  const shanghai = { ...order, RegionId: "cn-shanghai", Ipv6AddressId: "ipv6-shanghai0001" };
  expect((await harness.call(ALLOCATE, shanghai)).status).toBe(200);
  harness.pass(1);
  expect((await harness.call(ALLOCATE, order)).status).toBe(200);
  expect(await harness.refused(ALLOCATE, { ...order, Bandwidth: 11 })).toEqual([400, "IdempotentParameterMismatch"]);
  expect((await harness.call(ALLOCATE, order)).status).toBe(200);
});

test.each([
  ["InvalidOperation.InvalidEniState", {}, [403, "IdempotentFailed"]],
  ["InvalidOperation.InvalidEniState", { when: "after" }, [200, undefined]],
  ["Throttling.User", {}, [200, undefined]],
  ["InternalError", {}, [200, undefined]],
  ["Forbidden.RAM", {}, [200, undefined]],
  ["SignatureDoesNotMatch", {}, [200, undefined]],
  ["IdempotentProcessing", {}, [200, undefined]],
] as const)("a fault %s %j, and what the setting makes of the token", async (code, rule, then) => {
  harness.simulator.pace({ refusedCallSpendsToken: "yes" });
  harness.simulator.fault({ action: "AssignIpv6Addresses", ...rule, do: { code } });
  const assign = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1, ClientToken: "token" };
  expect((await harness.refused("AssignIpv6Addresses", assign))[1]).toBe(code);
  expect(await harness.refused("AssignIpv6Addresses", assign)).toEqual(then);
  expect(harness.simulator.ledger()).toHaveLength(then[0] === 200 ? 1 : 0);
});

test("a dry run checks all, changes nothing and leaves its token free", async () => {
  expect(await harness.refused(ALLOCATE, { ...order, DryRun: true })).toEqual([400, "DryRunOperation"]);
  const wrong = { ...order, Ipv6AddressId: "ipv6-nogateway", DryRun: "true" };
  expect(await harness.refused(ALLOCATE, wrong)).toEqual([400, "OperationFailed.Ipv6GatewayNotExist"]);
  expect(harness.simulator.ledger()).toEqual([]);
  const answer = await harness.call(ALLOCATE, { ...order, DryRun: false });
  expect([answer.status, harness.simulator.journal().at(-1)?.replayed]).toEqual([200, false]);
});

test("a dry run that is ignored acts, and is remembered under its token", async () => {
  harness.simulator.pace({ dryRun: "ignored" });
  const first = (await harness.call(ALLOCATE, { ...order, DryRun: true })).body;
  expect(harness.simulator.ledger()).toMatchObject([{ event: "ordered", id: first.InternetBandwidthId }]);
  expect((await harness.call(ALLOCATE, order)).body.InternetBandwidthId).toBe(first.InternetBandwidthId);
  const release = { Ipv6AddressId: "ipv6-free", DryRun: true };
  expect((await harness.call("ReleaseIpv6Address", release)).status).toBe(200);
  expect(harness.simulator.ledger()).toHaveLength(2);
  expect(harness.simulator.journal().map(({ dryRun }) => dryRun)).toEqual([true, false, true]);
});

test("64 ASCII characters", async () => {
  const refusal = [400, "InvalidParameter"];
  expect(await harness.refused(ALLOCATE, { ...order, ClientToken: "x".repeat(65) })).toEqual(refusal);
  expect(await harness.refused(ALLOCATE, { ...order, ClientToken: "tökén" })).toEqual(refusal);
  expect((await harness.call(ALLOCATE, { ...order, ClientToken: "x".repeat(64) })).status).toBe(200);
});

test("a token is forgotten after its lifetime", async () => {
  harness.simulator.pace({ tokenLifetimeMs: 1000 });
  await harness.call(ALLOCATE, order);
  harness.pass(999);
  expect((await harness.call(ALLOCATE, order)).status).toBe(200);
  harness.pass(1);
  expect(await harness.refused(ALLOCATE, order)).toEqual([400, "OperationFailed.InternetBandwidthAlreadyExisted"]);
});

describe("while the first call is running", () => {
  const slow = async (action: string) => {
    harness.simulator.fault({ action, when: "after", do: { delayMs: 1_000 } });
  };

  test("VPC", async () => {
    await slow(ALLOCATE);
    const first = harness.call(ALLOCATE, order);
    while (harness.simulator.ledger().length === 0) await new Promise(setImmediate);
    expect(await harness.refused(ALLOCATE, order)).toEqual([403, "LastTokenProcessing"]);
    const second = { ...order, ClientToken: "another" };
    expect(await harness.refused(ALLOCATE, second)).toEqual([403, "OperationConflict"]);
    expect((await first).status).toBe(200);
    expect((await harness.call(ALLOCATE, order)).status).toBe(200);
    expect(harness.simulator.ledger()).toHaveLength(1);
  });

  test("ECS", async () => {
    const assign = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1, ClientToken: "token" };
    await slow("AssignIpv6Addresses");
    const first = harness.call("AssignIpv6Addresses", assign);
    while (harness.simulator.ledger().length === 0) await new Promise(setImmediate);
    expect(await harness.refused("AssignIpv6Addresses", assign)).toEqual([403, "IdempotentProcessing"]);
    const other = { ...assign, ClientToken: undefined };
    expect(await harness.refused("AssignIpv6Addresses", other)).toEqual([403, "Operation.Conflict"]);
    expect((await harness.call("AssignIpv6Addresses", { ...other, NetworkInterfaceId: "eni-demo0005" })).status).toBe(
      200,
    );
    await first;
  });
});
