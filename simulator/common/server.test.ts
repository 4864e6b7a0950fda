import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { callAlibaba, callTencent, callZenlayer, type Simulator, startSimulator } from "..";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const ALLOCATE = "AllocateIpv6InternetBandwidth";
const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10 };
const call = (action = ALLOCATE, params: object = order) => callAlibaba(simulator.url, action, { ...params });

test("drop before: nothing happened; drop after: it did, and nobody was told", async () => {
  simulator.fault({ action: ALLOCATE, do: "drop" });
  await expect(call()).rejects.toThrow();
  expect(simulator.ledger()).toEqual([]);
  simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
  await expect(call()).rejects.toThrow();
  expect(simulator.ledger()).toHaveLength(1);
  expect(simulator.journal().map(({ status, fault }) => [status, fault])).toEqual([
    [0, "drop before"],
    [0, "drop after"],
  ]);
});

test("a vendor's error, before and after", async () => {
  simulator.fault({ do: { code: "SystemBusy" } });
  expect(await call()).toMatchObject({ status: 500, body: { Code: "SystemBusy", RequestId: expect.any(String) } });
  expect(simulator.ledger()).toEqual([]);
  simulator.fault({ when: "after", do: { code: "Odd.Code", status: 418, message: "short and stout" } });
  expect(await call()).toMatchObject({ status: 418, body: { Code: "Odd.Code", Message: "short and stout" } });
  expect(simulator.ledger()).toHaveLength(1);
  expect(simulator.journal().at(-1)).toMatchObject({ status: 418, code: "Odd.Code", fault: "Odd.Code after" });
});

test("a proxy's page instead of the cloud", async () => {
  simulator.fault({ do: { status: 502, body: "<html>", headers: { "content-type": "text/html" } } });
  const response = await fetch(`${simulator.url}/?Action=${ALLOCATE}`);
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    502,
    "text/html",
    "<html>",
  ]);
});

test("a fault for changes lets reads pass", async () => {
  simulator.fault({ changes: true, do: { code: "SystemBusy" } });
  expect((await call("DescribeVpcs", {})).status).toBe(200);
  expect((await call()).status).toBe(500);
  expect((await call()).status).toBe(200);
});

test("hold: no answer until the simulator closes", async () => {
  simulator.fault({ do: "hold", when: "after" });
  const held = call().then(
    () => "answered",
    () => "closed",
  );
  while (simulator.ledger().length === 0) await new Promise(setImmediate);
  expect(await Promise.race([held, new Promise((resolve) => setTimeout(resolve, 20, "waiting"))])).toBe("waiting");
  await simulator.close();
  expect(await held).toBe("closed");
});

test("times, skip, match, cloud and action", async () => {
  simulator.fault({ action: ALLOCATE, match: { Bandwidth: "10" }, times: 2, skip: 1, do: { code: "SystemBusy" } });
  simulator.fault({ cloud: "elsewhere", do: "drop", times: -1 });
  const codes = [];
  for (const params of [order, { ...order, Bandwidth: 11 }, order, order, order]) {
    codes.push((await call(ALLOCATE, { ...params, DryRun: true })).body.Code);
  }
  expect(codes).toEqual(["DryRunOperation", "DryRunOperation", "SystemBusy", "SystemBusy", "DryRunOperation"]);
});

test("since another call: that one passes, and what came before it", async () => {
  simulator.fault({ action: ALLOCATE, since: "DescribeIpv6Addresses", do: { code: "SystemBusy" } });
  const ordered = async () => (await call(ALLOCATE, { ...order, DryRun: true })).body.Code;
  expect(await ordered()).toBe("DryRunOperation");
  await call("DescribeIpv6Addresses", { RegionId: "cn-hangzhou" });
  expect([await ordered(), await ordered()]).toEqual(["SystemBusy", "DryRunOperation"]);
});

test("for ever, until cleared; with a chance, the same in every run", async () => {
  simulator.fault({ times: -1, do: { code: "SystemBusy" } });
  for (let index = 0; index < 3; index++) expect((await call()).status).toBe(500);
  simulator.clearFaults();
  const luck = async () => {
    simulator.reset();
    simulator.fault({ times: -1, probability: 0.5, do: { code: "SystemBusy" } });
    const statuses = [];
    for (let index = 0; index < 20; index++) statuses.push((await call("DescribeVpcs", {})).status);
    return statuses;
  };
  const first = await luck();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(first.filter((status) => status === 500).length).toBeGreaterThan(3);
});

test.each([{}, { do: "explode" }, { do: { headers: {} } }, { do: { status: 42 } }, { do: "drop", when: "never" }])(
  "a rule that says nothing is refused: %j",
  (rule) => {
    expect(() => simulator.fault(rule as never)).toThrow(/^fault: /);
  },
);

test("reset: the seed again, the same ids again, nothing remembered", async () => {
  const token = { ...order, ClientToken: "t" };
  const seed = simulator.state();
  const first = (await call(ALLOCATE, token)).body;
  expect(simulator.state()).not.toEqual(seed);
  simulator.fault({ do: "drop" });
  simulator.pace({ readLagMs: 5 });
  simulator.reset();
  expect([simulator.ledger(), simulator.journal(), simulator.state()]).toEqual([[], [], seed]);
  expect((await call(ALLOCATE, token)).body).toEqual(first);
  expect(simulator.journal()[0]).toMatchObject({ seq: 1, replayed: false });
});

test("an answer can be slow", async () => {
  simulator.pace({ answerDelayMs: 30 });
  const started = performance.now();
  await call();
  expect(performance.now() - started).toBeGreaterThan(25);
});

/** The simulator as the HTTP proxy of a tool: the target of each request is an absolute URI. */
describe("requests with an absolute URI", () => {
  const sent = (method: string, target: string, headers = {}, body = "") =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = new URL(simulator.url);
      const asked = request({ host: "127.0.0.1", port, method, path: target, headers, setHost: false }, (response) => {
        let text = "";
        response.on("data", (part) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      asked.on("error", reject).end(body);
    });
  /** What the test clients send with fetch goes out as to a proxy. */
  const throughProxy = async (call: (url: string) => Promise<unknown>) => {
    const statuses: number[] = [];
    const fetched = jest.spyOn(globalThis, "fetch").mockImplementation(async (url, options = {}) => {
      const headers = Object.fromEntries(new Headers(options.headers));
      const target = String(url);
      const { host } = new URL(target);
      const { status, text } = await sent(
        options.method ?? "GET",
        target,
        { ...headers, host },
        String(options.body ?? ""),
      );
      statuses.push(status);
      return new Response(text, { status });
    });
    await call("http://cloud.example.test");
    fetched.mockRestore();
    return statuses;
  };

  test.each<[string, string, (url: string) => Promise<unknown>]>([
    ["alibaba, V1 GET", "DescribeVpcs", (url) => callAlibaba(url, "DescribeVpcs", {}, { method: "GET" })],
    ["alibaba, V1 POST", "DescribeVpcs", (url) => callAlibaba(url, "DescribeVpcs")],
    ["alibaba, V3", "DescribeVpcs", (url) => callAlibaba(url, "DescribeVpcs", {}, { scheme: "V3" })],
    ["tencent, POST", "DescribeAddressQuota", (url) => callTencent(url, "DescribeAddressQuota")],
    ["tencent, GET", "DescribeAddressQuota", (url) => callTencent(url, "DescribeAddressQuota", {}, { method: "GET" })],
    ["zenlayer", "DescribeSubnets", (url) => callZenlayer(url, "DescribeSubnets")],
  ])("%s is verified and answered", async (_how, action, call) => {
    expect(await throughProxy(call)).toEqual([200]);
    expect(simulator.journal().map(({ action: called, code }) => [called, code])).toEqual([[action, undefined]]);
  });

  test("the simulator's own routes and its page", async () => {
    const health = await sent("GET", "http://simulator.example.test/_simulator/health", {
      host: "simulator.example.test",
    });
    expect(JSON.parse(health.text)).toMatchObject({ status: "ok" });
    const page = await sent("GET", "http://simulator.example.test", { host: "simulator.example.test" });
    expect(page.text).toContain("<title>pulumi-ipv6 simulator</title>");
  });
});

test("two simulators do not share anything", async () => {
  const other = await startSimulator();
  await call();
  expect(other.url).not.toBe(simulator.url);
  expect([other.ledger(), other.journal()]).toEqual([[], []]);
  await other.close();
});

test("it listens on 127.0.0.1 and at no other door of this machine", async () => {
  const port = Number(new URL(simulator.url).port);
  const knock = (host: string) =>
    new Promise<string>((resolve) => {
      const socket = connect({ host, port });
      socket.on("connect", () => resolve("open"));
      socket.on("error", () => resolve("shut"));
      socket.on("close", () => socket.destroy());
      socket.on("connect", () => socket.destroy());
    });
  const others = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
  const doors = ["::1", ...others.filter(({ family }) => family === "IPv4").map(({ address }) => address)];
  expect(await knock("127.0.0.1")).toBe("open");
  for (const door of doors) expect([door, await knock(door)]).toEqual([door, "shut"]);
});
