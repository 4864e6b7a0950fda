import { type CloudError, Refusal, unlessGone } from "../../core/api/errors";
import { retry } from "../../core/api/retry";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { optional } from "../../core/reads/optional";
import type { TencentClient } from "./client";
import { refusedAs } from "./errors";

import { addressesOf } from "./reads";
import { type AddressRow, TITLE } from "./wire";

type Ctx = Context<TencentClient>;

/** What an EIPv6 is bound to: an address of a network interface, or an instance. An empty interface id: nothing. */
export interface Place {
  readonly networkInterfaceId?: string | undefined;
  readonly privateIpv6Address?: string | undefined;
  readonly instanceId?: string | undefined;
}
export const PLACE_FIELDS = ["networkInterfaceId", "privateIpv6Address", "instanceId"] as const;

/** The address, and the binding of it that this resource manages and may undo. */
export interface Answering {
  readonly region: string;
  readonly addressId: string;
  /** What it bound, in the form of `bindingOf`. Undefined at import and adoption: any binding that exists. */
  readonly bound?: string | undefined;
  /** What the program declares. This resource manages that binding, even if it did not create it. */
  readonly declared?: Place | undefined;
}

/** States in which it is bound, or being bound or unbound. */
const BOUND = new Set(["BIND", "BIND_ENI", "BINDING", "UNBINDING"]);

export function placeOf({ networkInterfaceId, privateIpv6Address, instanceId }: Place): Place {
  return { networkInterfaceId, privateIpv6Address, instanceId };
}

/** Where it is bound; empty strings if it is not. */
export function placeSeen(row: AddressRow): Required<{ [K in keyof Place]: string }> {
  const bound = BOUND.has(row.AddressStatus ?? "");
  const text = (value: string | null | undefined) => (bound && value) || "";
  return {
    networkInterfaceId: text(row.NetworkInterfaceId),
    privateIpv6Address: canonicalAddress(text(row.PrivateAddressIp)) ?? text(row.PrivateAddressIp),
    instanceId: text(row.InstanceId),
  };
}

/** The declared binding in the form of `bindingOf`. An instance counts by its id: the cloud picks the interface. */
export function bindingTo({ networkInterfaceId, privateIpv6Address, instanceId }: Place): string {
  return [networkInterfaceId || instanceId, privateIpv6Address].filter(Boolean).join("/");
}

/** A binding as one string, for state and messages. Undefined if there is none. */
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

/** Whether this resource manages the current binding. */
export function answersFor({ bound, declared }: Answering, row: AddressRow): boolean {
  const current = bindingOf(row);
  if (current === undefined) return false;
  const known = bound === current || (bound !== "" && bound === placeSeen(row).instanceId);
  return bound === undefined || known || (isSomewhere(declared) && isAt(row, declared));
}

/**
 * Binds the address to the wanted place. The cloud has no call that moves it and binds only an unbound one, so the
 * current binding is undone first. If this resource does not manage that binding, it is refused. Every attempt reads
 * the address again: after a lost response, and when the state did not permit the call.
 *
 * @param begun called just before the bind request: from then on state must record the binding
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

/** Unbinds, then releases. An address that is gone counts as released. */
export function release(ctx: Ctx, key: Answering): Promise<void> {
  return attempts(ctx, key, "ReleaseIPv6Addresses", async (row) => {
    if (row?.AddressStatus === "OFFLINING") return;
    if (row) await unbind(ctx, key, row, "released");
    const request = { IPv6AddressIds: [key.addressId] };
    await unlessGone(ctx.client.call(ctx, "ReleaseIPv6Addresses", request, once(key)));
  });
}

/** Never undoes a binding that this resource does not manage. */
function refuseOthers(key: Answering, row: AddressRow, what: string): void {
  const current = bindingOf(row);
  if (current === undefined || row.AddressStatus === "UNBINDING" || answersFor(key, row)) return;
  const why = `it is bound to ${current}, which this resource did not create`;
  const way =
    "Unbind it (DisassociateIPv6Address) and run again, or declare that binding and run pulumi up to let this resource manage it";
  throw new Refusal(`${TITLE} ElasticPublicIpv6 ${key.addressId}: not ${what}, because ${why}. ${way}`, "conflict");
}

/** Refuses if the current binding may not be undone. */
export async function preflightDisassociation(ctx: Ctx, key: Answering, wanted?: Place): Promise<void> {
  const row = await ctx.client.elastic.one(ctx, key.region, key.addressId);
  if (row && !(wanted && isAt(row, wanted))) refuseOthers(key, row, wanted ? "moved" : "released");
}

/**
 * Refuses if the address could not be bound to the wanted place. The order comes before the binding, so a failed
 * binding would leave an address that is paid for.
 *
 * @param own ids that may be bound there now, because they are moved or released first
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
    throw refused(
      "InvalidParameterValue.NetworkInterfaceNotFound",
      `network interface ${id} does not exist in ${region}`,
    );
  }
  if (nic && !addressesOf(nic).has(address)) {
    throw refused("InvalidParameterValue.PrivateIpAddressNotMatch", `${address} is not on ${id}`);
  }
  const rows = await ctx.client.elastic.onNic(ctx, region, id);
  const other = rows.find((row) => placeSeen(row).privateIpv6Address === address && !own.includes(row.AddressId));
  if (other) throw refused("InvalidPrivateIpAddress.AlreadyBindEip", `${other.AddressId} is bound to ${address}`);
}

async function unbind(ctx: Ctx, key: Answering, row: AddressRow, what: string): Promise<void> {
  const current = bindingOf(row);
  if (current === undefined || row.AddressStatus === "UNBINDING") return;
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

/** Sent once. If the response is lost or the state does not permit it, the next attempt reads before it sends. */
function once({ region, addressId }: Answering) {
  const final = ({ kind }: CloudError) => kind === "busy";
  return { region, subject: addressId, repeatable: false, final };
}
