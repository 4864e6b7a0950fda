import type { Values } from "../../core/check";
import { UNKNOWN } from "../../core/field";
import { find } from "../registry";
import { withPriceLine } from "./preview";
import type { Properties } from "./properties";

const base = { region: "cn-hangzhou", bandwidth: 10, internetChargeType: "PayByBandwidth" };
const bare = (values: Values, ...secrets: string[]): Properties => ({ values, secrets: new Set(secrets) });

function preview(news: Properties, olds?: Properties, type = "alibaba:Ipv6InternetBandwidth") {
  const message: string[] = [];
  const { values, secrets } = withPriceLine(find(type), (_, line) => void message.push(line), news.values, news, olds);
  return { price: values.monthlyPrice, message, hidden: secrets.has("monthlyPrice") };
}

test("an order says what it costs, as a value and as a line with its source", () => {
  const { price, message } = preview(bare(base));
  expect(price).toBe("96.00 USD");
  expect(message).toEqual([expect.stringMatching(/^about 96\.00 USD a month \(list price: Alibaba Cloud .* 2026\)$/)]);
});

test("a change says before and after, and nothing when money does not change", () => {
  const { price, message } = preview(bare({ ...base, bandwidth: 200 }), bare(base));
  expect(price).toBe("2946.00 USD");
  expect(message).toEqual([expect.stringMatching(/^about 96\.00 USD a month → 2946\.00 USD a month \(list price/)]);
  expect(preview(bare(base), bare(base)).message).toEqual([]);
  const traffic = { ...base, internetChargeType: "PayByTraffic" };
  expect(preview(bare({ ...traffic, bandwidth: 20 }), bare(traffic)).message).toEqual([]);
});

test("what is not known yet, or not published, says no line", () => {
  expect(preview(bare({ ...base, bandwidth: UNKNOWN }))).toMatchObject({ price: UNKNOWN, message: [] });
  const other = preview(bare({ bandwidth: 10 }), undefined, "tencent:Ipv6InternetBandwidth");
  expect(other).toMatchObject({ price: "unknown: no price is published", message: [] });
  expect(preview(bare(base), undefined, "alibaba:NicIpv6Assignment")).toMatchObject({ price: undefined, message: [] });
});

test("what is secret is not told by its price", () => {
  expect(preview(bare(base, "bandwidth"))).toMatchObject({ message: [], hidden: true });
  const after = preview(bare({ ...base, bandwidth: 20 }), bare(base, "bandwidth"));
  expect(after.message).toEqual([]);
});
