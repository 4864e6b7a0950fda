import { ownOf } from "../../doors/registry";
import type { Configured } from "../accounts";
import type { Io } from "../command";
import { parsed } from "../files";
import { type Check, failure, ok, warning } from "./checks";
import { firstLine, tried } from "./programs";

/** What is to be checked: of a stack what it uses, else everything. */
export interface Wanted {
  /** Settings by cloud. */
  readonly configured: Configured;
  /** Resource names by cloud. Empty: all clouds with credentials, and all resources of each. */
  readonly resources: ReadonlyMap<string, ReadonlySet<string>>;
  /** Regions that resources are in, by cloud. */
  readonly regions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The stack has resources of the plugin. */
  readonly plugin: boolean;
  /** It has dynamic resources. */
  readonly dynamic: boolean;
}

export const EVERYTHING: Wanted = {
  configured: {},
  resources: new Map(),
  regions: new Map(),
  plugin: false,
  dynamic: false,
};

const MEND = "Check --stack and --cwd, pulumi login, and PULUMI_CONFIG_PASSPHRASE.";

/** Reads a stack's configuration and state through the engine's command line. */
export async function readStack(io: Io, stack: string, cwd: string, names: readonly string[]) {
  const ask = async (...args: string[]) => {
    const ran = await tried(io, "pulumi", [...args, "--stack", stack, "--cwd", cwd, "--non-interactive"]);
    if (!ran) return "there is no pulumi on PATH";
    const found = ran.code === 0 ? parsed(ran.out) : undefined;
    return typeof found === "object" && found !== null ? (found as Found) : `pulumi ${args[0]}: ${firstLine(ran)}`;
  };
  // Settings with a secret part are secret as a whole.
  const config = await ask("config", "--json", "--show-secrets");
  const state = await ask("stack", "export");
  const rows = typeof state === "string" ? [] : rowsOf(state);
  const own = rows.flatMap((row) => {
    const cloud = ownOf(row.type);
    return cloud ? [{ ...row, cloud: cloud.cloud.name, name: cloud.declaration.name }] : [];
  });
  const settings = typeof config === "string" ? {} : settingsOf(config, names);
  const resources = new Map<string, Set<string>>();
  const regions = new Map<string, Set<string>>();
  for (const { cloud, name, region } of own) {
    add(resources, cloud, name);
    if (region !== undefined) add(regions, cloud, region);
  }
  for (const cloud of Object.keys(settings)) if (!resources.has(cloud)) resources.set(cloud, new Set());
  const checks: Check[] = [
    typeof config === "string"
      ? failure("configuration", config, MEND)
      : ok(
          "configuration",
          `of ${stack}: ${
            Object.keys(settings)
              .map((name) => `ipv6:${name}`)
              .join(", ") || "nothing of ipv6, so the environment counts"
          }`,
        ),
    typeof state === "string"
      ? failure("state", state, MEND)
      : ok("state", `${own.length} ${own.length === 1 ? "resource" : "resources"} of ipv6`),
    ...explicitProviders(rows),
  ];
  const wanted: Wanted = {
    configured: settings,
    resources,
    regions,
    plugin: own.some(({ type }) => type.startsWith("ipv6:")),
    dynamic: own.some(({ type }) => !type.startsWith("ipv6:")),
  };
  return { wanted, checks };
}

type Found = Readonly<Record<string, unknown>>;

/** The values `ipv6:<cloud>`, which are JSON text. What cannot be read is told as a mistake in the settings. */
function settingsOf(config: Found, names: readonly string[]): Configured {
  const entries = names.flatMap((name) => {
    const { value } = (config[`ipv6:${name}`] ?? {}) as { value?: unknown };
    if (typeof value !== "string") return [];
    const settings = parsed(value);
    return typeof settings === "object" && settings !== null ? [[name, settings as Found] as const] : [];
  });
  return Object.fromEntries(entries);
}

interface Row {
  readonly type: string;
  readonly urn: string;
  readonly region: string | undefined;
  readonly inputs: Found;
}

function rowsOf(state: Found): Row[] {
  const { resources } = (state.deployment ?? {}) as { resources?: unknown };
  return (Array.isArray(resources) ? (resources as Found[]) : []).map(({ type, urn, inputs, outputs }) => {
    const given = (inputs ?? {}) as Found;
    const region = ((outputs ?? {}) as Found).region ?? given.region;
    return {
      ...{ type: String(type), urn: String(urn), inputs: given },
      region: typeof region === "string" ? region : undefined,
    };
  });
}

/** Settings in a program are in state encrypted, and are not those of the configuration. */
function explicitProviders(rows: readonly Row[]): Check[] {
  const explicit = rows.filter(({ type, inputs }) => {
    const keys = Object.keys(inputs).filter((key) => !["version", "__internal"].includes(key));
    return type === "pulumi:providers:ipv6" && keys.length > 0 && !keys.every((key) => inputs[key] === "");
  });
  return explicit
    .filter(({ urn }) => !/::default(_\d+\w*)?$/.test(urn))
    .map(({ urn }) =>
      warning(
        "provider",
        `the program gives ${urn.split("::").at(-1)} settings of its own, which are not read here`,
        "Check that account with --profile or --role.",
      ),
    );
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
