import { ApiClient } from "../../core/api/client";
import type { Source } from "../../core/api/credentials";
import type { Connections } from "../../network/connections";
import { assignmentTags } from "./assignment-tags";
import type { Credentials } from "./credentials";
import { ElasticReads } from "./elastic-reads";
import type { EndpointOf } from "./endpoints";
import { heldTags } from "./ownership";
import { PreflightReads } from "./preflight-reads";
import { TencentReads } from "./reads";
import { Tasks } from "./tasks";
import { TencentTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";
import { TencentWrites } from "./writes";

/** Calls to Tencent Cloud. A call that is unsafe to retry without a read first says so. */
export class TencentClient extends ApiClient<Requests, Answers> {
  /** Batched Describe calls. */
  readonly reads = new TencentReads(this);
  /** Batched Describe calls for EIPv6. */
  readonly elastic = new ElasticReads(this);
  /** Describe calls that only previews make. */
  readonly preflightReads = new PreflightReads(this);
  /** Batched changes of public addresses. */
  readonly writes = new TencentWrites(this, this.reads);
  /** Changes that this process started and has not seen finish. */
  readonly tasks = new Tasks(this, this.reads);
  readonly heldTags = heldTags(this);
  readonly assignmentTags = assignmentTags(this);

  constructor(source: Source<Credentials>, endpointOf: EndpointOf, connections: Connections) {
    super(TITLE, ACTIONS, new TencentTransport(source, endpointOf, connections));
  }
}
