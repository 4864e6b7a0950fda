import { messageOf } from "../api/errors";
import type { Runtime } from "../context";

/**
 * Time for the engine to write an operation's result to state, also of a large stack whose steps queue for that: the
 * held tag of an object that no state has would hide it from the next run. Milliseconds.
 */
const AFTER = 10_000;
/** How often the work that is due is done, together. Milliseconds. */
const TICK = 1_000;

/** Maximum attempts: reads may not show the object yet. Each pause is twice the one before. */
const MOST_TRIES = 7;

interface Work {
  readonly subject: string;
  readonly run: () => Promise<void>;
  tries: number;
  /** Milliseconds since the epoch. */
  due: number;
}

/**
 * Work to do after an operation returned and state has its result: shortly after, batched, or when the process ends.
 * Nothing waits for it. A failure only loses information for the next run.
 */
export class Deferred {
  private readonly waiting = new Map<string, Work>();
  private readonly running = new Set<Promise<void>>();
  private ticking = false;

  constructor(private readonly runtime: Pick<Runtime, "clock" | "later" | "log">) {}

  add(subject: string, run: () => Promise<void>): void {
    this.waiting.set(subject, { subject, run, tries: 0, due: this.runtime.clock.now() + AFTER });
    this.tick();
  }

  drop(subject: string): void {
    this.waiting.delete(subject);
  }

  /** Runs all pending work, and waits for what already runs. */
  async now(): Promise<void> {
    const pending = [...this.waiting.values()];
    await Promise.all([...this.running, this.run(pending)]);
    this.waiting.clear();
  }

  private tick(): void {
    if (this.ticking || this.waiting.size === 0) return;
    this.ticking = true;
    this.runtime.later?.(TICK, () => {
      this.ticking = false;
      const now = this.runtime.clock.now();
      void this.run([...this.waiting.values()].filter(({ due }) => due <= now)).then(() => this.tick());
    });
  }

  private run(all: readonly Work[]): Promise<void> {
    for (const work of all) this.waiting.delete(work.subject);
    const run = Promise.all(all.map((work) => this.attempt(work))).then(() => {});
    this.running.add(run);
    return run.finally(() => this.running.delete(run));
  }

  private async attempt(work: Work): Promise<void> {
    try {
      await work.run();
    } catch (error) {
      const { clock, log } = this.runtime;
      log("debug", `tag not written: ${messageOf(error)}`);
      work.tries++;
      work.due = clock.now() + TICK * 2 ** work.tries;
      if (work.tries < MOST_TRIES && !this.waiting.has(work.subject)) this.waiting.set(work.subject, work);
    }
  }
}
