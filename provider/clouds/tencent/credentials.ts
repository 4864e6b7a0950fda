import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Failure, Values } from "../../core/check";
import type { Runtime } from "../../core/context";

export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}
/** Asked before every call, so that temporary credentials can be renewed. */
export type CredentialSource = () => Promise<Credentials>;

type Environment = Runtime["environment"];
interface Provider {
  getCredential(): Promise<{ secretId?: string; secretKey?: string; token?: string }>;
}

/** Set by Tencent Kubernetes Engine for a pod with a role. */
const POD_ROLE = "TKE_WEB_IDENTITY_TOKEN_FILE";

/** Keys of the configuration or environment, else a pod's role or the vendor's profile file. */
export function credentialSource(settings: Values, environment: Environment): CredentialSource {
  const { secretId, secretKey, token } = settings as Partial<Credentials>;
  if (secretId && secretKey) return async () => ({ secretId, secretKey, token });
  let provider: Provider | undefined;
  return async () => {
    const { OIDCRoleArnCredential, ProfileCredential } = await import("tencentcloud-sdk-nodejs-common");
    provider ??= environment[POD_ROLE] ? new OIDCRoleArnCredential() : new ProfileCredential();
    try {
      const { secretId: id, secretKey: key, token: session } = await provider.getCredential();
      if (!id || !key) throw new Error("the profile file gave no secret id and key");
      return { secretId: id, secretKey: key, token: session || undefined };
    } catch (error) {
      // The vendor's providers repeat a failure for ever; the next call begins with a new one.
      provider = undefined;
      throw error;
    }
  };
}

/** What a person has to set before a first call could be signed. */
export function missingCredentials(settings: Values, environment: Environment): Failure[] {
  const keys = [
    ["secretId", "TENCENTCLOUD_SECRET_ID"],
    ["secretKey", "TENCENTCLOUD_SECRET_KEY"],
  ] as const;
  const absent = keys.filter(([name]) => !settings[name]);
  if (absent.length === 0 || (absent.length === keys.length && chainAvailable(environment))) return [];
  return absent.map(([name, variable]) => ({
    property: name,
    reason: `${name}: is required to sign calls to Tencent Cloud: set ${variable}, or pulumi config set --path ipv6:tencent.${name} --secret`,
  }));
}

function chainAvailable(environment: Environment): boolean {
  const profiles = [
    join(environment.HOME ?? homedir(), ".tencentcloud", "credentials"),
    "/etc/tencentcloud/credentials",
  ];
  return environment[POD_ROLE] !== undefined || profiles.some((file) => existsSync(file));
}
