// Acceptance's own calls when answers are lost: what sets a value is sent again, and an error tells what was under way.
import { systemClock } from "../provider/core/context";
import { callAlibaba, type Simulator, startSimulator } from "../simulator";
import { SUBJECTS } from "./subjects";
import { Vendor } from "./vendor";

let simulator: Simulator;
let vendor: Vendor;
let id: string;

beforeEach(async () => {
  simulator = await startSimulator();
  const environment = simulator.environment().alibaba ?? {};
  const clock = { now: systemClock.now, sleep: async () => undefined };
  vendor = new Vendor("alibaba", { environment, clock, log: () => undefined } as never);
  const order = { Ipv6AddressId: "ipv6-demo0002", Bandwidth: 1, InternetChargeType: "PayByTraffic" };
  const { body } = await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", order);
  id = body.InternetBandwidthId;
});
afterEach(() => simulator.close());

const sent = (action: string) => simulator.journal().filter((call) => call.action === action).length;

test.each(["before", "after"] as const)("a drift whose answer is lost %s it was made is made again", async (when) => {
  simulator.fault({ action: "ModifyIpv6InternetBandwidth", when, do: "drop" });
  await SUBJECTS["alibaba-nic"]?.drift?.(vendor, { bandwidth: { internetBandwidthId: id } }, 3);
  expect(sent("ModifyIpv6InternetBandwidth")).toBe(2);
});

test("a mark whose answer is lost is made again", async () => {
  simulator.fault({ action: "TagResources", when: "after", do: "drop" });
  await SUBJECTS["alibaba-nic"]?.mark?.(vendor, { address: { ipv6AddressIds: ["ipv6-demo0002"] } }, "alibaba-nic");
  expect(sent("TagResources")).toBe(2);
});

test("an order is sent once, and its error has cloud, action and subject", async () => {
  simulator.fault({ action: "DeleteIpv6InternetBandwidth", when: "after", do: "drop", times: 9 });
  const call = vendor.done("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id });
  await expect(call).rejects.toThrow(new RegExp(`^Alibaba Cloud DeleteIpv6InternetBandwidth on ${id}: .+`));
  expect(sent("DeleteIpv6InternetBandwidth")).toBe(1);
});

test("so does a refusal", async () => {
  const asked = { Ipv6InternetBandwidthId: "ipv6bw-none", Bandwidth: 3 };
  const call = vendor.done("ModifyIpv6InternetBandwidth", asked, true);
  await expect(call).rejects.toThrow("Alibaba Cloud ModifyIpv6InternetBandwidth on ipv6bw-none: ");
});
