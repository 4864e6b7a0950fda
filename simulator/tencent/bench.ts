import { type Simulator, type SimulatorOptions, startSimulator } from "../index";
import { callTencent, type TencentAnswer, type TencentCallerOptions } from "./caller";

type Params = Readonly<Record<string, unknown>>;

/** A started simulator with a clock that stands still until it is moved. For the tests beside the actions. */
export interface Bench {
  readonly simulator: Simulator;
  readonly call: (action: string, params?: Params, options?: TencentCallerOptions) => Promise<TencentAnswer>;
  /** The code of a refusal. */
  readonly refused: (action: string, params?: Params, options?: TencentCallerOptions) => Promise<string | undefined>;
  readonly pass: (milliseconds: number) => void;
  readonly now: () => number;
}

const START = Date.parse("2026-06-01T00:00:00Z");

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  let time = START;
  const now = () => time;
  const simulator = await startSimulator({ now, ...options });
  const call: Bench["call"] = (action, params, caller) =>
    callTencent(simulator.url, action, params, { now, ...caller });
  return {
    simulator,
    call,
    refused: async (action, params, caller) => (await call(action, params, caller)).body.Error?.Code,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    now,
  };
}

/** The keys of the seed that mean something. */
export const keys = {
  session: {
    secretId: "simulator-tencent-session",
    secretKey: "simulator-tencent-session-key",
    token: "simulator/session+token==",
  },
  expired: {
    secretId: "simulator-tencent-expired",
    secretKey: "simulator-tencent-expired-key",
    token: "simulator-expired-token",
  },
  readonly: { secretId: "simulator-tencent-readonly", secretKey: "simulator-tencent-readonly-key" },
  legacy: { secretId: "simulator-tencent-legacy", secretKey: "simulator-tencent-legacy-key" },
  poor: { secretId: "simulator-tencent-poor", secretKey: "simulator-tencent-poor-key" },
} as const;
