import type { Kind } from "./errors";

/** How a call ended without a usable response. */
export interface Outcome {
  readonly kind: Kind;
  /** The request never left this machine, so nothing was done. */
  readonly unsent?: true;
  /** What the user should do. Unset: depends on the call. */
  readonly advice?: string;
}

const NO_CONNECTION = "No connection: check the network, the region and the endpoint.";
const UNSENT: Outcome = { kind: "unavailable", unsent: true, advice: NO_CONNECTION };
const LOST: Outcome = { kind: "unavailable" };

/** Every way a call can end without a usable response, and what it means. */
export const OUTCOMES = {
  "name not found": UNSENT,
  "connection refused": UNSENT,
  "no route": UNSENT,
  "reset before sending": UNSENT,
  "timed out before sending": UNSENT,
  "certificate refused": { ...UNSENT, advice: "Check the endpoint, and NODE_EXTRA_CA_CERTS if a proxy opens TLS." },
  "reset after sending": LOST,
  "timed out after sending": LOST,
  "gateway status": LOST,
  "throttled status": { kind: "throttled" },
  "refused status": { kind: "unknown" },
  "not the vendor's answer": LOST,
} as const satisfies Readonly<Record<string, Outcome>>;
export type OutcomeName = keyof typeof OUTCOMES;

/** Node's error codes, and those of the vendors' HTTP libraries. */
const CODES: Readonly<Record<string, OutcomeName>> = {
  ENOTFOUND: "name not found",
  EAI_AGAIN: "name not found",
  EAI_FAIL: "name not found",
  ECONNREFUSED: "connection refused",
  EHOSTUNREACH: "no route",
  ENETUNREACH: "no route",
  EADDRNOTAVAIL: "no route",
  UND_ERR_CONNECT_TIMEOUT: "timed out before sending",
  ConnectTimeout: "timed out before sending",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate refused",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate refused",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate refused",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate refused",
  CERT_HAS_EXPIRED: "certificate refused",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate refused",
  ECONNRESET: "reset after sending",
  EPIPE: "reset after sending",
  ETIMEDOUT: "timed out after sending",
  ESOCKETTIMEDOUT: "timed out after sending",
  ECONNABORTED: "timed out after sending",
  ReadTimeout: "timed out after sending",
};

/** A transport error. Some libraries keep Node's code in `code`, others only in the text. */
export interface TransportError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** From Node: `connect` while connecting. */
  readonly syscall?: string | undefined;
}

/** Classifies a transport error. Unrecognised ones count as lost: the call may have been carried out. */
export function outcomeOf({ code = "", message = "", syscall }: TransportError): OutcomeName {
  const known =
    CODES[code] ??
    message
      .match(/\b[A-Z][A-Za-z_]{3,}\b/g)
      ?.map((word) => CODES[word])
      .find(Boolean);
  const connecting = syscall === "connect" || /\bconnect E|before secure TLS connection/.test(message);
  if (known === "timed out after sending") return connecting ? "timed out before sending" : known;
  return known && known !== "reset after sending" ? known : connecting ? "reset before sending" : "reset after sending";
}

/** Classifies an HTTP status without an error code of the cloud. */
export function outcomeOfStatus(status: number): OutcomeName {
  if (status === 429) return "throttled status";
  return status >= 400 && status < 500 ? "refused status" : "gateway status";
}
