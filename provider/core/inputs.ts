import { type Checked, check, type Failure, type Rule, show, type Values } from "./check";
import type { AnyBinding, Cloud } from "./cloud";
import { changes, inState, withFound } from "./diff";
import { type Fields, hasUnknown } from "./field";
import { unsaidChargeType } from "./price";

/**
 * Reports everything that can be refused before a call.
 *
 * @param olds inputs of the last run, empty on create: an existing object keeps its region and billing even if the
 *   settings change or the program omits them
 * @param replaced state of the object being replaced, if known
 * @param secrets names of inputs that no price may reveal
 */
export function checkInputs(
  cloud: Cloud,
  binding: AnyBinding,
  olds: Values,
  news: Values,
  settings: Values,
  replaced?: Values,
  secrets: ReadonlySet<string> = new Set(),
): Checked {
  const { fields } = binding.declaration;
  const exists = Object.keys(olds).some((name) => Object.hasOwn(fields, name));
  // Defaults apply to new orders. An existing object keeps its values.
  const given = exists ? withFound(fields, defined(news), olds) : defined(news);
  const former = exists ? olds.region : replaced && inState(replaced, "region");
  const region = news.region ?? former ?? (exists && cloud.regionless ? undefined : settings.region);
  const ordered = !exists && (news.adopt !== true || replaced !== undefined);
  const checked = checkPlaced(cloud, binding.declaration, given, region, ordered);
  const shown = Object.entries(checked.inputs).filter(([name]) => !secrets.has(name));
  const unsaid = ordered ? unsaidChargeType(cloud, binding.declaration, given, Object.fromEntries(shown)) : [];
  const failures = [...checked.failures, ...fixedFailures(cloud, fields, olds, checked.inputs)];
  return { ...checked, failures, warnings: [...checked.warnings, ...unsaid] };
}

/**
 * Inputs that would declare the object as it was read. A read can return inputs that exclude each other (addresses and
 * their number, for example): the one declared first stays.
 */
export function inputsFrom(cloud: Cloud, { declaration }: AnyBinding, seen: Values): Values {
  const fields: Fields = declaration.fields;
  const inputs = Object.fromEntries(
    Object.entries(seen).filter(([name, value]) => Object.hasOwn(fields, name) && value !== undefined),
  );
  const failures = (values: Values) => check(cloud.title, fields, declaration.rules, values).failures.length;
  const optional = Object.keys(fields).filter((name) => fields[name]?.presence === "optional" && name in inputs);
  for (const name of optional.reverse()) {
    const { [name]: _, ...without } = inputs;
    if (failures(without) < failures(inputs)) delete inputs[name];
  }
  return inputs;
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** @param region from the inputs, state or settings; required unless the cloud is regionless */
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
  const reason = `region: is required on ${cloud.title}: set it here, run pulumi config set --path ipv6:${cloud.name}.region, or set ${variable}`;
  return { ...checked, failures: [...checked.failures, { property: "region", reason }] };
}

/** Changes to `fixed` inputs, unless another change replaces the object anyway. */
function fixedFailures(cloud: Cloud, fields: Fields, olds: Values, news: Values): Failure[] {
  const delta = changes(fields, olds, news).filter(({ field }) => olds[field] !== undefined);
  if (delta.some((change) => change.onChange === "replace")) return [];
  return delta
    .filter(({ field, onChange }) => onChange === "fixed" && !hasUnknown(news[field]))
    .map(({ field }) => {
      const rule = `cannot be changed here on ${cloud.title}: ${fields[field]?.wayOut ?? "declare a new resource"}`;
      return { property: field, reason: `${field}: ${rule}; was ${show(olds[field])}, got ${show(news[field])}` };
    });
}
