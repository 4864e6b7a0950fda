import type { SimulatorOptions } from "../index";
import { type Standing, startStanding } from "../standing";
import { callTencent, type TencentAnswer, type TencentCallerOptions } from "./caller";

type Params = Readonly<Record<string, unknown>>;

/** A simulator that stands still, and calls to it as a person of this cloud makes them. */
export interface Bench extends Standing {
  readonly call: (action: string, params?: Params, options?: TencentCallerOptions) => Promise<TencentAnswer>;
  /** The code of a refusal. */
  readonly refused: (action: string, params?: Params, options?: TencentCallerOptions) => Promise<string | undefined>;
}

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const standing = await startStanding(options);
  const { simulator, now } = standing;
  const call: Bench["call"] = (action, params, caller) =>
    callTencent(simulator.url, action, params, { now, ...caller });
  return {
    ...standing,
    call,
    refused: async (action, params, caller) => (await call(action, params, caller)).body.Error?.Code,
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
