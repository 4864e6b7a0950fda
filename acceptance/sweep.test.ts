// What a sweep ends and what it does not touch, judged by the simulator's ledger. State is not here: marks alone.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Runtime, systemClock } from "../provider/core/context";
import { ownerMark } from "../provider/core/id";
import { Session } from "../provider/doors/session";
import { callAlibaba, callTencent, callZenlayer, type Simulator, startSimulator } from "../simulator";
import { declaredAs, findMarked } from "./marks";
import { TAG } from "./stories";
import { Sweeper } from "./sweep";
import { type CloudName, Vendor } from "./vendor";

const [CARD, OTHER] = ["1680855999352675875", "1680855999352675876"];
const ZENLAYER = { story: "zenlayer-nic", type: "zenlayer:NicIpv6Assignment", name: "address" };
const OURS = ownerMark(declaredAs(ZENLAYER));

let simulator: Simulator;
let folder: string;
let said: string[];
beforeEach(async () => {
  simulator = await startSimulator();
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-sweep-"));
  said = [];
});
afterEach(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const runtime = (): Runtime => ({
  ...{ clock: systemClock, random: () => 0.5, unique: () => "unique", log: () => {} },
  environment: Object.assign({}, ...Object.values(simulator.environment())),
});
const sweeper = (cloud: CloudName, reasons?: readonly string[]) =>
  new Sweeper(new Vendor(cloud, runtime()), {
    ...{ folder, runtime: runtime(), say: (line: string) => said.push(line) },
    engine: () => Promise.reject(new Error("without state there is no engine")),
    barred: new Map(reasons ? [[cloud, reasons]] : []),
  });
const leftIn = async (cloud: CloudName, reasons?: readonly string[]) => (await sweeper(cloud, reasons).sweep()).left;
const zenlayer = async (action: string, params: Record<string, unknown>) => {
  const { status, body } = await callZenlayer(simulator.url, action, params);
  expect([action, status]).toEqual([action, 200]);
  return body.response;
};
/** An IPv6 on a network interface, and the tag that an order of acceptance would have left there. */
async function cardWith(nicId: string, ...parts: (string | number)[]): Promise<void> {
  await zenlayer("AssignNetworkInterfaceIpv6", { nicId, internetChargeType: "ByBandwidth", bandwidth: 1 });
  const tag = { key: "pulumi-ipv6", value: [OURS, ...parts].join("-") };
  await zenlayer("ModifyResourceTags", { resourceUuid: nicId, replaceTags: [tag] });
}
const now = () => Math.floor(Date.now() / 1_000);
const live = () => simulator.ledgerSummary().liveOrders.length;

describe("Zenlayer, whose mark is on the network interface", () => {
  test("the IPv6 of the order that the mark is of is ended", async () => {
    await cardWith(CARD, now() + 300);
    expect(await leftIn("zenlayer")).toEqual([]);
    expect([live(), said.at(-1)]).toEqual([0, `sweep: ended zenlayer:NicIpv6Assignment ${CARD}`]);
  });

  test.each([
    ["an IPv6 put there long after the order", [now() - 86_400], /its IPv6 was created at .*, its order was placed at/],
    ["an IPv6 that was there long before the order", [now() + 86_400], /its IPv6 was created at/],
    ["a mark without a time", [], /its tag has no time/],
  ])("%s is listed, and not touched", async (_about, parts, why) => {
    await cardWith(CARD, ...parts);
    const left = await leftIn("zenlayer");
    expect(left).toEqual([expect.stringMatching(why)]);
    expect(said).toContainEqual(expect.stringMatching(/bears the mark of zenlayer-nic, but is not ended: /));
    expect(said).toContainEqual(expect.stringMatching(/^sweep: LEFT .*End it yourself/));
    expect(live()).toBe(1);
  });

  test("where the account is not shown when an IPv6 was created, nothing is ended", async () => {
    await cardWith(CARD, now() + 300);
    const denied = { code: "AUTHFAILURE_UNAUTHORIZED_OPERATION" };
    simulator.fault({ cloud: "zenlayer", action: "DescribeIpv6Addresses", do: denied, times: -1 });
    expect(await leftIn("zenlayer")).toEqual([expect.stringContaining("the cloud shows no time")]);
    expect(live()).toBe(1);
  });

  test("the mark of a managed bandwidth is of the IPv6 that it names", async () => {
    const owner = ownerMark(
      declaredAs({ story: "zenlayer-bandwidth", type: "zenlayer:Ipv6InternetBandwidth", name: "bandwidth" }),
    );
    await zenlayer("AssignNetworkInterfaceIpv6", { nicId: CARD, internetChargeType: "ByBandwidth", bandwidth: 1 });
    const { address } = await zenlayer("DescribeNetworkInterfacePublicIPv6", { nicId: CARD });
    const found = async (ipv6Id: string) => {
      const tag = { key: "pulumi-ipv6-bandwidth", value: `${owner}-i${ipv6Id}-b1-tB` };
      await zenlayer("ModifyResourceTags", { resourceUuid: CARD, replaceTags: [tag] });
      return (await marked("zenlayer")).left;
    };
    expect(await found("000000")).toEqual([]);
    expect(await found(address.ipv6CidrId.slice(-6))).toMatchObject([{ story: "zenlayer-bandwidth", id: CARD }]);
  });

  test("pages that are smaller than asked for are all read", async () => {
    await cardWith(CARD, now() + 300);
    const { dataSet } = await zenlayer("DescribeNetworkInterfaces", { pageSize: 1_000 });
    const isCard = ({ nicId }: { nicId: string }) => nicId === CARD;
    dataSet.sort((a: { nicId: string }, b: { nicId: string }) => Number(isCard(a)) - Number(isCard(b)));
    for (const [index, row] of dataSet.entries()) {
      const response = { requestId: "r", totalCount: dataSet.length, dataSet: [row] };
      const body = JSON.stringify({ requestId: "r", response });
      const match = { pageNum: String(index + 1) };
      simulator.fault({ action: "DescribeNetworkInterfaces", match, do: { status: 200, body }, times: -1 });
    }
    expect(dataSet.findIndex(isCard)).toBeGreaterThan(0);
    expect(await marked("zenlayer")).toMatchObject({ left: [{ id: CARD }], unread: [] });
  });

  test("another owner's mark is not ours", async () => {
    await zenlayer("AssignNetworkInterfaceIpv6", { nicId: OTHER, internetChargeType: "ByBandwidth", bandwidth: 1 });
    const tag = { key: "pulumi-ipv6", value: `${ownerMark("another")}-${now() + 300}` };
    await zenlayer("ModifyResourceTags", { resourceUuid: OTHER, replaceTags: [tag] });
    expect([await leftIn("zenlayer"), live()]).toEqual([[], 1]);
  });
});

const marked = (cloud: CloudName) => findMarked(new Vendor(cloud, runtime()), new Session(runtime(), () => undefined));

describe("Tencent Cloud", () => {
  const order = (story: string) =>
    callTencent(simulator.url, "AllocateIPv6Addresses", {
      ...{ InternetMaxBandwidthOut: 1, InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR", AddressCount: 1 },
      Tags: [{ Key: TAG, Value: story }],
    });

  test("an account without EIPv6 has none of ours", async () => {
    const code = "UnsupportedOperation.AccountNotSupported";
    simulator.fault({ cloud: "tencent", action: "DescribeIPv6Addresses", do: { code }, times: -1 });
    expect(await leftIn("tencent")).toEqual([]);
    expect(said).toEqual(["sweep: tencent has nothing of acceptance"]);
  });

  test.each([
    ["acceptance's bandwidth is ended with its address", "tencent-nic", [], 0],
    [
      "an address with somebody else's bandwidth stays",
      "somebody",
      [expect.stringContaining("does not bear the mark")],
      1,
    ],
  ])("%s", async (_about, story, left, orders) => {
    const NetworkInterfaceId = "eni-demo0004";
    const call = async (action: string, params: Record<string, unknown>) => {
      const { body } = await callTencent(simulator.url, action, params);
      expect([action, body.Error]).toEqual([action, undefined]);
      return body;
    };
    const { Ipv6AddressSet } = await call("AssignIpv6Addresses", { NetworkInterfaceId, Ipv6AddressCount: 1 });
    const [{ Address }] = Ipv6AddressSet;
    await until(async () => (await stateOf(NetworkInterfaceId, Address)) === "AVAILABLE");
    const Ipv6Addresses = [{ Address, Description: `${TAG} tencent-nic` }];
    await call("ModifyIpv6AddressesAttribute", { NetworkInterfaceId, Ipv6Addresses });
    await call("AllocateIp6AddressesBandwidth", {
      ...{ Ip6Addresses: [Address], InternetMaxBandwidthOut: 1, InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR" },
      Tags: [{ Key: TAG, Value: story }],
    });
    await until(async () => simulator.ledgerSummary().liveOrders.length > 0);
    expect(await leftIn("tencent")).toEqual(left);
    expect(live()).toBe(orders);
  });

  const stateOf = async (nic: string, address: string): Promise<string | undefined> => {
    const { body } = await callTencent(simulator.url, "DescribeNetworkInterfaces", { NetworkInterfaceIds: [nic] });
    const rows: { Address: string; State: string }[] = body.NetworkInterfaceSet[0].Ipv6AddressSet;
    return rows.find((row) => row.Address === address)?.State;
  };
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  test("a list that is refused hides nothing that the others show", async () => {
    await order("tencent-elastic");
    await order("somebody");
    const code = "UnauthorizedOperation.CamNoAuth";
    simulator.fault({ cloud: "tencent", action: "DescribeNetworkInterfaces", do: { code }, times: -1 });
    const left = await leftIn("tencent");
    expect(left).toEqual([expect.stringMatching(/^tencent, addresses of network interfaces: .*UnauthorizedOperation/)]);
    expect(said).toContainEqual(expect.stringMatching(/^sweep: UNREAD tencent, addresses of network interfaces/));
    expect(said).toContainEqual(expect.stringMatching(/^sweep: ended tencent:ElasticPublicIpv6 /));
    expect(live()).toBe(1);
  });
});

describe("Alibaba Cloud", () => {
  const allocate = (story: string) =>
    callAlibaba(simulator.url, "AllocateIpv6Address", {
      ...{ VSwitchId: "vsw-demo0001", "Tag.1.Key": TAG, "Tag.1.Value": story },
    });

  test("what bears the mark is ended, and a list says the same without ending it", async () => {
    const { body } = await allocate("alibaba-address");
    await allocate("alibaba-address-2");
    expect(await sweeper("alibaba").list()).toEqual([]);
    const listed = said.splice(0);
    const what = `alibaba:Ipv6Address cn-hangzhou/${body.Ipv6AddressId}`;
    expect(listed).toEqual([`sweep: ${what} bears the mark of alibaba-address`]);
    expect(await leftIn("alibaba")).toEqual([]);
    expect(said).toEqual([...listed, `sweep: ended ${what}`]);
    expect((await marked("alibaba")).left).toEqual([]);
  });

  test("an address that was assigned and is on no network interface now is in doubt", async () => {
    await allocate("alibaba-nic");
    expect(await leftIn("alibaba")).toEqual([expect.stringContaining("none is shown for it now")]);
    expect((await marked("alibaba")).left).toHaveLength(1);
  });

  test("a cloud that cannot be called is said to be unread, and is not called", async () => {
    const reason = "no credentials";
    expect(await leftIn("alibaba", [reason])).toEqual([`alibaba: ${reason}`]);
    expect([said, simulator.journal()]).toEqual([[`sweep: UNREAD alibaba: ${reason}`], []]);
  });
});
