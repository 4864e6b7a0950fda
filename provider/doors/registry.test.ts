import type { Cloud, Composition, Source, Sources } from "../core/cloud";
import { compose } from "../core/component";
import { REPLACES } from "../core/diff";
import { UNKNOWN } from "../core/field";
import type { Declaration } from "../core/resource";
import { BILLING } from "../resources/public-ipv6";
import { clouds, publicIpv6 } from "./registry";

const CARD: Record<string, string> = {
  alibaba: "eni-demo0004",
  tencent: "eni-demo0004",
  zenlayer: "1680855999352675875",
};
const WITH: Record<string, object> = {
  "tencent package": { bandwidthPackageId: "bwp-demo0001" },
  "zenlayer package": { packageSize: 0.3 },
  "zenlayer cluster": { clusterId: "1234" },
};
const given = (cloud: string, more: object = {}) => ({
  cloud,
  networkInterfaceId: CARD[cloud],
  bandwidth: 10,
  ...more,
});
const composed = (cloud: string, more: object = {}) => compose(clouds, publicIpv6, given(cloud, more));
const reasons = (cloud: string, more: object = {}) => composed(cloud, more).failures.map(({ reason }) => reason);
const compositionOf = (cloud: Cloud) => cloud.components[publicIpv6.name] as Composition;
function declarationOf(cloud: Cloud | undefined, resource: string): Declaration {
  const binding = cloud?.resources[resource];
  if (!binding) throw new Error(`${cloud?.name} has no ${resource}`);
  return binding.declaration;
}
const pairs = clouds.flatMap((cloud) => Object.keys(BILLING).map((word) => [cloud, word] as const));
const there = pairs.filter(([cloud, word]) => typeof compositionOf(cloud).choices[word] === "object");
const missing = pairs.filter(([cloud, word]) => typeof compositionOf(cloud).choices[word] === "string");
const named = (list: typeof pairs) => list.map(([cloud, word]) => [cloud.name, word] as const);

describe("each cloud's mapping is whole", () => {
  const every = clouds.map((cloud) => [cloud.title, cloud, compositionOf(cloud)] as const);
  const sourcesOf = ({ parts, choices, choiceIn }: Composition): [string, Sources][] => [
    ...Object.entries(parts),
    ...Object.values(choices).flatMap((choice): [string, Sources][] =>
      typeof choice === "string" ? [] : [[choiceIn, choice]],
    ),
  ];

  test.each(every)("%s: each word and each input is taken, or said to be missing", (_, __, composition) => {
    expect(Object.keys(composition.choices).sort()).toEqual(Object.keys(BILLING).sort());
    const taken = sourcesOf(composition).flatMap(([, sources]) =>
      Object.values(sources).flatMap((source) => ("input" in source ? [source.input] : [])),
    );
    const own = ["cloud", "billing", "region", "adopt", ...Object.keys(composition.standIns)];
    const all = new Set([...own, ...taken, ...Object.keys(composition.unsupported)]);
    expect([...all].sort()).toEqual(Object.keys(publicIpv6.fields).sort());
    expect(taken.filter((input) => input in composition.unsupported)).toEqual([]);
  });

  test.each(every)("%s: what it names is there", (_, cloud, composition) => {
    const declared = (resource: string) => declarationOf(cloud, resource);
    expect(Object.keys(composition.standIns)).toEqual(Object.keys(publicIpv6.standsFor));
    for (const [input, { lookup, output }] of Object.entries(composition.standIns)) {
      const { fields = {}, outputs = {} } = cloud.lookups[lookup]?.declaration ?? {};
      expect([Object.keys(fields), Object.keys(outputs)]).toEqual([
        expect.arrayContaining([input]),
        expect.arrayContaining([output]),
      ]);
    }
    for (const [resource, sources] of sourcesOf(composition)) {
      const inputs = Object.keys(sources).filter((input) => input !== REPLACES);
      for (const input of inputs) expect(Object.keys(declared(resource).fields)).toContain(input);
    }
    const earlier: string[] = [];
    const answers = (source: Source) => {
      if (!("part" in source)) return;
      expect(earlier).toContain(source.part);
      const { outputs, fields } = declared(source.part);
      expect([...Object.keys(outputs), ...Object.keys(fields)]).toContain(source.output);
    };
    for (const [resource, sources] of Object.entries(composition.parts)) {
      for (const source of Object.values(sources)) answers(source);
      earlier.push(resource);
    }
    expect(Object.keys(composition.outputs).sort()).toEqual(
      [...Object.keys(publicIpv6.outputs), ...publicIpv6.seen].sort(),
    );
    for (const source of Object.values(composition.outputs)) answers(source);
  });
});

test("there is a way to be billed on every cloud, and some that no other has", () => {
  expect(named(there)).toEqual([
    ["alibaba", "traffic"],
    ["alibaba", "bandwidth"],
    ["tencent", "traffic"],
    ["tencent", "package"],
    ["zenlayer", "traffic"],
    ["zenlayer", "bandwidth"],
    ["zenlayer", "package"],
    ["zenlayer", "cluster"],
  ]);
});

test.each(named(there))("%s, billing %s: parts that the cloud's own check lets through", (name, billing) => {
  const { failures, parts, inputs, cloud } = composed(name, { billing, ...WITH[`${name} ${billing}`] });
  expect(failures).toEqual([]);
  expect(parts.map(({ resource }) => resource)).toEqual(Object.keys(compositionOf(cloud as Cloud).parts));
  for (const part of parts) {
    const { fields, rules } = declarationOf(cloud, part.resource);
    const values = Object.entries(part.inputs).map(([input, source]) => {
      const value = "value" in source ? source.value : "input" in source ? inputs[source.input] : UNKNOWN;
      return [input, value] as const;
    });
    for (const [input, value] of values) {
      if (value !== UNKNOWN && input !== REPLACES)
        expect([input, fields[input]?.accept(value)]).toEqual([input, value]);
    }
    const findings = rules.flatMap((rule) =>
      rule.fields.some((field) => Object.fromEntries(values)[field] === UNKNOWN)
        ? []
        : rule.judge(Object.fromEntries(values)),
    );
    expect(findings.filter(({ severity }) => severity === "refuse")).toEqual([]);
  }
});

test.each(named(missing))("%s, billing %s is refused by name, with the ways there are", (name, billing) => {
  const { title } = clouds.find((cloud) => cloud.name === name) as Cloud;
  const ways = named(there).flatMap(([other, word]) => (other === name ? [word] : []));
  const start = `billing: "${billing}" is not to be had on ${title}: `;
  expect(reasons(name, { billing })).toEqual([
    expect.stringMatching(new RegExp(`^${start}.+; use ${ways.join(" or ")}$`)),
  ]);
});

test("everything that a cloud has not, and every mistake, at once", () => {
  const wrong = {
    networkInterfaceId: "i-1",
    bandwidth: 9_000,
    billing: "cluster",
    clusterId: "c",
    tags: { team: "web" },
    bandwith: 5,
  };
  expect(reasons("alibaba", wrong).map((reason) => reason.replace(/;? got .*| \(there are .*/, ""))).toEqual([
    "bandwith: no such input",
    "networkInterfaceId: must be the id of a network interface, such as eni-bp14v2sdd3v8htln0000 on Alibaba Cloud",
    "bandwidth: must be a whole number from 1 to 5000 Mbps on Alibaba Cloud",
    'billing: "cluster" is not to be had on Alibaba Cloud: there are no bandwidth clusters; use traffic or bandwidth',
    "clusterId: has no use on Alibaba Cloud: there are no bandwidth clusters; leave it out",
    "tags: has no use on Alibaba Cloud: its resources take no tags here; leave it out",
  ]);
});

test("what goes with a way to be billed is required with it, and refused without", () => {
  expect(reasons("tencent", { billing: "package" })).toEqual([
    "bandwidthPackageId: is required with billing package on Tencent Cloud",
  ]);
  expect(reasons("zenlayer", { billing: "bandwidth", packageSize: 1, clusterId: "c" })).toEqual([
    "packageSize: applies only with billing package on Zenlayer; billing is bandwidth",
    "clusterId: applies only with billing cluster on Zenlayer; billing is bandwidth",
  ]);
});

test("a cloud that there is not, none at all, and one that is not known yet", () => {
  expect(reasons("nowhere", { networkInterfaceId: "eni-1" })).toEqual([
    'cloud: must be one of alibaba, tencent, zenlayer on a PublicIpv6; got "nowhere"',
  ]);
  const none = compose(clouds, publicIpv6, {});
  expect(none.failures.map(({ property }) => property)).toEqual(["cloud", "bandwidth", "networkInterfaceId"]);
  const late = compose(clouds, publicIpv6, { ...given("alibaba"), cloud: UNKNOWN, billing: UNKNOWN });
  expect(late.failures.map(({ reason }) => reason)).toEqual([
    "cloud: decides which resources are created and must be known at preview on a PublicIpv6",
    "billing: decides which resources are created and must be known at preview on a PublicIpv6",
  ]);
});

test("values that are not known yet pass, and a chosen address takes the place of a number", () => {
  const late = composed("alibaba", { networkInterfaceId: UNKNOWN, bandwidth: UNKNOWN, ipv6Address: UNKNOWN });
  expect(late.failures).toEqual([]);
  const [assignment] = late.parts;
  const replaces = { [REPLACES]: { value: ["ipv6Addresses"] } };
  expect(assignment?.inputs).toEqual({
    ...replaces,
    networkInterfaceId: { input: "networkInterfaceId" },
    ipv6Addresses: { input: "ipv6Address", asList: true },
  });
  expect(composed("alibaba").parts[0]?.inputs).toEqual({
    ...replaces,
    networkInterfaceId: { input: "networkInterfaceId" },
    ipv6AddressCount: { value: 1, unless: "ipv6Address" },
  });
});

const INSTANCE: Record<string, string> = {
  alibaba: "i-demo0001",
  tencent: "ins-demo0001",
  zenlayer: "1650000000000000001",
};
const WRONG: Record<string, string> = { alibaba: "ins-1", tencent: "eni-demo0001", zenlayer: "i-1" };

describe.each(Object.keys(INSTANCE))("the id of an instance on %s", (name) => {
  const instanceId = INSTANCE[name];
  const byInstance = { networkInterfaceId: undefined, instanceId };

  test("leads to the same parts, by a look-up in the component's region", () => {
    const { failures, parts, answered } = composed(name, { ...byInstance, region: "somewhere" });
    expect(failures).toEqual([]);
    expect(parts).toEqual(composed(name, { region: "somewhere" }).parts);
    const args = { instanceId: { input: "instanceId" }, region: { input: "region" } };
    expect(Object.values(answered)).toMatchObject([{ lookup: expect.stringMatching(`^${name}:getPrimary`), args }]);
  });

  test("may be unknown; a network interface's id needs no look-up", () => {
    expect(composed(name, { ...byInstance, instanceId: UNKNOWN })).toMatchObject({ failures: [] });
    expect(composed(name).answered).toEqual({});
  });

  test.each([
    ["both", {}],
    ["both, one of them unknown", { instanceId: UNKNOWN }],
  ])("%s is refused at once", (_, more) => {
    expect(reasons(name, { instanceId, ...more })).toEqual([
      expect.stringMatching(/^networkInterfaceId: exactly one of .* and instanceId must be given on .*; got both$/),
    ]);
  });

  test("none, or one of another shape, is told with everything else", () => {
    expect(reasons(name, { networkInterfaceId: undefined, bandwidth: 0 })).toEqual([
      expect.stringMatching(/^bandwidth: /),
      expect.stringMatching(/^networkInterfaceId: exactly one of .*; got neither$/),
    ]);
    expect(reasons(name, { networkInterfaceId: "!", instanceId: WRONG[name] })).toEqual([
      expect.stringMatching(/^networkInterfaceId: must be /),
      expect.stringMatching(new RegExp(`^instanceId: must be .*; got "${WRONG[name]}"$`)),
      expect.stringMatching(/got both$/),
    ]);
  });
});
