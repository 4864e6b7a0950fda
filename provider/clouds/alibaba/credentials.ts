import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Failure, Values } from "../../core/check";
import type { Runtime } from "../../core/context";

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}
/** Asked before every call, so that temporary credentials can be renewed. */
export type CredentialSource = () => Promise<Credentials>;

type Environment = Runtime["environment"];

/** Any of these lets the vendor's chain find credentials by itself: OIDC role, metadata, URI, profiles. */
const CHAIN_ENVIRONMENT = [
  "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
  "ALIBABA_CLOUD_ECS_METADATA",
  "ALIBABA_CLOUD_CREDENTIALS_URI",
  "ALIBABA_CLOUD_CREDENTIALS_FILE",
];

/** Keys of the configuration or environment, else the vendor's own chain (profiles, OIDC roles, instance roles). */
export function credentialSource(settings: Values): CredentialSource {
  const { accessKeyId, accessKeySecret, securityToken } = settings as Partial<Credentials>;
  if (accessKeyId && accessKeySecret) return async () => ({ accessKeyId, accessKeySecret, securityToken });
  let chain: { getCredentials(): Promise<Partial<Credentials>> } | undefined;
  return async () => {
    const { DefaultCredentialsProvider } = await import("@alicloud/credentials");
    chain ??= DefaultCredentialsProvider.builder().build();
    const { accessKeyId: id, accessKeySecret: secret, securityToken: token } = await chain.getCredentials();
    if (!id || !secret) throw new Error("the credential chain gave no access key");
    return { accessKeyId: id, accessKeySecret: secret, securityToken: token || undefined };
  };
}

/** What a person has to set before a first call could be signed. */
export function missingCredentials(settings: Values, environment: Environment): Failure[] {
  const keys = [
    ["accessKeyId", "ALIBABA_CLOUD_ACCESS_KEY_ID"],
    ["accessKeySecret", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
  ] as const;
  const absent = keys.filter(([name]) => !settings[name]);
  if (absent.length === 0 || (absent.length === keys.length && chainAvailable(environment))) return [];
  return absent.map(([name, variable]) => ({
    property: name,
    reason: `${name}: is required to sign calls to Alibaba Cloud: set ${variable}, or pulumi config set --path ipv6:alibaba.${name} --secret`,
  }));
}

function chainAvailable(environment: Environment): boolean {
  const home = environment.HOME ?? homedir();
  const profiles = [join(home, ".aliyun", "config.json"), join(home, ".alibabacloud", "credentials")];
  return CHAIN_ENVIRONMENT.some((name) => environment[name]) || profiles.some((file) => existsSync(file));
}
