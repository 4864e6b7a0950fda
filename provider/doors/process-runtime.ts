import { randomUUID } from "node:crypto";
import { type Runtime, stderrLog, systemClock } from "../core/context";

/** Time, chance and environment of the process this runs in. */
export const processRuntime: Runtime = {
  clock: systemClock,
  random: Math.random,
  unique: randomUUID,
  log: stderrLog(process.env),
  later: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
  environment: process.env,
};

/** How the engine ends its plugins when all is done: with some seconds left for what is still to be written down. */
export function atEnd(work: () => Promise<void>): void {
  process.once("SIGINT", () => void work().finally(() => process.exit(0)));
}
