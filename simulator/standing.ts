import { type Simulator, type SimulatorOptions, startSimulator } from "./index";

const START = Date.parse("2026-06-01T00:00:00Z");

/** A started simulator with a clock that stands still until it is moved. For the tests beside the actions. */
export interface Standing {
  readonly simulator: Simulator;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

export async function startStanding(options: SimulatorOptions = {}): Promise<Standing> {
  let time = START;
  const now = () => time;
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { simulator: await startSimulator({ now, ...options }), now, pass };
}
