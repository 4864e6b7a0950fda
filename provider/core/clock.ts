/** Time, as everything in the provider sees it. Tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener("abort", stop, { once: true });
      function done() {
        signal?.removeEventListener("abort", stop);
        resolve();
      }
      function stop() {
        clearTimeout(timer);
        reject(cancelled());
      }
    }),
};

/** The run was cancelled while waiting. */
export class CancelledError extends Error {
  readonly kind = "unavailable" as const;
}

function cancelled(): CancelledError {
  return new CancelledError("cancelled while waiting");
}
