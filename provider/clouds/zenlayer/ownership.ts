import { CloudError, type Kind, messageOf, notShown, unlessGone } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { ZenlayerClient } from "./client";
import { type NetworkInterfaceRow, TITLE } from "./wire";

type Ctx = Context<ZenlayerClient>;

/** Nobody knows whether the tag was written, or it can be later: then nothing is ordered either. */
const TRANSIENT: readonly Kind[] = ["unavailable", "throttled", "busy"];
const SEPARATOR = "-";
/** Beside a mark: some state has what was ordered under it. */
const heldKey = (key: string) => `${key}-held`;

/**
 * An order here can carry neither token nor tag. So a tag on the network card says beforehand whose order is under
 * way; the next run finds it, also when this one dies. It stays until the delete. Its value is the owner's mark and
 * whatever else the next run must know, joined by hyphens, in at most 64 characters.
 *
 * @returns whether the card bears it now: an account that may not tag orders without
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
    // A card that is not there is told by the order itself.
    if (error.kind !== "gone") ctx.log("warning", `${messageOf(error)} ${WITHOUT}`);
    return false;
  }
}
const WITHOUT =
  "Going on without the tag: an order whose answer is lost must then be taken over with adopt: true. ipv6:zenlayer.marks: false turns tags off";

/** The parts of a mark on a card, the owner's first. Undefined when there is none. */
export function markOn(nic: NetworkInterfaceRow, key: string): { owner: string; parts: string[] } | undefined {
  const [owner, ...parts] = nic.tags?.tags?.find((tag) => tag.key === key)?.value?.split(SEPARATOR) ?? [];
  return owner ? { owner, parts } : undefined;
}

/** Says beside our own mark that some state has what was ordered. */
export async function hold(ctx: Ctx, nicId: string, key: string): Promise<void> {
  if (!ctx.client.marks) return;
  const nic = await ctx.client.reads.nic(ctx, nicId);
  const owner = nic && markOn(nic, key)?.owner;
  if (!owner) throw notShown(`${TITLE} ${nicId}`);
  if (owner !== ctx.owner) return;
  const request = { resourceUuid: nicId, replaceTags: [{ key: heldKey(key), value: "true" }] };
  await ctx.client.call(ctx, "ModifyResourceTags", request, { subject: nicId });
}

export function isHeld(nic: NetworkInterfaceRow | undefined, key: string): boolean {
  return nic?.tags?.tags?.some((tag) => tag.key === heldKey(key)) ?? false;
}

/** Takes our own tag off; a tag that stays behind is worth a warning, not a failure. */
export async function unmark(ctx: Ctx, nicId: string, key: string): Promise<void> {
  const request = { resourceUuid: nicId, deleteTagKeys: [key, heldKey(key)] };
  await unlessGone(ctx.client.call(ctx, "ModifyResourceTags", request, { subject: nicId })).catch((error) => {
    ctx.log("warning", `${messageOf(error)} The tag ${key} stays on ${nicId}; remove it by hand`);
  });
}
