import { messageOf } from "../api/errors";
import type { Runtime } from "../context";

/** Time for the engine to write an operation's result to state, and for others to join. Milliseconds. */
const AFTER = 1_000;

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
  private ticking = false;

  constructor(private readonly runtime: Pick<Runtime, "clock" | "later" | "log">) {}

  add(subject: string, run: () => Promise<void>): void {
    this.waiting.set(subject, { subject, run, tries: 0, due: this.runtime.clock.now() + AFTER });
    this.tick();
  }

  drop(subject: string): void {
    this.waiting.delete(subject);
  }

  /** Runs all pending work. */
  async now(): Promise<void> {
    await this.run([...this.waiting.values()]);
    this.waiting.clear();
  }

  private tick(): void {
    if (this.ticking || this.waiting.size === 0) return;
    this.ticking = true;
    this.runtime.later?.(AFTER, () => {
      this.ticking = false;
      const now = this.runtime.clock.now();
      void this.run([...this.waiting.values()].filter(({ due }) => due <= now)).then(() => this.tick());
    });
  }

  private async run(all: readonly Work[]): Promise<void> {
    for (const work of all) this.waiting.delete(work.subject);
    await Promise.all(all.map((work) => this.attempt(work)));
  }

  private async attempt(work: Work): Promise<void> {
    try {
      await work.run();
    } catch (error) {
      const { clock, log } = this.runtime;
      log("debug", `tag not written: ${messageOf(error)}`);
      work.tries++;
      work.due = clock.now() + AFTER * 2 ** work.tries;
      if (work.tries < MOST_TRIES && !this.waiting.has(work.subject)) this.waiting.set(work.subject, work);
    }
  }
}
