// Plain calls to a vendor, beside the provider: one request, and what came back, with its request id. Credentials,
// region and endpoints are the provider's usual settings.
import { CLOUDS } from "../provider/clouds";
import { credentialChain as alibabaCredentials } from "../provider/clouds/alibaba/credential-links";
import { endpointsOf as alibabaEndpoints } from "../provider/clouds/alibaba/endpoints";
import { AlibabaTransport } from "../provider/clouds/alibaba/transport";
import { credentialChain as tencentCredentials } from "../provider/clouds/tencent/credential-links";
import { endpointsOf as tencentEndpoints } from "../provider/clouds/tencent/endpoints";
import { TencentTransport } from "../provider/clouds/tencent/transport";
import { credentialChain as zenlayerCredentials } from "../provider/clouds/zenlayer/credential-links";
import { endpointsOf as zenlayerEndpoints } from "../provider/clouds/zenlayer/endpoints";
import { ZenlayerTransport } from "../provider/clouds/zenlayer/transport";
import type { Transport } from "../provider/core/api/client";
import { CloudError, type Kind, messageOf } from "../provider/core/api/errors";
import { NoAnswer, OUTCOMES } from "../provider/core/api/outcomes";
import type { Values } from "../provider/core/check";
import type { Cloud } from "../provider/core/cloud";
import type { Context, Runtime } from "../provider/core/context";
import { readSettings } from "../provider/core/settings";
import { Connections } from "../provider/network/connections";

export type CloudName = keyof typeof CLOUDS;

const TRANSPORTS: Readonly<Record<CloudName, (settings: Values, runtime: Runtime, by: Connections) => Transport>> = {
  alibaba: (settings, runtime, by) =>
    new AlibabaTransport(alibabaCredentials(settings, runtime), alibabaEndpoints(settings), by),
  tencent: (settings, runtime, by) =>
    new TencentTransport(tencentCredentials(settings, runtime), tencentEndpoints(settings), by),
  zenlayer: (settings, runtime, by) =>
    new ZenlayerTransport(zenlayerCredentials(settings, runtime), zenlayerEndpoints(settings), by),
};

const WHO: Readonly<Record<CloudName, readonly [action: string, output: string]>> = {
  alibaba: ["GetCallerIdentity", "AccountId"],
  tencent: ["GetCallerIdentity", "AccountId"],
  zenlayer: ["DescribeCustomerBalance", "accountUid"],
};

// biome-ignore lint/suspicious/noExplicitAny: answers as the vendors write them
export type Body = any;

/** What a vendor answered: a body, or the code of a refusal. */
export interface Reply {
  readonly code?: string;
  /** Of a refusal, as the provider classifies it. */
  readonly kind?: Kind;
  readonly message?: string;
  readonly body?: Body;
  readonly requestId: string;
}

const CALL_MS = 90_000;
const TRIES = 8;
const PAUSE_MS = 500;
/** Nothing was done; the same request may be sent again. */
const AGAIN = ["throttled", "busy"];

export class Vendor {
  readonly cloud: Cloud;
  private readonly transport: Transport;
  private readonly settings: Values;

  /** @throws Error that lists every malformed setting */
  constructor(
    readonly name: CloudName,
    private readonly runtime: Runtime,
  ) {
    this.cloud = CLOUDS[name];
    this.settings = readSettings(this.cloud, undefined, runtime.environment);
    this.transport = TRANSPORTS[name](this.settings, runtime, new Connections(runtime.environment));
  }

  get region(): string | undefined {
    return this.settings.region as string | undefined;
  }

  /** The account that the credentials belong to. */
  async account(): Promise<string> {
    const [action, output] = WHO[this.name];
    return String((await this.done(action, {})).body[output]);
  }

  /**
   * The answer of a call, or its refusal.
   *
   * @param repeatable whether it may be sent again if its answer was lost: it sets a value, or only reads. Default: reads
   * @throws CloudError that names cloud, action and subject, if there is no answer
   */
  async ask(action: string, params: object = {}, repeatable = isRead(action)): Promise<Reply> {
    const about = { cloud: this.cloud.title, action, subject: subjectOf(params) };
    const region = this.name === "alibaba" && action !== "GetCallerIdentity" ? { RegionId: this.region } : {};
    for (let attempt = 1; ; attempt++) {
      try {
        const deadline = this.runtime.clock.now() + CALL_MS;
        const ctx: Context = { ...this.runtime, client: undefined, owner: "", deadline };
        const reply = await this.transport.send(ctx, about, { ...region, ...params }, this.region);
        return { body: reply.body, requestId: reply.requestId ?? "" };
      } catch (error) {
        const refused = error instanceof NoAnswer ? withoutAnswer(about, error) : error;
        if (!(refused instanceof CloudError)) throw error;
        const { kind, details } = refused;
        const isLost = kind === "unavailable";
        if (attempt < TRIES && ((isLost && (repeatable || details.unsent)) || AGAIN.includes(kind))) {
          await this.runtime.clock.sleep(refused.retryAfterMs ?? PAUSE_MS * attempt);
          continue;
        }
        if (refused.code === undefined) throw refused;
        return {
          code: refused.code,
          kind,
          message: messageOf(refused),
          requestId: refused.requestId ?? "",
        };
      }
    }
  }

  /**
   * @param repeatable as for `ask`
   * @throws Error if the call is refused
   */
  async done(action: string, params: object = {}, repeatable?: boolean): Promise<Reply> {
    const reply = await this.ask(action, params, repeatable);
    if (reply.code !== undefined) throw new Error(reply.message ?? reply.code);
    return reply;
  }
}

export const isRead = (action: string) => /^(Describe|Get|Inquiry|List)/.test(action);

/** The ids that a call names. */
function subjectOf(params: object): string | undefined {
  const named = Object.entries(params).filter(([name]) => /Ids?$/.test(name));
  return named.flatMap(([, value]) => value ?? []).join(", ") || undefined;
}

function withoutAnswer(about: { cloud: string; action: string; subject: string | undefined }, lost: NoAnswer) {
  const { message, outcome, retryAfterMs } = lost;
  return new CloudError({ ...about, ...OUTCOMES[outcome], message, retryAfterMs });
}
