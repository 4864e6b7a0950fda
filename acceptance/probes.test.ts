// The probes against the simulator: what each expects is what the simulator answers, and none does anything to an account.
import { systemClock } from "../provider/core/context";
import { callAlibaba, callTencent, type Simulator, startSimulator } from "../simulator";
import { judge } from "./judge";
import { measure, probesFor, type Seen, unmeasured } from "./measure";
import { PROBES } from "./probes";
import { ALIBABA_IDS, isHarmless } from "./probes/nowhere";
import type { Probe } from "./probes/probe";
import type { Outputs } from "./subjects";
import { type CloudName, isRead, Vendor } from "./vendor";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const CLOUDS = ["alibaba", "tencent", "zenlayer"] as const;
function vendorOf(cloud: CloudName, more: Record<string, string> = {}): Vendor {
  const clock = { ...systemClock, sleep: () => Promise.resolve() };
  return new Vendor(cloud, {
    ...{ clock, random: () => 0.5, unique: () => "unique", log: () => {} },
    environment: { ...Object.assign({}, ...Object.values(simulator.environment())), HOME: "/nonexistent", ...more },
  });
}
const probe = (id: string): Probe => PROBES.find((each) => each.id === id) as Probe;

/** What the stories' resources would have in state. */
async function ordered(): Promise<Outputs> {
  const nic = { NetworkInterfaceId: "eni-demo0004", Ipv6Address: ["2001:db8:a0:1::abcd"] };
  await callAlibaba(simulator.url, "AssignIpv6Addresses", nic);
  const { body } = await callAlibaba(simulator.url, "DescribeIpv6Addresses", { Ipv6Address: nic.Ipv6Address[0] });
  const [{ Ipv6AddressId }] = body.Ipv6Addresses.Ipv6Address;
  const order = { Ipv6AddressId, Bandwidth: 1, InternetChargeType: "PayByTraffic" };
  const bought = await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  const { tencent } = simulator.state() as { tencent: { nicAddresses: { address: string }[] } };
  for (const { address } of tencent.nicAddresses)
    await callTencent(simulator.url, "AllocateIp6AddressesBandwidth", { Ip6Addresses: [address] });
  const { publicAddresses } = (simulator.state() as { tencent: { publicAddresses: { id: string }[] } }).tencent;
  return {
    address: { ipv6AddressIds: [Ipv6AddressId] },
    bandwidth: { internetBandwidthId: bought.body.InternetBandwidthId, addressId: publicAddresses[0]?.id },
  };
}

const stories = (cloud: CloudName) => [
  ...new Set(PROBES.filter((each) => each.cloud === cloud).map((each) => each.story)),
];
async function measureAll(cloud: CloudName, outputs: Outputs): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const story of stories(cloud))
    for (const each of probesFor(cloud, story)) seen.push(await measure(vendorOf(cloud), each, story ? outputs : {}));
  return seen;
}

test.each(CLOUDS)("%s: what each probe expects is what the simulator answers", async (cloud) => {
  const seen = await measureAll(cloud, await ordered());
  expect(seen.map(({ probe: id, seen: word }) => [id, word])).toEqual(seen.map((each) => [each.probe, each.expected]));
  expect(seen.every(({ requestId }) => requestId !== "")).toBe(true);
  const judged = judge(Object.fromEntries(seen.map((each) => [each.probe, each])));
  expect(judged.filter(({ verdict }) => verdict !== "agrees")).toEqual([]);
});

test.each(CLOUDS)("%s: where no dry run is honoured, the probes still change nothing", async (cloud) => {
  const outputs = await ordered();
  simulator.pace({ dryRun: "ignored" });
  const [state, entries] = [simulator.state(), simulator.ledger().length];
  await measureAll(cloud, outputs);
  expect(withoutTimes(simulator.state())).toEqual(withoutTimes(state));
  // Setting the present bandwidth is in the ledger.
  const added = simulator.ledger().slice(entries);
  expect(added.filter(({ event, detail }) => event !== "changed" || detail.bandwidth !== detail.before)).toEqual([]);
});

describe("no change could act on a live object, were it not refused", () => {
  const nothing = { region: "cn-hangzhou", outputs: {}, given: undefined };
  const changes = PROBES.filter(({ action }) => !isRead(action));

  test("without a story, it names what exists nowhere", () => {
    for (const { params, story } of changes) {
      if (story) continue;
      const request = typeof params === "function" ? params(nothing) : params;
      expect([request, isHarmless(request ?? {}, nothing)]).toEqual([request, true]);
    }
  });

  test("a live id is sent only with what the cloud shows of it", () => {
    const [Ipv6InternetBandwidthId, DryRun] = ["ipv6bw-live", true];
    const outputs = {
      bandwidth: { internetBandwidthId: Ipv6InternetBandwidthId },
      address: { ipv6AddressIds: ["ipv6-live"] },
    };
    const at = { ...nothing, outputs };
    const shown = { ...at, given: { Ipv6InternetBandwidth: { Ipv6InternetBandwidthId, Bandwidth: 2 } } };
    expect(isHarmless({ Ipv6InternetBandwidthId, Ipv6AddressId: ALIBABA_IDS.address, DryRun }, at)).toBe(false);
    expect(isHarmless({ Ipv6InternetBandwidthId, Bandwidth: 4999, DryRun }, at)).toBe(false);
    expect(isHarmless({ ResourceId: ["ipv6-live"], Tag: [{ Key: "acs:none" }] }, at)).toBe(false);
    expect(isHarmless({ Ipv6InternetBandwidthId, Bandwidth: 4999, DryRun }, shown)).toBe(false);
    expect(isHarmless({ Ipv6InternetBandwidthId, Bandwidth: 2, DryRun }, shown)).toBe(true);
  });

  test("what could act is not sent", async () => {
    const params = { Ipv6AddressId: "ipv6-demo0002", Bandwidth: 1 };
    const seen = await measure(vendorOf("alibaba"), { ...probe("alibaba/allocate-unknown-address"), params });
    expect(seen.unmeasured).toMatch(/not sent/);
    expect([simulator.ledger(), simulator.journal()]).toEqual([[], []]);
  });
});

test("each probe can tell its rule from the opposite: it expects another answer than its control", () => {
  const compared = PROBES.flatMap((each) => (each.control ? [[each, probe(each.control)] as const] : []));
  expect(compared.length).toBeGreaterThan(10);
  for (const [one, control] of compared) {
    expect([one.id, control.action, control.cloud, control.control]).toEqual([
      one.id,
      one.action,
      one.cloud,
      undefined,
    ]);
    expect([one.id, one.expects]).not.toEqual([one.id, control.expects]);
  }
});

test.each<[CloudName, string, { code: string } | { status: number }]>([
  ["alibaba", "alibaba/allocate-too-much", { code: "Throttling.User" }],
  ["alibaba", "alibaba/move-unknown-address", { code: "InvalidAction.NotFound" }],
  ["alibaba", "alibaba/addresses-large-page", { code: "Forbidden.RAM" }],
  ["alibaba", "alibaba/assign-both-forms", { code: "ServiceUnavailable" }],
  ["tencent", "tencent/retag-unknown", { code: "RequestLimitExceeded" }],
  ["tencent", "tencent/elastic-unknown-id", { code: "UnsupportedOperation.AccountNotSupported" }],
  ["zenlayer", "zenlayer/clusters-part-of-a-name", { code: "AUTHFAILURE_UNAUTHORIZED_OPERATION" }],
  ["zenlayer", "zenlayer/modify-unknown", { status: 503 }],
])("%s: %s that is answered %j measured nothing, and is made again", async (cloud, id, answer) => {
  simulator.fault({ cloud, do: answer, times: -1 });
  const seen = await measure(vendorOf(cloud), probe(id));
  expect(judge({ [id]: seen })).toMatchObject([{ verdict: "not measured", why: expect.stringMatching(/./) }]);
  expect(unmeasured({ [id]: seen }, cloud)).toContain(probe(id));
  simulator.clearFaults();
  const again = await measure(vendorOf(cloud), probe(id));
  expect(unmeasured({ [id]: again }, cloud)).not.toContain(probe(id));
});

test.each<[string, string, string]>([
  ["alibaba/allocate-too-much", "InvalidIpv6Instance.NotFound", "gone"],
  ["alibaba/rule-bad-name", "ResourceNotFound.Ipv6Gateway", "unknown"],
  ["alibaba/assign-both-forms", "InvalidParameter", "invalid"],
])("%s measures nothing if it is refused as its control is: %s", (id, code, kind) => {
  const seenAs = (each: Probe, seen: string) =>
    ({ probe: each.id, action: each.action, expected: each.expects, seen, requestId: "r", kind }) as Seen;
  const control = probe(probe(id).control as string);
  const verdicts = (of: string, one: string) =>
    judge({ [id]: seenAs(probe(id), one), [control.id]: seenAs(control, of) }).find((each) => each.probe === id)
      ?.verdict;
  expect(verdicts(code, code)).toBe("not measured");
  expect(judge({ [id]: seenAs(probe(id), "Another.Code") })[0]?.verdict).toBe("not measured");
});

test("a refusal of another code than the control's is a difference", () => {
  const of = (id: string, seen: string): Seen => {
    const { action, expects } = probe(id);
    return { probe: id, action, expected: expects, seen, requestId: "r", kind: "invalid" };
  };
  const [id, control] = ["alibaba/allocate-too-much", "alibaba/allocate-unknown-address"];
  const seen = { [id]: of(id, "BandwidthTooLarge"), [control]: { ...of(control, "InvalidIpv6Instance.NotFound") } };
  expect(judge(seen)).toMatchObject([{ verdict: "differs" }, { verdict: "agrees" }]);
});

test("Tencent's tags are asked about in the region of the run", async () => {
  await measure(vendorOf("tencent", { TENCENTCLOUD_REGION: "ap-shanghai" }), probe("tencent/tag-unknown"));
  expect(JSON.stringify(simulator.journal().at(-1)?.params)).toContain("qcs::vpc:ap-shanghai:uin/:eip/");
});

/** When a change of the present bandwidth was made is no change. */
function withoutTimes(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state), (key, value) => (key === "busyUntil" ? undefined : value));
}
