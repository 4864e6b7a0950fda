import { sha256 } from "../common/authentication";
import { formFields, type WireRequest } from "../common/wire";
import { Refusal } from "./errors";
import { canonicalRequestV3, signV1, signV3, stringToSignV1, stringToSignV3, V3 } from "./signature";

/** What a request states about its caller, before it is verified. */
export interface Credential {
  readonly scheme: "HMAC-SHA1" | typeof V3;
  readonly accessKeyId: string;
  readonly securityToken: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string;
  /** The service quotes this when signatures differ, and the simulator does too. */
  readonly stringToSign: string;
  readonly expected: (secret: string) => string;
}

/** Headers that V3 callers must sign: without them the signature would not cover the call. */
const MUST_SIGN = ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce"];

export function readCredential(request: WireRequest): Credential {
  const authorization = request.headers.authorization;
  return authorization === undefined ? readV1(request) : readV3(request, authorization);
}

function readV1(request: WireRequest): Credential {
  const pairs = [...request.query, ...formFields(request)];
  const values = new Map(pairs);
  const accessKeyId = values.get("AccessKeyId");
  const signature = values.get("Signature");
  if (!accessKeyId || !signature) throw new Refusal("IncompleteSignature");
  if ((values.get("SignatureMethod") ?? "HMAC-SHA1") !== "HMAC-SHA1") throw new Refusal("IncompleteSignature");
  const stringToSign = stringToSignV1(request.method, pairs);
  return {
    scheme: "HMAC-SHA1",
    accessKeyId,
    signature,
    stringToSign,
    securityToken: values.get("SecurityToken"),
    timestamp: values.get("Timestamp"),
    nonce: values.get("SignatureNonce"),
    expected: (secret) => signV1(stringToSign, secret),
  };
}

function readV3(request: WireRequest, authorization: string): Credential {
  const { headers } = request;
  const parts = /^ACS3-HMAC-SHA256\s+(.*)$/.exec(authorization)?.[1] ?? "";
  const fields = new Map(parts.split(",").map((part) => splitOnce(part.trim())));
  const accessKeyId = fields.get("Credential");
  const signature = fields.get("Signature");
  const signedHeaders = (fields.get("SignedHeaders") ?? "").toLowerCase().split(";").filter(Boolean);
  if (!accessKeyId || !signature) throw new Refusal("IncompleteSignature");
  if (!MUST_SIGN.every((name) => signedHeaders.includes(name))) throw new Refusal("IncompleteSignature");
  const canonical = canonicalRequestV3({
    ...{ method: request.method, path: request.path, query: request.query, headers, signedHeaders },
    contentSha256: sha256(request.body),
  });
  const stringToSign = stringToSignV3(canonical);
  return {
    scheme: V3,
    accessKeyId,
    signature,
    stringToSign,
    securityToken: headers["x-acs-security-token"],
    timestamp: headers["x-acs-date"],
    nonce: headers["x-acs-signature-nonce"],
    expected: (secret) => signV3(stringToSign, secret),
  };
}

function splitOnce(text: string): [string, string] {
  const mark = text.indexOf("=");
  return mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
}
