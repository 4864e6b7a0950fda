import type { IncomingMessage } from "node:http";

/** One HTTP request: header names in lower case, the query decoded and in the order in which it was sent. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyArray<readonly [string, string]>;
  /** The query as it was sent, for signatures over it. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Far above any request of these APIs; a client that sends more is broken. */
const BODY_LIMIT_BYTES = 1024 * 1024;

export class BodyTooLarge extends Error {}

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw new BodyTooLarge(`request body above ${BODY_LIMIT_BYTES} bytes`);
    chunks.push(chunk);
  }
  const target = originForm(message.url ?? "/");
  const mark = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? [] : [...new URLSearchParams(target.slice(mark + 1))],
    rawQuery: mark < 0 ? "" : target.slice(mark + 1),
    headers,
    body: Buffer.concat(chunks),
  };
}

/** Path and query of a request target. What is sent to a proxy begins with scheme and host: `http://host/path`. */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?]*/i, "");
  return rest.startsWith("/") ? rest : `/${rest}`;
}

/** The fields of a form body; empty for any other body. */
export function formFields(request: WireRequest): ReadonlyArray<readonly [string, string]> {
  const type = request.headers["content-type"] ?? "";
  if (request.body.length === 0 || !type.toLowerCase().startsWith("application/x-www-form-urlencoded")) return [];
  return [...new URLSearchParams(request.body.toString("utf8"))];
}

export function jsonAnswer(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}
