// Each cloud through a proxy, with the vendor's own package: both doors, look-ups and commands. The host names exist only
// for the proxy, which connects them to the simulator.
import { discover } from "../../../provider/commands/discover";
import type { Values } from "../../../provider/core/check";
import { silent } from "../../../provider/core/context";
import { findLookup } from "../../../provider/doors/registry";
import { Session } from "../../../provider/doors/session";
import { type Simulator, startSimulator } from "../../../simulator";
import { runCommand } from "../../commands/command-harness";
import { DOORS, type DoorName, type Process } from "../doors/door";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { quickClock } from "../provider-harness";
import { type ProxyOptions, TestProxy } from "./test-proxy";

/** One resource of each cloud. */
const EACH = ["alibaba", "tencent", "zenlayer"].map((cloud) => PAIRS.find((pair) => pair.cloud === cloud) as Pair);
const DOOR_NAMES = Object.keys(DOORS) as DoorName[];
const HOST = "cloud.example.test";
const ENDPOINT = `http://${HOST}`;

let simulator: Simulator;
let proxy: TestProxy;
const processes: Process[] = [];
const clock = quickClock();
const said: string[] = [];
const runtimeOf = (environment: Record<string, string>) => ({
  ...{ clock, random: () => 0.5, unique: () => "unique", environment: { HOME: "/nonexistent", ...environment } },
  log: (level: string, message: string) => void said.push(`${level}: ${message}`),
});

beforeEach(async () => {
  simulator = await startSimulator({ now: clock.now });
  said.length = 0;
});
afterEach(async () => {
  for (const process of processes.splice(0)) process.end();
  await proxy?.close();
  await simulator.close();
});
async function openProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  proxy = await TestProxy.open(Number(new URL(simulator.url).port), options);
  return proxy;
}

async function start(pair: Pair, door: DoorName, environment: Record<string, string>, settings: Values = {}) {
  const given = { ...pair.settings, endpoint: ENDPOINT, ...settings };
  const process = await DOORS[door]({ [pair.cloud]: given, preflight: "off" }, runtimeOf(environment));
  processes.push(process);
  return process.of(`${pair.cloud}:${pair.resource}`);
}
async function order(pair: Pair, door: DoorName, environment: Record<string, string>, settings: Values = {}) {
  const run = await start(pair, door, environment, settings);
  return { run, state: await run.create("web", await run.check("web", pair.inputs), 20) };
}
const message = (work: Promise<unknown>) =>
  work.then(
    () => "it worked",
    (error: Error) => error.message,
  );
const bought = ({ events }: Pair) => simulator.ledger().filter(({ event }) => event === events.bought).length;

describe.each(DOOR_NAMES)("the %s door", (door) => {
  test.each(EACH)("$cloud: a whole life through a proxy that asks for a password", async (pair) => {
    await openProxy({ login: "us er:pass@word/4711" });
    const { run, state } = await order(pair, door, { HTTP_PROXY: proxy.urlWith("us er", "pass@word/4711") });
    expect(await run.read("web", state, pair.inputs)).toMatchObject({ id: state.id });
    await run.delete("web", state);
    expect(simulator.ledger().map(({ event }) => event)).toContain(pair.events.ended);
    const calls = simulator.journal().length;
    expect(proxy.asked.length).toBe(calls);
    expect(new Set(proxy.asked.map(({ how, host }) => `${how} ${host}`))).toEqual(new Set([`absolute ${HOST}`]));
  });

  test.each(EACH)("$cloud: a wrong password is told, and neither it nor the right one is shown", async (pair) => {
    await openProxy({ login: "user:planted-right" });
    const text = await message(order(pair, door, { http_proxy: proxy.urlWith("user", "planted-wrong") }));
    expect(text).toMatch(/proxy answered HTTP 407.*http:\/\/user:password@host/);
    expect(simulator.journal()).toEqual([]);
    expect(text + said.join()).not.toMatch(/planted|cGxhbnRlZ/);
    // Refused for good: not tried again.
    expect(proxy.asked).toHaveLength(1);
  });
});

describe.each(EACH)("$cloud", (pair) => {
  test.each(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])("%s counts", async (name) => {
    await openProxy();
    await order(pair, "dynamic", { [name]: proxy.url, HTTPS_PROXY: "http://127.0.0.1:1" });
    expect(proxy.asked.length).toBe(simulator.journal().length);
    expect(bought(pair)).toBe(1);
  });

  test("NO_PROXY, and loopback whatever is set, are called directly", async () => {
    await openProxy();
    const { run, state } = await order(pair, "dynamic", { ALL_PROXY: proxy.url }, { endpoint: simulator.url });
    await run.delete("web", state);
    const local = simulator.url.replace("127.0.0.1", "localhost");
    await order(pair, "dynamic", { HTTP_PROXY: proxy.url }, { endpoint: local });
    const direct = { HTTP_PROXY: proxy.url, NO_PROXY: `other.test, ${HOST.replace("cloud.", ".")}` };
    const refused = await start(pair, "dynamic", direct);
    expect(await message(refused.create("direct", await refused.check("direct", pair.inputs), 3))).toMatch(
      /ENOTFOUND|EAI_AGAIN|No connection/,
    );
    expect(proxy.asked).toEqual([]);
  });

  test("what is no proxy is told by the name of its variable, not by its value", async () => {
    await openProxy();
    const text = await message(order(pair, "dynamic", { HTTP_PROXY: "ftp://user:planted@proxy.test" }));
    expect(text).toMatch(/HTTP_PROXY is not the URL of a proxy/);
    expect(text).not.toMatch(/planted/);
  });

  test("a proxy that cannot reach the cloud, or is not there, is told; nothing is ordered", async () => {
    await openProxy({ status: 502 });
    expect(await message(order(pair, "dynamic", { HTTP_PROXY: proxy.url }))).toMatch(/HTTP 502 without an error code/);
    const nowhere = await message(order(pair, "dynamic", { HTTP_PROXY: "http://127.0.0.1:1" }));
    expect(nowhere).toMatch(/ECONNREFUSED 127\.0\.0\.1:1.*No connection/);
    expect(simulator.ledger()).toEqual([]);
  });

  test("connections to the proxy are kept alive", async () => {
    await openProxy();
    let connections = 0;
    const { run, state } = await order(pair, "dynamic", { HTTP_PROXY: proxy.url });
    proxy.onConnection(() => void connections++);
    for (let time = 0; time < 5; time++) await run.read("web", state, pair.inputs);
    expect(connections).toBe(0);
  });

  test("commands and look-ups go through it", async () => {
    await openProxy();
    const environment = { HTTP_PROXY: proxy.url, ...simulator.environment()[pair.cloud] };
    const variable = Object.keys(environment).find((name) => name.startsWith("PULUMI_IPV6_")) as string;
    const there = { ...environment, [variable]: ENDPOINT };
    await runCommand(discover, ["--cloud", pair.cloud], { environment: there, runtime: runtimeOf(there) });
    const calls = proxy.asked.length;
    expect(calls).toBeGreaterThan(0);
    const names = { alibaba: "getIpv6Addresses", tencent: "getIp6Addresses", zenlayer: "getNicIpv6s" };
    const question = findLookup(`${pair.cloud}:${names[pair.cloud as keyof typeof names]}`);
    const session = new Session({ ...runtimeOf({ HTTP_PROXY: proxy.url }), log: silent }, () =>
      JSON.stringify({ ...pair.settings, endpoint: ENDPOINT }),
    );
    await session.lookUp(question as never, (await session.checkLookup(question as never, {})).inputs);
    expect(proxy.asked.length).toBeGreaterThan(calls);
    expect(proxy.asked.length).toBe(simulator.journal().length);
  });
});
