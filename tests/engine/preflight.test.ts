// A pull request that the cloud would refuse fails its preview: with all refusals at once through the plugin. A dynamic
// provider can only refuse at check, and the engine checks one resource after the other and stops at the first that fails.
import { type Door, EveryWorld, type Wishes } from "./every-world";

const alibaba = (resource: string, inputs: object) => ({ cloud: "alibaba", resource, inputs: { ...inputs } });
const REFUSED: Wishes = [
  // Its address has internet bandwidth already, bought by hand.
  alibaba("Ipv6InternetBandwidth", { ipv6AddressId: "ipv6-byhand", bandwidth: 77 }),
  alibaba("NicIpv6Assignment", { networkInterfaceId: "eni-nobody", ipv6AddressCount: 1 }),
  alibaba("Ipv6EgressOnlyRule", { ipv6GatewayId: "ipv6gw-nobody", instanceId: "ipv6-demo0001" }),
];
const WORDS = [
  /InternetBandwidthAlreadyExisted.*adopt: true/,
  /no such network card/,
  /ipv6gw-nobody|Ipv6EgressOnlyRule.*NotFound/,
];

describe.each(["dynamic", "plugin"] as const)("%s", (door: Door) => {
  let world: EveryWorld;
  beforeAll(async () => {
    world = await EveryWorld.open(door);
  });

  test("a refusal is told with code and advice, through the plugin every one, and nothing is ordered", async () => {
    world.declare(REFUSED, true);
    const { code, stdout } = await world.stack.preview({ mayFail: true });
    expect(code).not.toBe(0);
    const told = WORDS.filter((words) => words.test(stdout));
    if (door === "plugin") expect(told).toEqual(WORDS);
    // Which of them is checked first is not said anywhere.
    else expect(told.length).toBeGreaterThan(0);
    expect(world.acts()).toEqual([]);
    expect(world.entries()).toEqual([]);
  });
});
