import type { Answer, CallContext } from "../common/action";
import type { CallFacts, Services } from "../common/cloud";
import { appliesTo, type Pace } from "../common/pace";
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

/** The call that began a task, and what its effect started from: enough to make the steps again after a restart. */
export interface Origin {
  readonly call: CallFacts;
  readonly account: string;
  readonly now: number;
  readonly checked: unknown;
  /** State of the ids. */
  readonly ids: number;
}

/** When a task ends, and how. */
interface Terms {
  readonly dueAt: number;
  readonly outcome: Pace["taskOutcome"];
}

interface Running extends Task, Terms {
  readonly action: string;
  readonly subjects: readonly string[];
  readonly end: (at: number) => "SUCCESS" | "FAILED";
  readonly origin: Origin & { readonly number: number };
}

export interface SavedTasks {
  readonly number: number;
  readonly tasks: ReadonlyArray<readonly [string, Task]>;
  readonly running: ReadonlyArray<Pick<Running, "dueAt" | "outcome" | "origin">>;
}

/** Both kinds of tasks: public addresses have numbers, network interfaces request ids. */
export class Tasks {
  readonly #services: Services;
  readonly #tasks = new Map<string, Task>();
  #running: Running[] = [];
  #number = 194_395_703;
  #origin: Running["origin"] | undefined;
  /** While tasks are made again: the terms that this one had. */
  #resumed: Terms | undefined;

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

  /** Runs the effect of a call. Tasks that it begins know where they come from. */
  from(origin: Origin, effect: () => Answer): Answer {
    this.#origin = { ...origin, number: this.#number };
    try {
      return effect();
    } finally {
      this.#origin = undefined;
    }
  }

  /** Those under way: what they change and when they end. */
  running(): ReadonlyArray<Pick<Running, "id" | "account" | "action" | "dueAt" | "subjects">> {
    return this.#running;
  }

  save(): SavedTasks {
    const running = this.#running.map(({ dueAt, outcome, origin }) => ({ dueAt, outcome, origin }));
    return { number: this.#number, tasks: [...this.#tasks], running };
  }

  /** @param resume runs the effect of the call again, which begins its tasks */
  load({ number, tasks, running }: SavedTasks, resume: (origin: Origin) => Answer): void {
    this.#running = [];
    for (const { origin, ...terms } of running) {
      this.#number = origin.number;
      this.#resumed = terms;
      this.from(origin, () => resume(origin));
    }
    this.#resumed = undefined;
    this.#tasks.clear();
    for (const [id, task] of tasks) this.#tasks.set(id, task);
    this.#number = number;
  }

  /** Begins the task of a call. */
  begin({ call, account: { id: account } }: CallContext, id: string, steps: readonly Step[]): void {
    const { dueAt, outcome } = this.#resumed ?? this.#termsOf(call.action);
    if (!this.#origin) throw new Error(`a task began outside the effect of ${call.action}`);
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
    this.#running.push({ ...task, action: call.action, dueAt, outcome, subjects, end, origin: this.#origin });
    if (!this.#resumed) this.settle();
  }

  #termsOf(action: string): Terms {
    const { clock, pace } = this.#services;
    const outcome = appliesTo(pace.taskOutcomeOf, action) ? pace.taskOutcome : "succeed";
    const taskMs = appliesTo(pace.slowActions, action) ? pace.taskMs : 0;
    return { dueAt: clock() + taskMs, outcome };
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

  /** Ends the tasks that are due, in that order. */
  settle(): void {
    const now = this.#services.clock();
    const due = this.#running.filter((task) => task.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.#running = this.#running.filter((task) => task.dueAt > now);
    for (const { id, account, dueAt, end } of due) this.#tasks.set(id, { id, account, result: end(dueAt) });
  }
}
