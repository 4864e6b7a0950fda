import { connect } from "node:net";
import RPCClient from "@alicloud/pop-core";
import { type Simulator, startSimulator } from "../../simulator";

interface PopError extends Error {
  code: string;
  data: { RequestId: string };
  entry: { response: { statusCode: number } };
}

const NOT_ANSWERED = { code: "no error", data: { RequestId: "" }, entry: { response: { statusCode: 0 } } };
const failure = (call: Promise<unknown>) => call.then(() => NOT_ANSWERED as PopError).catch((error: PopError) => error);

/** The vendor's own package, unchanged, against the simulator. */
describe.each(["GET", "POST"])("@alicloud/pop-core with %s", (method) => {
  let simulator: Simulator;
  let vpc: RPCClient;
  let ecs: RPCClient;

  const client = (apiVersion: string, accessKeySecret = "simulator-secret") =>
    new RPCClient({
      ...{ endpoint: simulator.url, apiVersion, accessKeyId: "simulator-key", accessKeySecret },
      opts: { method, timeout: 10_000 },
    });
  const region = { RegionId: "cn-hangzhou" };
  const order = { ...region, Ipv6AddressId: "ipv6-demo0001", Bandwidth: 100, InternetChargeType: "PayByTraffic" };
  const read = async (id: string) => {
    const answer = await vpc.request<{ Ipv6Addresses: { Ipv6Address: Array<Record<string, unknown>> } }>(
      "DescribeIpv6Addresses",
      { ...region, Ipv6AddressId: id },
    );
    return answer.Ipv6Addresses.Ipv6Address[0];
  };

  beforeEach(async () => {
    simulator = await startSimulator();
    vpc = client("2016-04-28");
    ecs = client("2014-05-26");
  });
  afterEach(() => simulator.close());

  test("a bandwidth from dry run to deletion", async () => {
    const dry = await failure(vpc.request("AllocateIpv6InternetBandwidth", { ...order, DryRun: true }));
    expect(dry).toMatchObject({ code: "DryRunOperation", entry: { response: { statusCode: 400 } } });
    expect(simulator.ledger()).toEqual([]);

    const first = await vpc.request<Record<string, string>>("AllocateIpv6InternetBandwidth", {
      ...order,
      ClientToken: "token-1",
    });
    expect(first.InternetBandwidthId).toMatch(/^ipv6bw-[0-9a-z]{20}$/);
    const again = await vpc.request<Record<string, string>>("AllocateIpv6InternetBandwidth", {
      ...order,
      ClientToken: "token-1",
    });
    expect(again).toEqual({ ...first, RequestId: expect.not.stringMatching(first.RequestId as string) });
    expect(simulator.ledger()).toHaveLength(1);
    expect(await read("ipv6-demo0001")).toMatchObject({
      NetworkType: "Public",
      Ipv6InternetBandwidth: { Ipv6InternetBandwidthId: first.InternetBandwidthId, Bandwidth: 100 },
    });

    const target = { ...region, Ipv6InternetBandwidthId: first.InternetBandwidthId };
    await vpc.request("ModifyIpv6InternetBandwidth", { ...target, Bandwidth: 200 });
    await vpc.request("DeleteIpv6InternetBandwidth", target);
    expect(await read("ipv6-demo0001")).toMatchObject({
      NetworkType: "Private",
      Ipv6InternetBandwidth: { Ipv6InternetBandwidthId: "", Bandwidth: 0, InternetChargeType: "" },
    });
    expect(simulator.ledger().map(({ event, detail }) => [event, detail.bandwidth])).toEqual([
      ["ordered", 100],
      ["changed", 200],
      ["released", 200],
    ]);
    const journal = simulator.journal();
    expect(journal.map(({ action, replayed }) => [action, replayed])).toEqual([
      ["AllocateIpv6InternetBandwidth", false],
      ["AllocateIpv6InternetBandwidth", false],
      ["AllocateIpv6InternetBandwidth", true],
      ["DescribeIpv6Addresses", false],
      ["ModifyIpv6InternetBandwidth", false],
      ["DeleteIpv6InternetBandwidth", false],
      ["DescribeIpv6Addresses", false],
    ]);
    expect(journal.every(({ scheme, account }) => scheme === "HMAC-SHA1" && account === "1234567890123456")).toBe(true);
    expect(JSON.stringify(journal)).not.toMatch(/Signature|AccessKeyId|simulator-key/);
  });

  test("addresses on a card", async () => {
    const card = { ...region, NetworkInterfaceId: "eni-demo0004" };
    const named = ["2001:0DB8:a0:1::00aa", "2001:db8:a0:1::bb"];
    const answer = await ecs.request("AssignIpv6Addresses", { ...card, Ipv6Address: named });
    const addresses = ["2001:db8:a0:1::aa", "2001:db8:a0:1::bb"];
    expect(answer).toMatchObject({ NetworkInterfaceId: "eni-demo0004", Ipv6Sets: { Ipv6Address: addresses } });
    const list = { ...region, NetworkInterfaceId: ["eni-demo0004"] };
    const held = () =>
      ecs.request<Record<string, { NetworkInterfaceSet: unknown[] }>>("DescribeNetworkInterfaces", list);
    expect((await held()).NetworkInterfaceSets?.NetworkInterfaceSet).toMatchObject([
      { Ipv6Sets: { Ipv6Set: addresses.map((Ipv6Address) => ({ Ipv6Address })) }, OwnerId: "1234567890123456" },
    ]);
    await ecs.request("UnassignIpv6Addresses", { ...card, Ipv6Address: [addresses[0]] });
    expect((await held()).NetworkInterfaceSets?.NetworkInterfaceSet).toMatchObject([
      { Ipv6Sets: { Ipv6Set: [{ Ipv6Address: addresses[1] }] } },
    ]);
    expect(simulator.ledger().map(({ event, subject, detail }) => [event, subject, detail])).toEqual([
      ["assigned", "eni-demo0004", { addresses }],
      ["unassigned", "eni-demo0004", { addresses: [addresses[0]] }],
    ]);
  });

  test("a wrong secret, a security token, an error's parts", async () => {
    const wrong = await failure(client("2016-04-28", "not-it").request("DescribeIpv6Addresses", region));
    expect(wrong.code).toBe("SignatureDoesNotMatch");
    const sts = new RPCClient({
      ...{ endpoint: simulator.url, apiVersion: "2016-04-28", accessKeyId: "STS.simulator-key" },
      ...{ accessKeySecret: "simulator-sts-secret", securityToken: "simulator/security+token==", opts: { method } },
    });
    await expect(sts.request("DescribeIpv6Addresses", region)).resolves.toHaveProperty("TotalCount");
    const unknown = await failure(vpc.request("ModifyIpv6InternetBandwidth", { ...order, Ipv6AddressId: "ipv6-no" }));
    expect(unknown).toMatchObject({ code: "InvalidIpv6Instance.NotFound", entry: { response: { statusCode: 400 } } });
    expect(unknown.data.RequestId).toBe(simulator.journal().at(-1)?.requestId);
    expect(JSON.stringify(simulator.journal())).not.toContain("security+token");
  });

  test("an answer that is lost after the order: the token finds the order again", async () => {
    simulator.fault({ action: "AllocateIpv6InternetBandwidth", when: "after", do: "drop" });
    const paid = { ...order, ClientToken: "token-2" };
    await expect(vpc.request("AllocateIpv6InternetBandwidth", paid)).rejects.toThrow();
    expect(simulator.journal().at(-1)).toMatchObject({ status: 0, fault: "drop after" });
    const answer = await vpc.request<Record<string, string>>("AllocateIpv6InternetBandwidth", paid);
    expect(simulator.ledger().map(({ event, id }) => [event, id])).toEqual([["ordered", answer.InternetBandwidthId]]);
  });
});

test("the simulator listens on loopback only", async () => {
  const simulator = await startSimulator();
  const { hostname, port } = new URL(simulator.url);
  expect(hostname).toBe("127.0.0.1");
  await expect(
    new Promise((resolve, reject) => {
      connect(Number(port), "127.0.0.2").once("connect", resolve).once("error", reject);
    }),
  ).rejects.toThrow("ECONNREFUSED");
  await simulator.close();
});
