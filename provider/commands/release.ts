import { messageOf, Refusal } from "../core/api/errors";
import { type Account, accountOptions, accountsOf, readable, withoutRegion } from "./accounts";
import { all, type Command, type Given, type Io, isSet, one } from "./command";
import { ignoreOptions, readIgnored } from "./coverage/ignore";
import { judge } from "./coverage/judge";
import { look } from "./coverage/look";
import { stateOptions } from "./coverage/states";
import { apply, countsOf } from "./release/apply";
import { type Plan, type PlanRow, planOf, readPlan, staleness } from "./release/plan";
import { Result } from "./release/result";

/** Ends what accounts are billed for and no state has: a plan first, then what a reviewer chose in it. */
export const release: Command = {
  name: "release",
  doc: "end paid IPv6 addresses that are in no state: --plan lists them, --apply ends what you chose in the plan",
  options: {
    plan: { type: "string", value: "FILE", doc: "write what no state has, for review; only reads are sent" },
    apply: {
      type: "string",
      value: "PLAN",
      doc: 'end the rows of a plan with "release": true, and those given with --id',
    },
    id: { type: "string", multiple: true, value: "ID", doc: "with --apply: end this row of the plan; repeatable" },
    result: { type: "string", value: "FILE", doc: "with --apply: what became of each row; default: PLAN.result.json" },
    force: { type: "boolean", doc: "with --apply: a plan more than a day old, too" },
    ...stateOptions,
    ...ignoreOptions,
    ...accountOptions,
    json: { type: "boolean", doc: "the plan, or the result, as JSON" },
  },
  note: [
    "--states or --backend is required with both: what a state has is never released. --apply reads clouds and states",
    "again, takes the accounts from the plan, and refuses each row that a state has, that changed, or that is in use",
    "since; then dry runs where the cloud has them, then the releases. What a controller or another product manages is",
    "never listed. After Ctrl-C, or a kill, the result says what was done: run the same command again.",
    "Exit codes: 0; 1 if a row was refused or failed; 2 for a wrong command line or plan; 130 for Ctrl-C.",
  ].join("\n"),

  async check(given, io) {
    const [planned, applied] = [one(given, "plan"), one(given, "apply")];
    const only = (option: string, with_: string) => `--${option}: only with --${with_}`;
    const strangers = applied === undefined ? ["id", "result", "force"] : Object.keys(accountOptions);
    const problems = [
      ...((planned === undefined) === (applied === undefined)
        ? ["--plan FILE or --apply PLAN: exactly one of them is required"]
        : []),
      ...(all(given, "states").length === 0 && !isSet(given, "backend")
        ? [
            "--states FOLDER or --backend is required: what a state has is never released, so all states must be read. For a folder: pulumi stack export --stack STACK --file FOLDER/STACK.json for each stack, and the Terraform states",
          ]
        : []),
      ...strangers
        .filter((name) => given[name] !== undefined)
        .map((name) => only(name, applied === undefined ? "apply" : "plan")),
    ];
    if (problems.length > 0) return problems;
    if (applied !== undefined) return problemsOfPlan(applied, given, io);
    const accounts = await accountsOf(given, io);
    return [...accounts.problems, ...withoutRegion(accounts)];
  },

  async run(given, io) {
    const [planned, applied] = [one(given, "plan"), one(given, "apply")];
    if (planned !== undefined) return makePlan(planned, given, io);
    if (applied !== undefined) return applyPlan(applied, given, io);
  },
};

async function problemsOfPlan(path: string, given: Given, io: Io): Promise<readonly string[]> {
  let plan: Plan;
  try {
    plan = await readPlan(path, io);
  } catch (error) {
    return [messageOf(error)];
  }
  const stale = isSet(given, "force") ? undefined : staleness(plan, io.runtime.clock.now());
  const unknown = all(given, "id").filter((id) => !plan.rows.some((row) => row.id === id));
  const accounts = await accountsOf(plan.options, io);
  return [
    ...(stale ? [`--apply ${path}: ${stale}`] : []),
    ...unknown.map((id) => `--id: ${id} is no row of ${path}`),
    ...(chosenIn(plan, given).length === 0 && unknown.length === 0
      ? [`--apply ${path}: no row has "release": true, and no --id is given, so there is nothing to release`]
      : []),
    ...accounts.problems,
  ];
}

function chosenIn(plan: Plan, given: Given): PlanRow[] {
  return plan.rows.filter((row) => row.release || all(given, "id").includes(row.id));
}

async function makePlan(path: string, given: Given, io: Io): Promise<void> {
  const old = await readPlan(path, io).catch(() => undefined);
  const marked = old?.rows.filter((row) => row.release).length ?? 0;
  if (marked > 0)
    throw new Refusal(`--plan ${path}: is a plan with ${marked} rows marked for release; choose another file`);
  const ignored = await readIgnored(given, io);
  const accounts = await readable(given, io);
  const { estate, states } = await look(given, io, accounts);
  if (states.unread.length > 0)
    throw new Refusal(
      `no plan while a state cannot be read, because what it has must not end: ${states.unread.join("; ")}`,
    );
  const plan = planOf(
    judge(estate, states, ignored),
    estate,
    states,
    optionsOf(given, accounts),
    io.runtime.clock.now(),
  );
  io.write(path, `${JSON.stringify(plan, null, 2)}\n`);
  for (const line of estate.unread) io.say(line);
  for (const stack of states.busy) io.say(`${stack} has an update under way; --apply is refused until it has ended`);
  for (const line of ignored.unused()) io.say(`--ignore ${line}: names nothing`);
  for (const file of states.skipped) io.say(`${file} is no state, and was passed over`);
  io.out(isSet(given, "json") ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan, path));
}

/** The accounts that were read, so that --apply needs no other options. */
function optionsOf(given: Given, accounts: readonly Account[]): Plan["options"] {
  const options = Object.keys(accountOptions).map((name) => [name, [...all(given, name)]] as const);
  const cloud = [...new Set(accounts.map((account) => account.cloud.name))];
  const regions = accounts.flatMap((account) =>
    account.regions.flatMap((region) => (region === undefined ? [] : [`${account.cloud.name}:${region}`])),
  );
  return { ...Object.fromEntries(options), cloud, region: [...new Set(regions)] };
}

function planText({ rows, leftOut, states }: Plan, path: string): string {
  const lines = [
    `${rows.length} in none of ${states.length} state${states.length === 1 ? "" : "s"}:`,
    ...rows.map(
      ({ id, address, cloud, region, price, reason }) =>
        `  ${id}  ${address}  ${cloud} ${region}  ${price.text}  ${reason}`,
    ),
    ...(leftOut.length > 0
      ? ["", `Left out (${leftOut.length})`, ...leftOut.map(({ id, why }) => `  ${id}: ${why}`)]
      : []),
    "",
    `Wrote ${path}. Nothing was released. Review it, set "release": true in each row that may end, then run`,
    `pulumi-ipv6 release --apply ${path} with the same --states or --backend.`,
  ];
  return `${lines.join("\n")}\n`;
}

async function applyPlan(path: string, given: Given, io: Io): Promise<void> {
  const plan = await readPlan(path, io);
  const file = one(given, "result") ?? `${path}.result.json`;
  const result = await Result.open(file, path, plan, io);
  const lines = await apply(plan, chosenIn(plan, given), given, io, result);
  const listed = lines.map(
    ({ id, address, outcome, price, why }) => `  ${id}  ${address}  ${price}  ${outcome}${why ? `: ${why}` : ""}`,
  );
  io.out(
    isSet(given, "json")
      ? `${JSON.stringify(lines, null, 2)}\n`
      : `${[...listed, `${countsOf(lines)}. Wrote ${file}`].join("\n")}\n`,
  );
  const bad = lines.filter(({ outcome }) => outcome !== "released" && outcome !== "gone");
  if (bad.length > 0) throw new Refusal(`${bad.length} of ${lines.length} chosen rows were not released`);
}
