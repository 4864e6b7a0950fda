// `make acceptance` rehearsed: the simulator stands in for the real clouds, reached by the usual settings alone. Judged by
// its ledger.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { killTree, type Running, start } from "../../scripts/engine-process";
import { callAlibaba, type Simulator, startSimulator } from "../../simulator";
import { alibabaKeys } from "../../simulator/testing";
import { acts } from "../acts";
import { until } from "./workspace";

const MAIN = resolve(__dirname, "../../dist/acceptance/main.js");
jest.setTimeout(3_000_000);
const LIMIT_MS = 1_500_000;

let simulator: Simulator;
let folder: string;
const running: Running[] = [];

beforeEach(async () => {
  simulator = await startSimulator({ pace: { readLagMs: 700, taskMs: 300, operationMs: 300 } });
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-acceptance-"));
});
afterEach(async () => {
  for (const { pid } of running.splice(0)) killTree(pid);
  await simulator.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const CONSENT =
  "spend up to 10.00 USD or 30.00 CNY on alibaba account 1234567890123456, and as much on tencent account 100000000001, and as much on zenlayer account zenlayer-account-1";
const ALIBABA_CONSENT = "spend up to 10.00 USD or 30.00 CNY on alibaba account 1234567890123456";

function acceptance(more: Record<string, string>, ...args: string[]): Running {
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME },
    ...Object.assign({}, ...Object.values(simulator.environment())),
    ...{ ACCEPTANCE_FOLDER: folder, ACCEPTANCE_CEILING: "10USD,30CNY", ACCEPTANCE_TENCENT_PER_GB: "0.8CNY" },
    ...{ ACCEPTANCE_ZENLAYER_PER_GB: "0.1USD", ACCEPTANCE_ZENLAYER_PER_MBPS_DAY: "0.5USD" },
    ACCEPTANCE_ZENLAYER_PER_IPV6_DAY: "0.1USD",
    ...{ ACCEPTANCE_ALIBABA_NIC: "eni-demo0004", ACCEPTANCE_ALIBABA_VSWITCH: "vsw-demo0001" },
    ...{ ACCEPTANCE_TENCENT_NIC: "eni-demo0004", ACCEPTANCE_ZENLAYER_NIC: "1680855999352675875" },
    ...{ ACCEPTANCE_ALIBABA_GATEWAY: "ipv6gw-demo0001", ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6: "1680855999352675877" },
    ...more,
  };
  const child = start(process.execPath, [MAIN, ...args], { env, ownGroup: true });
  running.push(child);
  return child;
}

async function killedAfter(child: Running, words: string): Promise<void> {
  let ended = false;
  void child.done.then(() => {
    ended = true;
  });
  await until(words, () => ended || child.output().includes(words), LIMIT_MS);
  expect(child.output()).toContain(words);
  killTree(child.pid);
  await child.done;
}

const live = () => simulator.ledgerSummary().liveOrders.map(({ id }) => id);
/** What was bought, each kind with its number. */
const bought = () => {
  const counts: Record<string, number> = {};
  for (const { cloud, event, resource } of simulator.ledger()) {
    if (event === "ordered" || event === "assigned") {
      const kind = `${cloud} ${resource}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return counts;
};
const held = () => {
  const { alibaba, tencent, zenlayer } = simulator.state() as Record<string, Record<string, unknown[]>>;
  return JSON.stringify([
    alibaba?.ipv6Addresses,
    tencent?.nicAddresses,
    tencent?.elasticAddresses,
    zenlayer?.networkInterfaces,
  ]);
};

test("without consent it says what it would do and cost, and asks only whose the credentials are", async () => {
  const { code, stdout } = await acceptance({}).done;
  expect(code).toBe(0);
  expect(stdout).toContain(`ACCEPTANCE_CONSENT="${CONSENT}"`);
  expect(stdout).toContain("A dry run: nothing was ordered.");
  const calls = simulator.journal().map(({ action }) => action);
  expect(calls.sort()).toEqual(["DescribeCustomerBalance", "GetCallerIdentity", "GetCallerIdentity"]);
});

test("in bad weather and killed half way, each order is placed once, and none is left", async () => {
  const before = held();
  // The answers of the first orders are lost, those of the probes before them are not.
  const lost = { when: "after", do: "drop" } as const;
  simulator.fault({ ...lost, action: "AllocateIpv6InternetBandwidth", match: { InternetChargeType: "PayByTraffic" } });
  simulator.fault({ ...lost, action: "AllocateIp6AddressesBandwidth", skip: 2 });
  simulator.fault({ ...lost, action: "AllocateIPv6Addresses" });
  simulator.fault({ ...lost, action: "AssignNetworkInterfaceIpv6", match: { nicId: "1680855999352675875" } });
  simulator.fault({
    ...lost,
    cloud: "alibaba",
    action: "AssignIpv6Addresses",
    match: { NetworkInterfaceId: "eni-demo0004" },
  });
  simulator.fault({ cloud: "alibaba", action: "DescribeIpv6Addresses", do: { code: "Throttling.User" }, times: 3 });
  simulator.fault({ cloud: "tencent", action: "DescribeIp6Addresses", do: { code: "RequestLimitExceeded" }, times: 3 });
  simulator.fault({ cloud: "zenlayer", do: { status: 503 }, probability: 0.03, times: 5 });

  await killedAfter(acceptance({ ACCEPTANCE_CONSENT: CONSENT }), "alibaba-nic: 1 Mbps ordered");
  const { code, stdout, stderr } = await acceptance({ ACCEPTANCE_CONSENT: CONSENT }).done;
  expect([code, stderr.includes("refused"), stdout]).toEqual([
    0,
    false,
    expect.stringContaining("Continuing the run of"),
  ]);

  expect(live()).toEqual([]);
  const repeated = acts(simulator.journal()).filter(({ params }) => params.InternetChargeType === "PayByTraffic");
  expect(repeated.length).toBeGreaterThan(1);
  expect(bought()).toEqual({
    // One for each charge type on one address, and one with an egress-only rule.
    "alibaba NicIpv6Assignment": 2,
    "alibaba Ipv6InternetBandwidth": 3,
    "alibaba Ipv6Address": 1,
    // A new name replaces it.
    "alibaba Ipv6EgressOnlyRule": 2,
    "tencent NicIpv6Assignment": 1,
    "tencent Ipv6InternetBandwidth": 1,
    "tencent ElasticPublicIpv6": 1,
    "zenlayer NicIpv6Assignment": 2,
  });
  expect(withoutTags(held())).toEqual(withoutTags(before));
  const { stories, differences, notMeasured, agreements } = JSON.parse(
    readFileSync(join(folder, "findings.json"), "utf8"),
  );
  expect(Object.values(stories)).toMatchObject(Array(7).fill({ outcome: "passed" }));
  expect([differences, notMeasured]).toEqual([[], []]);
  expect(agreements.length).toBeGreaterThan(50);
});

test("without its state, the sweep finds what bears the mark, and nothing else", async () => {
  const bystander = { Ipv6AddressId: "ipv6-demo0002", Bandwidth: "5", InternetChargeType: "PayByTraffic" };
  const { body } = await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", bystander);
  const only = { ACCEPTANCE_STORIES: "alibaba-nic" };
  await killedAfter(acceptance({ ...only, ACCEPTANCE_CONSENT: ALIBABA_CONSENT }), "alibaba-nic: 1 Mbps ordered");
  expect(live()).toHaveLength(2);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const writes = () => acts(simulator.journal()).length;
  const from = writes();

  const listed = await acceptance(only, "sweep").done;
  expect(listed.stdout).toContain("alibaba:Ipv6InternetBandwidth cn-hangzhou/");
  expect(listed.stdout).toContain("alibaba:NicIpv6Assignment cn-hangzhou/eni-demo0004/");
  expect([listed.code, writes()]).toEqual([0, from]);

  const swept = await acceptance(only, "sweep", "--yes").done;
  expect(swept.code).toBe(0);
  expect(live()).toEqual([body.Ipv6InternetBandwidthId ?? body.InternetBandwidthId]);
  expect(simulator.ledger().filter(({ event }) => event === "unassigned")).toHaveLength(1);
});

test("what an interrupted run ordered is neither continued nor ended elsewhere, nor after its time", async () => {
  const mine = { ACCEPTANCE_STORIES: "alibaba-nic", ACCEPTANCE_CONSENT: ALIBABA_CONSENT };
  await killedAfter(acceptance(mine), "alibaba-nic: 1 Mbps ordered");
  const ordered = live();
  expect(ordered).toHaveLength(1);
  const from = acts(simulator.journal()).length;

  const { accessKeyId, accessKeySecret } = alibabaKeys.other;
  const stranger = {
    ...{ ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret },
    ACCEPTANCE_CONSENT: ALIBABA_CONSENT.replace("1234567890123456", "2234567890123456"),
  };
  const refused: readonly [Record<string, string>, readonly string[], RegExp][] = [
    [{ ...mine, ...stranger }, [], /ordered is in alibaba account 1234567890123456 in cn-hangzhou/],
    [{ ...mine, ...stranger }, ["sweep", "--yes"], /ordered is in alibaba account 1234567890123456 in cn-hangzhou/],
    [{ ...mine, ALIBABA_CLOUD_REGION: "cn-shanghai" }, [], /ordered is in alibaba account .* in cn-hangzhou/],
    [{ ...mine, ACCEPTANCE_STORIES: "alibaba-address" }, [], /alibaba-nic: an earlier run began it/],
    [{ ...mine, ACCEPTANCE_ALIBABA_NIC: "eni-demo0005" }, [], /began it with ACCEPTANCE_ALIBABA_NIC=eni-demo0004/],
  ];
  for (const [more, args, words] of refused) {
    const { code, stderr } = await acceptance(more, ...args).done;
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  }
  expect([live(), acts(simulator.journal()).length]).toEqual([ordered, from]);

  const file = join(folder, "journal.json");
  const records = JSON.parse(readFileSync(file, "utf8"));
  records.stories["alibaba-nic"].begun -= 3_600_000;
  writeFileSync(file, JSON.stringify(records));
  // The id of a process that was killed may be another's by now.
  writeFileSync(join(folder, "run.pid"), "1");
  const { code, stdout } = await acceptance(mine).done;
  expect([code, stdout]).toEqual([1, expect.stringContaining("what it ordered is ended")]);
  expect(live()).toEqual([]);
  expect(simulator.ledger().filter(({ event }) => event === "ordered")).toHaveLength(1);
  expect(JSON.parse(readFileSync(file, "utf8")).ended).toBeDefined();
});

const ZENLAYER = {
  ACCEPTANCE_STORIES: "zenlayer-bandwidth",
  ACCEPTANCE_CONSENT: "spend up to 10.00 USD or 30.00 CNY on zenlayer account zenlayer-account-1",
};
/** Mbps that the IPv6 of `zenlayer-bandwidth` has had. */
const mbps = () =>
  simulator
    .ledger()
    .flatMap(({ event, detail }) => (event === "changed" ? [(detail as { bandwidth: number }).bandwidth] : []));

test("where the account may not tag, the user's IPv6 gets its bandwidth again, and the story says who did it", async () => {
  simulator.fault({
    ...{ cloud: "zenlayer", action: "ModifyResourceTags", times: 1_000 },
    do: { status: 403, code: "AUTHFAILURE_UNAUTHORIZED_OPERATION" },
  });
  const { code, stdout } = await acceptance(ZENLAYER).done;
  expect(mbps()).toEqual([1, 2, 3, 2, 20]);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/FAILED: .* instead of {"bandwidth":20,.*}: put back/)]);
  expect(stdout).not.toContain("everything released");
});

test("a run that another folder's sweep has undone still leaves what it found", async () => {
  await killedAfter(acceptance(ZENLAYER), "zenlayer-bandwidth: 2 Mbps, in place");
  const elsewhere = mkdtempSync(join(tmpdir(), "pulumi-ipv6-acceptance-"));
  const swept = await acceptance({ ...ZENLAYER, ACCEPTANCE_FOLDER: elsewhere }, "sweep", "--yes").done;
  rmSync(elsewhere, { recursive: true, force: true, maxRetries: 5 });
  expect([swept.code, mbps().at(-1)]).toEqual([0, 20]);
  const { code, stdout } = await acceptance(ZENLAYER).done;
  expect([mbps().at(-1), code, stdout]).toEqual([20, 1, expect.stringContaining("put back")]);
});

test("an address that was assigned once more fails the story, by its name, and stays", async () => {
  const child = acceptance({ ACCEPTANCE_STORIES: "alibaba-nic", ACCEPTANCE_CONSENT: ALIBABA_CONSENT });
  await until("an order", () => live().length > 0, LIMIT_MS);
  const order = { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1 };
  const { body } = await callAlibaba(simulator.url, "AssignIpv6Addresses", order);
  const [extra] = body.Ipv6Sets.Ipv6Address;
  const { code, stdout } = await child.done;
  expect([code, stdout]).toEqual([1, expect.stringContaining(`eni-demo0004 ${extra} is new since the story began`)]);
  expect([live(), held()]).toEqual([[], expect.stringContaining(extra)]);
});

test("Ctrl-C ends what was ordered", async () => {
  const child = acceptance({ ACCEPTANCE_STORIES: "alibaba-nic", ACCEPTANCE_CONSENT: ALIBABA_CONSENT });
  await until("an order", () => live().length > 0, LIMIT_MS);
  process.kill(child.pid as number, "SIGINT");
  const { code } = await child.done;
  expect([code, live()]).toEqual([130, []]);
  expect(simulator.ledger().filter(({ event }) => event === "unassigned")).toHaveLength(1);
});

/** Tags of the provider may outlive what they were for. */
function withoutTags(text: string): string {
  return text.replace(/"tags":\{[^}]*\}/g, "");
}
