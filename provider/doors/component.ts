import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../core/check";
import type { Source } from "../core/cloud";
import { compose, type Part } from "../core/component";
import { hasUnknown, UNKNOWN } from "../core/field";
import type { PublicIpv6Args } from "../public-ipv6";
import { dynamicResource } from "./dynamic";
import { lookupOutputFunction } from "./lookups";
import { refusal } from "./refusal";
import { clouds, publicIpv6, refusedComponent, tokenOf } from "./registry";

/**
 * An IPv6 address with internet bandwidth on one network interface, on any of the clouds. Its children are that cloud's
 * own resources.
 *
 * @throws `pulumi.RunError` that lists every invalid input, and every one that the cloud does not support, before any
 * resource is registered
 * @example
 * const web = new PublicIpv6("web", { cloud: "tencent", networkInterfaceId: "eni-m6dyj72l", bandwidth: 100 });
 * export const address = web.address;
 */
export class PublicIpv6 extends pulumi.ComponentResource {
  /** The IPv6 address, in canonical form. */
  readonly address: pulumi.Output<string>;
  /** The cloud's id of the address or of its public side. */
  readonly addressId: pulumi.Output<string>;
  /** Current bandwidth in Mbps. */
  readonly bandwidth: pulumi.Output<number>;

  constructor(name: string, args: PublicIpv6Args, opts: pulumi.ComponentResourceOptions = {}) {
    const { failures, inputs, cloud, answered, parts, outputs } = compose(clouds, publicIpv6, known(args));
    const reasons = failures.map(({ reason }) => reason);
    if (reasons.length > 0 || !cloud) throw refusal(refusedComponent(publicIpv6.name, name, reasons));
    super(tokenOf(publicIpv6.name), name, args, opts);

    const asGiven = (input: string) => (hasUnknown(inputs[input]) ? (args as unknown as Values)[input] : inputs[input]);
    const found = Object.entries(answered).map(([input, { lookup, args: of, output }]) => {
      const asked = Object.entries(of).map(([arg, source]) => [arg, read(source, asGiven, {})]);
      const options = opts.dependsOn === undefined ? {} : { dependsOn: opts.dependsOn };
      const result = lookupOutputFunction<object, Values>(lookup)(Object.fromEntries(asked), options);
      return [input, result.apply((values) => values[output])] as const;
    });
    const looked = new Map<string, unknown>(found);
    const given = (input: string) => looked.get(input) ?? asGiven(input);
    const made: Record<string, Answers> = {};
    for (const part of parts)
      made[part.resource] = this.make(cloud.name, part, name, opts, (from) => read(from, given, made));
    const output = (which: string) => read(outputs[which] as Source, given, made) as pulumi.Output<never>;
    this.address = output("address");
    this.addressId = output("addressId");
    this.bandwidth = output("bandwidth");
    this.registerOutputs({ address: this.address, addressId: this.addressId, bandwidth: this.bandwidth });
  }

  private make(
    cloud: string,
    { resource, inputs }: Part,
    name: string,
    { customTimeouts }: pulumi.ComponentResourceOptions,
    of: (source: Source) => unknown,
  ): Answers {
    const args = Object.fromEntries(Object.entries(inputs).map(([input, source]) => [input, of(source)]));
    const Class = dynamicResource<Answers, object>(`${cloud}:${resource}`);
    const timeouts = customTimeouts ? { customTimeouts } : {};
    return new Class(name, args, { parent: this, ...timeouts });
  }
}

type Answers = Readonly<Record<string, pulumi.Output<unknown>>>;

function read(source: Source, given: (input: string) => unknown, made: Readonly<Record<string, Answers>>): unknown {
  if ("value" in source) return source.value;
  if ("input" in source) return source.asList ? [given(source.input)] : given(source.input);
  return made[source.part]?.[source.output];
}

/** The inputs known now. The children check the others once they are known. */
function known(value: unknown): Record<string, unknown> {
  return plain(value) as Record<string, unknown>;
}

function plain(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
