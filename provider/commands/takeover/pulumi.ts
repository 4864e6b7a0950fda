import { z } from "zod";
import { Refusal } from "../../core/api/errors";
import type { Values } from "../../core/check";
import { type Held, type OldSide, regionsIn } from "./old-side";

/** What `pulumi stack export` writes, and the files of a self-managed backend. */

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().nullish(),
  id: z.string().nullish(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
  provider: z.string().nullish(),
  parent: z.string().nullish(),
  dependencies: z.array(z.string()).nullish(),
  deletedWith: z.string().nullish(),
  protect: z.boolean().nullish(),
  external: z.boolean().nullish(),
  delete: z.boolean().nullish(),
});
const resources = z.object({ resources: z.array(resource).nullish() });
/** 4 has the form of 3, and is written if a resource uses what older engines do not know, as ours do. */
const [OLDEST, NEWEST] = [3, 4];
const exported = z.object({ deployment: resources });
const checkpoint = z.object({ checkpoint: z.object({ latest: resources.nullish() }) });

export type StackResource = z.infer<typeof resource>;

/** The resources of a file, undefined if it is none of Pulumi's. */
export function stackResources(file: Values, from: string): readonly StackResource[] | undefined {
  const kind = "deployment" in file ? exported : "checkpoint" in file ? checkpoint : undefined;
  if (!kind) return undefined;
  const version = Number(file.version);
  if (!(version >= OLDEST && version <= NEWEST)) {
    const way = version > NEWEST ? "use a newer pulumi-ipv6" : "write it with pulumi stack export of a newer Pulumi";
    throw new Refusal(`${from}: is a deployment of version ${file.version}, not ${OLDEST} or ${NEWEST}; ${way}`);
  }
  const { data, error } = kind.safeParse(file);
  if (!data) {
    const lines = error?.issues.map(({ path, message }) => `${from}: ${path.join(".")}: ${message}`) ?? [];
    throw new Refusal(lines.slice(0, 10).join("\n"));
  }
  return ("deployment" in data ? data.deployment : (data.checkpoint.latest ?? {})).resources ?? [];
}

export function readPulumi(all: readonly StackResource[]): OldSide {
  const regions = new Map(
    all.flatMap(({ urn, type, inputs }) => {
      const region = plain(inputs?.region);
      return type.startsWith("pulumi:providers:") && typeof region === "string" ? [[urn, region] as const] : [];
    }),
  );
  const held = all
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .map((each): Held => {
      const name = each.urn.split("::").slice(3).join("::");
      const values = snakes({ ...each.inputs, ...each.outputs });
      return {
        ...{ at: each.urn, block: each.urn, type: each.type, label: name, name, id: each.id ?? "" },
        attributes: { ...values, id: each.id ?? "" },
        region: regions.get((each.provider ?? "").split("::").slice(0, 4).join("::")),
        unfit: unfit(each),
      };
    });
  const inState = held.flatMap(({ attributes }) => regionsIn(attributes));
  return {
    ...{ tool: "pulumi", held },
    regions: [...new Set([...regions.values(), ...inState])],
    uses: new Map(all.map((each) => [each.urn, usedBy(each)])),
    protected: new Set(all.flatMap(({ urn, protect }) => (protect ? [urn] : []))),
  };
}

function unfit(each: StackResource): string | undefined {
  if (each.delete) return "pending deletion: Pulumi replaced it and still has to delete it; run pulumi up first";
  if (each.external) return "read with .get(): Pulumi does not manage it";
  return each.id ? undefined : "it has no id: its create never ended";
}

function usedBy({ parent, dependencies, provider, deletedWith }: StackResource): string[] {
  const within = (provider ?? "").split("::").slice(0, 4).join("::");
  return [...(dependencies ?? []), parent, deletedWith, within].filter((urn): urn is string => Boolean(urn));
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value without the engine's envelope. A secret whose text is not in the file is undefined. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const marked = value as Values;
  if (marked[SIGNATURE] === SECRET) {
    try {
      return typeof marked.plaintext === "string" ? plain(JSON.parse(marked.plaintext)) : undefined;
    } catch {
      return undefined;
    }
  }
  return value;
}

/** `ipv6AddressId` becomes `ipv6_address_id`. The keys of tags stay. */
function snakes(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.startsWith("__"))
      .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), plain(value)]),
  );
}
