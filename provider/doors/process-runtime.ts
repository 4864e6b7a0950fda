import { randomUUID } from "node:crypto";
import { type Runtime, stderrLog, systemClock } from "../core/context";
import { localMachine } from "./machine";

/** Clock, randomness, log and environment of this process. */
export const processRuntime: Runtime = {
  clock: systemClock,
  random: Math.random,
  unique: randomUUID,
  log: stderrLog(process.env),
  later: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
  environment: process.env,
  machine: localMachine(process.env),
};

/** Of a program: the folder where the engine starts its dynamic providers, too. */
export const workingFolder = () => process.cwd();

/** Runs `work` on SIGINT. The engine ends its plugins with it and leaves them a few seconds for pending writes. */
export function atEnd(work: () => Promise<void>): void {
  process.once("SIGINT", () => void work().finally(() => process.exit(0)));
}
