import type { Values } from "../../core/check";
import type { Field, Fields } from "../../core/field";
import type { Reference } from "../../core/peers";
import { publicIpv6 } from "../../doors/registry";
import type { Account } from "../accounts";
import { Names } from "../discover";
import { composed, pairsOf } from "./components";
import { isEmpty } from "./mapping";
import type { Taken } from "./reading";

/** The new program, for every language: what it declares, in an order in which each can refer to those before it. */
export interface Plan {
  readonly nodes: readonly Node[];
}

export interface Node {
  readonly kind: "provider" | "component" | "resource";
  readonly type: string;
  /** Unique, of ASCII letters, digits, - and _. */
  readonly key: string;
  /** The resource's name. */
  readonly name: string;
  readonly inputs: ReadonlyMap<string, Input>;
  readonly provider?: Node | undefined;
  /** Where the old side has it. */
  readonly was: readonly string[];
  /** For import. */
  readonly id?: string;
  /** Of a component: its children, which only the import file names. */
  readonly children: readonly Node[];
  readonly taken: readonly Taken[];
}

export type Input = { readonly value: unknown; readonly field: Field<unknown> } | Link;

/** Another node's output. */
export interface Link {
  readonly of: Node;
  readonly output: string;
  /** Of a list's member. */
  readonly index?: number;
}

/** @param components a pair of assignment and bandwidth becomes one PublicIpv6 */
export function planOf(taken: readonly Taken[], components: boolean): Plan {
  const names = new Named();
  const providers = providersOf(taken, names);
  const nodes = new Map<Taken, Node>();
  const pairs = components ? pairsOf(taken) : [];
  for (const pair of pairs) {
    const node = componentOf(pair, names, providers.get(pair.parts[0].account));
    for (const part of pair.parts) nodes.set(part, node);
  }
  for (const each of inOrder(taken)) {
    if (nodes.has(each)) continue;
    const { cloud } = each.account;
    const references = cloud.peers.references.filter(({ resource }) => resource === each.resource);
    const fields: Fields = cloud.resources[each.resource]?.declaration.fields ?? {};
    const links = new Map(references.flatMap((reference) => linkOf(each, reference, taken, nodes)));
    const inputs = new Map(
      Object.entries(each.inputs).flatMap(([name, value]): [string, Input][] => {
        const field = fields[name];
        const link = links.get(name);
        if (link) return [[name, link]];
        return field && !isEmpty(value) ? [[name, { value, field }]] : [];
      }),
    );
    const made = named(names, each);
    const provider = providers.get(each.account);
    const was = each.from.map(({ held }) => held.at);
    const type = `ipv6:${cloud.name}:${each.resource}`;
    nodes.set(each, {
      kind: "resource",
      type,
      ...made,
      inputs,
      provider,
      was,
      id: each.id,
      children: [],
      taken: [each],
    });
  }
  return { nodes: [...new Set([...providers.values(), ...nodes.values()])] };
}

/** Those that others refer to come first. */
function inOrder(taken: readonly Taken[]): Taken[] {
  const rank = ({ account, resource }: Taken): number => {
    const { references } = account.cloud.peers;
    const from = references.filter((each) => each.resource === resource).flatMap((each) => each.from);
    return from.length === 0
      ? 0
      : 1 + Math.max(...from.map((each) => rank({ account, resource: each.resource } as Taken)));
  };
  return taken
    .map((each) => ({ each, rank: rank(each) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

/** The old side's name stays where it is one of Pulumi's, and free: below different parents there may be two. */
function named(
  names: Named,
  { account, from, label, resource }: Pick<Taken, "account" | "from" | "label" | "resource">,
) {
  const { name: kept } = from.find(({ held }) => held.name !== undefined)?.held ?? {};
  const { name: key, logicalName = key } = names.of(label, resource);
  const type = `${account.cloud.name}:${resource}`;
  const name = kept === undefined || names.kept.has(`${type}:${kept}`) ? logicalName : kept;
  names.kept.add(`${type}:${name}`);
  return { key, name };
}

class Named extends Names {
  readonly kept = new Set<string>();
}

function linkOf(
  taken: Taken,
  { input, from }: Reference,
  all: readonly Taken[],
  nodes: ReadonlyMap<Taken, Node>,
): [string, Link][] {
  const wanted = taken.inputs[input];
  const beside = all.filter(
    ({ account, properties }) => account === taken.account && properties.region === taken.properties.region,
  );
  for (const { resource, output } of from) {
    for (const other of beside.filter((each) => each.resource === resource)) {
      const value = other.properties[output];
      const index = Array.isArray(value) ? value.indexOf(wanted) : undefined;
      const of = nodes.get(other);
      if (!of || wanted === undefined || (index === undefined ? value !== wanted : index < 0)) continue;
      const link =
        of.kind === "component" ? outputOf(other, output, index) : { output, ...(index !== undefined && { index }) };
      if (link) return [[input, { of, ...link }]];
    }
  }
  return [];
}

/** The component's own output, where it has one for this. */
function outputOf({ account, resource }: Taken, output: string, index = 0): { output: string } | undefined {
  const { components, resources } = account.cloud;
  const outputs = components[publicIpv6.name]?.outputs ?? {};
  const declared = resources[resource]?.declaration.outputs ?? {};
  const first = Object.keys(declared).find((name) => declared[name]?.firstOf === output && index === 0);
  const found = Object.entries(outputs).find(
    ([, source]) => "part" in source && source.part === resource && [output, first].includes(source.output),
  );
  return found && { output: found[0] };
}

/** An explicit provider for each account that was chosen by name: the default one takes the environment's. */
function providersOf(taken: readonly Taken[], names: Named): Map<Account, Node> {
  const chosen = [...new Set(taken.map(({ account }) => account))].filter(
    (account) => Object.keys(account.chosen).length > 0,
  );
  return new Map(
    chosen.map((account): [Account, Node] => {
      const { cloud } = account;
      const words = Object.values(account.chosen).map((value) => String(value).split("/").at(-1));
      const key = names.of([cloud.name, ...words].join("-"), "Account").name;
      const field = { type: "settings" } as unknown as Field<unknown>;
      const inputs = new Map([[cloud.name, { value: account.chosen, field }]]);
      const of = { key, name: key, inputs, was: [], children: [], taken: [] };
      return [account, { kind: "provider", type: "pulumi:providers:ipv6", ...of }];
    }),
  );
}

function componentOf(pair: ReturnType<typeof pairsOf>[number], names: Named, provider: Node | undefined): Node {
  const [first] = pair.parts;
  const from = pair.parts.flatMap((part) => part.from);
  const made = named(names, { ...first, resource: publicIpv6.name });
  const fields: Fields = publicIpv6.fields;
  const inputs = new Map(
    Object.entries(pair.inputs).map(([name, value]): [string, Input] => [
      name,
      { value, field: fields[name] as Field<unknown> },
    ]),
  );
  const children = pair.parts.map((part): Node => {
    const type = `ipv6:${first.account.cloud.name}:${part.resource}`;
    const own = { key: names.of(made.key, part.resource).name, name: made.name };
    return {
      kind: "resource",
      type,
      ...own,
      inputs: new Map(),
      provider,
      was: [],
      id: part.id,
      children: [],
      taken: [part],
    };
  });
  const was = from.map(({ held }) => held.at);
  const type = `ipv6:index:${publicIpv6.name}`;
  return { kind: "component", type, ...made, inputs, provider, was, children, taken: pair.parts };
}

/** Inputs of each resource as the program gives them, with what links stand for. For a comparison with what was read. */
export function valuesOf(node: Node): { readonly taken: Taken; readonly inputs: Values }[] {
  if (node.kind === "component") return composed(node.taken, plainInputs(node));
  const [taken] = node.taken;
  return taken ? [{ taken, inputs: plainInputs(node) }] : [];
}

export function plainInputs({ inputs, taken: [own] }: Node): Values {
  return Object.fromEntries(
    [...inputs].map(([name, input]) => [name, "value" in input ? input.value : own?.inputs[name]]),
  );
}
