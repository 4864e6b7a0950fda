import { CloudError, PartialError } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import { CALL } from "./provider-harness";
import {
  assignment,
  BY_HAND,
  bandwidth,
  close,
  FREE,
  failure,
  harness,
  IN_CLUSTER,
  open,
  PACKAGE,
  UNTAGGING,
  writes,
} from "./zenlayer-helpers";

afterEach(close);

describe("kinds of cards and subnets", () => {
  test("private IPv6 from create to delete, with only the card's id", async () => {
    await open(assignment, { nicId: "1680855999352675879" });
    const made = await harness.create();
    expect(made.properties).toMatchObject({ addresses: [expect.stringMatching(/^fd00:/)], ipv6Id: "" });
    expect(await harness.read(made)).toEqual(made);
    expect(JSON.parse(JSON.stringify(harness.simulator.ledger()[0]?.detail))).toMatchObject({ private: true });
    await harness.delete(made);
    expect(await harness.read(made)).toBeUndefined();
  });

  test("a charge type on a private subnet is told as what it is, and state keeps the IPv6", async () => {
    await open(assignment, { nicId: "1680855999352675879", internetChargeType: "ByBandwidth", bandwidth: 10 });
    const error = (await failure(harness.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/subnet whose IPv6 is private.*leave internetChargeType/);
    expect(error.id).toBe("1680855999352675879");
  });

  test.each([
    ["no charge type on a public subnet", { nicId: FREE }, "MISSING_PARAMETER"],
    [
      "an IPv4 subnet",
      { nicId: "1680855999352675880", internetChargeType: "ByBandwidth", bandwidth: 1 },
      "INVALID_SUBNET_IPSTACK_NOT_SUPPORT",
    ],
    ["no such card", { nicId: "1", internetChargeType: "ByBandwidth", bandwidth: 1 }, "INVALID_NIC_NOT_FOUND"],
    [
      "no such cluster",
      { nicId: FREE, internetChargeType: "BandwidthCluster", clusterId: "1", bandwidth: 1 },
      "INVALID_CLUSTER_NOT_FOUND",
    ],
    [
      "not sold here",
      { nicId: "1680855999352675885", internetChargeType: "ByTrafficPackage", bandwidth: 1 },
      "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT",
    ],
  ])("%s", async (_what, inputs, code) => {
    await open(assignment, inputs);
    const error = await failure(harness.create());
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(/\. [A-Z].*\.$/) });
    expect(harness.simulator.ledger()).toEqual([]);
  });

  test("a card that is being made is waited for, one that goes away is refused at once", async () => {
    await open(assignment, { nicId: "1680855999352675881", internetChargeType: "ByBandwidth", bandwidth: 1 });
    const error = await failure(harness.create({}, { timeouts: { create: 20 } }));
    expect(error).toMatchObject({ kind: "busy", message: expect.stringContaining("INVALID_NIC_STATUS") });
    expect(harness.calls("AssignNetworkInterfaceIpv6")).toBeGreaterThan(2);
    const calls = harness.simulator.journal().length;
    expect((await failure(harness.create({ nicId: "1680855999352675884" }))).message).toMatch(/is DELETING/);
    expect(writes(calls)).toEqual([]);
  });

  test("a package of 0 is sent, and 0.3 TB stays 0.3 TB", async () => {
    await open(assignment, { nicId: FREE, internetChargeType: "ByTrafficPackage", bandwidth: 5, packageSize: 0 });
    const made = await harness.create();
    expect(made.properties.packageSize).toBe(0);
    const params = harness.simulator.journal().find(({ action }) => action === "AssignNetworkInterfaceIpv6")?.params;
    expect(params).toMatchObject({ packageSize: "0", nicId: FREE });
    const more = await harness.update(made, { packageSize: 0.1 + 0.2 });
    expect(more.properties.packageSize).toBe(0.3);
    expect(harness.diff(more.properties, harness.inputs({ packageSize: 0.3 }))).toEqual([]);
  });
});

describe("regions and ids", () => {
  test("no region is needed, a wrong one is refused before anything is touched", async () => {
    await open(assignment);
    expect((await harness.create()).properties).not.toHaveProperty("region");
    const error = await failure(harness.create({ region: "europe-central-1" }));
    expect(error.message).toBe(`region: ${FREE} is in asia-east-1 on Zenlayer; got "europe-central-1"`);
  });

  test.each([
    [
      "NicIpv6Assignment",
      assignment,
      { addresses: [expect.stringContaining("2001:db8:c0:1:")], ipv6Id: BY_HAND.ipv6Id },
    ],
    ["Ipv6InternetBandwidth", bandwidth, { __found: { bandwidth: 20 }, ipv6Id: BY_HAND.ipv6Id }],
  ] as const)("%s is imported by the card's id alone", async (_name, pair, outputs) => {
    await open(pair);
    const found = await harness.process().read(BY_HAND.nicId, { __provider: "x" }, CALL);
    expect(found).toMatchObject({
      id: BY_HAND.nicId,
      properties: { nicId: BY_HAND.nicId, region: "asia-east-1", internetChargeType: "ByBandwidth", ...outputs },
    });
    await expect(harness.process().read("a/b", {}, CALL)).rejects.toThrow("id: must be <nicId>");
  });

  test("a refresh of many costs two calls, also where the list does not exist", async () => {
    await open(assignment);
    const ids = [BY_HAND.nicId, IN_CLUSTER, PACKAGE, "1680855999352675883"];
    const refresh = async (settings: Values) => {
      const process = harness.process(settings);
      const before = harness.simulator.journal().length;
      const seen = await Promise.all(ids.map((id) => process.read(id, {}, CALL)));
      expect(seen.map((each) => each?.properties.bandwidth)).toEqual([20, 20, 50, 10]);
      return harness.simulator
        .journal()
        .slice(before)
        .map(({ action }) => action);
    };
    expect(await refresh({})).toEqual(["DescribeNetworkInterfaces", "DescribeIpv6Addresses"]);
    expect(await refresh(UNTAGGING)).toEqual([
      "DescribeNetworkInterfaces",
      "DescribeIpv6Addresses",
      ...ids.map(() => "DescribeNetworkInterfacePublicIPv6"),
    ]);
  });
});
