import type { CallContext } from "../common/action";
import type { Services } from "../common/cloud";
import { appliesTo } from "../common/pace";
import { assumed, documented } from "../common/rules";

export const taskRules = [
  documented("Changes of addresses answer at once with a task: RUNNING, then SUCCESS or FAILED."),
  documented("A task that FAILED does not say which members of its batch failed, nor why."),
  documented("A change of an address or network interface whose task still runs answers a Mutex code."),
  assumed("A change takes effect, and is billed, when its task ends. The setting taskMs says how long that takes."),
  assumed(
    "All actions have the same task outcome and duration, unless the settings taskOutcomeOf and slowActions name some.",
  ),
  assumed("A failed task undoes what its members began. Tasks are remembered for ever."),
];

/** What a task does for one member of its batch. */
export interface Step {
  /** The object that no other change may touch while the task runs. */
  readonly subject: string;
  readonly done: (at: number) => void;
  /** Takes back what began when the task was accepted. */
  readonly undo?: () => void;
}

export interface Task {
  readonly id: string;
  readonly account: string;
  readonly result: "RUNNING" | "SUCCESS" | "FAILED";
}

interface Running extends Task {
  readonly dueAt: number;
  readonly subjects: readonly string[];
  readonly end: (at: number) => "SUCCESS" | "FAILED";
}

/** Both kinds of tasks: public addresses have numbers, network interfaces request ids. */
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

  /** Begins the task of a call. */
  begin({ call, account: { id: account } }: CallContext, id: string, steps: readonly Step[]): void {
    const { clock, pace } = this.#services;
    const outcome = appliesTo(pace.taskOutcomeOf, call.action) ? pace.taskOutcome : "succeed";
    const taskMs = appliesTo(pace.slowActions, call.action) ? pace.taskMs : 0;
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
    const subjects = steps.map((step) => step.subject);
    this.#running.push({ ...task, dueAt: clock() + taskMs, subjects, end });
    this.settle();
  }

  /** A second id of the same task, for a call that was answered again. */
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

  /** Ends the tasks that are due, in that order. Every call and every look at the tables starts with it. */
  settle(): void {
    const now = this.#services.clock();
    const due = this.#running.filter((task) => task.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.#running = this.#running.filter((task) => task.dueAt > now);
    for (const { id, account, dueAt, end } of due) this.#tasks.set(id, { id, account, result: end(dueAt) });
  }
}
