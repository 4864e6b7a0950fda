import { startTencent, type TencentHarness, tencentKeys } from "../../testing";

const [ALLOCATE, MODIFY, RELEASE] = [
  "AllocateIp6AddressesBandwidth",
  "ModifyIp6AddressesBandwidth",
  "ReleaseIp6AddressesBandwidth",
];
const [READ, TASK] = ["DescribeIp6Addresses", "DescribeTaskResult"];
const FREE = ["2001:db8:7e00:1::1", "2001:db8:7e00:1::2", "2001:db8:7e00:1::3"];

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());
const events = () => harness.simulator.ledger().map(({ event, subject }) => `${event} ${subject}`);
const order = (more: object = {}) => harness.call(ALLOCATE, { Ip6Addresses: FREE, ...more });

test("one call for several addresses: one task, one setting, ids in no promised order", async () => {
  const { body } = await order({ InternetMaxBandwidthOut: 5, Tags: [{ Key: "a", Value: "b" }] });
  expect(body).toEqual({ AddressSet: expect.any(Array), TaskId: "194395704", RequestId: expect.any(String) });
  const read = await harness.call(READ, { Filters: [{ Name: "address-ip", Values: FREE }] });
  expect(read.body.TotalCount).toBe(3);
  const ids = read.body.AddressSet.map(({ AddressId }: { AddressId: string }) => AddressId);
  expect([...ids].sort()).toEqual([...body.AddressSet].sort());
  expect(ids).not.toEqual(body.AddressSet);
  expect(read.body.AddressSet[0]).toMatchObject({
    AddressIp: FREE[0],
    AddressStatus: "BIND",
    Bandwidth: 5,
    InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
    BandwidthPackageId: null,
    TagSet: [{ Key: "a", Value: "b" }],
  });
  expect(events()).toEqual(FREE.map((address) => `ordered ${address}`));
});

test("a task runs, takes effect when it ends, and holds its addresses until then", async () => {
  harness.simulator.pace({ taskMs: 5_000 });
  const { body } = await order();
  const id = body.AddressSet[0];
  expect((await harness.call(TASK, { TaskId: Number(body.TaskId) })).body.Result).toBe("RUNNING");
  expect((await harness.call(READ, { Ip6AddressIds: [id] })).body.AddressSet[0].AddressStatus).toBe("CREATING");
  expect(await harness.refused(RELEASE, { Ip6AddressIds: [id] })).toBe("OperationDenied.MutexTaskRunning");
  expect((await order()).body.Error.Code).toBe("OperationDenied.MutexTaskRunning");
  expect(events()).toEqual([]);
  harness.pass(5_000);
  expect((await harness.call(TASK, { TaskId: body.TaskId })).body).toMatchObject({
    Result: "SUCCESS",
    TaskId: 194395704,
  });
  expect(events()).toHaveLength(3);
  expect(harness.simulator.ledger()[0]?.at).toBe("2026-06-01T00:00:05.000Z");
});

test.each([
  ["fail", [], 0],
  ["partial", [`ordered ${FREE[0]}`], 1],
  ["failed-but-done", FREE.map((address) => `ordered ${address}`), 3],
] as const)("a task that ends as %s is FAILED, and says no more", async (taskOutcome, done, left) => {
  harness.simulator.pace({ taskOutcome });
  const { body } = await order();
  const task = await harness.call(TASK, { TaskId: body.TaskId });
  expect(task.body).toEqual({ TaskId: 194395704, Result: "FAILED", RequestId: expect.any(String) });
  expect(events()).toEqual(done);
  expect((await harness.call(READ, { Ip6AddressIds: body.AddressSet })).body.TotalCount).toBe(left);
});

test.each([
  ["MissingParameter", { Ip6Addresses: [] }],
  ["InvalidParameterValue.InvalidIpv6", { Ip6Addresses: ["2001:db8::zz"] }],
  ["InvalidParameterValue.InvalidIpv6", { Ip6Addresses: ["fd76:7e00:1::1"] }],
  ["InvalidParameterValue.LimitExceeded", { Ip6Addresses: Array.from({ length: 101 }, (_, i) => `2001:db8::${i}`) }],
  ["InvalidParameterValue.AddressIpNotFound", { Ip6Addresses: ["2001:db8:7e00:1::ffff"] }],
  ["InvalidParameterValue.AddressIpNotInVpc", { Ip6Addresses: ["2001:db8:7e20:1::1"] }],
  ["InvalidParameterValue.AddressPublished", { Ip6Addresses: ["2001:db8:7e00:1::4"] }],
  ["InvalidInstanceId.NotFound", { Ip6Addresses: ["2001:db8:7e00:1::b"] }],
  ["InvalidParameterValue.BandwidthOutOfRange", { InternetMaxBandwidthOut: 0 }],
  ["InvalidParameterValue.BandwidthOutOfRange", { InternetMaxBandwidthOut: 101 }],
  ["InvalidParameterValue", { InternetChargeType: "BANDWIDTH_POSTPAID_BY_HOUR" }],
  ["MissingParameter", { InternetChargeType: "BANDWIDTH_PACKAGE" }],
  ["InvalidParameterValue.Malformed", { BandwidthPackageId: "package" }],
  ["InvalidParameterValue.BandwidthPackageNotFound", { BandwidthPackageId: "bwp-shanghai01" }],
  ["UnsupportedOperation.InvalidAddressInternetChargeType", { BandwidthPackageId: "bwp-demo0001" }],
  ...["noipv6", "closed"].map((name) => [
    name === "closed"
      ? "UnsupportedOperation.InvalidAddressInternetChargeType"
      : "UnsupportedOperation.BandwidthPackageIdNotSupported",
    { InternetChargeType: "BANDWIDTH_PACKAGE", BandwidthPackageId: `bwp-${name}` },
  ]),
] as [string, object][])("an order is refused with %s for %j", async (code, more) => {
  expect((await order(more)).body.Error.Code).toBe(code);
  expect(events()).toEqual([]);
});

test("one bad address refuses the whole call", async () => {
  const { body } = await order({ Ip6Addresses: [...FREE, "2001:db8:7e00:1::4"] });
  expect(body.Error.Code).toBe("InvalidParameterValue.AddressPublished");
  expect(events()).toEqual([]);
});

test("accounts: a poor one, and one billed by machine that is told nothing of the billing", async () => {
  const [poor, legacy] = [["2001:db8:7e30:1::1"], ["2001:db8:7e20:1::1"]];
  expect(await harness.refused(ALLOCATE, { Ip6Addresses: poor }, tencentKeys.poor)).toBe(
    "FailedOperation.BalanceInsufficient",
  );
  expect(await harness.refused(ALLOCATE, { Ip6Addresses: legacy }, tencentKeys.legacy)).toBe(
    "InvalidAccount.NotSupported",
  );
  const read = await harness.call(READ, {}, tencentKeys.legacy);
  expect(read.body.AddressSet).toMatchObject([
    { AddressId: "eip-legacy01", Bandwidth: null, InternetChargeType: null, BandwidthPackageId: null },
  ]);
  expect((await harness.call("DescribeNetworkAccountType", {}, tencentKeys.legacy)).body.NetworkAccountType).toBe(
    "LEGACY",
  );
});

test("a change by id or address, and its ends", async () => {
  await harness.call(MODIFY, { Ip6AddressIds: ["eip-byhand01"], InternetMaxBandwidthOut: 30 });
  await harness.call(MODIFY, { Ip6Addresses: ["2001:DB8:7e00:1:0::4"], InternetMaxBandwidthOut: 40 });
  await harness.call(RELEASE, { Ip6Addresses: ["2001:db8:7e00:1::4"] });
  expect(harness.simulator.ledger().map(({ event, detail }) => [event, detail.bandwidth])).toEqual([
    ["changed", 30],
    ["changed", 40],
    ["released", 40],
  ]);
  const filter = { Filters: [{ Name: "address-ip", Values: ["2001:db8:7e00:1::4"] }] };
  expect(await harness.refused(READ, filter)).toBe("InvalidParameterValue.AddressIpNotPublic");
  expect((await harness.call(READ, { Ip6AddressIds: ["eip-byhand01"] })).body.TotalCount).toBe(0);
});

test.each([
  ["InvalidParameter.Coexist", { Ip6AddressIds: ["eip-byhand01"], Ip6Addresses: ["2001:db8:7e00:1::4"] }],
  ["MissingParameter", {}],
  ["MissingParameter", { Ip6AddressIds: ["eip-byhand01"], InternetMaxBandwidthOut: undefined }],
  ["InvalidParameterValue.AddressIdMalformed", { Ip6AddressIds: ["eipv6-1"] }],
  ["InvalidAddressId.NotFound", { Ip6AddressIds: ["eip-never"] }],
  ["InvalidAddressId.NotFound", { Ip6AddressIds: ["eip-legacy01"] }],
  ["InvalidParameterValue.AddressIpNotFound", { Ip6Addresses: [FREE[0]] }],
  ["InvalidParameterValue.BandwidthOutOfRange", { Ip6AddressIds: ["eip-byhand01"], InternetMaxBandwidthOut: 101 }],
  ["InvalidAddressIdState.InArrears", { Ip6AddressIds: ["eip-arrears01"] }],
  ["OperationDenied.TrafficExceedThreshold", { Ip6AddressIds: ["eip-traffic01"] }],
  ["UnsupportedOperation.AddressIpInternetChargeTypeNotPermit", { Ip6AddressIds: ["eip-fixed01"] }],
  ["UnsupportedOperation.AddressIpNotSupportInstance", { Ip6AddressIds: ["eip-odd01"] }],
  ["UnsupportedOperation.AddressIpStatusNotPermit", { Ip6AddressIds: ["eip-moving01"] }],
])("a change is refused with %s for %j", async (code, more) => {
  expect(await harness.refused(MODIFY, { InternetMaxBandwidthOut: 9, ...more })).toBe(code);
  expect(events()).toEqual([]);
});

test.each([
  ["InvalidParameter.Coexist", READ, { Ip6AddressIds: ["eip-1"], Filters: [{ Name: "address-ip", Values: FREE }] }],
  ["InvalidParameterValue.AddressIdMalformed", READ, { Ip6AddressIds: ["x"] }],
  ["InvalidParameterValue.Malformed", READ, { Filters: [{ Name: "network-interface-id", Values: ["x"] }] }],
  ["MissingParameter", TASK, {}],
  ["InvalidParameter", TASK, { TaskId: 1 }],
  ["InvalidParameter", TASK, { TaskId: "one" }],
  ["NotSimulated", TASK, { DealName: "deal" }],
])("%s from %s %j", async (code, action, params) => {
  expect(await harness.refused(action, params)).toBe(code);
});

test("late reads show what was", async () => {
  harness.simulator.pace({ readLagMs: 2_000 });
  const { body } = await order();
  const read = async () => (await harness.call(READ, { Ip6AddressIds: body.AddressSet })).body.TotalCount;
  expect(await read()).toBe(0);
  harness.pass(2_000);
  expect(await read()).toBe(3);
});

test("tags: put, dropped, listed; only the account's own", async () => {
  const Resource = "qcs::vpc:ap-guangzhou:uin/:eip/eip-byhand01";
  await harness.call("ModifyResourceTags", {
    Resource,
    ReplaceTags: [{ TagKey: "a", TagValue: "1" }],
    DeleteTags: [{ TagKey: "team" }],
  });
  await harness.call("TagResources", { ResourceList: [Resource], Tags: [{ TagKey: "b", TagValue: "2" }] });
  await harness.call("UnTagResources", { ResourceList: [Resource], TagKeys: ["a"] });
  const asked = { ServiceType: "vpc", ResourcePrefix: "eip", ResourceRegion: "ap-guangzhou" };
  const tags = [{ TagKey: "b", TagValue: "2", ResourceId: "eip-byhand01" }];
  const byIds = await harness.call("DescribeResourceTagsByResourceIds", { ...asked, ResourceIds: ["eip-byhand01"] });
  expect(byIds.body.Tags).toMatchObject(tags);
  const byId = await harness.call("DescribeResourceTags", { ...asked, ResourceId: "eip-byhand01" });
  expect(byId.body.Rows).toMatchObject(tags);
  const eleven = Array.from({ length: 11 }, (_, index) => ({ TagKey: `k${index}`, TagValue: "" }));
  const refused = (params: object, options = {}) =>
    harness.refused("ModifyResourceTags", { Resource, ...params }, options);
  const both = { ReplaceTags: [eleven[0]], DeleteTags: [{ TagKey: "k0" }] };
  const unnamed = "InvalidParameterValue.ResourceDescriptionError";
  expect(await refused({ ReplaceTags: eleven })).toBe("LimitExceeded.TagKey");
  expect(await refused(both)).toBe("InvalidParameterValue.DeleteTagsParamError");
  expect(await refused({ Resource: "eip-byhand01" })).toBe(unnamed);
  expect(await refused({}, tencentKeys.legacy)).toBe(unnamed);
});

test("packages with what is in them", async () => {
  const { body } = await harness.call("DescribeBandwidthPackages", { BandwidthPackageIds: ["bwp-demo0001"] });
  expect(body.BandwidthPackageSet).toMatchObject([
    { BandwidthPackageId: "bwp-demo0001", ResourceSet: [{ ResourceId: "eip-package01" }] },
  ]);
});
