// What a stack is given to sign for a pair's account, and what must never be shown of it.
import { CLOUDS } from "../../provider/clouds";
import type { Values } from "../../provider/core/check";
import type { Cloud } from "../../provider/core/cloud";
import type { Pair } from "../lifecycle/pairs/pair";
import type { ConfigValue } from "./workspace-types";

/** Where a stack gets its settings from. */
export type Source = "environment" | "configuration";

export function cloudOf({ cloud }: Pair): Cloud {
  return (CLOUDS as Readonly<Record<string, Cloud>>)[cloud] as Cloud;
}

/** Settings under the environment variables of the cloud. */
export function environment(pair: Pair, settings: Values): Record<string, string> {
  const { settings: fields } = cloudOf(pair);
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const variable = fields[name]?.env?.[0];
      if (variable === undefined) throw new Error(`${pair.cloud}: no variable gives the setting ${name}`);
      return [variable, String(value)];
    }),
  );
}

export function configuration(pair: Pair, settings: Values): Record<string, ConfigValue> {
  const { settings: fields } = cloudOf(pair);
  const values = Object.entries(settings).map(([name, value]): [string, ConfigValue] => [
    name,
    fields[name]?.secret ? { secret: String(value) } : String(value),
  ]);
  return { [`ipv6:${pair.cloud}`]: Object.fromEntries(values) };
}

/** Credentials of a pair that must not be shown: its own, and the invalid ones. */
export function secretsOf(pair: Pair): string[] {
  const { settings: fields } = cloudOf(pair);
  const all = [...Object.entries(pair.settings), ...Object.entries(pair.planted)];
  return [...new Set(all.filter(([name]) => fields[name]?.secret).map(([, value]) => String(value)))];
}
