import { createHmac } from "node:crypto";
import { sameSignature } from "./authentication";

/** A role of an account, which identities and machines can have for a while. */
export interface RoleSeed {
  readonly arn: string;
  /** What who assumes it must know. Default: nothing. */
  readonly externalId?: string;
  /** Accounts whose identities may assume it. Default: its own. */
  readonly trusts?: readonly string[];
  /** The identity provider whose tokens can be exchanged for it. */
  readonly oidc?: OidcSeed;
  /** Name under which the metadata service offers it, for machines that have it. Default: none. */
  readonly machine?: string;
  /** The longest session, in seconds. Default 3600. */
  readonly longest?: number;
  /** Code by action: calls that the role may not make. */
  readonly deny?: Readonly<Record<string, string>>;
}

export interface OidcSeed {
  readonly provider: string;
  /** The secret with which the provider signs its tokens (HS256). */
  readonly secret: string;
  readonly audience?: string;
}

/** Temporary keys that were given out, with the account that they act on. Expired ones stay, to be refused by name. */
export class Sessions<Account extends { readonly id: string }, Key> {
  #issued: Array<{ readonly account: Account; readonly key: Key }> = [];

  add(account: Account, key: Key): void {
    this.#issued.push({ account, key });
  }

  find(passes: (key: Key) => boolean): { readonly account: Account; readonly key: Key } | undefined {
    return this.#issued.find(({ key }) => passes(key));
  }

  reset(): void {
    this.#issued = [];
  }

  save(): SavedSessions<Key> {
    return this.#issued.map(({ account, key }) => ({ account: account.id, key }));
  }

  load(saved: SavedSessions<Key>, accounts: readonly Account[]): void {
    this.#issued = saved.flatMap(({ account: id, key }) => {
      const account = accounts.find((each) => each.id === id);
      return account ? [{ account, key }] : [];
    });
  }
}

export type SavedSessions<Key> = ReadonlyArray<{ readonly account: string; readonly key: Key }>;

/** The role of an ARN, and its account. */
export function roleOf<Account extends { readonly roles?: readonly RoleSeed[] }>(
  accounts: readonly Account[],
  passes: (role: RoleSeed) => boolean,
): { readonly account: Account; readonly role: RoleSeed } | undefined {
  for (const account of accounts) {
    const role = account.roles?.find(passes);
    if (role) return { account, role };
  }
  return undefined;
}

/** Whether an OIDC token (a JWT signed with HS256) is of the provider, for the audience, and has not ended. */
export function isGoodToken(token: string, { secret, audience }: OidcSeed, now: number): boolean {
  const [head = "", body = "", signature = ""] = token.split(".");
  if (!sameSignature(hs256(`${head}.${body}`, secret), signature)) return false;
  try {
    const { aud, exp } = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    return (audience === undefined || aud === audience) && typeof exp === "number" && exp * 1000 > now;
  } catch {
    return false;
  }
}

/** An OIDC token as a provider gives it out, for tests. */
export function oidcToken({ secret, audience }: OidcSeed, expires: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "simulator", exp: Math.floor(expires / 1000), ...(audience && { aud: audience }) };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${hs256(signed, secret)}`;
}

function hs256(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
