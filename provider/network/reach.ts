import { connect } from "node:net";
import { CancelledError, type Clock } from "../core/context";

/** What became of a TCP connection. `unable`: this machine has no way there, so nothing was learned. */
export type Reached = "open" | "refused" | "silent" | "unable";

/** Errors of this machine's own network. */
const UNABLE = new Set(["ENETUNREACH", "EADDRNOTAVAIL", "EAFNOSUPPORT", "ENETDOWN", "EACCES", "EPERM"]);

/** Where a connection goes, and how long it may take. */
export interface Aim {
  readonly address: string;
  readonly port: number;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Opens one TCP connection over IPv6, sends nothing, and closes it. A proxy of the environment is not used: it would
 * connect from elsewhere.
 *
 * @throws CancelledError if the signal aborts
 */
export async function reach({ address, port, timeout }: Aim, clock: Clock, signal?: AbortSignal): Promise<Reached> {
  const socket = connect({ host: address, port, family: 6 });
  const stop = new AbortController();
  signal?.addEventListener("abort", () => stop.abort(), { once: true });
  try {
    const answered = new Promise<Reached>((resolve) => {
      socket.once("connect", () => resolve("open"));
      socket.once("error", ({ code = "" }: NodeJS.ErrnoException) => {
        if (code === "ECONNREFUSED" || code === "ECONNRESET") resolve("refused");
        else resolve(UNABLE.has(code) ? "unable" : "silent");
      });
    });
    const late = clock.sleep(timeout, stop.signal).then(
      (): Reached => "silent",
      (): Reached => "silent",
    );
    const reached = await Promise.race([answered, late]);
    if (signal?.aborted) throw new CancelledError("cancelled while connecting");
    return reached;
  } finally {
    stop.abort();
    socket.destroy();
  }
}
