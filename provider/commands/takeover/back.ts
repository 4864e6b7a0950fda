import { messageOf } from "../../core/api/errors";
import type { Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import type { Peer } from "../../core/peers";
import { findLookup, ownOf } from "../../doors/registry";
import type { Account } from "../accounts";
import type { Io } from "../command";
import { type Block, type Imported, terraformOf } from "./hcl";
import { fromPulumi } from "./leaving";
import { isEmpty, type Left } from "./mapping";
import { plain, readPulumi, type StackResource } from "./pulumi";

/** The other way: what a stack of ours holds, as configuration of the peers' Terraform providers. */
export interface Back {
  readonly files: ReadonlyMap<string, string>;
  readonly given: readonly GivenRow[];
  readonly notGiven: readonly Left[];
}

/** Of a report: a resource of ours, and what Terraform imports for it. */
export interface GivenRow {
  readonly urn: string;
  readonly to: string;
  readonly id: string;
  readonly notes: readonly string[];
}

/** Resources of ours in a stack. */
export interface Own {
  readonly entry: StackResource;
  readonly cloud: Cloud;
  readonly resource: string;
  readonly values: Values;
}

export function ownIn(resources: readonly StackResource[]): Own[] {
  return resources.flatMap((entry) => {
    const own = ownOf(entry.type);
    if (!own || entry.delete || entry.external) return [];
    const all = Object.entries({ ...entry.inputs, ...entry.outputs });
    const values = Object.fromEntries(all.map(([name, value]) => [name, plain(value)]));
    return [{ entry, cloud: own.cloud, resource: own.declaration.name, values }];
  });
}

export async function givenBack(
  resources: readonly StackResource[],
  accounts: readonly Account[],
  io: Io,
): Promise<Back> {
  const names = new Set<string>();
  const notGiven: Left[] = [];
  const made = await Promise.all(
    ownIn(resources).flatMap((own) => {
      const leave = (why: string) =>
        void notGiven.push({ at: own.entry.urn, type: own.entry.type, id: own.entry.id ?? "", why });
      const rows = own.cloud.peers.types.filter(({ resource, back }) => resource === own.resource && back);
      if (rows.length === 0) leave(unheld(own));
      const fitting = rows.filter(({ back }) => back?.when === undefined || !isEmpty(own.values[back.when]));
      return fitting.map(async (peer) => {
        const missing: string[] = [];
        const id = filled(peer.back?.id ?? "", own.values, missing);
        if (missing.length === 0) return importOf(own, peer, id, accounts, names, io);
        leave(`the file lacks its ${missing.join(", ")}; export the stack with --show-secrets after a refresh`);
        return undefined;
      });
    }),
  );
  io.progress("");
  const imports = merged(made.filter((each) => each !== undefined));
  const gone = [...new Set(imports.flatMap(({ urns }) => urns))];
  const components = resources
    .filter(({ urn, custom }) => !custom && isWhole(urn, resources, gone))
    .map(({ urn }) => urn);
  const { file } = fromPulumi(readPulumi(resources), [...gone, ...components]);
  const files = new Map([["import.tf", terraformOf(imports)], ...(file ? [[file.name, file.text] as const] : [])]);
  const given = imports.flatMap(({ urns, type, name, id, notes }) =>
    urns.map((urn) => ({ urn, to: `${type}.${name}`, id, notes })),
  );
  return { files, given, notGiven };
}

/** Nothing is lost: it stays at the cloud, and the type of what it belongs to may list it. */
function unheld({ cloud, resource }: Own): string {
  const { provider, types } = cloud.peers;
  const within = types.filter((peer) => peer.resource === resource && peer.keeps?.length);
  const where = within.map(({ type, keeps = [] }) => `${keeps[0]} of ${type}`).join(" or ");
  return `${provider.source} has no type that can import it${where && `; Terraform has it as ${where}`}`;
}

/** A component of ours goes when all its children go. */
function isWhole(urn: string, resources: readonly StackResource[], gone: readonly string[]): boolean {
  const children = resources.filter(({ parent }) => parent === urn);
  return (
    /^urn:[^$]*::ipv6:index:/.test(urn) && children.length > 0 && children.every((each) => gone.includes(each.urn))
  );
}

async function importOf(
  { entry, cloud, values }: Own,
  { type, inputs, back = { id: "" } }: Peer,
  id: string,
  accounts: readonly Account[],
  names: Set<string>,
  io: Io,
): Promise<Imported> {
  const notes = back.note ? [back.note] : [];
  const attributes: Record<string, unknown> = {};
  for (const [input, attribute] of Object.entries(inputs)) {
    if (back.only && !back.only.includes(input)) continue;
    if (!isEmpty(values[input]) && attribute !== "id") attributes[attribute] = values[input];
  }
  for (const [attribute, template] of Object.entries(back.more ?? {}))
    attributes[attribute] = filled(template, values, []);
  const { lookUp } = back;
  if (lookUp && isEmpty(attributes[lookUp.attribute])) {
    const found = await looked(cloud, lookUp, values, accounts, io);
    if (typeof found === "string") attributes[lookUp.attribute] = found;
    else notes.push(`${lookUp.attribute} could not be read: ${found.why}`);
  }
  const missing = (back.required ?? []).filter((name) => isEmpty(attributes[name]));
  const blocks: Block[] = back.blocks ? blocksOf(back.blocks, values) : [];
  const region = typeof values.region === "string" && !cloud.regionless ? values.region : undefined;
  const name = nameOf(entry.urn.split("::").slice(3).join("::"), type, names);
  return {
    urns: [entry.urn],
    provider: cloud.peers.provider,
    type,
    name,
    id,
    region,
    attributes,
    missing,
    blocks,
    // Of a list of blocks the cloud knows more than the configuration: a difference would replace the object.
    ignored: back.blocks ? [back.blocks.attribute] : [],
    notes,
  };
}

function blocksOf(
  { attribute, of, inputs }: NonNullable<NonNullable<Peer["back"]>["blocks"]>,
  values: Values,
): Block[] {
  const more = Object.entries(inputs).filter(([input]) => !isEmpty(values[input]));
  const fixed = Object.fromEntries(more.map(([input, name]) => [name, values[input]]));
  return ((values[of] ?? []) as readonly string[]).map((address) => ({
    name: attribute,
    attributes: { address, ...fixed },
  }));
}

async function looked(
  cloud: Cloud,
  { function: name, argument, result }: { function: string; argument: string; result: string },
  values: Values,
  accounts: readonly Account[],
  io: Io,
): Promise<string | { why: string }> {
  const question = findLookup(`${cloud.name}:${name}`);
  const account = accounts.find((each) => each.cloud === cloud);
  if (!question || !account) return { why: `there are no credentials of ${cloud.title}` };
  const args = { region: values.region, [argument]: values[argument] };
  try {
    const found = await account.session.lookUp(question, args, { signal: io.signal });
    return typeof found[result] === "string" ? (found[result] as string) : { why: "the cloud does not tell it" };
  } catch (error) {
    io.signal.throwIfAborted();
    return { why: messageOf(error).split("\n").join(" ") };
  }
}

/** Several resources of ours may be one of Terraform's. */
function merged(imports: readonly Imported[]): Imported[] {
  const found = new Map<string, Imported>();
  for (const each of imports) {
    const key = JSON.stringify([each.type, each.region, each.id]);
    const before = found.get(key);
    if (!before) found.set(key, each);
    else
      found.set(key, { ...before, urns: [...before.urns, ...each.urns], blocks: [...before.blocks, ...each.blocks] });
  }
  return [...found.values()];
}

function filled(template: string, values: Values, missing: string[]): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== "string" || value === "") missing.push(name);
    return String(value ?? "");
  });
}

/** Terraform's names have no dots or other signs, and begin with a letter. */
function nameOf(label: string, type: string, names: Set<string>): string {
  const plainName = label.replace(/[^\w-]+/g, "_").replace(/^(?![A-Za-z_])/, "_");
  let name = plainName;
  for (let number = 2; names.has(`${type}.${name}`); number++) name = `${plainName}_${number}`;
  names.add(`${type}.${name}`);
  return name;
}
