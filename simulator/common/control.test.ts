import { createHash } from "node:crypto";
import { callAlibaba, type Simulator, startSimulator } from "..";
import type { AddressView, CloudView, InterfaceView } from "./console";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, ClientToken: "<script>" };
const get = async (path: string) => (await fetch(`${simulator.url}${path}`)).json();
const send = (method: string, path: string, body?: unknown) =>
  fetch(`${simulator.url}/_simulator/${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });

test("an operator changes and removes objects, without a call or an order", async () => {
  const simulator = await startSimulator();
  const post = (body: object) =>
    fetch(`${simulator.url}/_simulator/operate`, { method: "POST", body: JSON.stringify(body) });
  const subnets = () => (simulator.state().tencent as Record<string, { id: string; zone?: string }[]>).subnets ?? [];
  const [first] = subnets();
  const at = { cloud: "tencent", table: "subnets", id: first?.id };
  expect((await post({ ...at, change: { zone: "moon-1" } })).status).toBe(200);
  expect(subnets().find(({ id }) => id === first?.id)?.zone).toBe("moon-1");
  expect((await post({ ...at, change: null })).status).toBe(200);
  expect(subnets().map(({ id }) => id)).not.toContain(first?.id);
  for (const wrong of [at, { ...at, cloud: "moon" }, { ...at, table: "moons" }])
    expect((await post({ ...wrong, change: null })).status).toBe(400);
  expect([simulator.journal(), simulator.ledger()]).toEqual([[], []]);
  await simulator.close();
});

test("what the object tells, the routes tell", async () => {
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  expect(await get("/_simulator/health")).toEqual({ status: "ok", clouds: expect.arrayContaining(["alibaba"]) });
  expect(await get("/_simulator/ledger")).toEqual(simulator.ledger());
  expect(await get("/_simulator/journal")).toEqual(simulator.journal());
  expect(await get("/_simulator/state")).toEqual(simulator.state());
  expect(await get("/_simulator/rules")).toEqual(simulator.rules());
  expect(await get("/_simulator/ledger?summary=1")).toEqual({
    liveOrders: [
      expect.objectContaining({ subject: "ipv6-demo0001", detail: expect.objectContaining({ bandwidth: 10 }) }),
    ],
    totals: { ordered: 1, changed: 0, released: 0, assigned: 0, unassigned: 0 },
  });
  expect(simulator.journal()).toHaveLength(1);
});

test("faults, pace and reset over HTTP", async () => {
  expect((await send("POST", "faults", { do: { code: "SystemBusy" }, times: -1 })).status).toBe(201);
  expect((await callAlibaba(simulator.url, "DescribeVpcs")).status).toBe(500);
  expect((await send("DELETE", "faults")).status).toBe(200);
  expect((await callAlibaba(simulator.url, "DescribeVpcs")).status).toBe(200);
  expect(await (await send("POST", "pace", { readLagMs: "100" })).json()).toMatchObject({ readLagMs: 100 });
  expect((await send("POST", "reset")).status).toBe(200);
  expect(await get("/_simulator/pace")).toMatchObject({ readLagMs: 0 });
  expect(await get("/_simulator/journal")).toEqual([]);
});

test.each([
  ["POST", "faults", { do: "nothing" }, 400],
  ["POST", "pace", { speed: 9 }, 400],
  ["POST", "pace", { readLagMs: -1 }, 400],
  ["POST", "pace", { unassignWithBandwidth: "maybe" }, 400],
  ["GET", "nowhere", undefined, 404],
  ["GET", "reset", undefined, 404],
])("%s %s %j is %d", async (method, path, body, status) => {
  const response = await send(method, path, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty("error");
});

const DROP = { do: "drop" };
test.each<[string, unknown, string]>([
  ["faults", { ...DROP, times: "once" }, "fault: times: a whole number from 1; -1: all"],
  ["faults", { ...DROP, times: 0 }, "fault: times: a whole number from 1; -1: all"],
  [
    "faults",
    { ...DROP, skip: -1, probability: 2, match: { a: 1 }, count: 1 },
    [
      "fault: match.a: a text",
      "fault: skip: a whole number from 0",
      "fault: probability: a number from 0 to 1",
      "fault: count: unknown, not one of cloud, action, match, changes, when, do, times, skip, since, probability",
    ].join("; "),
  ],
  ["faults", [DROP, { ...DROP, match: "x" }], "fault 2: match: a JSON object"],
  [
    "faults",
    { do: { code: "Busy", delay: 5 } },
    "fault: do.delay: unknown, not one of status, body, headers, code, message",
  ],
  ["faults", "drop", "fault: a JSON object"],
  ["pace", [], "a JSON object"],
  ["pace", { taskMs: -1, operationMs: [] }, "taskMs: a number from 0; got -1; operationMs: a number from 0; got "],
  ["operate", { change: "abc" }, "cloud: a text; table: a text; id: a text; change: an object, or null to remove it"],
  [
    "operate",
    { cloud: "tencent", table: "subnets", id: "subnet-demo0001", chnage: {} },
    "change: an object, or null to remove it; chnage: unknown, not one of cloud, table, id, change",
  ],
  ["console", [], "a JSON object"],
  [
    "console",
    { cloud: "alibaba", id: "x", do: "order", mbps: 5 },
    "mbps: unknown, not one of cloud, id, do, bandwidth, token",
  ],
])("%s %j is refused with all that is wrong, and changes nothing", async (path, body, error) => {
  const shown = async () => [await get("/_simulator/faults"), await get("/_simulator/pace"), simulator.state()];
  const before = await shown();
  const response = await send("POST", path, body);
  expect([response.status, await response.json()]).toEqual([400, { error }]);
  expect(await shown()).toEqual(before);
  expect(simulator.journal()).toEqual([]);
});

test("a body that is no JSON", async () => {
  const response = await fetch(`${simulator.url}/_simulator/pace`, { method: "POST", body: "taskMs=5" });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.stringMatching(/^the body is not JSON: /) });
});

test("the page is one document that asks nobody else, and shows nothing that a caller sent", async () => {
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  const response = await fetch(simulator.url);
  const html = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(html).not.toMatch(/https?:\/\/|src=|href="(?!#|data:)|ipv6-demo0001/);
  const policy = response.headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; connect-src 'self'.*script-src 'sha256-/);
  for (const [, script = ""] of html.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
    expect(policy).toContain(createHash("sha256").update(script).digest("base64"));
  }
});

test("a page of another site may not order or reset", async () => {
  const headers = { origin: "http://evil.example" };
  const response = await fetch(`${simulator.url}/_simulator/reset`, { method: "POST", headers });
  expect(response.status).toBe(403);
  const own = { origin: simulator.url };
  expect((await fetch(`${simulator.url}/_simulator/reset`, { method: "POST", headers: own })).status).toBe(200);
});

test.each([
  ["alibaba", "eni-demo0004", "AssignIpv6Addresses", "AllocateIpv6InternetBandwidth", "PayByBandwidth"],
  ["tencent", "eni-demo0004", "AssignIpv6Addresses", "AllocateIp6AddressesBandwidth", "TRAFFIC_POSTPAID_BY_HOUR"],
])("the console of %s orders as a client does", async (cloud, nic, assign, allocate, internetChargeType) => {
  const act = async (deed: object) => (await send("POST", "console", { cloud, ...deed })).json();
  expect(await act({ do: "assign", id: nic, token: "a" })).toEqual({ action: assign, status: 200 });
  const { addresses } = await interfaceOf(cloud, nic);
  const [address] = addresses;
  expect(await act({ do: "order", id: address?.id, bandwidth: 20 })).toEqual({ action: allocate, status: 200 });
  const [{ bandwidth }] = (await interfaceOf(cloud, nic)).addresses as [AddressView];
  expect(bandwidth).toMatchObject({ mbps: 20, internetChargeType });
  await act({ do: "change", id: bandwidth?.id, bandwidth: 30 });
  const { row } = bandwidth ?? { row: { table: "", id: "", path: [] } };
  const change = row.path.reduceRight<unknown>((value, name) => ({ [name]: value }), 77);
  expect((await send("POST", "operate", { cloud, table: row.table, id: row.id, change })).status).toBe(200);
  expect((await interfaceOf(cloud, nic)).addresses[0]?.bandwidth?.mbps).toBe(77);
  await act({ do: "release", id: bandwidth?.id });
  await act({ do: "unassign", id: address?.id });
  expect(simulator.ledger().map(({ event }) => event)).toEqual([
    ...["assigned", "ordered", "changed", "released", "unassigned"],
  ]);
  expect(simulator.journal().every(({ scheme, status }) => scheme && status === 200)).toBe(true);
  expect(await act({ do: "release", id: bandwidth?.id })).toMatchObject({
    code: expect.any(String),
    message: expect.any(String),
  });
  simulator.fault({ do: "drop", when: "after" });
  expect(await act({ do: "assign", id: nic })).toMatchObject({
    status: 0,
    message: expect.stringMatching(/No answer/),
  });
});

test("the console of Zenlayer orders address and bandwidth in one", async () => {
  const cloud = "zenlayer";
  const nic = "1680855999352675876";
  const act = (deed: object) => send("POST", "console", { cloud, ...deed });
  await act({ do: "assign", id: nic, bandwidth: 20 });
  const id = (await interfaceOf(cloud, nic)).addresses[0]?.id;
  await act({ do: "change", id, bandwidth: 30 });
  expect((await interfaceOf(cloud, nic)).addresses[0]?.bandwidth?.mbps).toBe(30);
  await act({ do: "unassign", id });
  expect(simulator.ledger().map(({ event }) => event)).toEqual(["assigned", "changed", "unassigned"]);
});

test("the console says all that is wrong with a deed", async () => {
  const response = await send("POST", "console", { do: "steal", bandwidth: 1.5 });
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      error:
        "cloud: a text; id: a text; do: one of assign, unassign, order, change, release; bandwidth: a whole number of Mbps",
    },
  ]);
});

test("events: first everything, then what changed, and everything again after a reset", async () => {
  const events = await listen();
  const first = await events.next();
  expect(first).toMatchObject({ whole: true, journal: [], ledger: [], bill: { lines: [] } });
  expect((first.clouds as CloudView[]).map(({ name }) => name).sort()).toEqual(["alibaba", "tencent", "zenlayer"]);
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  let rows: unknown[] = [];
  while (rows.length === 0) rows = ((await events.next()).ledger as unknown[]) ?? [];
  expect(rows).toEqual([expect.objectContaining({ event: "ordered", subject: "ipv6-demo0001" })]);
  simulator.reset();
  let last: Record<string, unknown> = {};
  while (!last.whole) last = await events.next();
  expect(last).toMatchObject({ journal: [], ledger: [] });
  simulator.pace({ taskMs: 9 });
  while (last.pace === undefined || last.whole) last = await events.next();
  expect(last).toEqual({ pace: expect.objectContaining({ taskMs: 9 }) });
  events.stop();
});

async function listen() {
  const stopping = new AbortController();
  const response = await fetch(`${simulator.url}/_simulator/events`, { signal: stopping.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const next = async (): Promise<Record<string, unknown>> => {
    while (!text.includes("\n\n")) text += Buffer.from((await reader.read()).value ?? []).toString();
    const [message = "", ...rest] = text.split("\n\n");
    text = rest.join("\n\n");
    return message.startsWith("data: ") ? JSON.parse(message.slice(6)) : next();
  };
  return { next, stop: () => stopping.abort() };
}

async function interfaceOf(cloud: string, id: string): Promise<InterfaceView> {
  const events = await listen();
  const { clouds } = (await events.next()) as { clouds: CloudView[] };
  events.stop();
  const found = clouds.find(({ name }) => name === cloud)?.interfaces.find((nic) => nic.id === id);
  if (!found) throw new Error(`no network interface ${id}`);
  return found;
}

test("a call to a cloud is not mistaken for a person", async () => {
  for (const init of [{ headers: { "x-acs-action": "DescribeVpcs" } }, { headers: { authorization: "x" } }]) {
    expect((await fetch(`${simulator.url}/`, init)).headers.get("content-type")).toMatch(/json/);
  }
  expect((await fetch(`${simulator.url}/?Action=DescribeVpcs`)).status).toBe(400);
  expect((await fetch(`${simulator.url}/`, { method: "POST" })).status).toBe(400);
});

test("a body without end is cut off", async () => {
  const response = await fetch(`${simulator.url}/`, { method: "POST", body: "x".repeat(2 * 1024 * 1024) }).catch(
    () => undefined,
  );
  expect(response?.status ?? 500).toBe(500);
  expect((await fetch(`${simulator.url}/_simulator/health`)).status).toBe(200);
});
