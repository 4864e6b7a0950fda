import type { Runtime } from "./context";
import { messageOf } from "./error";

/** By then the engine has written down what a verb answered. Milliseconds. */
const AFTER = 400;

/**
 * What is done once a verb has been answered and state has it: all together a moment later, or when the process ends.
 * Nothing waits for it, and a failure costs only what it would have told the next run.
 */
export class Afterwards {
  private readonly waiting = new Map<string, () => Promise<void>>();
  private cancel: (() => void) | undefined;

  constructor(private readonly runtime: Pick<Runtime, "later" | "log">) {}

  add(subject: string, work: () => Promise<void>): void {
    this.waiting.set(subject, work);
    this.cancel?.();
    this.cancel = this.runtime.later?.(AFTER, () => void this.now());
  }

  drop(subject: string): void {
    this.waiting.delete(subject);
  }

  async now(): Promise<void> {
    this.cancel?.();
    const all = [...this.waiting.values()];
    this.waiting.clear();
    const { log } = this.runtime;
    await Promise.all(
      all.map((work) => work().catch((error: unknown) => log("debug", `not written down: ${messageOf(error)}`))),
    );
  }
}
