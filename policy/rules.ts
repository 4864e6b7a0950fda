// A rule is a few lines: a name, what it wants, its settings, and when it is broken. All that is unknown at preview is
// passed over here and judged by the `up`, where it is known.
import type { PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { priceText } from "pulumi-ipv6/pricing";
import { isOpen, isOurs, isPaidFor, known, mbpsOf, priceOf, stackOf, type Told, takes } from "./resources";

type Rule = ResourceValidationPolicy | StackValidationPolicy;

const texts = { type: "array", items: { type: "string" }, default: [] } as const;
const ceiling = { type: "number", minimum: 0 } as const;
const currency = { type: "string", default: "USD" } as const;
const cents = (amount: number) => Math.round(amount * 100) / 100;

interface Ceiling<C> {
  readonly name: string;
  readonly description: string;
  readonly configSchema: PolicyConfigSchema;
  readonly amountOf: (resource: Told, config: C) => number;
  /** What is said of too much. */
  readonly said: (all: number, config: C) => string | undefined;
}

/**
 * A rule over all resources together. The engine asks such a rule when all is ordered, so each resource is judged before
 * it is made, too, with those that this run told before it.
 */
function together<C extends object>({ amountOf, said, ...rule }: Ceiling<C>): Rule {
  const told = new Map<string, number>();
  const sum = (amounts: Iterable<number>) => [...amounts].reduce((all, each) => all + each, 0);
  return {
    ...rule,
    validateResource(resource, report) {
      const config = resource.getConfig<C>();
      const amount = amountOf(resource, config);
      told.set(resource.urn, amount);
      const words = amount > 0 ? said(sum(told.values()), config) : undefined;
      if (words) report(words);
    },
    validateStack({ resources, getConfig }, report) {
      const config = getConfig<C>();
      const words = said(sum(resources.map((resource) => amountOf(resource, config))), config);
      if (words) report(words);
    },
  };
}

/** For one run: some keep what it told. */
export const rules = (): Rule[] => [
  {
    name: "bandwidth-per-resource",
    description: "No resource has more bandwidth to the internet than `maxMbps`.",
    configSchema: { properties: { maxMbps: ceiling } },
    validateResource(resource, report) {
      const { maxMbps = Infinity } = resource.getConfig<{ maxMbps?: number }>();
      const mbps = mbpsOf(resource);
      if (mbps > maxMbps)
        report(`${resource.name} has ${mbps} Mbps; at most ${maxMbps} Mbps are allowed for one resource.`);
    },
  },
  together<{ maxMbps?: number }>({
    name: "bandwidth-per-stack",
    description:
      "The resources of a stack, of all clouds together, have no more bandwidth to the internet than `maxMbps`.",
    configSchema: { properties: { maxMbps: ceiling } },
    amountOf: mbpsOf,
    said: (all, { maxMbps = Infinity }) =>
      all > maxMbps ? `The stack has ${all} Mbps together; at most ${maxMbps} Mbps are allowed.` : undefined,
  }),
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
  together<{ max?: number; currency?: string }>({
    name: "monthly-price",
    description: "The stack costs no more in a month than `max`, by the published prices in `currency`.",
    configSchema: { properties: { max: ceiling, currency } },
    amountOf(resource, { currency = "USD" }) {
      const price = priceOf(resource);
      return price.kind === "amount" && price.row.currency === currency ? price.amount : 0;
    },
    said: (all, { max = Infinity, currency = "USD" }) =>
      cents(all) > max
        ? `The stack costs ${all.toFixed(2)} ${currency} a month; at most ${max} ${currency} are allowed.`
        : undefined,
  }),
  {
    name: "monthly-price-unknown",
    description: "What `monthly-price` cannot count is told: no price is known, or it is in another currency.",
    enforcementLevel: "advisory",
    configSchema: { properties: { currency } },
    validateStack({ resources, getConfig }, report) {
      const { currency = "USD" } = getConfig<{ currency?: string }>();
      for (const resource of resources) {
        const price = priceOf(resource);
        if (price.kind === "free" || (price.kind === "amount" && price.row.currency === currency)) continue;
        const why = price.kind === "amount" ? `${priceText(price)} is not in ${currency}` : priceText(price);
        report(`${resource.name}: ${why}; not counted.`, resource.urn);
      }
    },
  },
  {
    name: "protect-bandwidth",
    description:
      "In the stacks in `stacks`, what is paid for is protected, so that the engine refuses to delete or replace it.",
    configSchema: { properties: { stacks: texts } },
    validateResource(resource, report) {
      const { stacks = [] } = resource.getConfig<{ stacks?: string[] }>();
      if (!isPaidFor(resource) || !stacks.includes(stackOf(resource)) || resource.opts.protect) return;
      report(`${resource.name} must have the option protect: true in the stack ${stackOf(resource)}.`);
    },
  },
];
