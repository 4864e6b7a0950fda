import { CloudError } from "../../core/api/errors";
import type { Order } from "../../core/binding";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { READS_LAG } from "../../core/lifecycle/observe";
import { waitFor } from "../../core/wait";
import {
  type missingFrom,
  type PaidAddress,
  refuseHeldReplay,
  refusePaidFor,
} from "../../resources/nic-ipv6-assignment";
import type { AlibabaClient } from "./client";
import { HELD, isHeld } from "./ownership";
import { addressesOn, spelled } from "./reads";
import { TITLE } from "./wire";

/** Assigns addresses to a network interface and unassigns them. */

const ASSIGN = "AssignIpv6Addresses";

type Ctx = Context<AlibabaClient>;
interface Nic {
  readonly region: string;
  readonly networkInterfaceId: string;
}
interface Desired extends Nic {
  readonly ipv6Addresses?: readonly string[] | undefined;
  readonly ipv6AddressCount?: number | undefined;
}

type Missing = ReturnType<typeof missingFrom>;

/** Assigns the missing addresses and returns them. */
export async function assignMissing(
  ctx: Ctx,
  desired: Desired,
  { own, others, more }: Missing,
  owned: readonly string[],
  order: Order,
): Promise<string[]> {
  const { region, networkInterfaceId } = desired;
  // Derived from the addresses in state: after an interrupted run it is the same, so the set grows only once.
  const token = (request: object) => order.token(ASSIGN, region, networkInterfaceId, request, [...owned].sort());
  const back = own.length > 0 ? await assignOwn(ctx, desired, own, order.fresh()) : [];
  const byName = { Ipv6Address: others };
  if (others.length > 0) await assign(ctx, desired, { ...byName, ClientToken: token(byName) }, []);
  const count = more + own.length - back.length;
  if (desired.ipv6Addresses || count <= 0) return [...back, ...others];
  const onNic = addressesOn(await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
  const byNumber = { Ipv6AddressCount: count };
  const given = await assign(ctx, desired, { ...byNumber, ClientToken: token(byNumber) }, onNic);
  const replayed = given.filter((address) => onNic.includes(address));
  const rows = replayed.length > 0 ? await recordsOf(ctx, { ...desired, addresses: replayed }) : [];
  const held = rows.filter((row) => isHeld(row, HELD.address)).map(spelled);
  refuseHeldReplay({ cloud: TITLE, action: ASSIGN, subject: networkInterfaceId }, held);
  return [...back, ...given];
}

/** Assigns addresses this resource owns. "Already assigned" is success, except on another network interface. */
export async function assignOwn(
  ctx: Ctx,
  desired: Desired,
  own: readonly string[],
  ClientToken: string,
): Promise<string[]> {
  const { region, networkInterfaceId } = desired;
  try {
    return [...(await assign(ctx, desired, { Ipv6Address: own, ClientToken }, []))];
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "conflict")) throw error;
    const nic = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const elsewhere = await ctx.client.reads.heldElsewhere(ctx, region, nic, own);
    if (desired.ipv6Addresses && elsewhere.length > 0) throw error;
    return own.filter((address) => !elsewhere.includes(address));
  }
}

interface AssignRequest {
  readonly Ipv6Address?: readonly string[];
  readonly Ipv6AddressCount?: number;
  readonly ClientToken: string;
}

/** Sends one assign and returns its addresses. Older responses omit them; new ones on the interface are then used. */
export async function assign(
  ctx: Ctx,
  { region, networkInterfaceId }: Nic,
  request: AssignRequest,
  before: readonly string[],
): Promise<readonly string[]> {
  const call = { RegionId: region, NetworkInterfaceId: networkInterfaceId, ...request };
  const { Ipv6Sets } = await ctx.client.call(ctx, ASSIGN, call, { subject: networkInterfaceId });
  if (request.Ipv6Address) return request.Ipv6Address;
  const given = (Ipv6Sets?.Ipv6Address ?? []).map((address) => canonicalAddress(address) ?? address);
  if (given.length > 0) return given;
  const until = Math.min(ctx.clock.now() + READS_LAG, ctx.deadline);
  const fresh = await waitFor<readonly string[]>(ctx, {
    goal: `the new addresses on ${networkInterfaceId} to be seen`,
    look: async () => {
      const now = addressesOn(await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
      return now.filter((address) => !before.includes(address));
    },
    pending: ({ length }) =>
      length < (request.Ipv6AddressCount ?? 0) && ctx.clock.now() < until ? `${length} are` : undefined,
  });
  if (fresh.length === request.Ipv6AddressCount) return fresh;
  throw new CloudError({
    kind: "unknown",
    cloud: TITLE,
    action: ASSIGN,
    subject: networkInterfaceId,
    message: `the response names no addresses; new on the network interface: ${fresh.join(", ") || "none yet"}`,
    advice: "Adopt them with adopt: true and ipv6Addresses.",
  });
}

/**
 * Unassigns exactly these addresses. If a batch fails as not assigned, each is sent alone, and one that is already
 * unassigned counts as done. Reads are not used: they may be stale.
 */
export async function unassign(ctx: Ctx, nic: Nic, unwanted: readonly string[]): Promise<void> {
  if (unwanted.length === 0) return;
  await refusePaidFor(ctx, titleOf(nic), () => paidFor(ctx, nic, unwanted));
  await giveBack(ctx, nic, unwanted);
}

async function giveBack(ctx: Ctx, nic: Nic, unwanted: readonly string[]): Promise<void> {
  const { region, networkInterfaceId } = nic;
  const request = { RegionId: region, NetworkInterfaceId: networkInterfaceId, Ipv6Address: unwanted };
  try {
    await ctx.client.call(ctx, "UnassignIpv6Addresses", request, { subject: networkInterfaceId });
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "gone")) throw error;
    if (unwanted.length > 1) for (const one of unwanted) await giveBack(ctx, nic, [one]);
  }
}

export function titleOf({ networkInterfaceId }: Nic): string {
  return `${TITLE} ${networkInterfaceId}`;
}

/**
 * The internet bandwidth of these addresses, by the VPC's records, whatever the read of the network interface shows: one
 * stale read of it must not let go of what is paid for. An address on the network interface without a record is
 * included, because it may have bandwidth.
 */
export async function paidFor(
  ctx: Ctx,
  { region, networkInterfaceId }: Nic,
  addresses: readonly string[],
): Promise<PaidAddress[]> {
  const nic = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
  const present = addressesOn(nic);
  const rows = new Map(
    (await ctx.client.reads.recordsOn(ctx, region, nic, addresses)).map((row) => [spelled(row), row]),
  );
  return addresses.flatMap((address) => {
    const row = rows.get(address);
    const id = row?.Ipv6InternetBandwidth?.Ipv6InternetBandwidthId;
    if (!row && !present.includes(address)) return [];
    if (!row) return [{ text: `unknown for ${address}: the VPC has no record of it`, about: [address] }];
    return id ? [{ text: `${address} has ${id}`, about: [row.Ipv6AddressId] }] : [];
  });
}

/** The VPC's records of this resource's addresses. */
export async function recordsOf(ctx: Ctx, { region, networkInterfaceId, addresses = [] }: Held) {
  const nic = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
  const rows = nic ? await ctx.client.reads.recordsOn(ctx, region, nic, addresses) : [];
  return rows.filter((row) => addresses.includes(spelled(row)));
}

interface Held extends Nic {
  readonly addresses?: readonly string[] | undefined;
}
