import { ApiClient } from "../../core/api/client";
import type { Source } from "../../core/api/credentials";
import type { Connections } from "../../network/connections";
import type { EndpointOf } from "./endpoints";
import { heldTags } from "./held-tags";
import { ZenlayerReads } from "./reads";
import type { Credentials } from "./signer";
import { ZenlayerTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";

export interface ClientOptions {
  readonly credentials: Source<Credentials>;
  readonly endpointOf: EndpointOf;
  readonly connections: Connections;
  /** Whether network interfaces may be tagged with orders in progress. */
  readonly marks: boolean;
}

/** Calls to Zenlayer. Its orders have no token, so a retry first reads whether the order was carried out. */
export class ZenlayerClient extends ApiClient<Requests, Answers> {
  readonly reads = new ZenlayerReads(this);
  readonly heldTags = heldTags(this);
  readonly marks: boolean;

  constructor({ credentials, endpointOf, connections, marks }: ClientOptions) {
    super(TITLE, ACTIONS, new ZenlayerTransport(credentials, endpointOf, connections));
    this.marks = marks;
  }
}
