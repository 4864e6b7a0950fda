import type { SimulatorOptions } from "../index";
import { type Standing, startStanding } from "../standing";
import { callZenlayer, type ZenlayerAnswer, type ZenlayerCallerOptions } from "./caller";

type Params = Readonly<Record<string, unknown>>;

/** A simulator that stands still, and calls to it as a person of this cloud makes them. */
export interface Bench extends Standing {
  readonly call: (action: string, params?: Params, options?: ZenlayerCallerOptions) => Promise<ZenlayerAnswer>;
  /** The content of an answer that must be a success. */
  readonly answer: (action: string, params?: Params) => Promise<ZenlayerAnswer["body"]>;
  /** Status and code of a refusal. */
  readonly refused: (action: string, params?: Params, options?: ZenlayerCallerOptions) => Promise<[number, string]>;
}

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const standing = await startStanding(options);
  const { simulator, now } = standing;
  const call: Bench["call"] = (action, params, caller) =>
    callZenlayer(simulator.url, action, params, { now, ...caller });
  return {
    ...standing,
    call,
    answer: async (action, params) => {
      const { status, body } = await call(action, params);
      if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
      return body.response;
    },
    refused: async (action, params, caller) => {
      const { status, body } = await call(action, params, caller);
      return [status, body.code];
    },
  };
}

/** Network cards of the seed, by what is special about them. */
export const cards = {
  free: "1680855999352675875",
  free2: "1680855999352675876",
  byHand: "1680855999352675877",
  byHand2: "1680855999352675878",
  privateSubnet: "1680855999352675879",
  ipv4Subnet: "1680855999352675880",
  pending: "1680855999352675881",
  fullSubnet: "1680855999352675882",
  withCard: "1680855999352675883",
  deleting: "1680855999352675884",
  onlyByBandwidth: "1680855999352675885",
  package: "1680855999352675886",
  other: "1680855999352675899",
} as const;
export const clusters = {
  first: "1690000000000000001",
  second: "1690000000000000002",
  far: "1690000000000000003",
} as const;
