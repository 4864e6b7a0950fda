import type { CLOUDS } from "../../clouds";
import { WAYS } from "../../clouds/ways";
import { messageOf } from "../../core/api/errors";
import { CancelledError, type Context } from "../../core/context";
import type { Way } from "../../core/path/chain";
import { type Judged, judgeAll, type Question, type Target } from "../../core/path/chain";
import type { Account } from "../accounts";
import type { Io } from "../command";

/** Milliseconds for all reads of one account and region. */
const TIMEOUT = 120_000;

/** Where something was looked for: an account, and one of its regions. */
export interface Where {
  readonly cloud: string;
  /** For people, with the profile or role. */
  readonly account: string;
  /** Unset: all regions. */
  readonly region: string | undefined;
}

/** The way to one address. */
export interface Chain extends Where {
  readonly address: string | undefined;
  readonly links: readonly Judged[];
}

export interface Searched {
  readonly chains: readonly Chain[];
  readonly searched: readonly Where[];
  /** Where the search was not possible, and why. */
  readonly unread: ReadonlyArray<Where & { readonly says: string }>;
}

export function spokenPlace({ account, region }: Where): string {
  return region ? `${account}, ${region}` : account;
}

/** Looks for the targets in all accounts and regions side by side, and judges what is found. */
export async function search(
  accounts: readonly Account[],
  targets: readonly Target[],
  question: Question,
  io: Io,
): Promise<Searched> {
  const places = accounts.flatMap(({ cloud, session, regions, label }) =>
    regions.map((region) => ({
      at: { cloud: cloud.name, account: label, region },
      way: WAYS[cloud.name as keyof typeof CLOUDS],
      ctx: session.reads(cloud, TIMEOUT, io.signal),
    })),
  );
  let done = 0;
  const told = () => io.progress(`read ${done} of ${places.length} accounts and regions`);
  told();
  const results = await Promise.all(
    places.map(async ({ at, way, ctx }) => {
      const found = await lookAt(way, ctx, at.region, targets, question).catch((error: unknown) => {
        if (error instanceof CancelledError || io.signal.aborted) throw error;
        return { says: messageOf(error) };
      });
      done++;
      told();
      return { at, found };
    }),
  );
  io.progress("");
  return {
    searched: results.map(({ at }) => at),
    chains: results.flatMap(({ at, found }) => ("says" in found ? [] : found.map((each) => ({ ...at, ...each })))),
    unread: results.flatMap(({ at, found }) => ("says" in found ? [{ ...at, ...found }] : [])),
  };
}

async function lookAt(
  way: Way,
  ctx: Context,
  region: string | undefined,
  targets: readonly Target[],
  question: Question,
) {
  const found = (await Promise.all(targets.map((target) => way.find(ctx, region, target)))).flat();
  return Promise.all(
    found.map(async ({ address, at }) => ({ address, links: await judgeAll(way.links, at, question) })),
  );
}
