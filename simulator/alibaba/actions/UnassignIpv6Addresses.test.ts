import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "UnassignIpv6Addresses";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const exists = async (Ipv6Address: string) =>
  (await harness.call("DescribeIpv6Addresses", { Ipv6Address })).body.TotalCount === 1;
const web = { NetworkInterfaceId: "eni-demo0001", Ipv6Address: ["2001:db8:a0:1::1"] };
const byHand = { NetworkInterfaceId: "eni-demo0003", Ipv6Address: ["2001:db8:a0:1::4"] };

test("the address ceases to exist; a repeat is refused, token or not", async () => {
  const params = { ...web, ClientToken: "no such parameter here" };
  expect((await harness.call(ACTION, params)).body).toEqual({ RequestId: expect.any(String) });
  expect(await exists("2001:db8:a0:1::1")).toBe(false);
  expect(await harness.refused(ACTION, params)).toEqual([403, "InvalidIp.IpUnassigned"]);
  expect(harness.simulator.ledger()).toMatchObject([
    { event: "unassigned", subject: "eni-demo0001", detail: { addresses: ["2001:db8:a0:1::1"] } },
  ]);
});

test.each([
  [400, "MissingParameter", { Ipv6Address: undefined }],
  [400, "NotSimulated", { Ipv6Prefix: ["2001:db8:a0:1:1::/80"] }],
  [400, "InvalidParameter", { Ipv6Address: Array.from({ length: 11 }, (_, index) => `2001:db8:a0:1::${index + 1}`) }],
  [403, "InvalidIp.Address", { Ipv6Address: ["here"] }],
  [403, "InvalidIp.IpRepeated", { Ipv6Address: ["2001:db8:a0:1::1", "2001:db8:a0:1::1"] }],
  [403, "InvalidIp.IpUnassigned", { Ipv6Address: ["2001:db8:a0:1::1", "2001:db8:a0:1::2"] }],
  [404, "InvalidEniId.NotFound", { NetworkInterfaceId: "eni-never" }],
  [403, "InvalidOperation.EniServiceManaged", { NetworkInterfaceId: "eni-service" }],
  [400, "InvalidOperation.InvalidEcsState", { NetworkInterfaceId: "eni-starting" }],
])("%d %s for %j, and nothing is taken off", async (status, code, change) => {
  expect(await harness.refused(ACTION, { ...web, ...change })).toEqual([status, code]);
  expect(harness.simulator.ledger()).toEqual([]);
  expect(await exists("2001:db8:a0:1::1")).toBe(true);
});

describe("an address that still has bandwidth", () => {
  test("refuse", async () => {
    expect(await harness.refused(ACTION, byHand)).toEqual([403, "OperationDenied"]);
    expect(await exists("2001:db8:a0:1::4")).toBe(true);
  });

  test("drop", async () => {
    harness.simulator.pace({ unassignWithBandwidth: "drop" });
    expect((await harness.call(ACTION, byHand)).status).toBe(200);
    expect(harness.simulator.ledger().map(({ event, id }) => [event, id])).toEqual([
      ["released", "ipv6bw-byhand"],
      ["unassigned", "eni-demo0003"],
    ]);
  });

  test("orphan: still billed, until it is deleted by its own id", async () => {
    harness.simulator.pace({ unassignWithBandwidth: "orphan" });
    expect((await harness.call(ACTION, byHand)).status).toBe(200);
    expect(harness.simulator.ledger().map(({ event }) => event)).toEqual(["unassigned"]);
    expect(harness.simulator.state().alibaba).toMatchObject({
      orphanedBandwidths: [{ id: "ipv6bw-byhand", bandwidth: 20 }],
    });
    const target = { Ipv6InternetBandwidthId: "ipv6bw-byhand" };
    expect((await harness.call("ModifyIpv6InternetBandwidth", { ...target, Bandwidth: 7 })).status).toBe(200);
    expect((await harness.call("DeleteIpv6InternetBandwidth", target)).status).toBe(200);
    expect(harness.simulator.ledger().at(-1)).toMatchObject({
      event: "released",
      subject: "ipv6-byhand",
      detail: { bandwidth: 7 },
    });
    expect(harness.simulator.state().alibaba).toMatchObject({ orphanedBandwidths: [] });
  });
});
