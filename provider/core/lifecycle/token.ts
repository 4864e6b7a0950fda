import { createHash } from "node:crypto";

/**
 * A ClientToken that survives a crash: the engine keeps nothing of an interrupted create, so the next run must derive
 * the same token. 40 hexadecimal digits, within every cloud's limit of 64 ASCII characters.
 *
 * @param identity the declared resource: project, stack, type and name
 * @param order the inputs that define the order
 * @param generation changes when the cloud replays an order that has since been deleted
 */
export function clientToken(identity: string, order: readonly unknown[], generation: unknown): string {
  const text = JSON.stringify([identity, order, generation]);
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}

/** Owner tag of a declared resource, for clouds that take no token but allow tags on orders. 20 hexadecimal digits. */
export function ownerMark(identity: string): string {
  return clientToken(identity, ["owner"], 0).slice(0, 20);
}
