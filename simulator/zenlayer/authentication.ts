import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../kit/clock";
import { rule } from "../kit/rules";
import type { WireRequest } from "../kit/wire";
import { Refusal } from "./errors";
import type { AccountSeed, KeySeed } from "./seed";
import { sign, ZC2 } from "./signature";

export const authenticationRules = [
  rule("documented", "ZC2-HMAC-SHA256 over content-type and host, with the literal path / and the Host that arrived."),
  rule("measured", "More headers may be signed: lower case, in ASCII order. Values are not lower-cased."),
  rule("documented", "A time stamp in seconds more than 5 minutes off answers AUTHFAILURE_SIGNATURE_EXPIRED."),
  rule("measured", "A Bearer token needs neither time stamp nor signature."),
  rule(
    "assumed",
    "Order: form, key, time stamp, signature. An unknown key or token is AUTHFAILURE_INVALID_AUTHORIZATION.",
  ),
];

/** Each side of now. */
const CLOCK_WINDOW_MS = 5 * 60_000;
const FORM = /^ZC2-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

export interface Caller {
  readonly account: AccountSeed;
  readonly key: KeySeed;
  readonly scheme: string;
}

/** Believes the request or throws a Refusal. */
export function authenticate(request: WireRequest, accounts: readonly AccountSeed[], clock: Clock): Caller {
  const authorization = request.headers.authorization ?? "";
  if (authorization.startsWith("Bearer ")) {
    const token = authorization.slice("Bearer ".length);
    return { ...find(accounts, (key) => key.token === token), scheme: "Bearer" };
  }
  const [, id, names = "", signature = ""] = FORM.exec(authorization) ?? [];
  const signedHeaders = names.split(";");
  const sorted = [...signedHeaders].sort().join(";") === names;
  if (!id || !sorted || !["content-type", "host"].every((name) => signedHeaders.includes(name))) {
    throw new Refusal("AUTHFAILURE_INVALID_AUTHORIZATION");
  }
  const caller = find(accounts, (key) => key.accessKeyId === id);
  const timestamp = request.headers["x-zc-timestamp"] ?? "";
  const off = Math.abs(clock() - Number(timestamp) * 1000);
  if (!/^\d+$/.test(timestamp) || off > CLOCK_WINDOW_MS) throw new Refusal("AUTHFAILURE_SIGNATURE_EXPIRED");
  const signed = { headers: request.headers, signedHeaders, timestamp, body: request.body };
  const expected = sign(signed, caller.key.accessKeyPassword);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) {
    throw new Refusal("AUTHFAILURE_SIGNATURE_FAILURE");
  }
  return { ...caller, scheme: ZC2 };
}

function find(accounts: readonly AccountSeed[], is: (key: KeySeed) => boolean) {
  for (const account of accounts) {
    const key = account.keys.find(is);
    if (key) return { account, key };
  }
  throw new Refusal("AUTHFAILURE_INVALID_AUTHORIZATION");
}
