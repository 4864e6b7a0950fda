import { type Caller, findKey, sameSignature } from "../common/authentication";
import type { Clock } from "../common/clock";
import { assumed, documented, measured } from "../common/rules";
import type { WireRequest } from "../common/wire";
import { Refusal } from "./errors";
import type { AccountSeed, KeySeed } from "./seed";
import { sign, ZC2 } from "./signature";

export const authenticationRules = [
  documented("ZC2-HMAC-SHA256 over content-type and host, with the literal path / and the Host that arrived."),
  measured("More headers may be signed: lower case, in ASCII order. Values are not lower-cased."),
  documented("A time stamp in seconds more than 5 minutes off answers AUTHFAILURE_SIGNATURE_EXPIRED."),
  measured("A Bearer token needs neither time stamp nor signature."),
  assumed("Order: form, key, time stamp, signature. An unknown key or token is AUTHFAILURE_INVALID_AUTHORIZATION."),
];

/** Before and after the present time. */
const CLOCK_WINDOW_MS = 5 * 60_000;
const FORM = /^ZC2-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

type ZenlayerCaller = Caller<AccountSeed, KeySeed>;

/** Verifies the signature of a request, or throws a Refusal. */
export function authenticate(request: WireRequest, accounts: readonly AccountSeed[], clock: Clock): ZenlayerCaller {
  const authorization = request.headers.authorization ?? "";
  if (authorization.startsWith("Bearer ")) {
    const token = authorization.slice("Bearer ".length);
    return { ...requireKey(accounts, (key) => key.token === token), scheme: "Bearer" };
  }
  const [, id, names = "", signature = ""] = FORM.exec(authorization) ?? [];
  const signedHeaders = names.split(";");
  const sorted = [...signedHeaders].sort().join(";") === names;
  if (!id || !sorted || !["content-type", "host"].every((name) => signedHeaders.includes(name))) {
    throw new Refusal("AUTHFAILURE_INVALID_AUTHORIZATION");
  }
  const caller = requireKey(accounts, (key) => key.accessKeyId === id);
  const timestamp = request.headers["x-zc-timestamp"] ?? "";
  const off = Math.abs(clock() - Number(timestamp) * 1000);
  if (!/^\d+$/.test(timestamp) || off > CLOCK_WINDOW_MS) throw new Refusal("AUTHFAILURE_SIGNATURE_EXPIRED");
  const signed = { headers: request.headers, signedHeaders, timestamp, body: request.body };
  if (!sameSignature(sign(signed, caller.key.accessKeyPassword), signature)) {
    throw new Refusal("AUTHFAILURE_SIGNATURE_FAILURE");
  }
  return { ...caller, scheme: ZC2 };
}

function requireKey(accounts: readonly AccountSeed[], passes: (key: KeySeed) => boolean) {
  const found = findKey(accounts, passes);
  if (!found) throw new Refusal("AUTHFAILURE_INVALID_AUTHORIZATION");
  return found;
}
