import { createHash, timingSafeEqual } from "node:crypto";

/** The identity behind a request, once its signature was verified. */
export interface Caller<Account, Key> {
  readonly account: Account;
  readonly key: Key;
  readonly scheme: string;
}

/** The first key of any account that passes the test, and its account. */
export function findKey<Key, Account extends { readonly keys: readonly Key[] }>(
  accounts: readonly Account[],
  passes: (key: Account["keys"][number]) => boolean,
): { readonly account: Account; readonly key: Account["keys"][number] } | undefined {
  for (const account of accounts) {
    const key = account.keys.find(passes);
    if (key !== undefined) return { account, key };
  }
  return undefined;
}

/** The code with which the seed refuses an action to a key: by its name, for its product, or for everything. */
export function denialOf(
  { deny = {} }: { readonly deny?: Readonly<Record<string, string>> },
  { product, name }: { readonly product: string; readonly name: string },
): string | undefined {
  return deny[`${product}:${name}`] ?? deny[`${product}:*`] ?? deny["*"];
}

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

export function sameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
