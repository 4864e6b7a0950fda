import type { Failure, Values } from "../../core/check";
import { flag, text } from "../../core/field";
import { endpointSettings, missingKeys } from "../../core/settings";
import { TITLE } from "./wire";

export const settings = {
  region: text({
    doc: "Region that network interfaces must be in, for resources that do not set one. Unset: any; calls need no region.",
  }),
  accessKeyId: text({
    doc: "Id of the access key.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_ID", "ZENLAYER_ACCESS_KEY_ID"],
  }),
  accessKeyPassword: text({
    doc: "Access key password.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_PASSWORD", "ZENLAYER_ACCESS_KEY_SECRET"],
  }),
  token: text({
    doc: "Personal access token, used without a complete access key.",
    secret: true,
    env: ["ZENLAYER_TOKEN"],
  }),
  marks: flag({
    doc: "Tag network interfaces with the owner of an order in progress, so that the next run continues an interrupted one. Off: such an order is reported and can be adopted with `adopt: true`.",
    default: true,
  }),
  ...endpointSettings({
    title: TITLE,
    variable: "PULUMI_IPV6_ZENLAYER_ENDPOINT",
    products: { zec: [], traffic: [], zrm: [] },
  }),
} as const;

/** Settings that are missing to make a call. */
export function missingCredentials(given: Values): Failure[] {
  if (given.token) return [];
  const cloud = { name: "zenlayer", title: TITLE, settings };
  return missingKeys(cloud, ["accessKeyId", "accessKeyPassword"], given, ", or a token (ZENLAYER_TOKEN) instead");
}
