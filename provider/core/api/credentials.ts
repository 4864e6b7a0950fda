import type { About } from "./client";
import { CloudError, messageOf } from "./errors";

/** Characters of the cloud's words that a message keeps. */
const LONGEST_MESSAGE = 500;

/** The credentials that calls are signed with. Remembers what it gave, so that no message shows any of it. */
export class Signing<C extends object> {
  private readonly used = new Set<string>();

  constructor(private readonly source: () => Promise<C>) {}

  /** Asks the source. That it fails is an error of the call. */
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
        message: message,
        advice: "Check the credentials of this environment.",
      });
    }
  }

  /** The cloud's own words, without credentials and of a length that people read. */
  clean(text: string | undefined): string {
    return redact(text ?? "", [...this.used]).slice(0, LONGEST_MESSAGE);
  }
}

/** Replaces credentials in a text, also where they stand percent-encoded once or twice, as in signed strings. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => {
      const once = encodeURIComponent(secret);
      return [secret, once, encodeURIComponent(once)];
    });
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[secret]"), text);
}
