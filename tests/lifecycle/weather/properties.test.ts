// What must hold for whatever a program, a state or a person's spelling may bring. A failure prints seed and path.
import fc from "fast-check";
import { CLOUDS } from "../../../provider/clouds";
import type { Values } from "../../../provider/core/check";
import type { AnyBinding, Cloud } from "../../../provider/core/cloud";
import { changes } from "../../../provider/core/diff";
import type { Field, Fields } from "../../../provider/core/field";
import { canonicalAddress } from "../../../provider/core/id";
import { checkInputs } from "../../../provider/core/inputs";

const bindings = Object.values(CLOUDS as Readonly<Record<string, Cloud>>).flatMap((cloud) =>
  Object.entries(cloud.resources).map(([name, binding]): [string, Cloud, AnyBinding] => [
    `${cloud.name}.${name}`,
    cloud,
    binding,
  ]),
);

const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
const canonical = groups.map((all) => canonicalAddress(all.map((each) => each.toString(16)).join(":")) ?? "");
/** Every way to write an address: cases, leading zeros, any run of zeros left out or none. */
const spelled = fc.tuple(
  groups,
  fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
  fc.boolean(),
  fc.nat(8),
  fc.nat(8),
);
function spell([all, zeros, upper, from, length]: [number[], number[], boolean, number, number]): string {
  const texts = all.map((each, index) => each.toString(16).padStart(Math.min(4, zeros[index] ?? 0), "0"));
  const run = all.slice(from, from + length);
  const left = run.length > 0 && run.every((each) => each === 0);
  const text = left
    ? `${texts.slice(0, from).join(":")}::${texts.slice(from + run.length).join(":")}`
    : texts.join(":");
  return upper ? text.toUpperCase() : text;
}

test("all spellings of one address are one, which is its own spelling", () => {
  fc.assert(
    fc.property(spelled, (way) => {
      const zeroed = way[0].map((each, index) => (index >= way[3] && index < way[3] + way[4] ? 0 : each));
      const one = canonicalAddress(zeroed.map((each) => each.toString(16)).join(":"));
      expect(canonicalAddress(spell([zeroed, way[1], way[2], way[3], way[4]]))).toBe(one);
      expect(canonicalAddress(one ?? "")).toBe(one);
    }),
  );
});

test("no text makes the spelling of addresses fail, and two addresses are never one", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void canonicalAddress(text)));
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      fc.pre(one.join() !== other.join());
      const text = (all: number[]) => canonicalAddress(all.map((each) => each.toString(16)).join(":"));
      expect(text(one)).not.toBe(text(other));
    }),
  );
});

/** A value that a field may take, or very nearly. */
function near({ type, words, presence }: Field<unknown>): fc.Arbitrary<unknown> {
  const by: Record<Field<unknown>["type"], fc.Arbitrary<unknown>> = {
    text: fc.oneof(fc.string(), fc.constantFrom("eni-1", "ipv6-1", "1680855999352675875", "cn-hangzhou")),
    texts: fc.array(fc.string()),
    integer: fc.oneof(fc.integer({ min: -1, max: 6000 }), fc.double()),
    decimal: fc.oneof(
      fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
      fc.double(),
    ),
    word: fc.constantFrom(...Object.keys(words ?? { x: "" }), "constructor", "__proto__"),
    flag: fc.boolean(),
    address: canonical,
    addresses: fc.array(canonical, { maxLength: 12 }),
    tags: fc.dictionary(fc.string(), fc.string()),
  };
  return presence === "required" ? by[type] : fc.option(by[type], { nil: undefined });
}
const valuesOf = (fields: Fields): fc.Arbitrary<Values> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, near(field)])));
const anything = fc.anything({
  withNullPrototype: true,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
});

describe.each(bindings)("%s", (name, cloud, binding) => {
  const fields: Fields = binding.declaration.fields;
  const good = valuesOf(fields).map((given) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value === undefined ? value : fields[name]?.accept(value)]),
    ),
  );
  const check = (given: Values) => checkInputs(cloud, binding, {}, given, { region: "r" });

  test("a field takes again what it took, as it is", () => {
    for (const field of Object.values(fields)) {
      fc.assert(
        fc.property(fc.oneof(near(field), anything), (value) => {
          const once = value === undefined ? undefined : field.accept(value);
          if (once === undefined) return;
          expect(field.accept(once)).toEqual(once);
          expect(field.same(once, once)).toBe(true);
        }),
      );
    }
  });

  test("check never throws, and each refusal names an input that was given or is needed", () => {
    const given = fc.oneof(
      valuesOf(fields),
      fc.record(Object.fromEntries(Object.keys(fields).map((name) => [name, anything]))),
    );
    fc.assert(
      fc.property(given, fc.dictionary(fc.string(), anything), (known, more) => {
        const all = { ...more, ...known };
        for (const { property, reason } of check(all).failures) {
          expect([...Object.keys(all), ...Object.keys(fields)]).toContain(property);
          expect(reason.startsWith(`${property}: `)).toBe(true);
        }
      }),
    );
  });

  test("what check hands on comes out of check as it is, and does not differ from itself", () => {
    fc.assert(
      fc.property(good, (given) => {
        const { inputs, failures } = check(given);
        expect(check(inputs)).toMatchObject({ inputs, failures });
        expect(changes(fields, inputs, inputs)).toEqual([]);
      }),
    );
  });

  test("a difference is one both ways, where both give the input", () => {
    fc.assert(
      fc.property(good, good, (one, other) => {
        const shared = (delta: ReturnType<typeof changes>) =>
          delta.map(({ field }) => field).filter((name) => one[name] !== undefined && other[name] !== undefined);
        expect(shared(changes(fields, one, other))).toEqual(shared(changes(fields, other, one)));
      }),
    );
  });

  test("an id says again what it was made of", () => {
    // Where the cloud numbers several kinds alike, the beginning of an id tells which one it is.
    const beginning = { "tencent.ElasticPublicIpv6": "eipv6-" }[name] ?? "";
    const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).map((text) => beginning + text);
    const filled = (form: string) =>
      fc
        .tuple(...form.split("/").map((slot) => (/address>|Address>/.test(slot) ? canonical : part)))
        .map((parts) => parts.join("/"));
    const addressless = (form: string) => !/ipv6AddressId/.test(form);
    for (const form of binding.declaration.idForms) {
      const shape = addressless(form)
        ? filled(form)
        : fc.tuple(...form.split("/").map(() => part)).map((all) => all.join("/"));
      fc.assert(fc.property(shape, (id) => expect(binding.idOf(binding.keyOf(id))).toBe(id)));
    }
  });

  test("what is no id is refused in words, and nothing else is thrown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        try {
          binding.idOf(binding.keyOf(id));
        } catch (error) {
          expect(error).toMatchObject({ name: "Refusal", message: expect.stringMatching(/^id: /) });
        }
      }),
    );
  });
});
