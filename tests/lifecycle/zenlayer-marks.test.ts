import { Refusal } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import { CALL } from "./provider-harness";
import {
  assignment,
  byHand,
  close,
  FREE,
  failure,
  harness,
  open,
  someoneElse,
  tagsOf,
  UNTAGGING,
  writes,
} from "./zenlayer-helpers";

afterEach(close);

const ORDER = "AssignNetworkInterfaceIpv6";
/** No read is answered once the order was sent. */
const BLIND = { action: "DescribeNetworkInterfaces", do: { status: 502, body: "" }, times: -1, since: ORDER } as const;

describe("marks", () => {
  beforeEach(() => open(assignment));

  test("the card is tagged before the order, other tags stay, and the tag goes with the delete", async () => {
    const made = await harness.create();
    expect(writes()).toEqual(["ModifyResourceTags", ORDER]);
    const tags = await tagsOf(FREE);
    expect(tags).toEqual({ team: "platform", "pulumi-ipv6": expect.stringMatching(/^[0-9a-f]{20}-\d+$/) });
    expect(JSON.stringify(tags).length).toBeLessThan(128);
    await harness.delete(made);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test("a run that was killed after its order is continued; somebody else's run is not", async () => {
    harness.simulator.fault({ action: ORDER, when: "after", do: "drop", times: -1 });
    harness.simulator.fault(BLIND);
    await failure(harness.create());
    harness.simulator.clearFaults();
    expect(harness.count("assigned")).toBe(1);
    const error = await failure(harness.create({}, someoneElse));
    expect(error).toBeInstanceOf(Refusal);
    const made = await harness.create();
    expect(harness.count("assigned")).toBe(1);
    expect(made.properties).toMatchObject(harness.inputs());
  });

  test("an order that is refused leaves no tag", async () => {
    const error = await failure(harness.create({ nicId: "1680855999352675882" }));
    expect(error).toMatchObject({ code: "INVALID_SUBNET_IPV6_INSUFFICIENT", kind: "quota" });
    expect(await tagsOf("1680855999352675882")).toEqual({});
  });

  test("a foreign IPv6 that comes between our look and our order is not claimed by our tag", async () => {
    // Between the two: the tag's answer is when the other one orders.
    const race = harness.clock.sleep;
    harness.simulator.fault({ action: "ModifyResourceTags", do: { code: "REQUEST_LIMIT_EXCEEDED" } });
    harness.clock.sleep = async (milliseconds, signal) => {
      if (harness.calls("ModifyResourceTags") > 0 && harness.count("assigned") === 0)
        await assignment.outside.occupy(harness.simulator);
      return race(milliseconds, signal);
    };
    const error = await failure(harness.create());
    expect(error.message).toMatch(/INVALID_NIC_IPV6_EXISTS.*adopt: true/);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test("an IPv6 that somebody made after ours was taken away is not ours, though the tag is still there", async () => {
    const made = await harness.create();
    await assignment.outside.remove(harness.simulator, made.properties);
    await harness.clock.sleep(3_600_000);
    await byHand(ORDER, { nicId: FREE, internetChargeType: "ByBandwidth", bandwidth: 100 });
    expect(await harness.read(made)).toBeUndefined();
    expect((await failure(harness.create())).message).toMatch(/adopt: true/);
    await harness.delete(made);
    expect(harness.count("unassigned")).toBe(1);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test.each([
    ["turned off", { marks: false }, 0],
    ["not permitted", UNTAGGING, 1],
  ])(
    "%s: the order is placed without, and a half-made one is told with the way out",
    async (_what, settings, warned) => {
      const create = (more: Values = {}) => harness.process(settings).create(harness.inputs(more), CALL);
      harness.simulator.fault({ action: ORDER, when: "after", do: "drop", times: -1 });
      harness.simulator.fault(BLIND);
      await failure(create());
      harness.simulator.clearFaults();
      expect(harness.said.filter((line) => /^warning.*without the tag.*marks: false/.test(line))).toHaveLength(warned);
      expect((await failure(create())).message).toMatch(/taken by 1680855999352675875: set adopt: true/);
      const made = await create({ adopt: true });
      expect(harness.count("assigned")).toBe(1);
      await harness.process(settings).delete(made.id, made.properties, CALL);
      expect(harness.count("unassigned")).toBe(1);
    },
  );

  test("a lost answer is found without any tag when the place was empty before", async () => {
    harness.simulator.fault({ action: ORDER, when: "after", do: "drop" });
    const made = await harness.process({ marks: false }).create(harness.inputs(), CALL);
    expect(made.properties).toMatchObject(harness.inputs());
    expect(harness.calls("AssignNetworkInterfaceIpv6")).toBe(1);
  });
});
