import type { Binding } from "./binding";
import type { Failure, Rule, Values } from "./check";
import type { Context, Runtime } from "./context";
import type { DesiredOf, Fields } from "./field";
import type { PriceRow } from "./price";
import type { Outputs, ValuesOf } from "./resource";

// biome-ignore lint/suspicious/noExplicitAny: the lists hold bindings of every key and declaration
export type AnyBinding = Binding<any, any, any>;

/** A folder under clouds/. */
export interface Cloud {
  /** The module's name: `alibaba`. */
  readonly name: string;
  /** As people say it: "Alibaba Cloud". */
  readonly title: string;
  /** Settings, read from the configuration `ipv6:<name>` and from the vendor's usual environment names. */
  readonly settings: Fields;
  /** The environment names of its credentials are families in one order: keys of one never go with a token of another. */
  readonly environmentFamilies?: true;
  /** Its calls name no region: where an object is follows from its parent. A region is then a wish, checked by reading. */
  readonly regionless?: true;
  /** What is missing before a first call could be made: each with what to set. Makes no call itself. */
  missing(settings: Values, runtime: Runtime): readonly Failure[];
  connect(settings: Values, runtime: Runtime): unknown;
  readonly resources: Readonly<Record<string, AnyBinding>>;
  /** What each component is made of here. */
  readonly components: Readonly<Record<string, Composition>>;
  /** What can be asked of it, by name. */
  readonly lookups: Readonly<Record<string, AnyLookup>>;
  /** What it publishes of its prices. Unset: nothing that could be read. */
  readonly prices?: readonly PriceRow[];
}

/** Where an input of a part comes from, or an output of the whole. */
export type Source =
  /** From the input of that name, `asList` as the only member of a list. Where it is not given, nor is this. */
  | { readonly input: string; readonly asList?: true }
  /** From what another part answers with, `first` the first of a list. */
  | { readonly part: string; readonly output: string; readonly first?: true }
  /** Always the same; not where that input is given. */
  | { readonly value: unknown; readonly unless?: string };
export type Sources = Readonly<Record<string, Source>>;

/** How one cloud makes a component out of its own resources: a mapping, no code, so that every door reads it alike. */
export interface Composition {
  /** By the resource's name, in the order in which they are made. Each also takes what every resource takes. */
  readonly parts: Readonly<Record<string, Sources>>;
  /** What each word of the choice means, in inputs of one part; or, as a text, why this cloud has no such thing. */
  readonly choices: Readonly<Record<string, Sources | string>>;
  /** The part that takes them. */
  readonly choiceIn: string;
  /** Inputs that this cloud has no use for, and why. */
  readonly unsupported: Readonly<Record<string, string>>;
  readonly outputs: Sources;
}

/** One cloud's way to write down one look-up: by what it is asked, and what it answers. The only source of names. */
export interface LookupDeclaration<F extends Fields = Fields, O extends Outputs = Outputs> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  readonly rules: readonly Rule[];
  readonly outputs: O;
  readonly sources: readonly string[];
}

/** A question to a cloud. It changes nothing, and remembers nothing. */
export interface Lookup<Client, F extends Fields, O extends Outputs> {
  readonly declaration: LookupDeclaration<F, O>;
  /** @param args as check hands them on */
  run(ctx: Context<Client>, args: DesiredOf<F>): Promise<ValuesOf<O>>;
}
// biome-ignore lint/suspicious/noExplicitAny: the lists hold look-ups of every client and declaration
export type AnyLookup = Lookup<any, any, any>;
