import type { About } from "./client";
import { CloudError, messageOf } from "./errors";

/** Maximum characters of a cloud's message to include in an error. */
const LONGEST_MESSAGE = 500;

/** Signing credentials. Remembers every value it returned, to redact it from messages. */
export class Signing<C extends object> {
  private readonly used = new Set<string>();

  constructor(private readonly source: () => Promise<C>) {}

  /** @throws CloudError of the call if the source fails */
  async credentials(about: About): Promise<C> {
    try {
      const credentials = await this.source();
      for (const value of Object.values(credentials)) if (typeof value === "string") this.used.add(value);
      return credentials;
    } catch (error) {
      const message = `no credentials: ${messageOf(error)}`;
      throw new CloudError({
        ...about,
        kind: "denied",
        message,
        advice: "Check the credentials of this environment.",
      });
    }
  }

  /** The cloud's message, redacted and truncated. */
  clean(text: string | undefined): string {
    return redact(text ?? "", [...this.used]).slice(0, LONGEST_MESSAGE);
  }
}

/** Redacts credentials, including percent-encoded once or twice as in signed strings. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => {
      const once = encodeURIComponent(secret);
      return [secret, once, encodeURIComponent(once)];
    });
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[secret]"), text);
}
