// Does a preview say what the run then does? Asked of every `up` of the engine suite by `make agree`.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./harness";
import type { CliResult, EngineEvent, Preview, UpOptions } from "./harness-types";

type Step = { readonly urn: string; readonly op: string };

/** What is done with each of our resources. What stays as it is has no step in a preview. */
function stepsOf(steps: readonly Step[]): string[] {
  const ours = steps.filter(({ urn, op }) => /ipv6[:/]/.test(urn) && !/^(same|refresh|read)$/.test(op));
  return ours.map(({ urn, op }) => `${op} ${urn.split("::").at(-1)}`).sort();
}

/** Runs a preview, then the `up`, and holds the one that succeeds to what the other said. */
export async function agreeing(
  stack: Workspace,
  { args = [], env = {} }: UpOptions,
  run: (flags: readonly string[]) => Promise<CliResult>,
): Promise<CliResult> {
  // A reviewed plan was made by a preview, and is no flag of one.
  if (args.includes("--plan")) return run([]);
  const options = { args: args.filter((flag) => flag !== "--continue-on-error"), env, mayFail: true };
  const preview: Preview & { readonly code: number | null } = await stack.previewJson(options);
  const file = join(stack.dir, ".events.json");
  const result = await run(["--event-log", file]);
  const events = readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EngineEvent);
  rmSync(file);
  if (result.code !== 0) return result;
  const did = stepsOf(events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : [])));
  const said = stepsOf(preview.steps ?? []);
  const refused = preview.code === 0 ? "" : JSON.stringify(preview.diagnostics);
  expect({ refused, steps: said }).toEqual({ refused: "", steps: did });
  return result;
}
