import type { Failure, Values } from "../../core/check";
import { flag, text } from "../../core/field";
import { endpointSetting, missingKeys } from "../../core/settings";
import { TITLE } from "./wire";

export const settings = {
  region: text({
    doc: "Region that network cards must be in, where a resource names none. Unset: any; calls need no region.",
  }),
  accessKeyId: text({
    doc: "Access key id.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_ID", "ZENLAYER_ACCESS_KEY_ID"],
  }),
  accessKeyPassword: text({
    doc: "Access key password.",
    secret: true,
    env: ["ZENLAYERCLOUD_ACCESS_KEY_PASSWORD", "ZENLAYER_ACCESS_KEY_SECRET"],
  }),
  token: text({
    doc: "Personal access token, used where there is no complete access key.",
    secret: true,
    env: ["ZENLAYER_TOKEN"],
  }),
  marks: flag({
    doc: "Tag network cards with whose order is under way on them, so that a run that died is continued by the next. Off: such an order is reported, to be taken over with `adopt: true`.",
    default: true,
  }),
  endpoint: endpointSetting(
    "One URL for all of Zenlayer's services, instead of its own.",
    "PULUMI_IPV6_ZENLAYER_ENDPOINT",
  ),
} as const;

/** What a person has to set before a first call could be made. */
export function missingCredentials(given: Values): Failure[] {
  if (given.token) return [];
  const cloud = { name: "zenlayer", title: TITLE, settings };
  return missingKeys(cloud, ["accessKeyId", "accessKeyPassword"], given, "; a token (ZENLAYER_TOKEN) does as well");
}
