// Each rule has a name, a description, its settings, and a check. Values that are unknown at preview are skipped; `up`
// checks them when they are known.
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
  /** The message for a sum above the limit. */
  readonly violation: (all: number, config: C) => string | undefined;
}

/**
 * A rule on the sum over all resources. The engine runs a stack rule only after everything is ordered, so each resource
 * is also checked before it is created, together with those that this run checked earlier.
 */
function together<C extends object>({ amountOf, violation, ...rule }: Ceiling<C>): Rule {
  const amounts = new Map<string, number>();
  const sum = (values: Iterable<number>) => [...values].reduce((all, each) => all + each, 0);
  return {
    ...rule,
    validateResource(resource, report) {
      const config = resource.getConfig<C>();
      const amount = amountOf(resource, config);
      amounts.set(resource.urn, amount);
      const message = amount > 0 ? violation(sum(amounts.values()), config) : undefined;
      if (message) report(message);
    },
    validateStack({ resources, getConfig }, report) {
      const config = getConfig<C>();
      const message = violation(sum(resources.map((resource) => amountOf(resource, config))), config);
      if (message) report(message);
    },
  };
}

/** Creates the rules for one run, because some keep sums. */
export const rules = (): Rule[] => [
  {
    name: "bandwidth-per-resource",
    description: "No resource has more internet bandwidth than `maxMbps`.",
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
    description: "All resources of a stack together, over all clouds, have no more internet bandwidth than `maxMbps`.",
    configSchema: { properties: { maxMbps: ceiling } },
    amountOf: mbpsOf,
    violation: (all, { maxMbps = Infinity }) =>
      all > maxMbps ? `The stack has ${all} Mbps together; at most ${maxMbps} Mbps are allowed.` : undefined,
  }),
  {
    name: "charge-types",
    description: "No resource has a charge type in `forbidden`, as each cloud names it.",
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
    description: "Each resource that supports tags has the tags in `keys`.",
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
    description: "The monthly price of the stack, by the published prices in `currency`, is at most `max`.",
    configSchema: { properties: { max: ceiling, currency } },
    amountOf(resource, { currency = "USD" }) {
      const price = priceOf(resource);
      return price.kind === "amount" && price.row.currency === currency ? price.amount : 0;
    },
    violation: (all, { max = Infinity, currency = "USD" }) =>
      cents(all) > max
        ? `The stack costs ${all.toFixed(2)} ${currency} a month; at most ${max} ${currency} are allowed.`
        : undefined,
  }),
  {
    name: "monthly-price-unknown",
    description: "Reports what `monthly-price` cannot count: the price is unknown or in another currency.",
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
      "In the stacks in `stacks`, resources that are paid for are protected, so that the engine refuses to delete or replace them.",
    configSchema: { properties: { stacks: texts } },
    validateResource(resource, report) {
      const { stacks = [] } = resource.getConfig<{ stacks?: string[] }>();
      if (!isPaidFor(resource) || !stacks.includes(stackOf(resource)) || resource.opts.protect) return;
      report(`${resource.name} must have the option protect: true in the stack ${stackOf(resource)}.`);
    },
  },
];
