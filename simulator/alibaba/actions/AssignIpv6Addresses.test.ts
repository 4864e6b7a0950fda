import { inCidr } from "../../common/ipv6";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "AssignIpv6Addresses";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test("named addresses, in the vendor's spelling, with records on the VPC side", async () => {
  harness.simulator.pace({ addressPendingMs: 1000 });
  const named = ["2001:0DB8:a0:1::00AA", "2001:db8:a0:1::bb"];
  const { body } = await harness.call(ACTION, { NetworkInterfaceId: "eni-demo0002", Ipv6Address: named });
  const addresses = ["2001:db8:a0:1::aa", "2001:db8:a0:1::bb"];
  expect(body).toEqual({
    RequestId: expect.any(String),
    NetworkInterfaceId: "eni-demo0002",
    Ipv6Sets: { Ipv6Address: addresses },
    Ipv6PrefixSets: { Ipv6Prefix: [] },
  });
  expect(harness.simulator.ledger()).toMatchObject([
    {
      event: "assigned",
      resource: "NicIpv6Assignment",
      id: "eni-demo0002",
      subject: "eni-demo0002",
      detail: { addresses },
    },
  ]);
  const read = await harness.call("DescribeIpv6Addresses", { Ipv6Address: addresses[0] });
  expect(read.body.Ipv6Addresses.Ipv6Address).toMatchObject([
    {
      Ipv6AddressId: expect.stringMatching(/^ipv6-[0-9a-z]{20}$/),
      Status: "Pending",
      AssociatedInstanceType: "NetworkInterface",
      AssociatedInstanceId: "eni-demo0002",
    },
  ]);
});

test("by count: new addresses of the vSwitch, the same again for the same token", async () => {
  const params = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: "10", ClientToken: "t" };
  const { body } = await harness.call(ACTION, params);
  const addresses: string[] = body.Ipv6Sets.Ipv6Address;
  expect(new Set(addresses).size).toBe(10);
  expect(addresses.every((address) => inCidr(address, "2001:db8:a0:1::/64"))).toBe(true);
  expect((await harness.call(ACTION, params)).body.Ipv6Sets.Ipv6Address).toEqual(addresses);
  expect(harness.simulator.ledger()).toHaveLength(1);
});

const named = (...addresses: string[]) => ({ Ipv6AddressCount: undefined, Ipv6Address: addresses });
const eleven = Array.from({ length: 11 }, (_, index) => `2001:db8:a0:1::aa${index}`);

test.each([
  [400, "MissingParameter", { NetworkInterfaceId: undefined }],
  [400, "MissingParameter", { Ipv6AddressCount: undefined }],
  [400, "InvalidParameter", { Ipv6Address: ["2001:db8:a0:1::aa"] }],
  [400, "InvalidParameter", { Ipv6AddressCount: 0 }],
  [400, "InvalidParameter", { Ipv6AddressCount: 11 }],
  [400, "InvalidParameter", { Ipv6AddressCount: "one" }],
  [400, "InvalidParameter", named(...eleven)],
  [400, "NotSimulated", { Ipv6PrefixCount: 1 }],
  [400, "InvalidParams.EniId", { NetworkInterfaceId: "nic-1" }],
  [404, "InvalidEniId.NotFound", { NetworkInterfaceId: "eni-never" }],
  [404, "InvalidEniId.NotFound", { NetworkInterfaceId: "eni-other0001" }],
  [403, "InvalidOperation.EniServiceManaged", { NetworkInterfaceId: "eni-service" }],
  [403, "InvalidOperation.InvalidEniType", { NetworkInterfaceId: "eni-trunk" }],
  [400, "InvalidOperation.InvalidEniState", { NetworkInterfaceId: "eni-attaching" }],
  [400, "InvalidOperation.InvalidEcsState", { NetworkInterfaceId: "eni-starting" }],
  [403, "InvalidOperation.Ipv6NotSupport", { NetworkInterfaceId: "eni-instance-noipv6" }],
  [403, "InvalidVSwitch.Ipv6NotTurnOn", { NetworkInterfaceId: "eni-noipv6" }],
  [403, "InvalidIp.Address", named("2001:db8:a0:1::zz")],
  [403, "InvalidIp.Address", named("192.0.2.1")],
  [403, "InvalidIp.IpRepeated", named("2001:db8:a0:1::aa", "2001:db8:a0:1:0::aa")],
  [403, "InvalidVSwitchId.IpInvalid", named("2001:db8:a0:2::aa")],
  [403, "InvalidIp.IpAssigned", named("2001:db8:a0:1::1")],
  [400, "InvalidPrivateIpAddress.Duplicated", named("2001:db8:a0:1::6")],
  [403, "InvalidOperation.Ipv6CountExceeded", { NetworkInterfaceId: "eni-small" }],
  [403, "InvalidVSwitchId.IpNotEnough", { NetworkInterfaceId: "eni-short", Ipv6AddressCount: 2 }],
  [403, "QuotaExceeded.PrivateIpAddress", { NetworkInterfaceId: "eni-vpc-full" }],
  [403, "SecurityGroupInstanceLimitExceed", { NetworkInterfaceId: "eni-group-full" }],
])("%d %s for %j", async (status, code, change) => {
  const base = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1 };
  expect(await harness.refused(ACTION, { ...base, ...change })).toEqual([status, code]);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("MaxEniIpv6IpsCountExceeded: ten on a card without an instance", async () => {
  const card = { NetworkInterfaceId: "eni-demo0005" };
  expect((await harness.call(ACTION, { ...card, Ipv6AddressCount: 6 })).status).toBe(200);
  const { status, body } = await harness.call(ACTION, { ...card, Ipv6AddressCount: 5 });
  expect([status, body.Code]).toEqual([403, "MaxEniIpv6IpsCountExceeded"]);
  expect(body.Message).toContain("limit 10, assigned 6, to be assigned 5");
  expect((await harness.call(ACTION, { ...card, Ipv6AddressCount: 4 })).status).toBe(200);
});

test("one bad address among good ones: none is assigned", async () => {
  const list = ["2001:db8:a0:1::aa", "2001:db8:a0:1::1"];
  expect(await harness.refused(ACTION, { NetworkInterfaceId: "eni-demo0004", Ipv6Address: list })).toEqual([
    403,
    "InvalidIp.IpAssigned",
  ]);
  const { body } = await harness.call("DescribeIpv6Addresses", { Ipv6Address: list[0] });
  expect(body.TotalCount).toBe(0);
});

test("a DryRun parameter is not one of this action: it acts", async () => {
  const { status } = await harness.call(ACTION, {
    NetworkInterfaceId: "eni-demo0004",
    Ipv6AddressCount: 1,
    DryRun: true,
  });
  expect([status, harness.simulator.ledger().length]).toEqual([200, 1]);
});
