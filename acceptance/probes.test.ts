// The probes against the simulator: what each expects is what the simulator answers.
import { systemClock } from "../provider/core/context";
import { type Simulator, startSimulator } from "../simulator";
import { measure, probesFor } from "./measure";
import { type CloudName, Vendor } from "./vendor";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe.each<CloudName>(["alibaba", "tencent", "zenlayer"])("%s", (cloud) => {
  const vendor = () =>
    new Vendor(cloud, {
      ...{ clock: systemClock, random: () => 0.5, unique: () => "unique", log: () => {} },
      environment: { ...Object.assign({}, ...Object.values(simulator.environment())), HOME: "/nonexistent" },
    });

  test.each(probesFor(cloud).map((probe) => [probe.id, probe] as const))("%s", async (_, probe) => {
    expect(await measure(vendor(), probe)).toMatchObject({
      seen: probe.expects,
      requestId: expect.stringMatching(/./),
    });
    expect(simulator.ledger()).toEqual([]);
  });
});
