import { createHash } from "node:crypto";

/**
 * A ClientToken that a crash cannot lose: the engine keeps nothing of a create that was killed, so the
 * next run must arrive at the same token by itself. 40 hexadecimal digits, within every cloud's 64 ASCII.
 *
 * @param identity which declared resource this is: project, stack, type and name
 * @param order what the order is: the inputs that define it
 * @param generation another one when the cloud is found to replay an order that has since been deleted
 */
export function clientToken(identity: string, order: readonly unknown[], generation: unknown): string {
  const text = JSON.stringify([identity, order, generation]);
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}

/** The mark of a declared resource, where a cloud takes no token and an order can carry a tag. 20 hexadecimal digits. */
export function ownerMark(identity: string): string {
  return clientToken(identity, ["owner"], 0).slice(0, 20);
}
