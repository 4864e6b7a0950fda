import { CredentialsError, type Unit } from "../../core/api/credentials";
import { ask, instantOf, jsonObject, machineRoleLink, roleDocument, textsOf } from "../../core/api/links";
import type { PlainRequest, Runtime } from "../../core/context";
import type { Credentials } from "./credentials";

/** The metadata service of ECS. */
const METADATA = "http://100.100.100.200";
const ROLES = "/latest/meta-data/ram/security-credentials/";
/** Milliseconds, as in the vendor's packages. Outside ECS nothing answers. */
const TIMEOUT = 1_000;
const URI_TIMEOUT = 10_000;
/** Seconds that a token of the metadata service lasts. */
const TOKEN_LIFETIME = "21600";

/** The RAM role of the ECS instance. */
export function ramRoleLink(runtime: Runtime, metadata: string | undefined, role: string | undefined) {
  const disabled = runtime.environment.ALIBABA_CLOUD_ECS_METADATA_DISABLED?.toLowerCase() === "true";
  return machineRoleLink<Credentials>({
    name: `RAM role of this machine, from ${metadata ?? METADATA}`,
    machine: runtime.machine,
    role,
    off: disabled ? "ALIBABA_CLOUD_ECS_METADATA_DISABLED is true" : undefined,
    list: () => get(runtime, metadata, ROLES),
    get: (name) => machineRole(runtime, metadata, name),
  });
}

/** @param role unset: the one that the machine has */
export async function machineRole(runtime: Runtime, metadata: string | undefined, role?: string) {
  return keysIn(await roleDocument((path) => get(runtime, metadata, ROLES + path), role), "the metadata service");
}

/** With a token, as hardened instances require. Services without tokens are asked without one. */
async function get(runtime: Runtime, metadata = METADATA, path: string) {
  const base = metadata.replace(/\/+$/, "");
  const request: PlainRequest = { method: "GET", url: base + path, timeout: TIMEOUT, local: true };
  const headers = { "x-aliyun-ecs-metadata-token-ttl-seconds": TOKEN_LIFETIME };
  const tokens: PlainRequest = { ...request, method: "PUT", url: `${base}/latest/api/token`, headers };
  const token = await ask(runtime.machine, tokens);
  const { environment } = runtime;
  if (token.status !== 200 && environment.ALIBABA_CLOUD_IMDSV1_DISABLED?.toLowerCase() === "true") {
    const why = `the metadata service gives no token (HTTP ${token.status}), and ALIBABA_CLOUD_IMDSV1_DISABLED is true`;
    throw new CredentialsError(why, "denied");
  }
  const withToken = { ...request, headers: { "x-aliyun-ecs-metadata-token": token.text.trim() } };
  return ask(runtime.machine, token.status === 200 ? withToken : request);
}

/** What a program of the user serves at ALIBABA_CLOUD_CREDENTIALS_URI. */
export async function credentialsUri({ machine }: Runtime, url: string): Promise<Unit<Credentials>> {
  const { host } = new URL(url);
  const { status, text } = await ask(machine, { method: "GET", url, timeout: URI_TIMEOUT, local: true });
  if (status !== 200) throw new Error(`${host} answered HTTP ${status}`);
  return keysIn(text, host);
}

/** Temporary credentials in JSON. The text is in no error, because it may hold a part of them. */
function keysIn(text: string, from: string): Unit<Credentials> {
  const body = jsonObject(text);
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration, Code = "Success" } = textsOf(body);
  if (!AccessKeyId || !AccessKeySecret || !SecurityToken || Code !== "Success") {
    const what = typeof body === "string" ? `what is ${body}` : Code === "Success" ? "no complete credentials" : Code;
    throw new CredentialsError(`${from} returned ${what}`, Code === "Success" ? "denied" : "unavailable");
  }
  const value = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
  return { value, expires: Expiration === undefined ? undefined : instantOf(Expiration) };
}
