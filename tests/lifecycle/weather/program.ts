// Stacks with many resources on one account, and what an engine does with them: one `pulumi up` after another.
import type { Values } from "../../../provider/core/check";
import type { Runtime } from "../../../provider/core/context";
import type { Simulator } from "../../../simulator";
import { DOORS, type DoorName, Failed, type Process } from "../doors/door";
import { Kept, upOne, type Verbs } from "../doors/verbs";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";

/** One declared resource, and its state in the engine. */
export interface Member {
  readonly pair: Pair;
  readonly name: string;
  /** The number of its place. */
  readonly n: number;
  readonly kept: Kept;
}

export interface Outcome {
  readonly member: Member;
  readonly message: string;
}

/** The pairs with many places. */
export const MANY = PAIRS.filter((pair) => pair.many);

/** `count` resources, of every pair with many places in turn, from place number `first` on. */
export function members(count: number, first = 1): Member[] {
  return Array.from({ length: count }, (_, index) => {
    const pair = MANY[index % MANY.length] as Pair;
    const n = first + index;
    return { pair, n, name: `${pair.cloud}-${pair.resource}-${n}`, kept: new Kept() };
  });
}

/** What a program declares for a resource at a place: at first, or changed. */
export function declared({ inputs, changed, many }: Pair, n: number, change: boolean): Values {
  const place = many?.(n);
  const all = { ...inputs, ...place?.at, ...(change && { ...changed, ...place?.changed }) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** One program with its own state, over one `pulumi up` after another. */
export class Program {
  constructor(
    readonly simulator: Simulator,
    readonly runtime: Runtime,
    readonly door: DoorName,
    readonly project: string,
    /** Resources in progress at the same time. */
    private readonly parallel: number,
  ) {}

  /** A new run of the provider. */
  process(): Promise<Process> {
    const settings = MANY.map(({ cloud, settings: given }) => [cloud, { ...given, endpoint: this.simulator.url }]);
    return DOORS[this.door](Object.fromEntries(settings), this.runtime, this.project);
  }

  /** One run over all members. @returns the failures, as the user reads them */
  async run(all: readonly Member[], work: (member: Member, process: Process) => Promise<unknown>): Promise<Outcome[]> {
    const process = await this.process();
    const failed: Outcome[] = [];
    const left = [...all];
    const worker = async () => {
      for (let member = left.shift(); member; member = left.shift()) {
        const mine = member;
        await work(mine, process).catch((error: unknown) => {
          if (!(error instanceof Failed)) throw error;
          failed.push({ member: mine, message: error.message });
        });
      }
    };
    await Promise.all(Array.from({ length: this.parallel }, worker));
    process.end();
    return failed;
  }

  up(all: readonly Member[], wish: (member: Member) => Values | undefined): Promise<Outcome[]> {
    return this.run(all, async (member, process) => upOne(this.verbs(member, process), member.kept, wish(member)));
  }

  /** What `pulumi refresh` does to state: objects that are gone are removed. */
  refresh(all: readonly Member[], wish: (member: Member) => Values): Promise<Outcome[]> {
    return this.run(all, async ({ pair, name, kept }, process) => {
      if (!kept.state) return;
      const run = process.of(typeOf(pair));
      const seen = await run.read(name, kept.state, await run.check(name, wish({ pair, name, kept, n: 0 })));
      kept.save(seen, kept.partial);
    });
  }

  private verbs({ pair, name }: Member, process: Process): Verbs {
    const run = process.of(typeOf(pair));
    return {
      plan: async (state, inputs) => run.diff(name, state, await run.check(name, inputs)),
      create: async (inputs) => run.create(name, await run.check(name, inputs)),
      update: async (state, inputs) => run.update(name, state, await run.check(name, inputs)),
      delete: (state) => run.delete(name, state),
    };
  }
}

function typeOf({ cloud, resource }: Pair): string {
  return `${cloud}:${resource}`;
}

/** Every object that costs money or holds an address: how often it was bought and ended, by place. */
export function deals(simulator: Simulator): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const { event, cloud, subject, detail } of simulator.ledger()) {
    if (event === "changed") continue;
    const addresses = (detail.addresses as string[] | undefined) ?? [""];
    const what = `${cloud} ${subject} ${event}`;
    tally[what] = (tally[what] ?? 0) + addresses.length;
  }
  return tally;
}
