import { zenlayerInterfaces as interfaces, startZenlayer, type ZenlayerHarness } from "../../testing";

const [CREATE, DELETE, MODIFY] = [
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
  "ModifyNetworkInterfaceAttribute",
] as const;
const [ATTACH, DETACH, RENAME] = [
  "AttachNetworkInterface",
  "DetachNetworkInterface",
  "ModifyNetworkInterfacesAttribute",
] as const;
const PLACE = { subnetId: "1670000000000000001", name: "edge" };
const INSTANCE = "1650000000000000001";

let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());

const shown = async (nicId: string) =>
  (await harness.answer("DescribeNetworkInterfaces", { nicIds: [nicId] })).dataSet[0];
const events = () => harness.simulator.ledger().map(({ event, resource }) => `${event} ${resource}`);

test("a life: created with a public IPv6, renamed, deleted with it", async () => {
  harness.simulator.pace({ operationMs: 1_000 });
  const billing = { internetChargeType: "ByBandwidth", bandwidth: 5 };
  const tags = { tags: [{ key: "team", value: "net" }] };
  const groups = { resourceGroupId: "group-2", securityGroupId: "sg-1" };
  const { nicId } = await harness.answer(CREATE, { ...PLACE, ...billing, ...groups, tags });
  expect(nicId).toMatch(/^\d{19}$/);
  expect((await shown(nicId)).status).toBe("PENDING");
  harness.pass(1_000);
  const row = await shown(nicId);
  expect(row).toMatchObject({
    ...{ status: "AVAILABLE", name: "edge", nicType: "Secondary", nicSubnetType: "IPv4_IPv6", tags },
    ...{ publicIpList: [row.primaryIpv6], securityGroupId: "sg-1", createTime: "2026-06-01T00:00:00Z" },
    resourceGroup: { resourceGroupId: "group-2" },
  });
  const read = await harness.answer("DescribeNetworkInterfacePublicIPv6", { nicId });
  expect(read.address).toMatchObject({ ...billing, ipv6CidrId: expect.stringMatching(/^\d{19}$/) });
  const again = await harness.refused("AssignNetworkInterfaceIpv6", { nicId, ...billing });
  expect(again).toEqual([400, "OPERATION_DENIED_NIC_EXIST_IPV6"]);
  await harness.answer(MODIFY, { nicId, name: "door", securityGroupId: "sg-2" });
  expect(await shown(nicId)).toMatchObject({ name: "door", securityGroupId: "sg-2" });
  await harness.answer(RENAME, { nicIds: [nicId, interfaces.free2], name: "both" });
  expect([(await shown(nicId)).name, (await shown(interfaces.free2)).name]).toEqual(["both", "both"]);
  await harness.answer(DELETE, { nicId });
  expect((await shown(nicId)).status).toBe("DELETING");
  expect(events()).toEqual(["assigned NicIpv6Assignment", "unassigned NicIpv6Assignment"]);
  harness.pass(1_000);
  expect(await shown(nicId)).toBeUndefined();
});

test.each([
  ["of an IPv4 stack unless it is said", PLACE, "IPv4", false],
  ["of an IPv4 stack in a subnet with both", { ...PLACE, nicStackType: "IPv4" }, "IPv4", false],
  ["with a private IPv6", { ...PLACE, subnetId: "1670000000000000002", nicStackType: "IPv4_IPv6" }, "IPv4_IPv6", false],
])("created %s", async (_what, params, nicSubnetType, isPublic) => {
  const { nicId } = await harness.answer(CREATE, params);
  const row = await shown(nicId);
  expect([row.nicSubnetType, row.publicIpList.length > 0]).toEqual([nicSubnetType, isPublic]);
});

test("attached and detached", async () => {
  harness.simulator.pace({ operationMs: 1_000 });
  const nicId = interfaces.free2;
  await harness.answer(ATTACH, { nicId, instanceId: INSTANCE });
  expect((await shown(nicId)).status).toBe("ATTACHING");
  harness.pass(1_000);
  expect(await shown(nicId)).toMatchObject({ status: "USED", instanceId: INSTANCE, nicType: "Secondary" });
  expect(await harness.refused(DELETE, { nicId })).toEqual([400, "INVALID_NIC_ATTACHED"]);
  await harness.answer(DETACH, { nicId });
  expect((await shown(nicId)).status).toBe("DETACHING");
  harness.pass(1_000);
  expect(await shown(nicId)).toMatchObject({ status: "AVAILABLE", instanceId: null });
});

test("one with a public IPv6 is not detached", async () => {
  const nicId = interfaces.byHand;
  await harness.answer(ATTACH, { nicId, instanceId: INSTANCE });
  expect(await harness.refused(DETACH, { nicId })).toEqual([409, "INVALID_NIC_HAS_PUBLIC_IP_CANT_DETACH"]);
});

const nic = (nicId: string) => ({ nicId });
test.each([
  [404, "INVALID_SUBNET_NOT_FOUND", CREATE, { ...PLACE, subnetId: "1670000000000000009" }],
  [400, "MISSING_PARAMETER", CREATE, { subnetId: PLACE.subnetId }],
  [400, "INVALID_PARAMETER_VALUE", CREATE, { ...PLACE, name: "n" }],
  [400, "INVALID_PARAMETER_VALUE", CREATE, { ...PLACE, nicStackType: "IPv5" }],
  [400, "MISSING_PARAMETER", CREATE, { ...PLACE, nicStackType: "IPv4_IPv6" }],
  [
    ...[400, "INVALID_SUBNET_IPSTACK_NOT_SUPPORT", CREATE],
    { ...PLACE, subnetId: "1670000000000000003", nicStackType: "IPv4_IPv6" },
  ],
  [
    ...[409, "INVALID_SUBNET_IPV6_INSUFFICIENT", CREATE],
    { ...PLACE, subnetId: "1670000000000000004", internetChargeType: "ByBandwidth", bandwidth: 1 },
  ],
  [404, "INVALID_NIC_NOT_FOUND", MODIFY, nic(interfaces.other)],
  [404, "INVALID_NIC_NOT_FOUND", RENAME, { nicIds: [interfaces.free, "1"], name: "both" }],
  [400, "INVALID_NIC_STATUS", DELETE, nic(interfaces.pending)],
  [409, "INVALID_NIC_PRIMARY_CANT_DELETE", DELETE, nic(interfaces.free)],
  [409, "INVALID_NIC_PRIMARY_CANT_DETACH", DETACH, nic(interfaces.free)],
  [400, "INVALID_NIC_STATUS", ATTACH, { ...nic(interfaces.free), instanceId: INSTANCE }],
  [404, "OPERATION_FAILED_RESOURCE_NOT_FOUND", ATTACH, { ...nic(interfaces.free2), instanceId: "1" }],
] as ReadonlyArray<[number, string, string, object]>)("%d %s of %s for %j", async (status, code, action, params) => {
  const before = harness.simulator.state();
  expect(await harness.refused(action, { ...params })).toEqual([status, code]);
  expect(harness.simulator.state()).toEqual(before);
});
