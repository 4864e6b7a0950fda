import type { Services } from "../kit/cloud";
import { isAbout } from "../kit/pace";
import { rule } from "../kit/rules";
import type { Context } from "./action";

export const taskRules = [
  rule("documented", "Changes of addresses answer at once with a task: RUNNING, then SUCCESS or FAILED."),
  rule("documented", "A task that FAILED does not say which members of its batch failed, nor why."),
  rule("documented", "A change of an address or card whose task still runs answers a Mutex code."),
  rule("assumed", "A change takes effect, and is billed, when its task ends; how long that takes is a setting."),
  rule(
    "assumed",
    "How tasks end, and whether it is at once, is the same for all actions; settings confine it to some: taskOutcomeOf, slowActions.",
  ),
  rule("assumed", "A failed task undoes what its members had begun. Tasks are remembered for ever."),
];

/** What a task does for one member of its batch. */
export interface Step {
  readonly done: (at: number) => void;
  /** Takes back what was begun when the task was accepted. */
  readonly undo?: () => void;
}

export interface Task {
  readonly id: string;
  readonly account: string;
  readonly result: "RUNNING" | "SUCCESS" | "FAILED";
}

interface Running extends Task {
  readonly dueAt: number;
  /** What it holds: no other change of these while it runs. */
  readonly subjects: readonly string[];
  readonly end: (at: number) => "SUCCESS" | "FAILED";
}

/** Both task systems: numbers for public addresses, request ids for network cards. */
export class Tasks {
  readonly #services: Services;
  readonly #tasks = new Map<string, Task>();
  #running: Running[] = [];
  #number = 194_395_703;

  constructor(services: Services) {
    this.#services = services;
  }

  reset(): void {
    this.#tasks.clear();
    this.#running = [];
    this.#number = 194_395_703;
  }

  nextNumber(): string {
    return String(++this.#number);
  }

  /** Begins the task of the call at hand. */
  begin(
    { call, account: { id: account } }: Pick<Context, "call" | "account">,
    id: string,
    subjects: readonly string[],
    steps: readonly Step[],
  ): void {
    const { clock, pace } = this.#services;
    const outcome = isAbout(pace.taskOutcomeOf, call.action) ? pace.taskOutcome : "succeed";
    const taskMs = isAbout(pace.slowActions, call.action) ? pace.taskMs : 0;
    const doneCount = { succeed: steps.length, fail: 0, partial: Math.floor(steps.length / 2) };
    const most = outcome === "failed-but-done" ? steps.length : doneCount[outcome];
    const end = (at: number) => {
      for (const [index, step] of steps.entries()) {
        if (index < most) step.done(at);
        else step.undo?.();
      }
      return outcome === "succeed" ? ("SUCCESS" as const) : ("FAILED" as const);
    };
    const task = { id, account, result: "RUNNING" as const };
    this.#tasks.set(id, task);
    this.#running.push({ ...task, dueAt: clock() + taskMs, subjects, end });
    this.settle();
  }

  /** The same task under another name: a call that was answered again. */
  alias(id: string, of: string): void {
    const task = this.#tasks.get(of);
    if (task) this.#tasks.set(id, task);
  }

  find(id: string, account: string): Task | undefined {
    const task = this.#tasks.get(id);
    const now = task && (this.#tasks.get(task.id) ?? task);
    return now?.account === account ? now : undefined;
  }

  holds(subject: string): boolean {
    return this.#running.some((task) => task.subjects.includes(subject));
  }

  /** Ends what is due, in the order in which it was due. Called before anything else looks. */
  settle(): void {
    const now = this.#services.clock();
    const due = this.#running.filter((task) => task.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.#running = this.#running.filter((task) => task.dueAt > now);
    for (const { id, account, dueAt, end } of due) this.#tasks.set(id, { id, account, result: end(dueAt) });
  }
}
