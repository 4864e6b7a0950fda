import type { Chain } from "./api/credentials";
import type { Binding } from "./binding";
import type { Rule, Values } from "./check";
import type { Checkup } from "./checkup";
import type { Context, Runtime } from "./context";
import type { DesiredOf, Fields } from "./field";
import type { PriceRow } from "./price";
import type { Outputs, ValuesOf } from "./resource";

// biome-ignore lint/suspicious/noExplicitAny: the lists hold bindings of every key and declaration
export type AnyBinding = Binding<any, any, any>;

// biome-ignore lint/suspicious/noExplicitAny: each cloud has credentials of its own type
export type AnyChain = Chain<any>;

/** A folder under clouds/. */
export interface Cloud {
  /** The module's name: `alibaba`. */
  readonly name: string;
  /** Display name: "Alibaba Cloud". */
  readonly title: string;
  /** Settings, from the configuration `ipv6:<name>` and the vendor's usual environment variables. */
  readonly settings: Fields;
  /** What settings exclude or require each other. */
  readonly settingRules: readonly Rule[];
  /** Calls name no region: the parent determines it. A declared region is checked against what reads show. */
  readonly regionless?: true;
  /** The credentials under these settings. Reads nothing yet. */
  credentials(settings: Values, runtime: Runtime): AnyChain;
  /** @param credentials unset: those of the settings */
  connect(settings: Values, runtime: Runtime, credentials?: AnyChain): unknown;
  readonly resources: Readonly<Record<string, AnyBinding>>;
  /** How each component is built on this cloud. */
  readonly components: Readonly<Record<string, Composition>>;
  /** Lookup functions by name. */
  readonly lookups: Readonly<Record<string, AnyLookup>>;
  /** What a check of this machine and account asks. */
  // biome-ignore lint/suspicious/noExplicitAny: each cloud has a client of its own type
  readonly checkup: Checkup<any>;
  /** Published list prices. Unset: none could be read. */
  readonly prices?: readonly PriceRow[];
}

/** Where a part's input, or the component's output, comes from. */
export type Source =
  /** The component input of that name; `asList` wraps it in a list. Omitted if that input is. */
  | { readonly input: string; readonly asList?: true }
  /** Another part's output. */
  | { readonly part: string; readonly output: string }
  /** A constant, omitted if the input named by `unless` is given. */
  | { readonly value: unknown; readonly unless?: string };
export type Sources = Readonly<Record<string, Source>>;

/** How a component maps to one cloud's resources. Data rather than code, so every door reads it the same way. */
export interface Composition {
  /** By resource name, in creation order. Each also takes the inputs common to all resources. */
  readonly parts: Readonly<Record<string, Sources>>;
  /** What each choice means as inputs of one part; or a text: why this cloud does not offer it. */
  readonly choices: Readonly<Record<string, Sources | string>>;
  /** The part that takes these inputs. */
  readonly choiceIn: string;
  /** Inputs that this cloud does not support, and why. */
  readonly unsupported: Readonly<Record<string, string>>;
  readonly outputs: Sources;
}

/** Declares one lookup function of one cloud: its arguments and results. The only source of their names. */
export interface LookupDeclaration<F extends Fields = Fields, O extends Outputs = Outputs> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  readonly rules: readonly Rule[];
  readonly outputs: O;
  readonly sources: readonly string[];
}

/** A read-only, stateless query. */
export interface Lookup<Client, F extends Fields, O extends Outputs> {
  readonly declaration: LookupDeclaration<F, O>;
  /** @param args checked arguments */
  run(ctx: Context<Client>, args: DesiredOf<F>): Promise<ValuesOf<O>>;
}
// biome-ignore lint/suspicious/noExplicitAny: the lists hold lookups of every client and declaration
export type AnyLookup = Lookup<any, any, any>;
