// Codes that the vendors list for other calls on the same objects: an order that gets one is placed when the object is
// free, and once.
import { PAIRS } from "./pairs";
import { ProviderHarness } from "./provider-harness";

const CODES: Readonly<Record<string, readonly string[]>> = {
  alibaba: ["IncorrectVSwitchStatus", "TaskConflict.Something", "InvalidStatus.EniStatusNotSupport"],
  tencent: ["UnsupportedOperation.ResourceProcessing", "InvalidAddressState", "ResourceBusy"],
  zenlayer: ["OPERATION_DENIED_NIC_STATUS_NOT_SUPPORT"],
};
const ROWS = PAIRS.flatMap((pair) =>
  (CODES[pair.cloud] ?? []).map((code) => [`${pair.cloud}.${pair.resource}`, code, pair] as const),
);

test.each(ROWS)("%s: an order waits while the cloud answers %s, and is placed once", async (_name, code, pair) => {
  const harness = await ProviderHarness.open(pair);
  harness.simulator.fault({ action: pair.actions.order, times: 3, do: { code, status: 400 } });
  const state = await harness.create();
  expect(harness.calls(pair.actions.order)).toBe(4);
  const ordered = harness.count(pair.events.bought);
  await harness.delete(state);
  expect(harness.count(pair.events.bought)).toBe(ordered);
  expect(harness.count(pair.events.ended)).toBeGreaterThan(0);
  await harness.simulator.close();
});
