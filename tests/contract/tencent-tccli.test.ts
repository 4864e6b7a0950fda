import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Simulator, startSimulator } from "../../simulator";
import { findTccli } from "./tccli";

const tccli = findTccli();
if ("reason" in tccli) process.stderr.write(`\nSKIPPED: tccli against the simulator: ${tccli.reason}\n\n`);
const suite = "path" in tccli ? describe : describe.skip;

/** The vendor's command line, unchanged. It sends, and signs, a Host header with the scheme in it. */
suite("tccli", () => {
  let simulator: Simulator;
  let home: string;
  beforeAll(async () => {
    simulator = await startSimulator();
    home = mkdtempSync(join(tmpdir(), "tccli-"));
  });
  afterAll(async () => {
    rmSync(home, { recursive: true, force: true });
    await simulator.close();
  });

  const run = async (action: string, params: Readonly<Record<string, unknown>>, service = "vpc") => {
    const options = Object.entries(params).flatMap(([name, value]) => [
      `--${name}`,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
    const { PATH } = process.env;
    const env = {
      ...{ PATH, HOME: home, TENCENTCLOUD_REGION: "ap-guangzhou" },
      ...{ TENCENTCLOUD_SECRET_ID: "simulator-tencent-id", TENCENTCLOUD_SECRET_KEY: "simulator-tencent-key" },
    };
    const command = "path" in tccli ? tccli.path : "";
    const { stdout } = await promisify(execFile)(command, [service, action, "--endpoint", simulator.url, ...options], {
      env,
    });
    return JSON.parse(stdout);
  };

  test("bandwidth, its task, its tags and its end", async () => {
    const order = {
      Ip6Addresses: ["2001:db8:7e00:1::1"],
      InternetMaxBandwidthOut: 5,
      Tags: [{ Key: "a", Value: "b" }],
    };
    const { AddressSet, TaskId } = await run("AllocateIp6AddressesBandwidth", order);
    expect(await run("DescribeTaskResult", { TaskId })).toMatchObject({ Result: "SUCCESS" });
    const Resource = `qcs::vpc:ap-guangzhou:uin/:eip/${AddressSet[0]}`;
    await run("ModifyResourceTags", { Resource, ReplaceTags: [{ TagKey: "a", TagValue: "c" }] }, "tag");
    const read = await run("DescribeIp6Addresses", { Ip6AddressIds: AddressSet });
    expect(read.AddressSet).toMatchObject([{ Bandwidth: 5, TagSet: [{ Key: "a", Value: "c" }] }]);
    await run("ReleaseIp6AddressesBandwidth", { Ip6AddressIds: AddressSet });
    expect(simulator.ledger().map(({ event }) => event)).toEqual(["ordered", "released"]);
    expect(simulator.journal().every(({ account }) => account === "100000000001")).toBe(true);
  });

  test("an elastic public IPv6, one letter apart", async () => {
    const { AddressSet } = await run("AllocateIPv6Addresses", { AddressName: "web", InternetMaxBandwidthOut: 3 });
    const read = await run("DescribeIPv6Addresses", { IPv6AddressIds: AddressSet });
    expect(read.AddressSet).toMatchObject([{ AddressName: "web", AddressStatus: "UNBIND", Bandwidth: 3 }]);
  });

  test("addresses on a card, and a refusal in the vendor's words", async () => {
    const NetworkInterfaceId = "eni-demo0004";
    const { Ipv6AddressSet, RequestId } = await run("AssignIpv6Addresses", { NetworkInterfaceId, Ipv6AddressCount: 1 });
    expect(await run("DescribeVpcTaskResult", { TaskId: RequestId })).toMatchObject({ Status: "SUCCESS" });
    const [{ Address }] = Ipv6AddressSet;
    await run("ModifyIpv6AddressesAttribute", { NetworkInterfaceId, Ipv6Addresses: [{ Address, Description: "x" }] });
    const cards = await run("DescribeNetworkInterfaces", { NetworkInterfaceIds: [NetworkInterfaceId] });
    expect(cards.NetworkInterfaceSet[0].Ipv6AddressSet).toMatchObject([{ Address, Description: "x" }]);
    await run("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Addresses: [{ Address }] });
    await expect(run("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Addresses: [{ Address }] })).rejects.toThrow(
      "UnsupportedOperation.AttachmentNotFound",
    );
  });

  test("a network interface from creation to deletion", async () => {
    const place = { VpcId: "vpc-demo0001", SubnetId: "subnet-demo0001", NetworkInterfaceName: "edge" };
    const { NetworkInterface } = await run("CreateNetworkInterface", { ...place, Ipv6AddressCount: 1 });
    const { NetworkInterfaceId } = NetworkInterface;
    const at = { NetworkInterfaceId, InstanceId: "ins-demo0001" };
    await run("AttachNetworkInterface", at);
    await run("DetachNetworkInterface", at);
    await run("ModifyNetworkInterfaceAttribute", { NetworkInterfaceId, NetworkInterfaceName: "door" });
    const named = { Filters: [{ Name: "network-interface-name", Values: ["door"] }] };
    const { NetworkInterfaceSet } = await run("DescribeNetworkInterfaces", named);
    expect(NetworkInterfaceSet).toMatchObject([{ NetworkInterfaceId, Ipv6AddressSet: [{ State: "AVAILABLE" }] }]);
    await run("DeleteNetworkInterface", { NetworkInterfaceId });
    expect((await run("DescribeNetworkInterfaces", named)).TotalCount).toBe(0);
  });

  test("asks for Chinese, and gets it", async () => {
    const order = run("DeleteNetworkInterface", { NetworkInterfaceId: "eni-never001" });
    await expect(order).rejects.toThrow("资源不存在。");
  });
});
