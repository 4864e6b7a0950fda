// Several entries of one state, or of two, that meet at one object: none takes, gives back or loses what is another's.
import type { Values } from "../../../provider/core/check";
import { EVERY_DOOR } from "./door";
import { type Declared, EntriesHarness } from "./entries-harness";

const story = (name: string, told: (harness: EntriesHarness) => Promise<void>) =>
  test.each(EVERY_DOOR)(`${name}, through the %s door`, (door) => EntriesHarness.with(door, told));

const NIC = "eni-demo0004";
const ASSIGNMENTS = [
  ["alibaba", (last: number) => `2001:db8:a0:1::${last}`],
  ["tencent", (last: number) => `2001:db8:7e00:1::${last}`],
] as const;

describe.each(ASSIGNMENTS)("assignments on one network interface of %s", (cloud, address) => {
  const on = (name: string, inputs: Values): Declared => ({
    type: `${cloud}:NicIpv6Assignment`,
    name,
    inputs: { networkInterfaceId: NIC, ...inputs },
  });
  const count = (name: string, ipv6AddressCount: number) => on(name, { ipv6AddressCount });
  const named = (name: string, last: readonly number[], more: Values = {}) =>
    on(name, { ipv6Addresses: last.map(address), ...more });

  story("a growth whose token is answered with another's address is sent again", async (harness) => {
    await harness.up([count("a", 1)]);
    await harness.up([count("a", 2)]);
    const given = harness.output("a", "addresses")[1] ?? "";
    await harness.up([count("a", 1)]);
    await harness.clock.sleep(8_000);
    const other = on("b", { ipv6Addresses: [given] });
    await harness.up([count("a", 1), other]);
    await harness.clock.sleep(8_000);
    await harness.up([count("a", 2), other]);
    expect(harness.output("a", "addresses")).not.toContain(given);
    await harness.up([count("a", 1), other]);
    expect(harness.assigned()).toContain(given);
  });

  story("a growth that was cut off is continued, not sent again", async (harness) => {
    await harness.up([count("a", 1)]);
    await harness.upKilledIn([count("a", 2)], "AssignIpv6Addresses");
    expect(await harness.up([count("a", 2)])).toEqual({});
    expect(harness.assigned().sort()).toEqual([...harness.output("a", "addresses")].sort());
  });

  story("of a set that is adopted in part, the rest goes with its old entry", async (harness) => {
    await harness.up([named("a", [500, 501])]);
    await harness.up([named("b", [501], { adopt: true })]);
    expect(harness.assigned()).toEqual([address(501)]);
  });

  story("a shrink leaves what another entry has adopted", async (harness) => {
    await harness.up([named("a", [500, 501])]);
    expect(await harness.up([named("b", [501], { adopt: true }), named("a", [500])])).toEqual({});
    expect(harness.assigned()).toContain(address(501));
  });

  story("a growth by what somebody has put there is refused by the preview as by the run", async (harness) => {
    await harness.up([named("a", [500])]);
    const params = {
      alibaba: { Ipv6Address: [address(501)] },
      tencent: { Ipv6Addresses: [{ Address: address(501) }] },
    };
    await harness.byHand(cloud, "AssignIpv6Addresses", { NetworkInterfaceId: NIC, ...params[cloud] });
    const grown = [named("a", [500, 501])];
    expect(await harness.preview(grown)).toEqual(["a"]);
    expect(Object.keys(await harness.up(grown))).toEqual(["a"]);
  });

  story("a shrink of an address with bandwidth is refused by the preview as by the run", async (harness) => {
    await harness.up([named("a", [500, 501])]);
    const paid: Declared = {
      type: `${cloud}:Ipv6InternetBandwidth`,
      name: "paid",
      inputs: {
        bandwidth: 5,
        ...(cloud === "alibaba"
          ? { ipv6AddressId: harness.output("a", "ipv6AddressIds")[1] }
          : { ip6Address: address(501) }),
      },
    };
    await harness.up([named("a", [500, 501]), paid]);
    await harness.clock.sleep(8_000);
    const shrunk = [named("a", [500]), paid];
    expect(await harness.preview(shrunk)).toEqual(["a"]);
    expect(Object.keys(await harness.up(shrunk))).toEqual(["a"]);
  });
});

story("an old token is not answered with what another project's stack has", async (harness) => {
  const of = (name: string): Declared => ({
    type: "tencent:NicIpv6Assignment",
    name,
    inputs: { networkInterfaceId: NIC, ipv6Addresses: ["2001:db8:7e00:1::900"] },
  });
  await harness.up([of("a")]);
  await harness.up([]);
  await harness.clock.sleep(8_000);
  await harness.up([of("b")], await harness.process({ project: "another" }));
  harness.state = new Map();
  await harness.clock.sleep(8_000);
  expect(Object.keys(await harness.up([of("a")]))).toEqual(["a"]);
  await harness.up([]);
  expect(harness.assigned()).toEqual(["2001:db8:7e00:1::900"]);
});

const ORDERS: readonly [type: string, inputs: Values, action: string][] = [
  ["alibaba:Ipv6InternetBandwidth", { ipv6AddressId: "ipv6-demo0001", bandwidth: 5 }, "AllocateIpv6InternetBandwidth"],
  [
    "alibaba:NicIpv6Assignment",
    { networkInterfaceId: NIC, ipv6Addresses: ["2001:db8:a0:1::700"] },
    "AssignIpv6Addresses",
  ],
  ["alibaba:Ipv6Address", { vSwitchId: "vsw-demo0001", ipv6Address: "2001:db8:a0:1::800" }, "AllocateIpv6Address"],
  [
    "alibaba:Ipv6EgressOnlyRule",
    { ipv6GatewayId: "ipv6gw-demo0001", instanceId: "ipv6-byhand" },
    "CreateIpv6EgressOnlyRule",
  ],
  [
    "tencent:Ipv6InternetBandwidth",
    { ip6Address: "2001:db8:7e00:1::1", bandwidth: 5 },
    "AllocateIp6AddressesBandwidth",
  ],
  [
    "tencent:NicIpv6Assignment",
    { networkInterfaceId: NIC, ipv6Addresses: ["2001:db8:7e00:1::700"] },
    "AssignIpv6Addresses",
  ],
  [
    "tencent:ElasticPublicIpv6",
    { bandwidth: 5, networkInterfaceId: "eni-ula", privateIpv6Address: "fd76:7e00:1::1" },
    "AssociateIPv6Address",
  ],
  [
    "zenlayer:NicIpv6Assignment",
    { nicId: "1680855999352675875", internetChargeType: "ByBandwidth", bandwidth: 100 },
    "AssignNetworkInterfaceIpv6",
  ],
];
describe.each(ORDERS)("%s %j", (type, inputs, action) => {
  story("killed, then adopted as the refusal advises: a new stack of the name takes nothing", async (harness) => {
    const web = (more: Values = {}): Declared => ({ type, name: "web", inputs: { ...inputs, ...more } });
    await harness.upKilledIn([web()], action);
    expect(await harness.up([web({ adopt: true })])).toEqual({});
    await harness.clock.sleep(10_000);
    const id = harness.state.get("web")?.id;
    harness.state = new Map();
    await harness.up([web()]);
    expect(harness.state.get("web")?.id).not.toBe(id);
  });
});

const GONE: readonly [type: string, inputs: Values, action: string, end: (harness: EntriesHarness) => Promise<void>][] =
  [
    [
      ...(ORDERS[0] as [string, Values, string]),
      (harness) =>
        harness.byHand("alibaba", "DeleteIpv6InternetBandwidth", {
          Ipv6InternetBandwidthId: harness.state.get("web")?.properties.internetBandwidthId,
        }),
    ],
    ...[{ ipv6AddressCount: 2 }, { ipv6Addresses: ["2001:db8:7e00:1::500"] }].map((size): (typeof GONE)[number] => [
      "tencent:NicIpv6Assignment",
      { networkInterfaceId: NIC, ...size },
      "AssignIpv6Addresses",
      (harness) =>
        harness.byHand("tencent", "UnassignIpv6Addresses", {
          NetworkInterfaceId: NIC,
          Ipv6Addresses: harness.output("web", "addresses").map((Address) => ({ Address })),
        }),
    ]),
  ];
describe.each(GONE)("%s %j", (type, inputs, action, end) => {
  story("gone by hand, and ordered anew by a run that was killed: the next one goes on", async (harness) => {
    const web: Declared = { type, name: "web", inputs };
    await harness.up([web]);
    await harness.clock.sleep(10_000);
    await end(harness);
    await harness.refresh();
    expect(harness.state.size).toBe(0);
    await harness.upKilledIn([web], action, 1);
    expect(await harness.up([web])).toEqual({});
    await harness.up([]);
    expect(harness.simulator.ledgerSummary().liveOrders).toEqual([]);
    expect(harness.assigned()).toEqual([]);
  });
});

story("a create that ran out of time and was finished later is no order for a new stack to take", async (harness) => {
  const web: Declared = {
    type: "zenlayer:Ipv6InternetBandwidth",
    name: "web",
    inputs: { nicId: "1680855999352675877", bandwidth: 300 },
  };
  harness.simulator.pace({ readLagMs: 9_000 });
  await harness.clock.sleep(10_000);
  await harness.up([web], undefined, 8);
  await harness.clock.sleep(30_000);
  expect(await harness.up([web])).toEqual({});
  await harness.clock.sleep(30_000);
  harness.state = new Map();
  harness.simulator.pace({ readLagMs: 0 });
  expect(Object.keys(await harness.up([web]))).toEqual(["web"]);
});

story(
  "an earlier order with another way of billing enters state as it is, and is replaced by the run after",
  async (harness) => {
    const web = (more: Values = {}): Declared => ({
      type: "tencent:Ipv6InternetBandwidth",
      name: "web",
      inputs: { ip6Address: "2001:db8:7e00:1::1", bandwidth: 5, ...more },
    });
    await harness.upKilledIn([web()], "AllocateIp6AddressesBandwidth");
    const other = web({ internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId: "bwp-demo0001" });
    expect(Object.keys(await harness.up([other]))).toEqual(["web"]);
    expect(await harness.up([other])).toEqual({});
    const live = harness.simulator.ledgerSummary().liveOrders;
    expect(live).toHaveLength(1);
  },
);

test("a region with a space at its end is refused, and replaces nothing", () =>
  EntriesHarness.with("plugin", async (harness) => {
    const web = (more: Values = {}): Declared => ({
      type: "tencent:Ipv6InternetBandwidth",
      name: "web",
      inputs: { ip6Address: "2001:db8:7e00:1::1", bandwidth: 5, ...more },
    });
    await harness.up([web()]);
    expect(await harness.up([web({ region: "ap-guangzhou " })])).toEqual({
      web: expect.stringContaining("without spaces"),
    });
    expect(harness.simulator.ledger().map(({ event }) => event)).toEqual(["ordered"]);
  }));
