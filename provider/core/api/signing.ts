import { CancelledError } from "../context";
import type { About } from "./client";
import { CredentialsError, type Source } from "./credentials";
import { CloudError, type Kind, kindOf, messageOf } from "./errors";
import { hideHeaders, redact } from "./redact";

/** Maximum characters of a cloud's message to include in an error. */
const LONGEST_MESSAGE = 500;

/** Credentials for the requests of one client, and the redaction of what its library says. */
export class Signing<C extends object> {
  /** @param stale codes with which the cloud refuses credentials that have ended or were replaced */
  constructor(
    private readonly source: Source<C>,
    private readonly stale: readonly string[] = [],
  ) {}

  /**
   * @param signal ends the wait; others may wait for the same answer
   * @throws CloudError of the call if the source fails; nothing was sent then
   */
  async credentials(about: About, signal?: AbortSignal): Promise<C> {
    try {
      return await unlessAborted(this.source.get(), signal);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const again = RETRIED.find((kind) => kind === kindOf(error));
      const message = redact(messageOf(error), [...this.source.secrets]);
      const advice = error instanceof CredentialsError ? undefined : "Check the credentials of this environment.";
      throw new CloudError({ ...about, kind: again ?? "denied", unsent: true, message, advice });
    }
  }

  /** For a refused call: it is repeated if its credentials were temporary and can be replaced. */
  replaced(code: string): { readonly kind: "unavailable"; readonly unsent: true } | undefined {
    return this.stale.includes(code) && this.source.refused() ? { kind: "unavailable", unsent: true } : undefined;
  }

  /** A message of the cloud or of a library, redacted and truncated. */
  clean(text: string | undefined): string {
    return hideHeaders(redact(text ?? "", [...this.source.secrets])).slice(0, LONGEST_MESSAGE);
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CancelledError("cancelled while waiting for credentials"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Failures after which the same question may be answered. */
const RETRIED: readonly Kind[] = ["unavailable", "throttled", "busy"];
