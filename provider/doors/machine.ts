import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import type { Machine } from "../core/context";

/** Files that a user does not have, in the sense of Node's errors. */
const ABSENT: readonly unknown[] = ["ENOENT", "ENOTDIR"];

/** Milliseconds until a request that its own limit did not end is ended. */
const GRACE = 1_000;

/** This machine's files and network. The HTTP package is loaded with the first request. */
export function localMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  return {
    home: environment.HOME || homedir(),

    async readText(path) {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (ABSENT.includes(code)) return undefined;
        throw new Error(`${path} cannot be read (${code ?? "unknown reason"})`);
      }
    },

    async request({ method, url, headers = {}, body, timeout, local }) {
      const { default: axios } = await import("axios");
      const { status, data } = await axios.request<string>({
        ...{ method, url, headers, data: body, timeout, signal: AbortSignal.timeout(timeout + GRACE) },
        ...{ responseType: "text", transformResponse: (text: string) => text, validateStatus: () => true },
        maxRedirects: 0,
        ...(local && { proxy: false }),
      });
      return { status, text: String(data ?? "") };
    },
  };
}
