import { CLOUDS } from "../clouds";
import { messageOf, Refusal } from "../core/api/errors";
import type { Cloud } from "../core/cloud";
import { Session } from "../doors/session";
import { all, type Given, type Io, type Options } from "./command";

export const clouds: readonly Cloud[] = Object.values(CLOUDS);

/** As a region: all that the cloud offers to the account. */
export const ALL = "all";
/** Of the question which regions there are, in milliseconds. */
const TIMEOUT = 60_000;

const SCOPE = "with several clouds, each as CLOUD:VALUE";

/** The options of every command that reads accounts. */
export const accountOptions = {
  cloud: {
    type: "string",
    multiple: true,
    value: "NAME",
    doc: `only this cloud (${clouds.map(({ name }) => name).join(", ")}); repeatable; default: each with credentials`,
  },
  region: {
    type: "string",
    multiple: true,
    value: "REGION",
    doc: `region to read, or "all"; repeatable, ${SCOPE}; default: the setting`,
  },
  profile: {
    type: "string",
    multiple: true,
    value: "PROFILE",
    doc: `profile of the vendor's tool, instead of the environment; repeatable, ${SCOPE}`,
  },
  role: {
    type: "string",
    multiple: true,
    value: "ARN",
    doc: `role to assume with these credentials; repeatable, ${SCOPE}`,
  },
} as const satisfies Options;

/** One account of one cloud, before anything was asked of it. */
export interface Candidate {
  readonly cloud: Cloud;
  readonly session: Session;
  /** An option chose it. */
  readonly isChosen: boolean;
  /** The regions that options give. */
  readonly wished: readonly string[];
  /** For people: "Alibaba Cloud", with the profile or role if one was chosen. */
  readonly label: string;
  /** The settings that the options choose: a profile, a role. */
  readonly chosen: Settings;
}

/** One account of one cloud, with the regions to read. */
export interface Account extends Pick<Candidate, "cloud" | "session" | "label" | "chosen"> {
  /** Empty where a region is required and none is known. `undefined` stands for all regions. */
  readonly regions: readonly (string | undefined)[];
}

export interface Accounts {
  readonly accounts: readonly Account[];
  /** Every mistake, in words. */
  readonly problems: readonly string[];
}

/** Settings of a cloud as in the configuration `ipv6:<cloud>`. */
type Settings = Readonly<Record<string, unknown>>;
/** By the cloud's name. */
export type Configured = Readonly<Record<string, Settings | undefined>>;

/**
 * The accounts that the options choose. A profile or role replaces the credentials of the environment; each pair of
 * both is an account of its own. Makes no call.
 *
 * @param configured settings by cloud, such as those of a stack. Default: the environment alone
 */
export async function accountsOf(given: Given, io: Io, configured: Configured = {}): Promise<Accounts> {
  const { candidates, problems } = candidatesOf(given, io, configured);
  const accounts: Account[] = [];
  const absent: string[] = [];
  for (const { cloud, session, isChosen, wished, label, chosen } of candidates) {
    const unready = await session.unready(cloud);
    if (unready.length > 0) (isChosen ? problems : absent).push(...unready);
    else accounts.push({ cloud, session, regions: regionsOf(cloud, session, wished), label, chosen });
  }
  const none = accounts.length === 0 && problems.length === 0;
  return { accounts, problems: none ? absent : problems };
}

/** The accounts that the options choose, whether or not they can be used, and the mistakes in the options. */
export function candidatesOf(
  given: Given,
  io: Io,
  configured: Configured = {},
): { readonly candidates: readonly Candidate[]; readonly problems: string[] } {
  const names = clouds.map(({ name }) => name);
  const strange = all(given, "cloud").filter((name) => !names.includes(name));
  const problems = strange.map((name) => `--cloud: one of ${names.join(", ")}; got ${name}`);
  const wanted = clouds.filter(({ name }) => all(given, "cloud").includes(name));
  const scoped = (option: string) => {
    const values = all(given, option).map((value) => scopeOf(value));
    for (const { cloud, value } of values)
      if (cloud === undefined && wanted.length !== 1 && !(option === "region" && value === ALL))
        problems.push(`--${option}: say which cloud, as in ${names[0]}:${value}, or choose one with --cloud`);
      else if (cloud !== undefined && wanted.length > 0 && !wanted.some(({ name }) => name === cloud))
        problems.push(`--${option}: ${cloud}:${value} is not of a cloud chosen with --cloud`);
    return values;
  };
  const options = { region: scoped("region"), profile: scoped("profile"), role: scoped("role") };
  if (problems.length > 0) return { candidates: [], problems };

  const candidates: Candidate[] = [];
  for (const cloud of wanted.length > 0 ? wanted : clouds) {
    const of = (values: readonly Scoped[]) =>
      values.filter((each) => (each.cloud ?? cloud.name) === cloud.name).map(({ value }) => value);
    const [regions, profiles, roles] = [of(options.region), of(options.profile), of(options.role)];
    if (roles.length > 0 && !cloud.settings.assumeRoleArn) {
      problems.push(`--role: ${cloud.title} has no roles to assume`);
      continue;
    }
    const named = options.region.some((each) => each.cloud === cloud.name);
    const isChosen = wanted.length > 0 || named || [...profiles, ...roles].length > 0;
    for (const profile of orNone(profiles))
      for (const role of orNone(roles)) {
        const chosen = { ...(profile && { profile }), ...(role && { assumeRoleArn: role }) };
        const settings = { ...configured[cloud.name], ...chosen };
        const session = new Session(io.runtime, (name) => (name === cloud.name ? JSON.stringify(settings) : undefined));
        candidates.push({ cloud, session, isChosen, wished: regions, label: labelOf(cloud, chosen), chosen });
      }
  }
  return { candidates, problems };
}

/** The mistake of an account whose region is required and unknown. */
export function withoutRegion({ accounts }: Accounts): string[] {
  const without = accounts.filter(({ regions }) => regions.length === 0);
  return [...new Set(without.map(({ cloud }) => cloud))].map(
    ({ title, settings }) => `--region: is required on ${title}, here or as ${settings.region?.env?.[0]}`,
  );
}

/** The accounts that the options choose, with the regions that "all" stands for. */
export async function readable(given: Given, io: Io): Promise<readonly Account[]> {
  return withAllRegions((await accountsOf(given, io)).accounts, io);
}

/** Asks each cloud which regions "all" stands for. */
export function withAllRegions(accounts: readonly Account[], io: Io): Promise<Account[]> {
  return Promise.all(accounts.map(async (account) => ({ ...account, regions: await regionsToRead(account, io) })));
}

/** The regions of one account; "all" stands for those that its cloud offers, which is asked. */
export async function regionsToRead(
  { cloud, session, label, regions }: Omit<Account, "chosen">,
  io: Io,
): Promise<Account["regions"]> {
  if (!regions.includes(ALL) || !cloud.paid.regions) return regions;
  try {
    return await cloud.paid.regions(session.reads(cloud, TIMEOUT, io.signal));
  } catch (error) {
    io.signal.throwIfAborted();
    const instead = `Name the regions instead, each as --region ${cloud.name}:REGION`;
    throw new Refusal(`--region ${ALL}: which regions ${label} has could not be read: ${messageOf(error)} ${instead}`);
  }
}

interface Scoped {
  readonly cloud: string | undefined;
  readonly value: string;
}

/** `alibaba:cn-hangzhou` names its cloud. The ARN of a role has colons, too, and begins with none of these names. */
function scopeOf(value: string): Scoped {
  const cloud = clouds.find(({ name }) => value.startsWith(`${name}:`))?.name;
  return { cloud, value: cloud === undefined ? value : value.slice(cloud.length + 1) };
}

function orNone(values: readonly string[]): readonly (string | undefined)[] {
  return values.length > 0 ? [...new Set(values)] : [undefined];
}

export function regionsOf(cloud: Cloud, session: Session, wished: readonly string[]): readonly (string | undefined)[] {
  if (cloud.regionless && wished.includes(ALL)) return [undefined];
  if (wished.length > 0) return [...new Set(wished)];
  const region = session.regionOf(cloud);
  return region !== undefined || cloud.regionless ? [region] : [];
}

function labelOf(cloud: Cloud, chosen: { profile?: string; assumeRoleArn?: string }): string {
  const { profile, assumeRoleArn } = chosen;
  const parts = [profile && `profile ${profile}`, assumeRoleArn && `role ${assumeRoleArn}`].filter(Boolean);
  return [cloud.title, ...parts].join(", ");
}
