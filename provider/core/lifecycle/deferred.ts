import { messageOf } from "../api/errors";
import type { Runtime } from "../context";

/** By then the engine has written down what a verb answered. Milliseconds. */
const AFTER = 400;

/**
 * What is done once a verb has been answered and state has it: a moment later, for as many as there are by then, or when
 * the process ends. Nothing waits for it, and a failure costs only what it would have told the next run.
 */
export class Deferred {
  private fresh = new Map<string, () => Promise<void>>();
  /** Added before the last tick, so for at least that long. */
  private ripe = new Map<string, () => Promise<void>>();
  private ticking = false;

  constructor(private readonly runtime: Pick<Runtime, "later" | "log">) {}

  add(subject: string, work: () => Promise<void>): void {
    this.fresh.set(subject, work);
    if (!this.ticking) this.tick();
  }

  drop(subject: string): void {
    this.fresh.delete(subject);
    this.ripe.delete(subject);
  }

  /** All of it. */
  async now(): Promise<void> {
    const all = [...this.ripe.values(), ...this.fresh.values()];
    this.ripe = new Map();
    this.fresh = new Map();
    await this.run(all);
  }

  private tick(): void {
    void this.run([...this.ripe.values()]);
    this.ripe = this.fresh;
    this.fresh = new Map();
    this.ticking = this.ripe.size > 0;
    if (this.ticking) this.runtime.later?.(AFTER, () => this.tick());
  }

  private async run(all: readonly (() => Promise<void>)[]): Promise<void> {
    const { log } = this.runtime;
    await Promise.all(
      all.map((work) => work().catch((error: unknown) => log("debug", `not written down: ${messageOf(error)}`))),
    );
  }
}
