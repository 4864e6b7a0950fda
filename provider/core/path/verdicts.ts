import type { Question, Verdict } from "./chain";
import { type Block, holds, spokenBlock } from "./cidr";
import {
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

/** Verdicts that are the same on every cloud, in the words of the cloud that asks. */

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
  const lost = replies ? lostReplies(replies, packet, openBlocks(audience, from)) : undefined;
  if (lost?.serious) return { ...lostVerdict(subject, what, lost.ports, mendReplies), facts };
  const notes = lost ? [rareLoss(lost.ports)] : undefined;
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
  for (const each of replies ? services(whole) : []) {
    const sure = { protocol: each.protocol, port: each.ports?.from };
    const lost = lostReplies(replies ?? [], sure, openBlocks(each.audience, from));
    if (lost?.serious)
      return {
        ...lostVerdict(subject, `${each.protocol} ${spokenPorts(each.ports)}`, lost.ports, mendReplies),
        notes,
        facts,
      };
    if (lost && !notes.includes(rareLoss(lost.ports))) notes.push(rareLoss(lost.ports));
  }
  return {
    status: "ok",
    says: `${subject}: ${whole.length === 1 ? notes[0] : `${whole.length} openings over IPv6`}`,
    notes: whole.length === 1 ? notes.slice(1) : notes,
    facts,
  };
}

interface Lost {
  readonly ports: readonly Ports[];
  /** Ordinary clients use these ports. */
  readonly serious: boolean;
}

/** Ports of clients that answers do not reach. */
function lostReplies(
  replies: Filter,
  { protocol, port }: { protocol: Protocol; port?: number | undefined },
  to: readonly Block[],
): Lost | undefined {
  const reaches = (packet: { port?: number }, block: Block) => {
    const { allowed, differ } = audienceOf([replies], { protocol, sourcePort: port, ...packet }, block);
    return allowed && !differ.some((each) => !each.allowed && holds(block, each.block));
  };
  if (protocol === "icmpv6") return to.every((block) => reaches({}, block)) ? undefined : { ports: [], serious: true };
  const ports = intervals([replies], protocol, ALL_CLIENT_PORTS).filter(
    ({ from }) => !to.every((block) => reaches({ port: from }, block)),
  );
  if (ports.length === 0) return undefined;
  return { ports: joined(ports), serious: ports.some(({ to: end }) => end >= CLIENT_PORTS.from) };
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

function lostVerdict(subject: string, what: string, ports: readonly Ports[], mend: Filtering["mendReplies"]): Verdict {
  const which = ports.length > 0 ? ` to client ports ${ports.map(spokenPorts).join(", ")}` : "";
  const says = `${subject}: ${what} gets in, but its answers${which} are dropped: a network ACL keeps no connections`;
  return { status: "broken", says, mend: mend?.(what) };
}

function rareLoss(ports: readonly Ports[]): string {
  return `answers to client ports ${ports.map(spokenPorts).join(", ")} are dropped; few clients use them`;
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

/** Judges whether an address is in its subnet's IPv6 block. */
export function rangeVerdict(
  subject: string,
  address: Block | undefined,
  block: Block | undefined,
  mend: string,
): Verdict {
  const facts = { ipv6CidrBlock: block?.text };
  if (!block) return { status: "broken", says: `${subject} has no IPv6 CIDR block`, mend };
  if (address && !holds(block, address))
    return {
      status: "broken",
      says: `${address.text} is outside ${block.text}, the IPv6 CIDR block of ${subject}`,
      mend,
      facts,
    };
  return { status: "ok", says: `${subject} has ${block.text}`, facts };
}

export interface RouteRow {
  readonly destination: Block;
  /** For people: "IPv6Gateway ipv6gw-1". */
  readonly nextHop: string;
  readonly isRight: boolean;
  readonly isOn: boolean;
}

export interface Routing {
  /** "route table vtb-1". */
  readonly subject: string;
  readonly routes: readonly RouteRow[];
  /** Where the route leads to if all is well: "the IPv6 gateway ipv6gw-1". Unset: no route is needed. */
  readonly goal?: string | undefined;
  readonly mend: string;
  readonly facts?: Verdict["facts"];
}

/** Judges the route that answers to the internet take. */
export function routeVerdict({ subject, routes, goal, mend, facts }: Routing, { from }: Question): Verdict {
  const to = spokenBlock(from) === "anywhere" ? "::/0" : spokenBlock(from);
  const found = routeFor(routes, from);
  const notes = detours(routes, from).map(({ destination, nextHop }) => `${destination.text} leads to ${nextHop}`);
  const off = routes.find(({ destination, isOn }) => !isOn && holds(destination, from));
  if (!found && goal === undefined)
    return { status: "ok", says: `${subject}: no route of its own for ${to}, and none is needed`, notes, facts };
  if (!found) {
    const why = off ? `; that for ${off.destination.text} to ${off.nextHop} is not in effect` : "";
    return { status: "broken", says: `${subject} has no route for ${to}${why}`, mend, notes, facts };
  }
  const says = `${subject}: ${found.destination.text} leads to ${found.nextHop}`;
  if (found.isRight) return { status: "ok", says, notes, facts };
  return {
    status: "broken",
    says: `${says}${goal ? `, not to ${goal}` : ", which takes the answers off their way"}`,
    mend,
    notes,
    facts,
  };
}

/** The route that answers to these peers take: of those for all of them, the longest prefix. */
export function routeFor(routes: readonly RouteRow[], to: Block): RouteRow | undefined {
  return routes
    .filter(({ destination, isOn }) => isOn && holds(destination, to))
    .sort((a, b) => b.destination.bits - a.destination.bits)[0];
}

/** Routes for a part of these peers that lead elsewhere. */
export function detours(routes: readonly RouteRow[], to: Block): RouteRow[] {
  return routes.filter(
    ({ destination, isOn, isRight }) => isOn && !isRight && destination.bits > to.bits && holds(to, destination),
  );
}
