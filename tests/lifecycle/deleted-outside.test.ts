import type { Values } from "../../provider/core/check";
import { callAlibaba, callTencent, callZenlayer } from "../../simulator";
import { pairOf } from "./alibaba-helpers";
import type { Pair } from "./pairs/pair";
import { tencentPairs } from "./pairs/tencent";
import { ProviderHarness } from "./provider-harness";
import { byHand } from "./tencent-helpers";
import { assignment as ofZenlayer } from "./zenlayer-helpers";

/** Objects that somebody deletes outside, and what the clouds then answer. */

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

describe.each(["omitted", "refused"] as const)("tencent, ids that do not exist are %s", (unknownIds) => {
  const kinds = [
    ["Ipv6InternetBandwidth", "addressId", "ReleaseIp6AddressesBandwidth", "Ip6AddressIds"],
    ["ElasticPublicIpv6", "addressId", "ReleaseIPv6Addresses", "IPv6AddressIds"],
  ] as const;
  test.each(kinds)("%s is gone, deleted again without an error, and made anew", async (resource, id, release, ids) => {
    const pair = tencentPairs.find((each) => each.resource === resource) as Pair;
    harness = await ProviderHarness.open(pair, { pace: { unknownIds } });
    const made = await harness.create();
    if (resource === "ElasticPublicIpv6") {
      await byHand(harness, "DisassociateIPv6Address", { IPv6AddressId: made.properties[id] });
    }
    await byHand(harness, release, { [ids]: [made.properties[id]] });
    expect(await harness.read(made)).toBeUndefined();
    await harness.delete(made);
    const again = await harness.create();
    expect(again.properties[id]).not.toBe(made.properties[id]);
    await harness.delete(again);
    expect(harness.simulator.ledgerSummary().liveOrders).toEqual([]);
  });
});

const ofTencent = tencentPairs.find((each) => each.resource === "NicIpv6Assignment") as Pair;
const cards: ReadonlyArray<
  readonly [Pair, (url: string) => Promise<Values>, (url: string, id: string) => Promise<unknown>]
> = [
  [
    { ...pairOf("NicIpv6Assignment"), cloud: "alibaba" },
    async (url) => {
      const params = { VSwitchId: "vsw-demo0001", SecurityGroupId: "sg-1" };
      const { NetworkInterfaceId } = (await callAlibaba(url, "CreateNetworkInterface", params)).body;
      return { networkInterfaceId: NetworkInterfaceId, ipv6AddressCount: 1 };
    },
    (url, NetworkInterfaceId) => callAlibaba(url, "DeleteNetworkInterface", { NetworkInterfaceId }),
  ],
  [
    ofTencent,
    async (url) => {
      const place = { VpcId: "vpc-demo0001", SubnetId: "subnet-demo0001", NetworkInterfaceName: "edge" };
      const { NetworkInterface } = (await callTencent(url, "CreateNetworkInterface", place)).body;
      return { networkInterfaceId: NetworkInterface.NetworkInterfaceId, ipv6AddressCount: 1 };
    },
    (url, NetworkInterfaceId) => callTencent(url, "DeleteNetworkInterface", { NetworkInterfaceId }),
  ],
  [
    ofZenlayer,
    async (url) => {
      const place = { subnetId: "1670000000000000001", name: "edge" };
      const { nicId } = (await callZenlayer(url, "CreateNetworkInterface", place)).body.response;
      return { nicId, internetChargeType: "ByBandwidth", bandwidth: 5 };
    },
    (url, nicId) => callZenlayer(url, "DeleteNetworkInterface", { nicId }),
  ],
];

test.each(cards.map((row) => [row[0].cloud, ...row] as const))(
  "%s: the addresses of a network interface that was made and deleted outside",
  async (_cloud, pair, make, remove) => {
    harness = await ProviderHarness.open(pair, { now: Date.now });
    const { url } = harness.simulator;
    const place = await make(url);
    const own = ProviderHarness.over({ ...pair, inputs: place }, harness.simulator, harness.clock);
    const made = await own.create();
    const [id = ""] = Object.values(place);
    const before = own.events();
    await remove(url, String(id));
    expect(own.events()).toEqual([...before, "unassigned"]);
    expect(await own.read(made)).toBeUndefined();
    await own.delete(made);
    expect(own.events()).toEqual([...before, "unassigned"]);
  },
);
