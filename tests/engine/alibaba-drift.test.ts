// What somebody else did: refresh sees it, and when the cloud does not answer, refresh does not believe that all is gone.
import { assignment, bandwidth, World } from "./alibaba-world";

const hangzhou = { RegionId: "cn-hangzhou" };
const shanghai = { RegionId: "cn-shanghai" };

test.concurrent("refresh shows drift, takes it into state, and the next up puts it right", async () => {
  const world = await World.open(
    [
      bandwidth("changed", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
      bandwidth("ended", { ipv6AddressId: "ipv6-demo0003", bandwidth: 10 }),
      assignment("halved", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 }),
      assignment("emptied", { networkInterfaceId: "eni-demo0005", ipv6Addresses: ["2001:db8:a0:1::200"] }),
    ].join("\n"),
  );
  await world.stack.up();
  const [lost, kept] = (await world.outputs("halved")).addresses as string[];
  const idOf = async (name: string) => (await world.outputs(name)).internetBandwidthId;
  const ended = await idOf("ended");
  await world.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: await idOf("changed"), Bandwidth: 33 });
  await world.console("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: ended });
  await world.console("UnassignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Address: [lost] });
  await world.console("UnassignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0005",
    Ipv6Address: ["2001:db8:a0:1::200"],
  });
  world.calls();

  const { stdout } = await world.stack.refresh({ args: ["--diff"] });
  expect(stdout).toMatch(/~ bandwidth +: 10 => 33/);
  expect(stdout).toMatch(/~ ipv6AddressCount +: 2 => 1/);
  expect(stdout).toMatch(/~ 2 updated\n +- 2 deleted/);
  expect(world.writes()).toEqual([]);
  expect((await world.resources()).map((resource) => resource.urn.split("::").at(-1)).sort()).toEqual([
    "changed",
    "halved",
  ]);
  expect(await world.outputs("changed")).toMatchObject({ bandwidth: 33 });
  expect(await world.outputs("halved")).toMatchObject({ addresses: [kept], ipv6AddressCount: 1 });

  const before = world.entries().length;
  await world.stack.up();
  const mended = world
    .entries()
    .slice(before)
    .map((entry) => `${entry.event} ${entry.subject}`);
  expect(mended.sort()).toEqual([
    "assigned eni-demo0004",
    "assigned eni-demo0005",
    "changed ipv6-demo0001",
    "ordered ipv6-demo0003",
  ]);
  expect(world.live("ipv6-demo0003")).toEqual([await idOf("ended")]);
  expect(await idOf("ended")).not.toBe(ended);
  expect(await world.outputs("changed")).toMatchObject({ bandwidth: 10 });
  expect((await world.outputs("halved")).addresses).toEqual([kept, expect.any(String)]);
});

test.concurrent("a refresh that is refused, or answered with nonsense or not at all, fails and leaves the state", async () => {
  const opts = { customTimeouts: { read: "3s" } };
  const card = { ipv6AddressCount: 1 };
  const world = await World.open(
    [
      bandwidth("refused", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts }),
      bandwidth("html", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10, region: "cn-shanghai" }, { opts }),
      assignment("empty", { ...card, networkInterfaceId: "eni-shanghai0001", region: "cn-shanghai" }, { opts }),
      assignment("silent", { ...card, networkInterfaceId: "eni-demo0004" }, { opts }),
    ].join("\n"),
  );
  await world.stack.up();
  const { simulator } = world;
  const always = { times: -1 };
  const [addresses, cards] = ["DescribeIpv6Addresses", "DescribeNetworkInterfaces"];
  const page = { status: 404, body: "<html>not found</html>" };
  simulator.fault({ action: addresses, match: hangzhou, do: { code: "Forbidden.RAM" }, ...always });
  simulator.fault({ action: addresses, match: shanghai, do: page, ...always });
  simulator.fault({ action: cards, match: shanghai, do: { status: 200, body: "" }, ...always });
  simulator.fault({ action: cards, match: hangzhou, do: "hold", ...always });

  const before = await world.resources();
  const { code, stdout } = await world.stack.refresh({ mayFail: true });
  expect(code).not.toBe(0);
  for (const name of ["refused", "html", "empty", "silent"]) expect(stdout).toContain(`${name} **refreshing failed**`);
  expect(stdout).toMatch(/5 errored/);
  expect(stdout).toMatch(/error: Alibaba Cloud DescribeIpv6Addresses on ipv6-demo0001: Forbidden\.RAM ".+"/);
  expect(stdout).toMatch(/error: Alibaba Cloud DescribeIpv6Addresses on ipv6-shanghai0001: .+ not JSON/);
  expect(stdout).toMatch(
    /error: Alibaba Cloud DescribeNetworkInterfaces on eni-demo0004: "no response within 3 s".+ the timeout of this operation expired/,
  );
  expect(await world.resources()).toEqual(before);

  simulator.clearFaults();
  await world.stack.preview({ args: ["--refresh", "--expect-no-changes"] });
});

test.concurrent("what was bought by hand is refused with the way out, and taken over with adopt: true without an order", async () => {
  const byHand = { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByTraffic" };
  const world = await World.open(bandwidth("web", byHand));
  const refused = await world.stack.up({ mayFail: true });
  expect(refused.code).not.toBe(0);
  expect(refused.stdout).toMatch(
    /error: .*InternetBandwidthAlreadyExisted.*cn-hangzhou\/ipv6-byhand\/ipv6bw-byhand.*adopt: true/,
  );
  expect(await world.resources()).toEqual([]);

  world.program(bandwidth("web", { ...byHand, adopt: true }));
  world.calls();
  await world.stack.up();
  expect(world.writes()).toEqual([]);
  expect(await world.stack.resource("web")).toMatchObject({
    id: "cn-hangzhou/ipv6-byhand/ipv6bw-byhand",
    outputs: { bandwidth: 20, internetBandwidthId: "ipv6bw-byhand" },
  });
  await world.stack.preview({ args: ["--expect-no-changes"] });

  world.program(bandwidth("web", byHand));
  await world.stack.preview({ args: ["--expect-no-changes"] });
  expect(world.writes()).toEqual([]);
  expect(world.events()).toEqual([]);

  // From then on it is ours like any other.
  world.program(bandwidth("web", { ...byHand, bandwidth: 25 }));
  await world.stack.up();
  await world.stack.destroy();
  expect(world.entries("ipv6-byhand").map((entry) => [entry.event, entry.id])).toEqual([
    ["changed", "ipv6bw-byhand"],
    ["released", "ipv6bw-byhand"],
  ]);
});
