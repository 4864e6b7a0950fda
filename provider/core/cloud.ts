import type { Binding } from "./binding";
import type { Failure, Values } from "./check";
import { check } from "./check";
import type { Composition } from "./composition";
import type { Runtime } from "./context";
import { Refusal } from "./error";
import type { Fields } from "./field";
import type { AnyLookup } from "./lookup";
import type { PriceRow } from "./price";

// biome-ignore lint/suspicious/noExplicitAny: the lists hold bindings of every key and declaration
export type AnyBinding = Binding<any, any, any>;

/** A folder under clouds/. */
export interface Cloud {
  /** The module's name: `alibaba`. */
  readonly name: string;
  /** As people say it: "Alibaba Cloud". */
  readonly title: string;
  /** Settings, read from the configuration `ipv6:<name>` and from the vendor's usual environment names. */
  readonly settings: Fields;
  /** Its calls name no region: where an object is follows from its parent. A region is then a wish, checked by reading. */
  readonly regionless?: true;
  /** What is missing before a first call could be made: each with what to set. Makes no call itself. */
  missing(settings: Values, runtime: Runtime): readonly Failure[];
  connect(settings: Values, runtime: Runtime): unknown;
  readonly resources: Readonly<Record<string, AnyBinding>>;
  /** What each component is made of here. */
  readonly components: Readonly<Record<string, Composition>>;
  /** What can be asked of it, by name. */
  readonly lookups: Readonly<Record<string, AnyLookup>>;
  /** What it publishes of its prices. Unset: nothing that could be read. */
  readonly prices?: readonly PriceRow[];
}

/**
 * A cloud's settings: configuration first, then the environment. Credentials are one unit: if the configuration gives
 * any, none comes from the environment.
 *
 * @param json the text of the configuration value `ipv6:<cloud>`, an object
 */
export function readSettings(cloud: Cloud, json: string | undefined, environment: Runtime["environment"]): Values {
  const where = `the configuration ipv6:${cloud.name}`;
  const given = parseObject(json, where);
  const credentials = Object.keys(cloud.settings).filter((name) => cloud.settings[name]?.secret);
  const own = credentials.some((name) => (given[name] ?? "") !== "");
  for (const [name, field] of Object.entries(cloud.settings)) {
    if (own && field.secret) continue;
    given[name] ??= field.env?.map((variable) => environment[variable]).find((value) => value?.trim());
  }
  const { inputs, failures } = check(where, cloud.settings, [], given);
  // Of a name that is not known the value is not said: it may be a credential under a name with a slip.
  const said = failures.map(({ property, reason }) =>
    Object.hasOwn(cloud.settings, property) ? reason : (reason.split("; got ")[0] ?? ""),
  );
  if (said.length > 0) throw new Refusal(said.join("\n"));
  return inputs;
}

function parseObject(json: string | undefined, where: string): Values {
  if (json === undefined || json.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // said below, without the text: it may hold a secret
  }
  throw new Refusal(`${where} must be an object; set its parts with pulumi config set --path`);
}
