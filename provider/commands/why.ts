import { Refusal } from "../core/api/errors";
import { firstBroken, type Question, type Target } from "../core/path/chain";
import { type Account, type Accounts, accountOptions, accountsOf, withAllRegions, withoutRegion } from "./accounts";
import { type Command, type Given, type Io, isSet, one } from "./command";
import { wrap } from "./terminal";
import { html } from "./why/html";
import { PROBE, probe } from "./why/probe";
import { questionOf, questionProblems, spokenTarget, targetOf } from "./why/question";
import { type Chain, type Searched, search, spokenPlace } from "./why/search";
import { type Pointer, pointerOf } from "./why/stack";
import { picture } from "./why/text";

/** Reads and judges every link between the internet and an address. Makes read calls only. */
export const why: Command = {
  name: "why",
  doc: "why an IPv6 address answers from the internet, or not: reads and judges each link on the way to its machine",
  operand: {
    name: "address",
    value: "ADDRESS",
    doc: "an IPv6 address in any spelling, or the id of a network interface; with --stack the URN or name of a resource",
  },
  options: {
    ...accountOptions,
    stack: {
      type: "string",
      value: "STACK",
      doc: "ADDRESS is a resource of this stack, whose state is read with `pulumi stack export`",
    },
    port: { type: "string", value: "PORT", doc: "judge this port; default: list what is open" },
    protocol: { type: "string", value: "NAME", doc: "tcp, udp or icmpv6; default: tcp for a port, else all" },
    from: {
      type: "string",
      value: "CIDR",
      doc: "judge for packets from this address or block; default: the whole internet",
    },
    probe: { type: "boolean", doc: "also try it from this machine: one TCP connection, or a ping" },
    json: { type: "boolean", doc: "the result as JSON" },
    html: { type: "string", value: "FILE", doc: "also write the picture as one HTML page" },
  },
  note: [
    "Sends read calls only. What the identity may not read is said, and not guessed.",
    "Exit codes: 0 if no link is broken, 1 if one is or the address is not found, 2 for mistakes in the options.",
  ].join("\n"),

  async check(given, io) {
    const accounts = await accountsOf(given, io);
    // A resource of a stack may know its region.
    const regionless = one(given, "stack") === undefined ? withoutRegion(accounts) : [];
    return [...questionProblems(given), ...accounts.problems, ...regionless];
  },

  async run(given, io) {
    const question = questionOf(given);
    const name = one(given, "address") ?? "";
    const stack = one(given, "stack");
    const pointer = stack === undefined ? undefined : await pointerOf(io, stack, name);
    const targets = pointer?.targets ?? [targetOf(name)].filter((target) => target !== undefined);
    const accounts = await withAllRegions(chosen(await accountsOf(given, io), pointer, given), io);
    const found = await search(accounts, targets, question, io);
    const chains = isSet(given, "probe")
      ? await Promise.all(found.chains.map((each) => probed(each, question, io)))
      : found.chains;
    const result = { ...found, chains };
    const page = one(given, "html");
    if (page !== undefined) io.write(page, html(name, question, result));
    io.out(isSet(given, "json") ? jsonOf(name, question, result) : textOf(result, io));
    refuseBroken(result, targets);
  },
};

/** The accounts that may hold the targets, in the regions that are known. */
function chosen(all: Accounts, pointer: Pointer | undefined, given: Given): readonly Account[] {
  if (!pointer) return all.accounts;
  const { cloud: name, region } = pointer;
  const accounts = all.accounts
    .filter(({ cloud }) => name === undefined || cloud.name === name)
    .map((each) => (region && one(given, "region") === undefined ? { ...each, regions: [region] } : each));
  if (accounts.length === 0) throw new Refusal(`the resource is of ${name}, for which there are no credentials here`);
  const missing = withoutRegion({ accounts, problems: [] });
  if (missing.length > 0) throw new Refusal(missing.join("\n"));
  return accounts;
}

async function probed(chain: Chain, question: Question, io: Io): Promise<Chain> {
  io.progress(`trying ${chain.address} from here`);
  const link = await probe(chain, question, io);
  io.progress("");
  return link ? { ...chain, links: [...chain.links, link] } : chain;
}

const HINT =
  "Not seen by any of these: the machine's own firewall, and whether anything listens there. --probe tries it from here.";

function textOf({ chains, unread }: Searched, io: Io): string {
  const look = { colour: io.colour, columns: io.columns };
  const pictures = chains.map((chain) => picture(chain, look));
  const isWhole = chains.some(({ links }) => !firstBroken(links) && !links.some(({ name }) => name === PROBE));
  const hint = isWhole ? [`${wrap(HINT, io.columns)}\n`] : [];
  const rest = unread.map((each) => `Not searched: ${spokenPlace(each)}: ${each.says}\n`);
  return [...pictures, ...hint, ...rest].join("\n");
}

function jsonOf(target: string, { protocol, port, from }: Question, { chains, searched, unread }: Searched): string {
  const rows = chains.map(({ links, ...where }) => ({
    ...where,
    verdict: firstBroken(links) ? "broken" : links.every(({ status }) => status === "ok") ? "ok" : "unknown",
    firstBroken: firstBroken(links)?.name ?? null,
    links,
  }));
  const question = { protocol: protocol ?? null, port: port ?? null, from: from.text };
  return `${JSON.stringify({ target, question, chains: rows, searched, notSearched: unread }, null, 2)}\n`;
}

/** @throws Refusal if a link is broken, or nothing was found */
function refuseBroken({ chains, searched, unread }: Searched, targets: readonly Target[]): void {
  if (chains.length === 0) {
    const names = targets.map(spokenTarget).join(", ");
    const places = searched.map(spokenPlace).join("; ");
    const rest = unread.length > 0 ? ` It could not be looked for in ${unread.map(spokenPlace).join("; ")}.` : "";
    throw new Refusal(
      `${names} was not found. Searched: ${places}.${rest} Check the account (--profile, --role) and the region (--region)`,
    );
  }
  const broken = chains.filter(({ links }) => firstBroken(links));
  if (broken.length === 0) return;
  const firsts = broken.map(
    ({ address, links }) => `${address ?? "the network interface"}: ${firstBroken(links)?.name}`,
  );
  throw new Refusal(`broken: ${firsts.join("; ")}`);
}
