import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fixedSource } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { type Context, silent } from "../../core/context";
import { Connections } from "../../network/connections";
import { TencentClient } from "./client";
import { endpointsOf } from "./endpoints";

const SECRETS = { secretId: "planted-id-4711", secretKey: "planted-key-4711", token: "planted-token-4711" };
const REGION = { region: "ap-guangzhou", subject: "eip-1" };

let server: Server;
let query: { headers: Record<string, unknown>; body: string }[];
let answer: RequestListener;
beforeEach(async () => {
  query = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      query.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function context(more: Partial<Context> = {}): Context {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const runtime = { clock, random: () => 0.5, unique: () => "u", log: silent, environment: {}, owner: "o" };
  return { ...runtime, deadline: 300_000, client: undefined, ...more };
}
const client = (port = (server.address() as AddressInfo).port) =>
  new TencentClient(
    fixedSource(SECRETS),
    endpointsOf({ endpoint: `http://127.0.0.1:${port}` }),
    new Connections(process.env),
  );
const release = (ctx = context(), to = client()) =>
  to.call(ctx, "ReleaseIp6AddressesBandwidth", { Ip6AddressIds: ["eip-1"] }, { ...REGION, repeatable: false });
const failed = async (work: Promise<unknown>) => {
  const error = await work.then(() => undefined).catch((raw: unknown) => raw);
  expect(error).toBeInstanceOf(CloudError);
  return error as CloudError;
};
const says =
  (status: number, body: string, type = "application/json"): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": type }).end(body);

test("English, a session token, the region, and no field that is undefined", async () => {
  answer = says(200, JSON.stringify({ Response: { TaskId: "7", RequestId: "r" } }));
  expect(await release()).toEqual({ TaskId: "7", RequestId: "r" });
  expect(query[0]?.headers).toMatchObject({
    "x-tc-language": "en-US",
    "x-tc-token": SECRETS.token,
    "x-tc-region": "ap-guangzhou",
    "x-tc-version": "2017-03-12",
  });
  expect(query[0]?.body).toBe('{"Ip6AddressIds":["eip-1"]}');
});

test("loopback is called without the proxy of the environment", async () => {
  const before = process.env.http_proxy;
  process.env.http_proxy = "http://127.0.0.1:1";
  answer = says(200, JSON.stringify({ Response: { TaskId: 7, RequestId: "r" } }));
  await expect(release()).resolves.toMatchObject({ TaskId: "7" });
  if (before === undefined) delete process.env.http_proxy;
  else process.env.http_proxy = before;
});

test.each([
  ["HTML", 200, "<html>", "unavailable"],
  ["nothing", 200, "", "unavailable"],
  ["an empty object", 200, "{}", "unavailable"],
  ["null", 200, "null", "unavailable"],
  ["an answer without its fields", 200, '{"Response":{"RequestId":"r"}}', "unavailable"],
  ["an error without a code", 200, '{"Response":{"Error":{}}}', "unavailable"],
  ["502", 502, "<html>", "unavailable"],
  ["429", 429, "", "throttled"],
  ["403", 403, "{}", "unknown"],
  ["404", 404, '{"Response":{"Error":{"Code":"InvalidAddressId.NotFound","Message":""}}}', "unknown"],
])("%s is contained", async (_what, status, body, kind) => {
  answer = says(status, body);
  const error = await release(context({ deadline: 0 })).catch((raw: unknown) => raw as CloudError);
  if (!(error instanceof Error)) throw new Error("it should have failed");
  expect(error.kind).toBe(kind);
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("planted");
});

test("an event stream is contained", async () => {
  answer = says(200, "data: {}", "text/event-stream");
  expect((await failed(release())).kind).toBe("unavailable");
});

test("an error has its code, words, request and advice, and no secret", async () => {
  const Message = `The key ${SECRETS.secretKey} and ${SECRETS.secretId} do not fit ${SECRETS.token}`;
  const body = { Response: { Error: { Code: "AuthFailure.SignatureFailure", Message }, RequestId: "r-1" } };
  answer = says(200, JSON.stringify(body));
  const error = await failed(release());
  expect(error).toMatchObject({ code: "AuthFailure.SignatureFailure", requestId: "r-1", kind: "denied" });
  expect(error.message).toMatch(
    /^Tencent Cloud ReleaseIp6AddressesBandwidth on eip-1: .*\(request r-1\)\. Check the secret key\.$/,
  );
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("planted");
});

test("a lost connection is lost, and a refused one says where to look", async () => {
  answer = (request) => void request.socket.destroy();
  expect(await failed(release())).toMatchObject({ kind: "unavailable", lost: true });
  const refused = await failed(release(context(), client(1)));
  expect(refused.message).toMatch(/ECONNREFUSED.*check the network/);
});

test("a call that is cancelled stops waiting", async () => {
  const controller = new AbortController();
  answer = () => controller.abort();
  await expect(release(context({ signal: controller.signal }))).rejects.toThrow("cancelled while waiting");
});

test("endpoints: finance regions, the root domain, one URL for all, one for a product", () => {
  const of = (settings: object, region = "ap-guangzhou") =>
    (["vpc", "tag"] as const).map((product) => endpointsOf({ ...settings })(product, region));
  const usual = ["https://vpc.tencentcloudapi.com", "https://tag.tencentcloudapi.com"];
  expect(of({})).toEqual(usual);
  expect(of({}, "ap-shanghai-fsi")).toEqual(["https://vpc.ap-shanghai-fsi.tencentcloudapi.com", usual[1]]);
  const inside = ["https://vpc.internal.tencentcloudapi.com", "https://tag.internal.tencentcloudapi.com"];
  expect(of({ rootDomain: "internal.tencentcloudapi.com" })).toEqual(inside);
  expect(of({ tagEndpoint: "tag.intl.tencentcloudapi.com" })).toEqual([
    usual[0],
    "https://tag.intl.tencentcloudapi.com",
  ]);
  const all = "http://127.0.0.1:1";
  expect(of({ endpoint: all, rootDomain: "intl.tencentcloudapi.com" })).toEqual([all, all]);
});
