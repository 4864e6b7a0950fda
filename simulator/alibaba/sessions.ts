import type { Services } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import type { RoleSeed } from "../common/sessions";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export const sessionRules = [
  documented("Temporary credentials need their security token, and are refused after Expiration."),
  assumed("The keys of a role are known to every service at once."),
];

/** Makes temporary credentials of a role and answers them as the services do. */
export function openSession(
  { ids, clock }: Services,
  state: State,
  { account, role, session, seconds }: { account: AccountSeed; role: RoleSeed; session: string; seconds: number },
) {
  const name = role.arn.split("/").pop() ?? "";
  const arn = `acs:ram::${account.id}:assumed-role/${name}/${session}`;
  const expires = `${new Date(clock() + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const key = {
    accessKeyId: ids.name("STS.", 24),
    accessKeySecret: ids.name("", 44),
    securityToken: ids.name("CAIS", 60),
    expires,
    arn,
    ...(role.deny && { deny: role.deny }),
  };
  state.sessions.add(account, key);
  const { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken } = key;
  return { Credentials: { AccessKeyId, AccessKeySecret, SecurityToken, Expiration: expires }, arn };
}
