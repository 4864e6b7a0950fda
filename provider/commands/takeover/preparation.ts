import { basename } from "node:path";
import { messageOf, Refusal } from "../../core/api/errors";
import { type Account, accountsOf, clouds, withAllRegions, withoutRegion } from "../accounts";
import { all, type Given, type Io, isSet, one } from "../command";
import { ownVersion } from "../files";
import { ownIn } from "./back";
import { LANGUAGES } from "./languages";
import { cloudOf, type Mapped, mapped } from "./mapping";
import { type Held, jsonOf, LARGEST, type OldSide, regionsIn } from "./old-side";
import { readPulumi, type StackResource, stackResources } from "./pulumi";
import { readTerraform } from "./terraform";

/** A file of the old side. */
interface Source {
  readonly from: string;
  readonly side: OldSide;
  readonly mapped: Mapped;
  /** Of a Pulumi stack. */
  readonly stack?: readonly StackResource[] | undefined;
}

/** Everything that is known before the first call. */
export interface Preparation {
  readonly source: Source | undefined;
  readonly accounts: readonly Account[];
  readonly regionsOf: (account: Account, held: Held) => readonly (string | undefined)[];
  readonly language: string;
  readonly folder: string;
  readonly project: string;
  readonly version: string;
}
export type Prepared =
  | Preparation
  /** Mistakes in the options, the settings or the file. */
  | { readonly problems: readonly string[] }
  /** All of these are right, and the file has nothing to take. */
  | { readonly nothing: string };

/** Standard input can be read only once. */
const preparations = new WeakMap<Given, Promise<Prepared>>();

/** Reads the options and the file, and finds all mistakes in them. Makes no call. */
export function preparation(given: Given, io: Io): Promise<Prepared> {
  const prepared = preparations.get(given) ?? prepare(given, io);
  preparations.set(given, prepared);
  return prepared;
}

async function prepare(given: Given, io: Io): Promise<Prepared> {
  const problems: string[] = [];
  const language = one(given, "language") ?? "typescript";
  const known = Object.keys(LANGUAGES);
  if (!known.includes(language)) problems.push(`--language: one of ${known.join(", ")}; got ${language}`);
  const folder = one(given, "out") ?? "";
  if (folder === "") problems.push("--out: is required: the folder for the files");
  else problems.push(...(await occupied(folder, io)));
  const project = one(given, "project") ?? projectOf(folder);
  if (!/^[\w.-]{1,100}$/.test(project))
    problems.push(`--project: must be 1 to 100 letters, digits, _, - or .; got "${project}"`);
  const path = one(given, "state");
  const back = isSet(given, "back");
  if (back && path === undefined) problems.push("FILE: is required with --back: what pulumi stack export wrote");
  const source = path === undefined ? undefined : await sourceOf(path, io).catch((error: unknown) => messageOf(error));
  if (typeof source === "string") return { problems: [...problems, ...source.split("\n")] };
  const of = { language, folder, project, version: (await ownVersion(io.runtime)) ?? "0.0.0" };
  if (back) return { ...(await forBack(given, io, source, problems)), ...of };
  if (!source) {
    const found = await accountsOf(given, io);
    problems.push(...found.problems, ...withoutRegion(found));
    if (problems.length > 0) return { problems };
    return { source, accounts: await withAllRegions(found.accounts, io), regionsOf: () => [], ...of };
  }
  const wanted = source.mapped.wanted.filter(({ cloud }) => isChosen(given, cloud.name));
  if (wanted.length === 0) return problems.length > 0 ? { problems } : { nothing: `${source.from}: ${noneIn(source)}` };
  const found = await accountsOf({ ...given, cloud: [...new Set(wanted.map(({ cloud }) => cloud.name))] }, io);
  const { held, regions } = source.side;
  const regionsOf = (account: Account, each: Held) => regionsFor(given, account, each, held, regions);
  const lost = found.accounts.filter((account) =>
    wanted.some(({ cloud, held: each }) => cloud === account.cloud && regionsOf(account, each).length === 0),
  );
  const unsaid = [...new Set(lost.map(({ cloud }) => cloud.title))].map(
    (title) => `--region: say in which regions of ${title} to look: the file does not tell`,
  );
  problems.push(...found.problems, ...unsaid);
  if (problems.length > 0) return { problems };
  const chosen = { ...source, mapped: { ...source.mapped, wanted } };
  return { source: chosen, accounts: await withAllRegions(found.accounts, io), regionsOf, ...of };
}

/** Without credentials, too: then what only the cloud knows is left open. */
async function forBack(given: Given, io: Io, source: Source | undefined, problems: string[]) {
  const own = ownIn(source?.stack ?? []);
  const what = `${source?.from}: has no resources of this provider; --back takes what pulumi stack export wrote`;
  if (source && !source.stack) problems.push(what);
  if (problems.length > 0) return { problems };
  if (own.length === 0) return { nothing: what };
  const names = [...new Set(own.map(({ cloud }) => cloud.name))].filter((name) => isChosen(given, name));
  const { accounts } = await accountsOf({ ...given, cloud: names }, io);
  return { source, accounts, regionsOf: () => [] };
}

function isChosen(given: Given, cloud: string): boolean {
  const chosen = all(given, "cloud");
  return chosen.length === 0 || chosen.includes(cloud);
}

async function sourceOf(path: string, io: Io): Promise<Source> {
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
  return { side, mapped: mapped(side), from, stack };
}

function noneIn({ mapped: { left: all } }: Source): string {
  const types = clouds.flatMap(({ peers }) => peers.types.map(({ type }) => type));
  const left = all.map(({ at, why }) => `\n  ${at}: ${why}`);
  return left.length > 0 ? `nothing in it can be taken:${left.join("")}` : `it has none of ${types.join(", ")}`;
}

/** The files that would be overwritten. */
async function occupied(folder: string, io: Io): Promise<string[]> {
  const there = await io.list(folder).catch(() => []);
  const ours = [
    "import.json",
    "import.tf",
    "report.md",
    "removed.tf",
    "forget.sh",
    "Pulumi.yaml",
    "index.ts",
    "__main__.py",
    "main.go",
    ...["package.json", "tsconfig.json", "requirements.txt", "go.mod"],
  ];
  const taken = there.map((path) => basename(path)).filter((name) => ours.includes(name));
  return taken.length > 0 ? [`--out: ${folder} already has ${taken.join(", ")}; choose a new folder`] : [];
}

function projectOf(folder: string): string {
  const name = basename(folder)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
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
  return [
    ...new Set([...account.regions, ...configured, ...beside.flatMap(({ attributes }) => regionsIn(attributes))]),
  ];
}
