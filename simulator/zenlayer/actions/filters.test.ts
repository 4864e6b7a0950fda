import { defaultSeed } from "../../seed";
import {
  zenlayerClusters as clusters,
  zenlayerInterfaces as interfaces,
  startZenlayer,
  type ZenlayerHarness,
} from "../../testing";

const { zenlayer } = defaultSeed();
const [web, ...others] = zenlayer.clusters ?? [];
const seed = { zenlayer: { ...zenlayer, clusters: [{ ...web, city: "Hong Kong", tags: { team: "net" } }, ...others] } };

let harness: ZenlayerHarness;
beforeAll(async () => {
  harness = await startZenlayer({ seed: seed as never });
});
afterAll(() => harness.simulator.close());

const NAMES: Readonly<Record<string, string>> = {
  DescribeNetworkInterfaces: "nicId",
  DescribeIpv6Addresses: "nicId",
  DescribeSubnets: "subnetId",
  DescribeBandwidthClusters: "bandwidthClusterId",
};
const all = [clusters.first, clusters.second, clusters.far];
const subnets = [1, 2, 3, 4].map((number) => `167000000000000000${number}`);

test.each<[string, object, string[]]>([
  ["DescribeNetworkInterfaces", { vpcId: "1660000000000000002" }, [interfaces.onlyByBandwidth]],
  ["DescribeNetworkInterfaces", { securityGroupId: "sg-none" }, []],
  ["DescribeNetworkInterfaces", { resourceGroupId: "none" }, []],
  ["DescribeNetworkInterfaces", { nicType: "Primary" }, [interfaces.free, interfaces.withCard]],
  ["DescribeNetworkInterfaces", { instanceId: "1650000000000000002" }, [interfaces.withCard]],
  ["DescribeIpv6Addresses", { resourceGroupId: "none" }, []],
  ["DescribeIpv6Addresses", { regionId: "none" }, []],
  ["DescribeSubnets", { vpcIds: ["1660000000000000001"] }, subnets],
  ["DescribeSubnets", { regionId: "europe-central-1" }, ["1670000000000000005"]],
  ["DescribeSubnets", { name: "0005" }, ["1670000000000000005"]],
  ["DescribeSubnets", { cidrBlock: "10.9.0.0/16" }, []],
  ["DescribeBandwidthClusters", { bandwidthClusterName: "at" }, [clusters.second]],
  ["DescribeBandwidthClusters", { name: "at" }, all],
  ["DescribeBandwidthClusters", { cityName: "Hong Kong" }, [clusters.first]],
  ["DescribeBandwidthClusters", { resourceGroupId: "none" }, []],
  ["DescribeBandwidthClusters", { tags: [{ key: "team", value: "net" }] }, [clusters.first]],
  ["DescribeBandwidthClusters", { tagKeys: ["team"] }, [clusters.first]],
])("%s with %j", async (action, params, expected) => {
  const { dataSet } = await harness.answer(action, { ...params });
  expect(dataSet.map((row: Record<string, string>) => row[NAMES[action] ?? ""])).toEqual(expected);
});

test("every field of the model is there, those that are not known as null", async () => {
  const [row] = (await harness.answer("DescribeNetworkInterfaces", { nicIds: [interfaces.byHand] })).dataSet;
  expect(row).toMatchObject({ publicIpList: [row.primaryIpv6], securityGroupId: null });
  const [cluster] = (await harness.answer("DescribeBandwidthClusters")).dataSet;
  expect(cluster).toMatchObject({ location: null, cities: [{ cityName: "Hong Kong", cityCode: "HKG" }] });
});
