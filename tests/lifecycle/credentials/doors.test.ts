// The settings of a provider, through both doors: what is ordered, and in which account, is what the ledger says.
import type { Values } from "../../../provider/core/check";
import { DOORS, type DoorName, Failed } from "../doors/door";
import { DoorHarness } from "../doors/door-harness";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";

const OWN: Readonly<Record<string, string>> = {
  alibaba: "1234567890123456",
  tencent: "100000000001",
  zenlayer: "zenlayer-account-1",
};
/** Keys of another account, and a role of the first one that these may assume. */
const OTHER: Readonly<Record<string, Values>> = {
  alibaba: { accessKeyId: "simulator-other-account", accessKeySecret: "simulator-other-secret" },
  tencent: { secretId: "simulator-tencent-legacy", secretKey: "simulator-tencent-legacy-key" },
  zenlayer: { accessKeyId: "simulator-zenlayer-other", accessKeyPassword: "simulator-zenlayer-other-password" },
};
const PARTNER: Readonly<Record<string, string>> = {
  alibaba: "acs:ram::1234567890123456:role/simulator-partner",
  tencent: "qcs::cam::uin/100000000001:roleName/simulator-partner",
};
const IDENTITY = /^(GetCallerIdentity|DescribeCustomerBalance|AssumeRole)$/;

const doors = Object.keys(DOORS) as DoorName[];
const firsts = [...new Map(PAIRS.map((pair) => [pair.cloud, pair])).values()].reverse();
const cases = firsts.flatMap((pair) => doors.map((door) => [pair.cloud, door, pair] as const));

describe.each(cases)("%s, %s", (cloud, door, pair: Pair) => {
  let harness: DoorHarness;
  beforeEach(async () => {
    harness = await DoorHarness.open(pair, door, Date.now());
  });
  afterEach(() => harness.close());
  const failure = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.catch((reason: unknown) => reason);
    if (error instanceof Failed) return error.message;
    throw new Error(`not refused: ${JSON.stringify(error)}`);
  };
  const called = () => harness.simulator.journal().filter(({ action }) => !IDENTITY.test(action));

  test("under another account's keys nothing is ordered, read as gone or released", async () => {
    const allowed = { allowedAccountIds: [OWN[cloud]] };
    const state = await harness.create({}, { run: await harness.run(allowed) });
    const [before, { length }] = [called().length, harness.simulator.ledger()];
    const wrong = { ...OTHER[cloud], ...allowed };
    const said = [
      await failure(harness.create({}, { run: await harness.run(wrong) })),
      await failure(harness.read(state, { run: await harness.run(wrong) })),
      await failure(harness.delete(state, { run: await harness.run(wrong) })),
    ];
    for (const each of said)
      expect(each).toMatch(/these credentials belong to account .*allowedAccountIds does not list it/);
    for (const key of Object.values(OTHER[cloud] ?? {})) expect(said.join()).not.toContain(key);
    expect(called()).toHaveLength(before);
    expect(harness.simulator.ledger()).toHaveLength(length);
  });

  if (!PARTNER[cloud]) return;
  test("with an assumed role, orders are placed in the account of the role", async () => {
    const role = { assumeRoleArn: PARTNER[cloud], assumeRoleExternalId: "simulator-external-id" };
    const run = await harness.run({ ...OTHER[cloud], ...role, allowedAccountIds: [OWN[cloud]] });
    await harness.create({}, { run });
    expect(harness.simulator.ledger().map(({ account }) => account)).toContain(OWN[cloud]);
    expect(new Set(called().map(({ account }) => account))).toEqual(new Set([OWN[cloud]]));
    expect(harness.calls("AssumeRole")).toBe(1);
  });
});
