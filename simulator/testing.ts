import { callAlibaba, callTencent, callZenlayer, type Simulator, type SimulatorOptions, startSimulator } from "./index";

/** Helpers for the tests beside the sources. */

const START = Date.parse("2026-06-01T00:00:00Z");

/** A started simulator whose clock moves only by `pass`. */
export interface SimulatorHarness {
  readonly simulator: Simulator;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

export async function startHarness(options: SimulatorOptions = {}): Promise<SimulatorHarness> {
  let time = START;
  const now = () => time;
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { simulator: await startSimulator({ now, ...options }), now, pass };
}

type Params = Readonly<Record<string, unknown>>;
type CallOf<Options, Answer> = (action: string, params?: Params, options?: Options) => Promise<Answer>;

/** A harness with calls to one cloud, as another program makes them. `refused` picks what a refusal answers. */
interface CloudHarness<Options, Answer, Refused> extends SimulatorHarness {
  readonly call: CallOf<Options, Answer>;
  readonly refused: CallOf<Options, Refused>;
}

async function startCloud<Options extends object, Answer, Refused>(
  options: SimulatorOptions | undefined,
  callCloud: (url: string, action: string, params?: Params, options?: Options) => Promise<Answer>,
  refusalOf: (answer: Answer) => Refused,
): Promise<CloudHarness<Options, Answer, Refused>> {
  const harness = await startHarness(options);
  const { simulator, now } = harness;
  const call: CallOf<Options, Answer> = (action, params, more) =>
    callCloud(simulator.url, action, params, { now, ...more } as unknown as Options);
  return { ...harness, call, refused: async (...request) => refusalOf(await call(...request)) };
}

/** `refused` answers status and code. */
export const startAlibaba = (options?: SimulatorOptions) =>
  startCloud(options, callAlibaba, ({ status, body }): [number, string] => [status, body.Code]);
export type AlibabaHarness = Awaited<ReturnType<typeof startAlibaba>>;

/** `refused` answers the code. */
export const startTencent = (options?: SimulatorOptions) =>
  startCloud(options, callTencent, ({ body }): string | undefined => body.Error?.Code);
export type TencentHarness = Awaited<ReturnType<typeof startTencent>>;

/** `refused` answers status and code, `answer` the content of a success. */
export async function startZenlayer(options?: SimulatorOptions) {
  const harness = await startCloud(options, callZenlayer, ({ status, body }): [number, string] => [status, body.code]);
  const answer = async (action: string, params?: Params) => {
    const { status, body } = await harness.call(action, params);
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
    return body.response;
  };
  return { ...harness, answer };
}
export type ZenlayerHarness = Awaited<ReturnType<typeof startZenlayer>>;
/** The keys of the seed, by what is special about them. */
export const alibabaKeys = {
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

export const tencentKeys = {
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

/** The network interfaces of the seed, by what is special about them. */
export const zenlayerInterfaces = {
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

export const zenlayerClusters = {
  first: "1690000000000000001",
  second: "1690000000000000002",
  far: "1690000000000000003",
} as const;
