import { dirname, join } from "node:path";
import { jsonObject } from "../core/api/links";
import type { Runtime } from "../core/context";

/** The npm package that the commands are part of. */
export const PACKAGE = "pulumi-ipv6";

/** JSON text, or undefined if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file, or undefined if it cannot be read. */
export async function readText({ machine }: Pick<Runtime, "machine">, path: string): Promise<string | undefined> {
  return machine?.readText(path).catch(() => undefined);
}

/** The version of this package in a folder. */
export async function packageVersion(runtime: Pick<Runtime, "machine">, folder: string): Promise<string | undefined> {
  const text = await readText(runtime, join(folder, "package.json"));
  const body = jsonObject(text ?? "");
  if (typeof body === "string" || body.name !== PACKAGE) return undefined;
  return String(body.version);
}

/** The version of the package that this file is in, some folders above it. */
export async function ownVersion(runtime: Pick<Runtime, "machine">): Promise<string | undefined> {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const version = await packageVersion(runtime, folder);
    if (version !== undefined) return version;
  }
  return undefined;
}
