import { jsonObject } from "../../core/api/links";
import { SECRET_MARK, SIGNATURE } from "../../doors/engine-values";
import { ownOf } from "../../doors/registry";
import type { Configured } from "../accounts";
import type { Io } from "../command";
import { parsed } from "../files";
import { type Check, failure, ok } from "./checks";
import { firstLine, tried } from "./programs";

/** What is to be checked: of a stack what it uses, by the settings it is used with; else everything. */
export interface Wanted {
  /** Settings by cloud. */
  readonly configured: Configured;
  /** Name of the explicit provider that has these settings. Undefined for the configuration. */
  readonly provider?: string | undefined;
  /** Resource names by cloud. Empty: all clouds with credentials, and all resources of each. */
  readonly resources: ReadonlyMap<string, ReadonlySet<string>>;
  /** Regions that resources are in, by cloud. */
  readonly regions: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Through which doors a stack has its resources. */
export interface Doors {
  /** It has resources of the plugin. */
  readonly plugin: boolean;
  /** It has dynamic resources. */
  readonly dynamic: boolean;
}

export interface Stack extends Doors {
  /** One for the configuration, and one for each explicit provider with settings. */
  readonly wanted: readonly Wanted[];
  readonly checks: readonly Check[];
}

export const EVERYTHING: Stack = {
  wanted: [{ configured: {}, resources: new Map(), regions: new Map() }],
  plugin: false,
  dynamic: false,
  checks: [],
};

const UNREAD_MEND = "Set it anew with pulumi config set --path ipv6:CLOUD.NAME VALUE.";
const MEND = "Check --stack and --cwd, pulumi login, and PULUMI_CONFIG_PASSPHRASE.";

/** Reads a stack's configuration and state through the engine's command line. */
export async function readStack(io: Io, stack: string, cwd: string, names: readonly string[]): Promise<Stack> {
  const ask = async (...args: string[]) => {
    const ran = await tried(io, "pulumi", [...args, "--stack", stack, "--cwd", cwd, "--non-interactive"]);
    if (!ran) return "there is no pulumi on PATH";
    const found = ran.code === 0 ? parsed(ran.out) : undefined;
    if (typeof found === "object" && found !== null) return found as Found;
    // Standard output may have secrets.
    return `pulumi ${args[0]}: ${ran.code === 0 ? "its output is not JSON" : firstLine({ ...ran, out: "" })}`;
  };
  // Settings with a secret part are secret as a whole.
  const config = await ask("config", "--json", "--show-secrets");
  const state = await ask("stack", "export", "--show-secrets");
  const rows = typeof state === "string" ? [] : rowsOf(state);
  const own = rows.filter(({ type }) => ownOf(type));
  const settings = typeof config === "string" ? {} : settingsOf(config, names);
  const providers = rows.flatMap((row) => explicitProvider(row, names));
  const isOf = ({ provider }: Row, of: Provider) => provider?.startsWith(`${of.urn}::`);
  const rest = own.filter((row) => !providers.some((provider) => isOf(row, provider)));
  const explicit = providers.map((provider) =>
    wantedOf(
      provider,
      own.filter((row) => isOf(row, provider)),
    ),
  );
  const count = `${own.length} ${own.length === 1 ? "resource" : "resources"} of ipv6`;
  const configured = Object.keys(settings).map((name) => `ipv6:${name}`);
  return {
    // What every resource has an explicit provider for is not asked of the configuration, too.
    wanted: [
      ...(rest.length > 0 || explicit.length === 0 ? [wantedOf({ settings, name: undefined }, rest)] : []),
      ...explicit,
    ],
    plugin: own.some(({ type }) => type.startsWith("ipv6:")),
    dynamic: own.some(({ type }) => !type.startsWith("ipv6:")),
    checks: [
      typeof config === "string"
        ? failure("configuration", config, MEND)
        : ok("configuration", `of ${stack}: ${configured.join(", ") || "nothing of ipv6, so the environment counts"}`),
      ...(typeof config === "string" ? [] : unreadIn(config, names)),
      typeof state === "string" ? failure("state", state, MEND) : ok("state", count),
      ...providers.flatMap(providerChecks),
    ],
  };
}

function wantedOf(
  { settings, name }: Pick<Provider, "settings"> & { name: string | undefined },
  rows: readonly Row[],
): Wanted {
  const resources = new Map<string, Set<string>>();
  const regions = new Map<string, Set<string>>();
  for (const { type, region } of rows) {
    const own = ownOf(type);
    if (!own) continue;
    add(resources, own.cloud.name, own.declaration.name);
    if (region !== undefined) add(regions, own.cloud.name, region);
  }
  for (const cloud of Object.keys(settings)) if (!resources.has(cloud)) resources.set(cloud, new Set());
  return { configured: settings, resources, regions, provider: name };
}

type Found = Readonly<Record<string, unknown>>;

const textIn = (config: Found, name: string) => ((config[`ipv6:${name}`] ?? {}) as { value?: unknown }).value;

function unreadIn(config: Found, names: readonly string[]): Check[] {
  const strange = names.filter((name) => {
    const value = textIn(config, name);
    return typeof value === "string" && typeof jsonObject(value) === "string";
  });
  return strange.map((name) => failure("configuration", `ipv6:${name} is not a JSON object`, UNREAD_MEND));
}

/** The values `ipv6:<cloud>`, which are JSON text. */
function settingsOf(config: Found, names: readonly string[]): Configured {
  const entries = names.flatMap((name) => {
    const value = textIn(config, name);
    const settings = typeof value === "string" ? jsonObject(value) : undefined;
    return typeof settings === "object" ? [[name, settings as Found] as const] : [];
  });
  return Object.fromEntries(entries);
}

interface Row {
  readonly type: string;
  readonly urn: string;
  readonly region: string | undefined;
  /** URN and id of its provider. */
  readonly provider: string | undefined;
  readonly inputs: Found;
}

function rowsOf(state: Found): Row[] {
  const { resources } = (state.deployment ?? {}) as { resources?: unknown };
  return (Array.isArray(resources) ? (resources as Found[]) : []).map(({ type, urn, provider, inputs, outputs }) => {
    const given = (inputs ?? {}) as Found;
    const region = ((outputs ?? {}) as Found).region ?? given.region;
    const text = (value: unknown) => (typeof value === "string" ? value : undefined);
    return { type: String(type), urn: String(urn), inputs: given, region: text(region), provider: text(provider) };
  });
}

/** A provider that the program gives settings of its own, which count instead of the configuration. */
interface Provider {
  readonly urn: string;
  readonly name: string;
  /** By cloud. */
  readonly settings: Configured;
  /** Clouds whose settings are no JSON object. */
  readonly unread: readonly string[];
}

function explicitProvider({ type, urn, inputs }: Row, names: readonly string[]): Provider[] {
  // A default provider has version and download URL behind its name.
  const name = urn.split("::").slice(3).join("::");
  if (type !== "pulumi:providers:ipv6" || /^default(_|$)/.test(name)) return [];
  const given = names.flatMap((cloud) => {
    const value = opened(inputs[cloud]);
    return value === undefined ? [] : [[cloud, typeof value === "string" ? jsonObject(value) : value] as const];
  });
  const isRead = ([, value]: (typeof given)[number]) => typeof value === "object" && value !== null;
  const settings = Object.fromEntries(given.filter(isRead)) as Configured;
  const unread = given.filter((each) => !isRead(each)).map(([cloud]) => cloud);
  return given.length > 0 ? [{ urn, name, settings, unread }] : [];
}

function providerChecks({ name, settings, unread }: Provider): Check[] {
  const read = Object.keys(settings);
  const mend = "Give it an object, or text that is JSON.";
  return [
    ...(read.length > 0 ? [ok("provider", `${name} has settings of its own, for ${read.join(", ")}`)] : []),
    ...unread.map((cloud) => failure("provider", `${name}: its settings for ${cloud} cannot be read`, mend)),
  ];
}

/** A value of `pulumi stack export --show-secrets` as the program gave it. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  const { [SIGNATURE]: mark, plaintext } = value as Found;
  if (mark === SECRET_MARK && typeof plaintext === "string") return opened(parsed(plaintext));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, opened(each)]));
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
