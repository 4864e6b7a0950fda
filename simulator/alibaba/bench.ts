import type { SimulatorOptions } from "../index";
import { type Standing, startStanding } from "../standing";
import { type CallerAnswer, type CallerOptions, callAlibaba } from "./caller";

/** A simulator that stands still, and calls to it as a person of this cloud makes them. */
export interface Bench extends Standing {
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
}

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const standing = await startStanding(options);
  const { simulator, now } = standing;
  const call: Bench["call"] = (action, params, caller) =>
    callAlibaba(simulator.url, action, params, { now, ...caller });
  return {
    ...standing,
    call,
    refused: async (action, params, caller) => {
      const { status, body } = await call(action, params, caller);
      return [status, body.Code];
    },
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
