// What is secret, and stays so.
import type { Values } from "../../core/check";
import type { AnyBinding } from "../../core/cloud";
import type { Properties } from "./values";

/** What check says begins with the input's name and ends with its value: the value goes if it is secret. */
export function discreet(said: string, { secrets }: Properties): string {
  const [rule = said] = said.split(/; (?:got|was) /);
  return secrets.has(said.split(":")[0] ?? "") ? rule : said;
}

/** Secret is what is declared so, and what was secret when it came, under the same name; and the price, which would tell of it. */
export function sealed({ declaration }: AnyBinding, values: Values, ...marked: readonly Properties[]): Properties {
  const declared: [string, { secret?: boolean }][] = Object.entries({ ...declaration.fields, ...declaration.outputs });
  const secrets = declared.filter(([, each]) => each.secret).map(([name]) => name);
  const carried = marked.flatMap((each) => [...each.secrets]);
  const price = carried.length > 0 && "monthlyPrice" in values ? ["monthlyPrice"] : [];
  return { values, secrets: new Set([...secrets, ...carried, ...price]) };
}
