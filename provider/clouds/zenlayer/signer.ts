import { createHash, createHmac } from "node:crypto";

const METHOD = "ZC2-HMAC-SHA256";

export interface Credentials {
  readonly accessKeyId?: string | undefined;
  readonly accessKeyPassword?: string | undefined;
  /** Personal access token, sent unchanged instead of a signature. */
  readonly token?: string | undefined;
}

export interface Unsigned {
  /** As in the Host header: with the port, unless it is the scheme's default. */
  readonly host: string;
  readonly contentType: string;
  /** The exact text of the request body. */
  readonly body: string;
  /** Unix seconds; the cloud accepts 5 minutes of difference either way. */
  readonly timestamp: number;
}

/**
 * ZC2-HMAC-SHA256. It always signs a POST to path "/" with an empty query, whatever the URL, and covers neither action
 * nor version. The key is the password itself, without derivation. Source: API reference, signature page.
 */
export function signature({ host, contentType, body, timestamp }: Unsigned, accessKeyPassword: string): string {
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  const canonical = ["POST", "/", "", headers, "content-type;host", sha256(body)].join("\n");
  const toSign = [METHOD, timestamp, sha256(canonical)].join("\n");
  return createHmac("sha256", accessKeyPassword).update(toSign).digest("hex");
}

/** The authentication headers. A complete key pair takes precedence over a token. */
export function authorization(request: Unsigned, credentials: Credentials): Record<string, string> {
  const { accessKeyId, accessKeyPassword, token = "" } = credentials;
  if (!accessKeyId || !accessKeyPassword) return { Authorization: `Bearer ${token}` };
  const signed = signature(request, accessKeyPassword);
  return {
    Authorization: `${METHOD} Credential=${accessKeyId}, SignedHeaders=content-type;host, Signature=${signed}`,
    "X-ZC-Timestamp": String(request.timestamp),
    "X-ZC-Signature-Method": METHOD,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
