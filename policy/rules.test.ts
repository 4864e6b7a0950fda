import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Told } from "./resources";
import { rules } from "./rules";

const bandwidth = (type: string, props: object = {}, stack = "prod"): Told => ({
  type,
  urn: `urn:pulumi:${stack}::project::${type}::web`,
  name: "web",
  props: { ...props },
  opts: { protect: false },
});
const PLUGIN = "ipv6:tencent:Ipv6InternetBandwidth";
const DYNAMIC = "pulumi-nodejs:dynamic/ipv6/tencent:Ipv6InternetBandwidth";

/** What all rules say of a stack, by rule. */
function said(resources: readonly Told[], settings: Record<string, object> = {}): string[] {
  return rules.flatMap((rule) => {
    const found: string[] = [];
    const report = (message: string) => void found.push(`${rule.name}: ${message}`);
    const getConfig = () => settings[rule.name] ?? {};
    const { validateResource, validateStack } = rule as ResourceValidationPolicy & StackValidationPolicy;
    for (const resource of resources) [validateResource ?? []].flat()[0]?.({ ...resource, getConfig } as never, report);
    validateStack?.({ resources, getConfig } as never, report);
    return found;
  });
}

test.each([PLUGIN, DYNAMIC])("%s: every rule sees it, and without settings none is broken", (type) => {
  const web = bandwidth(type, { bandwidth: 300, internetChargeType: "BANDWIDTH_PACKAGE", monthlyPrice: "10.00 USD" });
  expect(said([web])).toEqual([]);
  const settings = {
    "bandwidth-per-resource": { maxMbps: 299 },
    "bandwidth-per-stack": { maxMbps: 599 },
    "charge-types": { forbidden: ["BANDWIDTH_PACKAGE"] },
    "required-tags": { keys: ["team"] },
    "monthly-price": { max: 19.99 },
    "protect-bandwidth": { stacks: ["prod"] },
  };
  const names = [...new Set(said([web, web], settings).map((text) => text.split(":")[0]))];
  expect(names).toEqual(Object.keys(settings));
  const within = { ...settings, "bandwidth-per-stack": { maxMbps: 600 }, "monthly-price": { max: 20 } };
  expect(said([web, web], within).join()).not.toMatch(/The stack/);
});

test("a price that is not known is told and never counted, one that is not there is no error", () => {
  const priced = (monthlyPrice?: string) => bandwidth(PLUGIN, { monthlyPrice });
  const max = { "monthly-price": { max: 200 } };
  expect(said([priced("144.60 USD"), priced("144.60 USD"), priced()], max)).toEqual([
    "monthly-price: The stack costs 289.20 USD a month; at most 200 USD are allowed.",
  ]);
  expect(said([priced("144.60 USD"), priced("unknown: no price is published"), priced("900.00 CNY")], max)).toEqual([
    "monthly-price-unknown: web: unknown: no price is published; not counted.",
    "monthly-price-unknown: web: 900 CNY is not in USD; not counted.",
  ]);
  expect(rules.find(({ name }) => name === "monthly-price-unknown")?.enforcementLevel).toBe("advisory");
});

test("resources of others, components, other stacks, protected ones and those without tags are left alone", () => {
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
  ];
  expect(said(alone, strict)).toEqual([]);
});
