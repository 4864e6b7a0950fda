import { kindOf, messageOf } from "../api/errors";
import { CancelledError, type Context } from "../context";
import type { Block } from "./cidr";
import type { Protocol } from "./filter";

/** The way from the internet to a machine, as a chain of links that are read and judged one by one. */

/** What is asked about a way. */
export interface Question {
  /** Unset: TCP, UDP and ICMPv6, whatever is open. */
  readonly protocol?: Protocol | undefined;
  readonly port?: number | undefined;
  /** Where packets come from: an address, or the whole internet. */
  readonly from: Block;
}

/** What is looked for: an address in canonical spelling, or the id of a network interface. */
export type Target = { readonly address: string } | { readonly networkInterfaceId: string };

export interface Verdict {
  /** `unknown`: it could be read only in part, or the vendor does not say what follows. */
  readonly status: "ok" | "broken" | "unknown";
  /** What was found, in one sentence. */
  readonly says: string;
  /** What to do, in the vendor's words. */
  readonly mend?: string | undefined;
  /** More that was found, a line each. */
  readonly notes?: readonly string[] | undefined;
  /** Ids and figures by the vendor's names, for programs. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** One link of a chain. `At` is an address of one cloud, with its reads. */
export interface Link<At> {
  /** The vendor's word for it. */
  readonly name: string;
  /** Where it is in the vendor's console. */
  readonly where: string;
  /**
   * Reads and judges. Undefined: an earlier link is missing, so there is nothing to judge.
   *
   * @throws what a read throws; the link then counts as not readable
   */
  judge(at: At, question: Question): Promise<Verdict | undefined>;
}

export type Status = Verdict["status"] | "unreadable" | "unreached";

export interface Judged extends Omit<Verdict, "status"> {
  readonly name: string;
  readonly where: string;
  readonly status: Status;
}

/** An address that was found, and its chain. */
export interface Found<At> {
  /** Unset: the network interface that was asked for has none. */
  readonly address: string | undefined;
  readonly at: At;
}

/** How one cloud finds an address, and what is on the way to it. */
// biome-ignore lint/suspicious/noExplicitAny: the list of clouds holds ways of every client and address
export interface Way<Client = any, At = any> {
  /**
   * The addresses that are meant, in one region: one for an address, all of a network interface.
   *
   * @param region undefined where calls need none
   */
  find(ctx: Context<Client>, region: string | undefined, target: Target): Promise<readonly Found<At>[]>;
  /** From the internet to the machine. */
  readonly links: readonly Link<At>[];
}

/** Reads and judges every link. The reads of all links run side by side. */
export async function judgeAll<At>(links: readonly Link<At>[], at: At, question: Question): Promise<Judged[]> {
  return Promise.all(
    links.map(async ({ name, where, judge }): Promise<Judged> => {
      try {
        const verdict = await judge(at, question);
        return {
          name,
          where,
          ...(verdict ?? { status: "unreached", says: "nothing to judge: a link before it is missing" }),
        };
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        const says =
          kindOf(error) === "denied" ? `not readable for this identity: ${messageOf(error)}` : messageOf(error);
        return { name, where, status: "unreadable", says };
      }
    }),
  );
}

/** The first link, from the internet, that is broken. */
export function firstBroken(chain: readonly Judged[]): Judged | undefined {
  return chain.find(({ status }) => status === "broken");
}

/** What a chain without a broken link comes to, for people. */
export function conclusion(chain: readonly Judged[]): { readonly says: string; readonly isSure: boolean } {
  const unsure = chain.filter(({ status }) => status !== "ok").map(({ name }) => name);
  if (unsure.length === 0) return { says: "Nothing is broken: every link lets packets through.", isSure: true };
  return { says: `Nothing is broken in what could be judged. Not judged: ${unsure.join(", ")}.`, isSure: false };
}

/**
 * Keeps what was read in one context, so that links, and addresses of one network, share reads. A failed read fails for
 * each of them.
 */
export class Once {
  private static readonly all = new WeakMap<Context, Once>();
  private readonly known = new Map<string, Promise<unknown>>();

  static in(ctx: Context): Once {
    const found = Once.all.get(ctx) ?? new Once();
    Once.all.set(ctx, found);
    return found;
  }

  /** @param key names what is read, with its id */
  of<T>(key: string, read: () => Promise<T>): Promise<T> {
    const found = (this.known.get(key) as Promise<T> | undefined) ?? read();
    this.known.set(key, found);
    return found;
  }
}
