import type { Question, Verdict } from "./chain";
import { type Block, holds, spokenBlock } from "./cidr";

/** Verdicts about machines, subnets and routes, the same on every cloud, in the words of the cloud that asks. */

const ON_ITS_WAY = /^(starting|pending|booting|launching|rebooting|creating|building)$/i;
const ENDING = /^(shutdown|terminating|deleting|recycling|recycle|releasing)$/i;

/**
 * Judges the state of a machine, in the cloud's word.
 *
 * @param start the cloud's call that starts one
 */
export function machineVerdict(
  id: string,
  state: string | null | undefined,
  start: string,
  facts: Verdict["facts"],
): Verdict {
  if (!state) return { status: "unknown", says: `the state of ${id} is not told`, facts };
  if (/^running$/i.test(state)) return { status: "ok", says: `${id} is running`, facts };
  const mend = ON_ITS_WAY.test(state)
    ? "wait until it runs"
    : ENDING.test(state)
      ? "it is being given back: recover it, or move the address to another instance"
      : `Instances > ${id} > Start (${start})`;
  return { status: "broken", says: `${id} is ${state}`, mend, facts };
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
