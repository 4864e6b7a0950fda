import type { Values } from "../../provider/core/check";
import { checkInputs } from "../../provider/core/inputs";
import type { Pair } from "./pairs/pair";
import { assignment, bandwidth, close, FREE, harness, open } from "./zenlayer-helpers";

afterEach(close);

describe("check", () => {
  beforeEach(() => open(assignment));
  const judged = (pair: Pair, inputs: Values, olds: Values = {}) => {
    const { resources } = harness.cloud;
    const { failures, warnings } = checkInputs(harness.cloud, resources[pair.resource] as never, olds, inputs, {});
    return { failures: failures.map(({ property }) => property), warnings };
  };
  const nicId = FREE;

  test.each([
    [{ nicId, internetChargeType: "ByBandwidth" }, ["bandwidth"]],
    [{ nicId, internetChargeType: "ByBandwidth", bandwidth: 0 }, ["bandwidth"]],
    [{ nicId, internetChargeType: "ByBandwidth", bandwidth: 1, packageSize: 1 }, ["packageSize"]],
    [{ nicId, internetChargeType: "ByTrafficPackage", bandwidth: 1, packageSize: 0.25 }, ["packageSize"]],
    [{ nicId, internetChargeType: "ByTrafficPackage", bandwidth: 1, packageSize: -1 }, ["packageSize"]],
    [{ nicId, internetChargeType: "ByTrafficPackage", rateLimitMode: "STRICT" }, ["bandwidth"]],
    [{ nicId, internetChargeType: "BandwidthCluster", bandwidth: 1 }, ["clusterId"]],
    [{ nicId, internetChargeType: "ByBandwidthCluster", bandwidth: 1 }, ["internetChargeType"]],
    [
      { nicId, bandwidth: 1, packageSize: 1, clusterId: "1", rateLimitMode: "LOOSE" },
      ["bandwidth", "rateLimitMode", "packageSize", "clusterId"],
    ],
    [{ nicId: 16808559993 }, ["nicId"]],
    [{ nicId, internetChargeType: "ByTrafficPackage", bandwidth: 1 }, []],
    [{ nicId }, []],
  ])("%j is refused for %j", (inputs, properties) => {
    expect(judged(assignment, inputs).failures).toEqual(properties);
  });

  test("where the pages disagree it warns, and the cloud decides", () => {
    const { failures, warnings } = judged(assignment, { nicId, internetChargeType: "ByTrafficPackage" });
    expect(failures).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^bandwidth: may be required/)]);
  });

  test("a charge type that cannot change is refused by the next check, with the way out", () => {
    const olds = { nicId, internetChargeType: "ByBandwidth" };
    const news = { nicId, internetChargeType: "ByTrafficPackage" };
    expect(judged(bandwidth, news, olds).failures).toEqual(["internetChargeType"]);
    expect(judged(bandwidth, { ...news, nicId: "2" }, olds).failures).toEqual([]);
    expect(judged(bandwidth, news, { nicId }).failures).toEqual([]);
    expect(judged(assignment, { ...news, bandwidth: 1 }, olds).failures).toEqual([]);
  });
});
