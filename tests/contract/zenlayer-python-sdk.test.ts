import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../simulator";
import { INSTALL_MS } from "./patience";

const PACKAGE = "zenlayercloud-sdk-python";
/** Outside the tree, and kept: installing it takes a while. */
const FOLDER = join(tmpdir(), "pulumi-ipv6-zenlayer-python-sdk");
const PYTHON = join(FOLDER, "bin", "python");
const SCRIPT = join(__dirname, "zenlayer-python-sdk.py");

const why = install();
if (why)
  process.stderr.write(`SKIPPED: ${PACKAGE} cannot be had here, so Zenlayer's contract was not tested: ${why}\n`);

/** Undefined when the package is there, else why not. */
function install(): string | undefined {
  const run = (command: string, ...args: string[]) => {
    const { status, error, stderr } = spawnSync(command, args, { timeout: INSTALL_MS, encoding: "utf8" });
    return status === 0 ? undefined : (error?.message ?? stderr.trim().split("\n").at(-1) ?? "no reason given");
  };
  const works = () => run(PYTHON, "-c", "import zenlayercloud.zec.v20250901.zec_client");
  if (existsSync(PYTHON) && works() === undefined) return undefined;
  return (
    run("python3", "-m", "venv", FOLDER) ??
    run(PYTHON, "-m", "pip", "install", "-q", "--no-compile", PACKAGE) ??
    works()
  );
}

interface Step {
  readonly action: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly service?: string;
  readonly version?: string;
}
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Answers = any[];

(why ? describe.skip : describe)(`${PACKAGE}${why ? ` (SKIPPED: ${why})` : ""}`, () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  const keys = { id: "simulator-zenlayer-id", password: "simulator-zenlayer-password" };
  /** In a process of its own, and not synchronously: the simulator answers from this one. */
  async function calls(steps: readonly Step[], credentials: object = keys): Promise<Answers> {
    const full = steps.map((step) => ({ service: "zec", version: "20250901", params: {}, ...step }));
    const child = spawn(PYTHON, [SCRIPT], { stdio: ["pipe", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.stdin.end(JSON.stringify({ domain: new URL(simulator.url).host, ...credentials, calls: full }));
    const status = await new Promise((resolve) => child.on("close", resolve));
    if (status !== 0) throw new Error(err);
    return JSON.parse(out);
  }
  const nicId = "1680855999352675875";
  const events = () => simulator.ledger().map(({ event }) => event);

  test("an IPv6 from assignment to removal", async () => {
    const params = { nicId };
    const assign = { ...params, internetChargeType: "ByTrafficPackage", packageSize: 0.3, bandwidth: 100 };
    const [assigned, card, read] = await calls([
      { action: "AssignNetworkInterfaceIpv6", params: assign },
      { action: "DescribeNetworkInterfaces", params: { nicIds: [nicId] } },
      { action: "DescribeNetworkInterfacePublicIPv6", params },
    ]);
    expect(assigned.requestId).toBe(simulator.ledger()[0]?.requestId);
    expect(card.dataSet).toMatchObject([{ nicId, nicSubnetType: "IPv4_IPv6", tags: { tags: [{ key: "team" }] } }]);
    expect(read.address).toMatchObject({ internetChargeType: "ByTrafficPackage", trafficPackageSize: 0.3 });
    const ipv6Id = read.address.ipv6CidrId;
    const mode = { ipv6CidrId: ipv6Id, rateLimitMode: "STRICT" };
    const [, , , list, price, removed, gone] = await calls([
      { action: "ModifyIpv6Bandwidth", params: { ipv6Id, bandwidth: 200 } },
      { action: "ModifyIpv6TrafficPackage", params: { ipv6Id, trafficPackageSize: 0 } },
      { action: "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", params: mode },
      { action: "DescribeIpv6Addresses", params: { ipv6Ids: [ipv6Id] } },
      { action: "InquiryPriceModifyIpv6Bandwidth", params: { ipv6Id: "1700000000000000077", bandwidth: 7 } },
      { action: "UnassignNetworkInterfaceIpv6", params },
      { action: "DescribeNetworkInterfacePublicIPv6", params },
    ]);
    expect(list.dataSet).toMatchObject([{ bandwidth: 200, trafficPackageSize: 0, rateLimitMode: "STRICT" }]);
    expect(price.previousPrices.bandwidthPrice.originalPrice).toBe(0.2);
    expect(removed.code).toBeUndefined();
    expect(gone.address ?? null).toBeNull();
    expect(events()).toEqual(["assigned", "changed", "changed", "changed", "unassigned"]);
    expect(simulator.journal().every(({ scheme }) => scheme === "ZC2-HMAC-SHA256")).toBe(true);
  });

  test("a network interface from creation to deletion, with its IPv6", async () => {
    const place = { subnetId: "1670000000000000001", name: "edge", internetChargeType: "ByBandwidth", bandwidth: 5 };
    const [{ nicId: made }] = await calls([{ action: "CreateNetworkInterface", params: place }]);
    const [, row, read, , gone] = await calls([
      { action: "ModifyNetworkInterfaceAttribute", params: { nicId: made, name: "door" } },
      { action: "DescribeNetworkInterfaces", params: { nicIds: [made] } },
      { action: "DescribeNetworkInterfacePublicIPv6", params: { nicId: made } },
      { action: "DeleteNetworkInterface", params: { nicId: made } },
      { action: "DescribeNetworkInterfaces", params: { nicIds: [made] } },
    ]);
    const { publicIpList, ...shown } = row.dataSet[0];
    expect(shown).toMatchObject({ name: "door", status: "AVAILABLE", primaryIpv6: publicIpList[0] });
    expect(read.address.bandwidth).toBe(5);
    expect(gone.totalCount).toBe(0);
    expect(events()).toEqual(["assigned", "unassigned"]);
  });

  test("clusters, tags, subnets and the older version", async () => {
    const [target, cluster] = ["1690000000000000002", { service: "traffic", version: "20240326" }];
    const move = { targetBandwidthClusterId: target, resourceIdList: ["1700000000000000078"] };
    const tags = { resourceUuid: nicId, replaceTags: [{ key: "a", value: "测试" }], deleteTagKeys: ["team"] };
    const [, members, , cards, subnets] = await calls([
      { action: "MigrateBandwidthClusterResources", params: move, ...cluster },
      { action: "DescribeBandwidthClusterResources", params: { bandwidthClusterId: target }, ...cluster },
      { action: "ModifyResourceTags", params: tags, service: "zrm", version: "20251014" },
      { action: "DescribeNetworkInterfaces", params: { tagKeys: ["a"] } },
      { action: "DescribeSubnets", version: "20240401" },
    ]);
    expect(members.resources).toMatchObject([{ resourceType: "ZEC_IPV6_INSTANCE" }]);
    expect(cards.dataSet[0].tags).toEqual({ tags: [{ key: "a", value: "测试" }] });
    expect(subnets.totalCount).toBe(5);
  });

  test("every other answer fits the SDK's models", async () => {
    const ipv6Id = "1700000000000000077";
    const answers = await calls([
      { action: "InquiryPricePublicIpv6", params: { regionId: "asia-east-1", bandwidth: 1 } },
      {
        action: "InquiryPriceChangeIpv6InternetChargeType",
        params: { ipv6Id, internetChargeType: "ByTrafficPackage" },
      },
      { action: "DescribeBandwidthClusters", service: "traffic", version: "20240326" },
      { action: "DeleteIpv6Addresses", params: { ipv6Ids: [ipv6Id, "1"] } },
    ]);
    expect(answers).toMatchObject([
      { bandwidthPrice: { originalPrice: 0.01 } },
      { ipv6Price: { originalPrice: 0.01 } },
      { totalCount: 3, dataSet: [{ bandwidthClusterName: "web" }, {}, {}] },
      { failedIpv6Addresses: [{ ipv6Id: "1", errorCode: "OPERATION_FAILED_RESOURCE_NOT_FOUND" }] },
    ]);
  });

  test("refusals, wrong keys, tokens and throttling as the SDK understands them", async () => {
    const [exists] = await calls([{ action: "AssignNetworkInterfaceIpv6", params: { nicId: "1680855999352675877" } }]);
    expect(exists).toEqual({ code: "INVALID_NIC_IPV6_EXISTS", requestId: simulator.journal()[0]?.requestId });
    const one = [{ action: "DescribeSubnets" }];
    expect((await calls(one, { ...keys, password: "wrong" }))[0].code).toBe("AUTHFAILURE_SIGNATURE_FAILURE");
    expect((await calls(one, { token: "simulator-zenlayer-token" }))[0].totalCount).toBe(5);
    simulator.pace({ throttlePerMinute: 1 });
    const before = simulator.journal().length;
    expect((await calls([...one, ...one]))[1].code).toBe("REQUEST_LIMIT_EXCEEDED");
    expect(simulator.journal().length - before).toBeGreaterThan(2);
    const headers = { "cf-mitigated": "challenge" };
    simulator.fault({ action: "DescribeSubnets", do: { status: 403, body: "<html>", headers } });
    expect((await calls(one))[0].code).toBe("SECURITY_CHALLENGE");
  });
});
