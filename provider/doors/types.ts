// Public types that are not generated. Their .d.ts files must compile with TypeScript 3.8 and reach no package but
// `@pulumi/pulumi`.
import type * as pulumi from "@pulumi/pulumi";

/** The class of a resource. */
export interface ResourceClass<Resource, Args> {
  /**
   * Declares a resource.
   *
   * @throws an error if a span in `customTimeouts` cannot be parsed
   */
  new (name: string, args: Args, opts?: pulumi.CustomResourceOptions): Resource;
  /**
   * Reads an existing object by its id, without managing it.
   *
   * @example
   * const shared = alibaba.Ipv6InternetBandwidth.get("shared", "cn-hangzhou/ipv6-a/ipv6bw-1");
   */
  get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Resource;
}

/** Options of a look-up. */
export interface LookupOptions {
  /**
   * Timeout in seconds.
   *
   * @default 120
   */
  readonly timeoutSeconds?: number | undefined;
}

/** Options of a look-up whose arguments may be outputs. */
export interface LookupOutputOptions extends LookupOptions {
  /** Resources that must exist before the look-up. In a preview that creates one of them, the result is unknown. */
  readonly dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}
