// `pulumi-ipv6 takeover` of one file, as its command line gives it, against a simulator.
import { takeover } from "../../provider/commands/takeover";
import type { Report } from "../../provider/commands/takeover/report";
import type { Simulator } from "../../simulator";
import { runCommand, type Told } from "./command-harness";

export interface Taken extends Told {
  readonly report: Report;
  /** A file that it wrote; empty if it did not. */
  readonly text: (name: string) => string;
  /** Ids of what is taken, with the resource. */
  readonly ids: readonly string[];
  /** Why objects are not taken, by where the old side has them. */
  readonly why: Readonly<Record<string, string>>;
}

export function environmentOf(simulator: Simulator): Record<string, string> {
  return Object.assign({}, ...Object.values(simulator.environment()));
}

/** @param file the text of the file; undefined: the clouds themselves */
export async function take(
  simulator: Simulator,
  file: string | Uint8Array | undefined,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string | undefined>> = environmentOf(simulator),
): Promise<Taken> {
  const path = file === undefined ? [] : ["state.json"];
  const told = await runCommand(takeover, [...path, "--out", "new", "--json", ...args], {
    environment,
    files: file === undefined ? {} : { "state.json": file },
  });
  const report = (told.out.startsWith("{") ? JSON.parse(told.out) : { taken: [], notTaken: [] }) as Report;
  const { taken = [], notTaken = [] } = report;
  return {
    ...{ ...told, report, text: (name: string) => told.files.get(`new/${name}`) ?? "" },
    ids: taken.map(({ type, id }) => `${type.replace(/^ipv6:\w+:/, "")} ${id}`).sort(),
    why: Object.fromEntries(notTaken.map(({ at, why }) => [at, why])),
  };
}
