// customTimeouts through the dynamic door: the engine does not pass them on, so what counts is what state has of them.
import { AlibabaHarness, bandwidth } from "./alibaba-harness";

const web = (opts: object) => bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts });

test.concurrent("a changed delete is stored without another change, and counts when the resource is destroyed", async () => {
  const harness = await AlibabaHarness.open(web({ customTimeouts: { delete: "9m" } }));
  await harness.stack.up();
  harness.program(web({ customTimeouts: { delete: "3s" } }));
  harness.calls();
  await harness.stack.up();
  expect(harness.writes()).toEqual([]);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  // Of the delete's 3 seconds the cloud refuses more.
  harness.simulator.fault({ action: "DeleteIpv6InternetBandwidth", do: { code: "OperationConflict" }, times: -1 });
  const { code, ms } = await harness.stack.destroy({ mayFail: true });
  expect([code === 0, ms < 60_000]).toEqual([false, true]);
  expect(harness.live()).toHaveLength(1);
  harness.simulator.clearFaults();
  await harness.stack.destroy();
  expect(harness.events()).toEqual(["ordered", "released"]);
});

test.concurrent("those that a transformation sets count, and win over the resource's own", async () => {
  const give = (create: string) =>
    `({ props, opts: { ...opts, customTimeouts: { ...opts.customTimeouts, create: "${create}" } } })`;
  const body = (create: string, opts: object) =>
    `pulumi.runtime.registerStackTransformation(({ props, opts }) => ${give(create)});\n${web(opts)}`;
  const harness = await AlibabaHarness.open(body("4s", { customTimeouts: { create: "9m", delete: "8m" } }));
  await harness.stack.up();
  const { __timeouts } = (await harness.stack.resource("web"))?.inputs ?? {};
  expect(__timeouts).toEqual({ create: 4, delete: 480 });
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});
