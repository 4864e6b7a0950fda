import Client, { $OpenApiUtil } from "@alicloud/openapi-core";
import { type Simulator, startSimulator } from "../../simulator";

interface ServiceError extends Error {
  code: string;
  statusCode: number;
  requestId: string;
  retryAfter?: number;
}

const region = { RegionId: "cn-hangzhou" };

/** The runtime of the vendor's generated packages, which signs with ACS3-HMAC-SHA256. */
describe("@alicloud/openapi-core", () => {
  let simulator: Simulator;

  const call = async (version: string, action: string, query: Record<string, string>, secret = "simulator-secret") => {
    const client = new Client(
      new $OpenApiUtil.Config({
        ...{ accessKeyId: "simulator-key", accessKeySecret: secret },
        ...{ endpoint: new URL(simulator.url).host, protocol: "http" },
      }),
    );
    return send(client, version, action, query);
  };
  const send = async (client: Client, version: string, action: string, query: Record<string, string>) => {
    const params = new $OpenApiUtil.Params({
      ...{ action, version, protocol: "HTTPS", pathname: "/", method: "POST", authType: "AK", style: "RPC" },
      ...{ reqBodyType: "formData", bodyType: "json" },
    });
    const runtime = { readTimeout: 10_000 } as Parameters<Client["callApi"]>[2];
    const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), runtime);
    return answer.body as Record<string, unknown>;
  };
  const vpc = (action: string, query: object, secret?: string) =>
    call("2016-04-28", action, { ...region, ...query }, secret);
  const ecs = (action: string, query: object) => call("2014-05-26", action, { ...region, ...query });
  const failure = (promise: Promise<unknown>) =>
    promise.then(() => ({ code: "no error" }) as ServiceError).catch((error: ServiceError) => error);

  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  test("a bandwidth from dry run to deletion", async () => {
    const order = { Ipv6AddressId: "ipv6-demo0002", Bandwidth: "50", ClientToken: "token-1" };
    const dry = await failure(vpc("AllocateIpv6InternetBandwidth", { ...order, DryRun: "true" }));
    expect(dry).toMatchObject({ code: "DryRunOperation", statusCode: 400 });
    expect(dry.requestId).toBe(simulator.journal().at(-1)?.requestId);
    const { InternetBandwidthId: id } = await vpc("AllocateIpv6InternetBandwidth", order);
    expect(await vpc("AllocateIpv6InternetBandwidth", order)).toMatchObject({ InternetBandwidthId: id });
    const other = await failure(vpc("AllocateIpv6InternetBandwidth", { ...order, Bandwidth: "51" }));
    expect(other).toMatchObject({ code: "IdempotentParameterMismatch", statusCode: 400 });
    await vpc("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth: "60" });
    const list = await vpc("DescribeIpv6Addresses", { Ipv6InternetBandwidthId: id });
    expect(list).toMatchObject({ TotalCount: 1, Ipv6Addresses: { Ipv6Address: [{ RealBandwidth: 60 }] } });
    await vpc("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id });
    expect(simulator.ledger().map(({ event, id: order, clientToken }) => [event, order, clientToken])).toEqual([
      ["ordered", id, "token-1"],
      ["changed", id, undefined],
      ["released", id, undefined],
    ]);
    expect(simulator.journal().every(({ scheme }) => scheme === "ACS3-HMAC-SHA256")).toBe(true);
    expect(
      simulator
        .journal()
        .map(({ dryRun, replayed }) => [dryRun, replayed])
        .slice(0, 3),
    ).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  test("addresses by count, on a card and off it", async () => {
    const card = { NetworkInterfaceId: "eni-demo0001" };
    const answer = await ecs("AssignIpv6Addresses", { ...card, Ipv6AddressCount: "2", ClientToken: "token-2" });
    const addresses = (answer.Ipv6Sets as { Ipv6Address: string[] }).Ipv6Address;
    expect(new Set(addresses).size).toBe(2);
    const query = Object.fromEntries(addresses.map((address, index) => [`Ipv6Address.${index + 1}`, address]));
    await ecs("UnassignIpv6Addresses", { ...card, ...query });
    const again = await failure(ecs("UnassignIpv6Addresses", { ...card, ...query }));
    expect(again).toMatchObject({ code: "InvalidIp.IpUnassigned", statusCode: 403 });
    expect(simulator.ledger().map(({ event, detail }) => [event, detail.addresses])).toEqual([
      ["assigned", addresses],
      ["unassigned", addresses],
    ]);
  });

  test("a wrong secret is refused, a security token accepted, a throttle answer understood", async () => {
    const wrong = await failure(vpc("DescribeIpv6Addresses", {}, "not-it"));
    expect(wrong).toMatchObject({ code: "SignatureDoesNotMatch", statusCode: 400 });
    const sts = new Client(
      new $OpenApiUtil.Config({
        ...{ accessKeyId: "STS.simulator-key", accessKeySecret: "simulator-sts-secret" },
        ...{ securityToken: "simulator/security+token==", type: "sts" },
        ...{ endpoint: new URL(simulator.url).host, protocol: "http" },
      }),
    );
    expect(await send(sts, "2016-04-28", "DescribeIpv6Addresses", region)).toHaveProperty("TotalCount");
    simulator.pace({ throttlePerMinute: 1 });
    await vpc("DescribeIpv6Gateways", {});
    const throttled = await failure(vpc("DescribeIpv6Gateways", {}));
    expect(throttled).toMatchObject({ code: "Throttling.User", statusCode: 400, name: "ThrottlingError" });
    expect(throttled.retryAfter).toBeGreaterThan(0);
  });
});
