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

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

test.each(ROWS)("%s: an order waits while the cloud answers %s, and is placed once", async (_name, code, pair) => {
  harness = await ProviderHarness.open(pair);
  // Tencent Cloud refuses with status 200.
  const status = pair.cloud === "tencent" ? 200 : 400;
  harness.simulator.fault({ action: pair.actions.order, times: 3, do: { code, status } });
  const state = await harness.create();
  expect(harness.calls(pair.actions.order)).toBeGreaterThanOrEqual(4);
  const ordered = harness.count(pair.events.bought);
  expect(await harness.read(state)).toMatchObject({ id: state.id });
  await harness.delete(state);
  expect(harness.count(pair.events.bought)).toBe(ordered);
});
