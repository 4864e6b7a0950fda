import { type Kind, kindOf, messageOf } from "../api/errors";
import { CancelledError, type Context } from "../context";

/** Errors of calls that this account, API version or permission does not have. */
const NOT_AVAILABLE: readonly Kind[] = ["denied", "invalid", "gone", "unknown"];

/**
 * An optional read, used by preflight only: an identity without permission for it is not blocked.
 *
 * @returns undefined if the call is not available
 * @throws every other error, such as no usable response
 */
export async function optional<T>(ctx: Context, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CancelledError || !NOT_AVAILABLE.includes(kindOf(error))) throw error;
    ctx.log("info", `${messageOf(error)} The preview skips this check`);
    return undefined;
  }
}

/** Caches results by key, for data that does not change during a preview. Failed calls are repeated. */
export class Memo<T> {
  private readonly known = new Map<string, Promise<T>>();

  of(key: string, ask: () => Promise<T>): Promise<T> {
    const found = this.known.get(key) ?? ask();
    this.known.set(key, found);
    found.catch(() => this.known.delete(key));
    return found;
  }
}
