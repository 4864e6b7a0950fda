import { type AlibabaHarness, startAlibaba } from "../../testing";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const operate = (table: string, id: string, change: Readonly<Record<string, unknown>> | null) =>
  harness.simulator.operate({ cloud: "alibaba", table, id, change });

test("the system table of a VPC leads ::/0 to its IPv6 gateway, as long as it has one", async () => {
  const list = async (more = {}) => {
    const params = { RouteTableId: "vtb-vpc-demo0001", IpVersion: "ipv6", RouteEntryType: "Custom", ...more };
    return (await harness.call("DescribeRouteEntryList", params)).body.RouteEntrys.RouteEntry;
  };
  const hop = { NextHopId: "ipv6gw-demo0001", NextHopType: "IPv6Gateway", Enabled: 1 };
  expect(await list()).toEqual([
    expect.objectContaining({ DestinationCidrBlock: "::/0", NextHops: { NextHop: [expect.objectContaining(hop)] } }),
  ]);
  expect(await list({ NextHopType: "Instance" })).toEqual([]);
  operate("vpcs", "vpc-demo0001", { ipv6Gateway: null });
  expect(await list()).toEqual([]);
  expect((await harness.call("DescribeIpv6Gateways", { VpcId: "vpc-demo0001" })).body.TotalCount).toBe(0);
});

test("entries in pages by MaxResult and NextToken", async () => {
  const params = { RouteTableId: "vtb-vpc-demo0001", MaxResult: 2 };
  const first = (await harness.call("DescribeRouteEntryList", params)).body;
  expect(first.RouteEntrys.RouteEntry).toHaveLength(2);
  const { body } = await harness.call("DescribeRouteEntryList", { ...params, NextToken: first.NextToken });
  expect(body.RouteEntrys.RouteEntry[0].RouteEntryId).not.toBe(first.RouteEntrys.RouteEntry[0].RouteEntryId);
});

test("a vSwitch has its own table and network ACL, which name it", async () => {
  operate("vSwitches", "vsw-demo0001", { routeTable: "vtb-custom0001", networkAcl: "nacl-demo0001" });
  const { body } = await harness.call("DescribeVSwitchAttributes", { VSwitchId: "vsw-demo0001" });
  expect(body).toMatchObject({
    NetworkAclId: "nacl-demo0001",
    RouteTable: { RouteTableId: "vtb-custom0001", RouteTableType: "Custom" },
  });
  const tables = (await harness.call("DescribeRouteTableList", { VpcId: "vpc-demo0001" })).body;
  const rows: { RouteTableId: string; VSwitchIds: { VSwitchId: string[] } }[] =
    tables.RouterTableList.RouterTableListType;
  const of = (id: string) => rows.find(({ RouteTableId }) => RouteTableId === id)?.VSwitchIds.VSwitchId;
  expect(of("vtb-custom0001")).toEqual(["vsw-demo0001"]);
  expect(of("vtb-vpc-demo0001")).not.toContain("vsw-demo0001");
  const acl = (await harness.call("DescribeNetworkAclAttributes", { NetworkAclId: "nacl-demo0001" })).body;
  const { IngressAclEntries, Resources } = acl.NetworkAclAttribute;
  expect(IngressAclEntries.IngressAclEntry.map((row: { IpVersion: string }) => row.IpVersion)).toEqual([
    "IPV4",
    "IPV6",
  ]);
  expect(Resources.Resource[0].ResourceId).toBe("vsw-demo0001");
});

test("the security group of a network interface, by direction", async () => {
  const nic = (await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceId: ["eni-demo0001"] })).body;
  const [id] = nic.NetworkInterfaceSets.NetworkInterfaceSet[0].SecurityGroupIds.SecurityGroupId;
  const rules = async (Direction: string) => {
    const { body } = await harness.call("DescribeSecurityGroupAttribute", { SecurityGroupId: id, Direction });
    return body.Permissions.Permission.map((row: { IpProtocol: string; PortRange: string }) => [
      row.IpProtocol,
      row.PortRange,
    ]);
  };
  const inbound = [
    ["TCP", "22/22"],
    ["TCP", "80/80"],
    ["TCP", "443/443"],
    ["ICMPv6", "-1/-1"],
  ];
  expect(await rules("ingress")).toEqual(inbound);
  expect(await rules("all")).toEqual([...inbound, ["ALL", "-1/-1"]]);
});

test("unknown ids", async () => {
  const { refused } = harness;
  expect(await refused("DescribeRouteEntryList", { RouteTableId: "vtb-none" })).toEqual([
    404,
    "InvalidRouteTableId.NotFound",
  ]);
  expect(await refused("DescribeNetworkAclAttributes", { NetworkAclId: "nacl-none" })).toEqual([
    404,
    "InvalidNetworkAcl.NotFound",
  ]);
  expect(await refused("DescribeSecurityGroupAttribute", { SecurityGroupId: "sg-none" })).toEqual([
    404,
    "InvalidSecurityGroupId.NotFound",
  ]);
});
