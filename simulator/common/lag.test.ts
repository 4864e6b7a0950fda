import { callAlibaba, callTencent, callZenlayer, type Pace } from "..";
import { type SimulatorHarness as Standing, startHarness as startStanding } from "../testing";

let standing: Standing;
beforeEach(async () => {
  standing = await startStanding();
  standing.pass(60_000);
});
afterEach(() => standing.simulator.close());

/** On each cloud one change, and whether two of its lists show it. */
async function seen(pace: Partial<Pace>): Promise<string[]> {
  const { simulator, now } = standing;
  const { url } = simulator;
  simulator.reset();
  simulator.pace({ readLagMs: 1_000, ...pace });
  const [alibaba, tencent, zenlayer] = [{ NetworkInterfaceId: "eni-demo0004" }, "eni-demo0004", "1680855999352675875"];
  await callAlibaba(url, "AssignIpv6Addresses", { ...alibaba, Ipv6AddressCount: 1 }, { now });
  await callTencent(url, "AssignIpv6Addresses", { NetworkInterfaceId: tencent, Ipv6AddressCount: 1 }, { now });
  const order = { nicId: zenlayer, internetChargeType: "ByBandwidth", bandwidth: 1 };
  await callZenlayer(url, "AssignNetworkInterfaceIpv6", order, { now });
  const lists = [
    ["alibaba card", callAlibaba(url, "DescribeNetworkInterfaceAttribute", alibaba, { now })],
    ["alibaba cards", callAlibaba(url, "DescribeNetworkInterfaces", { NetworkInterfaceId: ["eni-demo0004"] }, { now })],
    ["tencent cards", callTencent(url, "DescribeNetworkInterfaces", { NetworkInterfaceIds: [tencent] }, { now })],
    ["tencent VPC", callTencent(url, "DescribeVpcIpv6Addresses", { VpcId: "vpc-demo0001", Limit: 100 }, { now })],
    ["zenlayer cards", callZenlayer(url, "DescribeNetworkInterfaces", { nicIds: [zenlayer] }, { now })],
    ["zenlayer card", callZenlayer(url, "DescribeNetworkInterfacePublicIPv6", { nicId: zenlayer }, { now })],
  ] as const;
  const texts = await Promise.all(lists.map(async ([name, answer]) => [name, JSON.stringify((await answer).body)]));
  const made = simulator.ledger().map(({ detail }) => String(detail.addresses ?? detail.address));
  return texts.flatMap(([name = "", text]) => (made.some((address) => text?.includes(address)) ? [name] : []));
}

test("reads lag, all of them or those that are named", async () => {
  expect(await seen({})).toEqual([]);
  expect(await seen({ lagActions: " " })).toEqual([]);
  expect(await seen({ lagActions: "DescribeNetworkInterfaces" })).toEqual([
    "alibaba card",
    "tencent VPC",
    "zenlayer card",
  ]);
  const others = "DescribeNetworkInterfaceAttribute, DescribeVpcIpv6Addresses,DescribeNetworkInterfacePublicIPv6";
  expect(await seen({ lagActions: others })).toEqual(["alibaba cards", "tencent cards", "zenlayer cards"]);
  expect(await seen({ lagActions: "describenetworkinterfaces" })).toHaveLength(6);
});

test.each([5, true, "Describe*", null])("%p names no actions", (lagActions) => {
  expect(() => standing.simulator.pace({ lagActions } as never)).toThrow(/^lagActions: names of actions/);
});
