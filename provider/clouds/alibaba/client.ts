import { ApiClient } from "../../core/api/client";
import type { Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { Connections } from "../../network/connections";
import type { Credentials } from "./credentials";
import { EgressRuleReads } from "./egress-rule-reads";
import type { EndpointOf } from "./endpoints";
import { heldTags } from "./ownership";
import { AlibabaReads } from "./reads";
import { AlibabaTransport } from "./transport";
import { ACTIONS, type Action, type Answers, type Requests, TITLE } from "./wire";

/** The error code of a dry run that passed. */
const DRY_RUN_PASSED = "DryRunOperation";

/** What an endpoint does that answers a dry run like a call: it may have carried the call out. */
const IGNORES = "this endpoint ignores DryRun";

/** Whether this is the error of a dry run that the endpoint may have carried out. */
export function ignoresDryRun(error: unknown): boolean {
  return error instanceof CloudError && error.details.message === IGNORES;
}

/** Calls to Alibaba Cloud. All are safe to retry: reads, writes with a token, and Unassign, which is idempotent. */
export class AlibabaClient extends ApiClient<Requests, Answers> {
  readonly reads = new AlibabaReads(this);
  readonly egressRules = new EgressRuleReads(this);
  readonly heldTags = heldTags(this);
  private noDryRuns = false;

  constructor(source: Source<Credentials>, endpointOf: EndpointOf, connections: Connections) {
    super(TITLE, ACTIONS, new AlibabaTransport(source, endpointOf, connections));
  }

  /**
   * Resolves if the call would be accepted, else throws its error. A normal response means that the endpoint ignores
   * DryRun and may have carried the call out; this client then sends no further dry runs.
   */
  async dryRun<A extends Action>(
    ctx: Context,
    action: A,
    params: DryRunParams<Requests[A]>,
    subject?: string,
  ): Promise<void> {
    if (this.noDryRuns) throw this.undryable(action, subject);
    try {
      // Without a token: a dry run must not use one up.
      await this.call(ctx, action, { ...params, DryRun: true } as never, { subject });
    } catch (error) {
      if (!(error instanceof CloudError && error.code === DRY_RUN_PASSED)) throw error;
      return;
    }
    this.noDryRuns = true;
    const error = this.undryable(action, subject);
    ctx.log("error", `${error.message} It may have been carried out: check the bill`);
    throw error;
  }

  private undryable(action: Action, subject: string | undefined): CloudError {
    const advice = "No more dry runs are sent. Set ipv6:preflight to off for this endpoint.";
    return new CloudError({ kind: "unknown", cloud: TITLE, action, subject, message: IGNORES, advice });
  }
}

type DryRunParams<R> = Omit<R, "ClientToken" | "DryRun">;
