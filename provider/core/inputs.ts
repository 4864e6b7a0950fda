import { type Checked, check, type Values } from "./check";
import type { AnyBinding, Cloud } from "./cloud";

/**
 * Everything that can be refused before a call, at once.
 *
 * @param olds the inputs of the last run: a region that was taken from the settings then stays the region
 */
export function checkInputs(cloud: Cloud, binding: AnyBinding, olds: Values, news: Values, settings: Values): Checked {
  const { fields, rules } = binding.declaration;
  const region = news.region ?? olds.region ?? settings.region;
  const checked = check(cloud.title, fields, rules, region === undefined ? news : { ...news, region });
  if (region !== undefined) return checked;
  const variable = cloud.settings.region?.env?.[0];
  const reason = `region: is required on ${cloud.title}: give it here, or pulumi config set --path ipv6:${cloud.name}.region, or set ${variable}`;
  return { ...checked, failures: [...checked.failures, { property: "region", reason }] };
}
