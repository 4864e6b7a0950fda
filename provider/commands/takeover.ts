import { basename, dirname, join } from "node:path";
import { messageOf, Refusal } from "../core/api/errors";
import { type Account, accountOptions, accountsOf, clouds, withoutRegion } from "./accounts";
import { all, type Command, type Given, type Io, isSet, one } from "./command";
import { importFile } from "./takeover/import-file";
import { LANGUAGES } from "./takeover/languages";
import { dependentsOf, type Leaving, leavingOf } from "./takeover/leaving";
import { listed } from "./takeover/listing";
import { cloudOf, type Mapped, mapped } from "./takeover/mapping";
import { type Held, jsonOf, LARGEST, type OldSide, regionsIn } from "./takeover/old-side";
import { type Plan, planOf } from "./takeover/plan";
import { readPulumi, stackResources } from "./takeover/pulumi";
import { type Found, Reading } from "./takeover/reading";
import { markdownOf, type Report, takenRows } from "./takeover/report";
import { nextSteps, summaryOf } from "./takeover/steps";
import { readTerraform } from "./takeover/terraform";

/** Takes resources of other tools over, or what no tool has. Makes read calls only. */
export const takeover: Command = {
  name: "takeover",
  doc: "write a program and an import file for IPv6 that Terraform, a bridged Pulumi package or nobody manages yet",
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
    components: { type: "boolean", doc: "make one PublicIpv6 of an address on a network interface and its bandwidth" },
    project: { type: "string", value: "NAME", doc: "name of the new Pulumi project; default: that of the folder" },
    json: { type: "boolean", doc: "print the report as JSON" },
    ...accountOptions,
  },
  note: "The file's objects are looked for in the regions of --region, else of the setting and of the file. Only reads are sent. Files are written at the end, all or none.",

  async check(given, io) {
    const prepared = await prepare(given, io);
    preparations.set(given, prepared);
    return "problems" in prepared ? prepared.problems : [];
  },

  async run(given, io) {
    const prepared = preparations.get(given) ?? (await prepare(given, io));
    if ("problems" in prepared) throw new Refusal(prepared.problems.join("\n"));
    const { source, accounts, regionsOf, language, folder, version, project } = prepared;
    const reading = new Reading(io, accounts, regionsOf);
    const { taken, left } = source ? await reading.find(source.mapped.wanted) : await listAndRead(accounts, reading, io);
    io.progress("");
    const notTaken = [...(source?.mapped.left ?? []), ...left];
    if (taken.length === 0) {
      const why = notTaken.map(({ at, why }) => `  ${at}: ${why}`);
      throw new Refusal([`nothing can be taken${why.length > 0 ? ":" : ""}`, ...why].join("\n"));
    }
    const plan = planOf(taken, isSet(given, "components"));
    const from = taken.flatMap((each) => each.from);
    const leaving: Leaving = source ? leavingOf(source.side, from) : { commands: [], ignored: [] };
    const files = new Map([
      ...(LANGUAGES[language]?.({ name: project, version, nodes: plan.nodes }) ?? []),
      ["import.json", importFile(plan, language === "yaml" ? undefined : version)] as const,
      ...(leaving.file ? [[leaving.file.name, leaving.file.text] as const] : []),
    ]);
    const report = reportOf(prepared, plan, notTaken, leaving, [...files.keys(), "report.md"]);
    files.set("report.md", markdownOf(report));
    for (const [name, text] of files) io.write(join(folder, name), text);
    io.out(isSet(given, "json") ? `${JSON.stringify(report, null, 2)}\n` : summaryOf(report));
  },
};

/** Everything that is known before the first call. */
interface Prepared {
  readonly source: { readonly side: OldSide; readonly mapped: Mapped; readonly from: string } | undefined;
  readonly accounts: readonly Account[];
  readonly regionsOf: (account: Account, held: Held) => readonly (string | undefined)[];
  readonly language: string;
  readonly folder: string;
  readonly project: string;
  readonly version: string;
}
/** Standard input can be read only once. */
const preparations = new WeakMap<Given, Prepared | { problems: readonly string[] }>();

async function prepare(given: Given, io: Io): Promise<Prepared | { problems: readonly string[] }> {
  const problems: string[] = [];
  const language = one(given, "language") ?? "typescript";
  const known = Object.keys(LANGUAGES);
  if (!known.includes(language)) problems.push(`--language: one of ${known.join(", ")}; got ${language}`);
  const folder = one(given, "out");
  if (folder === undefined) problems.push("--out: is required: the folder for the files");
  else problems.push(...(await occupied(folder, io)));
  const project = one(given, "project") ?? (folder === undefined ? "" : projectOf(folder));
  if (!/^[\w.-]{1,100}$/.test(project) && folder !== undefined)
    problems.push(`--project: must be 1 to 100 letters, digits, _, - or .; got "${project}"`);

  const path = one(given, "state");
  const source = path === undefined ? undefined : await sourceOf(path, io).catch((error: unknown) => {
    problems.push(...messageOf(error).split("\n"));
    return null;
  });
  if (source === null) return { problems };
  const involved = source && [...new Set(source.mapped.wanted.map(({ cloud }) => cloud.name))];
  const chosen = all(given, "cloud");
  const wanted = involved?.filter((name) => chosen.length === 0 || chosen.includes(name));
  if (involved && wanted?.length === 0) {
    const why = involved.length > 0 ? `it has none of ${chosen.join(", ")}` : noneIn(source);
    return { problems: [...problems, `${source?.from}: ${why}`] };
  }
  const found = await accountsOf(wanted ? { ...given, cloud: wanted } : given, io);
  problems.push(...found.problems);
  const held = source?.side.held ?? [];
  const regionsOf = (account: Account, each: Held) => regionsFor(given, account, each, held, source?.side.regions ?? []);
  if (source) {
    const lost = found.accounts.filter((account) =>
      source.mapped.wanted.some(({ cloud, held: each }) => cloud === account.cloud && regionsOf(account, each).length === 0),
    );
    for (const title of new Set(lost.map(({ cloud }) => cloud.title)))
      problems.push(`--region: say in which regions of ${title} to look: the file does not tell`);
  } else problems.push(...withoutRegion(found));
  if (problems.length > 0 || folder === undefined) return { problems };
  const only = source && { ...source, mapped: { ...source.mapped, wanted: source.mapped.wanted.filter(({ cloud }) => wanted?.includes(cloud.name)) } };
  return { source: only, accounts: found.accounts, regionsOf, language, folder, project, version: await ownVersion(io) };
}

async function sourceOf(path: string, io: Io) {
  const from = path === "-" ? "standard input" : path;
  const bytes = await io.read(path, LARGEST).catch((error: unknown) => {
    throw new Refusal(`${from}: cannot be read: ${messageOf(error)}`);
  });
  const file = jsonOf(bytes, from);
  const stack = stackResources(file, from);
  const side = stack ? readPulumi(stack) : readTerraform(file, from);
  if (!side) {
    const kinds = "a Terraform state, the output of terraform show -json, or of pulumi stack export";
    throw new Refusal(`${from}: must be ${kinds}`);
  }
  return { side, mapped: mapped(side), from };
}

function noneIn(source: { readonly mapped: Mapped } | undefined): string {
  const types = clouds.flatMap(({ peers }) => peers.types.map(({ type }) => type));
  const left = source?.mapped.left.map(({ at, why }) => `\n  ${at}: ${why}`) ?? [];
  return left.length > 0 ? `nothing in it can be taken:${left.join("")}` : `it has none of ${types.join(", ")}`;
}

/** The files that would be overwritten. */
async function occupied(folder: string, io: Io): Promise<string[]> {
  const there = await io.list(folder).catch(() => []);
  const ours = ["import.json", "report.md", "removed.tf", "forget.sh", "Pulumi.yaml", "index.ts", "__main__.py", "main.go"];
  const taken = there.map((path) => basename(path)).filter((name) => ours.includes(name));
  return taken.length > 0 ? [`--out: ${folder} already has ${taken.join(", ")}; choose a new folder`] : [];
}

function projectOf(folder: string): string {
  const name = basename(folder).replace(/[^\w.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return name || "takeover";
}

/** The likeliest first: what the object's provider is configured for, then the options, then what the file mentions. */
function regionsFor(
  given: Given,
  account: Account,
  held: Held,
  others: readonly Held[],
  configured: readonly string[],
): readonly (string | undefined)[] {
  if (account.cloud.regionless) return [undefined];
  if (held.region !== undefined) return [held.region];
  const wished = all(given, "region");
  const isWished = (region = "") => wished.includes(region) || wished.includes(`${account.cloud.name}:${region}`);
  if (account.regions.some(isWished)) return account.regions;
  const beside = others.filter(({ type }) => cloudOf(type) === account.cloud);
  return [...new Set([...account.regions, ...configured, ...beside.flatMap(({ attributes }) => regionsIn(attributes))])];
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
  { source, language, folder }: Prepared,
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

/** Of this package, some folders above this file. */
async function ownVersion({ runtime }: Io): Promise<string> {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const text = await runtime.machine?.readText(join(folder, "package.json")).catch(() => undefined);
    const { name, version } = text ? (JSON.parse(text) as { name?: string; version?: string }) : {};
    if (name === "pulumi-ipv6" && version) return version;
  }
  return "0.0.0";
}
