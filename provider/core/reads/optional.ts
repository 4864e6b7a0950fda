import { type Kind, kindOf, messageOf } from "../api/errors";
import { CancelledError, type Context } from "../context";

/** Answers to a question that this account, version or permission does not have. */
const NOT_TO_BE_ASKED: readonly Kind[] = ["denied", "invalid", "gone", "unknown"];

/**
 * What a read says that only helps to foresee: no verb needs it, so an identity that may not make it is not stopped by
 * that. Undefined then. That there is no usable answer at all is thrown.
 */
export async function optional<T>(ctx: Context, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CancelledError || !NOT_TO_BE_ASKED.includes(kindOf(error))) throw error;
    ctx.log("info", `${messageOf(error)} What it would tell cannot be foreseen`);
    return undefined;
  }
}

/** Asked once by key, for whatever does not change while a preview lasts. What failed is asked again. */
export class Memo<T> {
  private readonly known = new Map<string, Promise<T>>();

  of(key: string, ask: () => Promise<T>): Promise<T> {
    const found = this.known.get(key) ?? ask();
    this.known.set(key, found);
    found.catch(() => this.known.delete(key));
    return found;
  }
}
