import { type AlibabaHarness, startAlibaba } from "../../testing";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test("the gateway of a VPC, and none where there is none", async () => {
  const list = async (params: object) => (await harness.call("DescribeIpv6Gateways", { ...params })).body;
  const found = await list({ VpcId: "vpc-demo0001" });
  expect(found).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10 });
  expect(found.Ipv6Gateways.Ipv6Gateway).toMatchObject([
    { Ipv6GatewayId: "ipv6gw-demo0001", Status: "Available", BusinessStatus: "Normal", OwnerId: 1234567890123456 },
  ]);
  expect((await list({ VpcId: "vpc-demo0002" })).TotalCount).toBe(0);
  expect((await list({ Ipv6GatewayId: "ipv6gw-shanghai0001" })).TotalCount).toBe(0);
});

test("one gateway, flat", async () => {
  const { body } = await harness.call("DescribeIpv6GatewayAttribute", { Ipv6GatewayId: "ipv6gw-demo0001" });
  expect(body).toMatchObject({ VpcId: "vpc-demo0001", Status: "Available", GatewayRouteTableId: "" });
});

test("a gateway that is not there has empty fields", async () => {
  const { status, body } = await harness.call("DescribeIpv6GatewayAttribute", { Ipv6GatewayId: "ipv6gw-other0001" });
  expect({ status, ...body }).toMatchObject({ status: 200, Ipv6GatewayId: "", Status: "" });
});
