import { CredentialsError, type Unit } from "../../core/api/credentials";
import { ask, instantOf, jsonObject, machineRoleLink, roleDocument, textsOf } from "../../core/api/links";
import type { Runtime } from "../../core/context";
import type { Credentials } from "./credentials";

/** The metadata service of CVM. */
const METADATA = "http://metadata.tencentyun.com";
const ROLES = "/latest/meta-data/cam/security-credentials/";
/** Milliseconds. Outside CVM its name does not resolve. */
const TIMEOUT = 1_000;

/** The CAM role of the CVM instance. */
export function camRoleLink(runtime: Runtime, metadata: string | undefined, role: string | undefined) {
  return machineRoleLink<Credentials>({
    name: `CAM role of this machine, from ${metadata ?? METADATA}`,
    machine: runtime.machine,
    role,
    list: () => get(runtime, metadata, ROLES),
    get: (name) => machineRole(runtime, metadata, name),
  });
}

/** @param role unset: the one that the machine has */
export async function machineRole(
  runtime: Runtime,
  metadata: string | undefined,
  role?: string,
): Promise<Unit<Credentials>> {
  const body = jsonObject(await roleDocument((path) => get(runtime, metadata, ROLES + path), role));
  const { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token, Code = "" } = textsOf(body);
  if (typeof body === "string" || !secretId || !secretKey || !token || Code !== "Success") {
    // Without the text, which may hold a part of the credentials.
    const what = typeof body === "string" ? `what is ${body}` : `no complete credentials (code ${Code || "missing"})`;
    throw new CredentialsError(`the metadata service returned ${what}`, "unavailable");
  }
  return { value: { secretId, secretKey, token }, expires: instantOf(body.ExpiredTime ?? body.Expiration) };
}

function get({ machine }: Runtime, metadata = METADATA, path: string) {
  return ask(machine, { method: "GET", url: metadata.replace(/\/+$/, "") + path, timeout: TIMEOUT, local: true });
}
