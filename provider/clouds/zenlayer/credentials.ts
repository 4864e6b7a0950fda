import type { Failure, Values } from "../../core/check";

/** What a person has to set before a first call could be made. */
export function missingCredentials(settings: Values): Failure[] {
  if (settings.token) return [];
  const keys = [
    ["accessKeyId", "ZENLAYERCLOUD_ACCESS_KEY_ID"],
    ["accessKeyPassword", "ZENLAYERCLOUD_ACCESS_KEY_PASSWORD"],
  ] as const;
  return keys
    .filter(([name]) => !settings[name])
    .map(([name, variable]) => ({
      property: name,
      reason: `${name}: is required to sign calls to Zenlayer: set ${variable}, or pulumi config set --path ipv6:zenlayer.${name} --secret; a token (ZENLAYER_TOKEN) does as well`,
    }));
}
