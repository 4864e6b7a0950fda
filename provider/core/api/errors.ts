import { hideHeaders } from "./redact";

/** Kinds of errors. A closed list: core acts on kinds, never on a cloud's codes. */
export const KINDS = [
  "invalid", // the request can never work as written
  "denied", // credentials, permission, account state
  "gone", // the named object does not exist
  "conflict", // another object occupies the place
  "busy", // the object is changing; nothing was done; retry
  "throttled", // too many calls; nothing was done; retry later
  "quota", // a limit of the account or the parent object
  "unavailable", // no usable response: the call may have been carried out
  "unknown", // an unrecognised error; never retried on an order, never read as gone
] as const;
export type Kind = (typeof KINDS)[number];

/** One row of a cloud's error table. */
export interface ErrorRow {
  readonly kind: Kind;
  /** What the user should do, in one line. */
  readonly advice: string;
  /** The token no longer identifies this order: read, then order under the next generation. */
  readonly staleToken?: true;
  /** A prerequisite of the order is missing or not ready, and another resource may provide it. */
  readonly notReady?: true;
}

export type Classified = Partial<ErrorRow> & { readonly kind: Kind };

interface ErrorTable {
  /** Documented codes with their advice, by kind. */
  readonly rows: Readonly<Record<Kind, Readonly<Record<string, string>>>>;
  readonly staleToken?: readonly string[];
  readonly notReady?: readonly string[];
  /** Patterns for undocumented codes whose meaning does not depend on the rest of the code. Never "gone". */
  readonly families: readonly (readonly [RegExp, Kind])[];
}

/** The documented codes, and a classifier for any code. */
export function errorTable({ rows, staleToken = [], notReady = [], families }: ErrorTable) {
  const codes: ReadonlyMap<string, ErrorRow> = new Map(
    KINDS.flatMap((kind) =>
      Object.entries(rows[kind]).map(([code, advice]): [string, ErrorRow] => [
        code,
        {
          ...{ kind, advice },
          ...(staleToken.includes(code) && { staleToken: true }),
          ...(notReady.includes(code) && { notReady: true }),
        },
      ]),
    ),
  );
  const classify = (code: string): Classified =>
    codes.get(code) ?? { kind: families.find(([pattern]) => pattern.test(code))?.[1] ?? "unknown" };
  return { codes, classify };
}

/** Undefined if the object is gone; other errors are rethrown. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return undefined;
    throw error;
  }
}

export interface CloudErrorDetails {
  readonly kind: Kind;
  /** Display name of the cloud. */
  readonly cloud: string;
  readonly action: string;
  /** Vendor id the call acted on. */
  readonly subject?: string | undefined;
  /** Ids and addresses the error concerns, if not the subject. */
  readonly about?: readonly string[] | undefined;
  readonly code?: string | undefined;
  /** The cloud's message, already redacted. */
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  readonly advice?: string | undefined;
  readonly staleToken?: boolean | undefined;
  readonly notReady?: boolean | undefined;
  /** The request never left this machine, so nothing was done. */
  readonly unsent?: boolean | undefined;
  /** Requested retry delay in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** A failed call. The message has the call, the cloud's response and advice. */
export class CloudError extends Error {
  readonly kind: Kind;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly about: readonly string[];
  readonly staleToken: boolean;
  readonly retryAfterMs: number | undefined;
  /** An earlier attempt of this call got no response, so it may have been carried out. */
  lost = false;

  constructor(readonly details: CloudErrorDetails) {
    super(describe(details));
    this.name = "CloudError";
    this.kind = details.kind;
    this.code = details.code;
    this.requestId = details.requestId;
    this.about = details.about ?? (details.subject ? [details.subject] : []);
    this.staleToken = details.staleToken ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }
}

function describe(d: CloudErrorDetails): string {
  const call = `${d.cloud} ${d.action}${d.subject ? ` on ${d.subject}` : ""}`;
  const message = [d.code, d.message && `"${d.message}"`].filter(Boolean).join(" ");
  const request = d.requestId ? ` (request ${d.requestId})` : "";
  return hideHeaders(`${call}: ${message || d.kind}${request}${d.advice ? `. ${d.advice}` : ""}`);
}

/** Makes the errors of a cloud's previews: those that an order or change would get, with their code and advice. */
export function refusals(cloud: string, classify: (code: string) => Classified) {
  return (
    code: string,
    action: string,
    subject: string | undefined,
    message: string,
    about?: readonly string[],
  ): CloudError => new CloudError({ cloud, action, subject, about, ...classify(code), code, message });
}

/** A refusal by the provider, before or instead of a call. Its message is complete. */
export class Refusal extends Error {
  /** @param about ids and addresses it concerns */
  constructor(
    message: string,
    readonly kind: Kind = "invalid",
    readonly about: readonly string[] = [],
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** Reads do not yet show the object to be tagged. */
export function notShown(what: string): Refusal {
  return new Refusal(`${what} is not to be seen yet`, "unavailable");
}

/** Another object occupies the place, according to reads rather than an error of the cloud. */
export class TakenPlace extends Refusal {
  constructor(message: string, about: readonly string[] = []) {
    super(message, "conflict", about);
  }
}

/** The deadline expired. The message has the duration, the goal and the states seen. */
export class DeadlineError extends Error {
  constructor(
    message: string,
    readonly kind: Kind = "unavailable",
  ) {
    super(message);
    this.name = "DeadlineError";
  }
}

/**
 * The object exists, but the operation did not finish. State must keep the id and the known properties: both doors
 * report this as a failed initialization, so the next run continues with an update.
 */
export class PartialError extends Error {
  constructor(
    readonly id: string,
    readonly properties: Record<string, unknown>,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
    this.name = "PartialError";
  }
}

/**
 * The cloud accepted an order that produced nothing: no object exists, nothing is billed and state keeps no id. The
 * lifecycle orders once more; the second time it reports the cause.
 */
export class VoidOrder extends Error {
  /** @param old it may be the replay of an earlier run's order: then only that token is used, and the next is free */
  constructor(
    override readonly cause: Error,
    readonly old = false,
  ) {
    super(cause.message);
    this.name = "VoidOrder";
  }
}

export function kindOf(error: unknown): Kind {
  const kind = (error as { kind?: unknown } | undefined)?.kind;
  return (KINDS as readonly unknown[]).includes(kind) ? (kind as Kind) : "unknown";
}

/** The text of any error, without what its library quotes of a request. */
export function messageOf(error: unknown): string {
  return hideHeaders(error instanceof Error ? error.message : String(error));
}
