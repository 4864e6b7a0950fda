import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  callAlibaba,
  callTencent,
  callZenlayer,
  defaultSeed,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "..";

let folder: string;
let state: string;
let time = Date.parse("2026-06-01T00:00:00Z");
const now = () => time;
const running: Simulator[] = [];
const start = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator({ state, now, ...options });
  running.push(simulator);
  return simulator;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-state-"));
  state = join(folder, "clouds.json");
});
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, ClientToken: "one-order" };
const nicId = "1680855999352675876";
const everything = (simulator: Simulator) => ({
  ...{ ledger: simulator.ledger(), journal: simulator.journal(), state: simulator.state(), bill: simulator.bill() },
});

test("everything is there after a restart, and a client token still stands for its order", async () => {
  const first = await start({ pace: { readLagMs: 5 } });
  const { body } = await callAlibaba(first.url, "AllocateIpv6InternetBandwidth", order, { now });
  await callTencent(first.url, "AllocateIp6AddressesBandwidth", { Ip6Addresses: ["2001:db8:7e00:1::1"] }, { now });
  const billing = { internetChargeType: "ByBandwidth", bandwidth: 10 };
  await callZenlayer(first.url, "AssignNetworkInterfaceIpv6", { nicId, ...billing }, { now });
  first.fault({ do: "drop", action: "DescribeVpcs" });
  const before = everything(first);
  await first.close();

  const second = await start();
  expect(everything(second)).toEqual(before);
  await expect(callAlibaba(second.url, "DescribeVpcs", {}, { now })).rejects.toThrow();
  expect((await callAlibaba(second.url, "DescribeVpcs", {}, { now })).status).toBe(200);
  const again = await callAlibaba(second.url, "AllocateIpv6InternetBandwidth", order, { now });
  expect(again.body.InternetBandwidthId).toBe(body.InternetBandwidthId);
  expect(second.ledger()).toHaveLength(3);
  const free = await callAlibaba(
    second.url,
    "AllocateIpv6InternetBandwidth",
    {
      ...{ ...order, Ipv6AddressId: "ipv6-demo0002", ClientToken: "another" },
    },
    { now },
  );
  expect(free.body.InternetBandwidthId).not.toBe(body.InternetBandwidthId);
  second.reset();
  await second.close();
  expect((await start()).ledger()).toEqual([]);
});

const addresses = ["2001:db8:7e00:1::1", "2001:db8:7e00:1::2"];
test.each(["succeed", "fail", "partial"] as const)(
  "tasks that run go on where they were, and %s",
  async (taskOutcome) => {
    const sequence = async (restart: boolean) => {
      state = join(folder, `${restart}.json`);
      time = Date.parse("2026-06-01T00:00:00Z");
      let simulator = await start({ pace: { taskMs: 10_000, taskOutcome } });
      const call = (action: string, params: object) => callTencent(simulator.url, action, { ...params }, { now });
      const ordered = await call("AllocateIp6AddressesBandwidth", {
        Ip6Addresses: addresses,
        InternetMaxBandwidthOut: 7,
      });
      await call("AssignIpv6Addresses", {
        NetworkInterfaceId: "eni-demo0004",
        Ipv6AddressCount: 2,
        ClientToken: "two",
      });
      await call("AllocateIPv6Addresses", { AddressCount: 2 });
      await call("CreateNetworkInterface", {
        ...{ VpcId: "vpc-demo0001", SubnetId: "subnet-demo0001", NetworkInterfaceName: "new", Ipv6AddressCount: 2 },
      });
      time += 4_000;
      if (restart) {
        await simulator.close();
        simulator = await start({ pace: { taskMs: 10_000, taskOutcome: "succeed" } });
      }
      const running = await call("DescribeTaskResult", { TaskId: ordered.body.TaskId });
      const busy = await call("UnassignIpv6Addresses", {
        ...{ NetworkInterfaceId: "eni-demo0004", Ipv6Addresses: [{ Address: "2001:db8:7e00:1::99" }] },
      });
      time += 6_000;
      const ended = await call("DescribeTaskResult", { TaskId: ordered.body.TaskId });
      const ledger = simulator.ledger().map(({ requestId: _, ...entry }) => entry);
      const results = [running.body.Result, busy.body.Error?.Code, ended.body.Result];
      return { results, ledger, state: simulator.state().tencent };
    };
    const through = await sequence(false);
    expect(through.results[0]).toBe("RUNNING");
    expect(through.results[2]).toBe(taskOutcome === "succeed" ? "SUCCESS" : "FAILED");
    expect(through.ledger.length).toBe(taskOutcome === "fail" ? 0 : through.ledger.length);
    expect(JSON.parse(JSON.stringify(await sequence(true)))).toEqual(JSON.parse(JSON.stringify(through)));
  },
);

test("it is written without being asked, whole at every moment", async () => {
  const simulator = await start();
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order, { now });
  const written = () => readFileSync(state, "utf8").includes("one-order");
  while (!written()) await new Promise(setImmediate);
  expect(readdirSync(folder)).toEqual(["clouds.json", "clouds.json.lock"]);
  // What a killed simulator leaves: the file as it is now.
  writeFileSync(join(folder, "killed.json"), readFileSync(state));
  expect((await start({ state: join(folder, "killed.json") })).ledger()).toEqual(simulator.ledger());
});

describe("one simulator for each file", () => {
  const holder = (lock: object) => writeFileSync(`${state}.lock`, JSON.stringify(lock));
  const lock = () => JSON.parse(readFileSync(`${state}.lock`, "utf8"));

  test("a second one is refused, with what to do, until the first has ended", async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(
      `${state} is in use by a simulator, process ${process.pid}. Stop that one, or keep the state in another file. If process ${process.pid} is no simulator, remove the lock: rm '${state}.lock'`,
    );
    await callAlibaba(first.url, "AllocateIpv6InternetBandwidth", order, { now });
    await first.close();
    expect(readdirSync(folder)).toEqual(["clouds.json"]);
    const second = await start();
    expect(second.ledger()).toHaveLength(1);
    // Ending twice takes nothing away from the next one.
    await first.close();
    await expect(start()).rejects.toThrow("is in use");
  });

  test("the lock of a process that has ended is taken over", async () => {
    const { pid = 0 } = spawnSync(process.execPath, ["--version"]);
    for (const text of [{ pid }, { pid: process.pid, started: "another start" }, { pid: "?" }, {}]) {
      if (process.platform !== "linux" && "started" in text) continue;
      holder(text);
      const simulator = await start();
      expect(lock()).toMatchObject({ pid: process.pid });
      await simulator.close();
    }
    writeFileSync(`${state}.lock`, "");
    await start();
  });

  (process.platform === "linux" ? test : test.skip)("of a process that ended and is still listed too", async () => {
    // The shell starts a child and becomes another program, which never asks how the child ended.
    const parent = spawn("sh", ["-c", "sleep 0.5 & echo $!; exec sleep 60"]);
    const [pid] = await once(parent.stdout, "data");
    while (!readFileSync(`/proc/${Number(pid)}/stat`, "utf8").includes(") Z")) {
      await new Promise(setImmediate);
    }
    holder({ pid: Number(pid) });
    await start();
    parent.kill();
  });

  test("one that was taken over says so, and writes no more", async () => {
    const problems: string[] = [];
    const first = await start({ problem: (message) => problems.push(message) });
    holder({ pid: process.ppid });
    const before = readFileSync(state, "utf8");
    await callAlibaba(first.url, "AllocateIpv6InternetBandwidth", order, { now });
    await first.close();
    expect(problems).toEqual([`${state} is in use by another simulator now. This one keeps nothing: stop it`]);
    expect(readFileSync(state, "utf8")).toBe(before);
    expect(lock()).toEqual({ pid: process.ppid });
  });

  test("a lock that was removed by hand is taken again", async () => {
    const first = await start();
    rmSync(`${state}.lock`);
    await callAlibaba(first.url, "AllocateIpv6InternetBandwidth", order, { now });
    await first.close();
    expect((await start()).ledger()).toHaveLength(1);
  });

  test("a start that fails leaves no lock", async () => {
    const other = await startSimulator();
    const port = Number(new URL(other.url).port);
    await expect(start({ port })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: it is in use. Choose another port, or 0 for a free one`,
    );
    await other.close();
    writeFileSync(state, "{");
    await expect(start()).rejects.toThrow("is damaged");
    expect(readdirSync(folder)).toEqual(["clouds.json"]);
  });
});

describe("a file that does not fit is refused, with what to do, and left alone", () => {
  const spoil = async (change: (text: string) => string) => {
    await (await start()).close();
    const text = change(readFileSync(state, "utf8"));
    writeFileSync(state, text);
    const error = await start().then(
      () => "started",
      (reason: Error) => reason.message,
    );
    expect(readFileSync(state, "utf8")).toBe(text);
    return error;
  };
  test("cut off", async () => {
    const error = await spoil((text) => text.slice(0, 1000));
    expect(error).toBe(
      `${state} is damaged: it is not JSON, or not all of it. Restore it from a copy, or: Move it away to start from the seed: mv '${state}' '${state}.old'`,
    );
  });
  test("changed by hand", async () => {
    expect(await spoil((text) => text.replace("2001:db8:", "2001:db9:"))).toMatch(/checksum does not fit.*mv /);
  });
  test("something else", async () => {
    expect(await spoil(() => '{"name":"pulumi-ipv6"}')).toMatch(/it is no state of this simulator/);
  });
  test("of another version", async () => {
    const error = await spoil((text) => text.replace('"format":1,"version":"', '"format":9,"version":"7.'));
    expect(error).toMatch(
      /was written by version 7\.[\d.]+ in format 9; version [\d.]+ reads format 1\. Run that version/,
    );
  });
  test("of another seed", async () => {
    await (await start()).close();

    const { alibaba } = defaultSeed();
    await expect(start({ seed: { alibaba: { ...alibaba, egressOnlyRules: [] } } })).rejects.toThrow(
      /was made from another seed. Start with that one \(--seed FILE\)/,
    );
  });
  test("a folder", async () => {
    await expect(start({ state: folder })).rejects.toThrow(
      `${folder} is a folder. Name a file for the state, such as ${join(folder, "clouds.json")}`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
  test("in a folder that is not there", async () => {
    const nowhere = join(folder, "no", "clouds.json");
    await expect(start({ state: nowhere })).rejects.toThrow(`cannot write the state to ${nowhere}`);
    expect(existsSync(nowhere)).toBe(false);
  });
});
