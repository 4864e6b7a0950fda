import { CredentialsError } from "../../core/api/credentials";
import { kindOf, messageOf } from "../../core/api/errors";
import { redact } from "../../core/api/redact";
import type { Values } from "../../core/check";
import type { AnyChain, Cloud } from "../../core/cloud";
import { type Candidate, regionsOf } from "../accounts";
import type { Io } from "../command";
import { type Check, failure, type Group, ok, skipped, warning } from "./checks";
import { connectionChecks } from "./connection";
import { permissionChecks, quotaChecks } from "./permissions";
import type { Wanted } from "./stack";

const CREDENTIALS = "docs/credentials.md lists every way.";

export interface Judged extends Group {
  /** It was not chosen, and has no credentials at all. */
  readonly unused?: true;
}

/** Checks one account from its settings to its quotas. What fails of it stops no other. */
export async function judge(io: Io, candidate: Candidate, wanted: Wanted): Promise<Judged> {
  const { cloud, session, label, wished } = candidate;
  const group = { title: label, cloud: cloud.name };
  const explained = session.explain(cloud);
  if ("broken" in explained) {
    const mend = `Correct it in ipv6:${cloud.name} or in the environment; docs/reference.md has every setting.`;
    return { ...group, checks: explained.broken.map((reason) => failure("settings", reason, mend)) };
  }
  const { settings, chain } = explained;
  const clean = ({ text, mend, ...check }: Check): Check => {
    const secrets = [...chain.secrets];
    return { ...check, text: redact(text, secrets), ...(mend && { mend: redact(mend, secrets) }) };
  };
  const origin = await originCheck(chain);
  const isWanted = candidate.isChosen || wanted.resources.has(cloud.name);
  if (origin.none && !isWanted) {
    const text = "none found, so this cloud is not checked";
    return { ...group, unused: true, checks: [skipped("credentials", text)] };
  }
  const inState = wished.length > 0 ? [] : (wanted.regions.get(cloud.name) ?? []);
  const regions = cloud.regionless ? [undefined] : [...new Set([...regionsOf(cloud, session, wished), ...inState])];
  const [account, connections] = await Promise.all([
    origin.check.mark === "failure" ? undefined : accountCheck(cloud, settings, chain),
    connectionChecks(io, cloud, settings, regions),
  ]);
  const checks = [
    settingsCheck(cloud, settings, regions),
    origin.check,
    ...(account ? [account.check] : []),
    ...connections,
  ];
  const resources = [...(wanted.resources.get(cloud.name) ?? [])];
  const asked = resources.length > 0 ? resources : Object.keys(cloud.resources);
  if (!account?.signed) {
    checks.push(skipped("permissions", "not asked: no call can be signed"));
    return { ...group, checks: checks.map(clean) };
  }
  const ctx = session.reads(cloud, TIMEOUT, io.signal);
  const perRegion = await Promise.all(
    regions.map((region) => {
      const at = { ctx: { ...ctx, attempts: 2 }, cloud, region, resources: asked };
      return Promise.all([permissionChecks(at), quotaChecks(at)]);
    }),
  );
  checks.push(...perRegion.flatMap(([permissions]) => permissions), ...perRegion.flatMap(([, quotas]) => quotas));
  return { ...group, checks: checks.map(clean) };
}

/** Of all calls for permissions and quotas of an account, in milliseconds. */
const TIMEOUT = 30_000;

function settingsCheck(cloud: Cloud, settings: Values, regions: readonly (string | undefined)[]): Check {
  const named = Object.entries(settings).filter(([name, value]) => isGiven(cloud, name, value) && name !== "region");
  const others = named.length > 0 ? `; set: ${named.map(([name]) => name).join(", ")}` : "";
  if (regions.length > 0) {
    const names = regions.map((region) => region ?? "all regions").join(", ");
    return ok("settings", `${names}${others}`);
  }
  const way = `--region, ${cloud.settings.region?.env?.[0]}, or ipv6:${cloud.name}.region`;
  const text = `no region${others}: permissions and quotas are not checked, and each resource needs its own`;
  return warning("settings", text, `Set ${way}.`);
}

function isGiven(cloud: Cloud, name: string, value: unknown): boolean {
  return value !== undefined && value !== (cloud.settings[name] as { default?: unknown } | undefined)?.default;
}

/** The source of the credentials, and why those before it were not taken. */
async function originCheck(chain: AnyChain): Promise<{ readonly check: Check; readonly none: boolean }> {
  try {
    const { name, passed, role } = await chain.origin();
    const before = passed.map((each) => `${each.name}: ${each.reason}`).join("; ");
    const text = `${name}${role ? `, and with them the ${role}` : ""}${before ? `. Not taken before: ${before}` : ""}`;
    return { check: ok("credentials", text), none: false };
  } catch (error) {
    const none = error instanceof CredentialsError && error.none;
    return { check: failure("credentials", messageOf(error), none ? "" : CREDENTIALS), none };
  }
}

/** Whose the credentials are, and whether the settings allow that account. */
async function accountCheck(
  cloud: Cloud,
  settings: Values,
  chain: AnyChain,
): Promise<{ check: Check; signed: boolean }> {
  const about = "account";
  try {
    const identity = await chain.identity();
    if (!identity) return { check: skipped(about, "the cloud has no call that tells it"), signed: true };
    const { account, caller } = identity;
    const lists = ["allowedAccountIds", "forbiddenAccountIds"].filter((name) => settings[name] !== undefined);
    const judged =
      lists.length > 0 ? `allowed by ${lists.join(" and ")}` : "any account is allowed: allowedAccountIds is not set";
    return { check: ok(about, `${account}${caller ? ` (${caller})` : ""}; ${judged}`), signed: true };
  } catch (error) {
    const text = messageOf(error);
    if (error instanceof CredentialsError) return { check: failure(about, text, CREDENTIALS), signed: false };
    const action = cloud.checkup.identityAction;
    if (kindOf(error) === "denied" && action !== undefined) {
      const mend = `Allow ${action}, if the lines on permissions below are ok; else correct the key.`;
      return { check: warning(about, `not known: ${text}`, mend), signed: true };
    }
    const denied = kindOf(error) === "denied";
    const mend = denied ? CREDENTIALS : "Run again; the line on the endpoint says whether the network is the cause.";
    return { check: failure(about, text, mend), signed: !denied };
  }
}
