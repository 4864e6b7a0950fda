// What somebody else did: refresh sees it, and when the cloud does not answer, refresh does not believe that all is gone.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

const hangzhou = { RegionId: "cn-hangzhou" };
const shanghai = { RegionId: "cn-shanghai" };

test.concurrent("refresh shows drift, takes it into state, and the next up puts it right", async () => {
  const harness = await AlibabaHarness.open(
    [
      bandwidth("changed", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
      bandwidth("ended", { ipv6AddressId: "ipv6-demo0003", bandwidth: 10 }),
      assignment("halved", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 }),
      assignment("emptied", { networkInterfaceId: "eni-demo0005", ipv6Addresses: ["2001:db8:a0:1::200"] }),
    ].join("\n"),
  );
  await harness.stack.up();
  const [lost, kept] = (await harness.outputs("halved")).addresses as string[];
  const idOf = async (name: string) => (await harness.outputs(name)).internetBandwidthId;
  const ended = await idOf("ended");
  await harness.console("ModifyIpv6InternetBandwidth", {
    Ipv6InternetBandwidthId: await idOf("changed"),
    Bandwidth: 33,
  });
  await harness.console("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: ended });
  await harness.console("UnassignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Address: [lost] });
  await harness.console("UnassignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0005",
    Ipv6Address: ["2001:db8:a0:1::200"],
  });
  harness.calls();

  const { stdout } = await harness.stack.refresh({ args: ["--diff"] });
  expect(stdout).toMatch(/~ bandwidth +: 10 => 33/);
  expect(stdout).toMatch(/~ ipv6AddressCount +: 2 => 1/);
  expect(stdout).toMatch(/~ 2 updated\n +- 2 deleted/);
  expect(harness.writes()).toEqual([]);
  expect((await harness.resources()).map((resource) => resource.urn.split("::").at(-1)).sort()).toEqual([
    "changed",
    "halved",
  ]);
  expect(await harness.outputs("changed")).toMatchObject({ bandwidth: 33 });
  expect(await harness.outputs("halved")).toMatchObject({ addresses: [kept], ipv6AddressCount: 1 });

  const before = harness.entries().length;
  await harness.stack.up();
  const mended = harness
    .entries()
    .slice(before)
    .map((entry) => `${entry.event} ${entry.subject}`);
  expect(mended.sort()).toEqual([
    "assigned eni-demo0004",
    "assigned eni-demo0005",
    "changed ipv6-demo0001",
    "ordered ipv6-demo0003",
  ]);
  expect(harness.live("ipv6-demo0003")).toEqual([await idOf("ended")]);
  expect(await idOf("ended")).not.toBe(ended);
  expect(await harness.outputs("changed")).toMatchObject({ bandwidth: 10 });
  expect((await harness.outputs("halved")).addresses).toEqual([kept, expect.any(String)]);
});

test.concurrent("a refresh that is refused, or answered with nonsense or not at all, fails and leaves the state", async () => {
  const opts = { customTimeouts: { read: "3s" } };
  const card = { ipv6AddressCount: 1 };
  const harness = await AlibabaHarness.open(
    [
      bandwidth("refused", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts }),
      bandwidth("html", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10, region: "cn-shanghai" }, { opts }),
      assignment("empty", { ...card, networkInterfaceId: "eni-shanghai0001", region: "cn-shanghai" }, { opts }),
      assignment("silent", { ...card, networkInterfaceId: "eni-demo0004" }, { opts }),
    ].join("\n"),
  );
  await harness.stack.up();
  const { simulator } = harness;
  const always = { times: -1 };
  const [addresses, cards] = ["DescribeIpv6Addresses", "DescribeNetworkInterfaces"];
  const page = { status: 404, body: "<html>not found</html>" };
  simulator.fault({ action: addresses, match: hangzhou, do: { code: "Forbidden.RAM" }, ...always });
  simulator.fault({ action: addresses, match: shanghai, do: page, ...always });
  simulator.fault({ action: cards, match: shanghai, do: { status: 200, body: "" }, ...always });
  simulator.fault({ action: cards, match: hangzhou, do: "hold", ...always });

  const before = await harness.resources();
  const { code, stdout } = await harness.stack.refresh({ mayFail: true });
  expect(code).not.toBe(0);
  for (const name of ["refused", "html", "empty", "silent"]) expect(stdout).toContain(`${name} **refreshing failed**`);
  expect(stdout).toMatch(/5 errored/);
  expect(stdout).toMatch(/error: Alibaba Cloud DescribeIpv6Addresses on ipv6-demo0001: Forbidden\.RAM ".+"/);
  expect(stdout).toMatch(
    /error: Alibaba Cloud DescribeIpv6Addresses on ipv6-shanghai0001: "HTTP 404 without an error code"/,
  );
  expect(stdout).toMatch(
    /error: Alibaba Cloud DescribeNetworkInterfaces on eni-demo0004: "no response within \d(\.\d)? s".+ the timeout of this operation expired/,
  );
  expect(await harness.resources()).toEqual(before);

  simulator.clearFaults();
  await harness.stack.preview({ args: ["--refresh", "--expect-no-changes"] });
});

test.concurrent("what was bought by hand is refused with the way out, and taken over with adopt: true without an order", async () => {
  const byHand = { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByTraffic" };
  const harness = await AlibabaHarness.open(bandwidth("web", byHand));
  const refused = await harness.stack.up({ mayFail: true });
  expect(refused.code).not.toBe(0);
  expect(refused.stdout).toMatch(
    /error: .*InternetBandwidthAlreadyExisted.*cn-hangzhou\/ipv6-byhand\/ipv6bw-byhand.*adopt: true/,
  );
  expect(await harness.resources()).toEqual([]);

  harness.program(bandwidth("web", { ...byHand, adopt: true }));
  harness.calls();
  await harness.stack.up();
  expect(harness.writes()).toEqual([]);
  expect(await harness.stack.resource("web")).toMatchObject({
    id: "cn-hangzhou/ipv6-byhand/ipv6bw-byhand",
    outputs: { bandwidth: 20, internetBandwidthId: "ipv6bw-byhand" },
  });
  await harness.stack.preview({ args: ["--expect-no-changes"] });

  harness.program(bandwidth("web", byHand));
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  expect(harness.writes()).toEqual([]);
  expect(harness.events()).toEqual([]);

  // From then on it is ours like any other.
  harness.program(bandwidth("web", { ...byHand, bandwidth: 25 }));
  await harness.stack.up();
  await harness.stack.destroy();
  expect(harness.entries("ipv6-byhand").map((entry) => [entry.event, entry.id])).toEqual([
    ["changed", "ipv6bw-byhand"],
    ["released", "ipv6bw-byhand"],
  ]);
});
