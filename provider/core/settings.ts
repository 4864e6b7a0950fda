import { Refusal } from "./api/errors";
import { check, type Values } from "./check";
import type { Cloud } from "./cloud";
import type { Runtime } from "./context";
import { type Fields, text } from "./field";

/**
 * A cloud's settings: configuration first, then the environment. Credentials in the environment are not settings: the
 * cloud's links look for them if the configuration has none.
 *
 * @param json the configuration value `ipv6:<cloud>`, a JSON object
 * @throws Refusal that lists every invalid setting
 */
export function readSettings(cloud: Cloud, json: string | undefined, environment: Runtime["environment"]): Values {
  const where = `the configuration ipv6:${cloud.name}`;
  const given = parseObject(json, where);
  for (const [name, { credential, unless, env }] of Object.entries(cloud.settings)) {
    if (credential || (unless && given[unless] !== undefined)) continue;
    given[name] ??= firstSet(env, environment);
  }
  const { inputs, failures } = check(where, cloud.settings, cloud.settingRules, given);
  // Never print the value of an unknown name: it may be a credential under a misspelled name.
  const message = failures.map(({ property, reason }) =>
    Object.hasOwn(cloud.settings, property) ? reason : (reason.split("; got ")[0] ?? ""),
  );
  if (message.length > 0) throw new Refusal(message.join("\n"));
  return inputs;
}

/** The value of the first of these variables that is set. */
export function firstSet(
  names: readonly string[] | undefined,
  environment: Runtime["environment"],
): string | undefined {
  return names?.map((name) => environment[name]).find((value) => value?.trim());
}

function parseObject(json: string | undefined, where: string): Values {
  if (json === undefined || json.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below without the text, which may hold a secret.
  }
  throw new Refusal(`${where} must be an object; set its parts with pulumi config set --path`);
}

/** The URL of a service, without a path. */
export function urlSetting(doc: string, variable: string) {
  const pattern = /^https?:\/\/[^\s/]+\/?$/;
  return text({ doc, pattern, shape: "a URL such as http://127.0.0.1:8080, without a path", env: [variable] });
}

interface Endpoints {
  readonly title: string;
  /** Environment variable of `endpoint`. */
  readonly variable: string;
  /** The products that are called, each with its environment variables. */
  readonly products: Readonly<Record<string, readonly string[]>>;
}

/**
 * Settings that say where calls go: `endpoint` for all products of a cloud, and `<product>Endpoint` for one. The
 * variable of one product does not count where `endpoint` is set: it may be there for another tool.
 */
export function endpointSettings({ title, variable, products }: Endpoints): Fields {
  const endpoint = urlSetting(`One URL for all ${title} services, instead of their usual endpoints.`, variable);
  const ofProduct = ([product, env]: [string, readonly string[]]) => {
    const doc = `Host or URL for calls of the product \`${product}\`, instead of its usual endpoint or \`endpoint\`.`;
    const pattern = /^(https?:\/\/[^\s/]+|[^\s/:]+(\.[^\s/:]+)+(:\d+)?)\/?$/;
    const shape = "a host such as vpc.example.com, or a URL without a path";
    return [`${product}Endpoint`, text({ doc, pattern, shape, env, unless: "endpoint" })];
  };
  return { endpoint, ...Object.fromEntries(Object.entries(products).map(ofProduct)) };
}

/** The URL that the settings give for a product, without a slash at its end. */
export function endpointIn(settings: Values, product: string): string | undefined {
  const given = settings[`${product}Endpoint`] ?? settings.endpoint;
  if (typeof given !== "string") return undefined;
  const bare = given.replace(/\/+$/, "");
  return bare.includes("://") ? bare : `https://${bare}`;
}
