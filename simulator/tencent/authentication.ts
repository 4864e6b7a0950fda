import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../kit/clock";
import { rule } from "../kit/rules";
import type { WireRequest } from "../kit/wire";
import { Refusal } from "./errors";
import type { AccountSeed, KeySeed } from "./seed";
import { canonicalRequest, sha256, sign, stringToSign, TC3, utcDay } from "./signature";

export const authenticationRules = [
  rule("documented", "TC3-HMAC-SHA256 is verified over method, path, query, signed headers and body."),
  rule(
    "documented",
    "content-type and host must be signed; X-TC-Content-SHA256: UNSIGNED-PAYLOAD leaves the body out.",
  ),
  rule("documented", "A time stamp more than 5 minutes off, or of another UTC day than the scope, is refused."),
  rule(
    "measured",
    "Clients with an endpoint of their own sign the host with its port, or without it, or with the scheme.",
  ),
  rule("measured", "The service of the scope is the first label of the endpoint: any is accepted."),
  rule("assumed", "Order: form, time stamp, key, session token, signature."),
  rule("assumed", "A key of one account is not tied to a service or region."),
];

/** Each side of now. */
const CLOCK_WINDOW_S = 300;
const FORM =
  /^TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/([\d-]+)\/([^/,]+)\/tc3_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

export interface Caller {
  readonly account: AccountSeed;
  readonly key: KeySeed;
  readonly scheme: string;
}

/** Believes the request or throws a Refusal. */
export function authenticate(request: WireRequest, accounts: readonly AccountSeed[], clock: Clock): Caller {
  const { headers } = request;
  if (headers.authorization === undefined) {
    throw new Refusal("MissingParameter", "The request is missing a required parameter `Authorization`.");
  }
  const [, secretId = "", date = "", service = "", signed = "", signature = ""] =
    FORM.exec(headers.authorization) ?? [];
  const signedHeaders = signed.split(";");
  if (!secretId || !signedHeaders.includes("content-type") || !signedHeaders.includes("host")) {
    throw new Refusal("AuthFailure.InvalidAuthorization");
  }
  const timestamp = headers["x-tc-timestamp"] ?? "";
  const seconds = Number(timestamp);
  if (!/^\d+$/.test(timestamp)) throw new Refusal("MissingParameter", "Miss header X-TC-Timestamp");
  const late = Math.abs(clock() / 1000 - seconds) > CLOCK_WINDOW_S;
  if (late || utcDay(seconds) !== date) throw new Refusal("AuthFailure.SignatureExpire");
  const { account, key } = find(secretId, accounts);
  checkToken(headers["x-tc-token"], key, clock);
  const unsigned = headers["x-tc-content-sha256"] === "UNSIGNED-PAYLOAD";
  const payloadHash = sha256(unsigned ? "UNSIGNED-PAYLOAD" : request.body);
  const scope = { date, service };
  const right = hostForms(headers.host ?? "").some((host) => {
    const canonical = canonicalRequest({ ...request, headers: { ...headers, host }, signedHeaders, payloadHash });
    return equal(sign(stringToSign(canonical, timestamp, scope), key.secretKey, scope), signature);
  });
  if (!right) throw new Refusal("AuthFailure.SignatureFailure");
  return { account, key, scheme: TC3 };
}

/** The Host header as it came, and what clients are known to sign instead of it. */
function hostForms(host: string): string[] {
  return [host, host.replace(/:\d+$/, "")];
}

function find(secretId: string, accounts: readonly AccountSeed[]): Pick<Caller, "account" | "key"> {
  for (const account of accounts) {
    const key = account.keys.find((candidate) => candidate.secretId === secretId);
    if (key) return { account, key };
  }
  throw new Refusal("AuthFailure.SecretIdNotFound");
}

function checkToken(given: string | undefined, key: KeySeed, clock: Clock): void {
  const expired = key.expires !== undefined && Date.parse(key.expires) <= clock();
  if ((given ?? "") !== (key.token ?? "") || expired) throw new Refusal("AuthFailure.TokenFailure");
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
