import { breakingChanges, type ComparedSchema, isEnough } from "./schema-changes";

const BEFORE = {
  config: { variables: { preflight: { type: "string" } } },
  resources: {
    "ipv6:a:Thing": {
      inputProperties: {
        bandwidth: { type: "integer", default: 1 },
        charge: { $ref: "#/types/ipv6:a:Charge" },
        names: { type: "array", items: { type: "string" } },
      },
      requiredInputs: ["bandwidth"],
      properties: { address: { type: "string" }, price: { type: "string" } },
      required: ["address"],
      aliases: [{ type: "old:Thing" }],
    },
  },
  functions: {
    "ipv6:a:getThing": {
      inputs: { properties: { id: { type: "string" } }, required: [] },
      outputs: { properties: { name: { type: "string" } }, required: ["name"] },
    },
  },
  types: {
    "ipv6:a:Charge": {
      enum: [
        { name: "One", value: "ONE" },
        { name: "Two", value: "TWO" },
      ],
    },
  },
} satisfies ComparedSchema;

/** A copy with one place changed; a value of undefined takes it away. */
function changed(path: readonly string[], value: unknown): ComparedSchema {
  const copy = structuredClone(BEFORE) as unknown as Record<string, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1) as string;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy as ComparedSchema;
}

const THING = ["resources", "ipv6:a:Thing"];
const CASES: readonly (readonly [string, readonly string[], unknown, string])[] = [
  ["a resource", THING, undefined, "ipv6:a:Thing: the resource is gone"],
  ["a look-up", ["functions", "ipv6:a:getThing"], undefined, "ipv6:a:getThing: the look-up is gone"],
  ["a type", ["types", "ipv6:a:Charge"], undefined, "ipv6:a:Charge: the type is gone"],
  ["a setting", ["config", "variables", "preflight"], undefined, "config.preflight: the setting is gone"],
  ["an input", [...THING, "inputProperties", "names"], undefined, "ipv6:a:Thing.names: the input is gone"],
  ["an output", [...THING, "properties", "price"], undefined, "ipv6:a:Thing.price: the output is gone"],
  [
    "an alias",
    [...THING, "aliases"],
    [],
    "ipv6:a:Thing: the alias old:Thing is gone, so a state that has it would be replaced",
  ],
  ["a promise", [...THING, "required"], [], "ipv6:a:Thing.address: the output may be absent now"],
  [
    "an output of a look-up",
    ["functions", "ipv6:a:getThing", "outputs", "required"],
    [],
    "ipv6:a:getThing.name: the output may be absent now",
  ],
  [
    "an enum value",
    ["types", "ipv6:a:Charge", "enum"],
    [{ name: "One", value: "ONE" }],
    'ipv6:a:Charge: the value "TWO" is gone',
  ],
  [
    "an enum's name",
    ["types", "ipv6:a:Charge", "enum", "1"],
    { name: "Deux", value: "TWO" },
    'ipv6:a:Charge: the name Two of "TWO" changed',
  ],
  [
    "a type of an input",
    [...THING, "inputProperties", "names", "items"],
    { type: "integer" },
    "ipv6:a:Thing.names: the input was list of string and is list of integer",
  ],
  [
    "a default",
    [...THING, "inputProperties", "bandwidth", "default"],
    2,
    "ipv6:a:Thing.bandwidth: the default was 1 and is 2",
  ],
  [
    "a default that is gone",
    [...THING, "inputProperties", "bandwidth", "default"],
    undefined,
    "ipv6:a:Thing.bandwidth: the default was 1 and is none",
  ],
  ["a requirement", [...THING, "requiredInputs"], ["bandwidth", "names"], "ipv6:a:Thing.names: it is required now"],
  [
    "a requirement of a look-up",
    ["functions", "ipv6:a:getThing", "inputs", "required"],
    ["id"],
    "ipv6:a:getThing.id: it is required now",
  ],
  [
    "a plain value",
    [...THING, "inputProperties", "names", "plain"],
    true,
    "ipv6:a:Thing.names: the input must be a plain value now",
  ],
  [
    "a replacement",
    [...THING, "inputProperties", "names", "willReplaceOnChanges"],
    true,
    "ipv6:a:Thing.names: a change replaces now what it changed in place",
  ],
];

test.each(CASES)("%s is named", (_, path, value, said) => {
  expect(breakingChanges(BEFORE, changed(path, value))).toEqual([said]);
});

test("nothing breaks by what is added, nor by a word of the documentation", () => {
  expect(breakingChanges(BEFORE, BEFORE)).toEqual([]);
  for (const [path, value] of [
    [["resources", "ipv6:a:Other"], {}],
    [[...THING, "inputProperties", "more"], { type: "string" }],
    [[...THING, "properties", "more"], { type: "string" }],
    [
      [...THING, "required"],
      ["address", "price"],
    ],
    [[...THING, "requiredInputs"], []],
    [[...THING, "description"], "Other words."],
    [["types", "ipv6:a:Charge", "enum", "2"], { name: "Three", value: "THREE" }],
  ] as const)
    expect(breakingChanges(BEFORE, changed(path, value))).toEqual([]);
});

test.each([
  ["0.1.0", "0.1.1", false, true],
  ["0.1.0", "0.1.1", true, false],
  ["0.1.0", "0.2.0", true, true],
  ["0.9.0", "1.0.0", true, true],
  ["1.2.0", "1.3.0", true, false],
  ["1.2.0", "2.0.0", true, true],
  ["1.2.0", "1.2.0", true, false],
  ["0.2.0", "0.1.9", false, false],
  ["0.2.0", "0.2.0-rc.1", false, false],
  ["0.2.0", "0.10.0", true, true],
  ["0.1.0", "0.2.0-rc.1", true, true],
  ["0.1.0", "0.1.1-rc.1", true, false],
])("from %s to %s, breaking: %s, is far enough: %s", (before, now, breaks, enough) => {
  expect(isEnough(before, now, breaks)).toBe(enough);
});
