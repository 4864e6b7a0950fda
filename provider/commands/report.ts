import { basename, dirname } from "node:path";
import { messageOf, Refusal } from "../core/api/errors";
import { clouds } from "./accounts";
import { all, type Command, type Given, type Io, isSet, one } from "./command";
import { combined, nameOf, type Part, stacksLead, sumSections } from "./report/estate";
import { html } from "./report/html";
import { limitOf, overLimits } from "./report/limit";
import { markdown } from "./report/markdown";
import { todayText, totalsOf } from "./report/money";
import { type More, pageOf } from "./report/page";
import { planOf } from "./report/plan";
import { LARGEST, type Preview, readPreviews } from "./report/preview";
import { refusalsOf } from "./report/refusals";

/** Describes previews for review. Makes no call and reads no setting. */
export const report: Command = {
  name: "report",
  doc: "describe in Markdown, for a pull request, the IPv6 changes that `pulumi preview --json` plans, and their price",
  operand: {
    name: "preview",
    multiple: true,
    value: "FILE",
    doc: "output of `pulumi preview --json`, a stream of its events, or a folder of such files; - for standard input",
  },
  options: {
    html: { type: "string", value: "FILE", doc: "also write the report as one HTML page" },
    json: {
      type: "string",
      value: "FILE",
      doc: "also write a list for scripts: what happens to each resource (fate), and whether a paid object ends (endsPaid)",
    },
    "max-increase": {
      type: "string",
      multiple: true,
      value: "LIMIT",
      doc: "end with exit code 1 if the cost per month grows by more than 500USD, or 10%; repeatable",
    },
    out: { type: "string", value: "FILE", doc: "file to write the Markdown to; default: standard output" },
    tag: { type: "string", multiple: true, value: "KEY", doc: "sum up by these tags only; repeatable; default: all" },
    today: { type: "boolean", doc: "also say what the plan costs today; always with several previews" },
    "traffic-gb": {
      type: "string",
      value: "GB",
      doc: "gigabytes sent per month by each object billed by traffic; default: show only the price per GB",
    },
  },
  note: "With several previews: one report with sums by cloud, account and tag.",

  check(given) {
    const traffic = one(given, "traffic-gb");
    const limits = all(given, "max-increase").filter((text) => !limitOf(text));
    return [
      ...(one(given, "preview") === undefined ? ["FILE: is required: output of pulumi preview --json, or -"] : []),
      ...(traffic !== undefined && trafficOf(given) === undefined
        ? [`--traffic-gb: must be a number of gigabytes, at least 0; got ${traffic}`]
        : []),
      ...limits.map((text) => `--max-increase: must be an amount such as 500USD, or a share such as 10%; got ${text}`),
    ];
  },

  async run(given, io) {
    const traffic = trafficOf(given);
    const previews = await previewsOf(all(given, "preview"), io);
    const several = previews.length > 1;
    const parts = previews.map(({ preview, from }): Part => {
      const stack = nameOf(preview, from);
      const refusals = refusalsOf(preview, clouds).map((each) => (several ? { ...each, stack } : each));
      return { name: stack, plan: planOf(preview, traffic), refusals };
    });
    const [first] = parts;
    const plan = several || !first ? combined(parts) : first.plan;
    const refusals = parts.flatMap((part) => part.refusals);
    const refused = refusals.filter(({ mild }) => !mild);
    const limits = all(given, "max-increase").flatMap((text) => limitOf(text) ?? []);
    const over = overLimits(limits, totalsOf(plan.items), plan.kept);
    const more: More = {
      ...(over.length > 0 && { loud: over.map((text) => `Over the limit: ${text}.`) }),
      ...(several && { stacks: stacksLead(parts), sums: sumSections(plan.items, all(given, "tag")) }),
      ...((several || isSet(given, "today")) && { today: todayText(plan.items) }),
    };
    const page = pageOf(plan, refusals, clouds, traffic, more);
    const [out, web, json] = [one(given, "out"), one(given, "html"), one(given, "json")];
    const facts = plan.items.map(({ urn, fate, endsPaid }) => ({ urn, fate, endsPaid }));
    if (json !== undefined) io.write(json, JSON.stringify(facts));
    if (web !== undefined) io.write(web, html(page));
    if (out === undefined) io.out(markdown(page));
    else io.write(out, markdown(page));
    const { unknown, byTraffic } = totalsOf(plan.items);
    if (limits.length > 0 && unknown + byTraffic > 0)
      io.say(
        `pulumi-ipv6: --max-increase does not judge ${unknown + byTraffic} without a monthly amount (${unknown} unknown, ${byTraffic} billed by traffic)`,
      );
    for (const stack of twice(parts.map(({ name }) => name)))
      io.say(`pulumi-ipv6: ${stack} has several previews; what is in more than one counts each time`);
    const which = several ? "previews were" : "preview was";
    const failures = [
      ...(refused.length > 0 ? [`the ${which} refused (${refused.length}); the report says why`] : []),
      ...over,
    ];
    if (failures.length > 0) throw new Refusal(failures.join("; "));
  },
};

function trafficOf(given: Given): number | undefined {
  const text = one(given, "traffic-gb") ?? "";
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** The previews in all files. @throws Refusal with what is wrong with each */
async function previewsOf(
  operands: readonly string[],
  io: Io,
): Promise<{ readonly preview: Preview; readonly from: string }[]> {
  const paths = (await Promise.all(operands.map((operand) => filesOf(operand, io)))).flat();
  const problems: string[] = [];
  const previews: { readonly preview: Preview; readonly from: string }[] = [];
  for (const [index, path] of paths.entries()) {
    const from = path === "-" ? "standard input" : path;
    if (paths.length > 1) io.progress(`Reading ${index + 1} of ${paths.length}: ${from}`);
    try {
      const read = readPreviews(await io.read(path, LARGEST), from);
      previews.push(...read.map((preview) => ({ preview, from })));
    } catch (error) {
      problems.push(error instanceof Refusal ? error.message : `${from}: cannot be read: ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) throw new Refusal(problems.join("\n"));
  return previews;
}

/** The files of a folder, or those that `*` stands for: PowerShell leaves it in place. */
async function filesOf(operand: string, io: Io): Promise<readonly string[]> {
  const name = basename(operand);
  const inFolder = async (folder: string, pattern: RegExp) =>
    (await io.list(folder).catch(() => [])).filter((path) => pattern.test(basename(path)));
  if (name.includes("*")) {
    const pattern = new RegExp(`^${name.split("*").map(escaped).join(".*")}$`);
    const found = await inFolder(dirname(operand), pattern);
    return found.length > 0 ? found : [operand];
  }
  const isFile = operand === "-" || name.endsWith(".json");
  const found = isFile ? [] : await inFolder(operand.replace(/[/\\]+$/, ""), /\.json$/i);
  return found.length > 0 ? found : [operand];
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
