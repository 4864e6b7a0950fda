import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Failure, Values } from "../../core/check";
import type { Runtime } from "../../core/context";
import { text } from "../../core/field";
import { endpointSettings, missingKeys } from "../../core/settings";
import { TITLE } from "./wire";

export const settings = {
  region: text({ doc: "Region of resources that do not set one.", env: ["TENCENTCLOUD_REGION"] }),
  secretId: text({ doc: "Id of the API key.", secret: true, env: ["TENCENTCLOUD_SECRET_ID"] }),
  secretKey: text({ doc: "Secret of the API key.", secret: true, env: ["TENCENTCLOUD_SECRET_KEY"] }),
  token: text({
    doc: "Session token of temporary keys. The vendor's SDKs, Terraform provider and CLI each use a different variable.",
    secret: true,
    env: ["TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"],
  }),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_TENCENT_ENDPOINT",
    products: { vpc: [], tag: [] },
  }),
  rootDomain: text({
    doc: "Domain below which all products are called, such as intl.tencentcloudapi.com or internal.tencentcloudapi.com.",
    pattern: /^[^\s/:]+(\.[^\s/:]+)+(:\d+)?$/,
    shape: "a domain such as intl.tencentcloudapi.com",
    env: ["TENCENTCLOUD_DOMAIN"],
    unless: "endpoint",
  }),
} as const;

export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}
/** Called before every request, so that temporary credentials can be renewed. */
export type CredentialSource = () => Promise<Credentials>;

type Environment = Runtime["environment"];
interface Provider {
  getCredential(): Promise<{ secretId?: string; secretKey?: string; token?: string }>;
}

/** Set by Tencent Kubernetes Engine for a pod with a role. */
const POD_ROLE = "TKE_WEB_IDENTITY_TOKEN_FILE";

/** Keys from the configuration or environment, else a pod's role or the vendor's profile file. */
export function credentialSource(settings: Values, environment: Environment): CredentialSource {
  const { secretId, secretKey, token } = settings as Partial<Credentials>;
  if (secretId && secretKey) return async () => ({ secretId, secretKey, token });
  let provider: Provider | undefined;
  return async () => {
    const { OIDCRoleArnCredential, ProfileCredential } = await import("tencentcloud-sdk-nodejs-common");
    provider ??= environment[POD_ROLE] ? new OIDCRoleArnCredential() : new ProfileCredential();
    try {
      const { secretId: id, secretKey: key, token: session } = await provider.getCredential();
      if (!id || !key) throw new Error("the profile file has no secret id and key");
      return { secretId: id, secretKey: key, token: session || undefined };
    } catch (error) {
      // The vendor's providers cache a failure for ever, so the next call creates a new one.
      provider = undefined;
      throw error;
    }
  };
}

/** Settings that are missing to sign a request. */
export function missingCredentials(given: Values, environment: Environment): Failure[] {
  const keys = ["secretId", "secretKey"];
  const missing = missingKeys({ name: "tencent", title: TITLE, settings }, keys, given);
  return missing.length === keys.length && chainAvailable(environment) ? [] : missing;
}

function chainAvailable(environment: Environment): boolean {
  const profiles = [
    join(environment.HOME ?? homedir(), ".tencentcloud", "credentials"),
    "/etc/tencentcloud/credentials",
  ];
  return environment[POD_ROLE] !== undefined || profiles.some((file) => existsSync(file));
}
