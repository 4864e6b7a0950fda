import { type AlibabaHarness, startAlibaba } from "../../testing";

const [CREATE, MODIFY, DELETE] = ["Create", "Modify", "Delete"].map((verb) =>
  verb === "Modify" ? "ModifyNetworkInterfaceAttribute" : `${verb}NetworkInterface`,
) as [string, string, string];
const [ATTACH, DETACH] = ["AttachNetworkInterface", "DetachNetworkInterface"];
const PLACE = { VSwitchId: "vsw-demo0001", SecurityGroupId: "sg-one" };

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

async function shown(id: string) {
  const { body } = await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceId: [id] });
  return body.NetworkInterfaceSets.NetworkInterfaceSet[0];
}
const create = async (params: object = {}) =>
  (await harness.call(CREATE, { ...PLACE, ...params })).body.NetworkInterfaceId as string;
const events = () => harness.simulator.ledger().map(({ event, resource }) => `${event} ${resource}`);

test("a life: created with two IPv6, changed, attached, detached, deleted", async () => {
  harness.simulator.pace({ operationMs: 1_000 });
  const named = { NetworkInterfaceName: "edge", Description: "first", ResourceGroupId: "rg-two" };
  const tag = { "Tag.1.Key": "team", "Tag.1.Value": "net" };
  const { body } = await harness.call(CREATE, { ...PLACE, ...named, ...tag, Ipv6AddressCount: 2, QueueNumber: 4 });
  expect(body).toMatchObject({ Status: "Available", Type: "Secondary", Ipv6Sets: { Ipv6Set: [{}, {}] } });
  const id = body.NetworkInterfaceId;
  expect(await shown(id)).toMatchObject({
    ...{ Status: "Available", ...named, QueueNumber: 4, VpcId: "vpc-demo0001", CreationTime: "2026-06-01T00:00:00Z" },
    ...{ SecurityGroupIds: { SecurityGroupId: ["sg-one"] }, Tags: { Tag: [{ TagKey: "team", TagValue: "net" }] } },
    Ipv6Sets: body.Ipv6Sets,
  });
  await harness.call(MODIFY, { NetworkInterfaceId: id, NetworkInterfaceName: "", SecurityGroupId: ["sg-1", "sg-2"] });
  expect(await shown(id)).toMatchObject({
    ...{ NetworkInterfaceName: "", Description: "first", SecurityGroupIds: { SecurityGroupId: ["sg-1", "sg-2"] } },
  });
  const place = { NetworkInterfaceId: id, InstanceId: "i-demo0002" };
  await harness.call(ATTACH, place);
  expect((await shown(id)).Status).toBe("Attaching");
  harness.pass(1_000);
  expect(await shown(id)).toMatchObject({ Status: "InUse", InstanceId: "i-demo0002" });
  expect(await harness.refused(DELETE, { NetworkInterfaceId: id })).toEqual([400, "InvalidOperation.InvalidEniState"]);
  await harness.call(DETACH, place);
  expect((await shown(id)).Status).toBe("Detaching");
  harness.pass(1_000);
  expect(await shown(id)).toMatchObject({ Status: "Available", InstanceId: "" });
  await harness.call(DELETE, { NetworkInterfaceId: id });
  expect((await shown(id)).Status).toBe("Deleting");
  harness.pass(1_000);
  expect(await shown(id)).toBeUndefined();
  expect(events()).toEqual(["assigned NicIpv6Assignment", "unassigned NicIpv6Assignment"]);
});

test("a network interface shows no resource group unless one was chosen", async () => {
  expect(await shown(await create())).toMatchObject({ ResourceGroupId: "" });
  expect(await shown(await create({ ResourceGroupId: "rg-two" }))).toMatchObject({ ResourceGroupId: "rg-two" });
});

test("private addresses: named and chosen", async () => {
  const id = await create({ PrimaryIpAddress: "192.168.0.9", SecondaryPrivateIpAddressCount: 2 });
  const { PrivateIpAddress, PrivateIpSets } = await shown(id);
  expect(PrivateIpAddress).toBe("192.168.0.9");
  expect(PrivateIpSets.PrivateIpSet).toMatchObject([{ Primary: true }, { Primary: false }, { Primary: false }]);
  const other = (await shown(await create())).PrivateIpAddress;
  expect(PrivateIpSets.PrivateIpSet).not.toContainEqual(expect.objectContaining({ PrivateIpAddress: other }));
});

test("a client token makes one network interface", async () => {
  const token = { ClientToken: "once", Ipv6AddressCount: 1 };
  expect(await create(token)).toBe(await create(token));
  expect(events()).toHaveLength(1);
});

test.each([
  ["refuse", [403, "OperationDenied"], ["assigned NicIpv6Assignment", "ordered Ipv6InternetBandwidth"], 1],
  [
    "drop",
    [200, undefined],
    [
      ...["assigned NicIpv6Assignment", "ordered Ipv6InternetBandwidth"],
      ...["released Ipv6InternetBandwidth", "unassigned NicIpv6Assignment"],
    ],
    0,
  ],
  [
    "orphan",
    [200, undefined],
    ["assigned NicIpv6Assignment", "ordered Ipv6InternetBandwidth", "unassigned NicIpv6Assignment"],
    1,
  ],
] as const)("deleted with an IPv6 that is paid for, unassignWithBandwidth=%s", async (mode, answer, wanted, live) => {
  harness.simulator.pace({ unassignWithBandwidth: mode });
  const id = await create({ Ipv6AddressCount: 1 });
  const list = { AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: id };
  const [row] = (await harness.call("DescribeIpv6Addresses", list)).body.Ipv6Addresses.Ipv6Address;
  await harness.call("AllocateIpv6InternetBandwidth", { Ipv6AddressId: row.Ipv6AddressId, Bandwidth: 5 });
  expect(await harness.refused(DELETE, { NetworkInterfaceId: id })).toEqual(answer);
  expect(events()).toEqual(wanted);
  expect(harness.simulator.ledgerSummary().liveOrders).toHaveLength(live);
});

const eni = (NetworkInterfaceId: string) => ({ NetworkInterfaceId });
test.each([
  [404, "InvalidVSwitchId.NotFound", CREATE, { ...PLACE, VSwitchId: "vsw-other0001" }],
  [400, "MissingParameter", CREATE, { VSwitchId: "vsw-demo0001" }],
  [400, "InvalidParameter", CREATE, { ...PLACE, SecurityGroupIds: ["sg-two"] }],
  [400, "InvalidParameter", CREATE, { ...PLACE, Ipv6AddressCount: 11 }],
  [400, "InvalidParameter", CREATE, { ...PLACE, InstanceType: "Trunk" }],
  [403, "InvalidVSwitch.Ipv6NotTurnOn", CREATE, { ...PLACE, VSwitchId: "vsw-noipv6", Ipv6AddressCount: 1 }],
  [403, "InvalidIp.IpAssigned", CREATE, { ...PLACE, Ipv6Address: ["2001:db8:a0:1::1"] }],
  [400, "Forbidden.TagKeys", CREATE, { ...PLACE, "Tag.1.Key": "acs:rm" }],
  [404, "InvalidEniId.NotFound", MODIFY, eni("eni-never")],
  [403, "InvalidOperation.EniServiceManaged", MODIFY, eni("eni-service")],
  [404, "InvalidEniId.NotFound", DELETE, eni("eni-other0001")],
  [400, "InvalidOperation.InvalidEniState", DELETE, eni("eni-demo0001")],
  [400, "InvalidOperation.InvalidEniState", ATTACH, { ...eni("eni-demo0002"), InstanceId: "i-demo0002" }],
  [400, "InvalidOperation.InvalidEcsState", ATTACH, { ...eni("eni-demo0004"), InstanceId: "i-starting" }],
  [404, "InvalidInstanceId.NotFound", ATTACH, { ...eni("eni-demo0004"), InstanceId: "i-never" }],
  [400, "InvalidOperation.DetachPrimaryEniNotAllowed", DETACH, { ...eni("eni-demo0001"), InstanceId: "i-demo0001" }],
  [400, "InvalidOperation.InvalidEniState", DETACH, { ...eni("eni-demo0002"), InstanceId: "i-demo0002" }],
])("%d %s of %s for %j", async (status, code, action, params) => {
  const before = harness.simulator.state();
  expect(await harness.refused(action, params)).toEqual([status, code]);
  expect(harness.simulator.state()).toEqual(before);
});
