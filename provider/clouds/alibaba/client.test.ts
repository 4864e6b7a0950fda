import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import hosts from "../../../fixtures/alibaba/endpoints.json";
import { fixedSource, type Source } from "../../core/api/credentials";
import type { CloudError } from "../../core/api/errors";
import { type Clock, type Context, systemClock } from "../../core/context";
import { Connections } from "../../network/connections";
import { AlibabaClient } from "./client";
import type { Credentials } from "./credentials";
import { endpointsOf } from "./endpoints";

/** What `@alicloud/pop-core` 1.8.0 is known to do, each contained here: a bare server says what it never says. */
describe("the client", () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const seen: { method: string | undefined; url: string | undefined; body: URLSearchParams }[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        seen.push({ method: request.method, url: request.url, body: new URLSearchParams(body) });
        answer(request, response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen.length = 0;
    lines.length = 0;
  });

  const reply = (status: number, text: string, headers = {}) => {
    answer = (_request, response) => void response.writeHead(status, headers).end(text);
  };
  const quick: Clock = { now: systemClock.now, sleep: async () => {} };
  const context = (clock = quick): Context => {
    const log = (level: string, message: string) => void lines.push(`${level} ${message}`);
    const rest = { random: () => 0.5, unique: () => "u", environment: {}, client: undefined, owner: "o" };
    return { clock, log, deadline: clock.now() + 60_000, ...rest };
  };
  const clientOf = (source: Source<Credentials>, endpoint = url) =>
    new AlibabaClient(source, endpointsOf({ endpoint }), new Connections({}));
  const client = () =>
    clientOf(
      fixedSource({
        ...{ accessKeyId: "planted-id", accessKeySecret: "planted+secret/" },
        securityToken: "planted/token==",
      }),
    );
  const modify = { RegionId: "r", Ipv6InternetBandwidthId: "ipv6bw-1", Bandwidth: 5, ClientToken: "t" };
  const call = (ctx = context()) => client().call(ctx, "ModifyIpv6InternetBandwidth", modify, { subject: "ipv6bw-1" });
  const failure = async (ctx?: Context) => {
    const error = await call(ctx).then(
      () => undefined,
      (reason: CloudError) => reason,
    );
    if (!error) throw new Error("it should have failed");
    return error;
  };
  const planted = /planted/;

  test("errors and log lines carry neither keys, tokens nor the signed request", async () => {
    const signed = "POST&%2F&AccessKeyId%3Dplanted-id%26SecurityToken%3Dplanted%252Ftoken%253D%253D";
    const Message = `Specified signature is not matched. server string to sign is:${signed}`;
    reply(400, JSON.stringify({ Code: "SignatureDoesNotMatch", Message, RequestId: "R-1" }));
    const error = await failure();
    expect(error.message).toMatch(
      /^Alibaba Cloud ModifyIpv6InternetBandwidth on ipv6bw-1: SignatureDoesNotMatch "Specified/,
    );
    expect(error.message).toMatch(/\(request R-1\)\. Check the access key secret\.$/);
    expect(`${error.stack} ${JSON.stringify(error)} ${lines.join()}`).not.toMatch(planted);
    expect(seen[0]?.body.get("SecurityToken")).toBe("planted/token==");
  });

  test("an answer that takes longer than the package's 3 s is waited for", async () => {
    answer = (_request, response) => void setTimeout(() => response.end('{"RequestId":"R1"}'), 3_300);
    await expect(call()).resolves.toEqual({ RequestId: "R1" });
    expect(seen).toHaveLength(1);
  });

  test.each([[500], [503], [302]])("HTTP %d without a code is no success", async (status) => {
    reply(status, JSON.stringify({ RequestId: "R" }));
    expect(await failure()).toMatchObject({ kind: "unavailable", message: expect.stringContaining(`HTTP ${status}`) });
    expect(seen.length).toBeGreaterThan(1);
  });

  test.each([
    [502, "<html>Bad gateway</html>"],
    [200, ""],
    [200, "{"],
    [200, '{"constructor": 1}'],
  ])("HTTP %d with %p becomes a real error of a known kind", async (status, text) => {
    reply(status, text);
    const error = await failure();
    expect(error).toBeInstanceOf(Error);
    expect(error.kind).toBe("unavailable");
  });

  test.each([["[]"], ['"text"'], ["null"], ["7"]])("the answer %s to a read is never an empty list", async (text) => {
    reply(200, text);
    const read = client().call(context(), "DescribeIpv6Addresses", { RegionId: "r", PageSize: 50 });
    await expect(read).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("what is undefined is not sent, numbers are text, lists are numbered from 1, the URL is bare", async () => {
    reply(200, JSON.stringify({ InternetBandwidthId: 2 }));
    const order = { RegionId: "r", Ipv6AddressId: "ipv6-1", Bandwidth: 5, InternetChargeType: "x", ClientToken: "t" };
    const sent = client().call(context(), "AllocateIpv6InternetBandwidth", { ...order, Ipv6GatewayId: undefined });
    expect(await sent).toEqual({ InternetBandwidthId: "2" });
    expect(seen[0]).toMatchObject({ method: "POST", url: "/" });
    expect(seen[0]?.body.has("Ipv6GatewayId")).toBe(false);
    expect(seen[0]?.body.get("Bandwidth")).toBe("5");
    reply(200, '{"RequestId":"R1"}');
    await client().call(context(), "UnassignIpv6Addresses", {
      RegionId: "r",
      NetworkInterfaceId: "e",
      Ipv6Address: ["::1", "::2"],
    });
    expect([seen[1]?.body.get("Ipv6Address.1"), seen[1]?.body.get("Ipv6Address.2")]).toEqual(["::1", "::2"]);
  });

  test("each attempt has a nonce of its own and the same ClientToken; the wish to wait is heard", async () => {
    const slept: number[] = [];
    const clock = { now: systemClock.now, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
    let first = true;
    answer = (_request, response) => {
      const throttled = { Code: "Throttling.User", Message: "slow down", RequestId: "R" };
      if (first) response.writeHead(400, { "x-acs-retry-after": "4321" }).end(JSON.stringify(throttled));
      else response.end('{"RequestId":"R1"}');
      first = false;
    };
    await call(context(clock));
    expect(slept).toEqual([4321]);
    expect(new Set(seen.map(({ body }) => body.get("SignatureNonce"))).size).toBe(2);
    expect(seen.map(({ body }) => body.get("ClientToken"))).toEqual(["t", "t"]);
  });

  test("a lost connection is told as unknown, no connection as none", async () => {
    answer = (request) => request.socket.destroy();
    expect((await failure()).message).toMatch(/It may or may not have been carried out/);
    const nowhere = clientOf(fixedSource({ accessKeyId: "planted-id", accessKeySecret: "s" }), "http://127.0.0.1:1");
    await expect(nowhere.call(context(), "ModifyIpv6InternetBandwidth", modify)).rejects.toThrow(
      /ECONNREFUSED.*No connection/,
    );
  });

  test("an abort ends the wait for an answer", async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    await expect(call({ ...context(), signal: abort.signal })).rejects.toThrow("cancelled");
  });

  test("credentials that cannot be had are an error that says so", async () => {
    const get = () => Promise.reject(new Error("profile has no such key"));
    const broken = clientOf({ ...fixedSource({ accessKeyId: "", accessKeySecret: "" }), get });
    await expect(broken.call(context(), "ModifyIpv6InternetBandwidth", modify)).rejects.toMatchObject({
      kind: "denied",
    });
  });
});

describe("endpoints", () => {
  const products = ["vpc", "ecs"] as const;

  test.each(products)("%s has the hosts that the vendor's SDK has", (product) => {
    const found = Object.keys(hosts[product]).map((region) => [region, endpointsOf({})(product, region)]);
    expect(found).toEqual(Object.entries(hosts[product]).map(([region, host]) => [region, `https://${host}`]));
  });

  test.each(["us-east-1", "us-west-1", "cn-shanghai", "eu-central-1"])("calls to %s stay there", (region) => {
    for (const product of products)
      expect(endpointsOf({})(product, region)).toBe(`https://${product}.${region}.aliyuncs.com`);
  });

  test("one URL for all, one for a product, or both", () => {
    const of = (settings: object) => products.map((product) => endpointsOf({ ...settings })(product, "cn-shanghai"));
    const all = "http://127.0.0.1:1";
    expect(of({ endpoint: `${all}/` })).toEqual([all, all]);
    expect(of({ vpcEndpoint: "vpc-vpc.cn-shanghai.aliyuncs.com" })).toEqual([
      "https://vpc-vpc.cn-shanghai.aliyuncs.com",
      "https://ecs.cn-shanghai.aliyuncs.com",
    ]);
    expect(of({ endpoint: all, ecsEndpoint: "http://127.0.0.1:2" })).toEqual([all, "http://127.0.0.1:2"]);
  });
});
