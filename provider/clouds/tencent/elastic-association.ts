import { type CloudError, Refusal, unlessGone } from "../../core/api/errors";
import { retry } from "../../core/api/retry";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { optional } from "../../core/reads/optional";
import type { TencentClient } from "./client";
import { refusedAs } from "./preflight";
import { addressesOf } from "./reads";
import { type AddressRow, TITLE } from "./wire";

type Ctx = Context<TencentClient>;

/** What an EIPv6 is to be bound to: an address of a network card, or a machine. An empty card: nothing. */
export interface Place {
  readonly networkInterfaceId?: string | undefined;
  readonly privateIpv6Address?: string | undefined;
  readonly instanceId?: string | undefined;
}
export const PLACE_FIELDS = ["networkInterfaceId", "privateIpv6Address", "instanceId"] as const;

/** What this resource answers for, and so may undo. */
export interface Answering {
  readonly region: string;
  readonly addressId: string;
  /** What it bound, as `bindingOf` says it. Undefined at import and adoption: whatever is there. */
  readonly bound?: string | undefined;
  /** What the program declares: it is ours, whoever did it. */
  readonly declared?: Place | undefined;
}

/** States in which it is bound to something, or on the way there or back. */
const BOUND = new Set(["BIND", "BIND_ENI", "BINDING", "UNBINDING"]);

export function placeOf({ networkInterfaceId, privateIpv6Address, instanceId }: Place): Place {
  return { networkInterfaceId, privateIpv6Address, instanceId };
}

/** Where it is bound; empty texts where it is not. */
export function placeSeen(row: AddressRow): Required<{ [K in keyof Place]: string }> {
  const bound = BOUND.has(row.AddressStatus ?? "");
  const text = (value: string | null | undefined) => (bound && value) || "";
  return {
    networkInterfaceId: text(row.NetworkInterfaceId),
    privateIpv6Address: canonicalAddress(text(row.PrivateAddressIp)) ?? text(row.PrivateAddressIp),
    instanceId: text(row.InstanceId),
  };
}

/** What is declared, as `bindingOf` will say it; of a machine its id, because the card is the cloud's choice. */
export function bindingTo({ networkInterfaceId, privateIpv6Address, instanceId }: Place): string {
  return [networkInterfaceId || instanceId, privateIpv6Address].filter(Boolean).join("/");
}

/** A binding in one text, to remember and to show. Undefined where there is none. */
export function bindingOf(row: AddressRow): string | undefined {
  const { networkInterfaceId, privateIpv6Address, instanceId } = placeSeen(row);
  const parts = [networkInterfaceId || instanceId, privateIpv6Address].filter(Boolean);
  return BOUND.has(row.AddressStatus ?? "") ? parts.join("/") || "something" : undefined;
}

function isAt(row: AddressRow, place: Place): boolean {
  const seen = placeSeen(row);
  return PLACE_FIELDS.every((name) => place[name] === undefined || place[name] === seen[name]);
}

function isSomewhere(place: Place | undefined): place is Place {
  return PLACE_FIELDS.some((name) => place?.[name]);
}

/** Does this resource answer for the binding that is there? */
export function answersFor({ bound, declared }: Answering, row: AddressRow): boolean {
  const there = bindingOf(row);
  if (there === undefined) return false;
  const known = bound === there || (bound !== "" && bound === placeSeen(row).instanceId);
  return bound === undefined || known || (isSomewhere(declared) && isAt(row, declared));
}

/**
 * From wherever it is bound to where it shall be. The cloud takes only an unbound one, and has no call that moves it,
 * so what is there is undone first: if this resource answers for it, else refused. Each attempt looks anew: after a
 * lost answer, and when the cloud says that the state does not permit it.
 *
 * @param begun called before it is bound, from when on state must know that this resource did it
 */
export function bind(ctx: Ctx, key: Answering, wanted: Place, begun: () => void): Promise<void> {
  return attempts(ctx, key, "AssociateIPv6Address", async (row) => {
    if (row && isAt(row, wanted)) return;
    if (row) await unbind(ctx, key, row, "moved");
    if (!isSomewhere(wanted)) return;
    begun();
    const request = {
      IPv6AddressId: key.addressId,
      ...(wanted.networkInterfaceId && { NetworkInterfaceId: wanted.networkInterfaceId }),
      ...(wanted.privateIpv6Address && { PrivateIPv6Address: wanted.privateIpv6Address }),
      ...(wanted.instanceId && { InstanceId: wanted.instanceId }),
    };
    await ctx.client.call(ctx, "AssociateIPv6Address", request, once(key));
  });
}

/** Unbound and released. Gone is done. */
export function release(ctx: Ctx, key: Answering): Promise<void> {
  return attempts(ctx, key, "ReleaseIPv6Addresses", async (row) => {
    if (row?.AddressStatus === "OFFLINING") return;
    if (row) await unbind(ctx, key, row, "released");
    const request = { IPv6AddressIds: [key.addressId] };
    await unlessGone(ctx.client.call(ctx, "ReleaseIPv6Addresses", request, once(key)));
  });
}

/** What somebody else bound is not undone. */
function refuseOthers(key: Answering, row: AddressRow, what: string): void {
  const there = bindingOf(row);
  if (there === undefined || row.AddressStatus === "UNBINDING" || answersFor(key, row)) return;
  const why = `it is bound to ${there}, which this resource did not do`;
  const way =
    "Unbind it there (DisassociateIPv6Address) and run again, or declare that binding and run pulumi up: then this resource answers for it";
  throw new Refusal(`${TITLE} ElasticPublicIpv6 ${key.addressId}: not ${what}, because ${why}. ${way}`, "conflict");
}

/** What stands against undoing the binding that is there. */
export async function preflightDisassociation(ctx: Ctx, key: Answering, wanted?: Place): Promise<void> {
  const row = await ctx.client.elastic.one(ctx, key.region, key.addressId);
  if (row && !(wanted && isAt(row, wanted))) refuseOthers(key, row, wanted ? "moved" : "released");
}

/**
 * What stands against binding it there. It is bought before it is bound, so this is what can be lost.
 *
 * @param own ids of those that may be bound there: they are moved or released by then
 */
export async function preflightAssociation(
  ctx: Ctx,
  region: string,
  wanted: Place,
  own: readonly string[],
): Promise<void> {
  const { networkInterfaceId: id, privateIpv6Address: address } = wanted;
  if (!id || !address) return;
  const refused = (code: string, message: string) => refusedAs(code, "AssociateIPv6Address", address, message);
  const nic = await optional(ctx, async () => (await ctx.client.reads.networkInterface(ctx, region, id)) ?? null);
  if (nic === null) {
    throw refused("InvalidParameterValue.NetworkInterfaceNotFound", `there is no network card ${id} in ${region}`);
  }
  if (nic && !addressesOf(nic).has(address)) {
    throw refused("InvalidParameterValue.PrivateIpAddressNotMatch", `${address} is not on ${id}`);
  }
  const rows = await ctx.client.elastic.onNic(ctx, region, id);
  const other = rows.find((row) => placeSeen(row).privateIpv6Address === address && !own.includes(row.AddressId));
  if (other) throw refused("InvalidPrivateIpAddress.AlreadyBindEip", `${other.AddressId} is bound to ${address}`);
}

async function unbind(ctx: Ctx, key: Answering, row: AddressRow, what: string): Promise<void> {
  const there = bindingOf(row);
  if (there === undefined || row.AddressStatus === "UNBINDING") return;
  refuseOthers(key, row, what);
  const request = { IPv6AddressId: key.addressId };
  await unlessGone(ctx.client.call(ctx, "DisassociateIPv6Address", request, once(key)));
}

function attempts(
  ctx: Ctx,
  { region, addressId }: Answering,
  action: string,
  attempt: (row: AddressRow | undefined) => Promise<void>,
): Promise<void> {
  const call = `${TITLE} ${action}`;
  return retry(ctx, { repeatable: true, call }, async () =>
    attempt(await ctx.client.elastic.one(ctx, region, addressId)),
  );
}

/** Sent once: what was lost or came too early is for the next attempt, which looks before it. */
function once({ region, addressId }: Answering) {
  const final = ({ kind }: CloudError) => kind === "busy";
  return { region, subject: addressId, repeatable: false, final };
}
