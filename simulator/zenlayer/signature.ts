import { createHmac } from "node:crypto";
import { sha256 } from "../common/authentication";

export const ZC2 = "ZC2-HMAC-SHA256";

export interface SignedRequest {
  /** Values as they were sent, by lower case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower case names in ASCII order; content-type and host are always among them. */
  readonly signedHeaders: readonly string[];
  readonly timestamp: string;
  readonly body: Buffer | string;
}

/** The path is always "/" and the query always empty, whatever was called. */
export function canonicalRequest({ headers, signedHeaders, body }: SignedRequest): string {
  const lines = signedHeaders.map((name) => `${name}:${headers[name] ?? ""}\n`).join("");
  return ["POST", "/", "", lines, signedHeaders.join(";"), sha256(body)].join("\n");
}

export function stringToSign(request: SignedRequest): string {
  return [ZC2, request.timestamp, sha256(canonicalRequest(request))].join("\n");
}

export function sign(request: SignedRequest, password: string): string {
  return createHmac("sha256", password).update(stringToSign(request)).digest("hex");
}
