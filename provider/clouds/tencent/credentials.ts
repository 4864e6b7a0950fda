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

const ROLE_ARN = {
  pattern: /^qcs::cam::uin\/\d+:role(Name|Id)\/\S+$/,
  shape: "the ARN of a role, qcs::cam::uin/<account>:roleName/<name>",
};

export const settings = {
  region: text({ doc: "Region of resources that do not set one.", env: ["TENCENTCLOUD_REGION"] }),
  secretId: keySetting({ doc: "Id of the API key.", env: ["TENCENTCLOUD_SECRET_ID"] }),
  secretKey: keySetting({ doc: "Secret of the API key.", env: ["TENCENTCLOUD_SECRET_KEY"] }),
  token: keySetting({
    doc: "Session token of temporary keys. The vendor's SDKs, Terraform provider and CLI each use a different variable.",
    env: ["TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"],
  }),
  profile: credentialText({
    doc: "Profile of the command line (~/.tccli/<profile>.credential), or else of ~/.tencentcloud/credentials. Unset: `default`.",
    env: ["TCCLI_PROFILE", "TENCENTCLOUD_PROFILE"],
  }),
  ...machineRoleSettings("CAM role", ["TENCENTCLOUD_CAM_ROLE_NAME"]),
  oidcRoleArn: credentialText({
    ...ROLE_ARN,
    doc: "ARN of the role that an OIDC token is exchanged for.",
    env: ["TKE_ROLE_ARN"],
  }),
  oidcProviderId: credentialText({ doc: "Id of the OIDC identity provider.", env: ["TKE_PROVIDER_ID"] }),
  oidcTokenFile: credentialText({
    doc: "File with the OIDC token. It is read again for each renewal.",
    env: ["TKE_WEB_IDENTITY_TOKEN_FILE"],
  }),
  ...assumeRoleSettings(
    ROLE_ARN,
    { min: 1, max: 43_200, source: "https://cloud.tencent.com/document/api/1312/48197" },
    {
      arn: ["TENCENTCLOUD_ASSUME_ROLE_ARN", "TENCENTCLOUD_ROLE_ARN"],
      session: ["TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME", "TENCENTCLOUD_ROLE_SESSION_NAME"],
      externalId: ["TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"],
      duration: ["TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"],
    },
  ),
  ...accountSettings({ pattern: /^\d+$/, shape: "account ids (Uin), which are digits" }),
  metadataEndpoint: urlSetting(
    "URL of the metadata service of this machine, instead of http://metadata.tencentyun.com.",
    "PULUMI_IPV6_TENCENT_METADATA_ENDPOINT",
  ),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_TENCENT_ENDPOINT",
    products: { vpc: [], tag: [], sts: [] },
  }),
  rootDomain: text({
    doc: "Domain below which all products are called, such as intl.tencentcloudapi.com or internal.tencentcloudapi.com.",
    pattern: /^[^\s/:]+(\.[^\s/:]+)+(:\d+)?$/,
    shape: "a domain such as intl.tencentcloudapi.com",
    env: ["TENCENTCLOUD_DOMAIN"],
    unless: "endpoint",
  }),
} as const;

export const WAYS = {
  keys: { settings: ["secretId", "secretKey", "token"], needs: ["secretId", "secretKey"] },
  profile: { settings: ["profile"], needs: [] },
  machine: { settings: ["machineRole", "machineRoleName"], needs: [] },
  oidc: {
    settings: ["oidcRoleArn", "oidcProviderId", "oidcTokenFile"],
    needs: ["oidcRoleArn", "oidcProviderId", "oidcTokenFile"],
  },
} as const satisfies Readonly<Record<string, Way>>;

export const settingRules = credentialRules("tencent", Object.values(WAYS));

export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}
