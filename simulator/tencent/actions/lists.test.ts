import { startTencent, type TencentHarness } from "../../testing";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());

const SETS: Readonly<Record<string, readonly [string, string]>> = {
  DescribeNetworkInterfaces: ["NetworkInterfaceSet", "NetworkInterfaceId"],
  DescribeSubnets: ["SubnetSet", "SubnetId"],
  DescribeIPv6Addresses: ["AddressSet", "AddressId"],
  DescribeIp6Addresses: ["AddressSet", "AddressId"],
  DescribeVpcIpv6Addresses: ["Ipv6AddressSet", "Ipv6Address"],
  DescribeBandwidthPackages: ["BandwidthPackageSet", "BandwidthPackageId"],
};
const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }], Limit: 100 });
const [NICS, SUBNETS, ELASTIC] = ["DescribeNetworkInterfaces", "DescribeSubnets", "DescribeIPv6Addresses"] as const;
async function list(action: string, params: object): Promise<string[]> {
  const { body } = await harness.call(action, params as Record<string, unknown>);
  const [set = "", id = ""] = SETS[action] ?? [];
  return (body[set] ?? [body.Error.Code]).map((row: Record<string, string>) => row[id] ?? row);
}

test.each<[string, object, string[]]>([
  [NICS, filter("network-interface-name", "spare", "api"), ["eni-demo0002", "eni-demo0004"]],
  [NICS, filter("attachment.instance-id", "ins-demo0001"), ["eni-demo0001", "eni-demo0002"]],
  [NICS, filter("is-primary", "true"), ["eni-demo0001", "eni-demo0003", "eni-ula", "eni-odd-instance"]],
  [NICS, filter("groups.security-group-id", "sg-none"), []],
  [NICS, filter("address-ip", "10.9.9.9"), []],
  [NICS, filter("tag-key", "none"), []],
  [SUBNETS, filter("vpc-id", "vpc-demo0001"), ["subnet-demo0001", "subnet-ula", "subnet-noipv6"]],
  [SUBNETS, filter("ipv6-cidr-block", "fd76:7e00:1::/64"), ["subnet-ula"]],
  [SUBNETS, filter("zone", "ap-nowhere"), []],
  [SUBNETS, filter("is-default", "true"), []],
  [SUBNETS, { SubnetIds: ["subnet-ula", "subnet-never"] }, ["subnet-ula"]],
  [ELASTIC, filter("instance-id", "ins-never"), []],
  [ELASTIC, filter("egress", "center_egress2"), []],
  [ELASTIC, filter("address-name", "by-hand"), ["eipv6-byhand01"]],
  [ELASTIC, filter("tag:team", "network"), ["eipv6-byhand01"]],
  [ELASTIC, { IPv6AddressIds: ["eip-byhand01", "eipv6-byhand01"] }, ["eip-byhand01", "eipv6-byhand01"]],
  [ELASTIC, { IPv6AddressIds: ["eip-byhand01", "eipv6-byhand01"], Traditional: true }, ["eip-byhand01"]],
  [ELASTIC, { Traditional: true, ...filter("tag:team", "network") }, ["eip-byhand01"]],
  ["DescribeVpcIpv6Addresses", { VpcId: "vpc-demo0001", SubnetId: "subnet-ula" }, ["fd76:7e00:1::1", "fd76:7e00:1::2"]],
  ["DescribeBandwidthPackages", filter("bandwidth-package-id", "bwp-closed"), ["bwp-closed"]],
])("%s with %j", async (action, params, expected) => {
  expect(await list(action, params)).toEqual(expected);
});

test.each([
  ["NotSimulated", NICS, filter("eni-qos", "PT")],
  ["NotSimulated", SUBNETS, filter("cdc-id", "cluster-1")],
  ["NotSimulated", "DescribeBandwidthPackages", filter("charge-type", "x")],
  ["InvalidParameter.InvalidFilter", NICS, filter("colour", "x")],
  ["InvalidParameter.Coexist", SUBNETS, { SubnetIds: ["subnet-ula"], ...filter("vpc-id", "vpc-demo0001") }],
])("%s from %s with %j", async (code, action, params) => {
  expect(await harness.refused(action, params)).toBe(code);
});

test("ids that do not exist, under both settings", async () => {
  const asked = { Ip6AddressIds: ["eip-byhand01", "eip-never001"] };
  const release = () => harness.refused("ReleaseIp6AddressesBandwidth", { Ip6AddressIds: ["eip-never001"] });
  expect(await list("DescribeIp6Addresses", asked)).toEqual(["eip-byhand01"]);
  expect(await release()).toBe("InvalidParameterValue.AddressIpNotFound");
  harness.simulator.pace({ unknownIds: "refused" });
  expect(await harness.refused("DescribeIp6Addresses", asked)).toBe("InvalidAddressId.NotFound");
  const elastic = { IPv6AddressIds: ["eipv6-never001"] };
  expect(await harness.refused(ELASTIC, elastic)).toBe("InvalidAddressId.NotFound");
  expect(await release()).toBe("InvalidAddressId.NotFound");
});

test("what is visible on a network interface, and what is not said stays", async () => {
  const IPv6AddressIds = ["eipv6-byhand01"];
  await harness.call("ModifyIPv6AddressesAttributes", { IPv6AddressIds, EipVisibleOnEni: true });
  const { body } = await harness.call(ELASTIC, { IPv6AddressIds });
  expect(body.AddressSet).toMatchObject([{ AddressName: "by-hand", EipVisibleOnEni: true }]);
});
