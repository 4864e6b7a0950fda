import { createHmac } from "node:crypto";
import { sha256 } from "../common/authentication";

type Pairs = ReadonlyArray<readonly [string, string]>;

/** RFC 3986 on UTF-8: everything but letters, digits and `-_.~` is escaped. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function canonicalQuery(pairs: Pairs): string {
  return [...pairs]
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

/** V1: every parameter but the signature itself, from query and form alike. */
export function stringToSignV1(method: string, pairs: Pairs): string {
  const signed = pairs.filter(([name]) => name !== "Signature");
  return `${method}&${encode("/")}&${encode(canonicalQuery(signed))}`;
}

export function signV1(stringToSign: string, secret: string): string {
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}

export interface SignedRequestV3 {
  readonly method: string;
  readonly path: string;
  readonly query: Pairs;
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly contentSha256: string;
}

export const V3 = "ACS3-HMAC-SHA256";

export function canonicalRequestV3(request: SignedRequestV3): string {
  const names = [...request.signedHeaders].sort();
  const lines = names.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
  const head = `${request.method}\n${request.path}\n${canonicalQuery(request.query)}`;
  return `${head}\n${lines}\n${names.join(";")}\n${request.contentSha256}`;
}

export function stringToSignV3(canonicalRequest: string): string {
  return `${V3}\n${sha256(canonicalRequest)}`;
}

export function signV3(stringToSign: string, secret: string): string {
  return createHmac("sha256", secret).update(stringToSign).digest("hex");
}
