// Every assumed rule of the simulator has a probe, or says why not.
import { type PlacedRule, startSimulator } from "../simulator";
import { coverageOf, tableRows } from "./assumed";
import { findingsOf, findingsPage } from "./findings";
import { PROBES } from "./probes";

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

test("a difference is written with its request id and the rules that it is about", () => {
  const seen = {
    probe: "tencent/task-unknown",
    action: "DescribeTaskResult",
    expected: "InvalidParameter",
    requestId: "r-1",
  };
  const records = { begun: "2026-01-01", stories: {}, seen: { a: { ...seen, seen: "ResourceNotFound" } } };
  const findings = findingsOf({ records }, rules);
  expect(findings.differences).toMatchObject([{ requestId: "r-1", rules: [expect.stringMatching(/An unknown task/)] }]);
  expect(findings.counts.measured + findings.counts.notMeasured + findings.counts.withoutProbe).toBe(assumed().length);
  expect(findingsPage(findings)).toMatch(/\| `InvalidParameter` \| `ResourceNotFound` \| r-1 \|/);
});
