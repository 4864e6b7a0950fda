// Every assumed rule of the simulator has a probe, or says why not.
import { type PlacedRule, startSimulator } from "../simulator";
import { coverageOf, subjectsOf, tableRows } from "./assumed";
import { findingsOf, findingsPage } from "./findings";
import type { Seen } from "./measure";
import { PROBES } from "./probes";
import type { Probe } from "./probes/probe";

let rules: PlacedRule[];
beforeAll(async () => {
  const simulator = await startSimulator();
  rules = simulator.rules();
  await simulator.close();
});
const assumed = () => rules.filter(({ provenance }) => provenance === "assumed");

test("each assumed rule has a probe or a reason", () => {
  for (const { probes, why } of coverageOf(assumed())) expect(probes.length > 0 || (why ?? "").length > 20).toBe(true);
  expect(() => coverageOf([{ ...(assumed()[0] as PlacedRule), place: "new", text: "A new guess." }])).toThrow(
    /A new guess/,
  );
});

test("each row of the table fits a rule, and each probe that it names exists and is named", () => {
  const fits = ({ cloud, place, text }: ReturnType<typeof tableRows>[number]) =>
    assumed().some((rule) => (cloud ?? rule.cloud) === rule.cloud && place.test(rule.place) && text.test(rule.text));
  expect(tableRows().filter((row) => !fits(row))).toEqual([]);
  const named = new Set(coverageOf(assumed()).flatMap(({ probes }) => probes));
  expect([...named].filter((id) => !PROBES.some((probe) => probe.id === id))).toEqual([]);
});

test("each probe is about a rule, assumed or settled", () => {
  const subjects = subjectsOf(rules);
  expect(PROBES.filter(({ id }) => subjects(id).length === 0).map(({ id }) => id)).toEqual([]);
});

test("a rule that its probes measure in part says what they leave out", () => {
  const partly = coverageOf(assumed()).filter(({ rest }) => rest !== undefined);
  expect(partly.filter(({ rest = "", probes }) => rest.length < 20 || probes.length === 0)).toEqual([]);
  // Probes read no status, so no rule about one is measured whole.
  const whole = coverageOf(assumed()).filter(({ rest, probes }) => rest === undefined && probes.length > 0);
  expect(whole.filter(({ rule }) => /\bstatus \d/i.test(rule.text))).toEqual([]);
});

const seenBy = (id: string, seen: string, more: Partial<Seen> = {}): Record<string, Seen> => {
  const { action, expects } = PROBES.find((probe) => probe.id === id) as Probe;
  return { [id]: { probe: id, action, expected: expects, seen, requestId: "r-1", ...more } };
};
const found = (seen: Record<string, Seen>) =>
  findingsOf({ records: { begun: "2026-01-01", stories: {}, seen } }, rules);

test("each row names its rules, and says of documented rules that they are", () => {
  const { agreements, ...findings } = found({
    ...seenBy("tencent/task-unknown", "InvalidParameter"),
    ...seenBy("tencent/modify-unknown", "InvalidAddressId.NotFound"),
    ...seenBy("zenlayer/modify-unknown", "OPERATION_FAILED_RESOURCE_NOT_FOUND"),
  });
  expect(agreements.map(({ rules: [rule] }) => rule)).toEqual([
    expect.stringMatching(/^tencent, vpc DescribeTaskResult: An unknown task/),
    expect.stringMatching(/^documented: tencent, vpc ModifyIp6AddressesBandwidth: An id that does not exist/),
    expect.stringMatching(/an unknown id is OPERATION.*Not measured: What it refuses/),
  ]);
  expect(findings.counts).toMatchObject({ measured: 1, inPart: 1 });
  for (const { rules: named } of agreements)
    for (const rule of named) expect(findingsPage({ agreements, ...findings })).toContain(rule.replaceAll("|", "\\|"));
});

test("an answer that says nothing is no difference, and leaves its rule unmeasured", () => {
  const seen = seenBy("tencent/task-unknown", "RequestLimitExceeded", { unmeasured: "the cloud slowed calls down" });
  const findings = found(seen);
  expect([findings.differences, findings.agreements, findings.counts.measured]).toEqual([[], [], 0]);
  expect(findingsPage(findings)).toMatch(
    /Not measured: 1\n[\s\S]*\| `RequestLimitExceeded` .* \| the cloud slowed calls down \|/,
  );
});

test("a difference is written with its request id and the rules that it is about", () => {
  const findings = found(seenBy("tencent/task-unknown", "ResourceNotFound"));
  expect(findings.differences).toMatchObject([{ requestId: "r-1", rules: [expect.stringMatching(/An unknown task/)] }]);
  expect(Object.values(findings.counts).reduce((sum, count) => sum + count)).toBe(assumed().length);
  expect(findingsPage(findings)).toMatch(/\| `InvalidParameter` \| `ResourceNotFound` \| r-1 \|/);
});
