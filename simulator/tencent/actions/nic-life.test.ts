import { startTencent, type TencentHarness } from "../../testing";

const [CREATE, DELETE, MODIFY] = [
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
  "ModifyNetworkInterfaceAttribute",
] as const;
const [ATTACH, DETACH] = ["AttachNetworkInterface", "DetachNetworkInterface"] as const;
const PLACE = { VpcId: "vpc-demo0001", SubnetId: "subnet-demo0001", NetworkInterfaceName: "edge" };

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());

async function shown(id: string) {
  const { body } = await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceIds: [id] });
  return body.NetworkInterfaceSet[0];
}
const create = async (params: object = {}) =>
  (await harness.call(CREATE, { ...PLACE, ...params })).body.NetworkInterface.NetworkInterfaceId as string;
const events = () => harness.simulator.ledger().map(({ event, resource }) => `${event} ${resource}`);

test("a life: created with two IPv6, changed, attached, detached, deleted", async () => {
  harness.simulator.pace({ taskMs: 1_000 });
  const more = {
    NetworkInterfaceDescription: "first",
    SecurityGroupIds: ["sg-1"],
    Tags: [{ Key: "team", Value: "net" }],
  };
  const named = [{ Address: "2001:db8:7e00:1::aa", Description: "web" }];
  const ipv4 = [{ PrivateIpAddress: "10.0.0.9", Primary: true, Description: "main" }];
  const { body } = await harness.call(CREATE, {
    ...{ ...PLACE, ...more, Ipv6Addresses: named, Ipv6AddressCount: 1 },
    ...{ PrivateIpAddresses: ipv4, SecondaryPrivateIpAddressCount: 1 },
  });
  const { NetworkInterfaceId: id, State, Ipv6AddressSet } = body.NetworkInterface;
  expect([State, Ipv6AddressSet.length]).toEqual(["PENDING", 2]);
  harness.pass(1_000);
  expect(await shown(id)).toMatchObject({
    ...{ State: "AVAILABLE", NetworkInterfaceName: "edge", NetworkInterfaceDescription: "first" },
    ...{ GroupSet: ["sg-1"], TagSet: [{ Key: "team", Value: "net" }], Attachment: null },
    ...{ VpcId: "vpc-demo0001", CreatedTime: "2026-06-01 08:00:00" },
    Ipv6AddressSet: [{ Address: "2001:db8:7e00:1::aa", Description: "web", State: "AVAILABLE" }, {}],
    PrivateIpAddressSet: [{ PrivateIpAddress: "10.0.0.9", Primary: true, Description: "main" }, { Primary: false }],
  });
  await harness.call(MODIFY, { NetworkInterfaceId: id, NetworkInterfaceName: "door", SecurityGroupIds: ["sg-2"] });
  expect(await shown(id)).toMatchObject({ NetworkInterfaceName: "door", GroupSet: ["sg-2"] });
  const place = { NetworkInterfaceId: id, InstanceId: "ins-demo0001" };
  for (const [action, meanwhile, attachment] of [
    [ATTACH, "ATTACHING", { InstanceId: "ins-demo0001" }],
    [DETACH, "DETACHING", null],
  ] as const) {
    await harness.call(action, place);
    expect((await shown(id)).State).toBe(meanwhile);
    expect(await harness.refused(DELETE, { NetworkInterfaceId: id })).toMatch(/MutexOperationTaskRunning$/);
    harness.pass(1_000);
    expect(await shown(id)).toMatchObject({ State: "AVAILABLE", Attachment: attachment });
  }
  await harness.call(DELETE, { NetworkInterfaceId: id });
  expect((await shown(id)).State).toBe("DELETING");
  harness.pass(1_000);
  expect(await shown(id)).toBeUndefined();
  expect(events()).toEqual(["assigned NicIpv6Assignment", "unassigned NicIpv6Assignment"]);
});

test("a task that fails takes back what it began", async () => {
  harness.simulator.pace({ taskOutcome: "fail" });
  expect(await shown(await create({ Ipv6AddressCount: 1 }))).toBeUndefined();
  await harness.call(DELETE, { NetworkInterfaceId: "eni-demo0005" });
  expect((await shown("eni-demo0005")).State).toBe("AVAILABLE");
  expect(events()).toEqual([]);
});

test("a client token makes one network interface", async () => {
  expect(await create({ ClientToken: "once" })).toBe(await create({ ClientToken: "once" }));
});

test.each([
  ["refuse", "UnsupportedOperation.AddressPublished", 1],
  ["drop", undefined, 0],
  ["orphan", undefined, 1],
] as const)("deleted with an IPv6 that is paid for, unassignWithBandwidth=%s", async (mode, code, live) => {
  harness.simulator.pace({ unassignWithBandwidth: mode });
  const id = await create({ Ipv6Addresses: [{ Address: "2001:db8:7e00:1::aa" }] });
  const order = { Ip6Addresses: ["2001:db8:7e00:1::aa"], InternetMaxBandwidthOut: 5 };
  await harness.call("AllocateIp6AddressesBandwidth", order);
  expect(await harness.refused(DELETE, { NetworkInterfaceId: id })).toBe(code);
  expect(harness.simulator.ledgerSummary().liveOrders).toHaveLength(live);
  expect(await shown(id)).toEqual(mode === "refuse" ? expect.anything() : undefined);
});

const eni = (NetworkInterfaceId: string) => ({ NetworkInterfaceId });
test.each([
  ["InvalidVpcId.NotFound", CREATE, { ...PLACE, VpcId: "vpc-legacy01" }],
  ["ResourceNotFound", CREATE, { ...PLACE, SubnetId: "subnet-never" }],
  ["ResourceNotFound", CREATE, { ...PLACE, SubnetId: "subnet-shanghai01" }],
  ["InvalidParameterValue.TooLong", CREATE, { ...PLACE, NetworkInterfaceName: "n".repeat(61) }],
  ["InvalidParameterValue.LimitExceeded", CREATE, { ...PLACE, Ipv6AddressCount: 11 }],
  ["InvalidParameterValue.LimitExceeded", CREATE, { ...PLACE, SecondaryPrivateIpAddressCount: 11 }],
  ["UnsupportedOperation.UnassignCidrBlock", CREATE, { ...PLACE, SubnetId: "subnet-noipv6", Ipv6AddressCount: 1 }],
  ["ResourceInUse.Address", CREATE, { ...PLACE, Ipv6Addresses: [{ Address: "2001:db8:7e00:1::1" }] }],
  ["InvalidParameter.ReservedTagKey", CREATE, { ...PLACE, Tags: [{ Key: "qcs:x", Value: "1" }] }],
  ["ResourceNotFound", MODIFY, eni("eni-legacy01")],
  ["UnsupportedOperation.InvalidState", MODIFY, eni("eni-attaching")],
  ["ResourceNotFound", DELETE, eni("eni-never")],
  ["UnsupportedOperation.InvalidState", DELETE, eni("eni-demo0001")],
  ["UnsupportedOperation.AttachmentAlreadyExists", ATTACH, { ...eni("eni-demo0001"), InstanceId: "ins-demo0002" }],
  ["InvalidInstanceId.NotFound", ATTACH, { ...eni("eni-demo0004"), InstanceId: "ins-never" }],
  ["UnsupportedOperation.AttachmentNotFound", DETACH, { ...eni("eni-demo0001"), InstanceId: "ins-demo0002" }],
])("%s of %s for %j", async (code, action, params) => {
  const before = harness.simulator.state();
  expect(await harness.refused(action, params)).toBe(code);
  expect(harness.simulator.state()).toEqual(before);
});
