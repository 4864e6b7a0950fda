// What the vendor's own inquiry says of the price is a line of the preview, and never stands in its way.
import { DoorHarness } from "./doors/door-harness";
import { PAIRS } from "./pairs";

const BEGAN = Date.now();
async function said(
  resource: string,
  more: object,
  story?: (harness: DoorHarness) => Promise<void> | void,
): Promise<string[]> {
  const pair = PAIRS.find((each) => each.cloud === "zenlayer" && each.resource === resource);
  if (!pair) throw new Error(resource);
  const harness = await DoorHarness.open(pair, "dynamic", BEGAN);
  try {
    await story?.(harness);
    await harness.preview(undefined, { ...more });
    expect(harness.simulator.ledger()).toEqual([]);
    return harness.said.filter((line) => /about/.test(line) && !/^debug/.test(line));
  } finally {
    await harness.close();
  }
}
const none = { bandwidth: undefined, packageSize: undefined, clusterId: undefined, rateLimitMode: undefined };

test("a new IPv6 by flat rate, and by package", async () => {
  const flat = { ...none, internetChargeType: "ByBandwidth", bandwidth: 20 };
  expect(await said("NicIpv6Assignment", flat)).toEqual([
    "info: web: about 144.00 a month in the account's currency (Zenlayer InquiryPricePublicIpv6)",
  ]);
  const packed = { ...none, internetChargeType: "ByTrafficPackage", bandwidth: 20, packageSize: 2 };
  expect(await said("NicIpv6Assignment", packed)).toEqual([expect.stringContaining("about 14.40 a month")]);
});

test("another bandwidth: before and after", async () => {
  expect(await said("Ipv6InternetBandwidth", {})).toEqual([
    expect.stringMatching(/about [\d.]+ → [\d.]+ a month in the account's currency \(Zenlayer InquiryPriceModify/),
  ]);
});

test("without an answer there is no line, and the preview passes", async () => {
  const flat = { ...none, internetChargeType: "ByBandwidth", bandwidth: 20 };
  const silence = (harness: DoorHarness) =>
    harness.simulator.fault({ action: "InquiryPricePublicIpv6", do: "drop", times: -1 });
  expect(await said("NicIpv6Assignment", flat, silence)).toEqual([]);
});
