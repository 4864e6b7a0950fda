import { Refusal } from "../core/api/errors";
import { accountOptions, accountsOf, readable, withoutRegion } from "./accounts";
import { type Command, type Given, isSet, one } from "./command";
import { importFile } from "./coverage/adopt";
import { html } from "./coverage/html";
import { ignoreOptions, readIgnored } from "./coverage/ignore";
import { judge } from "./coverage/judge";
import { look } from "./coverage/look";
import { stateOptions } from "./coverage/states";
import { headline, text } from "./coverage/text";
import { viewOf } from "./coverage/view";

/** Holds what accounts are billed for against the states of stacks. Makes read calls only. */
export const coverage: Command = {
  name: "coverage",
  doc: "say which paid IPv6 addresses of your accounts are in code, which are lost orders, and which serve nothing",
  options: {
    ...accountOptions,
    ...stateOptions,
    ...ignoreOptions,
    "fail-under": {
      type: "string",
      value: "PERCENT",
      doc: "end with 1 if less is in code, or if it is not known; 100: all",
    },
    adopt: { type: "string", value: "FILE", doc: "write a file for `pulumi import --file` with what is in no code" },
    json: { type: "boolean", doc: "the result as JSON, with every object" },
    html: { type: "string", value: "FILE", doc: "also write the result as one HTML page" },
  },
  note: [
    "Without --states, the states of all stacks of the Pulumi backend are read (pulumi stack ls --all, stack export).",
    "Regions: those given; else that of the settings, and those of this provider's resources in the states.",
    "What may not be read is said, and the percentage then is at least what it says, or unknown. Only reads are sent to",
    "the clouds.",
    "Exit codes: 0; 1 if under --fail-under or no states could be read; 2 for a wrong command line; 130 for Ctrl-C.",
  ].join("\n"),

  async check(given, io) {
    const accounts = await accountsOf(given, io);
    const share = one(given, "fail-under");
    return [
      ...accounts.problems,
      ...withoutRegion(accounts),
      ...(share !== undefined && shareOf(given) === undefined
        ? [`--fail-under: must be a percentage from 0 to 100; got ${share}`]
        : []),
    ];
  },

  async run(given, io) {
    const ignored = await readIgnored(given, io);
    const accounts = await readable(given, io);
    const { estate, states } = await look(given, io, accounts);
    const result = judge(estate, states, ignored);
    const view = viewOf(result, estate, states, ignored, io.runtime.clock.now());
    const [web, adopted] = [one(given, "html"), one(given, "adopt")];
    if (web !== undefined) io.write(web, html(view));
    if (adopted !== undefined) {
      const { text: lines, count, others } = importFile([...result.notInCode, ...result.lost]);
      io.write(adopted, lines);
      io.say(`Wrote ${count} resources to ${adopted}.${count > 0 ? ` Next: pulumi import --file ${adopted}` : ""}`);
      for (const other of others) io.say(`Cannot be imported: ${other}`);
    }
    io.out(isSet(given, "json") ? `${JSON.stringify(view, null, 2)}\n` : text(view));
    if (states.states.length === 0 && states.unread.length > 0)
      throw new Refusal(`no state could be read: ${states.unread.join("; ")}`);
    const least = shareOf(given);
    if (least === undefined) return;
    if (view.certainty === "unknown")
      throw new Refusal(`not all accounts and regions could be read, so --fail-under ${least} cannot be told`);
    if (view.percent !== null && view.inCode * 100 < least * view.paid)
      throw new Refusal(`${headline(view)}, under ${least} % (--fail-under)`);
  },
};

function shareOf(given: Given): number | undefined {
  const written = one(given, "fail-under") ?? "";
  const share = /^\d{1,3}(\.\d{1,3})?$/.test(written) ? Number(written) : undefined;
  return share !== undefined && share <= 100 ? share : undefined;
}
