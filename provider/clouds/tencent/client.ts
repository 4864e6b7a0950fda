import { ApiClient } from "../../core/api/client";
import type { CredentialSource } from "./credentials";
import { ElasticReads } from "./elastic-reads";
import { heldTags } from "./ownership";
import { PreflightReads } from "./preflight-reads";
import { TencentReads } from "./reads";
import { Tasks } from "./tasks";
import { TencentTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";
import { TencentWrites } from "./writes";

/** Calls to Tencent Cloud. Those that may not be sent again without a look say so. */
export class TencentClient extends ApiClient<Requests, Answers> {
  /** Describes, gathered. */
  readonly reads = new TencentReads(this);
  /** Describes of EIPv6, gathered. */
  readonly elastic = new ElasticReads(this);
  /** Describes that only previews ask for. */
  readonly preflightReads = new PreflightReads(this);
  /** Changes of public addresses, gathered. */
  readonly writes = new TencentWrites(this, this.reads);
  /** What this process began and has not seen the end of. */
  readonly tasks = new Tasks(this, this.reads);
  readonly heldTags = heldTags(this);

  constructor(source: CredentialSource, endpoint: string | undefined) {
    super(TITLE, ACTIONS, new TencentTransport(source, endpoint));
  }
}
