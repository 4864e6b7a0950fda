import type { Call, Services } from "../kit/cloud";
import type { LedgerEntry } from "../kit/ledger";
import type { Rule } from "../kit/rules";
import type { Input } from "./input";
import type { AccountSeed } from "./seed";
import type { NetworkInterface, World } from "./world";

export type Service = "zec" | "traffic" | "zrm";

/** API versions of each service, newest first. */
export const VERSIONS: Readonly<Record<Service, readonly string[]>> = {
  zec: ["2025-09-01", "2024-04-01"],
  traffic: ["2024-03-26"],
  zrm: ["2025-10-14"],
};

/** What an action has to hand. */
export interface Context {
  readonly services: Services;
  readonly world: World;
  readonly account: AccountSeed;
  readonly input: Input;
  readonly now: number;
  readonly call: Call;
}

export type Answer = Readonly<Record<string, unknown>>;

export interface Action {
  readonly name: string;
  readonly service: Service;
  /** The older version of zec has it too. */
  readonly old?: true;
  readonly rules: readonly Rule[];
  /** Refuses, or acts and answers. Nothing has changed when it refuses. */
  readonly run: (context: Context) => Answer;
}

type Recorded = Pick<LedgerEntry, "event" | "resource" | "id" | "detail">;

/** Writes down that something on a card took effect. */
export function record(context: Context, card: NetworkInterface, fact: Recorded): void {
  const { services, call, now } = context;
  services.ledger.add({
    ...{ at: new Date(now).toISOString(), cloud: "zenlayer", account: card.account, region: card.region },
    ...{ subject: card.id, requestId: call.requestId, ...fact },
  });
}
