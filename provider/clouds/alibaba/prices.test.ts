import { UNKNOWN } from "../../core/field";
import { type Monthly, monthly, priceText } from "../../core/price";
import { alibaba } from ".";
import { prices } from "./prices";

const BANDWIDTH = "Ipv6InternetBandwidth";
const paid = (region: string, internetChargeType: string, bandwidth?: unknown, traffic?: number): Monthly =>
  monthly(prices, BANDWIDTH, { region, internetChargeType, bandwidth }, traffic);

// 100 Mbps in Hangzhou are 0.14 * 5 + 0.5 * 95 = 48.20 a day, by the page's own figures.
test.each([
  ["cn-hangzhou", 1, "4.20 USD"],
  ["cn-hangzhou", 5, "21.00 USD"],
  ["cn-hangzhou", 6, "36.00 USD"],
  ["cn-hangzhou", 100, "1446.00 USD"],
  ["cn-hongkong", 100, "1446.00 USD"],
  ["ap-northeast-1", 10, "111.00 USD"],
  ["cn-qingdao", 10, "85.50 USD"],
  ["me-central-1", 10, "180.00 USD"],
])("by bandwidth in %s: %s Mbps", (region, mbps, text) => {
  expect(priceText(paid(region, "PayByBandwidth", mbps))).toBe(text);
});

test.each([
  ["cn-beijing", 0.123],
  ["cn-qingdao", 0.11],
  ["cn-hongkong", 0.153],
  ["ap-northeast-1", 0.087],
  ["ap-southeast-5", 0.09],
  ["ap-southeast-1", 0.081],
  ["us-east-1", 0.076],
  ["eu-central-1", 0.07],
])("by traffic in %s", (region, each) => {
  expect(priceText(paid(region, "PayByTraffic", 10))).toBe(`${each} USD per GB`);
  expect(paid(region, "PayByTraffic", UNKNOWN, 200)).toMatchObject({ kind: "amount", amount: each * 200 });
});

test("what the page does not say is unknown, and never nothing", () => {
  expect(priceText(paid("cn-hangzhou-finance", "PayByBandwidth", 10))).toBe(
    "unknown: no price is known for cn-hangzhou-finance",
  );
  expect(priceText(paid("sa-east-1", "PayByTraffic", 10))).toMatch(/^unknown: /);
  expect(priceText(paid("cn-hangzhou", "PayByOld95", 10))).toMatch(/^unknown: .* this billing method/);
  expect(priceText(monthly(undefined, BANDWIDTH, {}))).toBe("unknown: no price is published");
});

test("what is not decided yet leaves the price open", () => {
  expect(paid("cn-hangzhou", "PayByBandwidth", UNKNOWN)).toEqual({ kind: "open", input: "bandwidth" });
  expect(monthly(prices, BANDWIDTH, { region: "cn-hangzhou", internetChargeType: UNKNOWN })).toMatchObject({
    kind: "open",
  });
  expect(paid(UNKNOWN as never, "PayByTraffic", 10)).toEqual({ kind: "open", input: "region" });
});

test("each row is about a resource that there is, by inputs that it has; what is paid for shows its price", () => {
  for (const { resource, when = {}, of, per } of prices) {
    const { fields, outputs } = alibaba.resources[resource]?.declaration ?? { fields: {}, outputs: {} };
    for (const [name, word] of Object.entries(when)) expect(Object.keys(fields[name]?.words ?? {})).toContain(word);
    if (of) expect(fields[of]).toBeDefined();
    expect([resource, "monthlyPrice" in outputs]).toEqual([resource, per !== "nothing"]);
  }
});
