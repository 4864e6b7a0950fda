import type { Values } from "./check";
import type { Context } from "./context";

/** A permission that a resource needs, and a call that shows whether the identity has it without changing anything. */
export interface Need<Client> {
  /** As the vendor's policies name it: `vpc:DescribeIpv6Addresses`. */
  readonly action: string;
  /** It is optional: what happens without it. */
  readonly without?: string;
  /**
   * Sends the read, or a dry run on an id that nothing has, so that it changes nothing even where an endpoint ignores
   * the dry run. Unset: no such call exists.
   *
   * @throws the cloud's refusal; of one that only says that there is no such object, the permission is there
   */
  readonly ask?: (ctx: Context<Client>, region: string) => Promise<unknown>;
}

/** How much of a quota is used. */
export interface Quota {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** The limit is the published default. Unset: the cloud told it for this account. */
  readonly published?: true;
}

/** What `pulumi-ipv6 doctor` asks of one cloud. */
export interface Checkup<Client> {
  /** Largest difference between this machine's clock and the cloud's at which signed calls are accepted, in minutes. */
  readonly clockMinutes: number;
  /** The URL of each product that is called, by its name. */
  endpoints(settings: Values, region: string | undefined): Readonly<Record<string, string>>;
  /** The permission that the call needs which tells whose the credentials are. Unset: every identity may make it. */
  readonly identityAction?: string;
  /** By resource name. */
  readonly needs: Readonly<Record<string, readonly Need<Client>[]>>;
  /** Reads the quotas of these resources. Unset: neither API nor pages of the cloud tell any. */
  readonly quotas?: (ctx: Context<Client>, region: string, resources: readonly string[]) => Promise<readonly Quota[]>;
}
