import { callAlibaba, callTencent, callZenlayer } from "..";
import { startAlibaba, startHarness, startTencent, startZenlayer } from "../testing";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The harness begins at midnight UTC, which is 08:00 of the day that Alibaba Cloud bills. */
describe("Alibaba Cloud by bandwidth", () => {
  const order = { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, InternetChargeType: "PayByBandwidth" };
  const daily = (mbps: number) => 0.14 * 5 + 0.5 * (mbps - 5);

  test("whole days, each at its highest bandwidth", async () => {
    const { simulator, call, pass } = await startAlibaba();
    const { InternetBandwidthId: id } = (await call("AllocateIpv6InternetBandwidth", order)).body;
    const change = (Bandwidth: number) =>
      call("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth });
    expect(simulator.bill().total).toEqual({ USD: daily(10) });
    pass(HOUR);
    await change(100);
    pass(HOUR);
    await change(20);
    const { total, perHour } = simulator.bill();
    expect([total, perHour.USD]).toEqual([{ USD: daily(100) }, expect.closeTo(daily(20) / 24)]);
    pass(DAY);
    expect(simulator.bill().perDay).toEqual([
      { day: "2026-06-01", amounts: { USD: daily(100) } },
      { day: "2026-06-02", amounts: { USD: daily(20) } },
    ]);
    await call("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id });
    pass(5 * DAY);
    expect(simulator.bill()).toMatchObject({ total: { USD: 56.4 }, perHour: {}, unknown: 0 });
    await simulator.close();
  });

  test("an order of a minute costs a day, and two cost two", async () => {
    const { simulator, call, pass } = await startAlibaba();
    for (const _ of [1, 2]) {
      const { InternetBandwidthId: id } = (await call("AllocateIpv6InternetBandwidth", order)).body;
      pass(60_000);
      await call("DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id });
    }
    expect(simulator.bill()).toMatchObject({ total: { USD: 2 * daily(10) }, lines: [{}, {}] });
    await simulator.close();
  });

  test("by traffic nothing is sent; orders of the seed are not billed", async () => {
    const { simulator, call } = await startAlibaba();
    await call("AllocateIpv6InternetBandwidth", { ...order, InternetChargeType: "PayByTraffic" });
    await call("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: "ipv6bw-byhand", Bandwidth: 30 });
    expect(simulator.bill()).toMatchObject({
      lines: [{ subject: "ipv6-demo0001", price: "0.123 USD per GB sent", amount: 0 }],
      total: { USD: 0 },
    });
    await simulator.close();
  });
});

test("Zenlayer by the hour that began, with prices that say they are invented", async () => {
  const { simulator, answer, pass } = await startZenlayer();
  const nicId = "1680855999352675876";
  await answer("AssignNetworkInterfaceIpv6", { nicId, internetChargeType: "ByBandwidth", bandwidth: 10 });
  expect(simulator.bill()).toMatchObject({
    total: { "USD invented": 0.11 },
    perHour: { "USD invented": 0.11 },
    rules: { zenlayer: { invented: true }, alibaba: { invented: false } },
  });
  pass(90 * 60_000);
  const [line] = simulator.bill().lines;
  await answer("ModifyIpv6Bandwidth", { ipv6Id: line?.id, bandwidth: 20 });
  expect(simulator.bill().total).toEqual({ "USD invented": 0.11 + 0.21 });
  await answer("UnassignNetworkInterfaceIpv6", { nicId });
  pass(DAY);
  expect(simulator.bill()).toMatchObject({ total: { "USD invented": 0.32 }, perHour: {} });
  await simulator.close();
});

test("Tencent Cloud publishes no price, so it is unknown and in no sum", async () => {
  const { simulator, call } = await startTencent();
  await call("AllocateIp6AddressesBandwidth", { Ip6Addresses: ["2001:db8:7e00:1::1"], InternetMaxBandwidthOut: 5 });
  const { lines, total, unknown } = simulator.bill();
  expect([lines[0]?.price, total, unknown]).toEqual(["unknown: the vendor publishes no price of public IPv6", {}, 1]);
  await simulator.close();
});

test("what the bill goes on with are the live orders of the ledger, on every cloud", async () => {
  const { simulator, now } = await startHarness();
  const { url } = simulator;
  const zenlayer = { nicId: "1680855999352675876", internetChargeType: "ByBandwidth", bandwidth: 10 };
  await callAlibaba(url, "AllocateIpv6InternetBandwidth", { Ipv6AddressId: "ipv6-demo0001", Bandwidth: 5 }, { now });
  await callAlibaba(url, "AssignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6AddressCount: 1 }, { now });
  await callTencent(url, "AllocateIp6AddressesBandwidth", { Ip6Addresses: ["2001:db8:7e00:1::1"] }, { now });
  await callTencent(url, "AllocateIPv6Addresses", {}, { now });
  await callZenlayer(url, "AssignNetworkInterfaceIpv6", zenlayer, { now });
  const live = () => {
    const { lines } = simulator.bill();
    const billed = lines.filter(({ until }) => until === undefined).map(({ cloud, id }) => `${cloud} ${id}`);
    expect(simulator.ledgerSummary().liveOrders.map(({ cloud, id }) => `${cloud} ${id}`)).toEqual(billed);
    return simulator.ledgerSummary().liveOrders.map(({ cloud, detail }) => [cloud, detail.bandwidth]);
  };
  expect(live()).toEqual([
    ["alibaba", 5],
    ["tencent", 1],
    ["tencent", 1],
    ["zenlayer", 10],
  ]);
  const ipv6Id = simulator.ledgerSummary().liveOrders.at(-1)?.id;
  await callZenlayer(url, "ModifyIpv6Bandwidth", { ipv6Id, bandwidth: 20 }, { now });
  expect(live().at(-1)).toEqual(["zenlayer", 20]);
  await callZenlayer(url, "UnassignNetworkInterfaceIpv6", { nicId: zenlayer.nicId }, { now });
  expect(live()).toHaveLength(3);
  await simulator.close();
});
