import { ApiClient } from "../../core/api/client";
import { CloudError } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { CredentialSource } from "./credentials";
import { EgressRuleReads } from "./egress-rule-reads";
import { heldTags } from "./ownership";
import { AlibabaReads } from "./reads";
import { AlibabaTransport } from "./transport";
import { ACTIONS, type Action, type Answers, type Requests, TITLE } from "./wire";

/** The answer that says a dry run would have worked. */
const DRY_RUN_PASSED = "DryRunOperation";

/** Calls to Alibaba Cloud. Every one may be sent again: reads, writes under a token, and Unassign, which is settled by reading. */
export class AlibabaClient extends ApiClient<Requests, Answers> {
  /** Describes, gathered. */
  readonly reads = new AlibabaReads(this);
  readonly egressRules = new EgressRuleReads(this);
  readonly heldTags = heldTags(this);
  private noDryRuns = false;

  constructor(source: CredentialSource, endpoint: string | undefined) {
    super(TITLE, ACTIONS, new AlibabaTransport(source, endpoint));
  }

  /**
   * Would the order be accepted? Resolves if so, else throws the refusal. An answer that is none of a dry run means that
   * the endpoint does not know the parameter, and may have acted: then no other is sent by this process.
   */
  async dryRun<A extends Action>(
    ctx: Context,
    action: A,
    params: Untold<Requests[A]>,
    subject?: string,
  ): Promise<void> {
    if (this.noDryRuns) throw this.undryable(action, subject);
    try {
      // No token: nothing is ordered, and none is used up.
      await this.call(ctx, action, { ...params, DryRun: true } as never, { subject });
    } catch (error) {
      if (!(error instanceof CloudError && error.code === DRY_RUN_PASSED)) throw error;
      return;
    }
    this.noDryRuns = true;
    const error = this.undryable(action, subject);
    ctx.log("error", `${error.message} It may have been carried out: look at what is billed`);
    throw error;
  }

  private undryable(action: Action, subject: string | undefined): CloudError {
    const message = "this endpoint answers a dry run as if it were none";
    const advice = "No dry run is sent any more. Set ipv6:preflight to off for this endpoint.";
    return new CloudError({ kind: "unknown", cloud: TITLE, action, subject, message: message, advice });
  }
}

type Untold<R> = Omit<R, "ClientToken" | "DryRun">;
