import { CLOUDS } from "../clouds";
import type { AnyBinding } from "./cloud";
import { UNKNOWN } from "./field";
import { checkInputs } from "./inputs";

const { alibaba, tencent, zenlayer } = CLOUDS;
const elastic = tencent.resources.ElasticPublicIpv6 as AnyBinding;
const bandwidth = tencent.resources.Ipv6InternetBandwidth as AnyBinding;
const assignment = zenlayer.resources.NicIpv6Assignment as AnyBinding;
const web = { ip6Address: "2001:db8::1" };
const inputsOf = (...args: Parameters<typeof checkInputs>) => checkInputs(...args).inputs;

test("a replacement is ordered in the region that the object was made in, whatever the settings say now", () => {
  const now = { region: "ap-shanghai" };
  expect(inputsOf(tencent, elastic, {}, {}, now).region).toBe("ap-shanghai");
  expect(inputsOf(tencent, elastic, { region: "ap-guangzhou", bandwidth: 1 }, {}, now).region).toBe("ap-guangzhou");
  expect(inputsOf(tencent, elastic, {}, {}, now, { region: "ap-guangzhou" }).region).toBe("ap-guangzhou");
  expect(inputsOf(tencent, elastic, {}, { region: "ap-beijing" }, now, { region: "ap-guangzhou" }).region).toBe(
    "ap-beijing",
  );
});

test("where calls name no region, a setting that comes later is no wish for what is there", () => {
  const nic = { nicId: "1680855999352675875" };
  expect(inputsOf(zenlayer, assignment, nic, nic, { region: "asia-east-1" })).not.toHaveProperty("region");
  expect(inputsOf(zenlayer, assignment, {}, nic, { region: "asia-east-1" }).region).toBe("asia-east-1");
});

test("a default is for what is ordered; what was there is taken as it is found", () => {
  const settings = { region: "ap-guangzhou" };
  expect(inputsOf(tencent, bandwidth, {}, web, settings).bandwidth).toBe(1);
  expect(inputsOf(tencent, bandwidth, {}, { ...web, adopt: true }, settings)).not.toHaveProperty("bandwidth");
  const adopted = { ...web, adopt: true, region: "ap-guangzhou" };
  expect(inputsOf(tencent, bandwidth, adopted, web, settings)).not.toHaveProperty("bandwidth");
  // Imported with the actual value, and not declared.
  expect(inputsOf(tencent, bandwidth, { ...web, bandwidth: 20 }, web, settings).bandwidth).toBe(20);
  // The replacement of an adopted object is ordered.
  expect(inputsOf(tencent, bandwidth, {}, { ...web, adopt: true }, settings, { ...web }).bandwidth).toBe(1);
});

describe("a charge type that is not written down", () => {
  const paid = alibaba.resources.Ipv6InternetBandwidth as AnyBinding;
  const web = { ipv6AddressId: "ipv6-1", bandwidth: 100 };
  const warned = (news: object, olds = {}, region = "cn-hangzhou", secrets?: ReadonlySet<string>) =>
    checkInputs(alibaba, paid, olds, { ...web, ...news }, { region }, undefined, secrets).warnings;

  test("and bills by bandwidth is a warning with both prices", () => {
    expect(warned({})).toEqual([
      "internetChargeType: is not written down, so Alibaba Cloud bills 100 Mbps at a flat rate: by the list prices, PayByBandwidth costs 1446.00 USD for 30 days, however much is sent; PayByTraffic costs 0.123 USD per GB sent. Write internetChargeType down to choose, which also ends this warning",
    ]);
  });
  test("has its warning without an amount where that is not known, not published, or secret", () => {
    expect(warned({ bandwidth: UNKNOWN })[0]).toMatch(/bills the bandwidth at .* depends on bandwidth; PayByTraffic/);
    expect(warned({}, {}, "us-west-1")[0]).toMatch(/PayByBandwidth costs an amount that is not known here/);
    const hidden = warned({}, {}, "cn-hangzhou", new Set(["bandwidth"]))[0];
    expect(hidden).toMatch(/depends on bandwidth/);
    expect(hidden).not.toMatch(/100|1446/);
  });
  test.each(["PayByBandwidth", "PayByTraffic", UNKNOWN])(
    "is no warning once it is written: %p",
    (internetChargeType) => {
      expect(warned({ internetChargeType })).toEqual([]);
    },
  );
  test("is none of what exists or is adopted, and none where the default is not a flat rate", () => {
    expect(warned({}, { ...web, internetChargeType: "PayByBandwidth", region: "cn-hangzhou" })).toEqual([]);
    expect(warned({ adopt: true })).toEqual([]);
    for (const [cloud, binding, given] of [
      [tencent, bandwidth, { ip6Address: "2001:db8::1" }],
      [tencent, elastic, {}],
      [zenlayer, assignment, { nicId: "1680855999352675875" }],
    ] as const)
      expect(checkInputs(cloud, binding, {}, given, { region: "r" }).warnings).toEqual([]);
  });
});
