import { seedMany } from "../../seed";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "DescribeNetworkInterfaces";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const rows = (body: { NetworkInterfaceSets: { NetworkInterfaceSet: Array<{ NetworkInterfaceId: string }> } }) =>
  body.NetworkInterfaceSets.NetworkInterfaceSet.map((row) => row.NetworkInterfaceId);

test("a card and its addresses", async () => {
  const { body } = await harness.call(ACTION, { NetworkInterfaceId: ["eni-demo0001"] });
  expect(body).toMatchObject({
    TotalCount: 1,
    NetworkInterfaceSets: {
      NetworkInterfaceSet: [
        {
          NetworkInterfaceId: "eni-demo0001",
          NetworkInterfaceName: "web",
          Status: "InUse",
          Type: "Primary",
          InstanceId: "i-demo0001",
          VpcId: "vpc-demo0001",
          VSwitchId: "vsw-demo0001",
          ZoneId: "cn-hangzhou-h",
          OwnerId: "1234567890123456",
          ServiceManaged: false,
          Ipv6Sets: { Ipv6Set: [{ Ipv6Address: "2001:db8:a0:1::1", Primary: false }] },
          Attachment: { InstanceId: "i-demo0001" },
        },
      ],
    },
  });
  const attribute = await harness.call("DescribeNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-demo0001" });
  expect(attribute.body).toMatchObject(body.NetworkInterfaceSets.NetworkInterfaceSet[0]);
});

test.each([
  [{ NetworkInterfaceId: ["eni-never"] }, []],
  [{ NetworkInterfaceId: ["eni-demo0002", "eni-never", "eni-other0001"] }, ["eni-demo0002"]],
  [{ Ipv6Address: ["2001:DB8:a0:1:0::2"] }, ["eni-demo0002"]],
  [{ InstanceId: "i-demo0001" }, ["eni-demo0001", "eni-demo0002"]],
  [{ InstanceId: "i-demo0001", Type: "Secondary" }, ["eni-demo0002"]],
  [{ Status: "Attaching" }, ["eni-attaching"]],
  [{ ServiceManaged: true }, ["eni-service"]],
  [{ VSwitchId: "vsw-demo0002" }, ["eni-nogateway"]],
  [{ NetworkInterfaceName: "spare" }, ["eni-demo0004"]],
])("filter %j", async (params, expected) => {
  expect(rows((await harness.call(ACTION, params)).body)).toEqual(expected);
});

test("paging by NextToken, from 10 to 500; the older paging by number", async () => {
  const many = await startAlibaba({ seed: seedMany(600) });
  const vpc = { VpcId: "vpc-demo0001", Type: "Secondary" };
  const first = (await many.call(ACTION, { ...vpc, MaxResults: 1000 })).body;
  expect(rows(first)).toHaveLength(500);
  expect([first.TotalCount, first.NextToken]).toEqual([0, expect.stringMatching(/./)]);
  const second = (await many.call(ACTION, { ...vpc, MaxResults: 500, NextToken: first.NextToken })).body;
  expect(second.NextToken).toBe("");
  expect(new Set([...rows(first), ...rows(second)]).size).toBe(500 + rows(second).length);
  expect(rows((await many.call(ACTION, { MaxResults: 1 })).body)).toHaveLength(10);
  const numbered = (await many.call(ACTION, { ...vpc, PageNumber: 2, PageSize: 20 })).body;
  expect([rows(numbered).length, numbered.TotalCount > 600]).toEqual([20, true]);
  expect(await many.refused(ACTION, { NextToken: "what?" })).toEqual([400, "InvalidParameter"]);
  const list = (count: number) =>
    Array.from({ length: count }, (_, index) => `eni-many${String(index + 1).padStart(5, "0")}`);
  const hundred = { NetworkInterfaceId: list(100), MaxResults: 100 };
  expect(rows((await many.call(ACTION, hundred)).body)).toEqual(hundred.NetworkInterfaceId);
  expect(await many.refused(ACTION, { NetworkInterfaceId: list(101) })).toEqual([400, "InvalidParameter"]);
  await many.simulator.close();
});

test("refusals", async () => {
  expect(await harness.refused(ACTION, { InstanceId: "demo" })).toEqual([400, "InvalidInstanceID.Malformed"]);
  expect(await harness.refused("DescribeNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-never" })).toEqual([
    404,
    "InvalidEniId.NotFound",
  ]);
});

test("a late reader sees the past", async () => {
  harness.simulator.pace({ readLagMs: 1000 });
  const card = { NetworkInterfaceId: "eni-demo0004" };
  await harness.call("AssignIpv6Addresses", { ...card, Ipv6AddressCount: 1 });
  const held = async () => (await harness.call("DescribeNetworkInterfaceAttribute", card)).body.Ipv6Sets.Ipv6Set.length;
  expect(await held()).toBe(0);
  harness.pass(1000);
  expect(await held()).toBe(1);
});
