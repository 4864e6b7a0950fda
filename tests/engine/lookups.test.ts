// Look-ups in a real run: an order on an address that nobody wrote down, through either door, and what a preview knows.
import { AlibabaHarness, PLUGIN } from "./alibaba-harness";
import { wordsSaid } from "./kept";

const args = `bandwidth: 10, internetChargeType: "PayByTraffic"`;
const native = (rest: string) => `
  const found = alibaba.getIpv6AddressOutput({ networkInterfaceId: "eni-demo0001" });
  new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: found.ipv6AddressId, ${args} });
  ${rest}
`;

test.concurrent("the package alone: found by its card, ordered once, found again with its bandwidth", async () => {
  const harness = await AlibabaHarness.open(
    native(`
      module.exports = alibaba.getIpv6Gateway({ vpcId: "vpc-demo0001" }).then(({ ipv6GatewayId }) => ({ ipv6GatewayId }));
    `),
  );
  const { steps } = await harness.stack.previewJson();
  const web = steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(web?.inputs).toMatchObject({ ipv6AddressId: "ipv6-demo0001" });
  expect(harness.writes()).toEqual([]);
  await harness.stack.up();
  expect(harness.entries().map(({ event, subject }) => [event, subject])).toEqual([["ordered", "ipv6-demo0001"]]);
  harness.program(native(`exports.bandwidth = found.bandwidth; exports.id = found.internetBandwidthId;`));
  await harness.stack.up();
  const stack = harness.stack.state().find(({ type }) => type === "pulumi:pulumi:Stack");
  expect(stack?.outputs).toEqual({ bandwidth: 10, id: harness.live()[0] });
  expect(harness.live()).toHaveLength(1);
});

test.concurrent("a preview that makes what is asked for asks nothing, and knows no answer; the run does", async () => {
  const harness = await AlibabaHarness.open(`
    const card = new alibaba.NicIpv6Assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 });
    const found = alibaba.getIpv6AddressOutput({ networkInterfaceId: card.networkInterfaceId }, { dependsOn: card });
    new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: found.ipv6AddressId, ${args} });
  `);
  const { steps } = await harness.stack.previewJson();
  const web = steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(web?.inputs?.ipv6AddressId).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  expect(harness.calls().filter(({ action }) => action === "DescribeIpv6Addresses")).toEqual([]);
  await harness.stack.up();
  const [assigned, ordered] = harness.entries();
  expect([assigned?.event, ordered?.event]).toEqual(["assigned", "ordered"]);
  expect((await harness.outputs("web")).ipv6Address).toBe((await harness.outputs("card")).addresses?.[0 as never]);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("settings of the stack's configuration; a refusal ends the run in plain words, with no key in them", async () => {
  const env = Object.fromEntries(
    ["ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "REGION"].map((name) => [`ALIBABA_CLOUD_${name}`, ""]),
  );
  const secret = (name: string) => ({ secret: name });
  const keys = { accessKeyId: secret("simulator-key"), accessKeySecret: secret("simulator-secret") };
  const config = { "ipv6:alibaba": { region: "cn-hangzhou", ...keys } };
  const harness = await AlibabaHarness.open(`exports.found = alibaba.getIpv6Address({ instanceId: "i-demo0001" });`, {
    ...{ env, config },
  });
  const several = await harness.stack.preview({ mayFail: true });
  expect(several.code).not.toBe(0);
  expect(several.stdout).toMatch(/alibaba\.getIpv6Address: .*3 found by instanceId "i-demo0001" in cn-hangzhou/);
  harness.calls();
  harness.program(`exports.found = alibaba.getIpv6Address({ instance: "i-demo0001", ipv6Address: "x" });`);
  const wrong = await harness.stack.preview({ mayFail: true });
  expect(wrong.stdout).toMatch(/instance: no such input .*ipv6Address: must be an IPv6 address/s);
  expect(wrong.stdout).not.toMatch(/\n\s+at /);
  expect(harness.calls()).toEqual([]);
  const said = wordsSaid(harness.stack).filter(([, text]) => text.includes("simulator-secret"));
  expect(said.map(([where]) => where)).toEqual([]);
});

test.concurrent("the plugin: asked by the engine, under an explicit provider's settings, ordered once", async () => {
  const harness = await AlibabaHarness.open("", { door: "plugin", plugins: PLUGIN, env: { ALIBABA_CLOUD_REGION: "" } });
  harness.program(`
    const provider = new Provider("near", { alibaba: { region: "cn-hangzhou" } });
    const found = pulumi.output(pulumi.runtime.invoke("ipv6:alibaba:getIpv6Address", { networkInterfaceId: "eni-demo0001" }, { provider }));
    new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: found.ipv6AddressId, ${args} }, { provider });
    exports.gateway = found.ipv6GatewayId;
  `);
  await harness.stack.up();
  expect(harness.entries().map(({ event, subject }) => [event, subject])).toEqual([["ordered", "ipv6-demo0001"]]);
  expect(await harness.outputs("web")).toMatchObject({ region: "cn-hangzhou", ipv6AddressId: "ipv6-demo0001" });
  // Caught: on an unhandled error of the SDK's own, Node's colouring of its stack takes half a minute.
  harness.program(`
    const asked = pulumi.runtime.invoke("ipv6:alibaba:getIpv6Address", { instanceId: "x", region: "cn-hangzhou" });
    asked.catch(({ message }) => pulumi.log.info(message));
  `);
  const { stdout } = await harness.stack.preview();
  expect(stdout).toMatch(/instanceId: must be the id of an ECS instance/);
});
