import { type ZenlayerHarness as Bench, zenlayerInterfaces as cards, startZenlayer as startBench } from "../../testing";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.close());
const stackOf = async (nicId: string) =>
  (await bench.answer("DescribeNetworkInterfaces", { nicIds: [nicId] })).dataSet[0].nicSubnetType;

test("Unassign: the card is IPv4 again and billing ends; a second call is refused", async () => {
  await bench.answer("UnassignNetworkInterfaceIpv6", { nicId: cards.byHand });
  expect(await stackOf(cards.byHand)).toBe("IPv4");
  expect(bench.simulator.ledger()).toMatchObject([
    { event: "unassigned", id: "1700000000000000077", subject: cards.byHand, detail: { bandwidth: 20 } },
  ]);
  const again = await bench.refused("UnassignNetworkInterfaceIpv6", { nicId: cards.byHand });
  expect(again).toEqual([404, "OPERATION_FAILED_RESOURCE_NOT_FOUND"]);
  expect(bench.simulator.ledger()).toHaveLength(1);
});

test.each([
  ["1", 404, "INVALID_NIC_NOT_FOUND"],
  [cards.other, 404, "INVALID_NIC_NOT_FOUND"],
  [cards.pending, 400, "INVALID_NIC_STATUS"],
])("Unassign of %s is %d %s", async (nicId, status, code) => {
  expect(await bench.refused("UnassignNetworkInterfaceIpv6", { nicId })).toEqual([status, code]);
});

test("DeleteIpv6Addresses: what fails is told in a success, the others go", async () => {
  bench.simulator.pace({ operationMs: 5_000 });
  await bench.answer("ModifyIpv6Bandwidth", { ipv6Id: "1700000000000000083", bandwidth: 11 });
  const ipv6Ids = ["1700000000000000077", "1", "1700000000000000083"];
  const { failedIpv6Addresses } = await bench.answer("DeleteIpv6Addresses", { ipv6Ids });
  expect(failedIpv6Addresses).toEqual([
    { ipv6Id: "1", errorCode: "OPERATION_FAILED_RESOURCE_NOT_FOUND", errorMsg: expect.any(String) },
    {
      ipv6Id: "1700000000000000083",
      errorCode: "OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT",
      errorMsg: expect.any(String),
    },
  ]);
  expect(bench.simulator.ledger()).toMatchObject([{ event: "unassigned", subject: cards.byHand }]);
  expect(await stackOf(cards.withCard)).toBe("IPv4_IPv6");
  expect(await bench.refused("DeleteIpv6Addresses", {})).toEqual([400, "MISSING_PARAMETER"]);
});
