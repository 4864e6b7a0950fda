import { CloudError, messageOf, notShown, unlessGone } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { ZenlayerClient } from "./client";
import { heldKey, TRANSIENT } from "./held-tags";
import { type NetworkInterfaceRow, TITLE } from "./wire";

type Ctx = Context<ZenlayerClient>;

const SEPARATOR = "-";

/**
 * An order here takes neither token nor tag. So an owner tag is put on the network interface before the order, and the
 * next run finds it after an interrupted run. It stays until the delete. Its value is the owner and `parts`, joined by
 * hyphens, at most 64 characters.
 *
 * @returns whether the tag is set: an account that may not tag orders without it
 */
export async function mark(ctx: Ctx, nicId: string, key: string, parts: readonly string[]): Promise<boolean> {
  if (!ctx.client.marks) return false;
  const value = [ctx.owner, ...parts].join(SEPARATOR);
  const request = { resourceUuid: nicId, replaceTags: [{ key, value }], deleteTagKeys: [heldKey(key)] };
  try {
    await ctx.client.call(ctx, "ModifyResourceTags", request, { subject: nicId });
    return true;
  } catch (error) {
    if (!(error instanceof CloudError) || TRANSIENT.includes(error.kind)) throw error;
    // The order itself reports a missing network interface.
    if (error.kind !== "gone") ctx.log("warning", `${messageOf(error)} ${WITHOUT}`);
    return false;
  }
}
const WITHOUT =
  "Continuing without the tag: an order whose response is lost must then be adopted with adopt: true. ipv6:zenlayer.marks: false turns tags off";

/** The owner and parts of an owner tag. Undefined without one. */
export function markOn(nic: NetworkInterfaceRow, key: string): { owner: string; parts: string[] } | undefined {
  const [owner, ...parts] = nic.tags?.tags?.find((tag) => tag.key === key)?.value?.split(SEPARATOR) ?? [];
  return owner ? { owner, parts } : undefined;
}

/** Adds the held tag beside our own owner tag. */
export async function hold(ctx: Ctx, nicId: string, key: string): Promise<void> {
  if (!ctx.client.marks) return;
  const nic = await ctx.client.reads.nic(ctx, nicId);
  const owner = nic && markOn(nic, key)?.owner;
  if (!owner) throw notShown(`${TITLE} ${nicId}`);
  if (owner !== ctx.owner) return;
  await ctx.client.heldTags(ctx, heldKey(key), nicId);
}

export function isHeld(nic: NetworkInterfaceRow | undefined, key: string): boolean {
  return nic?.tags?.tags?.some((tag) => tag.key === heldKey(key)) ?? false;
}

/** Removes our owner tag. A tag that cannot be removed is a warning, not an error. */
export async function unmark(ctx: Ctx, nicId: string, key: string): Promise<void> {
  const request = { resourceUuid: nicId, deleteTagKeys: [key, heldKey(key)] };
  await unlessGone(ctx.client.call(ctx, "ModifyResourceTags", request, { subject: nicId })).catch((error) => {
    ctx.log("warning", `${messageOf(error)} The tag ${key} stays on ${nicId}; remove it manually`);
  });
}
