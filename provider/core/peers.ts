import type { Context } from "./context";

/**
 * How a resource of the cloud's Terraform provider corresponds to one of ours. Data: `takeover` reads it in both
 * directions. Attributes are those of Terraform; packages that Pulumi bridges from the provider have the same ones in
 * camelCase.
 */
export interface Peer {
  /** Terraform's name of the type. */
  readonly type: string;
  /** Type token in the bridged Pulumi package of the cloud. Omitted: that package lacks it. */
  readonly bridged?: string;
  /** Our resource. */
  readonly resource: string;
  /**
   * Our id without the region. `{name}` is an attribute, `{id.1}` the second part of the id (between `:` or `#`), and
   * `{a|b}` the first that is set. In a list of addresses, an object stands for its `address`.
   */
  readonly id: string;
  /** The attribute in `id` that lists addresses: an object without any is not taken. */
  readonly addresses?: string;
  /** Our inputs, each with the attribute that has its value. */
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * The object has more than what is taken, so the old side keeps it and must ignore these attributes. Empty: there is
   * nothing to ignore, because it never changes them.
   */
  readonly keeps?: readonly string[];
  /** The addresses are on network interfaces of this object, which are found by reading. */
  readonly isMachine?: true;
  /** Where a resource of this kind has its address, it is a part of that, and no resource of its own. */
  readonly partOf?: string;
  /** Objects that are not taken, by an attribute's value, and why. */
  readonly except?: { readonly attribute: string; readonly value: string; readonly why: string };
  /** What a reader of the report should know. */
  readonly note?: string;
  /** How Terraform would import what our resource has. Omitted: it cannot be given back. */
  readonly back?: Back;
  /** Page of the provider's documentation. */
  readonly page: string;
}

export interface Back {
  /** Terraform's id: `{name}` is an input or output of ours. */
  readonly id: string;
  /** Only where this input is set. */
  readonly when?: string;
  /** The inputs that Terraform lets people set. Default: all of them. */
  readonly only?: readonly string[];
  /** Attributes that Terraform requires. */
  readonly required?: readonly string[];
  /** Attributes with another value than an input: `{name}` is an input or output of ours. */
  readonly more?: Readonly<Record<string, string>>;
  /** An attribute that one of our look-up functions knows. */
  readonly lookUp?: {
    readonly attribute: string;
    readonly function: string;
    /** An input of ours that is the function's argument. */
    readonly argument: string;
    readonly result: string;
  };
  /** The attribute is a list of blocks, each with an `address` and these inputs of ours. */
  readonly blocks?: {
    readonly attribute: string;
    readonly of: string;
    readonly inputs: Readonly<Record<string, string>>;
  };
  /** What a reader of the configuration should know. */
  readonly note?: string;
}

/** An input that is another resource's output: the program refers to it, so that the order of deletes is right. */
export interface Reference {
  readonly resource: string;
  readonly input: string;
  /** The first that fits. A list's member counts. */
  readonly from: readonly { readonly resource: string; readonly output: string }[];
}

/** The network interface of an address, and the machine it is on. */
export interface Holder {
  readonly networkInterfaceId: string;
  readonly machineId: string | undefined;
}

/** What a cloud's peers have. */
export interface Peers {
  /** The Terraform provider: type names begin with its name. */
  readonly provider: { readonly name: string; readonly source: string };
  readonly types: readonly Peer[];
  readonly references: readonly Reference[];
  /** The network interfaces with this address: at most one in each network. For `isMachine`. */
  readonly holders?: (ctx: Context<never>, region: string, address: string) => Promise<readonly Holder[]>;
}
