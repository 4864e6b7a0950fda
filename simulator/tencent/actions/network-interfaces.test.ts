import { inCidr } from "../../common/ipv6";
import { startTencent, type TencentHarness } from "../../testing";

const [ASSIGN, UNASSIGN, TASK] = ["AssignIpv6Addresses", "UnassignIpv6Addresses", "DescribeVpcTaskResult"];
const CARD = "eni-demo0004";
const BLOCK = "2001:db8:7e00:1::";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());
type Row = { readonly Address: string; readonly State: string };
const list = (...addresses: string[]) => addresses.map((Address) => ({ Address }));
const on = async (NetworkInterfaceId: string) => {
  const { body } = await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceIds: [NetworkInterfaceId] });
  return body.NetworkInterfaceSet[0].Ipv6AddressSet;
};

test("named addresses: PENDING at once, and there when the task has ended", async () => {
  harness.simulator.pace({ taskMs: 1_000 });
  const Ipv6Addresses = [{ Address: "2001:0DB8:7e00:1::00AA", Description: "web" }];
  const { body } = await harness.call(ASSIGN, { NetworkInterfaceId: CARD, Ipv6Addresses });
  const row = { Address: `${BLOCK}aa`, Description: "web", State: "PENDING", AddressId: "", AddressType: "GUA" };
  expect(body.Ipv6AddressSet).toMatchObject([row]);
  const task = () => harness.call(TASK, { TaskId: body.RequestId });
  expect((await task()).body.Status).toBe("RUNNING");
  const again = { NetworkInterfaceId: CARD, Ipv6AddressCount: 1 };
  expect(await harness.refused(ASSIGN, again)).toBe("UnsupportedOperation.MutexOperationTaskRunning");
  expect(harness.simulator.ledger()).toEqual([]);
  harness.pass(1_000);
  expect((await task()).body).toMatchObject({ Status: "SUCCESS", Output: "", Result: [] });
  expect(await on(CARD)).toMatchObject([{ ...row, State: "AVAILABLE" }]);
  expect(harness.simulator.ledger()).toMatchObject([{ event: "assigned", detail: { addresses: [`${BLOCK}aa`] } }]);
});

test("by count: addresses of the subnet; the same again under one token, others without", async () => {
  const params = { NetworkInterfaceId: CARD, Ipv6AddressCount: 3, ClientToken: "t" };
  const first = await harness.call(ASSIGN, params);
  const again = await harness.call(ASSIGN, params);
  expect(again.body.Ipv6AddressSet).toEqual(first.body.Ipv6AddressSet);
  expect(again.body.RequestId).not.toBe(first.body.RequestId);
  expect((await harness.call(TASK, { TaskId: again.body.RequestId })).body.Status).toBe("SUCCESS");
  await harness.call(ASSIGN, { NetworkInterfaceId: CARD, Ipv6AddressCount: 1 });
  const rows: { Address: string }[] = await on(CARD);
  expect(new Set(rows.map(({ Address }) => Address)).size).toBe(4);
  expect(rows.every(({ Address }) => inCidr(Address, `${BLOCK}/64`))).toBe(true);
  expect(harness.simulator.journal().filter(({ replayed }) => replayed)).toHaveLength(1);
  const mismatch = "UnsupportedOperation.IdempotentParameterMismatch";
  expect(await harness.refused(ASSIGN, { ...params, Ipv6AddressCount: 2 })).toBe(mismatch);
  expect(await harness.refused(ASSIGN, { ...params, ClientToken: "t".repeat(65) })).toBe("InvalidParameterValue");
  harness.simulator.pace({ tokenLifetimeMs: 1_000 });
  harness.pass(1_000);
  await harness.call(ASSIGN, params);
  expect(await on(CARD)).toHaveLength(7);
});

test.each([{ delayMs: 200 }, "drop"] as const)(
  "a token until its first call is answered, or never is: %j",
  async (fault) => {
    const params = { NetworkInterfaceId: CARD, Ipv6AddressCount: 1, ClientToken: "t" };
    harness.simulator.pace({ taskMs: 1_000 });
    harness.simulator.fault({ action: ASSIGN, when: "after", do: fault });
    const first = harness.call(ASSIGN, params).catch(() => undefined);
    while (harness.simulator.journal().length === 0) await new Promise(setImmediate);
    if (fault !== "drop") {
      expect(await harness.refused(ASSIGN, params)).toBe("UnsupportedOperation.IdempotentProcessing");
      const other = { ...params, Ipv6AddressCount: 2 };
      expect(await harness.refused(ASSIGN, other)).toBe("UnsupportedOperation.IdempotentParameterMismatch");
    }
    await first;
    expect(await harness.refused(ASSIGN, params)).toBeUndefined();
    expect(await on(CARD)).toHaveLength(1);
  },
);

test("a refused call and its token, as the setting says", async () => {
  const params = (ClientToken: string, NetworkInterfaceId = CARD) => {
    return { NetworkInterfaceId, Ipv6AddressCount: 1, ClientToken };
  };
  const [attaching, spent] = ["eni-attaching", "UnsupportedOperation.IdempotentParameterMismatch"];
  expect(await harness.refused(ASSIGN, params("a", attaching))).toBe("UnsupportedOperation.InvalidState");
  expect(await harness.refused(ASSIGN, params("a"))).toBeUndefined();
  harness.simulator.pace({ refusedCallSpendsToken: "yes", tokenLifetimeMs: 5_000 });
  expect(await harness.refused(ASSIGN, params("b", attaching))).toBe("UnsupportedOperation.InvalidState");
  harness.pass(4_999);
  for (const card of [attaching, CARD]) expect(await harness.refused(ASSIGN, params("b", card))).toBe(spent);
  expect(await harness.refused(ASSIGN, params("b", "eni-shanghai01"), { region: "ap-shanghai" })).toBeUndefined();
  harness.pass(1);
  expect(await harness.refused(ASSIGN, params("b"))).toBeUndefined();
});

test.each([
  ["InvalidParameterValue.Range", {}, "UnsupportedOperation.IdempotentParameterMismatch"],
  ["InvalidParameterValue.Range", { when: "after" }, undefined],
  ["RequestLimitExceeded", {}, undefined],
  ["InternalError.ModuleError", {}, undefined],
  ["UnauthorizedOperation", {}, undefined],
  ["UnsupportedOperation.IdempotentProcessing", {}, undefined],
] as const)("a fault %s %j, and what the setting makes of the token", async (code, rule, then) => {
  harness.simulator.pace({ refusedCallSpendsToken: "yes" });
  harness.simulator.fault({ action: ASSIGN, ...rule, do: { code } });
  const params = { NetworkInterfaceId: CARD, Ipv6AddressCount: 1, ClientToken: "t" };
  expect(await harness.refused(ASSIGN, params)).toBe(code);
  expect(await harness.refused(ASSIGN, params)).toBe(then);
  expect(harness.simulator.ledger()).toHaveLength(then ? 0 : 1);
});

test.each([
  ["MissingParameter", { Ipv6AddressCount: undefined }],
  ["InvalidParameter.Coexist", { Ipv6Addresses: list(`${BLOCK}aa`) }],
  ["InvalidParameterValue.LimitExceeded", { Ipv6AddressCount: 11 }],
  ["InvalidParameterValue.LimitExceeded", { Ipv6AddressCount: 0 }],
  ["InvalidParameterValue", { Ipv6AddressCount: undefined, Ipv6Addresses: [{ Address: `${BLOCK}aa`, Primary: true }] }],
  ["InvalidParameterValue.Malformed", { NetworkInterfaceId: "nic-1" }],
  ["ResourceNotFound", { NetworkInterfaceId: "eni-never" }],
  ["ResourceNotFound", { NetworkInterfaceId: "eni-legacy01" }],
  ["UnsupportedOperation.InvalidState", { NetworkInterfaceId: "eni-attaching" }],
  ["UnsupportedOperation.UnassignCidrBlock", { NetworkInterfaceId: "eni-noipv6" }],
  ["LimitExceeded.Address", { NetworkInterfaceId: "eni-small" }],
  ...[
    ["InvalidParameterValue.Malformed", ["2001:db8::zz"]],
    ["InvalidParameterValue.Duplicate", [`${BLOCK}aa`, `${BLOCK}0:aa`]],
    ["InvalidParameterValue.Range", ["2001:db8:7e00:2::1"]],
    ["InvalidParameterValue.Reserved", [BLOCK]],
    ["ResourceInUse.Address", [`${BLOCK}1`]],
  ].map(([code, addresses]) => [
    code,
    { Ipv6AddressCount: undefined, Ipv6Addresses: list(...(addresses as string[])) },
  ]),
] as [string, object][])("Assign is refused with %s for %j", async (code, more) => {
  expect(await harness.refused(ASSIGN, { NetworkInterfaceId: CARD, Ipv6AddressCount: 1, ...more })).toBe(code);
  expect(harness.simulator.ledger()).toEqual([]);
});

test.each([
  ["MissingParameter", { Ipv6Addresses: [] }],
  ["InvalidParameterValue.LimitExceeded", { Ipv6Addresses: list(...Array(11).fill(`${BLOCK}3`)) }],
  ["UnsupportedOperation.AttachmentNotFound", { Ipv6Addresses: list(`${BLOCK}3`, `${BLOCK}1`) }],
  ["UnauthorizedOperation.PrimaryIp", { Ipv6Addresses: list(`${BLOCK}c`) }],
  ["UnsupportedOperation.AddressPublished", { Ipv6Addresses: list(`${BLOCK}4`) }],
])("Unassign is refused with %s for %j", async (code, more) => {
  expect(await harness.refused(UNASSIGN, { NetworkInterfaceId: "eni-demo0003", ...more })).toBe(code);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("an address with bandwidth, as the setting says", async () => {
  harness.simulator.pace({ unassignWithBandwidth: "drop" });
  await harness.call(UNASSIGN, { NetworkInterfaceId: "eni-demo0003", Ipv6Addresses: list(`${BLOCK}4`) });
  harness.simulator.pace({ unassignWithBandwidth: "orphan" });
  await harness.call(UNASSIGN, { NetworkInterfaceId: "eni-demo0003", Ipv6Addresses: list(`${BLOCK}d`) });
  expect(harness.simulator.ledger().map(({ event, id }) => `${event} ${id}`)).toEqual([
    "released eip-byhand01",
    "unassigned eni-demo0003",
    "unassigned eni-demo0003",
  ]);
  expect((await harness.call("DescribeIp6Addresses", { Ip6AddressIds: ["eip-package01"] })).body.TotalCount).toBe(1);
});

test.each([
  ["fail", [], ["AVAILABLE", "AVAILABLE"]],
  ["partial", [[`${BLOCK}1`]], ["AVAILABLE"]],
] as const)("an unassignment that ends as %s", async (taskOutcome, gone, left) => {
  await harness.call(ASSIGN, { NetworkInterfaceId: "eni-demo0001", Ipv6Addresses: list(`${BLOCK}aa`) });
  harness.simulator.pace({ taskOutcome, taskMs: 1_000 });
  const Ipv6Addresses = list(`${BLOCK}1`, `${BLOCK}aa`);
  const { body } = await harness.call(UNASSIGN, { NetworkInterfaceId: "eni-demo0001", Ipv6Addresses });
  expect((await on("eni-demo0001"))[0].State).toBe("DELETING");
  harness.pass(1_000);
  expect((await harness.call(TASK, { TaskId: body.RequestId })).body.Status).toBe("FAILED");
  expect((await on("eni-demo0001")).map(({ State }: { State: string }) => State)).toEqual(left);
  const unassigned = harness.simulator.ledger().filter(({ event }) => event === "unassigned");
  expect(unassigned.map(({ detail }) => detail.addresses)).toEqual(gone);
});

test("an unassignment done by half takes off one of three, and only it is slow and fails", async () => {
  const slow = ["UnassignIpv6Addresses", "ReleaseIp6AddressesBandwidth"].join(", ");
  harness.simulator.pace({ taskMs: 1_000, slowActions: slow, taskOutcome: "partial", taskOutcomeOf: slow });
  const Ipv6Addresses = list(...["aa", "ab", "ac"].map((end) => `${BLOCK}${end}`));
  const assigned = (await harness.call(ASSIGN, { NetworkInterfaceId: CARD, Ipv6Addresses })).body;
  expect((await harness.call(TASK, { TaskId: assigned.RequestId })).body.Status).toBe("SUCCESS");
  const { body } = await harness.call(UNASSIGN, { NetworkInterfaceId: CARD, Ipv6Addresses });
  const status = async () => (await harness.call(TASK, { TaskId: body.RequestId })).body.Status;
  const states = async () => (await on(CARD)).map((row: Row) => [row.Address, row.State]);
  expect(await status()).toBe("RUNNING");
  expect(await states()).toEqual(Ipv6Addresses.map(({ Address }) => [Address, "DELETING"]));
  harness.pass(1_000);
  expect(await status()).toBe("FAILED");
  expect(await states()).toEqual(Ipv6Addresses.slice(1).map(({ Address }) => [Address, "AVAILABLE"]));
  expect(harness.simulator.ledger().at(-1)).toMatchObject({
    event: "unassigned",
    detail: { addresses: [`${BLOCK}aa`] },
  });
  await harness.call(UNASSIGN, { NetworkInterfaceId: CARD, Ipv6Addresses: Ipv6Addresses.slice(1) });
  expect(await states()).toHaveLength(2);
});

test("descriptions, at once", async () => {
  const card = { NetworkInterfaceId: "eni-demo0001" };
  const change = "ModifyIpv6AddressesAttribute";
  await harness.call(change, { ...card, Ipv6Addresses: [{ Address: `${BLOCK}1`, Description: "web" }] });
  expect(await on("eni-demo0001")).toMatchObject([{ Description: "web" }]);
  const refused = (...addresses: string[]) => harness.refused(change, { ...card, Ipv6Addresses: list(...addresses) });
  expect(await refused(`${BLOCK}1`, `${BLOCK}1`)).toBe("InvalidParameterValue.Duplicate");
  expect(await refused(`${BLOCK}2`)).toBe("UnsupportedOperation.AttachmentNotFound");
});

test("cards by id and by filter, with the ids of published addresses", async () => {
  const { body } = await harness.call("DescribeNetworkInterfaces", {
    Filters: [{ Name: "address-ipv6", Values: [`${BLOCK}4`] }],
  });
  expect(body.TotalCount).toBe(1);
  expect(body.NetworkInterfaceSet[0].Ipv6AddressSet).toContainEqual(
    expect.objectContaining({ Address: `${BLOCK}4`, AddressId: "eip-byhand01" }),
  );
  const of = (...Values: string[]) => ({ Filters: [{ Name: "attachment.instance-id", Values }] });
  expect((await harness.call("DescribeNetworkInterfaces", of("ins-demo0001"))).body.TotalCount).toBe(2);
  const both = { NetworkInterfaceIds: [CARD], ...of("ins-demo0001") };
  expect(await harness.refused("DescribeNetworkInterfaces", both)).toBe("InvalidParameter.Coexist");
  const vpc = { VpcId: "vpc-demo0001", Ipv6Addresses: [`${BLOCK}1`, `${BLOCK}ffff`] };
  expect((await harness.call("DescribeVpcIpv6Addresses", vpc)).body.Ipv6AddressSet).toMatchObject([
    { Ipv6Address: `${BLOCK}1`, CidrBlock: `${BLOCK}/64` },
  ]);
  expect(await harness.refused(TASK, { TaskId: "never" })).toBe("ResourceNotFound");
});

test("an address was made when the clock says so, in UTC+8", async () => {
  harness.pass(3_600_000);
  await harness.call(ASSIGN, { NetworkInterfaceId: CARD, Ipv6Addresses: list(`${BLOCK}aa`) });
  const asked = { VpcId: "vpc-demo0001", Ipv6Addresses: [`${BLOCK}aa`] };
  const { body } = await harness.call("DescribeVpcIpv6Addresses", asked);
  expect(body.Ipv6AddressSet).toMatchObject([{ CreatedTime: "2026-06-01 09:00:00" }]);
});
