import { zenlayerInterfaces as interfaces, startZenlayer, type ZenlayerHarness } from "../../testing";

let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());
const stackOf = async (nicId: string) =>
  (await harness.answer("DescribeNetworkInterfaces", { nicIds: [nicId] })).dataSet[0].nicSubnetType;

test("Unassign: the card is IPv4 again and billing ends; a second call is refused", async () => {
  await harness.answer("UnassignNetworkInterfaceIpv6", { nicId: interfaces.byHand });
  expect(await stackOf(interfaces.byHand)).toBe("IPv4");
  expect(harness.simulator.ledger()).toMatchObject([
    { event: "unassigned", id: "1700000000000000077", subject: interfaces.byHand, detail: { bandwidth: 20 } },
  ]);
  const again = await harness.refused("UnassignNetworkInterfaceIpv6", { nicId: interfaces.byHand });
  expect(again).toEqual([404, "OPERATION_FAILED_RESOURCE_NOT_FOUND"]);
  expect(harness.simulator.ledger()).toHaveLength(1);
});

test.each([
  ["1", 404, "INVALID_NIC_NOT_FOUND"],
  [interfaces.other, 404, "INVALID_NIC_NOT_FOUND"],
  [interfaces.pending, 400, "INVALID_NIC_STATUS"],
])("Unassign of %s is %d %s", async (nicId, status, code) => {
  expect(await harness.refused("UnassignNetworkInterfaceIpv6", { nicId })).toEqual([status, code]);
});

test("DeleteIpv6Addresses: what fails is told in a success, the others go", async () => {
  harness.simulator.pace({ operationMs: 5_000 });
  await harness.answer("ModifyIpv6Bandwidth", { ipv6Id: "1700000000000000083", bandwidth: 11 });
  const ipv6Ids = ["1700000000000000077", "1", "1700000000000000083"];
  const { failedIpv6Addresses } = await harness.answer("DeleteIpv6Addresses", { ipv6Ids });
  expect(failedIpv6Addresses).toEqual([
    { ipv6Id: "1", errorCode: "OPERATION_FAILED_RESOURCE_NOT_FOUND", errorMsg: expect.any(String) },
    {
      ipv6Id: "1700000000000000083",
      errorCode: "OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT",
      errorMsg: expect.any(String),
    },
  ]);
  expect(harness.simulator.ledger()).toMatchObject([{ event: "unassigned", subject: interfaces.byHand }]);
  expect(await stackOf(interfaces.withCard)).toBe("IPv4_IPv6");
  expect(await harness.refused("DeleteIpv6Addresses", {})).toEqual([400, "MISSING_PARAMETER"]);
});
