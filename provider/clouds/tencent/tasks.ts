import { CloudError, unlessGone, VoidOrder } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { ERRORS, TASK_FAILED } from "./errors";
import type { TencentReads } from "./reads";
import { type TaskWord, type TencentApi, TITLE } from "./wire";

/** A change that the cloud has accepted and is running. */
export interface StartedTask<Seen> {
  readonly action: string;
  /** Number of the task, or for network interfaces the RequestId of the call. */
  readonly taskId: string;
  readonly requestId: string;
  readonly system: "address" | "nic";
  /** Sent under a token: the reported result may be that of an earlier run's call. */
  readonly tokened?: true;
  /** The addresses it changes. Other resources on the same interface neither wait for it nor fail with it. */
  readonly members: readonly string[];
  /** Whether the read shows that it is done. */
  readonly reached: (seen: Seen) => boolean;
}

/**
 * Changes that this process started and has not seen finish. They only give better messages and earlier errors: reads
 * decide, and a process that knows no task works as well. Nothing here goes into state.
 */
export class Tasks {
  private readonly begun = new Map<string, StartedTask<unknown>>();
  /** Tasks that were seen running, so this run started them. */
  private readonly atWorkNow = new WeakSet<StartedTask<unknown>>();

  constructor(
    private readonly client: TencentApi,
    private readonly reads: TencentReads,
  ) {}

  start<Seen>(region: string, subject: string, task: StartedTask<Seen>): void {
    this.begun.set(keyOf(region, subject), task as StartedTask<unknown>);
  }

  /** A read shows these members as changing. */
  markRunning(region: string, subject: string, members: readonly string[]): void {
    const task = this.begun.get(keyOf(region, subject));
    if (task?.members.some((member) => members.includes(member))) this.atWorkNow.add(task);
  }

  /** Undefined if no task is known. */
  async statusOf(ctx: Context, region: string, subject: string): Promise<TaskWord | undefined> {
    const task = this.begun.get(keyOf(region, subject));
    if (!task) return undefined;
    const status = await this.fetchStatus(ctx, region, task);
    if (status === "RUNNING") this.atWorkNow.add(task);
    if (status === "SUCCESS" || status === undefined) this.forget(region, subject, task);
    return status;
  }

  /**
   * What the task is still doing, queried only until a read shows its effect. A task that FAILED without an effect is
   * dropped and thrown: its status shows neither the reason nor whether anything changed. If the status may belong to
   * an earlier run's call, the task is only dropped: a change that no read shows is sent again, under the next token.
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
    const status = await this.statusOf(ctx, region, subject);
    if (status === "RUNNING") return `task ${task.taskId} of ${task.action} RUNNING`;
    if (status !== "FAILED") return undefined;
    this.forget(region, subject, task);
    const error = failed(task, subject);
    if (!this.mayBeOld(task)) throw error;
    ctx.log(
      "info",
      `${error.message} It may belong to an earlier run; if the change does not appear, it is sent again`,
    );
    return undefined;
  }

  /** For a binding's `isAlive`. A FAILED task may still have had an effect, so a read decides. */
  async isAlive(
    ctx: Context,
    region: string,
    subject: string,
    there: () => Promise<unknown>,
  ): Promise<true | undefined> {
    const task = this.begun.get(keyOf(region, subject));
    if (!task) return undefined;
    const status = await this.statusOf(ctx, region, subject);
    if (status === "RUNNING") return true;
    if (status !== "FAILED" || (await there())) return undefined;
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
    // A replayed call may have no task of its own.
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
