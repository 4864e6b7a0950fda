import type { Kind } from "./errors";

/** How a call ended without a usable response. */
export interface Outcome {
  readonly kind: Kind;
  /** The request never reached the cloud, so nothing was done. */
  readonly unsent?: true;
  /** What the user should do. Unset: depends on the call. */
  readonly advice?: string;
}

const NO_CONNECTION = "No connection: check the network, the region and the endpoint.";
const UNSENT: Outcome = { kind: "unavailable", unsent: true, advice: NO_CONNECTION };
const LOST: Outcome = { kind: "unavailable" };

/** Every way a call can end without a usable response, and what it means. The same on all clouds. */
export const OUTCOMES = {
  "name not found": UNSENT,
  "connection refused": UNSENT,
  "no route": UNSENT,
  "reset before sending": UNSENT,
  "timed out before sending": UNSENT,
  "TLS refused": {
    kind: "invalid",
    unsent: true,
    advice: "Check the endpoint, and NODE_EXTRA_CA_CERTS if a proxy opens TLS.",
  },
  "proxy refused": {
    ...UNSENT,
    advice: "The proxy did not reach the endpoint: check HTTPS_PROXY and NO_PROXY.",
  },
  "proxy forbids": {
    kind: "denied",
    unsent: true,
    advice: "The proxy does not allow this endpoint: have it allowed, or check HTTPS_PROXY and NO_PROXY.",
  },
  "proxy wants a password": {
    kind: "denied",
    unsent: true,
    advice: "Put user and password into the URL of the proxy: http://user:password@host:3128, percent-encoded.",
  },
  "proxy not usable": { kind: "invalid", unsent: true, advice: "Correct it, or list the endpoint in NO_PROXY." },
  "not made": {
    kind: "invalid",
    unsent: true,
    advice:
      "Nothing was sent. Check that keys and endpoint have no line end or other character that no header may have.",
  },
  "reset after sending": LOST,
  "timed out after sending": LOST,
  "gateway status": LOST,
  "throttled status": { kind: "throttled" },
  "refused status": { kind: "unknown" },
  "not the vendor's answer": LOST,
} as const satisfies Readonly<Record<string, Outcome>>;
export type OutcomeName = keyof typeof OUTCOMES;

/** A call that got no usable response. */
export class NoAnswer extends Error {
  /**
   * @param message without credentials
   * @param retryAfterMs the delay that the response asked for, in milliseconds
   */
  constructor(
    readonly outcome: OutcomeName,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** Node's error codes of connections that failed. Others are a reset: before or after sending, as the stage says. */
const CODES: readonly (readonly [RegExp, OutcomeName])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, "name not found"],
  [/^ECONNREFUSED$/, "connection refused"],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EAFNOSUPPORT|EACCES|EPERM)$/, "no route"],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|ECONNABORTED)$/, "timed out before sending"],
  [/CERT|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/, "TLS refused"],
];

/** An error of Node's. Of several addresses that all failed, it has one error each. */
export interface ConnectionError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly errors?: readonly ConnectionError[] | undefined;
}

/**
 * Classifies a failed connection.
 *
 * @param sent whether the connection, with TLS, was made: then the request may have arrived, whatever the code
 */
export function outcomeOf({ code, errors = [] }: ConnectionError, sent: boolean): OutcomeName {
  const codes = [code, ...errors.map((each) => each.code)].map((each) => each ?? "");
  const names = codes.flatMap((each) => CODES.find(([pattern]) => pattern.test(each))?.[1] ?? []);
  if (sent) return names[0] === "timed out before sending" ? "timed out after sending" : "reset after sending";
  return names[0] ?? "reset before sending";
}

/** What Node says of a failed connection: of several addresses, about each. */
export function textOf({ code, message, errors = [] }: ConnectionError): string {
  const texts = errors.length > 0 ? errors.map((each) => each.message || each.code) : [message || code];
  return [...new Set(texts)].join("; ") || "the connection failed";
}

/** Classifies an HTTP status without an error code of the cloud. */
export function outcomeOfStatus(status: number): OutcomeName {
  if (status === 429) return "throttled status";
  // Only a proxy answers with this one.
  if (status === 407) return "proxy wants a password";
  const ofGateway = status < 400 || status >= 500 || status === 408 || status === 425;
  return ofGateway ? "gateway status" : "refused status";
}
