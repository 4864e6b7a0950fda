import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Told } from "./resources";
import { rules } from "./rules";

// The engine's package has no types for what it hands to rules.
const { unknownCheckingProxy, unknownNumberValue } = jest.requireActual("@pulumi/policy/proxy");

const bandwidth = (type: string, props: object = {}, stack = "prod", name = "web"): Told => ({
  type,
  urn: `urn:pulumi:${stack}::project::${type}::${name}`,
  name,
  props: unknownCheckingProxy(props),
  opts: { protect: false },
});
const PLUGIN = "ipv6:tencent:Ipv6InternetBandwidth";
const DYNAMIC = "pulumi-nodejs:dynamic/ipv6/tencent:Ipv6InternetBandwidth";
const UNPRICED = "monthly-price-unknown: web: unknown: no price is published; not counted.";

/** What a rule says of one resource before it is made, after those before it; at the end of all, if `atEnd` says so. */
function said(resources: readonly Told[], settings: Record<string, object> = {}, atEnd = true): string[] {
  return rules().flatMap((rule) => {
    const found: string[] = [];
    const report = (message: string) => void found.push(`${rule.name}: ${message}`);
    const getConfig = () => settings[rule.name] ?? {};
    const { validateResource, validateStack } = rule as ResourceValidationPolicy & StackValidationPolicy;
    for (const resource of resources) [validateResource ?? []].flat()[0]?.({ ...resource, getConfig } as never, report);
    if (atEnd) validateStack?.({ resources, getConfig } as never, report);
    return found;
  });
}

test.each([PLUGIN, DYNAMIC])("%s: every rule sees it, and without settings none is broken", (type) => {
  const props = { bandwidth: 300, internetChargeType: "BANDWIDTH_PACKAGE" };
  const both = [bandwidth(type, props), bandwidth(type, props, "prod", "db")];
  expect(said(both)).toEqual([UNPRICED, UNPRICED.replace("web", "db")]);
  const settings = {
    "bandwidth-per-resource": { maxMbps: 299 },
    "bandwidth-per-stack": { maxMbps: 599 },
    "charge-types": { forbidden: ["BANDWIDTH_PACKAGE"] },
    "required-tags": { keys: ["team"] },
    "protect-bandwidth": { stacks: ["prod"] },
  };
  const names = [...new Set(said(both, settings, false).map((text) => text.split(":")[0]))];
  expect(names).toEqual(Object.keys(settings));
  expect(said(both, { ...settings, "bandwidth-per-stack": { maxMbps: 600 } }).join()).not.toMatch(/The stack/);
});

const ALIBABA = ["ipv6:alibaba:", "pulumi-nodejs:dynamic/ipv6/alibaba:"].map((door) => `${door}Ipv6InternetBandwidth`);
/** By bandwidth, which is the default. */
const flat = (type: string, name: string, mbps: unknown = 100) =>
  bandwidth(type, { region: "cn-hangzhou", bandwidth: mbps }, "prod", name);

test.each(ALIBABA)("%s: costs what its inputs say, as previews have them, and is judged before it is made", (type) => {
  const max = { "monthly-price": { max: 1446 } };
  expect(said([flat(type, "web")], max)).toEqual([]);
  expect(said([flat(type, "web"), flat(type, "db", 1)], max, false)).toEqual([
    "monthly-price: The stack costs 1450.20 USD a month; at most 1446 USD are allowed.",
  ]);
  // A change counts once, and what is free is not blamed.
  const free = bandwidth("ipv6:alibaba:NicIpv6Assignment");
  expect(said([flat(type, "web", 200), flat(type, "web"), free], max, false)).toHaveLength(1);
});

test.each(ALIBABA)("%s: a price that is not known, or is in another currency, is told and never counted", (type) => {
  const max = (currency: string) => ({ "monthly-price": { max: 1, currency }, "monthly-price-unknown": { currency } });
  expect(said([flat(type, "web", unknownNumberValue)], max("USD"))).toEqual([
    "monthly-price-unknown: web: unknown: it depends on bandwidth; not counted.",
  ]);
  expect(said([flat(type, "web")], max("CNY"))).toEqual([
    "monthly-price-unknown: web: 1446.00 USD is not in CNY; not counted.",
  ]);
  expect(rules().find(({ name }) => name === "monthly-price-unknown")?.enforcementLevel).toBe("advisory");
});

test("resources of others, components, other stacks, protected ones, free ones and those without tags are left alone", () => {
  const strict = {
    "bandwidth-per-resource": { maxMbps: 1 },
    "required-tags": { keys: ["team"] },
    "protect-bandwidth": { stacks: ["prod"] },
  };
  const alone = [
    bandwidth("aws:ec2/instance:Instance", { bandwidth: 300 }),
    bandwidth("ipv6:index:PublicIpv6", { bandwidth: 300 }),
    bandwidth(PLUGIN, { bandwidth: 1, tags: { team: "" } }, "dev"),
    { ...bandwidth(PLUGIN, { bandwidth: 1, tags: { team: "a" } }), opts: { protect: true } },
    bandwidth("ipv6:alibaba:NicIpv6Assignment"),
    bandwidth("ipv6:zenlayer:NicIpv6Assignment", { nicId: "1" }),
  ];
  expect(said(alone, strict)).toEqual([UNPRICED, UNPRICED]);
});

test("what is paid for without bandwidth is protected too", () => {
  const packaged = { nicId: "1", internetChargeType: "ByTrafficPackage", packageSize: 5 };
  const settings = { "protect-bandwidth": { stacks: ["prod"] } };
  expect(said([bandwidth("ipv6:zenlayer:NicIpv6Assignment", packaged)], settings, false)).toHaveLength(1);
});
