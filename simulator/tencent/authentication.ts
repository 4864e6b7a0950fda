import { type Caller, findKey, sameSignature, sha256 } from "../common/authentication";
import type { Clock } from "../common/clock";
import { assumed, documented, measured } from "../common/rules";
import type { Sessions } from "../common/sessions";
import type { WireRequest } from "../common/wire";
import { Refusal } from "./errors";
import type { AccountSeed, KeySeed } from "./seed";
import { canonicalRequest, sign, stringToSign, TC3, utcDay } from "./signature";

export const authenticationRules = [
  documented("TC3-HMAC-SHA256 is verified over method, path, query, signed headers and body."),
  documented("content-type and host must be signed; X-TC-Content-SHA256: UNSIGNED-PAYLOAD leaves the body out."),
  documented("A time stamp more than 5 minutes off, or of another UTC day than the scope, is refused."),
  measured("Clients with an endpoint of their own sign the host with its port, or without it, or with the scheme."),
  measured("The service of the scope is the first label of the endpoint: any is accepted."),
  assumed("Order: form, time stamp, key, session token, signature."),
  assumed("A key of one account is not tied to a service or region."),
];

/** Before and after the present time. */
const CLOCK_WINDOW_S = 300;
const FORM =
  /^TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/([\d-]+)\/([^/,]+)\/tc3_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

/** Verifies the signature of a request, or throws a Refusal. */
export function authenticate(
  request: WireRequest,
  accounts: readonly AccountSeed[],
  sessions: Sessions<AccountSeed, KeySeed>,
  clock: Clock,
): Caller<AccountSeed, KeySeed> {
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
  const isKey = (key: KeySeed) => key.secretId === secretId;
  const found = findKey(accounts, isKey) ?? sessions.find(isKey);
  if (!found) throw new Refusal("AuthFailure.SecretIdNotFound");
  const { account, key } = found;
  checkToken(headers["x-tc-token"], key, clock);
  const unsigned = headers["x-tc-content-sha256"] === "UNSIGNED-PAYLOAD";
  const payloadHash = sha256(unsigned ? "UNSIGNED-PAYLOAD" : request.body);
  const scope = { date, service };
  const right = hostForms(headers.host ?? "").some((host) => {
    const canonical = canonicalRequest({ ...request, headers: { ...headers, host }, signedHeaders, payloadHash });
    return sameSignature(sign(stringToSign(canonical, timestamp, scope), key.secretKey, scope), signature);
  });
  if (!right) throw new Refusal("AuthFailure.SignatureFailure");
  return { account, key, scheme: TC3 };
}

/** The Host header as it arrived, and what some clients sign instead. */
function hostForms(host: string): string[] {
  return [host, host.replace(/:\d+$/, "")];
}

function checkToken(given: string | undefined, key: KeySeed, clock: Clock): void {
  const expired = key.expires !== undefined && Date.parse(key.expires) <= clock();
  if ((given ?? "") !== (key.token ?? "") || expired) throw new Refusal("AuthFailure.TokenFailure");
}
