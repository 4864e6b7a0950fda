import { messageOf, Refusal } from "../core/api/errors";
import { clouds } from "./accounts";
import { type Command, type Given, type Io, one } from "./command";
import { html } from "./report/html";
import { markdown } from "./report/markdown";
import { pageOf } from "./report/page";
import { planOf } from "./report/plan";
import { LARGEST, readPreview } from "./report/preview";
import { refusalsOf } from "./report/refusals";

/** Describes a preview for review. Makes no call and reads no setting. */
export const report: Command = {
  name: "report",
  doc: "describe in Markdown, for a pull request, the IPv6 changes that `pulumi preview --json` plans, and their price",
  operand: { name: "preview", value: "FILE", doc: "output of `pulumi preview --json`; - for standard input" },
  options: {
    html: { type: "string", value: "FILE", doc: "also write the report as one HTML page" },
    json: {
      type: "string",
      value: "FILE",
      doc: "also write a list for scripts: what happens to each resource (fate), and whether a paid object ends (endsPaid)",
    },
    out: { type: "string", value: "FILE", doc: "file to write the Markdown to; default: standard output" },
    "traffic-gb": {
      type: "string",
      value: "GB",
      doc: "gigabytes sent per month by each object billed by traffic; default: show only the price per GB",
    },
  },

  check(given) {
    const traffic = one(given, "traffic-gb");
    return [
      ...(one(given, "preview") === undefined ? ["FILE: is required: output of pulumi preview --json, or -"] : []),
      ...(traffic !== undefined && trafficOf(given) === undefined
        ? [`--traffic-gb: must be a number of gigabytes, at least 0; got ${traffic}`]
        : []),
    ];
  },

  async run(given, io) {
    const path = one(given, "preview") ?? "-";
    const from = path === "-" ? "standard input" : path;
    const preview = readPreview(await bytesOf(path, from, io), from);
    const traffic = trafficOf(given);
    const refusals = refusalsOf(preview, clouds);
    const refused = refusals.filter(({ mild }) => !mild);
    const plan = planOf(preview, traffic);
    const page = pageOf(plan, refusals, clouds, traffic);
    const [out, web, json] = [one(given, "out"), one(given, "html"), one(given, "json")];
    const facts = plan.items.map(({ urn, fate, endsPaid }) => ({ urn, fate, endsPaid }));
    if (json !== undefined) io.write(json, JSON.stringify(facts));
    if (web !== undefined) io.write(web, html(page));
    if (out === undefined) io.out(markdown(page));
    else io.write(out, markdown(page));
    if (refused.length > 0) throw new Refusal(`the preview was refused (${refused.length}); the report says why`);
  },
};

function trafficOf(given: Given): number | undefined {
  const text = one(given, "traffic-gb") ?? "";
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

async function bytesOf(path: string, from: string, io: Io): Promise<Uint8Array> {
  try {
    return await io.read(path, LARGEST);
  } catch (error) {
    throw new Refusal(`${from}: cannot be read: ${messageOf(error)}`);
  }
}
