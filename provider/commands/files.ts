import { dirname, join, resolve } from "node:path";
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

/** The text of a file in UTF-8, or in UTF-16 as a shell on Windows writes it. `TextDecoder` drops byte order marks. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  // Without a mark, every other byte of JSON and of most lines is 0.
  if ((first === 0xff && second === 0xfe) || second === 0) return new TextDecoder("utf-16le").decode(bytes);
  if ((first === 0xfe && second === 0xff) || first === 0) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Whether a file is in a folder, and in none below it. */
export function isIn(folder: string, path: string): boolean {
  return resolve(dirname(path)) === resolve(folder);
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
