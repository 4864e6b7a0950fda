import { CloudError, Refusal } from "../core/api/errors";
import type { Listed } from "../core/binding";
import type { Values } from "../core/check";
import type { Context } from "../core/context";
import { addresses, integer, UNKNOWN } from "../core/field";
import { addressInId, joinId, splitId } from "../core/id";
import { firstOutput, textsOutput } from "../core/resource";
import { untilReleased } from "../core/wait";

export const NIC_IPV6_ASSIGNMENT = "NicIpv6Assignment";

/** The description on every cloud. */
export const nicIpv6AssignmentDoc =
  "IPv6 addresses on a network interface. It owns the addresses it assigned and no others: deleting or shrinking it never removes other addresses from the network interface.";

/** The outputs that every cloud must have. */
export const addressOutputs = {
  addresses: textsOutput("The IPv6 addresses this resource holds, each in its canonical spelling."),
  address: firstOutput("addresses", "The first of `addresses`."),
};

/** Maximum addresses per call on each cloud, and so per resource: each change stays one atomic call. */
export const MOST_ADDRESSES = 10;

/** @param range the range of the addresses, in the cloud's terms */
export function addressInputs(range: string, source: string) {
  return {
    ipv6Addresses: addresses({
      doc: `The addresses to assign, each of ${range}. Changed in place: added addresses are assigned, removed ones are unassigned.`,
      min: 1,
      max: MOST_ADDRESSES,
      source,
    }),
    ipv6AddressCount: integer({
      doc: "How many addresses to assign; the cloud chooses them. Changed in place: shrinking unassigns the last ones first.",
      min: 1,
      max: MOST_ADDRESSES,
      unit: "addresses",
      source,
    }),
  };
}

/** `addresses`: those this resource owns. Undefined in the short id of an import: all on the network interface. */
export interface NicKey {
  readonly region: string;
  readonly networkInterfaceId: string;
  readonly addresses?: readonly string[] | undefined;
}

export const nicIdForms = ["<region>/<networkInterfaceId>/<address>,<address>…", "<region>/<networkInterfaceId>"];

/** The key functions of a binding. */
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

/** Tags of the Kubernetes cloud providers on what belongs to a cluster. */
const CLUSTER_KEY = /^kubernetes\.io\/cluster\//;

/**
 * The controller that assigns addresses on a network interface, by its tags: a cluster's network plugin, for example.
 *
 * @param known tags of the cloud's own controllers, as `key=value`, with their names
 */
export function controllerOf(
  tags: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string>> = {},
): string | undefined {
  const entries = Object.entries(tags);
  const own = entries.map(([key, value]) => known[`${key}=${value}`]).find((name) => name !== undefined);
  return own ?? (entries.some(([key, value]) => CLUSTER_KEY.test(key) && value === "owned") ? "Kubernetes" : undefined);
}

/**
 * The assignments that cover all addresses of a network interface, with at most MOST_ADDRESSES each.
 *
 * @param controller what assigns addresses there, if not a person
 */
export function assignmentsOn(
  key: Omit<NicKey, "addresses">,
  name: string | null | undefined,
  addresses: readonly string[],
  controller?: string,
): Listed<NicKey>[] {
  const parts: Listed<NicKey>[] = [];
  for (let from = 0; from < addresses.length; from += MOST_ADDRESSES) {
    const label = name || key.networkInterfaceId;
    const part = { ...key, addresses: addresses.slice(from, from + MOST_ADDRESSES) };
    parts.push({ key: part, label, ...(controller && { controller }) });
  }
  return parts;
}

interface Size {
  readonly ipv6Addresses?: readonly string[] | undefined;
  readonly ipv6AddressCount?: number | undefined;
}
interface Wanted extends Size {
  readonly networkInterfaceId: string;
  readonly adopt?: boolean | undefined;
}

/**
 * The addresses on a network interface that the inputs refer to. Undefined if none, or too few to adopt.
 *
 * @throws Refusal if an adoption by number is ambiguous
 */
export function already(
  { networkInterfaceId, ipv6Addresses, ipv6AddressCount, adopt }: Wanted,
  present: readonly string[],
) {
  const held = ipv6Addresses ? ipv6Addresses.filter((address) => present.includes(address)) : present;
  if (held.length === 0 || (adopt && held.length < (ipv6Addresses?.length ?? 0))) return undefined;
  // A number identifies the addresses to adopt only if it covers all of them.
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
 * A call that adds addresses may replay an earlier one. Addresses in it that a state has belong to another assignment,
 * so the token is used.
 *
 * @param held addresses that were on the network interface before the call and that a state has
 * @throws CloudError with `staleToken` if there are any
 */
export function refuseHeldReplay(call: { cloud: string; action: string; subject: string }, held: readonly string[]) {
  if (held.length === 0) return;
  const message = `the cloud replays an earlier response, and ${held.join(", ")} belongs to another assignment now`;
  throw new CloudError({ ...call, kind: "conflict", message, staleToken: true });
}

interface Resizing {
  /** Addresses now on the network interface. */
  readonly held: readonly string[];
  readonly wanted: readonly string[];
  /** Called with the owned addresses after each step that adds some. */
  readonly note: (owned: readonly string[]) => void;
  /** Assigns the missing addresses and returns them. */
  readonly assign: () => Promise<readonly string[]>;
  readonly unassign: (gone: readonly string[]) => Promise<void>;
}

/**
 * Changes the held addresses to the wanted ones and returns the result in declared order, because programs use
 * addresses by position. Addresses ordered by number keep their positions. New addresses are assigned first, so that
 * the network interface always has one, unless the quota requires unassigning first. Removed addresses stay owned until
 * reads show them gone.
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
 * Outputs parallel to `addresses` after a change: a kept address keeps its members.
 *
 * @param lists names of outputs with one member per address, in the same order
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

/** Which addresses stay or come: those listed, or the first of those that state has. */
function wantedOf({ ipv6Addresses, ipv6AddressCount = 0 }: Size, owned: readonly string[]): readonly string[] {
  return ipv6Addresses ?? owned.slice(0, ipv6AddressCount);
}

/** The addresses to add. By number, owned addresses are assigned again before new ones are requested. */
export function missingFrom(size: Size, held: readonly string[], owned: readonly string[]) {
  const { ipv6Addresses, ipv6AddressCount = 0 } = size;
  const wanted = wantedOf(size, owned);
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
  /** For messages: the address, and the id of its bandwidth. */
  readonly text: string;
  /** The ids and addresses that a refusal concerns. */
  readonly about: readonly string[];
}

/**
 * No vendor documents what happens to internet bandwidth whose address is unassigned: it might stay billed with nothing
 * left to find it by. So an address with bandwidth is not unassigned.
 *
 * @param paid reads the addresses with bandwidth
 * @throws Refusal if any remain
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

/**
 * For previews: refuses an update that unassigns an address with internet bandwidth, as the update itself would.
 *
 * @param owned the addresses that state has
 * @throws Refusal
 */
export async function refusePaidShrink(
  nic: string,
  size: Size,
  owned: readonly string[],
  paid: (addresses: readonly string[]) => Promise<readonly PaidAddress[]>,
): Promise<void> {
  const wanted = wantedOf(size, owned);
  const seen = await paid(owned.filter((address) => !wanted.includes(address)));
  if (seen.length > 0) throw paidForRefusal(nic, seen);
}

function paidForRefusal(nic: string, paid: readonly PaidAddress[]): Refusal {
  const what = `not unassigned, because it still has internet bandwidth: ${paid.map(({ text }) => text).join(", ")}`;
  const way =
    "Release it first, or take its address from the outputs of this assignment and replace both with pulumi up --replace";
  return new Refusal(
    `${nic}: ${what}. ${way}`,
    "conflict",
    paid.flatMap(({ about }) => about),
  );
}
