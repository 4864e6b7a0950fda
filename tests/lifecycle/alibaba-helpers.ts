import type { Values } from "../../provider/core/check";
import { callAlibaba } from "../../simulator";
import { alibabaPairs } from "./pairs/alibaba";
import type { Pair } from "./pairs/pair";
import type { ProviderHarness } from "./provider-harness";

export const pairOf = (resource: string) => alibabaPairs.find((pair) => pair.resource === resource) as Pair;

/** Calls made outside the provider, with the cloud's own API. */
export async function stranger(harness: ProviderHarness, action: string, params: Values): Promise<Values> {
  const { status, body } = await callAlibaba(harness.simulator.url, action, params);
  if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
  return body;
}

/** Rows of one of the cloud's tables. */
export function table<T>(harness: ProviderHarness, name: string): readonly T[] {
  return (harness.simulator.state().alibaba as Record<string, T[]>)[name] ?? [];
}
