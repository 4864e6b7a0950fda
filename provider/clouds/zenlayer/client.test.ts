import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fixedSource } from "../../core/api/credentials";
import type { CloudError } from "../../core/api/errors";
import { type Clock, type Context, systemClock } from "../../core/context";
import { Connections } from "../../network/connections";
import { ZenlayerClient } from "./client";
import { endpointsOf } from "./endpoints";
import { originalBillingFrom, partsOf } from "./original-billing";
import { signature } from "./signer";
import { parseAnswer } from "./transport";

/** A bare server says what the simulator never says. */
describe("the client", () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;
  const seen: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        seen.push({ path: request.url, headers: request.headers, body });
        answer(response);
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
    answer = (response) => void response.writeHead(status, headers).end(text);
  };
  const ok = (response: string) => reply(200, `{"requestId":"T1","response":${response}}`);
  const quick: Clock = { now: systemClock.now, sleep: async () => {} };
  const context = (): Context => {
    const log = (level: string, message: string) => void lines.push(`${level} ${message}`);
    const rest = { random: () => 0.5, unique: () => "u", environment: {}, client: undefined, owner: "o" };
    return { clock: quick, log, deadline: quick.now() + 60_000, ...rest };
  };
  const credentials = { accessKeyId: "planted-id", accessKeyPassword: "planted/password+" };
  const client = (endpoint = url) =>
    new ZenlayerClient({
      credentials: fixedSource(credentials),
      endpointOf: endpointsOf({ endpoint }),
      connections: new Connections({}),
      marks: true,
    });
  const assign = { nicId: "1680855999352675875", bandwidth: 5, clusterId: undefined };
  const call = (options = {}, ctx = context()) =>
    client().call(ctx, "AssignNetworkInterfaceIpv6", assign, { subject: assign.nicId, ...options });
  const failure = async (options = {}, ctx = context()): Promise<CloudError> => {
    const error = await call(options, ctx).then(
      () => undefined,
      (reason: CloudError) => reason,
    );
    if (!error) throw new Error("it should have failed");
    return error;
  };

  test("the bytes that are signed are the bytes and headers that are sent", async () => {
    ok("{}");
    await call();
    const [{ path, headers, body }] = seen as [(typeof seen)[0]];
    expect(path).toBe("/api/v2/zec");
    expect(body).toBe('{"nicId":"1680855999352675875","bandwidth":5}');
    expect(headers).toMatchObject({
      "x-zc-action": "AssignNetworkInterfaceIpv6",
      "x-zc-version": "2025-09-01",
      "x-zc-service": "zec",
      "content-type": "application/json",
    });
    const { host = "", "content-type": contentType = "", "x-zc-timestamp": time } = headers;
    const signed = signature({ host, contentType, body, timestamp: Number(time) }, credentials.accessKeyPassword);
    expect(headers.authorization).toContain(`Signature=${signed}`);
  });

  test("each attempt is signed anew", async () => {
    let now = 1_760_000_000_000;
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    };
    reply(429, '{"requestId":"T1","code":"REQUEST_LIMIT_EXCEEDED","message":"slow"}');
    await failure({}, { ...context(), clock, deadline: now + 5_000 });
    const times = seen.map(({ headers }) => headers["x-zc-timestamp"]);
    expect(times.length).toBeGreaterThan(1);
    expect(new Set(times).size).toBe(times.length);
  });

  test("ids beyond 2^53 survive, as text and as numbers", async () => {
    const address = `{"ipv6CidrId":1680855999352675875,"bandwidthCluster":{"bandwidthClusterId":"1690000000000000001"},"bandwidth":20}`;
    ok(`{"address":${address}}`);
    const read = await client().call(context(), "DescribeNetworkInterfacePublicIPv6", { nicId: "1" });
    expect(read.address).toMatchObject({ ipv6CidrId: "1680855999352675875", bandwidth: 20 });
    const text = String.raw`{"a":"1680855999352675875 and \"1680855999352675876\"","b":[-1680855999352675875],"c":0.1680855999352675875,"d":12}`;
    expect(parseAnswer(text)).toMatchObject({
      a: '1680855999352675875 and "1680855999352675876"',
      b: ["-1680855999352675875"],
      d: 12,
    });
  });

  test.each([
    [403, { "cf-mitigated": "challenge" }, "<html>", "SECURITY_CHALLENGE", "denied", 1],
    [451, {}, "blocked", "REQUEST_BLOCKED", "denied", 1],
    [404, {}, "<html>no such page</html>", undefined, "unknown", 1],
    [302, { location: "/login" }, "", undefined, "unavailable", 6],
    [503, {}, "<html>", undefined, "unavailable", 6],
    [200, {}, "<html>", undefined, "unavailable", 6],
  ])("HTTP %d %j, no JSON: %s %s", async (status, headers, text, code, kind, calls) => {
    reply(status, text, headers);
    expect(await failure()).toMatchObject({ code, kind });
    expect(seen).toHaveLength(calls);
  });

  test.each([
    ["{}"],
    ["[]"],
    ["null"],
    ['{"requestId":"T"}'],
    ['{"response":{}}'],
    ['{"response":{"totalCount":3}}'],
    ['{"response":{"dataSet":[]}}'],
  ])("HTTP 200 with %s is never an empty list", async (text) => {
    reply(200, text);
    const read = client().call(context(), "DescribeNetworkInterfaces", { nicIds: ["1"], pageSize: 1 });
    await expect(read).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("an empty list may be null where the count says so", async () => {
    ok('{"totalCount":0,"dataSet":null}');
    const read = client().call(context(), "DescribeNetworkInterfaces", { nicIds: ["1"], pageSize: 1 });
    expect(await read).toEqual({ totalCount: 0, dataSet: [] });
  });

  test("the code decides, not the status", async () => {
    for (const [status, code, kind] of [
      [500, "INVALID_PARAMETER_VALUE", "invalid"],
      [200, "INVALID_NIC_IPV6_EXISTS", "conflict"],
      [404, "INVALID_NIC_ATTACHED", "invalid"],
      [500, "NEVER_HEARD_OF", "unknown"],
    ] as const) {
      reply(status, JSON.stringify({ requestId: "T1", code, message: "words" }));
      expect(await failure()).toMatchObject({ code, kind, requestId: "T1" });
    }
    expect((await failure()).message).toBe(
      'Zenlayer AssignNetworkInterfaceIpv6 on 1680855999352675875: NEVER_HEARD_OF "words" (request T1)',
    );
  });

  test("no key, password or signature in errors and log lines", async () => {
    const message = `bad ${credentials.accessKeyPassword} of ${credentials.accessKeyId}`;
    reply(401, JSON.stringify({ requestId: "T1", code: "AUTHFAILURE_SIGNATURE_FAILURE", message }));
    const error = await failure();
    answer = (response) => void response.destroy();
    const lost = await failure();
    const text = [error, lost].map((each) => `${each.stack} ${JSON.stringify(each)}`).join() + lines.join();
    expect(text).toContain("AUTHFAILURE_SIGNATURE_FAILURE");
    expect(text).not.toMatch(/planted|Signature=/);
  });

  test("after a lost answer an order is looked for before it is sent again", async () => {
    let first = true;
    answer = (response) => {
      if (first) response.destroy();
      else response.end('{"requestId":"T","response":{}}');
      first = false;
    };
    const query: number[] = [];
    const look = (found: boolean) => ({ done: async () => query.push(seen.length) > 0 && found });
    expect(await failure(look(true))).toMatchObject({ kind: "conflict", lost: true });
    expect(seen).toHaveLength(1);
    first = true;
    await call(look(false));
    expect(seen).toHaveLength(3);
    expect(query).toEqual([1, 2]);
  });

  test("no connection is told as none, an abort ends the wait", async () => {
    const nowhere = client("http://127.0.0.1:1").call(context(), "UnassignNetworkInterfaceIpv6", { nicId: "1" });
    await expect(nowhere).rejects.toThrow(/ECONNREFUSED.*No connection/);
    const abort = new AbortController();
    answer = () => abort.abort();
    await expect(call({}, { ...context(), signal: abort.signal })).rejects.toThrow("cancelled");
  });
});

test.each([
  [{ internetChargeType: "ByBandwidth", bandwidth: 20, rateLimitMode: "LOOSE" }],
  [{ internetChargeType: "ByTrafficPackage", bandwidth: 10_000, packageSize: 12.3, rateLimitMode: "STRICT" }],
  [{ internetChargeType: "ByTrafficPackage", packageSize: 0 }],
  [
    {
      internetChargeType: "BandwidthCluster",
      bandwidth: 100_000,
      clusterId: "1690000000000000001",
      rateLimitMode: "LOOSE",
    },
  ],
] as const)("what was found goes into a tag and comes back: %j", (found) => {
  const parts = partsOf(found, "1700000000000000077");
  expect(["o".repeat(20), ...parts].join("-").length).toBeLessThanOrEqual(64);
  expect(originalBillingFrom(parts, "1700000000000000077")).toEqual(found);
  expect(originalBillingFrom(parts, "1700000000000000078")).toBeUndefined();
});
