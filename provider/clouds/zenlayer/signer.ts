import { createHash, createHmac } from "node:crypto";

const METHOD = "ZC2-HMAC-SHA256";

export interface Credentials {
  readonly accessKeyId?: string | undefined;
  readonly accessKeyPassword?: string | undefined;
  /** Personal access token: sent as it is, instead of a signature. */
  readonly token?: string | undefined;
}

export interface Unsigned {
  /** As it will go into the Host header: with the port, unless it is the scheme's own. */
  readonly host: string;
  readonly contentType: string;
  /** The exact text that is sent. */
  readonly body: string;
  /** Unix seconds; the cloud takes 5 minutes either way. */
  readonly timestamp: number;
}

/**
 * ZC2-HMAC-SHA256: a POST to the literal path "/" with an empty query, whatever the URL; neither action nor version
 * is covered; the key is the password itself, without any derivation. Source: API reference, signature page.
 */
export function signature({ host, contentType, body, timestamp }: Unsigned, accessKeyPassword: string): string {
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  const canonical = ["POST", "/", "", headers, "content-type;host", sha256(body)].join("\n");
  const toSign = [METHOD, timestamp, sha256(canonical)].join("\n");
  return createHmac("sha256", accessKeyPassword).update(toSign).digest("hex");
}

/** The headers that say who calls. A complete key pair counts before a token. */
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
