import { join } from "node:path";
import { Refusal } from "../core/api/errors";
import { type Account, accountOptions } from "./accounts";
import { type Command, type Io, isSet } from "./command";
import { givenBack } from "./takeover/back";
import { type BackReport, backMarkdown, backSteps, backSummary } from "./takeover/back-report";
import { importFile } from "./takeover/import-file";
import { LANGUAGES } from "./takeover/languages";
import { dependentsOf, type Leaving, leavingOf } from "./takeover/leaving";
import { listed } from "./takeover/listing";
import { type Plan, planOf } from "./takeover/plan";
import { type Preparation, preparation } from "./takeover/preparation";
import { type Found, Reading } from "./takeover/reading";
import { markdownOf, type Report, takenRows } from "./takeover/report";
import { nextSteps, summaryOf } from "./takeover/steps";

/** Takes resources of other tools over, or what no tool has. Makes read calls only. */
export const takeover: Command = {
  name: "takeover",
  doc: "write a program and an import file for IPv6 that Terraform or a bridged Pulumi package manages, or nothing yet",
  operand: {
    name: "state",
    value: "FILE",
    doc: "Terraform state, terraform show -json or pulumi stack export; - for standard input; default: the clouds themselves",
  },
  options: {
    out: { type: "string", value: "DIR", doc: "folder for the files; must have none of their names yet; required" },
    language: {
      type: "string",
      value: "LANGUAGE",
      doc: `language of the program: ${Object.keys(LANGUAGES).join(", ")}; default: typescript`,
    },
    back: {
      type: "boolean",
      doc: "the other way: import blocks and configuration for Terraform, of what a stack of this provider holds",
    },
    components: { type: "boolean", doc: "make one PublicIpv6 of an address on a network interface and its bandwidth" },
    project: { type: "string", value: "NAME", doc: "name of the new Pulumi project; default: that of the folder" },
    json: { type: "boolean", doc: "print the report as JSON" },
    ...accountOptions,
  },
  note: "The file's objects are looked for in the regions of --region, else of the setting and of the file. Only reads are sent, and the files are written at the end.",

  async check(given, io) {
    const prepared = await preparation(given, io);
    return "problems" in prepared ? prepared.problems : [];
  },

  async run(given, io) {
    const prepared = await preparation(given, io);
    if ("problems" in prepared) throw new Refusal(prepared.problems.join("\n"));
    if ("nothing" in prepared) throw new Refusal(prepared.nothing);
    const { files, report, summary } = isSet(given, "back")
      ? await backResult(prepared, io)
      : await result(prepared, isSet(given, "components"), io);
    for (const [name, text] of files) io.write(join(prepared.folder, name), text);
    io.out(isSet(given, "json") ? `${JSON.stringify(report, null, 2)}\n` : summary);
  },
};

interface Result {
  readonly files: ReadonlyMap<string, string>;
  readonly report: unknown;
  readonly summary: string;
}

async function result(prepared: Preparation, components: boolean, io: Io): Promise<Result> {
  const { source, accounts, regionsOf, language, version, project } = prepared;
  const reading = new Reading(io, accounts, regionsOf);
  const { taken, left } = source ? await reading.find(source.mapped.wanted) : await listAndRead(accounts, reading, io);
  io.progress("");
  const notTaken = [...(source?.mapped.left ?? []), ...left];
  if (taken.length === 0) throw nothing("taken", notTaken);
  const plan = planOf(taken, components);
  const from = taken.flatMap((each) => each.from);
  const leaving: Leaving = source ? leavingOf(source.side, from) : { commands: [], ignored: [] };
  const files = new Map([
    ...(LANGUAGES[language]?.({ name: project, version, nodes: plan.nodes }) ?? []),
    ["import.json", importFile(plan, language === "yaml" ? undefined : version)] as const,
    ...(leaving.file ? [[leaving.file.name, leaving.file.text] as const] : []),
  ]);
  const report = reportOf(prepared, plan, notTaken, leaving, [...files.keys(), "report.md"]);
  files.set("report.md", markdownOf(report));
  return { files, report, summary: summaryOf(report) };
}

async function backResult({ source, accounts, folder }: Preparation, io: Io): Promise<Result> {
  const { files, given, notGiven } = await givenBack(source?.stack ?? [], accounts, io);
  if (given.length === 0) throw nothing("given back", notGiven);
  const names = [...files.keys(), "report.md"];
  const report: BackReport = {
    from: source?.from ?? "",
    folder,
    given,
    notGiven,
    files: names,
    next: backSteps(names),
  };
  return { files: new Map([...files, ["report.md", backMarkdown(report)]]), report, summary: backSummary(report) };
}

function nothing(what: string, left: Report["notTaken"]): Refusal {
  const why = left.map(({ at, why: each }) => `  ${at}: ${each}`);
  return new Refusal([`nothing can be ${what}${why.length > 0 ? ":" : ""}`, ...why].join("\n"));
}

async function listAndRead(accounts: readonly Account[], reading: Reading, io: Io): Promise<Found> {
  const { candidates, left } = await listed(accounts, io);
  const read = await Promise.all(candidates.map((each) => reading.read(each)));
  const taken = read.filter((each) => typeof each === "object");
  const unread = read.flatMap((each, index) => {
    const { label = "", resource = "", idIn } = candidates[index] ?? {};
    return typeof each === "string" ? [{ at: label, type: resource, id: idIn?.(undefined) ?? "", why: each }] : [];
  });
  return { taken, left: [...left, ...unread] };
}

function reportOf(
  { source, language, folder }: Preparation,
  plan: Plan,
  notTaken: Report["notTaken"],
  leaving: Leaving,
  files: readonly string[],
): Report {
  const from = plan.nodes.flatMap(({ taken }) => taken.flatMap((each) => each.from));
  const report = {
    ...{ from: source?.from ?? null, language, folder, taken: takenRows(plan), notTaken },
    others: Object.fromEntries(source?.mapped.others ?? []),
    ...{ ignore: leaving.ignored, commands: leaving.commands, files },
  };
  const dependents = source ? dependentsOf(source.side, from) : [];
  return { ...report, next: nextSteps(report, source?.side.tool, dependents) };
}
