import { callAlibaba, type Simulator, startSimulator } from "..";

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

test("the page is for people, without scripts, and shows what callers sent as text", async () => {
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  const response = await fetch(simulator.url);
  const html = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(html).toContain("1 live orders");
  expect(html).toContain("ipv6-demo0001");
  expect(html).not.toMatch(/<script|https?:\/\//);
});

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
