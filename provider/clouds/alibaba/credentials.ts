import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Failure, Values } from "../../core/check";
import type { Runtime } from "../../core/context";
import { text } from "../../core/field";
import { endpointSettings, missingKeys } from "../../core/settings";
import { TITLE } from "./wire";

export const settings = {
  region: text({
    doc: "Region of resources that do not set one.",
    env: ["ALIBABA_CLOUD_REGION", "ALICLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"],
  }),
  accessKeyId: text({
    doc: "Id of the access key.",
    secret: true,
    env: ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"],
  }),
  accessKeySecret: text({
    doc: "Access key secret.",
    secret: true,
    env: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"],
  }),
  securityToken: text({
    doc: "Security token of temporary (STS) credentials.",
    secret: true,
    env: ["ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"],
  }),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_ALIBABA_ENDPOINT",
    products: { vpc: ["ALIBABA_CLOUD_ENDPOINT_VPC"], ecs: ["ALIBABA_CLOUD_ENDPOINT_ECS"] },
  }),
} as const;

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}
/** Called before every request, so that temporary credentials can be renewed. */
export type CredentialSource = () => Promise<Credentials>;

type Environment = Runtime["environment"];

/** With any of these the vendor's credential chain can work: OIDC role, metadata, URI, profiles. */
const CHAIN_ENVIRONMENT = [
  "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
  "ALIBABA_CLOUD_ECS_METADATA",
  "ALIBABA_CLOUD_CREDENTIALS_URI",
  "ALIBABA_CLOUD_CREDENTIALS_FILE",
];

/** Keys from configuration or environment, else the vendor's credential chain (profiles, OIDC and instance roles). */
export function credentialSource(settings: Values): CredentialSource {
  const { accessKeyId, accessKeySecret, securityToken } = settings as Partial<Credentials>;
  if (accessKeyId && accessKeySecret) return async () => ({ accessKeyId, accessKeySecret, securityToken });
  let chain: { getCredentials(): Promise<Partial<Credentials>> } | undefined;
  return async () => {
    const { DefaultCredentialsProvider } = await import("@alicloud/credentials");
    chain ??= DefaultCredentialsProvider.builder().build();
    const { accessKeyId: id, accessKeySecret: secret, securityToken: token } = await chain.getCredentials();
    if (!id || !secret) throw new Error("the credential chain returned no access key");
    return { accessKeyId: id, accessKeySecret: secret, securityToken: token || undefined };
  };
}

/** Settings that are missing to sign a request. */
export function missingCredentials(given: Values, environment: Environment): Failure[] {
  const keys = ["accessKeyId", "accessKeySecret"];
  const missing = missingKeys({ name: "alibaba", title: TITLE, settings }, keys, given);
  return missing.length === keys.length && chainAvailable(environment) ? [] : missing;
}

function chainAvailable(environment: Environment): boolean {
  const home = environment.HOME ?? homedir();
  const profiles = [join(home, ".aliyun", "config.json"), join(home, ".alibabacloud", "credentials")];
  return CHAIN_ENVIRONMENT.some((name) => environment[name]) || profiles.some((file) => existsSync(file));
}
