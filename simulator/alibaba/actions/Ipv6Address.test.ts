import { inCidr } from "../../kit/ipv6";
import { type Bench, startBench } from "../bench";

const ALLOCATE = "AllocateIpv6Address";
const RELEASE = "ReleaseIpv6Address";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.close());

test("a free address, made and given back", async () => {
  const made = await bench.call(ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6AddressName: "n", "Tag.1.Key": "k" });
  expect(inCidr(made.body.Ipv6Address, "2001:db8:a0:1::/64")).toBe(true);
  const target = { Ipv6AddressId: made.body.Ipv6AddressId };
  const read = async () => (await bench.call("DescribeIpv6Addresses", target)).body.Ipv6Addresses.Ipv6Address;
  expect(await read()).toMatchObject([
    { AssociatedInstanceType: "", Ipv6AddressName: "n", Tags: { Tag: [{ Key: "k" }] } },
  ]);
  expect((await bench.call(RELEASE, target)).status).toBe(200);
  expect(await read()).toEqual([]);
});

test.each([
  [400, "MissingParameter", ALLOCATE, {}],
  [404, "InvalidVSwitchId.NotFound", ALLOCATE, { VSwitchId: "vsw-never" }],
  [403, "InvalidVSwitch.Ipv6NotTurnOn", ALLOCATE, { VSwitchId: "vsw-noipv6" }],
  [400, "UnsupportedParameter", ALLOCATE, { VSwitchId: "vsw-demo0001", AddressType: "IPv6Prefix" }],
  [400, "IllegalParam.Ipv6Address", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6Address: "2001:db8:a0:1::1" }],
  [400, "IllegalParam.Ipv6Address", ALLOCATE, { VSwitchId: "vsw-demo0001", Ipv6Address: "2001:db8:ff::1" }],
  [400, "InvalidIpv6Instance.NotFound", RELEASE, { Ipv6AddressId: "ipv6-never" }],
  [400, "OperationFailed.AssociationExist", RELEASE, { Ipv6AddressId: "ipv6-demo0001" }],
  [400, "DependencyViolation.Ipv6InternetBandwidth", RELEASE, { Ipv6AddressId: "ipv6-byhand" }],
  [400, "DryRunOperation", RELEASE, { Ipv6AddressId: "ipv6-free", DryRun: true }],
])("%d %s of %s", async (status, code, action, params) => {
  expect(await bench.refused(action, params)).toEqual([status, code]);
});

test("IncorrectStatus.Ipv6Instance while it is Pending", async () => {
  bench.simulator.pace({ addressPendingMs: 1000 });
  const { body } = await bench.call(ALLOCATE, { VSwitchId: "vsw-demo0001" });
  const target = { Ipv6AddressId: body.Ipv6AddressId };
  expect(await bench.refused(RELEASE, target)).toEqual([400, "IncorrectStatus.Ipv6Instance"]);
  bench.pass(1000);
  expect((await bench.call(RELEASE, target)).status).toBe(200);
});
