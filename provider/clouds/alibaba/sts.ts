import { ApiClient } from "../../core/api/client";
import { fixedSource, type Identity, type Source, type Unit } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { ask, EXCHANGE_MS, exchangeContext, instantOf, jsonObject, tokenIn } from "../../core/api/links";
import type { Runtime } from "../../core/context";
import type { AssumedRole } from "../../core/credential-settings";
import { Connections } from "../../network/connections";
import type { Credentials } from "./credentials";
import { VERSIONS } from "./endpoints";
import { classify } from "./errors";
import { AlibabaTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, SessionKeys, TITLE } from "./wire";

export interface OidcRole {
  readonly arn: string;
  readonly provider: string;
  readonly tokenFile: string;
  readonly sessionName?: string | undefined;
}

const SESSION_NAME = "pulumi-ipv6";

/** The token service. Each call is sent once: the caller of the credentials decides whether it is repeated. */
export class Sts {
  private readonly connections: Connections;

  /** @param url of the service, without a path */
  constructor(
    private readonly runtime: Runtime,
    private readonly url: string,
  ) {
    this.connections = new Connections(runtime.environment);
  }

  /** @param base whose identity assumes the role */
  async assumeRole(base: Source<Credentials>, role: AssumedRole): Promise<Unit<Credentials>> {
    const { Credentials: keys } = await this.client(base).call(
      exchangeContext(this.runtime),
      "AssumeRole",
      {
        RoleArn: role.arn,
        RoleSessionName: role.sessionName ?? SESSION_NAME,
        DurationSeconds: role.duration ?? 3600,
        Policy: role.policy,
        ExternalId: role.externalId,
      },
      { subject: role.arn },
    );
    return unitOf(keys);
  }

  /** Unsigned: the token proves who asks. The vendor's packages cannot send it through a proxy or to another scheme. */
  async assumeRoleWithOidc(role: OidcRole, hide: (secret: string) => void): Promise<Unit<Credentials>> {
    const { machine, clock } = this.runtime;
    const token = await tokenIn(machine, role.tokenFile);
    hide(token);
    const query = new URLSearchParams({
      ...{ Action: "AssumeRoleWithOIDC", Version: VERSIONS.sts, Format: "JSON" },
      Timestamp: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
    });
    const form = new URLSearchParams({
      ...{ RoleArn: role.arn, OIDCProviderArn: role.provider, OIDCToken: token },
      ...{ RoleSessionName: role.sessionName ?? SESSION_NAME, DurationSeconds: "3600" },
    });
    const { status, text } = await ask(machine, {
      method: "POST",
      url: `${this.url}/?${query}`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      timeout: EXCHANGE_MS,
    });
    return unitOf(answerOf("AssumeRoleWithOIDC", role.arn, status, text));
  }

  async identity(value: Credentials): Promise<Identity> {
    const { AccountId: account, Arn: caller } = await this.client(fixedSource(value)).call(
      exchangeContext(this.runtime),
      "GetCallerIdentity",
      {},
    );
    return { account, caller };
  }

  private client(source: Source<Credentials>): ApiClient<Requests, Answers> {
    return new ApiClient(TITLE, ACTIONS, new AlibabaTransport(source, () => this.url, this.connections));
  }
}

function answerOf(action: string, subject: string, status: number, text: string): SessionKeysRow {
  const body = jsonObject(text);
  const {
    Code: code,
    Message: message,
    RequestId: requestId,
    Credentials: keys,
  } = typeof body === "string" ? {} : body;
  const about = { cloud: TITLE, action, subject };
  if (typeof code === "string") {
    const details = {
      code,
      message: String(message),
      requestId: typeof requestId === "string" ? requestId : undefined,
    };
    throw new CloudError({ ...about, ...classify(code, status), ...details });
  }
  const parsed = SessionKeys.safeParse(keys);
  if (parsed.success) return parsed.data;
  throw new CloudError({ ...about, kind: "unavailable", message: `HTTP ${status} without credentials` });
}

type SessionKeysRow = Answers["AssumeRole"]["Credentials"];

/** Temporary credentials as the vendor's services give them out. */
export function unitOf(keys: SessionKeysRow): Unit<Credentials> {
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = keys;
  return { value: { accessKeyId, accessKeySecret, securityToken }, expires: instantOf(keys.Expiration) };
}
