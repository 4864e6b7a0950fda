import { CloudError, unlessGone, VoidOrder } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { ERRORS, TASK_FAILED } from "./errors";
import type { TencentReads } from "./reads";
import { type TaskWord, type TencentApi, TITLE } from "./wire";

/** A change that the cloud has accepted and works on. */
export interface StartedTask<Seen> {
  readonly action: string;
  /** Number of the task, or for network cards the RequestId of the call. */
  readonly taskId: string;
  readonly requestId: string;
  readonly system: "address" | "card";
  /** Sent under a token: what is told of it may be the end of an earlier run's call. */
  readonly tokened?: true;
  /** The addresses it is about: another resource on the same card does not wait for it, nor fails with it. */
  readonly members: readonly string[];
  /** Does what is seen show that it was done? */
  readonly reached: (seen: Seen) => boolean;
}

/**
 * What this process began and has not seen the end of. Only for better words and earlier errors: what is there is
 * the truth, and a process that knows of no task does as well. Nothing here goes into state.
 */
export class Tasks {
  private readonly begun = new Map<string, StartedTask<unknown>>();
  /** Those that were seen at work, so they are this run's. */
  private readonly atWorkNow = new WeakSet<StartedTask<unknown>>();

  constructor(
    private readonly client: TencentApi,
    private readonly reads: TencentReads,
  ) {}

  start<Seen>(region: string, subject: string, task: StartedTask<Seen>): void {
    this.begun.set(keyOf(region, subject), task as StartedTask<unknown>);
  }

  /** These members are seen in motion. */
  markRunning(region: string, subject: string, members: readonly string[]): void {
    const task = this.begun.get(keyOf(region, subject));
    if (task?.members.some((member) => members.includes(member))) this.atWorkNow.add(task);
  }

  /** Undefined when nothing is known of a task. */
  async statusOf(ctx: Context, region: string, subject: string): Promise<TaskWord | undefined> {
    const task = this.begun.get(keyOf(region, subject));
    if (!task) return undefined;
    const word = await this.fetchStatus(ctx, region, task);
    if (word === "RUNNING") this.atWorkNow.add(task);
    if (word === "SUCCESS" || word === undefined) this.forget(region, subject, task);
    return word;
  }

  /**
   * What the task still does, asked only while what is seen does not show its work. A task that FAILED without it is
   * forgotten and thrown: its word says neither what failed nor whether something was done. What may be the end of an
   * earlier run's call is only forgotten: a change that no read shows is sent again, under the next token.
   */
  async doing<Seen>(
    ctx: Context,
    region: string,
    subject: string,
    { members, seen }: { members: readonly string[]; seen: Seen },
  ): Promise<string | undefined> {
    const task = this.begun.get(keyOf(region, subject));
    if (!task?.members.some((member) => members.includes(member))) return undefined;
    if (task.reached(seen)) {
      this.forget(region, subject, task);
      return undefined;
    }
    const word = await this.statusOf(ctx, region, subject);
    if (word === "RUNNING") return `task ${task.taskId} of ${task.action} RUNNING`;
    if (word !== "FAILED") return undefined;
    this.forget(region, subject, task);
    const error = failed(task, subject);
    if (!this.mayBeOld(task)) throw error;
    ctx.log("info", `${error.message} It may be an earlier run's; if nothing comes of it, it is sent again`);
    return undefined;
  }

  /** For a binding's `lives`. That a task FAILED does not say that nothing was done: what is there decides. */
  async isAlive(
    ctx: Context,
    region: string,
    subject: string,
    there: () => Promise<unknown>,
  ): Promise<true | undefined> {
    const task = this.begun.get(keyOf(region, subject));
    if (!task) return undefined;
    const word = await this.statusOf(ctx, region, subject);
    if (word === "RUNNING") return true;
    if (word !== "FAILED" || (await there())) return undefined;
    this.forget(region, subject, task);
    throw new VoidOrder(failed(task, subject), this.mayBeOld(task));
  }

  private mayBeOld(task: StartedTask<unknown>): boolean {
    return task.tokened === true && !this.atWorkNow.has(task);
  }

  private forget(region: string, subject: string, task: StartedTask<unknown>): void {
    if (this.begun.get(keyOf(region, subject)) === task) this.begun.delete(keyOf(region, subject));
  }

  private async fetchStatus(
    ctx: Context,
    region: string,
    { system, taskId }: StartedTask<unknown>,
  ): Promise<TaskWord | undefined> {
    if (system === "address") return this.reads.task(ctx, region, taskId);
    const options = { region, subject: `task ${taskId}` };
    // A call that was answered again may have no task of its own.
    return (await unlessGone(this.client.call(ctx, "DescribeVpcTaskResult", { TaskId: taskId }, options)))?.Status;
  }
}

function keyOf(region: string, subject: string): string {
  return `${region}/${subject}`;
}

function failed({ action, taskId, requestId }: StartedTask<unknown>, subject: string): CloudError {
  return new CloudError({
    kind: "unknown",
    cloud: TITLE,
    action,
    subject,
    code: TASK_FAILED,
    message: `task ${taskId} FAILED`,
    requestId,
    advice: ERRORS.get(TASK_FAILED)?.advice,
  });
}
