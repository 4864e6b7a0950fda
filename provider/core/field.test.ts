import { ceilingBy, check, exactlyOneOf } from "./check";
import { changes } from "./diff";
import { addresses, decimal, flag, integer, text, UNKNOWN, word } from "./field";

const fields = {
  name: text({ doc: "", required: true, onChange: "replace" }),
  mbps: integer({ doc: "", min: 1, max: 5000, unit: "Mbps", required: true }),
  charge: word({ Traffic: "a", Bandwidth: "b" }, { doc: "", default: "Traffic", onChange: "replace" }),
  held: addresses({ doc: "", min: 1, max: 3 }),
  count: integer({ doc: "", min: 1 }),
  note: text({ doc: "", onChange: "ignore" }),
  adopt: flag({ doc: "" }),
  key: text({ doc: "", secret: true, pattern: /^k/, shape: "a key" }),
};
const rules = [
  exactlyOneOf("the cloud", "held", "count"),
  ceilingBy("the cloud", "mbps", "charge", { Traffic: 1000 }, "Mbps"),
];
const good = { name: "a", mbps: 10, count: 1 };
const reasons = (given: Record<string, unknown>) =>
  check("the cloud", fields, rules, given).failures.map((f) => f.reason);

test("good input is taken over with its defaults, and its addresses in one spelling", () => {
  const held = ["2001:DB8:0:0::1", "2001:0db8::2"];
  const { inputs, failures, warnings } = check("the cloud", fields, rules, { name: "a", mbps: 10, held, __mine: 1 });
  expect(failures).toEqual([]);
  expect(warnings).toEqual([]);
  expect(inputs).toEqual({ name: "a", mbps: 10, charge: "Traffic", held: ["2001:db8::1", "2001:db8::2"], __mine: 1 });
});

test("all failures at once, each with field, rule, unit, place and value", () => {
  expect(reasons({ mbps: 0, charge: "Monthly", held: ["2001:db8::g"], count: 1.5, typo: true })).toEqual([
    "typo: no such input (there are name, mbps, charge, held, count, note, adopt, key) on the cloud; got true",
    "name: is required and must be text that is not empty on the cloud",
    "mbps: must be a whole number from 1 to 5000 Mbps on the cloud; got 0",
    'charge: must be one of Traffic, Bandwidth on the cloud; got "Monthly"',
    'held: must be 1 to 3 different IPv6 addresses, such as 2001:db8::1 on the cloud; got ["2001:db8::g"]',
    "count: must be a whole number of at least 1 on the cloud; got 1.5",
  ]);
});

test.each([5001, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10", true, [], {}])("mbps %p is refused", (mbps) => {
  expect(reasons({ ...good, mbps })).toHaveLength(1);
});
test.each([1, 5000])("mbps %p is accepted", (mbps) => {
  expect(reasons({ ...good, mbps })).toEqual([]);
});

test.each(
  [
    ["1.2.3.4"],
    ["::ffff:1.2.3.4"],
    ["2001:db8::1/64"],
    ["fe80::1%eth0"],
    [""],
    ["2001:db8::1", "2001:DB8:0::1"],
    [7],
    [],
    ["::1", "::2", "::3", "::4"],
  ].map((held) => [held]),
)("addresses %p are refused", (held) => {
  expect(reasons({ name: "a", mbps: 1, held })).toHaveLength(1);
});

test("exactly one of two: neither and both are refused", () => {
  expect(reasons({ name: "a", mbps: 1 })[0]).toMatch(/exactly one of held and count .* got neither/);
  expect(reasons({ ...good, held: ["::1"] })[0]).toMatch(/got both/);
});

test("above a ceiling that pages dispute there is a warning, and the cloud decides", () => {
  const { failures, warnings } = check("the cloud", fields, rules, { ...good, mbps: 1001 });
  expect(failures).toEqual([]);
  expect(warnings[0]).toMatch(/^mbps: is above the 1000 Mbps .* got 1001$/);
  expect(check("the cloud", fields, rules, { ...good, mbps: 1001, charge: "Bandwidth" }).warnings).toEqual([]);
});

test("what is not known yet is neither refused nor judged", () => {
  const { inputs, failures } = check("the cloud", fields, rules, {
    name: UNKNOWN,
    mbps: UNKNOWN,
    held: [UNKNOWN, "::1"],
  });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ name: UNKNOWN, mbps: UNKNOWN, held: [UNKNOWN, "::1"] });
  expect(reasons({ ...good, held: UNKNOWN, count: undefined })).toEqual([]);
});

test("a secret's value is not repeated", () => {
  expect(reasons({ ...good, key: "planted" }).join()).not.toContain("planted");
});

test("prototype names are no inputs", () => {
  expect(reasons({ ...good, constructor: 1, toString: 2 })).toHaveLength(2);
  expect(reasons({ ...good, charge: "constructor" })).toHaveLength(1);
});

test("a difference is an update, a replacement, or not ours", () => {
  const seen = { name: "a", mbps: 10, held: ["::1", "::2"], note: "x" };
  const delta = (declared: Record<string, unknown>) =>
    changes(fields, seen, declared).map((c) => `${c.field} ${c.onChange}`);
  expect(delta(seen)).toEqual([]);
  expect(delta({ ...seen, held: ["::2", "::1"] })).toEqual([]);
  expect(delta({ ...seen, mbps: 11, held: ["::1"] })).toEqual(["mbps update", "held update"]);
  expect(delta({ ...seen, name: "b" })).toEqual(["name replace"]);
  expect(delta({ ...seen, note: "y" })).toEqual([]);
  expect(delta({ name: "a" })).toEqual([]);
  expect(delta({ ...seen, count: 3 })).toEqual(["count update"]);
  expect(delta({ ...seen, name: UNKNOWN })).toEqual(["name replace"]);
  expect(delta({ ...seen, held: ["::1", UNKNOWN] })).toEqual(["held update"]);
});

test.each([
  [0, 0],
  [0.1 + 0.2, 0.3],
  [12.3, 12.3],
  [1e6, 1e6],
  [0.25, undefined],
  [0.01, undefined],
  [-0.1, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ["0.1", undefined],
])("the decimal %p is spelled %p", (given, spelled) => {
  const size = decimal({ doc: "", unit: "TB", min: 0 });
  expect(size.accept(given)).toBe(spelled);
  expect(size.rule).toBe("must be a number of at least 0 TB with at most one decimal place");
});

test("decimals are compared in tenths", () => {
  const size = decimal({ doc: "", min: 0 });
  expect(size.same(0.1 + 0.2, 0.3)).toBe(true);
  expect(size.same(0.3, 0.4)).toBe(false);
});

test("a fixed field is a difference that nothing can put right", () => {
  const fixed = { kind: text({ doc: "", onChange: "fixed", wayOut: "start again" }) };
  expect(changes(fixed, { kind: "a" }, { kind: "b" })).toEqual([{ field: "kind", onChange: "fixed" }]);
});
