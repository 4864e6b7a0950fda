import { Refusal } from "../core/api/errors";
import { CancelledError } from "../core/context";
import { ALL, accountOptions, type Candidate, candidatesOf, clouds } from "./accounts";
import { all, type Command, type Given, type Io, isSet, one } from "./command";
import { type Judged, judge } from "./doctor/account";
import { countOf, type Group, jsonOf, textOf } from "./doctor/checks";
import { machineChecks } from "./doctor/machine";
import { EVERYTHING, readStack, type Wanted } from "./doctor/stack";

/** Says what is wrong with this machine and these accounts before a run does. Sends reads and dry runs only. */
export const doctor: Command = {
  name: "doctor",
  doc: "check this machine, the settings, credentials, network, permissions and quotas, and say what to mend",
  options: {
    ...accountOptions,
    stack: { type: "string", value: "NAME", doc: "check what this stack needs: its settings, resources and regions" },
    cwd: { type: "string", value: "DIR", doc: "folder of the program; default: here" },
    offline: { type: "boolean", doc: "do not ask npm for the newest version" },
    json: { type: "boolean", doc: "write the result as JSON" },
  },
  note: "Exit code 1 if any line is a failure. Nothing is ordered, changed or released; no secret is printed.",

  check: (given, io) => [
    ...candidatesOf(given, io).problems,
    ...(all(given, "region").some((region) => region.split(":").at(-1) === ALL)
      ? [`--region: name the regions to check; "${ALL}" is for commands that list objects`]
      : []),
  ],

  async run(given, io) {
    const [stack, cwd] = [one(given, "stack"), one(given, "cwd") ?? "."];
    if (stack !== undefined) io.progress(`Reading the stack ${stack}`);
    const names = clouds.map(({ name }) => name);
    const read = stack === undefined ? EVERYTHING : await readStack(io, stack, cwd, names);
    const chosen = read.wanted.flatMap((wanted) => candidatesFor(wanted, given, io));
    let left = chosen.length;
    io.progress(`Checking ${chosen.map(({ candidate }) => candidate.label).join(", ")}`);
    const work = Promise.all([
      machineChecks(io, cwd, read, isSet(given, "offline")),
      Promise.all(
        chosen.map(async ({ candidate, wanted }) => {
          const group = await judge(io, candidate, wanted);
          left--;
          io.progress(`${candidate.label} is checked; ${left} left`);
          return group;
        }),
      ),
    ]);
    const [machine, accounts] = await unlessAborted(work, io.signal);
    const groups: Group[] = [
      { title: "This machine", checks: machine },
      ...(stack === undefined ? [] : [{ title: `Stack ${stack}`, checks: read.checks }]),
      ...withoutAny(accounts),
    ];
    io.out(isSet(given, "json") ? jsonOf(groups) : textOf(groups, io.colour, io.columns));
    const failures = countOf(groups, "failure");
    if (failures > 0)
      throw new Refusal(`${failures} ${failures === 1 ? "check" : "checks"} failed; the lines say what to do`);
  },
};

/** The accounts to check for a part of a stack: those of its clouds, and those that options choose. */
function candidatesFor(wanted: Wanted, given: Given, io: Io): { candidate: Candidate; wanted: Wanted }[] {
  const { configured, provider, resources } = wanted;
  const isWanted = ({ cloud, isChosen }: Candidate) =>
    resources.has(cloud.name) || (provider === undefined && (isChosen || resources.size === 0));
  const { candidates } = candidatesOf(given, io, configured);
  return candidates.filter(isWanted).map((candidate) => {
    const label = provider === undefined ? candidate.label : `${candidate.label}, provider ${provider}`;
    return { candidate: { ...candidate, label }, wanted };
  });
}

/** Calls for credentials and to endpoints have limits of their own, and are not waited for after Ctrl-C. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new CancelledError("stopped"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, stopped]);
}

/** If no cloud at all has credentials, that is the mistake. */
function withoutAny(accounts: readonly Judged[]): readonly Judged[] {
  if (accounts.length === 0 || accounts.some(({ unused }) => !unused)) return accounts;
  return accounts.map(({ checks, ...group }) => ({
    ...group,
    checks: checks.map((check) => ({
      ...check,
      mark: "failure" as const,
      text: "none found, for any cloud",
      mend: `Choose one with --cloud ${group.cloud} to see where they were looked for; docs/credentials.md.`,
    })),
  }));
}
