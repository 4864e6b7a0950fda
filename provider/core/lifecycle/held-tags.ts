import { messageOf } from "../api/errors";
import type { Context } from "../context";
import { batchedWrites } from "../reads/batch";

/** One call that adds a tag to objects of one region, or removes it. */
type Send = (ctx: Context, region: string, key: string, ids: readonly string[]) => Promise<unknown>;

/** Adds and removes held tags, for many objects in one call. */
export class HeldTags {
  private readonly put;
  private readonly drop;

  /** @param atOnce maximum objects per call */
  constructor(atOnce: number, put: Send, drop: Send) {
    const batching = (send: Send) =>
      batchedWrites(atOnce, (ctx, group, ids) => {
        const [region = "", key = ""] = group.split(" ");
        return send(ctx, region, key, ids);
      });
    this.put = batching(put);
    this.drop = batching(drop);
  }

  hold(ctx: Context, region: string, key: string, id: string): Promise<void> {
    return this.put(ctx, `${region} ${key}`, id);
  }

  /** Removes the tag. A failure is only logged: a leftover tag does no harm. */
  async release(ctx: Context, region: string, key: string, id: string): Promise<void> {
    await this.drop(ctx, `${region} ${key}`, id).catch((error: unknown) => {
      ctx.log("debug", `the tag ${key} stays on ${id}: ${messageOf(error)}`);
    });
  }
}
