import type { PlacedRule } from "../simulator";
export interface Covered {
  readonly rule: PlacedRule;
  readonly probes: readonly string[];
  readonly why?: string;
}
export function coverageOf(rules: readonly PlacedRule[]): Covered[] {
  return rules.map((rule) => ({ rule, probes: [] }));
}
