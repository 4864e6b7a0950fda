import { inCidr } from "../../common/ipv6";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const ALLOCATE = "AllocateIpv6Address";
const RELEASE = "ReleaseIpv6Address";
const MODIFY = "ModifyIpv6AddressAttribute";
const MOVE = "MoveResourceGroup";
const TAG = "TagResources";
const UNTAG = "UnTagResources";
const moved = { ResourceId: "ipv6-free", ResourceType: "ipv6address", NewResourceGroupId: "rg-other" };
const target = { ResourceType: "Ipv6Address", ResourceId: ["ipv6-free"] };
const tagged = { ...target, "Tag.1.Key": "team", "Tag.1.Value": "web" };
// One is there already.
const manyTags = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]));

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test("a free address, made and given back", async () => {
  const made = await harness.call(ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6AddressName: "n", "Tag.1.Key": "k" });
  expect(inCidr(made.body.Ipv6Address, "2001:db8:a0:1::/64")).toBe(true);
  const target = { Ipv6AddressId: made.body.Ipv6AddressId };
  const read = async () => (await harness.call("DescribeIpv6Addresses", target)).body.Ipv6Addresses.Ipv6Address;
  expect(await read()).toMatchObject([
    { AssociatedInstanceType: "", Ipv6AddressName: "n", Tags: { Tag: [{ Key: "k" }] } },
  ]);
  expect((await harness.call(RELEASE, target)).status).toBe(200);
  expect(await read()).toEqual([]);
  const { address } = harness.simulator.ledger()[0]?.detail ?? {};
  expect(address).toBe(made.body.Ipv6Address);
  expect(harness.simulator.ledger().map(({ event, resource }) => [event, resource])).toEqual([
    ["assigned", "Ipv6Address"],
    ["unassigned", "Ipv6Address"],
  ]);
});

test("name, description, resource group and tags are set, and what is not named stays", async () => {
  const free = async () => {
    const { body } = await harness.call("DescribeIpv6Addresses", { Ipv6AddressId: "ipv6-free" });
    return body.Ipv6Addresses.Ipv6Address[0];
  };
  await harness.call(MODIFY, { Ipv6AddressId: "ipv6-free", Description: "d" });
  expect(await free()).toMatchObject({ Ipv6AddressName: "on no card", Ipv6AddressDescription: "d" });
  await harness.call(MODIFY, { Ipv6AddressId: "ipv6-free", Name: "" });
  expect(await free()).toMatchObject({ Ipv6AddressName: "", Ipv6AddressDescription: "d" });
  await harness.call(MOVE, moved);
  expect(await free()).toMatchObject({ ResourceGroupId: "rg-other" });
  await harness.call(TAG, { ...tagged, "Tag.2.Key": "stage" });
  await harness.call(TAG, { ...tagged, "Tag.1.Value": "api" });
  const both = [
    { Key: "team", Value: "api" },
    { Key: "stage", Value: "" },
  ];
  expect((await free()).Tags.Tag).toEqual(both);
  await harness.call(UNTAG, { ...target, TagKey: ["team", "never"] });
  expect((await free()).Tags.Tag).toEqual(both.slice(1));
  await harness.call(UNTAG, { ...target, All: true });
  expect((await free()).Tags.Tag).toEqual([]);
});

test("what the cloud put on is shown and found, counts for nobody and stays", async () => {
  const free = async () => {
    const { body } = await harness.call("DescribeIpv6Addresses", { "Tag.1.Key": "acs:rm:rgId", PageSize: 50 });
    const rows: { Ipv6AddressId: string; Tags: { Tag: object[] } }[] = body.Ipv6Addresses.Ipv6Address;
    return rows.find((row) => row.Ipv6AddressId === "ipv6-free")?.Tags.Tag;
  };
  const system = { Key: "acs:rm:rgId", Value: "rg-system0001" };
  expect(await free()).toBeUndefined();
  harness.simulator.pace({ systemTags: "on" });
  await harness.call(TAG, tagged);
  expect(await free()).toEqual([{ Key: "team", Value: "web" }, system]);
  await harness.call(UNTAG, { ...target, TagKey: ["team"] });
  await harness.call(UNTAG, { ...target, All: true });
  expect(await free()).toEqual([system]);
});

test.each([
  [400, "Forbidden.TagKeys", TAG, { ...tagged, "Tag.2.Key": "acs:rm:rgId" }],
  [400, "Forbidden.TagKeys", TAG, { ...target, "Tag.1.Key": "aliyun" }],
  [400, "Forbidden.TagKeys", UNTAG, { ...target, TagKey: ["team", "acs:rm:rgId"] }],
  [400, "Forbidden.TagKeys", UNTAG, { ...target, TagKey: ["aliyunx"] }],
  [400, "MissingParameter", ALLOCATE, {}],
  [404, "InvalidVSwitchId.NotFound", ALLOCATE, { VSwitchId: "vsw-never" }],
  [403, "InvalidVSwitch.Ipv6NotTurnOn", ALLOCATE, { VSwitchId: "vsw-noipv6" }],
  [400, "UnsupportedParameter", ALLOCATE, { VSwitchId: "vsw-demo0001", AddressType: "IPv6Prefix" }],
  [400, "IllegalParam.Ipv6Address", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6Address: "2001:db8:a0:1::1" }],
  [400, "IllegalParam.Ipv6Address", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6Address: "2001:db8:ff::1" }],
  [400, "IllegalParam.Name", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6AddressName: "n".repeat(129) }],
  [400, "IllegalParam.Description", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6AddressDescription: "http://x" }],
  [404, "ResourceNotFound.Ipv6InstanceId", RELEASE, { Ipv6AddressId: "ipv6-never" }],
  [404, "OperationFailed.ServiceManaged", RELEASE, { Ipv6AddressId: "ipv6-service" }],
  [400, "OperationFailed.AssociationExist", RELEASE, { Ipv6AddressId: "ipv6-demo0001" }],
  [400, "DependencyViolation.Ipv6InternetBandwidth", RELEASE, { Ipv6AddressId: "ipv6-byhand" }],
  [400, "DryRunOperation", RELEASE, { Ipv6AddressId: "ipv6-free", DryRun: true }],
  [400, "InvalidIpv6AddressId.NotFound", MODIFY, { Ipv6AddressId: "ipv6-never", Name: "n" }],
  [400, "IllegalParam.Name", MODIFY, { Ipv6AddressId: "ipv6-free", Name: "https://n" }],
  [400, "IllegalParam.Description", MODIFY, { Ipv6AddressId: "ipv6-free", Description: "d".repeat(257) }],
  [404, "InvalidResourceId.NotFound", MOVE, { ...moved, ResourceId: "ipv6-never" }],
  [400, "UnsupportedParameter", MOVE, { ...moved, ResourceType: "vpc" }],
  [400, "MissingParameter", MOVE, { ResourceId: "ipv6-free", ResourceType: "ipv6address" }],
  [400, "UnsupportedParameter", TAG, { ...tagged, ResourceType: "NATGATEWAY" }],
  [404, "InvalidResourceId.NotFound", TAG, { ...tagged, ResourceId: ["ipv6-free", "ipv6-never"] }],
  [400, "MissingParameter", TAG, { ...tagged, ResourceId: [] }],
  [400, "InvalidParameter", TAG, { ...tagged, ...manyTags }],
  [400, "InvalidParameter", UNTAG, { ...target, TagKey: Array.from({ length: 21 }, (_, i) => `k${i}`) }],
])("%d %s of %s", async (status, code, action, params: Record<string, unknown>) => {
  if ("Tag.20.Key" in params) await harness.call(TAG, tagged);
  expect(await harness.refused(action, params)).toEqual([status, code]);
});

test("IncorrectStatus.Ipv6Instance while it is Pending", async () => {
  harness.simulator.pace({ addressPendingMs: 1000 });
  const { body } = await harness.call(ALLOCATE, { VSwitchId: "vsw-demo0001" });
  const target = { Ipv6AddressId: body.Ipv6AddressId };
  expect(await harness.refused(RELEASE, target)).toEqual([400, "IncorrectStatus.Ipv6Instance"]);
  harness.pass(1000);
  expect((await harness.call(RELEASE, target)).status).toBe(200);
});
