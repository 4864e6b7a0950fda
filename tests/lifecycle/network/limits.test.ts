// Slow answers, silent proxies, refusals and machines with IPv6: what the vendors' packages would each tell in their own
// way is the same error on all clouds.

import dns from "node:dns";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { AlibabaClient } from "../../../provider/clouds/alibaba/client";
import { endpointsOf as alibabaEndpoints } from "../../../provider/clouds/alibaba/endpoints";
import { TencentClient } from "../../../provider/clouds/tencent/client";
import { endpointsOf as tencentEndpoints } from "../../../provider/clouds/tencent/endpoints";
import { ZenlayerClient } from "../../../provider/clouds/zenlayer/client";
import { endpointsOf as zenlayerEndpoints } from "../../../provider/clouds/zenlayer/endpoints";
import { fixedSource } from "../../../provider/core/api/credentials";
import type { CloudError } from "../../../provider/core/api/errors";
import { type Context, systemClock } from "../../../provider/core/context";
import { Connections } from "../../../provider/network/connections";
import { type Simulator, startSimulator } from "../../../simulator";
import { type ProxyOptions, TestProxy } from "./test-proxy";

let simulator: Simulator;
let proxy: TestProxy | undefined;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());
afterEach(async () => {
  jest.restoreAllMocks();
  await proxy?.close();
  proxy = undefined;
  for (const end of ends.splice(0)) await end();
});
/** Every name has an address of each family, the IPv4 one first. */
function twoAddresses(): void {
  const both = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  const lookup = (_name: string, _options: object, done: (error: null, all: typeof both) => void) => done(null, both);
  jest.spyOn(dns, "lookup").mockImplementation(lookup as never);
}
/** A server for bytes. @returns its port, or undefined if this machine has no such address */
async function serve(act: (socket: Socket) => void, host = "127.0.0.1"): Promise<number | undefined> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    act(socket);
  });
  const there = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(0, host, () => resolve(true));
  });
  if (!there) return void process.stderr.write(`skipped: this machine has no ${host}\n`);
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
const port = () => Number(new URL(simulator.url).port);
async function openProxy(options: ProxyOptions = {}): Promise<string> {
  proxy = await TestProxy.open(port(), options);
  return proxy.url;
}

/** A SOCKS5 proxy (RFC 1928, 1929) that takes the user "us er" and connects every name to the simulator. */
function socks(client: Socket, asked: string[]): void {
  const textAt = (bytes: Buffer, at: number) => bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)).toString();
  client.once("data", () => {
    client.write(Buffer.from([5, 2]));
    client.once("data", (login) => {
      const user = textAt(login, 1);
      asked.push(`${user} ${textAt(login, 2 + user.length)}`);
      if (user !== "us er") return client.end(Buffer.from([1, 1]));
      client.write(Buffer.from([1, 0]));
      client.once("data", (target) => {
        const host = textAt(target, 4);
        asked.push(`${host}:${target.readUInt16BE(5 + host.length)}`);
        const cloud = connect(port(), "127.0.0.1", () => {
          client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          client.pipe(cloud).pipe(client);
        });
        client.on("close", () => cloud.destroy());
      });
    });
  });
}

const context = (more: Partial<Context> = {}): Context => ({
  ...{ clock: systemClock, random: () => 0.5, unique: () => "u", log: () => {}, environment: {}, client: undefined },
  ...{ owner: "o", deadline: systemClock.now() + 60_000, attempts: 1, ...more },
});

/** A read on each cloud, with its vendor's package. */
const READS: Record<string, (endpoint: string, connections: Connections, ctx?: Context) => Promise<unknown>> = {
  alibaba: (endpoint, connections, ctx = context()) => {
    const keys = { accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };
    const client = new AlibabaClient(fixedSource(keys), alibabaEndpoints({ endpoint }), connections);
    return client.call(ctx, "DescribeIpv6Addresses", { RegionId: "cn-hangzhou", PageSize: 50 });
  },
  tencent: (endpoint, connections, ctx = context()) => {
    const keys = { secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" };
    const client = new TencentClient(fixedSource(keys), tencentEndpoints({ endpoint }), connections);
    return client.call(ctx, "DescribeAddressQuota", {}, { region: "ap-guangzhou" });
  },
  zenlayer: (endpoint, connections, ctx = context()) => {
    const credentials = { accessKeyId: "simulator-zenlayer-id", accessKeyPassword: "simulator-zenlayer-password" };
    const endpointOf = zenlayerEndpoints({ endpoint });
    const client = new ZenlayerClient({ credentials: fixedSource(credentials), endpointOf, connections, marks: true });
    return client.call(ctx, "DescribeNetworkInterfaces", { nicIds: ["1680855999352675875"], pageSize: 1 });
  },
};
const failure = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error("it should have failed");
    },
    (error: CloudError) => error,
  );
const reached = () => simulator.journal().length;

describe.each(Object.entries(READS))("%s", (_cloud, read) => {
  test("an answer may take longer than the connection may", async () => {
    simulator.fault({ do: { delayMs: 400 } });
    await read(simulator.url, new Connections({}, { connect: 150, read: 20_000 }));
    expect(reached()).toBe(1);
  });

  test("an answer that does not come is lost: it was sent", async () => {
    simulator.fault({ do: "hold" });
    const error = await failure(read(simulator.url, new Connections({}, { connect: 10_000, read: 150 })));
    expect(error).toMatchObject({ kind: "unavailable", lost: true, details: { message: "no response within 0.2 s" } });
    expect(error.details.unsent).toBeUndefined();
    expect(reached()).toBe(1);
  });

  test("an answer that stops half way is lost", async () => {
    const half = await serve((socket) => {
      socket.once("data", () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"RequestId":'));
    });
    const url = `http://127.0.0.1:${half}`;
    const error = await failure(read(url, new Connections({}, { connect: 10_000, read: 150 })));
    expect(error).toMatchObject({ kind: "unavailable", lost: true, details: { message: "no response within 0.2 s" } });
  });

  test("no call outlasts the deadline of its operation", async () => {
    simulator.fault({ do: "hold" });
    const error = await failure(
      read(simulator.url, new Connections({}), context({ deadline: systemClock.now() + 1_100 })),
    );
    expect(error.details.message).toMatch(/^no response within 1(\.1)? s$/);
  });

  test("a silent proxy is no connection: nothing was sent, over HTTPS", async () => {
    const environment = { HTTPS_PROXY: await openProxy({ silent: true }) };
    const connections = new Connections(environment, { connect: 150, read: 20_000 });
    const error = await failure(read("https://cloud.example.test", connections));
    expect(error).toMatchObject({ kind: "unavailable", lost: false });
    expect(error.details).toMatchObject({ unsent: true, message: "no connection within 0.2 s" });
    expect(proxy?.asked).toMatchObject([{ how: "CONNECT", host: "cloud.example.test:443" }]);
  });

  test("a slow proxy is waited for", async () => {
    const environment = { HTTP_PROXY: await openProxy({ until: new Promise((done) => setTimeout(done, 300)) }) };
    await read("http://cloud.example.test", new Connections(environment));
    expect(reached()).toBe(1);
  });

  test.each([
    [407, "denied", /proxy answered HTTP 407.*user:password/],
    [403, "denied", /proxy answered HTTP 403.*check HTTPS_PROXY and NO_PROXY/],
    [502, "unavailable", /proxy answered HTTP 502.*check HTTPS_PROXY and NO_PROXY/],
  ])("a proxy that answers CONNECT with %d is told, and nothing was sent", async (status, kind, text) => {
    const connections = new Connections({ https_proxy: await openProxy({ status }) });
    const error = await failure(read("https://cloud.example.test", connections));
    expect(error).toMatchObject({ kind, lost: false, details: { unsent: true } });
    expect(error.message).toMatch(text);
  });

  test("a password of the proxy goes to the proxy, and nowhere else", async () => {
    await openProxy({ login: "us/er:planted:pass" });
    const connections = new Connections({ ALL_PROXY: proxy?.urlWith("us/er", "planted:pass") });
    const error = await failure(read("https://cloud.example.test", connections));
    // The tunnel is made; the simulator at its end speaks no TLS.
    expect(error.message).toMatch(/Check the endpoint, and NODE_EXTRA_CA_CERTS/);
    expect(JSON.stringify(error) + error.stack).not.toMatch(/planted|cGxhbnRlZ/);
    expect(proxy?.asked[0]?.authorization).toBe(`Basic ${Buffer.from("us/er:planted:pass").toString("base64")}`);
  });

  test("a SOCKS proxy that asks for a password, and resolves the name", async () => {
    const asked: string[] = [];
    const there = await serve((client) => socks(client, asked));
    const right = `socks5h://us%20er:pl%40nted@127.0.0.1:${there}`;
    await read("http://cloud.example.test", new Connections({ ALL_PROXY: right }));
    expect(asked).toEqual(["us er pl@nted", "cloud.example.test:80"]);
    const wrong = new Connections({ ALL_PROXY: right.replace("us%20er", "other") });
    const error = await failure(read("http://cloud.example.test", wrong));
    expect(error).toMatchObject({ lost: false, details: { unsent: true } });
    expect(error.message).toMatch(/Authentication failed/);
    expect(JSON.stringify(error) + error.stack).not.toMatch(/pl(@|%40)nted/);
  });

  test("of several addresses that all refuse, each is told", async () => {
    twoAddresses();
    const error = await failure(read("http://both.example.test:1", new Connections({})));
    expect(error.details).toMatchObject({ unsent: true, kind: "unavailable" });
    expect(error.message).toMatch(/ECONNREFUSED 127\.0\.0\.1:1; connect E\w+ ::1:1/);
  });

  test("a redirect is not followed: the request is signed for one address", async () => {
    simulator.fault({ do: { status: 302, headers: { location: `${simulator.url}/elsewhere` } } });
    const error = await failure(read(simulator.url, new Connections({})));
    expect(error.message).toMatch(/HTTP 302 without an error code/);
    expect(reached()).toBe(1);
  });

  test("a gateway's wish to wait is heard", async () => {
    simulator.fault({ do: { status: 503, body: "<html>", headers: { "retry-after": "7" } } });
    expect(await failure(read(simulator.url, new Connections({})))).toMatchObject({ retryAfterMs: 7_000 });
  });

  test("cancelled: the wait ends, and so does the connection", async () => {
    const abort = new AbortController();
    let closed = () => {};
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const holding = await serve((socket) => {
      socket.once("data", () => abort.abort());
      socket.once("close", closed);
    });
    const url = `http://127.0.0.1:${holding}`;
    const error = await failure(read(url, new Connections({}), context({ signal: abort.signal })));
    expect(error.message).toMatch(/cancelled/);
    await ended;
  });

  test.each(["[::1]", "both.example.test"])("a cloud that is reached by IPv6 only, as %s", async (host) => {
    const there = await serve((client) => {
      const cloud = connect(port(), "127.0.0.1");
      cloud.on("error", () => client.destroy());
      client.on("close", () => cloud.destroy());
      client.pipe(cloud).pipe(client);
    }, "::1");
    if (!there) return;
    twoAddresses();
    await read(`http://${host}:${there}`, new Connections({}));
    expect(reached()).toBe(1);
  });

  test("a proxy that is reached by IPv6 only", async () => {
    const url = await openProxy({ address: "::1" }).catch(() => undefined);
    if (!url) return void process.stderr.write("skipped: this machine has no IPv6 loopback\n");
    await read("http://cloud.example.test", new Connections({ http_proxy: url }));
    expect(reached()).toBe(1);
  });
});

test("an order whose answer is late is placed once: the same token again", async () => {
  simulator.fault({ when: "after", do: "hold" });
  const keys = { accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };
  const connections = new Connections({}, { connect: 10_000, read: 300 });
  const client = new AlibabaClient(fixedSource(keys), alibabaEndpoints({ endpoint: simulator.url }), connections);
  const order = { RegionId: "cn-hangzhou", Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, ClientToken: "t" };
  const ctx = context({ attempts: 3 });
  await client.call(ctx, "AllocateIpv6InternetBandwidth", { ...order, InternetChargeType: "PayByTraffic" });
  expect(simulator.journal().map(({ replayed }) => replayed)).toEqual([false, true]);
  expect(simulator.ledger()).toHaveLength(1);
});
