// What an object was part of is deleted outside: a refresh forgets the object, and a destroy is done, on every cloud.
import type { Values } from "../../provider/core/check";
import type { State } from "../../provider/core/lifecycle/reconcile";
import type { Simulator } from "../../simulator";
import { stranger } from "./alibaba-helpers";
import { PAIRS } from "./pairs";
import type { Pair } from "./pairs/pair";
import { ProviderHarness } from "./provider-harness";

/** Rows of a cloud's table, and which of them go with the parent. */
interface Gone {
  readonly table: string;
  readonly goes: (row: Values & { id: string }, inputs: Values) => boolean;
}
const nic = ({ networkInterfaceId, nicId }: Values) => networkInterfaceId ?? nicId;

/** By resource: the parents that can be deleted, and what goes with each. */
const PARENTS: Readonly<Record<string, Readonly<Record<string, readonly Gone[]>>>> = {
  "alibaba.NicIpv6Assignment": {
    "network interface": [
      { table: "ipv6Addresses", goes: (row, inputs) => row.networkInterface === nic(inputs) },
      { table: "networkInterfaces", goes: (row, inputs) => row.id === nic(inputs) },
    ],
  },
  "alibaba.Ipv6InternetBandwidth": {
    address: [{ table: "ipv6Addresses", goes: (row, inputs) => row.id === inputs.ipv6AddressId }],
  },
  "alibaba.Ipv6Address": {
    vSwitch: [
      { table: "ipv6Addresses", goes: (row, inputs) => row.vSwitch === inputs.vSwitchId },
      { table: "vSwitches", goes: (row, inputs) => row.id === inputs.vSwitchId },
    ],
  },
  "alibaba.Ipv6EgressOnlyRule": {
    gateway: [
      { table: "egressOnlyRules", goes: (row, inputs) => row.ipv6Gateway === inputs.ipv6GatewayId },
      { table: "vpcs", goes: (row, inputs) => row.ipv6Gateway === inputs.ipv6GatewayId },
    ],
  },
  "tencent.NicIpv6Assignment": {
    "network interface": [
      { table: "nicAddresses", goes: (row, inputs) => row.networkInterface === nic(inputs) },
      { table: "networkInterfaces", goes: (row, inputs) => row.id === nic(inputs) },
    ],
  },
  "tencent.Ipv6InternetBandwidth": {
    address: [
      { table: "nicAddresses", goes: (row, inputs) => row.address === inputs.ip6Address },
      { table: "publicAddresses", goes: (row, inputs) => row.address === inputs.ip6Address },
    ],
  },
  "tencent.ElasticPublicIpv6": {},
  "zenlayer.NicIpv6Assignment": {
    "network interface": [{ table: "networkInterfaces", goes: (row, inputs) => row.id === nic(inputs) }],
  },
  "zenlayer.Ipv6InternetBandwidth": {
    "network interface": [{ table: "networkInterfaces", goes: (row, inputs) => row.id === nic(inputs) }],
  },
};

function drop(simulator: Simulator, { cloud, inputs }: Pair, gone: readonly Gone[]): void {
  for (const { table, goes } of gone) {
    const rows = (simulator.state()[cloud] as Record<string, (Values & { id: string })[]>)[table] ?? [];
    const going = rows.filter((row) => goes(row, inputs));
    expect([table, going.length > 0]).toEqual([table, true]);
    for (const { id } of going) simulator.operate({ cloud, table, id, change: null });
  }
}

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

const nameOf = ({ cloud, resource }: Pair) => `${cloud}.${resource}`;
const cases = PAIRS.flatMap((pair) =>
  Object.entries(PARENTS[nameOf(pair)] ?? {}).map(([parent, gone]) => [nameOf(pair), parent, pair, gone] as const),
);

test.each(cases)("%s whose %s was deleted: refresh and destroy", async (_name, _parent, pair, gone) => {
  harness = await ProviderHarness.open(pair);
  const made = await harness.create();
  drop(harness.simulator, pair, gone);
  expect(await harness.read(made)).toBeUndefined();
  await harness.delete(made);
  expect(harness.said.filter((line) => line.startsWith("error"))).toEqual([]);
});

test("each resource has its row", () => {
  expect(Object.keys(PARENTS).sort()).toEqual(PAIRS.map(nameOf).sort());
});

describe("a delete that the cloud refuses", () => {
  const pairOf = (name: string) => PAIRS.find((pair) => nameOf(pair) === name) as Pair;
  const refused = async (pair: Pair, code: string, removed: boolean): Promise<{ made: State; done: Promise<void> }> => {
    harness = await ProviderHarness.open(pair);
    const made = await harness.create();
    if (removed) await pair.outside.remove(harness.simulator, made.properties);
    harness.simulator.fault({ action: pair.actions.release, do: { code }, times: -1 });
    return { made, done: harness.delete(made) };
  };
  const CODES = [
    ["tencent.Ipv6InternetBandwidth", "InvalidInstanceId.NotFound"],
    ["alibaba.Ipv6InternetBandwidth", "InvalidVpcId.NotFound"],
    ["alibaba.Ipv6Address", "InvalidVSwitchId.NotFound"],
  ] as const;

  test.each(CODES)("%s, with %s: is done if reads show that it is gone", async (name, code) => {
    await (await refused(pairOf(name), code, true)).done;
  });
  test.each(CODES)("%s, with %s: fails if it is there", async (name, code) => {
    const { done, made } = await refused(pairOf(name), code, false);
    await expect(done).rejects.toThrow(code);
    expect(await harness.read(made)).toBeDefined();
  });
});

test("a rule goes with its gateway, as the console deletes it; the bandwidth of its address stays", async () => {
  harness = await ProviderHarness.open(PAIRS.find((pair) => pair.resource === "Ipv6EgressOnlyRule") as Pair);
  const made = await harness.create();
  await stranger(harness, "DeleteIpv6Gateway", { Ipv6GatewayId: "ipv6gw-demo0001" });
  expect(await harness.read(made)).toBeUndefined();
  await harness.delete(made);
  await expect(harness.create()).rejects.toThrow(/InvalidIpv6GatewayId.NotFound.*no such IPv6 gateway/);
});

test("a bandwidth cluster that is gone is not restored, and does not stop a destroy", async () => {
  const pair = PAIRS.find((each) => nameOf(each) === "zenlayer.Ipv6InternetBandwidth") as Pair;
  const [first, second] = ["1690000000000000001", "1690000000000000002"];
  const inputs = { nicId: "1680855999352675878", clusterId: second };
  harness = await ProviderHarness.open({ ...pair, inputs });
  const made = await harness.create();
  harness.simulator.operate({ cloud: "zenlayer", table: "clusters", id: first, change: null });
  await harness.delete(made);
  expect(harness.said.join()).toMatch(new RegExp(`warning: .*the cluster ${first} no longer exists, so it stays`));
  expect(harness.calls("MigrateBandwidthClusterResources")).toBe(1);
});

test("an elastic address outlives the network interface that it was bound to, and is released", async () => {
  const pair = PAIRS.find(({ resource }) => resource === "ElasticPublicIpv6") as Pair;
  harness = await ProviderHarness.open(pair);
  const { networkInterfaceId, privateIpv6Address } = pair.inputs;
  expect([networkInterfaceId, privateIpv6Address]).not.toContain(undefined);
  const made = await harness.create();
  const [cloud, id] = ["tencent", String(made.properties.addressId)];
  drop(harness.simulator, pair, PARENTS["tencent.NicIpv6Assignment"]?.["network interface"] ?? []);
  const change = { status: "UNBIND", networkInterface: undefined, privateAddress: undefined };
  harness.simulator.operate({ cloud, table: "elasticAddresses", id, change });
  const seen = await harness.read(made);
  expect(seen?.properties.boundTo).toBe("");
  await harness.delete(seen ?? made);
  expect(harness.simulator.ledgerSummary().liveOrders).toEqual([]);
});
