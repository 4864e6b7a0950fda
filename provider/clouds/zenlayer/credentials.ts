import { accountSettings, credentialRules, credentialText, keySetting, type Way } from "../../core/credential-settings";
import { flag, text } from "../../core/field";
import { endpointSettings } from "../../core/settings";
import { TITLE } from "./wire";

export const settings = {
  region: text({
    doc: "Region that network interfaces must be in, for resources that do not set one. Unset: any; calls need no region.",
  }),
  accessKeyId: keySetting({
    doc: "Id of the access key.",
    env: ["ZENLAYERCLOUD_ACCESS_KEY_ID", "ZENLAYER_ACCESS_KEY_ID"],
  }),
  accessKeyPassword: keySetting({
    doc: "Access key password.",
    env: ["ZENLAYERCLOUD_ACCESS_KEY_PASSWORD", "ZENLAYER_ACCESS_KEY_SECRET"],
  }),
  token: keySetting({ doc: "Personal access token, in the place of an access key.", env: ["ZENLAYER_TOKEN"] }),
  profile: credentialText({
    doc: "Profile of ~/.zenlayer/credentials.json. Unset: the current one of ~/.zenlayer/config.json, or `default`.",
    env: ["ZENLAYER_PROFILE"],
  }),
  ...accountSettings({ pattern: /^[\w-]+$/, shape: "account UIDs" }),
  marks: flag({
    doc: "Tag network interfaces with the owner of an order in progress, so that the next run continues an interrupted one. Off: such an order is reported and can be adopted with `adopt: true`.",
    default: true,
  }),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_ZENLAYER_ENDPOINT",
    products: { zec: [], traffic: [], zrm: [], zbc: [] },
  }),
} as const;

export const WAYS = {
  keys: { settings: ["accessKeyId", "accessKeyPassword"], needs: ["accessKeyId", "accessKeyPassword"] },
  token: { settings: ["token"], needs: [] },
  profile: { settings: ["profile"], needs: [] },
} as const satisfies Readonly<Record<string, Way>>;

export const settingRules = credentialRules("zenlayer", Object.values(WAYS));
