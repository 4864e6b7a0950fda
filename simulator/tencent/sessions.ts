import type { Services } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import type { RoleSeed } from "../common/sessions";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export const sessionRules = [
  documented("Temporary keys need their session token, and are refused after ExpiredTime."),
  assumed("The keys of a role are known to every service at once."),
];

/** Makes temporary keys of a role and answers them as the services do. */
export function openSession(
  { ids, clock }: Services,
  state: State,
  { account, role, session, seconds }: { account: AccountSeed; role: RoleSeed; session: string; seconds: number },
) {
  const end = Math.floor(clock() / 1000) + seconds;
  const expires = new Date(end * 1000).toISOString();
  const arn = `qcs::sts:${account.id}:assumed-role/${role.arn.split("/").pop()}/${session}`;
  const key = {
    secretId: ids.name("AKID", 60),
    secretKey: ids.name("", 44),
    token: ids.name("", 80),
    expires,
    arn,
    ...(role.deny && { deny: role.deny }),
  };
  state.sessions.add(account, key);
  const { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token } = key;
  return { keys: { TmpSecretId, TmpSecretKey, Token }, ExpiredTime: end, Expiration: `${expires.slice(0, 19)}Z` };
}
