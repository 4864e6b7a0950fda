import { ApiClient } from "../../core/api/client";
import { ZenlayerReads } from "./reads";
import type { Credentials } from "./signer";
import { ZenlayerTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";

export interface ClientOptions {
  readonly credentials: Credentials;
  /** One URL for all services. */
  readonly endpoint?: string | undefined;
  /** Whether network cards may be tagged with what is under way on them. */
  readonly marks: boolean;
}

/** Calls to Zenlayer. Its orders have no token, so they are looked for before they are sent again. */
export class ZenlayerClient extends ApiClient<Requests, Answers> {
  /** Describes, gathered. */
  readonly reads = new ZenlayerReads(this);
  readonly marks: boolean;

  constructor({ credentials, endpoint, marks }: ClientOptions) {
    super(TITLE, ACTIONS, new ZenlayerTransport(credentials, endpoint));
    this.marks = marks;
  }
}
