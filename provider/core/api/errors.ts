/** What a failure means for the lifecycle. A closed list: core acts on kinds, never on a cloud's codes. */
export const KINDS = [
  "invalid", // the request can never work as written
  "denied", // credentials, permission, account state
  "gone", // the named object is not there
  "conflict", // something else already holds the place
  "busy", // the object is in motion; nothing was done; ask again
  "throttled", // too many calls; nothing was done; ask again later
  "quota", // a limit of the account or the parent object
  "unavailable", // no usable answer: whether anything was done is unknown
  "unknown", // an answer we do not know; never retried on an order, never read as gone
] as const;
export type Kind = (typeof KINDS)[number];

/** One row of a cloud's error table. */
export interface ErrorRow {
  readonly kind: Kind;
  /** One line: what the person should do. */
  readonly advice: string;
  /** The cloud says the token no longer stands for this order: look, then order under the next generation. */
  readonly staleToken?: true;
  /** Something that the order stands on is not there or not as it must be yet, and another resource may see to that. */
  readonly notReady?: true;
}

export type Classified = Partial<ErrorRow> & { readonly kind: Kind };

interface ErrorTable {
  /** By kind, each code of the pages with its advice. */
  readonly rows: Readonly<Record<Kind, Readonly<Record<string, string>>>>;
  readonly staleToken?: readonly string[];
  readonly notReady?: readonly string[];
  /** For codes that are on no page: families whose meaning does not depend on what follows. Never "gone". */
  readonly families: readonly (readonly [RegExp, Kind])[];
}

/** A cloud's codes, and what any code means. */
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

/** Undefined instead of the error that the object is gone. */
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
  /** The cloud's name as people say it. */
  readonly cloud: string;
  readonly action: string;
  /** What the call was about: a vendor id. */
  readonly subject?: string | undefined;
  /** Ids and addresses that the refusal is about, where it is not the subject. */
  readonly about?: readonly string[] | undefined;
  readonly code?: string | undefined;
  /** The cloud's own words, already free of credentials. */
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  readonly advice?: string | undefined;
  readonly staleToken?: boolean | undefined;
  readonly notReady?: boolean | undefined;
  /** The request never left this machine, so nothing was done. */
  readonly unsent?: boolean | undefined;
  /** How long the cloud asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** A failed call, in the house form: what was asked, what the cloud said, what to do. */
export class CloudError extends Error {
  readonly kind: Kind;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly about: readonly string[];
  readonly staleToken: boolean;
  readonly retryAfterMs: number | undefined;
  /** An earlier attempt of the same call ended without an answer, so something may have been done. */
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
  return `${call}: ${message || d.kind}${request}${d.advice ? `. ${d.advice}` : ""}`;
}

/** A refusal of our own, made before or instead of a call. Its message is complete. */
export class Refusal extends Error {
  /** @param about ids and addresses that it is about */
  constructor(
    message: string,
    readonly kind: Kind = "invalid",
    readonly about: readonly string[] = [],
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** Reads do not show yet what is to be written down. */
export function notShown(what: string): Refusal {
  return new Refusal(`${what} is not to be seen yet`, "unavailable");
}

/** What has the place is another's, as reads tell and no answer of the cloud does. */
export class TakenPlace extends Refusal {
  constructor(message: string, about: readonly string[] = []) {
    super(message, "conflict", about);
  }
}

/** One deadline ran out. Says how long, for what, and what was seen meanwhile. */
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
 * The cloud has the object, but the verb did not finish. State must keep the id and what is known:
 * both doors turn this into the engine's "initialised badly", so the next run continues with update.
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
 * The cloud accepted an order, and it came to nothing: there is no object, nothing is billed, and state keeps no id.
 * Ordered once more; the second time the cause is the verb's error.
 */
export class VoidOrder extends Error {
  /** @param old it may be an earlier run's, told again under its token: then that token is spent, and the next one is not */
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

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
