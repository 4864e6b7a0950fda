import { createServer } from "node:net";
import { acts } from "../acts";
import { MACHINES, type Machines, startMachines } from "./why-harness";

let machines: Machines;
beforeEach(async () => {
  machines = await startMachines();
});
afterEach(() => machines.simulator.close());

const { address } = MACHINES.alibaba;
interface Shown {
  readonly name: string;
  readonly status: string;
  readonly says: string;
}
const named = (links: readonly Shown[], name: string) => links.find((link) => link.name === name);

/** Refuses an action for everyone, as for an identity without the permission. */
const deny = (cloud: string, action: string, code: string, status: number) =>
  machines.simulator.fault({ cloud, action, when: "before", do: { status, code }, times: 100 } as never);

describe("what the identity may not read is said on its line", () => {
  test.each([
    ["DescribeSecurityGroupAttribute", ["Security groups"]],
    ["DescribeNetworkInterfaces", ["IPv6 address", "Security groups", "Instance"]],
    ["DescribeVSwitchAttributes", ["vSwitch", "Route", "Network ACL"]],
    ["DescribeIpv6Addresses", ["IPv6 address", "IPv6 internet bandwidth", "Egress-only rule"]],
    ["DescribeInstances", ["Instance"]],
  ])("%s", async (action, unreadable) => {
    deny("alibaba", action, "Forbidden.RAM", 403);
    const { json, failure, broken } = await machines.chains("alibaba", [address]);
    const links: Shown[] = json.chains[0].links;
    const silent = links.filter(({ status }) => status === "unreadable");
    // The kind of address can be seen without any read, so an address that is not readable is not wholly unknown.
    expect(silent.map(({ name }) => name).filter((name) => !unreadable.includes(name))).toEqual([]);
    expect(silent.length).toBeGreaterThan(0);
    for (const { says } of silent) expect(says).toMatch(new RegExp(`not readable for this identity: .*${action}`));
    expect([failure, broken]).toEqual([undefined, []]);
    expect(json.chains[0].verdict).toBe("unknown");
  });

  test("and a broken link is found all the same", async () => {
    deny("alibaba", "DescribeSecurityGroupAttribute", "Forbidden.RAM", 403);
    machines.set("alibaba", "instances", "i-demo0001", { status: "Stopped" });
    const { failure, broken } = await machines.chains("alibaba", [address]);
    expect([failure, broken]).toEqual([`broken: ${address}: Instance`, ["Instance"]]);
  });
});

test("an address of no account, and where it was looked for", async () => {
  const environment = Object.assign({}, ...Object.values(machines.simulator.environment()));
  const { failure, out } = await machines.ask("alibaba", ["2001:db8:ffff::1"], { environment });
  expect(failure).toMatch(
    /^2001:db8:ffff::1 was not found\. Searched: Alibaba Cloud, cn-hangzhou; Tencent Cloud, ap-guangzhou; Zenlayer\./,
  );
  expect(out).toBe("");
  const { json } = await machines.chains("alibaba", ["2001:db8:ffff::1"], { environment });
  expect(json).toMatchObject({ chains: [], searched: [{ region: "cn-hangzhou" }, { region: "ap-guangzhou" }, {}] });
});

test("several regions and clouds at once, in any spelling of the address", async () => {
  const environment = Object.assign({}, ...Object.values(machines.simulator.environment()));
  const args = [
    "[2001:0DB8:00d0:0001:0:0:0:0001]",
    "--region",
    "alibaba:cn-hangzhou",
    "--region",
    "alibaba:cn-shanghai",
  ];
  const { json, broken } = await machines.chains("alibaba", args, { environment });
  expect(json.chains.map((each: { region: string }) => each.region)).toEqual(["cn-shanghai"]);
  expect(broken).toEqual(["IPv6 internet bandwidth"]);
});

test("a region that cannot be searched is said", async () => {
  deny("tencent", "DescribeNetworkInterfaces", "UnauthorizedOperation", 200);
  deny("tencent", "DescribeIPv6Addresses", "UnauthorizedOperation", 200);
  const environment = Object.assign({}, ...Object.values(machines.simulator.environment()));
  const { failure, out } = await machines.ask("alibaba", ["2001:db8:ffff::1"], { environment });
  expect(failure).toContain("It could not be looked for in Tencent Cloud, ap-guangzhou.");
  expect(out).toContain("Not searched: Tencent Cloud, ap-guangzhou: Tencent Cloud DescribeNetworkInterfaces");
});

test("the addresses of one network interface share reads", async () => {
  const { json } = await machines.chains("alibaba", ["eni-demo0003"]);
  expect(json.chains).toHaveLength(5);
  const calls = machines.calls();
  // One egress-only rule is asked for each address, everything else once.
  expect(calls.length).toBeLessThanOrEqual(8 + 5);
  expect(calls.filter((action) => action === "DescribeSecurityGroupAttribute")).toHaveLength(1);
  expect(acts(machines.simulator.journal()).map(({ action }) => action)).toEqual([
    ...["AllocateIpv6InternetBandwidth", "AllocateIp6AddressesBandwidth"],
  ]);
});

test("an EIPv6 leads to the machine that it is bound to", async () => {
  const { json, broken } = await machines.chains("tencent", ["2001:db8:7eff::c"]);
  expect(json.chains[0].links[0].says).toContain("(bound to fd76:7e00:1::2) is on eni-ula-two");
  expect(broken).toEqual(["Instance"]);
});

test("from a block: who is let in, and who is not", async () => {
  const rule = { Direction: "ingress", Policy: "Accept", Priority: "1", IpProtocol: "TCP", PortRange: "443/443" };
  const rules = [{ ...rule, Ipv6SourceCidrIp: "2400:cb00::/32" }];
  machines.set("alibaba", "securityGroups", "sg-vpc-demo0001", { rules });
  const all = await machines.chains("alibaba", [address, "--port", "443"]);
  expect(named(all.json.chains[0].links, "Security groups")).toMatchObject({
    ...{ status: "ok", says: "sg-vpc-demo0001: tcp 443 from 2400:cb00::/32 only" },
  });
  expect((await machines.chains("alibaba", [address, "--port", "443", "--from", "2400:cb00::9"])).broken).toEqual([]);
  const other = await machines.chains("alibaba", [address, "--port", "443", "--from", "2600::/16"]);
  expect(other.broken).toEqual(["Security groups"]);
});

describe("a resource of a stack", () => {
  const urn = (type: string, name: string) => `urn:pulumi:dev::web::${type}::${name}`;
  const [assignment, component] = ["ipv6:alibaba:NicIpv6Assignment", "ipv6:index:PublicIpv6"];
  const state = {
    deployment: {
      resources: [
        { urn: urn(component, "door"), type: component, outputs: {} },
        {
          ...{ urn: urn(assignment, "door-address"), type: assignment, parent: urn(component, "door") },
          outputs: { networkInterfaceId: "eni-demo0001", addresses: [address], region: "cn-hangzhou" },
        },
        { urn: urn("random:index:Id", "plain"), type: "random:index:Id", outputs: { hex: "ff" } },
      ],
    },
  };
  const exec = async () => ({ out: JSON.stringify(state), err: "", code: 0 });
  const regionless = { ALIBABA_CLOUD_REGION: "" };

  test.each([urn(assignment, "door-address"), "door-address", "door"])(
    "%s, with the region of its state",
    async (name) => {
      const given = { exec, environment: regionless };
      const { json, failure } = await machines.chains("alibaba", [name, "--stack", "dev"], given);
      expect([failure, json.chains[0].address, json.searched]).toEqual([
        undefined,
        address,
        [{ cloud: "alibaba", account: "Alibaba Cloud", region: "cn-hangzhou" }],
      ]);
    },
  );

  test.each([
    ["other", exec, /dev has no resource other/],
    ["plain", exec, /plain has no IPv6 address/],
    ["door", async () => undefined, /pulumi is not on PATH/],
    [
      "door",
      async () => ({ out: "", err: "error: no stack named 'dev'\nmore", code: 255 }),
      /failed: error: no stack named 'dev'$/,
    ],
    ["door", async () => ({ out: "{", err: "", code: 0 }), /not JSON/],
  ])("%s is refused with what to do", async (name, ran, message) => {
    const { failure } = await machines.ask("alibaba", [name, "--stack", "dev"], { exec: ran });
    expect(failure).toMatch(message);
    expect(machines.calls()).toEqual([]);
  });
});

describe("--probe", () => {
  const probe = async (args: string[], exec?: Parameters<Machines["ask"]>[2]) => {
    const { json } = await machines.chains("alibaba", [address, "--probe", ...args], exec);
    return json.chains[0].links.at(-1);
  };
  /** Gives the address of this machine to the machine of the cloud. */
  const here = () => machines.set("alibaba", "ipv6Addresses", "ipv6-demo0001", { address: "::1" });

  test("a TCP connection, from where it runs", async () => {
    const server = createServer((socket) => socket.end());
    const listening = await new Promise<number | undefined>((resolve) => {
      server.once("error", () => resolve(undefined));
      server.listen(0, "::1", () => resolve((server.address() as { port: number }).port));
    });
    if (listening === undefined) return void process.stderr.write("SKIPPED: no IPv6 loopback here\n");
    here();
    const ask = async (port: number) => {
      const { json } = await machines.chains("alibaba", ["::1", "--probe", "--port", String(port)]);
      return json.chains[0].links.at(-1);
    };
    expect(await ask(listening)).toMatchObject({ name: "Probe", status: "ok", where: "this machine" });
    await new Promise((done) => server.close(done));
    expect(await ask(listening)).toMatchObject({ status: "broken", says: expect.stringContaining("nothing listens") });
  });

  test("a ping where no port is a TCP port", async () => {
    const args: string[][] = [];
    const exec = async (...[, given]: [string, readonly string[]]) => {
      args.push([...given]);
      return { out: "1 received", err: "", code: 0 };
    };
    expect(await probe(["--protocol", "icmpv6"], { exec })).toMatchObject({ status: "ok" });
    expect(args).toEqual([["-6", "-c", "1", "-W", "5", address]]);
    const none = async () => ({ out: "", err: "ping: connect: Network is unreachable", code: 2 });
    const unlearned = await probe(["--protocol", "icmpv6"], { exec: none });
    expect(unlearned).toMatchObject({ status: "unknown", says: expect.stringContaining("nothing was learned") });
    expect(await probe(["--protocol", "icmpv6"])).toMatchObject({ status: "unknown" });
  });
});

test("the picture in text and as a page", async () => {
  machines.set("alibaba", "securityGroups", "sg-vpc-demo0001", { rules: [] });
  machines.set("alibaba", "instances", "i-demo0001", { status: "Stopped" });
  const { out, files, failure } = await machines.ask("alibaba", [address, "--html", "why.html"]);
  const lines = out.split("\n");
  expect(lines[2]).toMatch(/^Broken: Security groups: sg-vpc-demo0001: no TCP or UDP port is open over IPv6/);
  expect(lines.findIndex((line) => line.startsWith("Broken as well: Instance"))).toBeGreaterThan(2);
  expect(out).toMatch(/✓ Network ACL[\s\S]*✗ Security groups[\s\S]*┆\n {2}✗ Instance/);
  expect(failure).toBe(`broken: ${address}: Security groups`);
  const page = files.get("why.html") ?? "";
  expect(page).toContain("default-src 'none'");
  expect(page.match(/aria-label="broken"/g)).toHaveLength(2);
  expect(page).not.toMatch(/<script|https?:\/\//);
});

test("all mistakes at once, before any call", async () => {
  const args = ["10.0.0.1", "--port", "0", "--protocol", "icmpv6", "--from", "x"];
  const { problems } = await machines.ask("alibaba", args);
  expect(problems.map((each) => each.split(":")[0])).toEqual(["ADDRESS", "--port", "--port", "--from"]);
  expect(problems[0]).toContain("this is an IPv4 address");
  expect((await machines.ask("alibaba", [])).problems[0]).toMatch(/^ADDRESS: is required/);
  expect(machines.calls()).toEqual([]);
});
