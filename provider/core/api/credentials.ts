import type { About } from "./client";
import { CloudError, messageOf } from "./errors";
import { redact } from "./redact";

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
      const said = `no credentials: ${messageOf(error)}`;
      throw new CloudError({ ...about, kind: "denied", said, advice: "Check the credentials of this environment." });
    }
  }

  /** The cloud's own words, without credentials and of a length that people read. */
  clean(text: string | undefined): string {
    return redact(text ?? "", [...this.used]).slice(0, LONGEST_MESSAGE);
  }
}
