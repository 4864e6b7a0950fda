// Does a preview say what the run then does? Asked of every `up` of the engine suite by `make agree`.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CliResult, EngineEvent, Looked, UpOptions } from "./harness-types";

/** What was done, or would be, with each of our resources. */
function stepsIn(file: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  rmSync(file);
  return lines
    .flatMap((line) => (JSON.parse(line) as EngineEvent).resourcePreEvent?.metadata ?? [])
    .filter(({ urn, op }) => isOurs(urn) && !/^(same|refresh|read)$/.test(op))
    .map(({ urn, op }) => `${op} ${urn.split("::").at(-1)}`)
    .sort();
}

const isOurs = (urn: string) => /ipv6[:/]/.test(urn) && !urn.includes("::pulumi:");

/** Runs a preview, then the `up`, and holds the one that succeeds to what the other said. */
export async function agreeing(
  stack: Looked,
  { args = [], env = {}, alone = false, mayFail = false }: UpOptions,
  run: (flags: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CliResult>,
): Promise<CliResult> {
  // A reviewed plan was made by a preview, and is no flag of one. Of a run that fails there is nothing to compare.
  if (alone || mayFail || args.includes("--plan")) return run([]);
  const file = join(stack.dir, ".events.json");
  const logged = ["--event-log", file];
  // The flag is there for whoever drives the command line, and hidden from others.
  const driven = { ...env, PULUMI_DEBUG_COMMANDS: "true" };
  const flags = args.filter((flag) => flag !== "--continue-on-error");
  const preview = await stack.preview({ args: [...flags, ...logged], env: driven, mayFail: true });
  const said = stepsIn(file);
  const result = await run(logged, driven);
  const did = stepsIn(file);
  const refused = preview.code === 0 ? "" : preview.stdout + preview.stderr;
  expect({ refused, steps: said }).toEqual({ refused: "", steps: did });
  return result;
}
