import {
  accountSettings,
  assumeRoleSettings,
  credentialRules,
  credentialText,
  keySetting,
  machineRoleSettings,
  type Way,
} from "../../core/credential-settings";
import { text } from "../../core/field";
import { endpointSettings, urlSetting } from "../../core/settings";
import { TITLE } from "./wire";

const ROLE_ARN = { pattern: /^acs:ram::\d+:role\/\S+$/, shape: "the ARN of a role, acs:ram::<account>:role/<name>" };

export const settings = {
  region: text({
    doc: "Region of resources that do not set one.",
    env: ["ALIBABA_CLOUD_REGION", "ALICLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"],
  }),
  accessKeyId: keySetting({
    doc: "Id of the access key.",
    env: ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"],
  }),
  accessKeySecret: keySetting({
    doc: "Access key secret.",
    env: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"],
  }),
  securityToken: keySetting({
    doc: "Security token of temporary (STS) credentials.",
    env: ["ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"],
  }),
  profile: credentialText({
    doc: "Profile of ~/.aliyun/config.json or else of ~/.alibabacloud/credentials. Unset: the current one of the first file, or `default` of the second.",
    env: ["ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE"],
  }),
  ...machineRoleSettings("RAM role", ["ALIBABA_CLOUD_ECS_METADATA", "ALICLOUD_ECS_ROLE_NAME"]),
  oidcRoleArn: credentialText({
    ...ROLE_ARN,
    doc: "ARN of the role that an OIDC token is exchanged for.",
    env: ["ALIBABA_CLOUD_ROLE_ARN"],
  }),
  oidcProviderArn: credentialText({
    doc: "ARN of the OIDC identity provider.",
    pattern: /^acs:ram::\d+:oidc-provider\/\S+$/,
    shape: "the ARN of an identity provider, acs:ram::<account>:oidc-provider/<name>",
    env: ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"],
  }),
  oidcTokenFile: credentialText({
    doc: "File with the OIDC token. It is read again for each renewal.",
    env: ["ALIBABA_CLOUD_OIDC_TOKEN_FILE"],
  }),
  ...assumeRoleSettings(
    ROLE_ARN,
    {
      min: 900,
      max: 43_200,
      source: "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole",
    },
    {
      arn: ["ALICLOUD_ASSUME_ROLE_ARN"],
      session: ["ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"],
      externalId: [],
      duration: ["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"],
    },
  ),
  ...accountSettings({ pattern: /^\d+$/, shape: "account ids (UIDs), which are digits" }),
  metadataEndpoint: urlSetting(
    "URL of the metadata service of this machine, instead of http://100.100.100.200.",
    "PULUMI_IPV6_ALIBABA_METADATA_ENDPOINT",
  ),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_ALIBABA_ENDPOINT",
    products: {
      vpc: ["ALIBABA_CLOUD_ENDPOINT_VPC"],
      ecs: ["ALIBABA_CLOUD_ENDPOINT_ECS"],
      sts: ["ALIBABA_CLOUD_STS_ENDPOINT", "ALICLOUD_STS_ENDPOINT"],
    },
  }),
} as const;

export const WAYS = {
  keys: {
    settings: ["accessKeyId", "accessKeySecret", "securityToken"],
    needs: ["accessKeyId", "accessKeySecret"],
  },
  profile: { settings: ["profile"], needs: [] },
  machine: { settings: ["machineRole", "machineRoleName"], needs: [] },
  oidc: {
    settings: ["oidcRoleArn", "oidcProviderArn", "oidcTokenFile"],
    needs: ["oidcRoleArn", "oidcProviderArn", "oidcTokenFile"],
  },
} as const satisfies Readonly<Record<string, Way>>;

export const settingRules = credentialRules("alibaba", Object.values(WAYS));

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}
