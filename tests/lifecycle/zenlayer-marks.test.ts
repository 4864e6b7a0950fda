import { Refusal } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import { CALL } from "./world";
import {
  assignment,
  byHand,
  close,
  FREE,
  failure,
  open,
  someoneElse,
  tagsOf,
  UNTAGGING,
  world,
  writes,
} from "./zenlayer-bench";

afterEach(close);

const ORDER = "AssignNetworkInterfaceIpv6";
/** No read is answered once the order was sent. */
const BLIND = { action: "DescribeNetworkInterfaces", do: { status: 502, body: "" }, times: -1, since: ORDER } as const;

describe("marks", () => {
  beforeEach(() => open(assignment));

  test("the card is tagged before the order, other tags stay, and the tag goes with the delete", async () => {
    const made = await world.create();
    expect(writes()).toEqual(["ModifyResourceTags", ORDER]);
    const tags = await tagsOf(FREE);
    expect(tags).toEqual({ team: "platform", "pulumi-ipv6": expect.stringMatching(/^[0-9a-f]{20}-\d+$/) });
    expect(JSON.stringify(tags).length).toBeLessThan(128);
    await world.delete(made);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test("a run that was killed after its order is continued; somebody else's run is not", async () => {
    world.simulator.fault({ action: ORDER, when: "after", do: "drop", times: -1 });
    world.simulator.fault(BLIND);
    await failure(world.create());
    world.simulator.clearFaults();
    expect(world.count("assigned")).toBe(1);
    const error = await failure(world.create({}, someoneElse));
    expect(error).toBeInstanceOf(Refusal);
    const made = await world.create();
    expect(world.count("assigned")).toBe(1);
    expect(made.properties).toMatchObject(world.inputs());
  });

  test("an order that is refused leaves no tag", async () => {
    const error = await failure(world.create({ nicId: "1680855999352675882" }));
    expect(error).toMatchObject({ code: "INVALID_SUBNET_IPV6_INSUFFICIENT", kind: "quota" });
    expect(await tagsOf("1680855999352675882")).toEqual({});
  });

  test("a foreign IPv6 that comes between our look and our order is not claimed by our tag", async () => {
    // Between the two: the tag's answer is when the other one orders.
    const race = world.clock.sleep;
    world.simulator.fault({ action: "ModifyResourceTags", do: { code: "REQUEST_LIMIT_EXCEEDED" } });
    world.clock.sleep = async (milliseconds, signal) => {
      if (world.calls("ModifyResourceTags") > 0 && world.count("assigned") === 0)
        await assignment.outside.occupy(world.simulator);
      return race(milliseconds, signal);
    };
    const error = await failure(world.create());
    expect(error.message).toMatch(/INVALID_NIC_IPV6_EXISTS.*adopt: true/);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test("an IPv6 that somebody made after ours was taken away is not ours, though the tag is still there", async () => {
    const made = await world.create();
    await assignment.outside.remove(world.simulator, made.properties);
    await world.clock.sleep(3_600_000);
    await byHand(ORDER, { nicId: FREE, internetChargeType: "ByBandwidth", bandwidth: 100 });
    expect(await world.read(made)).toBeUndefined();
    expect((await failure(world.create())).message).toMatch(/adopt: true/);
    await world.delete(made);
    expect(world.count("unassigned")).toBe(1);
    expect(await tagsOf(FREE)).toEqual({ team: "platform" });
  });

  test.each([
    ["turned off", { marks: false }, 0],
    ["not permitted", UNTAGGING, 1],
  ])(
    "%s: the order is placed without, and a half-made one is told with the way out",
    async (_what, settings, warned) => {
      const create = (more: Values = {}) => world.process(settings).create(world.inputs(more), CALL);
      world.simulator.fault({ action: ORDER, when: "after", do: "drop", times: -1 });
      world.simulator.fault(BLIND);
      await failure(create());
      world.simulator.clearFaults();
      expect(world.said.filter((line) => /^warning.*without the tag.*marks: false/.test(line))).toHaveLength(warned);
      expect((await failure(create())).message).toMatch(/taken by 1680855999352675875: set adopt: true/);
      const made = await create({ adopt: true });
      expect(world.count("assigned")).toBe(1);
      await world.process(settings).delete(made.id, made.properties, CALL);
      expect(world.count("unassigned")).toBe(1);
    },
  );

  test("a lost answer is found without any tag when the place was empty before", async () => {
    world.simulator.fault({ action: ORDER, when: "after", do: "drop" });
    const made = await world.process({ marks: false }).create(world.inputs(), CALL);
    expect(made.properties).toMatchObject(world.inputs());
    expect(world.calls("AssignNetworkInterfaceIpv6")).toBe(1);
  });
});
