import { Agent } from "node:http";
import { CommonClient } from "tencentcloud-sdk-nodejs-common";
import { callTencent, type Simulator, startSimulator } from "../../simulator";

interface SdkError extends Error {
  readonly code?: string;
  readonly requestId?: string;
  readonly httpCode?: number;
}
const failure = (call: Promise<unknown>): Promise<SdkError> =>
  call.then(() => new Error("not refused") as SdkError).catch((error: SdkError) => error);

const ADDRESS = "2001:db8:7e00:1::1";

/** The vendor's own package, unchanged, against the simulator. */
describe.each([
  ["POST", "127.0.0.1"],
  ["GET", "127.0.0.1"],
  ["POST", "localhost"],
] as const)("tencentcloud-sdk-nodejs-common with %s to %s", (reqMethod, host) => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  const client = (version = "2017-03-12", credential: object = {}) => {
    const endpoint = `${host}:${new URL(simulator.url).port}`;
    const keys = { secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key", ...credential };
    const httpProfile = { reqMethod, protocol: "http://", agent: new Agent() };
    const profile = { language: "en-US" as const, httpProfile };
    return new CommonClient(endpoint, version, { credential: keys, region: "ap-guangzhou", profile });
  };

  test("bandwidth from order to release, with its tasks and tags", async () => {
    const vpc = client();
    const order = { Ip6Addresses: [ADDRESS], InternetMaxBandwidthOut: 5, Tags: [{ Key: "team", Value: "web" }] };
    const made = await vpc.request("AllocateIp6AddressesBandwidth", order);
    expect(made).toEqual({
      AddressSet: [expect.stringMatching(/^eip-[0-9a-z]{8}$/)],
      TaskId: expect.stringMatching(/^\d+$/),
      RequestId: expect.any(String),
    });
    const task = await vpc.request("DescribeTaskResult", { TaskId: Number(made.TaskId) });
    expect(task).toMatchObject({ TaskId: Number(made.TaskId), Result: "SUCCESS" });
    await vpc.request("ModifyIp6AddressesBandwidth", { Ip6AddressIds: made.AddressSet, InternetMaxBandwidthOut: 9 });
    const [id] = made.AddressSet;
    const Resource = `qcs::vpc:ap-guangzhou:uin/:eip/${id}`;
    const replace = { Resource, ReplaceTags: [{ TagKey: "cost", TagValue: "7" }], DeleteTags: [{ TagKey: "team" }] };
    await client("2018-08-13").request("ModifyResourceTags", replace);
    const read = { Filters: [{ Name: "address-ip", Values: [ADDRESS] }], Limit: 100 };
    const { AddressSet } = await vpc.request("DescribeIp6Addresses", read);
    expect(AddressSet).toMatchObject([
      { AddressId: id, AddressIp: ADDRESS, Bandwidth: 9, AddressStatus: "BIND", TagSet: [{ Key: "cost", Value: "7" }] },
    ]);
    await vpc.request("ReleaseIp6AddressesBandwidth", { Ip6AddressIds: [id] });
    const gone = await failure(vpc.request("DescribeIp6Addresses", read));
    expect(gone.code).toBe("InvalidParameterValue.AddressIpNotPublic");
    expect(simulator.ledger().map(({ event, id: of }) => [event, of])).toEqual([
      ["ordered", id],
      ["changed", id],
      ["released", id],
    ]);
    expect(simulator.journal().every(({ scheme }) => scheme === "TC3-HMAC-SHA256")).toBe(true);
    expect(JSON.stringify(simulator.journal())).not.toMatch(/simulator-tencent-(id|key)/);
  });

  test("an elastic public IPv6 from order to release, bound in between", async () => {
    const vpc = client();
    const made = await vpc.request("AllocateIPv6Addresses", { AddressCount: 1, Tags: [{ Key: "a", Value: "b" }] });
    const [IPv6AddressId] = made.AddressSet;
    const place = { NetworkInterfaceId: "eni-ula", PrivateIPv6Address: "fd76:7e00:1::1" };
    await vpc.request("AssociateIPv6Address", { IPv6AddressId, ...place });
    const Filters = [{ Name: "tag-key", Values: ["a"] }];
    const { AddressSet } = await vpc.request("DescribeIPv6Addresses", { Filters, Limit: 100 });
    expect(AddressSet).toMatchObject([{ AddressId: IPv6AddressId, AddressStatus: "BIND", Bandwidth: 1 }]);
    await vpc.request("DisassociateIPv6Address", { IPv6AddressId });
    await vpc.request("ReleaseIPv6Addresses", { IPv6AddressIds: [IPv6AddressId] });
    const kinds = ["ordered", "assigned", "unassigned", "released"];
    expect(simulator.ledger().map(({ event }) => event)).toEqual(kinds);
  });

  test("addresses on a card, once for one token", async () => {
    const vpc = client();
    const NetworkInterfaceId = "eni-demo0004";
    const assign = { NetworkInterfaceId, Ipv6AddressCount: 2, ClientToken: "token" };
    const first = await vpc.request("AssignIpv6Addresses", assign);
    const again = await vpc.request("AssignIpv6Addresses", assign);
    expect(again.Ipv6AddressSet).toEqual(first.Ipv6AddressSet);
    expect(first.Ipv6AddressSet).toMatchObject([{ State: "PENDING", AddressId: "" }, { AddressType: "GUA" }]);
    for (const TaskId of [first.RequestId, again.RequestId]) {
      expect(await vpc.request("DescribeVpcTaskResult", { TaskId })).toMatchObject({ Status: "SUCCESS" });
    }
    const Ipv6Addresses = first.Ipv6AddressSet.map(({ Address }: { Address: string }) => ({ Address }));
    await vpc.request("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Addresses });
    const { NetworkInterfaceSet } = await vpc.request("DescribeNetworkInterfaces", {
      NetworkInterfaceIds: [NetworkInterfaceId],
    });
    expect(NetworkInterfaceSet).toMatchObject([{ NetworkInterfaceId, Ipv6AddressSet: [] }]);
    expect(simulator.ledger().map(({ event }) => event)).toEqual(["assigned", "unassigned"]);
  });

  test("a wrong key, a session token, an error's parts, trouble of the gateway", async () => {
    const wrong = await failure(client("2017-03-12", { secretKey: "not-it" }).request("DescribeIp6Addresses", {}));
    expect(wrong.code).toBe("AuthFailure.SignatureFailure");
    const session = {
      secretId: "simulator-tencent-session",
      secretKey: "simulator-tencent-session-key",
      token: "simulator/session+token==",
    };
    const listed = await client("2017-03-12", session).request("DescribeIp6Addresses", {});
    expect(listed.TotalCount).toBe(7);
    const refused = await failure(client().request("ReleaseIp6AddressesBandwidth", { Ip6AddressIds: ["eip-never"] }));
    expect(refused).toMatchObject({
      code: "InvalidParameterValue.AddressIpNotFound",
      requestId: simulator.journal().at(-1)?.requestId,
    });
    expect(simulator.journal().at(-1)).toMatchObject({ status: 200, code: "InvalidParameterValue.AddressIpNotFound" });
    simulator.fault({ do: { status: 502, body: "<html>" } });
    expect(await failure(client().request("DescribeIp6Addresses", {}))).toMatchObject({ httpCode: 502 });
  });
});

/** What the Go SDK, and with it the Terraform provider, signs when its endpoint is this machine (read in its source). */
test("a host that is signed with its port, and a body that is not signed", async () => {
  const simulator = await startSimulator();
  const signedHost = new URL(simulator.url).host;
  for (const unsignedPayload of [false, true]) {
    const options = { signedHost, unsignedPayload };
    const { body } = await callTencent(simulator.url, "DescribeNetworkAccountType", {}, options);
    expect(body).toMatchObject({ NetworkAccountType: "STANDARD" });
  }
  await simulator.close();
});
