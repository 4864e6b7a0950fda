import { status } from "@grpc/grpc-js";
import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Source } from "../../core/cloud";
import { compose } from "../../core/component";
import { UNKNOWN } from "../../core/field";
import { withFirsts } from "../../core/resource";
import { COMPONENTS, clouds, find, refusedComponent, tokenOf } from "../registry";
import { type Marked, type MarkedValues, Monitor, providersOf, unmarked } from "./monitor";
import { decode, dependenciesOf, encode, withoutSecret } from "./properties";

/**
 * Constructs a component for a program in any language: registers it and its children with the engine, which then has
 * this same plugin create the children.
 *
 * @param own reference of this provider, if the engine sent it
 */
export async function construct(request: ConstructRequest, own: string): Promise<ConstructResponse> {
  const declaration = Object.values(COMPONENTS).find(({ name }) => tokenOf(name) === request.getType());
  if (!declaration) {
    const unheard = new Error(`pulumi-ipv6 has no component ${request.getType()}`);
    throw Object.assign(unheard, { code: status.UNIMPLEMENTED });
  }
  const given = decode(request.getInputs());
  const { failures, inputs, cloud, answered, parts, outputs } = compose(clouds, declaration, given.values);
  const reasons = failures.map(({ reason }) => withoutSecret(reason, given));
  if (reasons.length > 0 || !cloud) {
    throw new Error(refusedComponent(declaration.name, request.getName(), reasons));
  }

  const from = sourcesOf(request);
  const mark = ([name, value]: [string, unknown]): [string, Marked] => [
    name,
    { value, secret: given.secrets.has(name), from: from.get(name) ?? [] },
  ];
  const marked = Object.fromEntries(Object.entries(inputs).map(mark));
  const provider = Object.fromEntries(providersOf(request)).ipv6 ?? own;
  const monitor = new Monitor(request);
  try {
    const urn = await monitor.component(Object.fromEntries(Object.entries(given.values).map(mark)));
    for (const [input, { lookup, args, output }] of Object.entries(answered)) {
      const asked = read(args, marked, {});
      marked[input] = await monitor.answer(`ipv6:${lookup}`, asked, output, provider);
    }
    const made: Record<string, (output: string) => Marked> = {};
    for (const part of parts) {
      const type = `${cloud.name}:${part.resource}`;
      const child = await monitor.child(urn, {
        type: `ipv6:${type}`,
        formerly: `pulumi-nodejs:dynamic/ipv6/${type}`,
        inputs: read(part.inputs, marked, made),
        provider,
      });
      const { secrets } = child.properties;
      // State of an older version lacks outputs that are derived from others.
      const values = withFirsts(find(type).binding.declaration, child.properties.values);
      // Outputs that are missing at preview are unknown, not absent.
      const missing = request.getDryrun() ? UNKNOWN : undefined;
      made[part.resource] = (output) => ({
        value: values[output] ?? missing,
        secret: secrets.has(output),
        from: [child.urn],
      });
    }
    const state = read(outputs, marked, made);
    await monitor.outputs(urn, state);
    return response(urn, state);
  } finally {
    monitor.close();
  }
}

type Made = Readonly<Record<string, (output: string) => Marked>>;

function read(sources: Readonly<Record<string, Source>>, given: MarkedValues, made: Made): MarkedValues {
  const NONE: Marked = { value: undefined, secret: false, from: [] };
  const of = (source: Source): Marked => {
    if ("value" in source) return { ...NONE, value: source.value };
    if ("input" in source) {
      const input = given[source.input] ?? NONE;
      return source.asList ? { ...input, value: [input.value] } : input;
    }
    return made[source.part]?.(source.output) ?? NONE;
  };
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, of(source)]));
}

/** By input, the URNs it depends on: sent beside the inputs, and by some languages also within them. */
function sourcesOf(request: ConstructRequest): Map<string, string[]> {
  const sources = dependenciesOf(request.getInputs());
  const beside = request.getInputdependenciesMap();
  for (const name of beside.keys() as unknown as Iterable<string>) {
    const urns = beside.get(name)?.getUrnsList() ?? [];
    sources.set(name, [...new Set([...(sources.get(name) ?? []), ...urns])]);
  }
  return sources;
}

function response(urn: string, state: MarkedValues): ConstructResponse {
  const answer = new ConstructResponse().setUrn(urn).setState(encode(unmarked(state)));
  for (const [name, { from }] of Object.entries(state)) {
    const urns = new ConstructResponse.PropertyDependencies().setUrnsList([...from]);
    answer.getStatedependenciesMap().set(name, urns);
  }
  return answer;
}
