import { ApiClient } from "../../core/api/client";
import { fixedSource, type Identity, type Source, type Unit } from "../../core/api/credentials";
import { exchangeContext, instantOf, tokenIn } from "../../core/api/links";
import type { Runtime } from "../../core/context";
import type { AssumedRole } from "../../core/credential-settings";
import { Connections } from "../../network/connections";
import type { Credentials } from "./credentials";
import { TencentTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";

const SESSION_NAME = "pulumi-ipv6";
/** Seconds. */
const DURATION = 3_600;
/** The token service wants a region; it has the same roles in each. */
const REGION = "ap-guangzhou";

export interface OidcRole {
  readonly arn: string;
  readonly provider: string;
  readonly tokenFile: string;
  readonly region?: string | undefined;
}

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
    const { arn, sessionName = SESSION_NAME, duration = DURATION, policy, externalId } = role;
    const answer = await this.client(base).call(
      exchangeContext(this.runtime),
      "AssumeRole",
      {
        ...{ RoleArn: arn, RoleSessionName: sessionName, DurationSeconds: duration },
        ...(policy && { Policy: encodeURIComponent(policy) }),
        ...(externalId && { ExternalId: externalId }),
      },
      { subject: arn, region: REGION },
    );
    return unitOf(answer);
  }

  async assumeRoleWithOidc(role: OidcRole, hide: (secret: string) => void): Promise<Unit<Credentials>> {
    const token = await tokenIn(this.runtime.machine, role.tokenFile);
    hide(token);
    const answer = await this.client(fixedSource({ secretId: "", secretKey: "" })).call(
      exchangeContext(this.runtime),
      "AssumeRoleWithWebIdentity",
      {
        ...{ RoleArn: role.arn, RoleSessionName: SESSION_NAME, DurationSeconds: DURATION },
        ...{ ProviderId: role.provider, WebIdentityToken: token },
      },
      { subject: role.arn, region: role.region ?? REGION },
    );
    return unitOf(answer);
  }

  async identity(value: Credentials): Promise<Identity> {
    const { AccountId: account, Arn } = await this.client(fixedSource(value)).call(
      exchangeContext(this.runtime),
      "GetCallerIdentity",
      {},
      { region: REGION },
    );
    return { account, caller: Arn ?? undefined };
  }

  private client(source: Source<Credentials>): ApiClient<Requests, Answers> {
    return new ApiClient(TITLE, ACTIONS, new TencentTransport(source, () => this.url, this.connections));
  }
}

function unitOf({ Credentials: keys, ExpiredTime }: Answers["AssumeRole"]): Unit<Credentials> {
  const value = { secretId: keys.TmpSecretId, secretKey: keys.TmpSecretKey, token: keys.Token };
  return { value, expires: instantOf(ExpiredTime) };
}
