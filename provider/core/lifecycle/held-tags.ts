import { messageOf } from "../api/errors";
import type { Context } from "../context";
import { batchedWrites } from "../reads/batch";

/** One call that puts a tag on objects of one region, or takes it off. */
type Send = (ctx: Context, region: string, key: string, ids: readonly string[]) => Promise<unknown>;

/** Puts and takes off the tags that say what some state has, for many objects in one call. */
export class HeldTags {
  private readonly put;
  private readonly drop;

  /** @param atOnce most objects in one call */
  constructor(atOnce: number, put: Send, drop: Send) {
    const gathering = (send: Send) =>
      batchedWrites(atOnce, (ctx, group, ids) => {
        const [region = "", key = ""] = group.split(" ");
        return send(ctx, region, key, ids);
      });
    this.put = gathering(put);
    this.drop = gathering(drop);
  }

  hold(ctx: Context, region: string, key: string, id: string): Promise<void> {
    return this.put(ctx, `${region} ${key}`, id);
  }

  /** What is no longer held: a tag that stays behind is no reason to fail. */
  async release(ctx: Context, region: string, key: string, id: string): Promise<void> {
    await this.drop(ctx, `${region} ${key}`, id).catch((error: unknown) => {
      ctx.log("debug", `the tag ${key} stays on ${id}: ${messageOf(error)}`);
    });
  }
}
