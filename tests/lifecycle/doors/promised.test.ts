// What another resource of the same program makes, changes or lets go of is not there yet at preview: that is a warning.
import type { Values } from "../../../provider/core/check";
import { type Simulator, startSimulator } from "../../../simulator";
import { PAIRS } from "../pairs";
import { quickClock } from "../provider-harness";
import { DOORS, type DoorName, EVERY_DOOR, type Process } from "./door";

const BLOCK = "2001:db8:7e00:1";
const onCard = (card: string, ...ipv6Addresses: string[]) => ({ networkInterfaceId: card, ipv6Addresses });
const NIC = "1680855999352675875";

/** What makes the place, and what goes there. */
const PLACES: readonly { cloud: string; maker: [string, Values]; guest: [string, Values]; says: RegExp }[] = [
  {
    cloud: "tencent",
    maker: ["NicIpv6Assignment", onCard("eni-demo0004", `${BLOCK}::100`)],
    guest: ["Ipv6InternetBandwidth", { ip6Address: `${BLOCK}::100`, bandwidth: 10 }],
    says: /AddressIpNotFound/,
  },
  {
    cloud: "tencent",
    maker: ["NicIpv6Assignment", onCard("eni-ula", "fd76:7e00:1::50")],
    guest: ["ElasticPublicIpv6", { networkInterfaceId: "eni-ula", privateIpv6Address: "fd76:7e00:1::50" }],
    says: /PrivateIpAddressNotMatch/,
  },
  {
    cloud: "zenlayer",
    maker: ["NicIpv6Assignment", { nicId: NIC, internetChargeType: "ByBandwidth", bandwidth: 100 }],
    guest: ["Ipv6InternetBandwidth", { nicId: NIC, bandwidth: 100 }],
    says: /has no public IPv6/,
  },
];

let simulator: Simulator;
const said: string[] = [];
const processes: Process[] = [];
const clock = quickClock();
beforeEach(async () => {
  simulator = await startSimulator({ now: clock.now });
});
afterEach(async () => {
  for (const process of processes.splice(0)) process.end();
  said.length = 0;
  await simulator.close();
});

async function start(door: DoorName, cloud: string): Promise<Process> {
  const settings = PAIRS.find((pair) => pair.cloud === cloud)?.settings;
  const log = (level: string, message: string) => void said.push(`${level}: ${message}`);
  const runtime = { clock, random: () => 0.5, unique: () => "unique", log, environment: { HOME: "/nonexistent" } };
  const process = await DOORS[door]({ [cloud]: { ...settings, endpoint: simulator.url } }, runtime);
  processes.push(process);
  return process;
}

describe.each(EVERY_DOOR)("through the %s door", (door) => {
  test.each(PLACES)("$cloud: $guest.0 where $maker.0 makes the place", async ({ cloud, maker, guest, says }) => {
    const alone = await start(door, cloud);
    const [type, inputs] = guest;
    const preview = alone.of(`${cloud}:${type}`).preview("guest", undefined, inputs);
    // The plugin is not told whether it depends on what another provider makes.
    if (door === "dynamic") await expect(preview).rejects.toThrow(says);
    else await preview;

    const together = await start(door, cloud);
    await together.of(`${cloud}:${maker[0]}`).preview("maker", undefined, maker[1]);
    await together.of(`${cloud}:${type}`).preview("guest", undefined, inputs);
    if (door === "dynamic") expect(said.join("\n")).toMatch(/warning: .*Another resource of this program may change/);
    expect(simulator.ledger()).toEqual([]);
  });

  test("an address that leaves one card goes to another", async () => {
    const assignments = async () => (await start(door, "tencent")).of("tencent:NicIpv6Assignment");
    const first = await assignments();
    const held = onCard("eni-demo0004", `${BLOCK}::100`);
    const made = await first.create("from", await first.check("from", held));
    const goal = onCard("eni-demo0005", `${BLOCK}::100`);

    const taken = await assignments();
    await taken.preview("from", made, held);
    await expect(taken.preview("to", undefined, goal)).rejects.toThrow(/ResourceInUse.Address.*::100/);

    for (const left of [onCard("eni-demo0004", `${BLOCK}::101`), onCard("eni-small", `${BLOCK}::101`)]) {
      const moved = await assignments();
      await moved.preview("from", made, left);
      await moved.preview("to", undefined, goal);
    }
  });
});
