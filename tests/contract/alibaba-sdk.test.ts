import { createRequire } from "node:module";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../simulator";
import { type Models, packageFolder } from "./models";

/** The vendor's full Node.js SDKs, of which the models are taken, against the simulator. */

const { packages } = require("../../fixtures/alibaba/models.json") as Models;
// biome-ignore lint/suspicious/noExplicitAny: the packages are not dependencies, so their types are not here
type Any = any;

function load(name: string): { readonly sdk: Any; readonly Config: Any } | { readonly reason: string } {
  try {
    const from = createRequire(join(packageFolder("alibaba", name, packages), "index.js"));
    return { sdk: from(name), Config: from("@alicloud/openapi-core").$OpenApiUtil.Config };
  } catch (error) {
    return { reason: String((error as Error).message).split("\n")[0] ?? "" };
  }
}

const [ecs, vpc] = [load("@alicloud/ecs20140526"), load("@alicloud/vpc20160428")];
const reason = [ecs, vpc].flatMap((each) => ("reason" in each ? [each.reason] : []))[0];
if (reason !== undefined) process.stderr.write(`\nSKIPPED: Alibaba's SDKs against the simulator: ${reason}\n\n`);

(reason === undefined ? describe : describe.skip)("Alibaba Cloud's SDKs of VPC and ECS", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  async function call(which: typeof ecs, action: string, request: object): Promise<Any> {
    if ("reason" in which) throw new Error(which.reason);
    const keys = { accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };
    const endpoint = new URL(simulator.url).host;
    const client = new which.sdk.default(new which.Config({ ...keys, endpoint, protocol: "http" }));
    const Request = which.sdk[`${action}Request`];
    const method = `${action[0]?.toLowerCase()}${action.slice(1)}`;
    return (await client[method](new Request({ regionId: "cn-hangzhou", ...request }))).body;
  }

  test("a network interface from creation to deletion", async () => {
    const place = { vSwitchId: "vsw-demo0001", securityGroupIds: ["sg-1"], networkInterfaceName: "edge" };
    const tag = [{ key: "team", value: "net" }];
    const made = await call(ecs, "CreateNetworkInterface", { ...place, ipv6AddressCount: 1, tag });
    const { networkInterfaceId } = made;
    expect(made.ipv6Sets.ipv6Set).toHaveLength(1);
    const at = { networkInterfaceId, instanceId: "i-demo0002" };
    await call(ecs, "AttachNetworkInterface", at);
    await call(ecs, "DetachNetworkInterface", at);
    await call(ecs, "ModifyNetworkInterfaceAttribute", { networkInterfaceId, description: "door" });
    const list = async () => {
      const { networkInterfaceSets } = await call(ecs, "DescribeNetworkInterfaces", {
        networkInterfaceId: [networkInterfaceId],
      });
      return networkInterfaceSets.networkInterfaceSet;
    };
    expect(await list()).toMatchObject([
      { description: "door", status: "Available", ipv4PrefixSets: { ipv4PrefixSet: [] }, tags: { tag: [{}] } },
    ]);
    const tags = await call(ecs, "ListTagResources", { resourceType: "eni", resourceId: [networkInterfaceId] });
    expect(tags.tagResources.tagResource).toMatchObject([{ tagKey: "team", tagValue: "net" }]);
    await call(ecs, "DeleteNetworkInterface", { networkInterfaceId });
    expect(await list()).toEqual([]);
    expect(simulator.ledger().map(({ event }) => event)).toEqual(["assigned", "unassigned"]);
  });

  test("the networks around it", async () => {
    const { vpcs } = await call(vpc, "DescribeVpcs", { vpcId: "vpc-demo0001" });
    expect(vpcs.vpc).toMatchObject([{ secondaryCidrBlocks: { secondaryCidrBlock: [] }, userCidrs: { userCidr: [] } }]);
    const { vSwitches } = await call(vpc, "DescribeVSwitches", { vpcId: "vpc-demo0001", vSwitchId: "vsw-demo0001" });
    expect(vSwitches.vSwitch).toMatchObject([{ routeTable: { routeTableType: "System" } }]);
    const { instances } = await call(ecs, "DescribeInstances", { instanceIds: '["i-demo0001"]' });
    expect(instances.instance).toMatchObject([{ vpcAttributes: { vpcId: "vpc-demo0001" } }]);
    const refused = call(vpc, "DescribeVpcs", { dhcpOptionsSetId: "dopt-1" });
    await expect(refused).rejects.toThrow(/does not have the parameter DhcpOptionsSetId of DescribeVpcs/);
  });
});
