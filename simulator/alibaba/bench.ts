import { type Simulator, type SimulatorOptions, startSimulator } from "../index";
import { type CallerAnswer, type CallerOptions, callAlibaba } from "./caller";

/** A started simulator with a clock that stands still until it is moved. For the tests beside the actions. */
export interface Bench {
  readonly simulator: Simulator;
  readonly call: (
    action: string,
    params?: Readonly<Record<string, unknown>>,
    options?: CallerOptions,
  ) => Promise<CallerAnswer>;
  /** Status and code of a refusal. */
  readonly refused: (
    action: string,
    params?: Readonly<Record<string, unknown>>,
    options?: CallerOptions,
  ) => Promise<[number, string]>;
  readonly pass: (milliseconds: number) => void;
  readonly now: () => number;
}

const START = Date.parse("2026-06-01T00:00:00Z");

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  let time = START;
  const now = () => time;
  const simulator = await startSimulator({ now, ...options });
  const call: Bench["call"] = (action, params, caller) =>
    callAlibaba(simulator.url, action, params, { now, ...caller });
  return {
    simulator,
    call,
    refused: async (action, params, caller) => {
      const { status, body } = await call(action, params, caller);
      return [status, body.Code];
    },
    pass: (milliseconds) => {
      time += milliseconds;
    },
    now,
  };
}

/** The keys of the seed that mean something. */
export const keys = {
  sts: {
    accessKeyId: "STS.simulator-key",
    accessKeySecret: "simulator-sts-secret",
    securityToken: "simulator/security+token==",
  },
  expired: {
    accessKeyId: "STS.simulator-expired",
    accessKeySecret: "simulator-expired-secret",
    securityToken: "simulator-expired-token",
  },
  readonly: { accessKeyId: "simulator-key-readonly", accessKeySecret: "simulator-secret-readonly" },
  subuser: { accessKeyId: "simulator-key-subuser", accessKeySecret: "simulator-secret-subuser" },
  inactive: { accessKeyId: "simulator-key-inactive", accessKeySecret: "simulator-secret-inactive" },
  other: { accessKeyId: "simulator-other-account", accessKeySecret: "simulator-other-secret" },
  poor: { accessKeyId: "simulator-poor-account", accessKeySecret: "simulator-poor-secret" },
  noCdt: { accessKeyId: "simulator-no-cdt", accessKeySecret: "simulator-no-cdt-secret" },
} as const;
