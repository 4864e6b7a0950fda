// Warnings at each look, through both doors: what a default costs, values that no page lists, addresses that are blocked.
import type { Values } from "../../../provider/core/check";
import { EngineLog } from "../../../provider/doors/plugin/engine-log";
import type { Operation } from "../../../simulator";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { EVERY_DOOR } from "./door";
import { DoorHarness } from "./door-harness";

const pairOf = (name: string) => PAIRS.find(({ cloud, resource }) => `${cloud}.${resource}` === name) as Pair;

let harness: DoorHarness;
/** What the plugin sends to the engine. */
const onRows: string[] = [];
beforeEach(() => {
  onRows.length = 0;
  jest.spyOn(EngineLog.prototype, "of").mockImplementation(() => (level, message) => {
    onRows.push(`${level}: ${message}`);
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await harness.close();
});
/** Since the last time. */
const warned = () => [...harness.said.splice(0), ...onRows.splice(0)].filter((line) => line.startsWith("warning"));

describe.each(EVERY_DOOR)("%s door", (door) => {
  test("a flat rate that nobody wrote down is a warning before the order, once, with both prices", async () => {
    harness = await DoorHarness.open(pairOf("alibaba.Ipv6InternetBandwidth"), door, Date.now());
    const made = await harness.create({ internetChargeType: undefined });
    expect(warned()).toEqual([
      expect.stringMatching(/internetChargeType: is not written down.*1446\.00 USD for 30 days.*0\.123 USD per GB/),
    ]);
    expect(made.properties).toMatchObject({ internetChargeType: "PayByBandwidth" });
    await harness.read(made);
    await harness.create({ internetChargeType: "PayByBandwidth", ipv6AddressId: "ipv6-demo0002" }, { name: "other" });
    expect(warned()).toEqual([]);
  });

  test("a word that no page lists is sent, with a warning; one in another spelling is refused", async () => {
    harness = await DoorHarness.open(pairOf("tencent.ElasticPublicIpv6"), door, Date.now());
    const run = await harness.run();
    const more = { ...pairOf("tencent.ElasticPublicIpv6").inputs, region: "ap-guangzhou" };
    await run.check("web", { ...more, egress: "CENTER_EGRESS_3" });
    expect(warned()).toEqual([expect.stringMatching(/egress: is not among the values .*CENTER_EGRESS_2.*passed on/)]);
    await expect(run.check("web", { ...more, egress: "center_egress_2" })).rejects.toThrow(/egress: must be one of/);
  });
});

interface Blocked {
  /** What the vendor does to what was made. */
  readonly block: (state: Values) => Omit<Operation, "cloud">;
  readonly says: RegExp;
}
const BLOCKED: Readonly<Record<string, Blocked>> = {
  "alibaba.Ipv6InternetBandwidth": {
    block: ({ ipv6AddressId }) => ({
      ...{ table: "ipv6Addresses", id: String(ipv6AddressId) },
      change: { bandwidth: { businessStatus: "SecurityLocked" } },
    }),
    says: /SecurityLocked: the account is locked, traffic may be stopped/,
  },
  "tencent.Ipv6InternetBandwidth": {
    block: ({ addressId }) => ({ table: "publicAddresses", id: String(addressId), change: { blocked: true } }),
    says: /blocked by Tencent Cloud/,
  },
  "tencent.ElasticPublicIpv6": {
    block: ({ addressId }) => ({ table: "elasticAddresses", id: String(addressId), change: { arrears: true } }),
    says: /in arrears/,
  },
  "zenlayer.NicIpv6Assignment": {
    block: ({ nicId }) => ({
      ...{ table: "networkInterfaces", id: String(nicId) },
      change: { ipv6: { status: "BLOCKED" } },
    }),
    says: /its IPv6 is BLOCKED: traffic may be stopped/,
  },
};

describe.each(Object.entries(BLOCKED))("%s", (name, { block, says }) => {
  test.each(EVERY_DOOR)(
    "blocked at the cloud: a warning at every read, no drift, and no failure (%s door)",
    async (door) => {
      harness = await DoorHarness.open(pairOf(name), door, Date.now());
      const made = await harness.create();
      warned();
      harness.simulator.operate({ cloud: harness.pair.cloud, ...block(made.properties) });
      for (const _ of [1, 2]) {
        const seen = await harness.read(made);
        expect(warned()).toEqual([expect.stringMatching(says)]);
        expect((await harness.plan(seen ?? made)).op).toBe("same");
      }
    },
  );
});

test.each(EVERY_DOOR)("the blocked public side of an assigned address is a warning (%s door)", async (door) => {
  const pair = pairOf("tencent.NicIpv6Assignment");
  harness = await DoorHarness.open(pair, door, Date.now());
  const made = await harness.create({ ipv6Addresses: undefined, ipv6AddressCount: 1 });
  const [address] = made.properties.addresses as string[];
  const published = Object.values(harness.simulator.state().tencent as Record<string, { id: string }[]>).flat();
  const some = published.find(({ id }) => id === "eip-byhand01");
  harness.simulator.operate({
    ...{ cloud: "tencent", table: "publicAddresses", id: String(some?.id) },
    change: { address, blocked: true, networkInterface: pair.inputs.networkInterfaceId },
  });
  await harness.read(made);
  expect(warned()).toEqual([expect.stringMatching(`the public side of ${address} is blocked by Tencent Cloud`)]);
});
