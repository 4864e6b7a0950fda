import { type Checked, check, type Failure, type Rule, show, type Values } from "./check";
import type { AnyBinding, Cloud } from "./cloud";
import { changes } from "./diff";
import type { Fields } from "./field";
import { hasUnknown } from "./unknown";

/**
 * Everything that can be refused before a call, at once.
 *
 * @param olds the inputs of the last run: a region that was taken from the settings then stays the region
 */
export function checkInputs(cloud: Cloud, binding: AnyBinding, olds: Values, news: Values, settings: Values): Checked {
  const { fields } = binding.declaration;
  const checked = checkPlaced(cloud, binding.declaration, news, news.region ?? olds.region ?? settings.region);
  return { ...checked, failures: [...checked.failures, ...fixedFailures(cloud, fields, olds, checked.inputs)] };
}

/** @param region from wherever it came; clouds whose calls name one need it */
export function checkPlaced(
  cloud: Cloud,
  { fields, rules }: { readonly fields: Fields; readonly rules: readonly Rule[] },
  given: Values,
  region: unknown,
): Checked {
  const checked = check(cloud.title, fields, rules, region === undefined ? given : { ...given, region });
  if (region !== undefined || cloud.regionless) return checked;
  const variable = cloud.settings.region?.env?.[0];
  const reason = `region: is required on ${cloud.title}: give it here, or pulumi config set --path ipv6:${cloud.name}.region, or set ${variable}`;
  return { ...checked, failures: [...checked.failures, { property: "region", reason }] };
}

/** What the last run declared and nothing can change. A replacement for another reason is free to change it. */
function fixedFailures(cloud: Cloud, fields: Fields, olds: Values, news: Values): Failure[] {
  const delta = changes(fields, olds, news).filter(({ field }) => olds[field] !== undefined);
  if (delta.some((change) => change.onChange === "replace")) return [];
  return delta
    .filter(({ field, onChange }) => onChange === "fixed" && !hasUnknown(news[field]))
    .map(({ field }) => {
      const rule = `cannot be changed here on ${cloud.title}: ${fields[field]?.wayOut ?? "declare it anew"}`;
      return { property: field, reason: `${field}: ${rule}; was ${show(olds[field])}, got ${show(news[field])}` };
    });
}
