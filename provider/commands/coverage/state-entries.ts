import { z } from "zod";
import type { Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import { canonicalAddress } from "../../core/id";
import type { HeldAs, Paid } from "../../core/paid";
import { identity } from "../../doors/identity";
import { parse } from "../../doors/plugin/urn";
import { ownOf } from "../../doors/registry";
import { clouds } from "../accounts";

/** What a state has the object as. */
export type Kind = "pulumi-ipv6" | "Pulumi bridge" | "Terraform";

/** One resource of a state that has a billed object, or that may have ordered one. */
export interface Entry {
  readonly state: string;
  readonly kind: Kind;
  readonly type: string;
  readonly name: string;
  readonly cloud: Cloud;
  readonly billedId?: string | undefined;
  /** Only where there is no billed id. */
  readonly place?: string | undefined;
  readonly region?: string | undefined;
  /** An order of a run that has not ended, or was interrupted: state has no id of it. */
  readonly pending?: true;
  /** Of our own resources. */
  readonly declared?: Declared | undefined;
}

/** Parts of a declared resource's identity. */
export interface Declared {
  readonly project: string;
  readonly stack: string;
  /** Parents' types, type and name: what the same program has in another stack. */
  readonly rest: { readonly parents: string; readonly type: string; readonly name: string };
}

export const identityOf = ({ project, stack, rest }: Declared) => identity({ project, stack, ...rest });

const values = z.record(z.string(), z.unknown()).nullish();
const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().nullish(),
  custom: z.boolean().nullish(),
  external: z.boolean().nullish(),
  inputs: values,
  outputs: values,
});
const snapshot = z.object({
  resources: z.array(resource).nullish(),
  pending_operations: z.array(z.object({ type: z.string(), resource })).nullish(),
});
const pulumi = z.object({ deployment: snapshot });
/** A file in the folder of a self-managed backend. */
const checkpoint = z.object({ checkpoint: z.object({ stack: z.string().nullish(), latest: snapshot.nullish() }) });

const tfResource = z.object({
  mode: z.string().nullish(),
  type: z.string(),
  name: z.string(),
  module: z.string().nullish(),
  // Providers of old keep `attributes_flat`, whose top level has the same names.
  instances: z.array(z.object({ index_key: z.unknown().optional(), attributes: values, attributes_flat: values })),
});
const tfState = z.object({ version: z.literal(4), resources: z.array(tfResource) });
const tfShown = z.object({ address: z.string(), mode: z.string().nullish(), type: z.string(), values });
interface Module {
  readonly resources?: z.infer<typeof tfShown>[] | null | undefined;
  readonly child_modules?: readonly Module[] | null | undefined;
}
const tfModule: z.ZodType<Module> = z.lazy(() =>
  z.object({ resources: z.array(tfShown).nullish(), child_modules: z.array(tfModule).nullish() }),
);
const tfValues = z.object({ root_module: tfModule.nullish() }).nullish();
/** `terraform show -json` of a state, without values if it is empty, or of a plan, with the state before it. */
const tfShow = z.object({
  ...{ format_version: z.string(), values: tfValues, prior_state: z.object({ values: tfValues }).nullish() },
  // Of `terraform providers schema` and `terraform validate`.
  ...{ provider_schemas: z.never().optional(), valid: z.never().optional() },
});

/** A stack whose resources' owner tags can be derived. */
export type StackName = Pick<Declared, "project" | "stack">;

export interface Found {
  readonly entries: readonly Entry[];
  /** Of any of its resources, such as the stack's own. */
  readonly stack?: StackName | undefined;
  readonly resources: number;
}

/** The entries of a state in any of the known forms. Undefined if it is none. */
export function entriesOf(json: unknown, state: string): Found | undefined {
  const exported = pulumi.safeParse(json);
  if (exported.success) return ofPulumi(exported.data.deployment, state);
  const stored = checkpoint.safeParse(json);
  if (stored.success) {
    const { stack, latest } = stored.data.checkpoint;
    const found = ofPulumi(latest ?? {}, state);
    return { ...found, stack: found.stack ?? (stack ? stackNamed(stack) : undefined) };
  }
  const raw = tfState.safeParse(json);
  if (raw.success) {
    const managed = raw.data.resources.filter(({ mode }) => mode !== "data");
    return ofTerraform(
      state,
      managed.flatMap(({ type, name, module, instances }) =>
        instances.map(({ index_key: key, attributes, attributes_flat: flat }) => {
          const at = key === undefined || key === null ? "" : `[${JSON.stringify(key)}]`;
          return {
            type,
            address: `${module ? `${module}.` : ""}${type}.${name}${at}`,
            values: attributes ?? flat ?? {},
          };
        }),
      ),
    );
  }
  const shown = tfShow.safeParse(json);
  if (!shown.success) return undefined;
  return ofTerraform(
    state,
    resourcesIn((shown.data.values ?? shown.data.prior_state?.values)?.root_module ?? {}).filter(
      ({ mode }) => mode !== "data",
    ),
  );
}

/** A stack without resources has its name only in the backend: `organization/project/stack`. */
export function stackNamed(name: string): StackName {
  const [stack = "", project = ""] = name.split("/").reverse();
  return { project, stack };
}

function resourcesIn({ resources, child_modules: children }: Module): z.infer<typeof tfShown>[] {
  return [...(resources ?? []), ...(children ?? []).flatMap(resourcesIn)];
}

function ofTerraform(
  state: string,
  all: readonly { readonly type: string; readonly address: string; readonly values?: z.infer<typeof values> }[],
): Found {
  const entries = all.flatMap(({ type, address, values: attributes }) =>
    clouds.flatMap((cloud) => {
      const { heldAsTerraform: table } = cloud.paid;
      const held = Object.hasOwn(table, type) ? table[type] : undefined;
      const all = held ? heldIn(held, attributes ?? {}) : [];
      return all.map((has) => ({ state, kind: "Terraform" as const, type, name: address, cloud, ...has }));
    }),
  );
  return { entries, resources: all.length };
}

function ofPulumi({ resources, pending_operations: pending }: z.infer<typeof snapshot>, state: string): Found {
  // A resource that was only read (`get`) is managed elsewhere.
  const all = (resources ?? []).filter(({ external, custom }) => !external && custom !== false);
  // Of an order that has not ended the state has no id. What a run was importing or ending is that run's.
  const interrupted = (pending ?? []).map(({ type, resource: each }) =>
    type === "creating" ? { ...each, id: undefined, outputs: undefined } : each,
  );
  const entries = [
    ...all.flatMap((each) => entryOf(each, state)),
    ...interrupted
      .filter(({ urn, id }) => !id || !all.some((each) => each.urn === urn && each.id === id))
      .flatMap((each) => entryOf(each, state, true)),
  ];
  const [first] = [...(resources ?? []), ...interrupted];
  return { entries, resources: all.length, stack: first && declaredIn(first.urn) };
}

function entryOf(each: z.infer<typeof resource>, state: string, pending = false): Entry[] {
  const { type, id, inputs, outputs } = each;
  const properties = { ...inputs, ...outputs, ...(id && { id }) };
  const declared = declaredIn(each.urn);
  const about = { state, type, name: declared.rest.name, ...(pending && { pending: true as const }) };
  const own = ownOf(type);
  if (own) {
    // Other resources of ours are kept, too: their owner tags may be on what is billed.
    const held = own.cloud.paid.heldAs[own.declaration.name];
    const has = held ? heldBy(held, properties, id ?? undefined) : { region: regionOf(properties, id ?? undefined) };
    return [{ ...about, kind: "pulumi-ipv6", cloud: own.cloud, declared, ...has }];
  }
  return clouds.flatMap((cloud) => {
    const table = Object.entries(cloud.paid.heldAsTerraform);
    const held = table.find(([name]) => bridgedFrom(type, name))?.[1];
    const all = held ? heldIn(held, terraformNames(properties)) : [];
    return all.map((has) => ({ ...about, kind: "Pulumi bridge" as const, cloud, ...has }));
  });
}

function declaredIn(urn: string): Declared {
  const { project, stack, parents, type, name } = parse(urn);
  return { project, stack, rest: { parents, type: type.replace("pulumi-nodejs:dynamic/ipv6/", "ipv6:"), name } };
}

/**
 * Whether a token of a bridge, or of a Terraform provider that Pulumi runs, stands for a Terraform type: the words of
 * module and name are those of the type, and a bridge may add a module of its own in front.
 */
function bridgedFrom(token: string, terraformType: string): boolean {
  const [, pack = "", module = "", name = ""] = /^(\w[\w-]*):([\w-]+)(?:\/\w+)?:(\w+)$/.exec(token) ?? [];
  const [prefix = "", ...words] = terraformType.split("_");
  if (pack !== prefix) return false;
  const wanted = words.join("");
  const [short, long] = [name.toLowerCase(), `${module}${name}`.toLowerCase()];
  return wanted === short || wanted === long;
}

/** Bridges spell properties in camel case. */
function terraformNames(properties: Values): Values {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [snake(name), value]));
}

type Has = Pick<Entry, "billedId" | "place" | "region">;

/** Of other tools: one object, or with `places` one for each address. */
function heldIn(held: HeldAs, properties: Values): Has[] {
  const listed = held.places === undefined ? undefined : properties[held.places];
  if (held.places !== undefined)
    return (Array.isArray(listed) ? listed : []).flatMap((place) =>
      typeof place === "string" && place !== "" ? [{ place: canonicalAddress(place) ?? place }] : [],
    );
  const has = heldBy(held, properties);
  return has ? [has] : [];
}

/** What the properties say it has; an id of ours has it, too. Undefined if that is nothing. */
function heldBy(held: HeldAs, properties: Values, id?: string): Has | undefined {
  if (held.if && !held.if(properties)) return undefined;
  const text = (name: string | undefined) => {
    const value = name === undefined ? undefined : properties[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [first, ...rest] = id?.split("/") ?? [];
  const region = regionOf(properties, id);
  // Ids of ours: REGION/PLACE/BILLED, REGION/BILLED where there is no place, and a place alone.
  const named = text(held.billedId) ?? rest[held.place ? 1 : 0];
  const place = text(held.place) ?? (held.place ? (rest[0] ?? first) : undefined);
  if (named) return { billedId: named, region };
  return place ? { place: canonicalAddress(place) ?? place, region } : undefined;
}

/** The declared region, or that of an id of ours. */
function regionOf({ region }: Values, id: string | undefined): string | undefined {
  if (typeof region === "string" && region !== "") return region;
  const [first, ...rest] = id?.split("/") ?? [];
  return rest.length > 0 ? first : undefined;
}

export function regionsIn(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>();
  for (const { cloud, region, kind } of entries) {
    if (region === undefined || cloud.regionless || kind !== "pulumi-ipv6") continue;
    const known = by.get(cloud.name) ?? new Set();
    by.set(cloud.name, known.add(region));
  }
  return by;
}

/** Which entries have a billed object. */
export class Holdings {
  private readonly byId = new Map<string, Entry[]>();
  private readonly byPlace = new Map<string, Entry[]>();

  constructor(readonly entries: readonly Entry[]) {
    const add = (map: Map<string, Entry[]>, key: string | undefined, entry: Entry) => {
      if (key === undefined) return;
      const at = `${entry.cloud.name} ${key}`;
      map.set(at, [...(map.get(at) ?? []), entry]);
    };
    for (const entry of entries) {
      add(this.byId, entry.billedId, entry);
      add(this.byPlace, entry.billedId === undefined ? entry.place : undefined, entry);
    }
  }

  of(cloud: Cloud, { billedId, place, address }: Paid): readonly Entry[] {
    const at = (map: Map<string, Entry[]>, key: string | undefined) => map.get(`${cloud.name} ${key}`) ?? [];
    const places = [...new Set([place, address])].filter((each) => each !== undefined && each !== "");
    return [...at(this.byId, billedId), ...places.flatMap((each) => at(this.byPlace, each))];
  }
}
