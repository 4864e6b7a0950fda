// The simulator bills by its own reading of the price pages. Both sides must read them alike.
import { CLOUDS } from "../../provider/clouds";
import { MONTH_DAYS, monthly } from "../../provider/core/price";
import { prices } from "../../simulator/alibaba/prices";
import { costOf } from "../../simulator/common/prices";
import { defaultSeed } from "../../simulator/seed";
import { prices as tencent } from "../../simulator/tencent/prices";

const RESOURCE = "Ipv6InternetBandwidth";
const elsewhere = [
  "ap-southeast-3",
  "ap-southeast-7",
  "na-south-1",
  "me-central-1",
  "cn-hongkong",
  "cn-beijing-finance-1",
];
const regions = [...new Set([...defaultSeed().alibaba.regions, ...elsewhere])];

test.each(["PayByBandwidth", "PayByTraffic", "PayByOld95"])(
  "Alibaba Cloud, %s, in every region",
  (internetChargeType) => {
    let known = 0;
    for (const region of regions) {
      for (const bandwidth of [1, 5, 6, 100, 2000]) {
        const price = monthly(CLOUDS.alibaba.prices, RESOURCE, { region, bandwidth, internetChargeType });
        const own = prices.prices.find(
          (each) => each.internetChargeType === internetChargeType && each.regions?.test(region),
        );
        const perDay = own?.per === "day" ? costOf(own, bandwidth) * MONTH_DAYS : undefined;
        const expected = price.kind === "amount" ? price.amount : price.kind === "rate" ? price.each : undefined;
        expect([region, own?.per === "GB" ? own.steps[0]?.each : perDay]).toEqual([
          region,
          expected === undefined ? undefined : expect.closeTo(expected, 6),
        ]);
        if (own) known += 1;
      }
    }
    expect(known > 0).toBe(internetChargeType !== "PayByOld95");
  },
);

test("nobody knows a price of Tencent Cloud", () => {
  const { kind } = monthly(undefined, RESOURCE, { region: "ap-guangzhou", bandwidth: 1 });
  expect([kind, "prices" in CLOUDS.tencent, tencent.prices]).toEqual(["unknown", false, []]);
});
