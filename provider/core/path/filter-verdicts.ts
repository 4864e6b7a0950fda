import type { Question, Verdict } from "./chain";
import { type Block, holds, spokenBlock } from "./cidr";
import {
  type Audience,
  audienceOf,
  type Filter,
  intervals,
  isOpen,
  LAST_PORT,
  type Opening,
  openBlocks,
  openings,
  type Ports,
  type Protocol,
  spoken,
  spokenPorts,
} from "./filter";

/** Verdicts about packet filters, the same on every cloud, in the words of the cloud that asks. */

/** Ports that clients answer from: Linux takes 32768-60999, Windows and the IANA range 49152-65535. */
const CLIENT_PORTS: Ports = { from: 32_768, to: LAST_PORT };
/** Ports that NAT gateways and older systems take, too. */
const ALL_CLIENT_PORTS: Ports = { from: 1_024, to: LAST_PORT };

/** What is asked for, for people: "tcp 443". */
export function asked({ protocol = "tcp", port }: Question): string {
  return port === undefined ? protocol : `${protocol} ${port}`;
}

/** Whether one protocol, or one port of it, is asked for. Without a protocol a port is one of TCP. */
export function packetOf({ protocol, port }: Question): { protocol: Protocol; port?: number } | undefined {
  if (protocol === "icmpv6") return { protocol };
  return port === undefined ? undefined : { protocol: protocol ?? "tcp", port };
}

export function openingLine({ protocol, ports, audience }: Opening, from: Block): string {
  const what = protocol === "icmpv6" ? "icmpv6 (ping)" : `${protocol} ${spokenPorts(ports)}`;
  return `${what} from ${spoken(audience, from)}`;
}

/** The same for programs. */
function openingFacts({ protocol, ports, audience }: Opening, from: Block) {
  const except = audience.differ.filter((each) => !each.allowed).map(({ block }) => block.text);
  return {
    protocol,
    ...(ports && { ports: [ports.from, ports.to] }),
    peers: openBlocks(audience, from).map(({ text }) => text),
    except,
  };
}

export interface Filtering {
  /** The filter that is judged: "the security groups sg-1 and sg-2". */
  readonly subject: string;
  readonly inbound: Filter;
  /** Filters before it on the way, whose holes alone count. Unset: none, or not read. */
  readonly before?: Filter | undefined;
  /** Rules for the answers, if the filter keeps no connections. They match destination ports. */
  readonly replies?: Filter | undefined;
  /** How to let packets in: "add an inbound rule …". */
  readonly mend: (what: string, from: string) => string;
  readonly mendReplies?: (what: string) => string;
  readonly facts?: Verdict["facts"];
}

/** Judges a packet filter for what is asked: one port, or whatever is open. */
export function filterVerdict(filtering: Filtering, question: Question): Verdict {
  const packet = packetOf(question);
  return packet ? onePort(filtering, question, packet) : anyPort(filtering, question);
}

function onePort(filtering: Filtering, question: Question, packet: { protocol: Protocol; port?: number }): Verdict {
  const { subject, inbound, replies, mend, mendReplies, facts } = filtering;
  const { from } = question;
  const what = asked(question);
  const audience = audienceOf([inbound], packet, from);
  const open = {
    protocol: packet.protocol,
    audience,
    ...(packet.port && { ports: { from: packet.port, to: packet.port } }),
  };
  if (!isOpen(audience)) {
    const because = audience.by ? `${audience.by.name} denies it` : "no rule lets it in";
    const says = `${subject}: ${what} over IPv6 is closed to ${spokenBlock(from) === "anywhere" ? "the internet" : spokenBlock(from)}: ${because}`;
    if (audience.unread.length > 0)
      return { status: "unknown", says: `${says}, but ${audience.unread.join(", ")} could not be read`, facts };
    return {
      status: "broken",
      says,
      mend: mend(what, spokenBlock(from) === "anywhere" ? "::/0" : spokenBlock(from)),
      facts,
    };
  }
  const lost = replies && lostReplies(replies, packet, audience, from);
  if (lost?.serious) return { ...lostVerdict(subject, what, lost, mendReplies), facts };
  const notes = lost && lossNotes(lost);
  const says = `${subject}: ${openingLine(open, from)}`;
  return { status: "ok", says, notes, facts: { ...facts, open: [openingFacts(open, from)] } };
}

function anyPort(filtering: Filtering, question: Question): Verdict {
  const { subject, inbound, before, replies, mend, mendReplies } = filtering;
  const { from, protocol } = question;
  const wanted = (all: readonly Opening[]) =>
    all.filter((each) => protocol === undefined || each.protocol === protocol);
  const here = wanted(openings([inbound], from));
  const whole = before ? wanted(openings([before, inbound], from)) : here;
  const notes = whole.map((each) => openingLine(each, from));
  const facts = { ...filtering.facts, open: whole.map((each) => openingFacts(each, from)) };
  const services = (all: readonly Opening[]) => all.filter((each) => each.protocol !== "icmpv6");
  const what = protocol ?? "tcp";
  const target = spokenBlock(from) === "anywhere" ? "::/0" : spokenBlock(from);
  if (services(whole).length === 0) {
    const rest = whole.length > 0 ? ", only icmpv6 (ping)" : "";
    const masked = services(here).length > 0 ? " that the network ACL lets through" : "";
    const says = `${subject}: no ${protocol ?? "TCP or UDP"} port${masked} is open over IPv6${rest}`;
    return {
      status: "broken",
      says,
      mend: mend(`the port that is served, such as ${what} 443,`, target),
      notes,
      facts,
    };
  }
  if (services(whole).every(({ audience }) => !isOpen(audience)))
    return {
      status: "unknown",
      says: `${subject}: what it opens over IPv6 depends on what could not be read`,
      notes,
      facts,
    };
  const losses = (replies ? services(whole) : []).map((each) => {
    const sure = { protocol: each.protocol, port: each.ports?.from };
    return {
      what: `${each.protocol} ${spokenPorts(each.ports)}`,
      ...lostReplies(replies ?? [], sure, each.audience, from),
    };
  });
  const [first] = losses;
  if (first && losses.every(({ serious }) => serious))
    return { ...lostVerdict(subject, first.what, first, mendReplies), notes, facts };
  for (const each of losses)
    for (const note of each.serious ? [lossOf(each.what, each)] : lossNotes(each))
      if (!notes.includes(note)) notes.push(note);
  return {
    status: "ok",
    says: `${subject}: ${whole.length === 1 ? notes[0] : `${whole.length} openings over IPv6`}`,
    notes: whole.length === 1 ? notes.slice(1) : notes,
    facts,
  };
}

interface Lost {
  /** Of clients that no answer reaches there. */
  readonly ports: readonly Ports[];
  /** Ordinary clients use these ports. */
  readonly serious: boolean;
  /** Peers that are let in and get no answer, while others do. */
  readonly peers: readonly Block[];
  /** What was not read of rules that could let these answers out. */
  readonly unread: readonly string[];
}

/** Whether a block is in the audience. */
function isIn({ allowed, differ }: Audience, block: Block): boolean {
  return differ.filter((each) => holds(each.block, block)).at(-1)?.allowed ?? allowed;
}

/** Of those that are let in, who gets no answers, and on which ports. */
function lostReplies(
  replies: Filter,
  { protocol, port }: { protocol: Protocol; port?: number | undefined },
  letIn: Audience,
  root: Block,
): Lost {
  const lostAt = (clientPort?: number) => {
    const packet = { protocol, sourcePort: port, ...(clientPort && { port: clientPort }) };
    const reached = audienceOf([replies], packet, root);
    const inside = [root, ...[...letIn.differ, ...reached.differ].map(({ block }) => block)].filter((block) =>
      isIn(letIn, block),
    );
    const lost = inside.filter((block) => !isIn(reached, block));
    const isAll = lost.length > 0 && (lost.length === inside.length || lost.includes(root));
    return { lost, isAll, unread: lost.length > 0 ? reached.unread : [] };
  };
  if (protocol === "icmpv6") {
    const { lost, isAll, unread } = lostAt();
    return { ports: [], serious: isAll, peers: isAll ? [] : lost, unread };
  }
  const at = intervals([replies], protocol, ALL_CLIENT_PORTS).map((ports) => ({ ports, ...lostAt(ports.from) }));
  const ports = at.filter(({ isAll }) => isAll).map((each) => each.ports);
  const peers = new Map(at.filter(({ isAll }) => !isAll).flatMap(({ lost }) => lost.map((each) => [each.text, each])));
  return {
    ports: joined(ports),
    serious: ports.some(({ to: end }) => end >= CLIENT_PORTS.from),
    peers: [...peers.values()],
    unread: [...new Set(at.flatMap(({ unread }) => unread))],
  };
}

function joined(ports: readonly Ports[]): Ports[] {
  const all: { from: number; to: number }[] = [];
  for (const each of ports) {
    const last = all.at(-1);
    if (last && last.to + 1 === each.from) last.to = each.to;
    else all.push({ ...each });
  }
  return all;
}

function lostVerdict(subject: string, what: string, lost: Lost, mend: Filtering["mendReplies"]): Verdict {
  const says = `${subject}: ${lossOf(what, lost)}`;
  return lost.unread.length > 0 ? { status: "unknown", says } : { status: "broken", says, mend: mend?.(what) };
}

function lossOf(what: string, lost: Lost): string {
  const which = lost.ports.length > 0 ? ` to client ports ${lost.ports.map(spokenPorts).join(", ")}` : "";
  return `${what} gets in, but its answers${which} ${dropped(lost)}: a network ACL keeps no connections`;
}

const dropped = ({ unread }: Lost) =>
  unread.length > 0 ? `may be dropped (${unread.join(", ")} could not be read)` : "are dropped";

/** What few clients lose. */
function lossNotes(lost: Lost): string[] {
  const { ports, peers } = lost;
  return [
    ...(ports.length > 0
      ? [`answers to client ports ${ports.map(spokenPorts).join(", ")} ${dropped(lost)}; few clients use them`]
      : []),
    ...(peers.length > 0
      ? [`answers to ${peers.map(spokenBlock).join(", ")} ${dropped(lost)}, though it is let in`]
      : []),
  ];
}

/** Judges the security groups of a network interface together. */
export function groupsVerdict(
  ids: readonly string[],
  filters: Pick<Filtering, "inbound" | "before" | "mend">,
  question: Question,
): Verdict {
  if (ids.length === 0) return { status: "unknown", says: "no security group is named on the network interface" };
  const subject = ids.join(", ");
  return filterVerdict({ ...filters, subject, facts: { securityGroupIds: ids } }, question);
}
