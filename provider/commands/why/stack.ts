import { Refusal } from "../../core/api/errors";
import { canonicalAddress, inBlock } from "../../core/id";
import type { Target } from "../../core/path/chain";
import { clouds } from "../accounts";
import type { Io } from "../command";

/** What a resource of a stack says about where to look. */
export interface Pointer {
  readonly targets: readonly Target[];
  /** Name of the cloud, if the type tells. */
  readonly cloud: string | undefined;
  readonly region: string | undefined;
}

interface Row {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const NIC = ["networkInterfaceId", "nicId", "eniId"];
const ULA = "fc00::/7";

/**
 * Reads the state of a stack with the engine, and finds one of its resources.
 *
 * @param wanted URN or name
 * @throws Refusal with what to do
 */
export async function pointerOf(io: Io, stack: string, wanted: string): Promise<Pointer> {
  const ran = await io.exec("pulumi", ["stack", "export", "--stack", stack]);
  if (!ran) throw new Refusal("--stack: the program pulumi is not on PATH; install it, or give the address itself");
  if (ran.code !== 0)
    throw new Refusal(`--stack: pulumi stack export --stack ${stack} failed: ${ran.err.trim().split("\n")[0]}`);
  const rows = rowsOf(ran.out, stack);
  const named = rows.filter(({ urn }) => urn === wanted || urn.split("::").slice(3).join("::") === wanted);
  const all = named.map((row) => ({ row, pointer: pointerFrom(row, rows) }));
  const found = all.filter(({ pointer }) => pointer.targets.length > 0);
  if (named.length === 0)
    throw new Refusal(`--stack: ${stack} has no resource ${wanted}; \`pulumi stack --show-urns\` lists them`);
  if (found.length === 0)
    throw new Refusal(
      `--stack: ${wanted} has no IPv6 address and no network interface in its state that can be read (a secret cannot); give the address itself`,
    );
  // A component and its parts may have one name: the outermost of them speaks for all.
  const outer = found.filter(({ row }) => !found.some((other) => other.row.urn === row.parent));
  if (outer.length > 1)
    throw new Refusal(
      `--stack: ${wanted} is the name of several resources; give one of these URNs:\n${outer.map(({ row }) => row.urn).join("\n")}`,
    );
  return (outer[0] ?? (found[0] as (typeof found)[number])).pointer;
}

function rowsOf(text: string, stack: string): Row[] {
  try {
    const { deployment } = JSON.parse(text) as { deployment?: { resources?: Row[] } };
    return (deployment?.resources ?? []).filter(({ urn }) => typeof urn === "string");
  } catch {
    throw new Refusal(`--stack: what pulumi stack export wrote for ${stack} is not JSON`);
  }
}

/** From the resource itself, or if it has none, such as a component, from what it contains. */
function pointerFrom(row: Row, rows: readonly Row[]): Pointer {
  const parts = rows.filter(({ parent }) => parent === row.urn);
  const own = { ...row.inputs, ...row.outputs };
  const addresses = [
    ...new Set(Object.entries(own).flatMap(([key, value]) => (/addr|^ip/i.test(key) ? addressesIn(value) : []))),
  ];
  // A private address is on the same way as the public one that is bound to it.
  const global = addresses.filter((address) => !inBlock(address, ULA));
  const shown = global.length > 0 ? global : addresses;
  const nics = NIC.flatMap((key) => (typeof own[key] === "string" ? [own[key]] : []));
  const inner = shown.length === 0 ? parts.map((part) => pointerFrom(part, rows)) : [];
  const targets: Target[] =
    shown.length > 0
      ? shown.map((address) => ({ address }))
      : [
          ...nics.slice(0, 1).map((networkInterfaceId) => ({ networkInterfaceId })),
          ...inner.flatMap((each) => each.targets),
        ];
  const words = row.type.split(/[:/]/);
  const cloud = clouds.find(({ name }) => words.includes(name))?.name ?? inner.find((each) => each.cloud)?.cloud;
  const region = typeof own.region === "string" && own.region ? own.region : inner.find((each) => each.region)?.region;
  const unique = new Map(targets.map((target) => [JSON.stringify(target), target]));
  return { targets: [...unique.values()], cloud, region };
}

function addressesIn(value: unknown): string[] {
  if (typeof value === "string") return (canonicalAddress(value) ?? []) ? [canonicalAddress(value) as string] : [];
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (/addr|^ip/i.test(key) ? addressesIn(each) : []));
}
