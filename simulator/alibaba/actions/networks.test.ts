import { defaultSeed } from "../../seed";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const { alibaba } = defaultSeed();
const [vpc, ...vpcs] = alibaba.vpcs;
const [vSwitch, ...vSwitches] = alibaba.vSwitches;
const seed = {
  alibaba: {
    ...alibaba,
    vpcs: [{ ...vpc, isDefault: true, tags: { team: "net" } }, ...vpcs],
    vSwitches: [{ ...vSwitch, name: "front", isDefault: true, tags: { team: "net" } }, ...vSwitches],
  } as typeof alibaba,
};

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba({ seed });
});
afterEach(() => harness.simulator.close());

const tag = { "Tag.1.Key": "team", "Tag.1.Value": "net" };
const found = { DescribeVpcs: ["Vpcs", "Vpc", "VpcId"], DescribeVSwitches: ["VSwitches", "VSwitch", "VSwitchId"] };
type List = keyof typeof found;

test.each<[List, object, string[]]>([
  ["DescribeVpcs", { VpcName: "no-gateway" }, ["vpc-demo0002"]],
  ["DescribeVpcs", { IsDefault: true }, ["vpc-demo0001"]],
  ["DescribeVpcs", { EnableIpv6: false }, []],
  ["DescribeVpcs", tag, ["vpc-demo0001"]],
  ["DescribeVpcs", { ...tag, "Tag.1.Value": "other" }, []],
  ["DescribeVpcs", { ResourceGroupId: "rg-elsewhere" }, []],
  ["DescribeVpcs", { VpcOwnerId: "1" }, []],
  ["DescribeVpcs", { VpcId: "vpc-demo0001,vpc-demo0003,vpc-other0001" }, ["vpc-demo0001", "vpc-demo0003"]],
  ["DescribeVSwitches", { VSwitchName: "front" }, ["vsw-demo0001"]],
  ["DescribeVSwitches", { IsDefault: true }, ["vsw-demo0001"]],
  ["DescribeVSwitches", { EnableIpv6: false }, ["vsw-noipv6"]],
  ["DescribeVSwitches", tag, ["vsw-demo0001"]],
  ["DescribeVSwitches", { RouteTableId: "vtb-vpc-demo0002" }, ["vsw-demo0002"]],
  ["DescribeVSwitches", { ZoneId: "cn-hangzhou-i" }, ["vsw-noipv6", "vsw-short"]],
])("%s with %j", async (action, params, expected) => {
  const { body } = await harness.call(action, params as Record<string, unknown>);
  const [set = "", row = "", id = ""] = found[action];
  expect(body[set][row].map((each: Record<string, string>) => each[id])).toEqual(expected);
});

test("lists and objects that tools take for granted are there, empty or not", async () => {
  const { body } = await harness.call("DescribeVpcs", { VpcId: "vpc-demo0001" });
  expect(body.Vpcs.Vpc[0]).toMatchObject({
    ...{ SecondaryCidrBlocks: { SecondaryCidrBlock: [] }, UserCidrs: { UserCidr: [] }, OwnerId: 1234567890123456 },
    ...{ NatGatewayIds: { NatGatewayIds: [] }, RouterTableIds: { RouterTableIds: [] }, EnabledIpv6: true },
    Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: "2001:db8:a0::/56", Ipv6Isp: "BGP" }] },
  });
  const one = (await harness.call("DescribeVpcAttribute", { VpcId: "vpc-demo0001" })).body;
  expect(one).toMatchObject({ VpcId: "vpc-demo0001", CloudResources: { CloudResourceSetType: [] } });
  const shown = (await harness.call("DescribeVSwitchAttributes", { VSwitchId: "vsw-demo0001" })).body;
  const list = (await harness.call("DescribeVSwitches", { VSwitchId: "vsw-demo0001" })).body.VSwitches.VSwitch[0];
  expect(shown).toMatchObject({ ...list, RouteTable: { RouteTableId: "vtb-vpc-demo0001", RouteTableType: "System" } });
  const nic = { NetworkInterfaceId: ["eni-demo0004"] };
  const [eni] = (await harness.call("DescribeNetworkInterfaces", nic)).body.NetworkInterfaceSets.NetworkInterfaceSet;
  expect(eni).toMatchObject({ Ipv4PrefixSets: { Ipv4PrefixSet: [] }, AssociatedPublicIp: {}, SourceDestCheck: false });
});

test("a dry run of a list answers as every dry run does", async () => {
  expect(await harness.refused("DescribeVpcs", { DryRun: true })).toEqual([400, "DryRunOperation"]);
});

test("instances, where their network interfaces are", async () => {
  const list = async (params: Record<string, unknown>) =>
    (await harness.call("DescribeInstances", params)).body.Instances.Instance.map(
      ({ InstanceId }: { InstanceId: string }) => InstanceId,
    );
  expect(await list({ InstanceIds: '["i-demo0001","i-never"]' })).toEqual(["i-demo0001"]);
  expect(await list({ Status: "Starting" })).toEqual(["i-starting"]);
  expect(await list({ VpcId: "vpc-never" })).toEqual([]);
  expect(await list({ RegionId: "cn-shanghai" })).toEqual(["i-shanghai0001"]);
  const paged = await harness.call("DescribeInstances", { MaxResults: 2 });
  expect(await list({ MaxResults: 2, NextToken: paged.body.NextToken })).toHaveLength(2);
  const { body } = await harness.call("DescribeInstances", { InstanceIds: '["i-demo0001"]' });
  const held = body.Instances.Instance[0].NetworkInterfaces.NetworkInterface;
  expect(held).toMatchObject([{ NetworkInterfaceId: "eni-demo0001", Ipv6Sets: { Ipv6Set: [{}] } }, {}]);
});

test("tags by resource and by tag", async () => {
  const list = async (params: object, version = "2016-04-28") =>
    (await harness.call("ListTagResources", params as Record<string, unknown>, { version })).body.TagResources
      .TagResource;
  const row = { ResourceId: "ipv6-demo0002", ResourceType: "IPV6ADDRESS", TagKey: "team", TagValue: "platform" };
  expect(await list({ ResourceType: "IPV6ADDRESS", ResourceId: ["ipv6-demo0002", "ipv6-never"] })).toEqual([row]);
  expect(await list({ ResourceType: "IPV6ADDRESS", "Tag.1.Key": "team" })).toEqual([row]);
  expect(await list({ ResourceType: "VPC", ...tag })).toMatchObject([{ ResourceId: "vpc-demo0001" }]);
  const ecs = { version: "2014-05-26" };
  const eni = { ResourceType: "eni", ResourceId: ["eni-demo0004"] };
  await harness.call("TagResources", { ...eni, "Tag.1.Key": "a", "Tag.1.Value": "1", "Tag.2.Key": "b" }, ecs);
  expect(await list(eni, ecs.version)).toMatchObject([
    { TagKey: "a", TagValue: "1" },
    { TagKey: "b", TagValue: "" },
  ]);
  await harness.call("UntagResources", { ...eni, TagKey: ["a"] }, ecs);
  expect(await list(eni, ecs.version)).toMatchObject([{ TagKey: "b" }]);
});

test.each([
  [404, "InvalidVpcId.NotFound", "DescribeVpcAttribute", { VpcId: "vpc-other0001" }],
  [404, "InvalidVswitchID.NotFound", "DescribeVSwitchAttributes", { VSwitchId: "vsw-never" }],
  [400, "InvalidInstanceIds.Malformed", "DescribeInstances", { InstanceIds: "i-demo0001" }],
  [400, "MissingParameter", "ListTagResources", { ResourceType: "VPC" }],
  [400, "UnsupportedParameter", "ListTagResources", { ResourceType: "NATGATEWAY", ResourceId: ["ngw-1"] }],
])("%d %s of %s", async (status, code, action, params) => {
  expect(await harness.refused(action, params)).toEqual([status, code]);
});
