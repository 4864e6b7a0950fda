import type { Values } from "../../core/check";
import type { Composition, Source } from "../../core/cloud";
import { compose } from "../../core/component";
import { changes, REPLACES } from "../../core/diff";
import { clouds, publicIpv6 } from "../../doors/registry";
import type { Taken } from "./reading";

/** An assignment and the bandwidth of its only address, and the inputs of the component that is both. */
export interface Pair {
  readonly parts: readonly [Taken, Taken];
  readonly inputs: Values;
}

/** The pairs that one component declares as they are. */
export function pairsOf(taken: readonly Taken[]): Pair[] {
  return taken.flatMap((second): Pair[] => {
    const { cloud } = second.account;
    const composition = cloud.components[publicIpv6.name];
    const [link] = Object.entries(composition?.parts[second.resource] ?? {}).filter(([, source]) => "part" in source);
    if (!composition || !link) return [];
    const [input, source] = link as [string, Extract<Source, { part: string }>];
    const first = taken.find(
      (each) =>
        each.account === second.account &&
        each.resource === source.part &&
        each.properties.region === second.properties.region &&
        each.properties[source.output] === second.properties[input] &&
        (each.properties.addresses as readonly unknown[] | undefined)?.length === 1,
    );
    const inputs = first && inputsOf(cloud.name, composition, { [source.part]: first, [second.resource]: second });
    const pair = first && inputs && { parts: [first, second] as const, inputs };
    return pair && isSame(pair) ? [pair] : [];
  });
}

/** Reads the mapping of the component backwards. Undefined where no choice fits. */
function inputsOf(
  cloud: string,
  { parts, choices, choiceIn }: Composition,
  of: Readonly<Record<string, Taken>>,
): Values | undefined {
  const inputs: Record<string, unknown> = { cloud };
  const take = (resource: string, name: string, source: Source) => {
    const value = of[resource]?.inputs[name];
    if (!("input" in source) || value === undefined) return;
    inputs[source.input] = source.asList ? (value as readonly unknown[])[0] : value;
  };
  for (const [resource, sources] of Object.entries(parts))
    for (const [name, source] of Object.entries(sources)) if (name !== REPLACES) take(resource, name, source);
  const fitting = Object.entries(choices).find(
    ([, sources]) =>
      typeof sources === "object" &&
      Object.entries(sources).every(
        ([name, source]) => !("value" in source) || of[choiceIn]?.inputs[name] === source.value,
      ),
  );
  if (!fitting) return undefined;
  const [word, sources] = fitting;
  inputs[publicIpv6.choice] = word;
  for (const [name, source] of Object.entries(sources as Readonly<Record<string, Source>>))
    take(choiceIn, name, source);
  const { region } = of[choiceIn]?.properties ?? {};
  if (region !== undefined) inputs.region = region;
  const filled = Object.entries(inputs).filter(([, value]) => !isBare(value));
  return Object.fromEntries(filled);
}

function isBare(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function isSame(pair: Pair): boolean {
  const made = composed(pair.parts, pair.inputs);
  const same = made.filter(({ taken, inputs }) => {
    const fields = taken.account.cloud.resources[taken.resource]?.declaration.fields ?? {};
    return changes(fields, taken.properties, inputs).length === 0;
  });
  return same.length === pair.parts.length;
}

/** What the component gives its parts. Empty if it refuses the inputs. */
export function composed(parts: readonly Taken[], inputs: Values): { taken: Taken; inputs: Values }[] {
  const { failures, parts: made } = compose(clouds, publicIpv6, inputs);
  if (failures.length > 0) return [];
  const read = (source: Source) => {
    if ("value" in source) return source.value;
    if ("input" in source) return source.asList ? [inputs[source.input]] : inputs[source.input];
    return parts.find(({ resource }) => resource === source.part)?.properties[source.output];
  };
  return made.flatMap(({ resource, inputs: sources }) => {
    const taken = parts.find((part) => part.resource === resource);
    const given = Object.entries(sources).filter(([name]) => name !== REPLACES);
    return taken ? [{ taken, inputs: Object.fromEntries(given.map(([name, source]) => [name, read(source)])) }] : [];
  });
}
