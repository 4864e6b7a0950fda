import { type Checked, check, type Failure, type Rule, show, type Values } from "./check";
import type { AnyBinding, Cloud } from "./cloud";
import { changes, inState, withFound } from "./diff";
import { type Fields, hasUnknown } from "./field";

/**
 * Everything that can be refused before a call, at once.
 *
 * @param olds the inputs of the last run, empty for what is made: where and how something was ordered does not change
 *   because the settings do, or because it is no longer said
 * @param replaced state of what this replaces, if it is known
 */
export function checkInputs(
  cloud: Cloud,
  binding: AnyBinding,
  olds: Values,
  news: Values,
  settings: Values,
  replaced?: Values,
): Checked {
  const { fields } = binding.declaration;
  const exists = Object.keys(olds).some((name) => Object.hasOwn(fields, name));
  // A default is for what is ordered. What was there before is taken as it is found.
  const given = exists ? withFound(fields, defined(news), olds) : defined(news);
  const former = exists ? olds.region : replaced && inState(replaced, "region");
  const region = news.region ?? former ?? (exists && cloud.regionless ? undefined : settings.region);
  const ordered = !exists && (news.adopt !== true || replaced !== undefined);
  const checked = checkPlaced(cloud, binding.declaration, given, region, ordered);
  return { ...checked, failures: [...checked.failures, ...fixedFailures(cloud, fields, olds, checked.inputs)] };
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** @param region from wherever it came; clouds whose calls name one need it */
export function checkPlaced(
  cloud: Cloud,
  { fields, rules }: { readonly fields: Fields; readonly rules: readonly Rule[] },
  given: Values,
  region: unknown,
  defaults = true,
): Checked {
  const checked = check(cloud.title, fields, rules, region === undefined ? given : { ...given, region }, defaults);
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
