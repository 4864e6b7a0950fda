import {
  Chain,
  type ChainOptions,
  CredentialsError,
  type Identity,
  isKeyText,
  KEY_RULE,
  type Link,
  type Unit,
} from "./api/credentials";
import { kindOf, messageOf } from "./api/errors";
import type { Finding, Rule, Values } from "./check";
import type { Runtime } from "./context";
import { type Fields, flag, integer, text, texts } from "./field";
import { firstSet } from "./settings";

/** A key, secret or token: blanks and line ends around it are dropped. */
export function keySetting({ doc, env }: { readonly doc: string; readonly env: readonly string[] }) {
  const field = text({ doc, env, secret: true, credential: true });
  const accept = (value: unknown) => {
    const trimmed = typeof value === "string" ? value.trim() : "";
    return trimmed !== "" && isKeyText(trimmed) ? trimmed : undefined;
  };
  return { ...field, rule: KEY_RULE, accept };
}

/** Another setting that selects credentials. */
export function credentialText<
  const O extends { doc: string; env?: readonly string[]; pattern?: RegExp; shape?: string },
>(options: O) {
  return text({ ...options, credential: true });
}

/** The role of the machine that the program runs on. */
export function machineRoleSettings(role: string, variables: readonly string[]) {
  return {
    machineRole: flag({
      doc: `Whether the ${role} of this machine signs calls. True: it alone. False: its metadata service is never asked. Unset: it is asked last.`,
      credential: true,
    }),
    machineRoleName: credentialText({
      doc: `Name of the ${role}. Unset: as the metadata service says.`,
      env: variables,
    }),
  } as const;
}

interface RoleVariables {
  readonly arn: readonly string[];
  readonly session: readonly string[];
  readonly externalId: readonly string[];
  readonly duration: readonly string[];
}

/** A role that the credentials are exchanged for, whatever they come from. */
export function assumeRoleSettings(
  arn: { readonly pattern: RegExp; readonly shape: string },
  limits: { readonly min: number; readonly max: number; readonly source: string },
  env: RoleVariables,
) {
  return {
    assumeRoleArn: credentialText({
      ...arn,
      doc: "ARN of a role to assume with the credentials, whatever they come from. Calls are then signed as that role.",
      env: env.arn,
    }),
    assumeRoleSessionName: credentialText({
      doc: "Name of the session with the assumed role, as the cloud's audit log shows it. Default: pulumi-ipv6.",
      pattern: /^[\w.@=,+-]{2,64}$/,
      shape: "2 to 64 letters, digits and . @ = , + - _",
      env: env.session,
    }),
    assumeRoleExternalId: credentialText({
      doc: "External id that the role requires of who assumes it.",
      env: env.externalId,
    }),
    assumeRolePolicy: {
      ...credentialText({ doc: "Policy, as JSON, that restricts what the assumed role may do in this session." }),
      rule: "must be a policy as JSON text",
      accept: (value: unknown) => (typeof value === "string" && isJsonObject(value) ? value : undefined),
    },
    assumeRoleDuration: integer({
      doc: "How long the credentials of the assumed role last. They are renewed before they expire. Default: 3600.",
      unit: "seconds",
      ...limits,
      env: env.duration,
      credential: true,
    }),
  } as const;
}

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** The accounts that calls may and may not act on. */
export function accountSettings(id: { readonly pattern: RegExp; readonly shape: string }) {
  return {
    allowedAccountIds: texts({
      ...id,
      doc: "Accounts that calls may act on. With credentials of any other, everything is refused before the first call.",
    }),
    forbiddenAccountIds: texts({
      ...id,
      doc: "Accounts that calls must not act on: refused like one that is not allowed.",
    }),
  } as const;
}

/**
 * What new credentials must pass before their first use: the cloud is asked for their account, and other accounts than
 * those of the settings are refused.
 *
 * @returns undefined if the settings name no accounts, and the cloud is not asked
 */
export function accountCheck<C>(
  { name, title }: { readonly name: string; readonly title: string },
  { allowedAccountIds: allowed, forbiddenAccountIds: forbidden }: Values,
  identify: (value: C) => Promise<Identity>,
): ((value: C) => Promise<void>) | undefined {
  const lists = { allowed: allowed as string[] | undefined, forbidden: forbidden as string[] | undefined };
  if (!lists.allowed && !lists.forbidden) return undefined;
  const setting = lists.allowed ? "allowedAccountIds" : "forbiddenAccountIds";
  return async (value) => {
    const { account, caller } = await identify(value).catch((error: unknown) => {
      const text = `ipv6:${name}.${setting} cannot be checked, so nothing is called: ${messageOf(error)}`;
      throw new CredentialsError(text, kindOf(error));
    });
    const barred = lists.forbidden?.includes(account) === true;
    if (!barred && (lists.allowed?.includes(account) ?? true)) return;
    const why = barred
      ? `ipv6:${name}.forbiddenAccountIds lists it`
      : `ipv6:${name}.allowedAccountIds does not list it (it lists ${lists.allowed?.join(", ")})`;
    const who = `these credentials belong to account ${account}${caller ? ` (${caller})` : ""}`;
    const way = "Use credentials of the right account, or change the setting.";
    throw new CredentialsError(`${who} of ${title}, and ${why}. Nothing was called. ${way}`, "denied");
  };
}

/** Settings that together are one source of credentials. */
export interface Way {
  readonly settings: readonly string[];
  /** Those that must be given if any is. */
  readonly needs: readonly string[];
}

/** Whether the configuration selects this source. */
export function isGiven({ settings }: Way, given: Values): boolean {
  return settings.some((name) => given[name] !== undefined && given[name] !== false);
}

/** One source only, each of them complete; details of a role only with the role. */
export function credentialRules(cloud: string, ways: readonly Way[]): Rule[] {
  const path = `in the configuration ipv6:${cloud}`;
  const refuse = (property: string, reason: string): Finding => ({ property, severity: "refuse", reason });
  const together = ways.map(
    (way): Rule => ({
      fields: way.settings,
      doc: `\`${way.needs.join("`, `")}\`: together.`,
      judge: (given) => {
        if (!isGiven(way, given)) return [];
        const absent = way.needs.filter((name) => given[name] === undefined);
        const present = way.settings.filter((name) => given[name] !== undefined);
        return absent.map((name) => refuse(name, `is required with ${present.join(" and ")} ${path}`));
      },
    }),
  );
  const exclusive: Rule = {
    fields: ways.flatMap(({ settings }) => settings),
    doc: "One source of credentials only.",
    judge: (given) => {
      const [first, ...more] = ways.filter((way) => isGiven(way, given));
      const nameIn = (way: Way | undefined) => way?.settings.find((name) => given[name] !== undefined) ?? "";
      const reason = `selects other credentials than ${nameIn(first)}: give one of them ${path}`;
      return more.map((way) => refuse(nameIn(way), reason));
    },
  };
  const details = ["assumeRoleSessionName", "assumeRoleExternalId", "assumeRolePolicy", "assumeRoleDuration"];
  const role: Rule = {
    fields: ["assumeRoleArn", ...details],
    doc: "Details of a role only with `assumeRoleArn`.",
    judge: (given) => {
      const lone = given.assumeRoleArn === undefined ? details.filter((name) => given[name] !== undefined) : [];
      return lone.map((name) => refuse(name, `applies only with assumeRoleArn ${path}`));
    },
  };
  const off: Rule = {
    fields: ["machineRole", "machineRoleName"],
    doc: "`machineRoleName`: not with `machineRole` false.",
    judge: ({ machineRole, machineRoleName }) =>
      machineRole === false && machineRoleName !== undefined
        ? [refuse("machineRoleName", `cannot be used: machineRole is false ${path}`)]
        : [],
  };
  return [...together, exclusive, role, off];
}

/**
 * The credentials of one configuration: of its links, or of the role that these assume.
 *
 * @param links the places to ask, in order
 * @param exchange assumes the role with the credentials of `base`
 */
export function chainOf<C extends object>(
  links: readonly Link<C>[],
  { approve, identify, ...options }: ChainOptions<C>,
  role: AssumedRole | undefined,
  exchange: (base: Chain<C>, role: AssumedRole) => Promise<Unit<C>>,
): Chain<C> {
  const approval = { ...(approve && { approve }), ...(identify && { identify }) };
  if (!role) return new Chain(links, { ...options, ...approval });
  const base = new Chain(links, options);
  const assumed = { name: `role ${role.arn}`, find: async () => () => exchange(base, role) };
  return new Chain([assumed], { ...options, base, ...approval });
}

export interface AssumedRole {
  readonly arn: string;
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly policy?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/**
 * The role to assume: of the configuration, or else of the environment.
 *
 * @param environment empty if the configuration has the credentials: a role of the environment is not for them
 */
export function assumedRole(
  given: Values,
  fields: Fields,
  environment: Runtime["environment"],
): AssumedRole | undefined {
  const own = given.assumeRoleArn !== undefined;
  const textOf = (name: string) => {
    const text = own ? undefined : firstSet(fields[name]?.env, environment)?.trim();
    return given[name] ?? text;
  };
  const arn = textOf("assumeRoleArn");
  if (arn === undefined) return undefined;
  const [sessionName, externalId, policy] = ["SessionName", "ExternalId", "Policy"].map(
    (name) => textOf(`assumeRole${name}`) as string | undefined,
  );
  return {
    arn: String(arn),
    sessionName,
    externalId,
    policy,
    duration: Number(textOf("assumeRoleDuration")) || undefined,
  };
}
