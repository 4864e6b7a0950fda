// A rule is a few lines: a name, what it wants, its settings, and when it is broken. All that is unknown at preview is
// passed over here and judged by the `up`, where it is known.
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { isBandwidth, isOpen, isOurs, known, mbpsOf, priceOf, stackOf, takes } from "./resources";

type Rule = ResourceValidationPolicy | StackValidationPolicy;

const texts = { type: "array", items: { type: "string" }, default: [] } as const;
const ceiling = { type: "number", minimum: 0 } as const;
const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0);
const cents = (amount: number) => Math.round(amount * 100) / 100;

export const rules: Rule[] = [
  {
    name: "bandwidth-per-resource",
    description: "No resource has more bandwidth to the internet than `maxMbps`.",
    configSchema: { properties: { maxMbps: ceiling } },
    validateResource(resource, report) {
      const { maxMbps = Infinity } = resource.getConfig<{ maxMbps?: number }>();
      const mbps = mbpsOf(resource) ?? 0;
      if (mbps > maxMbps)
        report(`${resource.name} has ${mbps} Mbps; at most ${maxMbps} Mbps are allowed for one resource.`);
    },
  },
  {
    name: "bandwidth-per-stack",
    description:
      "The resources of a stack, of all clouds together, have no more bandwidth to the internet than `maxMbps`.",
    configSchema: { properties: { maxMbps: ceiling } },
    validateStack({ resources, getConfig }, report) {
      const { maxMbps = Infinity } = getConfig<{ maxMbps?: number }>();
      const all = sum(resources.map((resource) => mbpsOf(resource) ?? 0));
      if (all > maxMbps) report(`The stack has ${all} Mbps together; at most ${maxMbps} Mbps are allowed.`);
    },
  },
  {
    name: "charge-types",
    description: "No resource is billed in one of the ways in `forbidden`, in each cloud's own words.",
    configSchema: { properties: { forbidden: texts } },
    validateResource(resource, report) {
      const { forbidden = [] } = resource.getConfig<{ forbidden?: string[] }>();
      const type = isOurs(resource) ? known(resource, "internetChargeType") : undefined;
      if (forbidden.some((each) => each === type))
        report(`${resource.name} is billed ${type}, which is forbidden here.`);
    },
  },
  {
    name: "required-tags",
    description: "Each resource that can have tags has those in `keys`.",
    configSchema: { properties: { keys: texts } },
    validateResource(resource, report) {
      const { keys = [] } = resource.getConfig<{ keys?: string[] }>();
      if (!takes(resource, "tags") || isOpen(resource, "tags")) return;
      const tags = (known(resource, "tags") ?? {}) as object;
      const missing = keys.filter((key) => !(key in tags));
      if (missing.length > 0) report(`${resource.name} has no tag ${missing.join(", ")}.`);
    },
  },
  {
    name: "monthly-price",
    description: "The stack costs no more in a month than `max`, by the published prices in `currency`.",
    configSchema: { properties: { max: ceiling, currency: { type: "string", default: "USD" } } },
    validateStack({ resources, getConfig }, report) {
      const { max = Infinity, currency = "USD" } = getConfig<{ max?: number; currency?: string }>();
      const prices = resources.map(priceOf).flatMap((price) => (price && "amount" in price ? [price] : []));
      const all = cents(sum(prices.filter((price) => price.currency === currency).map(({ amount }) => amount)));
      if (all > max)
        report(`The stack costs ${all.toFixed(2)} ${currency} a month; at most ${max} ${currency} are allowed.`);
    },
  },
  {
    name: "monthly-price-unknown",
    description: "What `monthly-price` cannot count is told: no price is known, or it is in another currency.",
    enforcementLevel: "advisory",
    configSchema: { properties: { currency: { type: "string", default: "USD" } } },
    validateStack({ resources, getConfig }, report) {
      const { currency = "USD" } = getConfig<{ currency?: string }>();
      for (const resource of resources) {
        const price = priceOf(resource);
        if (price && "unknown" in price) report(`${resource.name}: ${price.unknown}; not counted.`, resource.urn);
        else if (price && price.currency !== currency)
          report(
            `${resource.name}: ${price.amount} ${price.currency} is not in ${currency}; not counted.`,
            resource.urn,
          );
      }
    },
  },
  {
    name: "protect-bandwidth",
    description:
      "In the stacks in `stacks`, bandwidth is protected, so that the engine refuses to delete or replace it.",
    configSchema: { properties: { stacks: texts } },
    validateResource(resource, report) {
      const { stacks = [] } = resource.getConfig<{ stacks?: string[] }>();
      if (!isBandwidth(resource) || !stacks.includes(stackOf(resource)) || resource.opts.protect) return;
      report(`${resource.name} must have the option protect: true in the stack ${stackOf(resource)}.`);
    },
  },
];
