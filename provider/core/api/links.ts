import type { Context, Machine, PlainReply, PlainRequest, Runtime } from "../context";
import { CredentialsError, type Found, type Link, type Unit } from "./credentials";
import { messageOf } from "./errors";
import { OUTCOMES, outcomeOfStatus } from "./outcomes";

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Keys that are given as they are, by settings or by one family of environment variables.
 *
 * @param from where they are, for messages
 * @param values by the credential's name
 * @param named how each is called there. Those of `required` belong together; others are optional
 */
export function keysLink<C>(
  from: string,
  values: Texts,
  named: Readonly<Record<string, string>>,
  required: readonly string[],
): Link<C> {
  const name = `${from} (${Object.values(named).join(", ")})`;
  return {
    name,
    local: true,
    async find() {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim()));
      const absent = required.filter((key) => given[key] === undefined);
      if (absent.length === required.length) return "not set";
      if (absent.length === 0) return async () => ({ value: given as C });
      const spelled = (keys: readonly string[]) => keys.map((key) => named[key]).join(" and ");
      const rest = required.filter((key) => !absent.includes(key));
      throw new CredentialsError(
        `${spelled(absent)} is missing, though ${spelled(rest)} is set. Set all of them, or none`,
        "denied",
      );
    },
  };
}

/** The same from the configuration. */
export function configurationLink<C>(
  cloud: string,
  values: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  required: readonly string[],
): Link<C> {
  const own = Object.fromEntries(keys.map((key) => [key, values[key] as string | undefined]));
  return keysLink(`configuration ipv6:${cloud}`, own, Object.fromEntries(keys.map((key) => [key, key])), required);
}

/** The same from environment variables: `variables` by the credential's name. */
export function environmentLink<C>(
  environment: Runtime["environment"],
  variables: Readonly<Record<string, string>>,
  required: readonly string[],
): Link<C> {
  const values = Object.fromEntries(Object.entries(variables).map(([key, name]) => [key, environment[name]]));
  return keysLink("environment", values, variables, required);
}

/** Looks in a file. `read` gets its text. Without a file, or without access to files, there is nothing. */
export function fileLink<C>(
  name: string,
  machine: Machine | undefined,
  path: string,
  read: (text: string) => Found<C>,
): Link<C> {
  return {
    name,
    async find() {
      const text = await machine?.readText(path);
      return text === undefined ? "no such file" : read(text);
    },
  };
}

/** The metadata service of a cloud's machines, which gives out the credentials of the machine's role. */
export interface MachineRole<C> {
  /** As errors name it. */
  readonly name: string;
  readonly machine: Machine | undefined;
  /** The role that a setting names. Unset: the service is asked whether the machine has one. */
  readonly role: string | undefined;
  /** Why it is not asked. */
  readonly off?: string | undefined;
  /** Asks for the list of roles. */
  list(): Promise<PlainReply>;
  get(role: string): Promise<Unit<C>>;
}

/** Looks whether this machine has a role. Where nothing answers, there is none. */
export function machineRoleLink<C>(service: MachineRole<C>): Link<C> {
  return {
    name: service.name,
    async find() {
      if (service.off) return service.off;
      if (!service.machine) return "not asked";
      try {
        const role = service.role || (await roleName(service.list()));
        return role === "" ? "the machine has no role" : () => service.get(role);
      } catch (error) {
        if (error instanceof CredentialsError) return error.message;
        throw error;
      }
    },
  };
}

/** The role of this machine. Empty: none. */
async function roleName(list: Promise<PlainReply>): Promise<string> {
  const { status, text } = await list;
  if (status === 404) return "";
  if (status !== 200) throw new CredentialsError(`the metadata service answered HTTP ${status}`, "denied");
  return text.trim().split(/\r?\n/)[0] ?? "";
}

/**
 * What the metadata service tells of a role.
 *
 * @param get asks for a path below the list of roles; the empty one is the list
 * @param role unset: the one that the machine has
 */
export async function roleDocument(get: (path: string) => Promise<PlainReply>, role?: string): Promise<string> {
  const name = role || (await roleName(get("")));
  if (name === "") throw new Error("the machine has no role");
  const { status, text } = await get(encodeURIComponent(name));
  if (status !== 200) throw new Error(`the metadata service has no credentials of the role ${name}: HTTP ${status}`);
  return text;
}

/** The object in a JSON file. @returns a text without the content, which may hold a secret, if there is none */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : "not a JSON object";
  } catch {
    return "not JSON";
  }
}

/** The sections of an INI file. Values may be quoted. */
export function iniSections(text: string): Readonly<Record<string, Texts>> {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const [, title] = /^\s*\[([^\]]+)\]\s*$/.exec(line) ?? [];
    const [, key, value = ""] = /^\s*([^#;=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (title !== undefined) {
      section = sections[title.trim()] ??= {};
    } else if (key !== undefined) section[key] = value.replace(/^(["'])(.*)\1$/, "$2");
  }
  return sections;
}

/** Values that are text and not empty, of an object that came from outside. */
export function textsOf(object: unknown): Texts {
  const entries = Object.entries(typeof object === "object" && object !== null ? object : {});
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string" && value.trim() !== ""));
}

/**
 * Sends a request to a service that gives out credentials.
 *
 * @throws CredentialsError if there is no response, or the service is not available
 */
export async function ask(machine: Machine | undefined, request: PlainRequest): Promise<PlainReply> {
  if (!machine) throw new CredentialsError("this process has no network", "denied");
  const { host } = new URL(request.url);
  let reply: PlainReply;
  try {
    reply = await machine.request(request);
  } catch (error) {
    throw new CredentialsError(`no answer from ${host}: ${messageOf(error)}`, "unavailable");
  }
  const { kind } = OUTCOMES[outcomeOfStatus(reply.status)];
  if (reply.status >= 500 || reply.status === 429) {
    throw new CredentialsError(`${host} answered HTTP ${reply.status}`, kind);
  }
  return reply;
}

/** Milliseconds, for one exchange. */
export const EXCHANGE_MS = 20_000;

/** For calls that get credentials, or tell whose they are. Each is sent once, because what waits for it asks again. */
export function exchangeContext(runtime: Runtime): Context {
  const deadline = runtime.clock.now() + EXCHANGE_MS;
  return { ...runtime, client: undefined, owner: "", deadline, attempts: 1 };
}

/** The OIDC token in a file, which is read anew for each exchange. @throws if there is none */
export async function tokenIn(machine: Machine | undefined, path: string): Promise<string> {
  const token = (await machine?.readText(path))?.trim();
  if (!token) throw new Error(`the token file ${path} ${token === undefined ? "does not exist" : "is empty"}`);
  return token;
}

/** The instant of an ISO date, or of Unix seconds, in milliseconds. */
export function instantOf(value: unknown): number | undefined {
  const time = typeof value === "number" ? value * 1000 : Date.parse(String(value));
  return Number.isFinite(time) ? time : undefined;
}
