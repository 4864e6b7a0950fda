import { CLOUDS } from "../../clouds";
import { check, type Failure, type Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import { hasUnknown } from "../../core/field";
import { MODE_RULE, type Mode, modeOf, PREFLIGHT, USUAL_MODE } from "../preflight";
import { secret } from "./properties";

/** Configuration of one provider resource, or of the stack. The only place that holds credentials. */
export interface ProviderConfig {
  /** Settings by cloud, as JSON text. The environment supplies the rest. */
  readonly clouds: Readonly<Record<string, string>>;
  readonly refreshBeforeUpdate: boolean;
  readonly preflight: Mode;
}

export const REFRESH = "refreshBeforeUpdate";
/** Settings that belong to no cloud: how to read each, and its rule. */
const SWITCHES: Readonly<Record<string, { read(value: unknown): unknown; rule: string }>> = {
  [REFRESH]: { read: flag, rule: "must be true or false" },
  [PREFLIGHT]: { read: modeOf, rule: MODE_RULE },
};
/** Keys that the engine adds to a provider's settings. */
const ENGINE = new Set(["version", "pluginDownloadURL", "pluginChecksums", "parameterization"]);

const clouds: readonly Cloud[] = Object.values(CLOUDS);

/** Reads what CheckConfig accepted. Clouds are read when first used, so an unused one cannot fail here. */
export function readConfig(args: Values): ProviderConfig {
  const texts = clouds.flatMap(({ name }) => {
    const value = args[name];
    if (value === undefined || value === null) return [];
    return [[name, typeof value === "string" ? value : JSON.stringify(value)]];
  });
  const refreshBeforeUpdate = flag(args[REFRESH]) ?? true;
  return { clouds: Object.fromEntries(texts), refreshBeforeUpdate, preflight: modeOf(args[PREFLIGHT]) ?? USUAL_MODE };
}

/** Checks names and types. Messages hold no values: a credential may be under a misspelled name. */
export function checkConfig(news: Values): Failure[] {
  return Object.entries(news).flatMap(([name, value]): Failure[] => {
    if (value === undefined || value === null || name.startsWith("__") || ENGINE.has(name)) return [];
    const cloud = clouds.find((each) => each.name === name);
    if (cloud) return checkCloud(cloud, value);
    const known = [...clouds.map((each) => each.name), ...Object.keys(SWITCHES)].join(", ");
    const own = SWITCHES[name];
    if (!own) return [{ property: name, reason: `ipv6:${name}: no such setting (there are ${known})` }];
    if (own.read(value) !== undefined || hasUnknown(value)) return [];
    return [{ property: name, reason: `ipv6:${name}: ${own.rule}` }];
  });
}

function checkCloud({ name: property, title, settings, settingRules }: Cloud, value: unknown): Failure[] {
  const path = `ipv6:${property}`;
  const given = objectOf(value);
  if (!given) {
    if (hasUnknown(value)) return [];
    return [{ property, reason: `${path} must be an object; set its parts with pulumi config set --path` }];
  }
  const { failures } = check(title, settings, settingRules, given);
  return failures.map(({ reason }) => ({ property, reason: `${path}.${reason.split("; got ")[0]}` }));
}

/** The configuration for state: nothing from the environment, and each credential marked secret. */
export function sealConfig(news: Values): Values {
  const sealed = Object.entries(news).map(([name, value]) => {
    const secrets = Object.entries(clouds.find((cloud) => cloud.name === name)?.settings ?? {})
      .filter(([, field]) => field.secret)
      .map(([setting]) => setting);
    const held = secrets.filter((setting) => objectOf(value)?.[setting] !== undefined);
    if (held.length === 0) return [name, value];
    if (typeof value === "string") return [name, secret(value)];
    const marked = held.map((setting) => [setting, secret((value as Values)[setting])]);
    return [name, { ...(value as Values), ...Object.fromEntries(marked) }];
  });
  return Object.fromEntries(sealed);
}

/**
 * Changed settings. Never a replacement: keys are rotated, and each resource stores its region. So a resource can move
 * between the stack's configuration and an explicit provider without being replaced.
 */
export function diffConfig(olds: Values, news: Values): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => !name.startsWith("__") && !same(olds[name], news[name]));
}

function same(a: unknown, b: unknown): boolean {
  return !hasUnknown(a) && !hasUnknown(b) && canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  const object = objectOf(value);
  return JSON.stringify(object ? Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)) : (value ?? null));
}

/** Explicit providers send objects; `pulumi config` and generated SDKs send JSON text. */
function objectOf(value: unknown): Values | undefined {
  let object = value;
  if (typeof value === "string") {
    try {
      object = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return typeof object === "object" && object !== null && !Array.isArray(object) ? (object as Values) : undefined;
}

function flag(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}
