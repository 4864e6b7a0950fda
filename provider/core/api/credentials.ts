import { CancelledError, type Clock } from "../context";
import { type Kind, kindOf, messageOf } from "./errors";
import { redact } from "./redact";

/** Credentials that belong together: all of one place. */
export interface Unit<C> {
  readonly value: C;
  /** Milliseconds since the epoch. Unset: they do not expire. */
  readonly expires?: number | undefined;
}

/** One place that credentials can come from. */
export interface Link<C> {
  /** As errors name it. */
  readonly name: string;
  /** What `find` returns makes no call, so check can look at the values. */
  readonly local?: true;
  /**
   * Looks whether credentials are here. Calls neither the cloud nor its token service.
   *
   * @returns how to get them; or a text: why there are none here, and the next link is asked
   * @throws if what is here cannot be used. No other link is asked then: it may belong to another account
   */
  find(): Promise<Found<C>>;
}

/** How to get credentials, or why there are none. */
export type Found<C> = string | Get<C>;
/** @param hide for secrets that are not part of the result, such as a token that is exchanged for it */
export type Get<C> = (hide: (secret: string) => void) => Promise<Unit<C>>;

/** Who signs calls. */
export interface Identity {
  readonly account: string;
  /** As the cloud names the caller. */
  readonly caller?: string | undefined;
}

/** Where credentials come from. */
export interface Origin {
  /** The link that has them. */
  readonly name: string;
  /** The links before it, each with why it has none. */
  readonly passed: readonly { readonly name: string; readonly reason: string }[];
  /** The role that they are exchanged for. */
  readonly role?: string | undefined;
}

/** Where a client gets its credentials before each request. */
export interface Source<C> {
  /** @throws CredentialsError */
  get(): Promise<C>;
  /** Every secret value so far, to redact it from messages. */
  readonly secrets: Set<string>;
  /** The cloud refused what `get` returned. @returns whether `get` will now return others */
  refused(): boolean;
}

/** No link has credentials, or one cannot be used. The message says which, in what order, and why. */
export class CredentialsError extends Error {
  constructor(
    message: string,
    readonly kind: Kind,
    /** No link has any. */
    readonly none = false,
  ) {
    super(message);
    this.name = "CredentialsError";
  }
}

export interface ChainOptions<C extends object> {
  /** Display name of the cloud. */
  readonly title: string;
  readonly clock: Pick<Clock, "now">;
  /** How to set credentials, with a full stop. Follows the list of links that have none. */
  readonly advice: string;
  /** Checks new credentials before their first use. @throws to refuse them */
  readonly approve?: (value: C) => Promise<void>;
  /** Asks the cloud who signs with these. */
  readonly identify?: (value: C) => Promise<Identity>;
  /** The source of the credentials that the only link exchanges for others, as with an assumed role. */
  readonly base?: Chain<C>;
}

/** Renew this long before the end, or a quarter of the lifetime if that is shorter. Milliseconds. */
const RENEW_BEFORE = 300_000;
/** Pause after a failed renewal, while the old credentials still work, and before a refused unit is replaced. */
const PAUSE = 10_000;

/**
 * Credentials from the first link that has any: asked once for all callers, renewed before they expire, and searched
 * anew after a failure.
 */
export class Chain<C extends object> implements Source<C> {
  readonly secrets: Set<string>;
  private held: (Unit<C> & { readonly since: number }) | undefined;
  private asking: Promise<C> | undefined;
  private looking: Promise<string | undefined> | undefined;
  private lookedAt = 0;
  private notBefore = 0;
  /** Whether the last credentials expire, so that others can be had. */
  private temporary = false;
  /** The link that the held unit is from. Renewals ask no other: the identity must not change during a run. */
  private chosen: Link<C> | undefined;

  constructor(
    private readonly links: readonly Link<C>[],
    private readonly options: ChainOptions<C>,
  ) {
    this.secrets = options.base?.secrets ?? new Set();
  }

  async get(): Promise<C> {
    const { held } = this;
    const now = this.options.clock.now();
    if (held && (!isDue(held, now) || (now < this.notBefore && !isOver(held, now)))) return held.value;
    try {
      return await this.ask();
    } catch (error) {
      if (!held || isOver(held, this.options.clock.now())) throw error;
      this.notBefore = this.options.clock.now() + PAUSE;
      return held.value;
    }
  }

  refused(): boolean {
    const { held } = this;
    // Answers to other calls with the same credentials may still arrive.
    const isOld = held?.expires !== undefined && this.options.clock.now() - held.since >= PAUSE;
    if (isOld) this.held = undefined;
    return this.temporary;
  }

  /** Why there are no credentials, or undefined. Calls neither the cloud nor its token service. */
  missing(): Promise<string | undefined> {
    if (this.options.base) return this.options.base.missing();
    const now = this.options.clock.now();
    if (!this.looking || now - this.lookedAt > PAUSE) {
      this.lookedAt = now;
      this.looking = this.look().then(
        () => undefined,
        (error: unknown) => redact(messageOf(error), [...this.secrets]),
      );
    }
    return this.looking;
  }

  /**
   * Which link has credentials, and why those before it have none. Calls neither the cloud nor its token service.
   *
   * @throws CredentialsError
   */
  async origin(): Promise<Origin> {
    const { base } = this.options;
    if (base) return { ...(await base.origin()), role: this.links[0]?.name };
    const passed: { name: string; reason: string }[] = [];
    const [{ name }] = await this.search(this.links, passed);
    return { name, passed };
  }

  /**
   * Who signs. Undefined: the cloud has no call that tells.
   *
   * @throws CredentialsError if there are no credentials, or their account is refused; else the error of the call
   */
  async identity(): Promise<Identity | undefined> {
    const value = await this.get();
    return this.options.identify?.(value);
  }

  private async look(): Promise<void> {
    const [link, get] = await this.search();
    if (link.local) await this.cleaned(link, await get(() => {}));
  }

  private ask(): Promise<C> {
    this.asking ??= this.renewed().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async renewed(): Promise<C> {
    const { clock, approve } = this.options;
    const hide = (secret: string) => void this.secrets.add(secret);
    try {
      const [link, get] = await this.search();
      const unit = await this.cleaned(link, await this.attempt(link, () => get(hide)));
      await approve?.(unit.value);
      this.chosen = link;
      this.held = { ...unit, since: clock.now() };
      this.temporary = unit.expires !== undefined;
      return unit.value;
    } catch (error) {
      this.chosen = undefined;
      throw error;
    }
  }

  /** The first link that has credentials. */
  private async search(
    links = this.chosen ? [this.chosen] : this.links,
    passed: { name: string; reason: string }[] = [],
  ): Promise<[Link<C>, Get<C>]> {
    const tried = () => passed.map(({ name, reason }, index) => `${index + 1}. ${name}: ${reason}`);
    for (const link of links) {
      const found = await this.attempt(link, () => link.find(), tried());
      if (typeof found !== "string") return [link, found];
      passed.push({ name: link.name, reason: found });
    }
    const { title, advice } = this.options;
    const text = `no credentials to sign calls to ${title}. Looked for, in this order: ${tried().join("; ")}. ${advice}`;
    throw new CredentialsError(text, "denied", true);
  }

  private async attempt<T>(link: Link<C>, work: () => Promise<T>, tried: readonly string[] = []): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const before = tried.length > 0 ? ` Before that, in this order: ${tried.join("; ")}.` : "";
      const text = redact(messageOf(error), [...this.secrets]).replace(/([^.])$/, "$1.");
      throw new CredentialsError(`${link.name}: ${text}${before}`, kindOf(error));
    }
  }

  /** Without blanks and line ends around the values; what is left must fit into a header. */
  private async cleaned(link: Link<C>, { value, expires }: Unit<C>): Promise<Unit<C>> {
    const entries = Object.entries(value).map(([name, each]) => {
      const text = typeof each === "string" ? each.trim() : each;
      if (typeof text === "string") this.secrets.add(text);
      return [name, text] as const;
    });
    const wrong = entries.filter(([, text]) => typeof text === "string" && !isKeyText(text)).map(([name]) => name);
    const refuse = (reason: string) => new CredentialsError(`${link.name}: ${reason}`, "denied");
    if (wrong.length > 0) throw refuse(wrong.map((name) => `${name} ${KEY_RULE}.`).join(" "));
    if (expires !== undefined && expires <= this.options.clock.now()) {
      const since = new Date(expires).toISOString();
      throw refuse(`what it returned expired at ${since}. Renew it, and check the clock of this machine.`);
    }
    return { value: Object.fromEntries(entries) as C, expires };
  }
}

function isDue({ expires, since }: { expires?: number | undefined; since: number }, now: number): boolean {
  return expires !== undefined && now >= expires - Math.min(RENEW_BEFORE, (expires - since) / 4);
}

function isOver({ expires }: { expires?: number | undefined }, now: number): boolean {
  return expires !== undefined && now >= expires;
}

export const KEY_RULE = "must be text without blanks, line ends and characters that are not ASCII";

/** Whether a key, after trimming, fits into a request header. */
export function isKeyText(text: string): boolean {
  return /^[!-~]*$/.test(text);
}

/** A source of credentials that never change. */
export function fixedSource<C extends object>(value: C): Source<C> {
  const secrets = new Set(Object.values(value).filter((each): each is string => typeof each === "string"));
  return { get: async () => value, secrets, refused: () => false };
}
