import { messageOf } from "../../core/api/errors";
import type { Io, Ran } from "../command";

/** Runs a program. @returns undefined if there is none, or it cannot be started */
export async function tried(io: Io, program: string, args: readonly string[]): Promise<Ran | undefined> {
  try {
    return await io.exec(program, args);
  } catch (error) {
    io.signal.throwIfAborted();
    return { out: "", err: messageOf(error), code: 1 };
  }
}

/** The first line that a failed program wrote. */
export function firstLine({ err, out, code }: Ran): string {
  const line = `${err}\n${out}`.split("\n").find((each) => each.trim());
  return line?.trim().slice(0, 300) ?? `exit code ${code}`;
}
