// Through the plugin: import by every form of the ids, configuration from everywhere, several providers.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AlibabaHarness,
  assignment,
  bandwidth,
  type HarnessOptions,
  PLUGIN,
  pluginAssignmentType,
  pluginBandwidthType,
} from "./alibaba-harness";

const open = (body: string, options: HarnessOptions = {}) => AlibabaHarness.open(body, { door: "plugin", ...options });
const none = { args: ["--expect-no-changes"] };
const nothing = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: "",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "",
  ALIBABA_CLOUD_REGION: "",
  PULUMI_IPV6_ALIBABA_ENDPOINT: "",
};

test.concurrent("pulumi import by each form of an id gives a stack that previews without a change", async () => {
  const harness = await open("");
  await harness.console("AssignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0004",
    Ipv6Address: ["2001:db8:a0:1::a1", "2001:db8:a0:1::a2"],
  });
  const bring = (type: string, name: string, id: string) =>
    harness.stack.cli("import", {
      args: [type, name, id, "--yes", "--protect=false", "--generate-code=false", "--stack", harness.stack.stack],
    });
  await bring(pluginBandwidthType, "long", "cn-hangzhou/ipv6-byhand/ipv6bw-byhand");
  await bring(pluginAssignmentType, "short", "cn-hangzhou/eni-demo0004");
  const long = bandwidth("long", { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByTraffic" });
  const byNumber = assignment("short", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 });
  const byName = assignment("short", {
    networkInterfaceId: "eni-demo0004",
    ipv6Addresses: ["2001:db8:a0:1::a1", "2001:db8:a0:1::a2"],
  });
  for (const same of [byName, byNumber]) {
    harness.program(long + same);
    await harness.stack.preview(none);
  }
  expect((await harness.stack.resource("short"))?.id).toBe(
    "cn-hangzhou/eni-demo0004/2001:db8:a0:1::a1,2001:db8:a0:1::a2",
  );

  for (const name of ["long", "short"]) {
    const type = name === "long" ? pluginBandwidthType : pluginAssignmentType;
    await harness.stack.cli("state", {
      args: ["delete", harness.stack.urn(type, name), "--yes", "--stack", harness.stack.stack],
    });
  }
  await bring(pluginBandwidthType, "long", "cn-hangzhou/ipv6-byhand");
  await bring(pluginAssignmentType, "short", "cn-hangzhou/eni-demo0004/2001:DB8:a0:1::a1,2001:db8:a0:1::a2");
  harness.program(long + byName);
  await harness.stack.preview(none);
  expect((await harness.stack.resource("long"))?.id).toBe("cn-hangzhou/ipv6-byhand/ipv6bw-byhand");

  const missing = await harness.stack.cli("import", {
    args: [
      pluginBandwidthType,
      "no",
      "cn-hangzhou/ipv6-demo0003",
      "--yes",
      "--generate-code=false",
      "--stack",
      harness.stack.stack,
    ],
    mayFail: true,
  });
  expect(missing.stdout).toMatch(/does not exist/);
  expect(harness.writes()).toEqual(["AssignIpv6Addresses"]);
});

test.concurrent("the import option takes over in a run, and then it is like any other", async () => {
  const args = { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByTraffic" };
  const harness = await open(bandwidth("web", args, { opts: { import: "cn-hangzhou/ipv6-byhand/ipv6bw-byhand" } }));
  await harness.stack.up();
  expect(harness.writes()).toEqual([]);
  harness.program(bandwidth("web", args));
  await harness.stack.preview(none);
  await harness.stack.destroy();
  expect(harness.entries().map(({ event, id }) => [event, id])).toEqual([["released", "ipv6bw-byhand"]]);
});

test.concurrent("two providers, two regions, credentials in neither inputs nor outputs in clear", async () => {
  const body = (endpoint: string) => `
    const of = (region) => ({ alibaba: { region, endpoint: "${endpoint}", accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" } });
    const west = new Provider("far", of("cn-shanghai"));
    const east = new Provider("near", of(pulumi.output("cn-hangzhou")));
    ${bandwidth("west", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10 }).replace(", {})", ", { provider: west })")}
    ${bandwidth("east", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }).replace(", {})", ", { provider: east })")}
  `;
  const harness = await open("", { env: nothing });
  harness.program(body(harness.simulator.url));
  await harness.stack.preview();
  await harness.stack.up();
  expect((await harness.stack.resource("west"))?.outputs).toMatchObject({ region: "cn-shanghai" });
  expect(await harness.outputs("east")).toMatchObject({ region: "cn-hangzhou" });
  const { deployment } = await harness.stack.stackExport();
  expect(JSON.stringify(deployment)).not.toContain("simulator-secret");
  expect(harness.live()).toHaveLength(2);
  await harness.stack.preview(none);

  // From an explicit provider to the stack's own: nothing but the reference changes.
  await harness.stack.config({
    "ipv6:alibaba": {
      region: "cn-beijing",
      endpoint: harness.simulator.url,
      accessKeyId: { secret: "simulator-key" },
      accessKeySecret: { secret: "simulator-secret" },
    },
  });
  harness.calls();
  harness.program(
    bandwidth("west", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10 }) +
      bandwidth("east", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }),
  );
  await harness.stack.up();
  expect(harness.writes()).toEqual([]);
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
});

test.concurrent("mistakes in the configuration are named; missing credentials are a failure of the resource", async () => {
  const harness = await open(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }), { env: nothing });
  const bare = await harness.stack.preview({ mayFail: true });
  expect(bare.stdout).toMatch(
    /no credentials to sign calls to Alibaba Cloud.*pulumi config set --path ipv6:alibaba\.accessKeyId --secret/,
  );
  expect(bare.stdout).toMatch(/region: is required on Alibaba Cloud/);
  await harness.stack.config({
    "ipv6:alibaba": { acessKeySecret: { secret: "planted-value" } },
    "ipv6:alibabba": { a: "b" },
  });
  const wrong = await harness.stack.preview({ mayFail: true });
  expect(wrong.code).not.toBe(0);
  const said = wrong.stdout + wrong.stderr;
  expect(said).toContain("ipv6:alibaba.acessKeySecret: no such input");
  expect(said).toContain("ipv6:alibabba: no such setting");
  expect(said).not.toContain("planted-value");
});

test.concurrent("with refreshBeforeUpdate: false a plan does not look at the cloud", async () => {
  const config = { "ipv6:refreshBeforeUpdate": false };
  const harness = await open(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }), { config });
  await harness.stack.up();
  harness.calls();
  await harness.stack.preview(none);
  expect(harness.calls()).toEqual([]);
});

test.concurrent("a secret input is encrypted in inputs and outputs; a warning is on the resource, without it", async () => {
  const secret = (charge: string) =>
    bandwidth(
      "web",
      { ipv6AddressId: "ipv6-demo0001", internetChargeType: charge },
      { code: "bandwidth: pulumi.secret(1987)" },
    );
  const harness = await open(secret("PayByTraffic"));
  // The cloud says so too, and its refusal is as discreet.
  const { diagnostics = [], code } = await harness.stack.previewJson({ mayFail: true });
  expect([code, JSON.stringify(diagnostics)]).toEqual([expect.any(Number), expect.not.stringContaining("1987")]);
  const warning = diagnostics.find(({ severity }) => severity === "warning");
  expect(warning).toMatchObject({ severity: "warning", message: expect.stringContaining("above the 1000 Mbps") });
  expect(warning?.message).not.toContain("1987");
  harness.program(secret("PayByBandwidth"));
  await harness.stack.up();
  const web = await harness.stack.resource("web");
  for (const side of [web?.inputs, web?.outputs])
    expect(side?.bandwidth).toMatchObject({ ciphertext: expect.any(String) });
  await harness.stack.preview(none);
});

test.concurrent("the CLI finds no fault with the schema, and gets it from the plugin's command", async () => {
  const file = join(__dirname, "../../provider/schema.json");
  const { stack } = await open("");
  await stack.cli("schema", { args: ["check", file] });
  const { stdout } = await stack.cli("package", { args: ["get-schema", `${PLUGIN.ipv6}/pulumi-resource-ipv6`] });
  const [asked, kept] = [JSON.parse(stdout), JSON.parse(readFileSync(file, "utf8"))];
  // The CLI sorts.
  for (const part of ["resources", "functions"])
    expect(Object.keys(asked[part])).toEqual(Object.keys(kept[part]).sort());
  expect(asked.version).toBe(kept.version);
});
