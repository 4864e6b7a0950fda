import { CloudError, Refusal } from "../core/api/errors";
import type { Listed } from "../core/binding";
import type { Values } from "../core/check";
import type { Context } from "../core/context";
import { addresses, integer, UNKNOWN } from "../core/field";
import { addressInId, joinId, splitId } from "../core/id";
import { textsOutput } from "../core/resource";
import { untilReleased } from "../core/wait";

export const NIC_IPV6_ASSIGNMENT = "NicIpv6Assignment";

/** What it is, on every cloud. */
export const nicIpv6AssignmentDoc =
  "IPv6 addresses on a network card. It owns the addresses it assigned and no others: deleting or shrinking it never touches what somebody else put on the card.";

/** The output every cloud owes. */
export const addressesOutput = textsOutput("The IPv6 addresses this resource holds, each in its canonical spelling.");

/** Where a card holds many addresses: a set of them, by name or by number. */

/** Addresses in one call on each such cloud, and so in one resource: each change stays one call, all or nothing. */
export const MOST_ADDRESSES = 10;

/** @param range where addresses must be from, as the cloud calls it */
export function addressInputs(range: string, source: string) {
  return {
    ipv6Addresses: addresses({
      doc: `The addresses to assign, each of ${range}. Changed in place: what is new is assigned, what is gone is unassigned.`,
      min: 1,
      max: MOST_ADDRESSES,
      source,
    }),
    ipv6AddressCount: integer({
      doc: "How many addresses to assign; the cloud chooses them. Changed in place: shrinking gives back the last ones first.",
      min: 1,
      max: MOST_ADDRESSES,
      unit: "addresses",
      source,
    }),
  };
}

/** `addresses` are those this resource answers for; undefined, in the short id of an import, all on the card. */
export interface NicKey {
  readonly region: string;
  readonly networkInterfaceId: string;
  readonly addresses?: readonly string[] | undefined;
}

export const nicIdForms = ["<region>/<networkInterfaceId>/<address>,<address>…", "<region>/<networkInterfaceId>"];

/** What a binding says of such a key. */
export const nicKeys = {
  lockOf: ({ region, networkInterfaceId }: NicKey) => joinId(region, networkInterfaceId),
  idOf: ({ region, networkInterfaceId, addresses: held }: NicKey) =>
    joinId(region, networkInterfaceId, ...(held?.length ? [held.join(",")] : [])),
  sameObject: (a: NicKey, b: NicKey) => (a.addresses ?? []).some((address) => b.addresses?.includes(address)),
  without(key: NicKey, other: NicKey): NicKey | undefined {
    const left = (key.addresses ?? []).filter((address) => !other.addresses?.includes(address));
    return left.length > 0 ? { ...key, addresses: left } : undefined;
  },
  knownOutputs: ({ addresses: held = [] }: NicKey) => ({ addresses: [...held] }),
  keyOf(id: string, state?: { readonly addresses?: readonly string[] }): NicKey {
    const [region = "", networkInterfaceId = "", named] = splitId(id, nicIdForms);
    const inId = named?.split(",").map((address) => addressInId(address, nicIdForms));
    return { region, networkInterfaceId, addresses: state?.addresses ?? inId };
  },
};

/** The assignments that hold all addresses of a card: more than one where it has more than one may hold. */
export function assignmentsOn(
  key: Omit<NicKey, "addresses">,
  name: string | null | undefined,
  addresses: readonly string[],
): Listed<NicKey>[] {
  const parts: Listed<NicKey>[] = [];
  for (let from = 0; from < addresses.length; from += MOST_ADDRESSES) {
    const label = name || key.networkInterfaceId;
    parts.push({ key: { ...key, addresses: addresses.slice(from, from + MOST_ADDRESSES) }, label });
  }
  return parts;
}

interface Size {
  readonly ipv6Addresses?: readonly string[] | undefined;
  readonly ipv6AddressCount?: number | undefined;
}
interface Wish extends Size {
  readonly networkInterfaceId: string;
  readonly adopt?: boolean | undefined;
}

/** Of the addresses on a card, those that a wish is about. Undefined where there are none, or too few to adopt. */
export function already(
  { networkInterfaceId, ipv6Addresses, ipv6AddressCount, adopt }: Wish,
  present: readonly string[],
) {
  const held = ipv6Addresses ? ipv6Addresses.filter((address) => present.includes(address)) : present;
  if (held.length === 0 || (adopt && held.length < (ipv6Addresses?.length ?? 0))) return undefined;
  // Which of the card's addresses were meant by a mere number can only be said when there is no choice.
  if (adopt && !ipv6Addresses && held.length !== ipv6AddressCount) {
    const which = `say which with ipv6Addresses: ${held.join(", ")}`;
    throw new Refusal(
      `adopt: ${networkInterfaceId} holds ${held.length} addresses, not ${ipv6AddressCount}; ${which}`,
      "conflict",
    );
  }
  return [...held];
}

/**
 * A growth may be answered with what an earlier call under its token was given. What some state has of that is another
 * assignment's by now, so the token is spent.
 *
 * @param held of the addresses that were on the network interface before the call, those that some state has
 */
export function refuseHeldReplay(call: { cloud: string; action: string; subject: string }, held: readonly string[]) {
  if (held.length === 0) return;
  const message = `the cloud repeats an earlier answer, and ${held.join(", ")} is another assignment's now`;
  throw new CloudError({ ...call, kind: "conflict", message: message, staleToken: true });
}

interface Resizing {
  /** Seen on the card. */
  readonly held: readonly string[];
  readonly wanted: readonly string[];
  /** Told what is ours, after each step that adds to it. */
  readonly note: (owned: readonly string[]) => void;
  /** Assigns what is missing, and answers with it. */
  readonly assign: () => Promise<readonly string[]>;
  readonly unassign: (gone: readonly string[]) => Promise<void>;
}

/**
 * From what is held to what is wanted, and answers with what will be held: in the order declared, because programs
 * take addresses by position; a number's addresses stay where they are. New ones first, so that the card is never
 * without, unless it has room for them only after the old ones went. What goes is ours until it is seen to be gone.
 */
export async function resize(resizing: Resizing): Promise<readonly string[]> {
  const { held, wanted, note, assign, unassign } = resizing;
  const gone = held.filter((address) => !wanted.includes(address));
  const grow = async () => {
    const all = [...new Set([...held, ...(await assign())])];
    const named = wanted.filter((address) => all.includes(address));
    const ordered = [...named, ...all.filter((address) => !named.includes(address))];
    note(ordered);
    return ordered.filter((address) => !gone.includes(address));
  };
  try {
    const left = await grow();
    await unassign(gone);
    return left;
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "quota" && gone.length > 0)) throw error;
    await unassign(gone);
    return grow();
  }
}

/**
 * Lists that go with the addresses, after a change: what keeps its address keeps the rest.
 *
 * @param lists names of outputs, each with a member for every address in its place
 */
export function listsAfter(...lists: readonly string[]) {
  return (state: Values, { ipv6Addresses, ipv6AddressCount }: Values): Values => {
    const held = (state.addresses ?? []) as readonly unknown[];
    const wanted = (ipv6Addresses ?? sized(held, ipv6AddressCount)) as readonly unknown[];
    if (!Array.isArray(wanted)) return Object.fromEntries(["addresses", ...lists].map((name) => [name, UNKNOWN]));
    const of = (name: string) => (address: unknown) =>
      ((state[name] ?? []) as readonly unknown[])[held.indexOf(address)] ?? UNKNOWN;
    return { addresses: wanted, ...Object.fromEntries(lists.map((name) => [name, wanted.map(of(name))])) };
  };
}

function sized(held: readonly unknown[], count: unknown): unknown {
  if (typeof count !== "number") return UNKNOWN;
  return Array.from({ length: count }, (_, index) => held[index] ?? UNKNOWN);
}

/** How a set changes: by name, or by number, where what is known to be ours comes back before new ones are asked for. */
export function missingFrom(
  { ipv6Addresses, ipv6AddressCount = 0 }: Size,
  held: readonly string[],
  owned: readonly string[],
) {
  const wanted = ipv6Addresses ?? owned.slice(0, ipv6AddressCount);
  const missing = wanted.filter((address) => !held.includes(address));
  return {
    wanted,
    own: missing.filter((address) => owned.includes(address)),
    others: missing.filter((address) => !owned.includes(address)),
    more: ipv6Addresses ? 0 : Math.max(0, ipv6AddressCount - wanted.length),
  };
}

/** An address with internet bandwidth. */
export interface PaidAddress {
  /** For people: the address, and the id of its bandwidth. */
  readonly text: string;
  /** The ids and addresses that a refusal is about. */
  readonly about: readonly string[];
}

/**
 * No vendor's page says what becomes of internet bandwidth whose address is unassigned; at worst it is billed on,
 * with nothing left to find it by. So an address that has bandwidth is not given back.
 *
 * @param paid what the cloud shows now
 */
export async function refusePaidFor(
  ctx: Context,
  nic: string,
  paid: () => Promise<readonly PaidAddress[]>,
): Promise<void> {
  let seen: readonly PaidAddress[] = [];
  const still = await untilReleased(ctx, async () => {
    seen = await paid();
    return seen.map(({ text }) => text);
  });
  if (still.length > 0) throw paidForRefusal(nic, seen);
}

/** The same, as a preview says it. */
export function paidForRefusal(nic: string, paid: readonly PaidAddress[]): Refusal {
  const what = `not unassigned, because internet bandwidth is still on it: ${paid.map(({ text }) => text).join(", ")}`;
  const way =
    "Release it first, or let its address come from this assignment and replace both with pulumi up --replace";
  return new Refusal(
    `${nic}: ${what}. ${way}`,
    "conflict",
    paid.flatMap(({ about }) => about),
  );
}

/** What an update takes off: what is no longer named, or the last ones of a number. */
export function takenOff({ ipv6Addresses, ipv6AddressCount }: Size, owned: readonly string[]): string[] {
  const wanted = ipv6Addresses ?? owned.slice(0, ipv6AddressCount);
  return owned.filter((address) => !wanted.includes(address));
}
