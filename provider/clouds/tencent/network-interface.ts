import { CloudError, kindOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { named as listed } from "../../core/reads/batch";
import { type PaidAddress, refusePaidFor } from "../../resources/nic-ipv6-assignment";
import type { TencentClient } from "./client";
import { addressesElsewhere } from "./preflight";
import { addressesOf } from "./reads";
import type { StartedTask } from "./tasks";
import { type Ipv6AddressRow, PRIVATE, TITLE } from "./wire";

type Ctx = Context<TencentClient>;

/** Most addresses in one request. */
const MOST = 10;

export interface Nic {
  readonly region: string;
  readonly networkInterfaceId: string;
}
export interface Wanted {
  readonly named?: readonly string[];
  readonly count?: number;
  readonly description?: string | undefined;
  readonly token: string;
}

/** The addresses of an interface by canonical spelling. Empty if the interface does not exist. */
export async function onNic(ctx: Ctx, { region, networkInterfaceId }: Nic): Promise<Map<string, Ipv6AddressRow>> {
  return addressesOf(await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
}

/** Assigns with one request under a token. The cloud returns the addresses at once, as PENDING. */
export async function assign(
  ctx: Ctx,
  nic: Nic,
  { named, count, description, token }: Wanted,
): Promise<readonly string[]> {
  const { region, networkInterfaceId } = nic;
  const query = named
    ? {
        Ipv6Addresses: named.map((Address) => ({
          Address,
          ...(description !== undefined && { Description: description }),
        })),
      }
    : { Ipv6AddressCount: count ?? 1 };
  const request = { NetworkInterfaceId: networkInterfaceId, ...query, ClientToken: token };
  const { Ipv6AddressSet, RequestId } = await ctx.client.call(ctx, "AssignIpv6Addresses", request, {
    region,
    subject: networkInterfaceId,
  });
  const given = named ?? Ipv6AddressSet.map(({ Address }) => canonicalAddress(Address) ?? Address);
  if (given.length === 0) throw noAddresses(networkInterfaceId, RequestId);
  const reached = (present: readonly string[]) => given.some((address) => present.includes(address));
  startTask(ctx, nic, { action: "AssignIpv6Addresses", requestId: RequestId, members: given, reached, tokened: true });
  return given;
}

/** Assigns addresses that this resource holds. "In use" then means success, unless another interface has one. */
export async function assignOwn(ctx: Ctx, nic: Nic, own: readonly string[], token: string): Promise<readonly string[]> {
  try {
    return await assign(ctx, nic, { named: own, token });
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "conflict")) throw error;
    const row = await ctx.client.reads.networkInterface(ctx, nic.region, nic.networkInterfaceId);
    const elsewhere = row ? await addressesElsewhere(ctx, nic.region, row, own) : [];
    return own.filter((address) => !elsewhere.includes(address));
  }
}

/**
 * Unassigns exactly these. One address that is already unassigned fails the whole request; then each is sent alone, and
 * one that is refused alone counts as done. No read decides this, because reads lag.
 */
export async function unassign(ctx: Ctx, nic: Nic, unwanted: readonly string[]): Promise<void> {
  if (unwanted.length === 0) return;
  await refusePaidFor(ctx, titleOf(nic), () => paidFor(ctx, nic, unwanted));
  await sendUnassign(ctx, nic, unwanted);
}

export function titleOf({ networkInterfaceId }: Nic): string {
  return `${TITLE} ${networkInterfaceId}`;
}

/**
 * Which of these addresses have internet bandwidth, and its ids: by the network interface, and by the list of public
 * addresses, of which one stale read must not let go of what is paid for.
 */
export async function paidFor(ctx: Ctx, nic: Nic, addresses: readonly string[]): Promise<PaidAddress[]> {
  const present = await onNic(ctx, nic);
  const publicId = async (address: string) => {
    const row = await unlessDenied(ctx.client.reads.published(ctx, nic.region, address));
    return row?.AddressStatus === PRIVATE ? undefined : row?.AddressId;
  };
  const ids = await Promise.all(
    addresses.map(async (address) => [address, present.get(address)?.AddressId || (await publicId(address))] as const),
  );
  return ids.flatMap(([address, id]) => (id ? [{ text: `${address} has ${id}`, about: [address] }] : []));
}

/** An identity that only assigns addresses may not list public ones. */
async function unlessDenied<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (kindOf(error) === "denied") return undefined;
    throw error;
  }
}

async function sendUnassign(ctx: Ctx, nic: Nic, unwanted: readonly string[]): Promise<void> {
  const { region, networkInterfaceId } = nic;
  for (let from = 0; from < unwanted.length; from += MOST) {
    const batch = unwanted.slice(from, from + MOST);
    try {
      const request = { NetworkInterfaceId: networkInterfaceId, Ipv6Addresses: batch.map((Address) => ({ Address })) };
      const options = { region, subject: `${networkInterfaceId} (${listed(batch)})` };
      const { RequestId } = await ctx.client.call(ctx, "UnassignIpv6Addresses", request, options);
      const reached = (present: readonly string[]) => !batch.some((address) => present.includes(address));
      startTask(ctx, nic, { action: "UnassignIpv6Addresses", requestId: RequestId, members: batch, reached });
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "gone")) throw error;
      if (batch.length > 1) for (const address of batch) await sendUnassign(ctx, nic, [address]);
    }
  }
}

export async function describe(ctx: Ctx, nic: Nic, addresses: readonly string[], description: string): Promise<void> {
  const { region, networkInterfaceId } = nic;
  const Ipv6Addresses = addresses.map((Address) => ({ Address, Description: description }));
  const request = { NetworkInterfaceId: networkInterfaceId, Ipv6Addresses };
  await ctx.client.call(ctx, "ModifyIpv6AddressesAttribute", request, { region, subject: networkInterfaceId });
}

type Beginning = Omit<StartedTask<readonly string[]>, "taskId" | "system">;

function startTask(ctx: Ctx, { region, networkInterfaceId }: Nic, { requestId, ...rest }: Beginning): void {
  ctx.client.tasks.start(region, networkInterfaceId, { ...rest, requestId, taskId: requestId, system: "nic" });
}

function noAddresses(subject: string, requestId: string): CloudError {
  return new CloudError({
    ...{ kind: "unknown", cloud: TITLE, action: "AssignIpv6Addresses", subject, requestId },
    message: "the response does not name the assigned addresses",
    advice: "Adopt them with adopt: true and ipv6Addresses.",
  });
}
