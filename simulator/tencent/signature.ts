import { createHmac } from "node:crypto";
import { sha256 } from "../common/authentication";

export const TC3 = "TC3-HMAC-SHA256";

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** As it was sent. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

export function canonicalRequest(request: SignedRequest): string {
  const lines = request.signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
  const head = `${request.method}\n${request.path}\n${request.rawQuery}`;
  return `${head}\n${lines}\n${request.signedHeaders.join(";")}\n${request.payloadHash}`;
}

export interface Scope {
  /** UTC day, 2026-06-01. */
  readonly date: string;
  readonly service: string;
}

export function stringToSign(canonical: string, timestamp: string, { date, service }: Scope): string {
  return `${TC3}\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(canonical)}`;
}

export function sign(text: string, secretKey: string, { date, service }: Scope): string {
  const hmac = (key: string | Buffer, content: string) => createHmac("sha256", key).update(content).digest();
  const signing = hmac(hmac(hmac(`TC3${secretKey}`, date), service), "tc3_request");
  return createHmac("sha256", signing).update(text).digest("hex");
}

export function utcDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
