import { startTencent, type TencentHarness } from "../../testing";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());

const operate = (table: string, id: string, change: Readonly<Record<string, unknown>> | null) =>
  harness.simulator.operate({ cloud: "tencent", table, id, change });

test("a subnet has its own table and network ACL, which name it", async () => {
  operate("subnets", "subnet-demo0001", { routeTable: "rtb-custom01", networkAcl: "acl-demo0001" });
  const subnets = (await harness.call("DescribeSubnets", { SubnetIds: ["subnet-demo0001"] })).body;
  expect(subnets.SubnetSet[0]).toMatchObject({ RouteTableId: "rtb-custom01", NetworkAclId: "acl-demo0001" });
  const filter = { Filters: [{ Name: "vpc-id", Values: ["vpc-demo0001"] }] };
  const tables = (await harness.call("DescribeRouteTables", filter)).body.RouteTableSet;
  expect(tables.map((row: { RouteTableId: string; Main: boolean }) => [row.RouteTableId, row.Main])).toEqual([
    ["rtb-vpc-demo0001", true],
    ["rtb-custom01", false],
  ]);
  expect(tables[1].AssociationSet).toEqual([expect.objectContaining({ SubnetId: "subnet-demo0001" })]);
  const [acl] = (await harness.call("DescribeNetworkAcls", { NetworkAclIds: ["acl-demo0001"] })).body.NetworkAclSet;
  expect(acl).toMatchObject({ NetworkAclType: "TRIPLE", SubnetSet: [{ SubnetId: "subnet-demo0001" }] });
  expect(acl.IngressEntries.map((row: { Priority: number }) => row.Priority)).toEqual([1, 2]);
});

test("the rules of a quintuple ACL are a list of their own", async () => {
  operate("networkAcls", "acl-demo0001", { type: "QUINTUPLE" });
  const [acl] = (await harness.call("DescribeNetworkAcls", { NetworkAclIds: ["acl-demo0001"] })).body.NetworkAclSet;
  expect([acl.IngressEntries, acl.EgressEntries]).toEqual([[], []]);
});

test("security groups, and instances with their state", async () => {
  const { body } = await harness.call("DescribeNetworkInterfaces", { NetworkInterfaceIds: ["eni-demo0001"] });
  const [SecurityGroupId] = body.NetworkInterfaceSet[0].GroupSet;
  const rules = (await harness.call("DescribeSecurityGroupPolicies", { SecurityGroupId })).body.SecurityGroupPolicySet;
  expect(rules.Ingress[0]).toMatchObject({ PolicyIndex: 0, Protocol: "TCP", Port: "22,80,443", Ipv6CidrBlock: "::/0" });
  operate("instances", "ins-demo0001", { state: "STOPPED" });
  const list = (await harness.call("DescribeInstances", { InstanceIds: ["ins-demo0001", "ins-none"] })).body;
  expect(list.InstanceSet).toEqual([expect.objectContaining({ InstanceId: "ins-demo0001", InstanceState: "STOPPED" })]);
  expect(harness.simulator.journal().at(-1)).toMatchObject({ product: "cvm" });
  expect(await harness.refused("DescribeSecurityGroupPolicies", { SecurityGroupId: "sg-none" })).toBe(
    "ResourceNotFound",
  );
});
