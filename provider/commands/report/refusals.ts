import { stripVTControlCharacters } from "node:util";
import type { Cloud } from "../../core/cloud";
import { type Diagnostic, type Preview, partsOf } from "./preview";

export interface Refused {
  /** Name of the resource; undefined if the program or the engine failed. */
  readonly name: string | undefined;
  /** Project and stack, where there are several. */
  readonly stack?: string;
  /** The vendor's code. */
  readonly code: string | undefined;
  readonly meaning: string;
  readonly advice: string;
  /** Only a warning (`ipv6:preflight: warn`): the plan is valid, but the cloud will refuse it. */
  readonly mild: boolean;
}

const TODO_CLOUD = "Look up the code in the vendor's documentation, then run the preview again.";
const TODO_FIELD = "Correct it in the program, then run the preview again.";
const TODO_PROGRAM = "Correct the program or the settings named here, then run the preview again.";

/** Everything that stops the plan, without duplicates. */
export function refusalsOf({ diagnostics }: Preview, clouds: readonly Cloud[]): Refused[] {
  const all = (diagnostics ?? []).flatMap((each) => {
    if (each.severity === "error") return refusalsIn(each, clouds);
    // The plugin logs it on the resource's row, the dynamic door on the stack's, with the name in front.
    const [, name, message] = /(?:warning: (.*?): )?\bup would be refused: ([\s\S]+)$/.exec(clean(each.message)) ?? [];
    if (!message) return [];
    return refusalsIn({ ...each, message }, clouds).map((one) => ({ ...one, name: one.name ?? name, mild: true }));
  });
  const seen = new Set<string>();
  return all.filter(({ name, meaning, code }) => {
    const key = JSON.stringify([name, code, meaning]);
    // The engine's last line only says that something failed.
    const idle = /^(preview|update) failed$/.test(meaning) && all.length > 1;
    return !idle && !seen.has(key) && Boolean(seen.add(key));
  });
}

/** One message holds all refusals of a resource, each on its own line. */
function refusalsIn(diagnostic: Diagnostic, clouds: readonly Cloud[]): Refused[] {
  const titles = clouds.map(({ title }) => title).join("|");
  const lines = clean(diagnostic.message).split(new RegExp(`\\n(?=(?:${titles}) [A-Z])`));
  return lines.map((message) => refusalOf({ ...diagnostic, message }, clouds));
}

function refusalOf({ urn, message }: Diagnostic, clouds: readonly Cloud[]): Refused {
  const mild = false;
  const field =
    /property (\S+) value \{[\s\S]*?\} has a problem: ([\s\S]+)$/.exec(message) ??
    /has a problem: (?:(\S+): )?([\s\S]+)$/.exec(message);
  const name = (urn ? partsOf(urn).name : "") || undefined;
  const called = vendorSaid(message, clouds);
  if (called) return { name, mild, ...called };
  if (field) return { name, mild, code: undefined, meaning: (field[2] ?? "").trim(), advice: TODO_FIELD };
  return { name, mild, code: undefined, meaning: withoutStack(message), advice: TODO_PROGRAM };
}

/** Parses our form of a failed call: action, code, the vendor's message, advice. */
function vendorSaid(message: string, clouds: readonly Cloud[]): Omit<Refused, "name" | "mild"> | undefined {
  const titles = clouds.map(({ title }) => title).join("|");
  const found = new RegExp(
    `(?:${titles}) ([A-Z]\\w+(?: on .+?)?): (?:(\\w[\\w.-]*) )?"([\\s\\S]*?)"(?= \\(request|\\. |$)([\\s\\S]*)$`,
  ).exec(message);
  if (!found) return undefined;
  const [, action = "", code, words = "", rest = ""] = found;
  const advice = rest
    .replace(/^ \(request [^)]*\)/, "")
    .replace(/^\. /, "")
    .trim();
  return { code, meaning: `${action}: ${words}`, advice: advice || TODO_CLOUD };
}

/** Characters of a message that are parsed. */
const READ = 8_000;

/** Removes colours, and the engine's label and markup. */
function clean(message: string): string {
  return stripVTControlCharacters(message.slice(0, READ))
    .replace(/<\{%[^%]*%\}>/g, "")
    .replace(/^\s*error: /, "")
    .replace(/^Preview failed: /, "")
    .trim();
}

/** Characters of a message that are shown. */
const LONGEST = 600;

function withoutStack(message: string): string {
  const lines = message.split(/\r?\n/).filter((line) => !/^\s+at .*[:)]/.test(line));
  const text = lines.join(" ").replace(/'[^']*[\\/]([^'\\/]+)'/g, "'$1'");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
