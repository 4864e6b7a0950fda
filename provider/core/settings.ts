import { Refusal } from "./api/errors";
import { check, type Values } from "./check";
import type { Cloud } from "./cloud";
import type { Runtime } from "./context";
import { text } from "./field";

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
  for (const [name, { credential, env = [] }] of Object.entries(cloud.settings)) {
    if (!credential) given[name] ??= firstSet(env, environment);
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

/** A setting that overrides the endpoint of all calls to a cloud. */
export function endpointSetting(doc: string, variable: string) {
  return text({
    doc,
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    shape: "a URL such as http://127.0.0.1:8080, without a path",
    env: [variable],
  });
}

/** A host that one service is called at, or a URL with its scheme. */
export function hostSetting(doc: string, env: readonly string[]) {
  return text({
    doc,
    pattern: /^(https?:\/\/)?[^\s/]+\/?$/,
    shape: "a host such as sts.example.com, or a URL without a path",
    env,
  });
}

/** The URL of a `hostSetting`. */
export function urlOf(host: string): string {
  return (/^https?:\/\//.test(host) ? host : `https://${host}`).replace(/\/+$/, "");
}
