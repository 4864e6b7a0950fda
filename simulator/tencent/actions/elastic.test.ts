import { startTencent, type TencentHarness, tencentKeys } from "../../testing";

const [ALLOCATE, BIND, UNBIND] = ["AllocateIPv6Addresses", "AssociateIPv6Address", "DisassociateIPv6Address"];
const [RELEASE, MODIFY, RENAME] = [
  "ReleaseIPv6Addresses",
  "ModifyIPv6AddressesBandwidth",
  "ModifyIPv6AddressesAttributes",
];
const READ = "DescribeIPv6Addresses";
const CARD = { NetworkInterfaceId: "eni-ula", PrivateIPv6Address: "fd76:7e00:1::1" };
const BY_HAND = "eipv6-byhand01";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());
const events = () => harness.simulator.ledger().map(({ event, resource, id }) => [event, resource, id]);
const one = async (id: unknown) => (await harness.call(READ, { IPv6AddressIds: [id] })).body.AddressSet[0];
const bind = (more: object = {}) => harness.call(BIND, { IPv6AddressId: BY_HAND, ...CARD, ...more });

test("a life: ordered, bound, changed, named, unbound, released", async () => {
  const order = { AddressName: "web", InternetMaxBandwidthOut: 5, Tags: [{ Key: "a", Value: "b" }] };
  const { body } = await harness.call(ALLOCATE, order);
  expect(body).toEqual({
    AddressSet: [expect.stringMatching(/^eipv6-[0-9a-z]{8}$/)],
    TaskId: expect.stringMatching(/^\d+$/),
    RequestId: expect.any(String),
  });
  const [id] = body.AddressSet;
  expect((await harness.call("DescribeTaskResult", { TaskId: Number(body.TaskId) })).body.Result).toBe("SUCCESS");
  expect(await one(id)).toMatchObject({
    ...{ AddressId: id, AddressName: "web", AddressStatus: "UNBIND", AddressType: "EIPv6", Bandwidth: 5 },
    ...{ InternetServiceProvider: "BGP", Egress: "center_egress1", TagSet: [{ Key: "a", Value: "b" }] },
    ...{ NetworkInterfaceId: null, PrivateAddressIp: null, InstanceId: null },
  });
  expect((await bind({ IPv6AddressId: id })).body).toEqual({ RequestId: expect.any(String) });
  expect(await one(id)).toMatchObject({
    ...{ AddressStatus: "BIND", NetworkInterfaceId: "eni-ula", PrivateAddressIp: "fd76:7e00:1::1" },
    ...{ InstanceId: "ins-demo0003", InstanceType: "CVM" },
  });
  await harness.call(MODIFY, { IPv6AddressIds: [id], InternetMaxBandwidthOut: 9 });
  await harness.call(RENAME, { IPv6AddressIds: [id], IPv6AddressName: "网站_1" });
  expect(await one(id)).toMatchObject({ Bandwidth: 9, AddressName: "网站_1" });
  expect(await harness.refused(RELEASE, { IPv6AddressIds: [id] })).toBe("UnsupportedOperation.AddressStatusNotPermit");
  await harness.call(UNBIND, { IPv6AddressId: id });
  expect(await one(id)).toMatchObject({ AddressStatus: "UNBIND", NetworkInterfaceId: null, PrivateAddressIp: null });
  await harness.call(RELEASE, { IPv6AddressIds: [id] });
  expect(await one(id)).toBeUndefined();
  const kinds = ["ordered", "assigned", "changed", "unassigned", "released"];
  expect(events()).toEqual(kinds.map((event) => [event, "ElasticPublicIpv6", id]));
  expect(harness.simulator.ledgerSummary().liveOrders).toEqual([]);
});

test("the same order twice is two orders, and both are paid for", async () => {
  for (const AddressCount of [1, 2]) await harness.call(ALLOCATE, { AddressCount });
  expect(harness.simulator.ledgerSummary().liveOrders).toHaveLength(3);
});

test("each step takes its time, with a state of its own, and refuses the next until then", async () => {
  harness.simulator.pace({ taskMs: 5_000 });
  const { body } = await harness.call(ALLOCATE);
  const [id] = body.AddressSet;
  const step = async (state: string, then: () => Promise<unknown>) => {
    expect((await one(id)).AddressStatus).toBe(state);
    expect((await bind({ IPv6AddressId: id })).body.Error.Code).toBe("UnsupportedOperation.AddressStatusNotPermit");
    harness.pass(5_000);
    await then();
  };
  await step("CREATING", () => bind({ IPv6AddressId: id, NetworkInterfaceId: "eni-ula" }));
  await step("BINDING", () => harness.call(UNBIND, { IPv6AddressId: id }));
  await step("UNBINDING", () => harness.call(RELEASE, { IPv6AddressIds: [id] }));
  await step("OFFLINING", async () => expect(await one(id)).toBeUndefined());
});

test("a step that fails leads back to where it was", async () => {
  harness.simulator.pace({ taskOutcome: "fail" });
  await bind();
  expect(await one(BY_HAND)).toMatchObject({ AddressStatus: "UNBIND", NetworkInterfaceId: null });
  await harness.call(MODIFY, { IPv6AddressIds: [BY_HAND], InternetMaxBandwidthOut: 9 });
  await harness.call(RELEASE, { IPv6AddressIds: [BY_HAND] });
  expect(await one(BY_HAND)).toMatchObject({ AddressStatus: "UNBIND", Bandwidth: 20 });
  const { body } = await harness.call(ALLOCATE);
  expect(await one(body.AddressSet[0])).toBeUndefined();
  expect(events()).toEqual([]);
});

test("a card without a machine: BIND_ENI; a machine: an address of its card", async () => {
  await bind({ NetworkInterfaceId: "eni-demo0004", PrivateIPv6Address: "2001:db8:7e00:1::77" });
  expect((await one(BY_HAND)).AddressStatus).toBe("UNBIND");
  await harness.call("AssignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0004",
    Ipv6Addresses: [{ Address: "2001:db8:7e00:1::77" }],
  });
  await bind({ NetworkInterfaceId: "eni-demo0004", PrivateIPv6Address: "2001:DB8:7e00:1:0::77" });
  expect((await one(BY_HAND)).AddressStatus).toBe("BIND_ENI");
  const [id] = (await harness.call(ALLOCATE)).body.AddressSet;
  await harness.call(BIND, { IPv6AddressId: id, InstanceId: "ins-demo0003" });
  expect(await one(id)).toMatchObject({ NetworkInterfaceId: "eni-ula", PrivateAddressIp: "fd76:7e00:1::1" });
  expect(await harness.refused(BIND, { IPv6AddressId: BY_HAND, InstanceId: "ins-demo0003" })).toBe(
    "UnsupportedOperation.AddressStatusNotPermit",
  );
});

test.each([
  ["InvalidParameterValue", { AddressCount: 21 }],
  ["InvalidParameterValue", { AddressName: "with space" }],
  ["InvalidParameterValue", { AddressType: "EIP" }],
  ["InvalidParameterValue", { InternetServiceProvider: "XXCC" }],
  ["InvalidParameterValue", { InternetChargeType: "BANDWIDTH_POSTPAID_BY_HOUR" }],
  ["InvalidParameterValue.Combination", { AddressType: "HighQualityEIPv6" }],
  ["InvalidParameterValue.BandwidthTooSmall", { InternetMaxBandwidthOut: 0 }],
  ["InvalidParameterValue.BandwidthOutOfRange", { InternetMaxBandwidthOut: 101 }],
  ["InvalidParameterValue.BandwidthPackageNotFound", { BandwidthPackageId: "bwp-shanghai01" }],
  ["UnknownParameter", { ClientToken: "x" }],
])("an order is refused with %s for %j", async (code, more) => {
  expect(await harness.refused(ALLOCATE, more)).toBe(code);
  expect(events()).toEqual([]);
});

test("accounts: not on the list, with a quota, without money", async () => {
  expect(await harness.refused(ALLOCATE, {}, tencentKeys.legacy)).toBe("UnsupportedOperation.AccountNotSupported");
  expect(await harness.refused(ALLOCATE, { AddressCount: 2 }, tencentKeys.poor)).toBe("AddressQuotaLimitExceeded");
  expect(await harness.refused(ALLOCATE, {}, tencentKeys.poor)).toBe("FailedOperation.BalanceInsufficient");
});

test.each([
  ["MissingParameter", { IPv6AddressId: undefined }],
  ["InvalidParameterValue.AddressIdMalformed", { IPv6AddressId: "by-hand" }],
  ["InvalidParameterValue.AddressIpNotFound", { IPv6AddressId: "eipv6-never" }],
  ["OperationDenied.AddressInArrears", { IPv6AddressId: "eipv6-arrears01" }],
  ["UnsupportedOperation.AddressStatusNotPermit", { IPv6AddressId: "eipv6-moving01" }],
  ["InvalidParameterConflict", { InstanceId: "ins-demo0003" }],
  ["InvalidParameterValue.MissingAssociateEntity", { NetworkInterfaceId: undefined }],
  ["MissingParameter", { PrivateIPv6Address: undefined }],
  ["InvalidParameterValue", { PrivateIPv6Address: "fd76::zz" }],
  ["InvalidParameterValue.NetworkInterfaceNotFound", { NetworkInterfaceId: "eni-shanghai01" }],
  ["InvalidParameterValue.PrivateIpAddressNotMatch", { PrivateIPv6Address: "fd76:7e00:1::2" }],
  [
    "InvalidParameterValue.NetworkInterfaceInstanceNotSupport",
    { NetworkInterfaceId: "eni-odd-instance", PrivateIPv6Address: "2001:db8:7e00:1::8" },
  ],
  [
    "InvalidPrivateIpAddress.AlreadyBindEip",
    { NetworkInterfaceId: "eni-ula-two", PrivateIPv6Address: "fd76:7e00:1::2" },
  ],
])("binding is refused with %s for %j", async (code, more) => {
  expect((await bind(more)).body.Error.Code).toBe(code);
  expect(events()).toEqual([]);
});

test.each([
  ["FailedOperation.AddressEniInfoNotFound", UNBIND, { IPv6AddressId: BY_HAND }],
  ["UnsupportedOperation.AddressStatusNotPermit", UNBIND, { IPv6AddressId: "eipv6-moving01" }],
  ["OperationDenied.TrafficExceedThreshold", UNBIND, { IPv6AddressId: "eipv6-traffic01" }],
  ["NotSimulated", UNBIND, { IPv6AddressId: "eipv6-traffic01", KeepBindWithEni: true }],
  ["InvalidParameterValue.AddressIpNotFound", RELEASE, { IPv6AddressIds: [BY_HAND, "eipv6-never"] }],
  ["InvalidParameterValue.AddressIpNotFound", RELEASE, { IPv6AddressIds: ["eip-byhand01"] }],
  ["OperationDenied.AddressDeletionProtectionEnabled", RELEASE, { IPv6AddressIds: ["eipv6-locked01"] }],
  ["MissingParameter", MODIFY, { IPv6AddressIds: [BY_HAND] }],
  ["InvalidParameterValue.BandwidthOutOfRange", MODIFY, { IPv6AddressIds: [BY_HAND], InternetMaxBandwidthOut: 101 }],
  [
    "OperationDenied.TrafficExceedThreshold",
    MODIFY,
    { IPv6AddressIds: ["eipv6-traffic01"], InternetMaxBandwidthOut: 1 },
  ],
  ["InvalidParameterValue", RENAME, { IPv6AddressIds: [BY_HAND], IPv6AddressName: "with space" }],
  ["InvalidParameterValue.Malformed", READ, { IPv6AddressIds: ["x"] }],
  ["InvalidParameter.Coexist", READ, { IPv6AddressIds: [BY_HAND], Filters: [{ Name: "tag-key", Values: ["x"] }] }],
  ["InvalidParameter.InvalidFilter", READ, { Filters: [{ Name: "colour", Values: ["x"] }] }],
])("%s from %s %j", async (code, action, params) => {
  expect(await harness.refused(action, params)).toBe(code);
  expect(events()).toEqual([]);
});

test.each([
  [["eipv6-byhand01"], [{ Name: "tag-key", Values: ["team"] }]],
  [
    [],
    [
      { Name: "tag-key", Values: ["team"] },
      { Name: "tag-value", Values: ["web"] },
    ],
  ],
  [["eipv6-byhand01"], [{ Name: "tag:team", Values: ["network"] }]],
  [["eipv6-traffic01"], [{ Name: "network-interface-id", Values: ["eni-ula", "eni-ula-two"] }]],
  [["eipv6-traffic01"], [{ Name: "private-ipv6-address", Values: ["FD76:7e00:1:0::2"] }]],
  [["eipv6-byhand01"], [{ Name: "public-ipv6-address", Values: ["2001:db8:7eff::b"] }]],
  [["eipv6-moving01"], [{ Name: "address-status", Values: ["UNBINDING"] }]],
])("%j is what these filters find: %j", async (ids, Filters) => {
  const { body } = await harness.call(READ, { Filters });
  expect(body.AddressSet.map(({ AddressId }: { AddressId: string }) => AddressId)).toEqual(ids);
});

test("a list without a type has the usual one only; the classic product's has none of these", async () => {
  const [options, Filters] = [{ region: "ap-hongkong" }, [{ Name: "address-type", Values: ["HighQualityEIPv6"] }]];
  expect((await harness.call(READ, {}, options)).body.TotalCount).toBe(0);
  expect((await harness.call(READ, { Filters }, options)).body.TotalCount).toBe(1);
  expect((await harness.call(READ, { IPv6AddressIds: ["eipv6-quality01"] }, options)).body.TotalCount).toBe(1);
  const classic = await harness.call("DescribeIp6Addresses");
  expect(JSON.stringify(classic.body)).not.toContain("eipv6-");
});

test("tags, under the product's own name", async () => {
  const Resource = `qcs::vpc:ap-guangzhou:uin/:eipv6/${BY_HAND}`;
  await harness.call("ModifyResourceTags", { Resource, ReplaceTags: [{ TagKey: "a", TagValue: "1" }] });
  expect((await one(BY_HAND)).TagSet).toEqual([
    { Key: "team", Value: "network" },
    { Key: "a", Value: "1" },
  ]);
  const asked = { ServiceType: "vpc", ResourcePrefix: "eipv6", ResourceRegion: "ap-guangzhou", ResourceId: BY_HAND };
  const { body } = await harness.call("DescribeResourceTags", asked);
  expect(body.Rows).toMatchObject([{ TagKey: "team", ServiceType: "vpc" }, { TagKey: "a" }]);
  const wrong = Resource.replace(":eipv6/", ":eip/");
  expect(await harness.refused("ModifyResourceTags", { Resource: wrong })).toBe(
    "InvalidParameterValue.ResourceDescriptionError",
  );
});

test("a card shows what is bound to its addresses, and what becomes of it when they go is a setting", async () => {
  await bind();
  const cards = await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceIds: ["eni-ula"] });
  const [place] = cards.body.NetworkInterfaceSet[0].Ipv6AddressSet;
  expect(place).toMatchObject({ PublicIpAddress: "2001:db8:7eff::b", AddressId: "", AddressType: "ULA" });
  const unassign = () =>
    harness.refused("UnassignIpv6Addresses", {
      NetworkInterfaceId: "eni-ula",
      Ipv6Addresses: [{ Address: "fd76:7e00:1::1" }],
    });
  expect(await unassign()).toBe("UnsupportedOperation.AddressPublished");
  harness.simulator.pace({ unassignWithBandwidth: "drop" });
  expect(await unassign()).toBeUndefined();
  expect(await one(BY_HAND)).toMatchObject({ AddressStatus: "UNBIND", NetworkInterfaceId: null });
});
