import { randomUUID } from "node:crypto";
import { systemClock } from "../core/clock";
import type { Runtime } from "../core/context";
import { stderrLog } from "../core/log";

/** Time, chance and environment of the process this runs in. */
export const processRuntime: Runtime = {
  clock: systemClock,
  random: Math.random,
  unique: randomUUID,
  log: stderrLog(process.env),
  environment: process.env,
};
