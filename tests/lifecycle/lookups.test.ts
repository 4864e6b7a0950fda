// Every look-up on the simulated clouds: found by each key, none, several, mistakes, refusals, throttling.
import { CLOUDS } from "../../provider/clouds";
import type { Values } from "../../provider/core/check";
import { findLookup } from "../../provider/doors/registry";
import { callAlibaba, callTencent } from "../../simulator";
import { Desk } from "./lookup-helpers";
import { PAIRS } from "./pairs";

interface Case {
  /** Arguments that find the same one thing, each by itself. */
  readonly by: readonly Values[];
  /** Some of the answer. */
  readonly is: Values;
  /** Nothing is there, and what is said of it. */
  readonly none: readonly (readonly [Values, RegExp])[];
  readonly several?: readonly [Values, RegExp];
  /** What is said without arguments. Default: which of them to give. */
  readonly bare?: RegExp;
}

const ADDRESS = "2001:db8:a0:1::3";
const web: Values = { ipv6AddressId: "ipv6-demo0001", ipv6Address: "2001:db8:a0:1::1", vpcId: "vpc-demo0001" };

const ONE: Readonly<Record<string, Case>> = {
  "alibaba:getIpv6Address": {
    by: [
      { ipv6AddressId: "ipv6-demo0001" },
      { ipv6Address: "2001:0DB8:a0:1:0::1" },
      { networkInterfaceId: "eni-demo0001" },
    ],
    is: {
      ...{ ...web, vSwitchId: "vsw-demo0001", ipv6GatewayId: "ipv6gw-demo0001", networkInterfaceId: "eni-demo0001" },
      ...{ addressType: "IPv6Address", ipv6Isp: "BGP", allocationTime: "2026-01-01T00:00:00Z", realBandwidth: 0 },
    },
    none: [
      [{ ipv6AddressId: "ipv6-nowhere" }, /nothing found by ipv6AddressId "ipv6-nowhere" in cn-hangzhou\. Check the/],
      [{ ipv6Address: "2001:db8::dead" }, /nothing found by ipv6Address "2001:db8::dead"/],
      [{ ipv6AddressId: "ipv6-other0001" }, /nothing found/],
      [{ networkInterfaceId: "eni-demo0004" }, /There is eni-demo0004, without an IPv6 address: NicIpv6Assignment/],
      [{ networkInterfaceId: "eni-nowhere" }, /There is no such network interface/],
      [{ instanceId: "i-noipv6" }, /There is eni-instance-noipv6, without an IPv6 address/],
      [{ instanceId: "i-nowhere" }, /There is no such network interface/],
    ],
    several: [
      { instanceId: "i-demo0001" },
      /3 found by instanceId "i-demo0001" in cn-hangzhou: ipv6-demo0001 \(2001:db8:a0:1::1 on eni-demo0001, vpc-demo0001\), ipv6-demo0002 .*, ipv6-private .*\. Ask for one of them by ipv6AddressId/,
    ],
  },
  "alibaba:getIpv6Gateway": {
    by: [{ vpcId: "vpc-demo0001" }, { ipv6GatewayId: "ipv6gw-demo0001" }],
    is: { ipv6GatewayId: "ipv6gw-demo0001", vpcId: "vpc-demo0001", name: "demo", businessStatus: "Normal" },
    none: [[{ vpcId: "vpc-demo0002" }, /nothing found by vpcId "vpc-demo0002".*may have no IPv6 gateway yet/]],
  },
  "alibaba:getIpv6EgressOnlyRule": {
    by: [{ ipv6EgressOnlyRuleId: "ipv6py-byhand" }, { instanceId: "ipv6-byhand" }],
    is: { ipv6EgressOnlyRuleId: "ipv6py-byhand", ipv6GatewayId: "ipv6gw-demo0001", name: "calls-out" },
    none: [
      [{ instanceId: "ipv6-demo0001" }, /nothing found by instanceId "ipv6-demo0001".*an address may have no rule yet/],
      [{ instanceId: "ipv6-byhand", ipv6GatewayId: "ipv6gw-nowhere" }, /nothing found/],
    ],
  },
  "tencent:getElasticPublicIpv6": {
    by: [
      { addressId: "eipv6-traffic01" },
      { publicIpv6Address: "2001:DB8:7eff::c" },
      { networkInterfaceId: "eni-ula-two" },
    ],
    is: {
      ...{ addressId: "eipv6-traffic01", publicIpv6Address: "2001:db8:7eff::c", bandwidth: 50, status: "BIND" },
      ...{ privateIpv6Address: "fd76:7e00:1::2", egress: "CENTER_EGRESS_1", addressType: "EIPv6" },
      ...{ isArrears: false, isBlocked: false, cascadeRelease: false, createdTime: "2026-01-01T00:00:00Z" },
    },
    none: [
      [{ addressId: "eipv6-nowhere" }, /nothing found by addressId .*getIp6Address finds classic/],
      [{ publicIpv6Address: "2001:db8::dead" }, /nothing found/],
    ],
  },
  "tencent:getIp6Address": {
    by: [{ addressId: "eip-byhand01" }, { ip6Address: "2001:DB8:7e00:1::4" }],
    is: {
      ...{ addressId: "eip-byhand01", ip6Address: "2001:db8:7e00:1::4", status: "BIND", bandwidth: 20 },
      ...{ networkInterfaceId: "eni-demo0003", instanceId: "ins-demo0002", tags: { team: "network" } },
      ...{ instanceType: "CVM", cascadeRelease: false, isBlocked: false, createdTime: "2026-01-01T00:00:00Z" },
    },
    none: [
      [{ addressId: "eip-nowhere" }, /nothing found by addressId "eip-nowhere" in ap-guangzhou/],
      [{ ip6Address: "2001:db8:7e00:1::1" }, /Only addresses with internet bandwidth are here/],
      [{ networkInterfaceId: "eni-demo0001" }, /getNetworkInterfaceIpv6Address finds others/],
      [{ instanceId: "ins-nowhere" }, /nothing found by instanceId/],
    ],
    several: [
      { instanceId: "ins-demo0002" },
      /6 found by instanceId .*: eip-byhand01 .*Ask for one of them by addressId/,
    ],
  },
  "tencent:getNetworkInterfaceIpv6Address": {
    by: [{ networkInterfaceId: "eni-demo0001" }, { ipv6Address: "2001:db8:7e00:1:0::1" }],
    is: {
      ...{ ipv6Address: "2001:db8:7e00:1::1", networkInterfaceId: "eni-demo0001", instanceId: "ins-demo0001" },
      isWanIpBlocked: false,
    },
    none: [
      [{ networkInterfaceId: "eni-demo0004" }, /There is eni-demo0004, without an IPv6 address/],
      [{ networkInterfaceId: "eni-nowhere" }, /Check the region and the account/],
      [{ ipv6Address: "2001:db8::dead" }, /nothing found by ipv6Address "2001:db8::dead" in ap-guangzhou/],
    ],
    several: [{ instanceId: "ins-demo0001" }, /2 found .*: 2001:db8:7e00:1::1 on eni-demo0001, 2001:db8:7e00:1::2 on/],
  },
  "zenlayer:getNicIpv6": {
    by: [
      { nicId: "1680855999352675883" },
      { instanceId: "1650000000000000002" },
      { nicId: "1680855999352675883", region: "asia-east-1" },
    ],
    is: {
      ...{ nicId: "1680855999352675883", ipv6Id: "1700000000000000083", internetChargeType: "ByBandwidth" },
      ...{ bandwidth: 10, instanceId: "1650000000000000002", region: "asia-east-1" },
      ...{ ipv6Status: "RUNNING", associatedId: "1680855999352675883", associatedType: "NIC" },
      ...{ resourceGroupId: "default", resourceGroupName: "Default", createTime: "2026-01-01T00:00:00Z" },
    },
    none: [
      [{ nicId: "1680855999352675875" }, /There is 1680855999352675875, without an IPv6: NicIpv6Assignment/],
      [{ nicId: "1" }, /nothing found by nicId "1"\. Check the account/],
      [{ nicId: "1680855999352675899" }, /nothing found/],
      [{ instanceId: "1650000000000000001" }, /There is 1680855999352675875, without an IPv6/],
      [{ address: "2001:db8::dead" }, /nothing found by address/],
      [{ nicId: "1680855999352675883", region: "europe-central-1" }, /is in asia-east-1 on Zenlayer/],
    ],
  },
  "zenlayer:getBandwidthCluster": {
    by: [{ clusterId: "1690000000000000001" }, { name: "web" }],
    is: { clusterId: "1690000000000000001", name: "web", areaCode: "HKG", resourceNumber: 1 },
    none: [
      [{ name: "we" }, /nothing found by name "we"\. .*getBandwidthClusters lists/],
      [{ clusterId: "1" }, /nothing found by clusterId "1"/],
    ],
  },
};

const BARE = /instanceId: is required and must be/;
Object.assign(ONE, {
  "alibaba:getPrimaryNetworkInterface": {
    by: [{ instanceId: "i-demo0001" }],
    is: { networkInterfaceId: "eni-demo0001", instanceId: "i-demo0001", vSwitchId: "vsw-demo0001", status: "InUse" },
    none: [
      [{ instanceId: "i-nowhere" }, /nothing found by instanceId "i-nowhere" in cn-hangzhou\. There is no such inst/],
    ],
    several: [{ instanceId: "i-two" }, /2 found by .*: eni-two1, eni-two2\. None of them is named as the primary one/],
    bare: BARE,
  },
  "tencent:getPrimaryNetworkInterface": {
    by: [{ instanceId: "ins-demo0001" }],
    is: { networkInterfaceId: "eni-demo0001", instanceId: "ins-demo0001", subnetId: "subnet-demo0001" },
    none: [
      [{ instanceId: "ins-nowhere" }, /There is no such instance: check the region/],
      [{ instanceId: "eni-demo0001" }, /must be the id of an instance, such as ins-/],
    ],
    bare: BARE,
  },
  "zenlayer:getPrimaryNic": {
    by: [{ instanceId: "1650000000000000001" }, { instanceId: "1650000000000000001", region: "asia-east-1" }],
    is: { nicId: "1680855999352675875", instanceId: "1650000000000000001", status: "USED" },
    none: [[{ instanceId: "1" }, /nothing found by instanceId "1"\. There is no such instance/]],
    bare: BARE,
  },
} satisfies Record<string, Case>);

/** Arguments, and how many rows they leave. */
const MANY: Readonly<Record<string, readonly (readonly [Values, number])[]>> = {
  "alibaba:getIpv6Addresses": [
    [{}, 13],
    [{ vpcId: "vpc-demo0002" }, 1],
    [{ vSwitchId: "vsw-demo0002" }, 1],
    [{ ipv6AddressName: "api" }, 1],
    [{ tags: { team: "platform" } }, 1],
    [{ tags: { team: "other" } }, 0],
    [{ networkType: "Public" }, 3],
    [{ instanceId: "i-demo0002" }, 5],
    [{ instanceId: "i-demo0002", networkType: "Public" }, 2],
    [{ instanceId: "i-demo0001", networkInterfaceId: "eni-demo0002", tags: { team: "platform" } }, 1],
    [{ instanceId: "i-demo0001", networkInterfaceId: "eni-demo0003" }, 0],
    [{ networkInterfaceId: "eni-demo0004" }, 0],
    [{ region: "cn-shanghai" }, 1],
  ],
  "alibaba:getIpv6Gateways": [
    [{}, 1],
    [{ vpcId: "vpc-demo0001" }, 1],
    [{ vpcId: "vpc-demo0002" }, 0],
    [{ name: "nobody" }, 0],
  ],
  "alibaba:getIpv6EgressOnlyRules": [
    [{}, 1],
    [{ name: "calls-out" }, 1],
    [{ name: "calls" }, 0],
    [{ instanceId: "ipv6-demo0001" }, 0],
    [{ ipv6GatewayId: "ipv6gw-nowhere" }, 0],
    [{ region: "cn-shanghai" }, 0],
  ],
  "tencent:getElasticPublicIpv6s": [
    [{}, 5],
    [{ region: "ap-hongkong" }, 1],
    [{ networkInterfaceId: "eni-ula-two" }, 1],
    [{ addressName: "by-hand" }, 1],
    [{ tags: { team: "network" } }, 1],
    [{ tags: { team: "other" } }, 0],
  ],
  "tencent:getIp6Addresses": [
    [{}, 7],
    [{ networkInterfaceId: "eni-demo0003" }, 6],
    [{ instanceId: "ins-odd" }, 1],
    [{ instanceId: "ins-nowhere" }, 0],
    [{ tags: { team: "network" } }, 1],
  ],
  "tencent:getNetworkInterfaceIpv6Addresses": [
    [{}, 14],
    [{ vpcId: "vpc-nowhere" }, 0],
    [{ region: "ap-shanghai", subnetId: "subnet-shanghai01" }, 1],
    [{ networkInterfaceId: "eni-ula", subnetId: "subnet-ula" }, 1],
    [{ instanceId: "ins-demo0001" }, 2],
    [{ instanceId: "ins-demo0001", networkInterfaceId: "eni-demo0002" }, 1],
    [{ networkInterfaceId: "eni-demo0001", subnetId: "subnet-ula" }, 0],
  ],
  "tencent:getBandwidthPackages": [
    [{}, 3],
    [{ bandwidthPackageId: "bwp-demo0001" }, 1],
    [{ bandwidthPackageId: "bwp-nowhere" }, 0],
    [{ bandwidthPackageName: "bwp-closed" }, 1],
    [{ networkType: "ANYCAST" }, 0],
  ],
  "zenlayer:getNicIpv6s": [
    [{}, 4],
    [{ region: "europe-central-1" }, 0],
    [{ subnetId: "1670000000000000001" }, 4],
    [{ vpcId: "1660000000000000002" }, 0],
    [{ instanceId: "1650000000000000002" }, 1],
    [{ tags: { team: "platform" } }, 0],
  ],
  "zenlayer:getBandwidthClusters": [
    [{}, 3],
    [{ name: "web" }, 1],
    [{ name: "we" }, 0],
    [{ areaCode: "HKG" }, 2],
    [{ networkLineType: "Other" }, 0],
  ],
};

const desk = new Desk();
beforeAll(() => desk.open());
beforeEach(() => desk.simulator.reset());
afterAll(() => desk.close());

test("every look-up has its cases here", () => {
  const all = Object.values(CLOUDS).flatMap(({ name, lookups }) =>
    Object.keys(lookups).map((each) => `${name}:${each}`),
  );
  expect([...Object.keys(ONE), ...Object.keys(MANY)].sort()).toEqual(all.sort());
});

describe.each(Object.entries(ONE))("%s", (name, { by, is, none, several, bare }) => {
  test.each(by)("finds it by %j, and changes nothing", async (args) => {
    expect(await desk.ask(name, args)).toMatchObject(is);
    expect(desk.actions().filter((action) => !action.startsWith("Describe"))).toEqual([]);
  });
  test.each(none)("nothing by %j: said with what to do", async (args, words) => {
    expect(await desk.refused(name, args)).toMatch(words);
  });
  if (several) {
    test("several are refused, each named", async () => {
      expect(await desk.refused(name, several[0])).toMatch(several[1]);
    });
  }
  test("mistakes are told all at once, before any call", async () => {
    const said = await desk.refused(name, {
      nope: 1,
      ...Object.assign({}, ...by, ...none.map(([args]) => args)),
      region: 7,
    });
    expect(said).toMatch(/nope: no such input \(there are /);
    expect(await desk.refused(name, {})).toMatch(bare ?? /exactly one of .* must be given .*; got n/);
    expect(desk.actions()).toEqual([]);
  });
});

test("the cloud filters bandwidth clusters by name, under the vendor's name of the filter", async () => {
  await desk.ask("zenlayer:getBandwidthCluster", { name: "web" });
  expect(desk.simulator.journal()).toMatchObject([{ params: { bandwidthClusterName: "web" } }]);
});

describe.each(Object.entries(MANY))("%s", (name, lists) => {
  test.each(lists)("%j", async (args, count) => {
    const [rows] = Object.values(await desk.ask(name, args)) as [Values[]];
    // Unfiltered it grows with the seed.
    if (Object.keys(args).length === 0) expect(rows.length).toBeGreaterThanOrEqual(count);
    else expect(rows).toHaveLength(count);
    expect(rows.flatMap((row) => Object.values(row)).includes(undefined)).toBe(false);
  });
});

describe.each([...Object.keys(ONE), ...Object.keys(MANY)])("%s", (name) => {
  const pair = PAIRS.find(({ cloud }) => name.startsWith(`${cloud}:`));
  const args = ONE[name]?.by[0] ?? {};
  test("throttled, it waits and asks again; denied, it says whose fault that is, without the key", async () => {
    const code = (which: "throttled" | "denied") => ({ code: pair?.codes[which] ?? "" });
    desk.simulator.fault({ do: code("throttled"), times: 2 });
    const answer = await desk.ask(name, args);
    desk.simulator.clearFaults();
    const before = desk.actions();
    expect(answer).toEqual(await desk.ask(name, args));
    expect(before.length).toBe(desk.actions().length - before.length + 2);
    desk.simulator.fault({ do: code("denied"), times: -1 });
    const said = await desk.refused(name, args, pair?.planted);
    expect(said).toContain(code("denied").code);
    for (const key of Object.values(pair?.planted ?? {})) expect([said, ...desk.said].join()).not.toContain(key);
  });
  test("without credentials it says what to set, and calls nothing", async () => {
    const bare = Object.fromEntries(Object.keys(pair?.settings ?? {}).map((each) => [each, undefined]));
    expect(await desk.refused(name, args, { ...bare, region: "r" })).toMatch(/no credentials to sign calls to/);
    expect(desk.actions()).toEqual([]);
  });
});

test("a region is needed where calls name one, and is taken from the settings", async () => {
  const said = await desk.refused("alibaba:getIpv6Address", { ipv6Address: ADDRESS }, { region: undefined });
  expect(said).toMatch(/region: is required on Alibaba Cloud: set it here, run pulumi config set --path/);
  expect(await desk.ask("zenlayer:getNicIpv6", { nicId: "1680855999352675877" })).toMatchObject({ bandwidth: 20 });
});

test("an address of the card's prefix finds the card, not only the first", async () => {
  const { address } = await desk.ask("zenlayer:getNicIpv6", { nicId: "1680855999352675886" });
  const other = `${String(address).replace(/[^:]+$/, "")}77`;
  expect(await desk.ask("zenlayer:getNicIpv6", { address: other })).toMatchObject({
    ...{ nicId: "1680855999352675886", address, packageSize: 0.5, bandwidth: 50 },
  });
});

test("what marks our own orders is no tag of the user's", async () => {
  const owner = "pulumi-ipv6:owner";
  const flat = { "Tag.1.Key": owner, "Tag.1.Value": "o", "Tag.2.Key": "team", "Tag.2.Value": "web" };
  const allocate = { VSwitchId: "vsw-demo0002", ...flat };
  const { body } = await callAlibaba(desk.simulator.url, "AllocateIpv6Address", allocate);
  const { tags } = await desk.ask("alibaba:getIpv6Address", { ipv6AddressId: body.Ipv6AddressId });
  expect(tags).toEqual({ team: "web" });
  const order = { Ip6Addresses: ["2001:db8:7e00:1::1"], Tags: [owner, "team"].map((Key) => ({ Key, Value: "web" })) };
  await callTencent(desk.simulator.url, "AllocateIp6AddressesBandwidth", order);
  expect((await desk.ask("tencent:getIp6Address", { ip6Address: "2001:db8:7e00:1::1" })).tags).toEqual({ team: "web" });
});

test("what is asked in one moment goes out together", async () => {
  const session = desk.session();
  const ids = ["ipv6-demo0001", "ipv6-demo0002", "ipv6-demo0003", "ipv6-byhand", "ipv6-locked", "ipv6-small"];
  const found = await Promise.all(ids.map((id) => desk.ask("alibaba:getIpv6Address", { ipv6AddressId: id }, session)));
  expect(found.map(({ ipv6AddressId }) => ipv6AddressId)).toEqual(ids);
  expect(found.map(({ instanceId }) => instanceId)).toContain("i-small");
  expect(desk.actions()).toEqual(["DescribeIpv6Addresses", "DescribeNetworkInterfaces"]);
});

test("a filter that the cloud does not apply adds nothing to a list", async () => {
  const { body } = await callAlibaba(desk.simulator.url, "DescribeIpv6Addresses", { PageSize: "50" });
  expect(body.TotalCount).toBeGreaterThan(3);
  desk.simulator.fault({ action: "DescribeIpv6Addresses", do: { status: 200, body: JSON.stringify(body) }, times: 1 });
  const { ipv6Addresses } = await desk.ask("alibaba:getIpv6Addresses", { tags: { team: "nobody" } });
  expect(ipv6Addresses).toEqual([]);
});

test("a list is read to its end", async () => {
  const allocate = { VSwitchId: "vsw-demo0002" };
  for (let count = 0; count < 60; count++) await callAlibaba(desk.simulator.url, "AllocateIpv6Address", allocate);
  const { ipv6Addresses } = await desk.ask("alibaba:getIpv6Addresses", { vpcId: "vpc-demo0002" });
  expect(new Set((ipv6Addresses as Values[]).map(({ ipv6AddressId }) => ipv6AddressId)).size).toBe(61);
});

test("who ends the run waits for no answer, and starts none", async () => {
  const question = findLookup("alibaba:getIpv6Gateways");
  if (!question) throw new Error("not there");
  const stop = new AbortController();
  desk.simulator.fault({ do: "hold", times: -1 });
  const asked = desk.session().lookUp(question, { region: "cn-hangzhou" }, { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toThrow(/cancelled/);
  const after = desk.session().lookUp(question, { region: "cn-hangzhou" }, { signal: stop.signal });
  await expect(after).rejects.toThrow(/cancelled before it began/);
});
