import { startZenlayer, type ZenlayerHarness } from "../../testing";

let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());

const VPC = "1660000000000000001";

test("a VPC has a security group and the routes that were added", async () => {
  const { dataSet } = await harness.answer("DescribeVpcs", { vpcIds: [VPC] });
  const { securityGroupId } = dataSet[0];
  const { ingressRuleList } = await harness.answer("DescribeSecurityGroupRule", { securityGroupId });
  expect(ingressRuleList[0]).toMatchObject({ direction: "ingress", policy: "accept", portRange: "22", cidrIp: "::/0" });
  expect((await harness.answer("DescribeRoutes", { vpcId: VPC })).dataSet).toEqual([]);
  const routes = [
    { destinationCidrBlock: "::/0", nextHopId: "1" },
    { destinationCidrBlock: "10.0.0.0/8", ipVersion: "IPv4" },
  ];
  harness.simulator.operate({ cloud: "zenlayer", table: "vpcs", id: VPC, change: { routes } });
  const found = await harness.answer("DescribeRoutes", { vpcId: VPC, ipVersion: "IPv6" });
  expect(found.dataSet).toEqual([expect.objectContaining({ destinationCidrBlock: "::/0", vpcId: VPC })]);
  expect(await harness.refused("DescribeSecurityGroupRule", { securityGroupId: "1" })).toEqual([
    404,
    "OPERATION_FAILED_RESOURCE_NOT_FOUND",
  ]);
});

test("instances are those of network interfaces, and found by an address", async () => {
  const { dataSet } = await harness.answer("DescribeInstances", { ipv6Address: "2001:db8:c0:1:0:3:0:1" });
  expect(dataSet).toEqual([expect.objectContaining({ instanceId: "1650000000000000002", status: "RUNNING" })]);
  expect((await harness.answer("DescribeInstances", { status: "STOPPED" })).totalCount).toBe(0);
});
