import type { dynamic } from "@pulumi/pulumi";
import { type Simulator, startSimulator } from "../../simulator";
import { provider } from "./dynamic-runtime";

const SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const HIDDEN = { __provider: "code", __identity: "org/p/s::web" };
const good = { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, internetChargeType: "PayByTraffic", ...HIDDEN };

let simulator: Simulator;
let bandwidth: Required<dynamic.ResourceProvider>;
let assignment: Required<dynamic.ResourceProvider>;
const environment = { ...process.env };

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  for (const name of Object.keys(process.env)) if (/^(ALI|PULUMI_IPV6)/.test(name)) delete process.env[name];
  process.env.HOME = "/nonexistent";
  process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = "true";
  bandwidth = provider("alibaba:Ipv6InternetBandwidth") as never;
  assignment = provider("alibaba:NicIpv6Assignment") as never;
  await use({
    region: "cn-hangzhou",
    endpoint: simulator.url,
    accessKeyId: "simulator-key",
    accessKeySecret: "simulator-secret",
  });
});
const NONE = "no credentials to sign calls to Alibaba Cloud. Looked for, in this order";

// In place: the runtime holds on to the object.
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

async function use(settings: object | undefined): Promise<void> {
  const json = settings && JSON.stringify(settings);
  const get = (key: string) => (key === "ipv6:alibaba" ? json : undefined);
  await bandwidth.configure({ config: { get, require: (key: string) => get(key) ?? "" } as never });
}
const reasons = async (news: object, olds: object = {}) =>
  ((await bandwidth.check(olds, news)).failures ?? []).map((failure) => failure.reason);

test("every mistake at once, missing credentials and region too, and no call", async () => {
  await use(undefined);
  const before = simulator.journal().length;
  const found = await reasons({
    ...HIDDEN,
    ipv6AddressId: "2001:db8::1",
    bandwidth: 6000,
    internetChargeType: "x",
    nope: 1,
  });
  expect(found.map((reason) => reason.split(":")[0]).sort()).toEqual(
    ["bandwidth", "internetChargeType", "ipv6AddressId", "nope", "region", NONE].sort(),
  );
  expect(found.join("\n")).toMatch(/bandwidth: must be a whole number from 1 to 5000 Mbps on Alibaba Cloud; got 6000/);
  expect(simulator.journal().length).toBe(before);
});

test("a setting that is wrong is a failure of check, not a crash", async () => {
  await use({ endpoint: "ftp://x", acessKeySecret: "planted-value" });
  const message = (await reasons(good)).join();
  expect(message).toMatch(/acessKeySecret: no such input.*endpoint: must be a URL/s);
  expect(message).not.toContain("planted-value");
});

test("a setting that is wrong hides no mistake in the inputs", async () => {
  await use({ regionn: "y" });
  expect((await reasons({ ...good, bandwidth: 0 })).join()).toMatch(/bandwidth: must be.*regionn: no such input/s);
});

test("without credentials refresh and destroy say what to set, and call nothing", async () => {
  await use({ region: "r" });
  const before = simulator.journal().length;
  // A cloud not yet connected to in this process, as in one that only refreshes.
  await jest.isolateModulesAsync(async () => {
    const fresh = require("./dynamic-runtime").provider("alibaba:Ipv6InternetBandwidth");
    const reading = fresh.read?.("r/ipv6-1/ipv6bw-1", { ...good, region: "r" });
    await expect(reading).rejects.toThrow(NONE);
  });
  expect(simulator.journal().length).toBe(before);
});

test("a region from the settings is written down, and stays when the settings change", async () => {
  const { inputs } = await bandwidth.check({}, good);
  expect(inputs.region).toBe("cn-hangzhou");
  process.env.ALIBABA_CLOUD_REGION = "cn-shanghai";
  await use({ endpoint: simulator.url, accessKeyId: "a", accessKeySecret: "b" });
  expect((await bandwidth.check(inputs, good)).inputs.region).toBe("cn-hangzhou");
  expect((await bandwidth.check({}, good)).inputs.region).toBe("cn-shanghai");
});

test("the environment's older names are known too", async () => {
  await use({ region: "r" });
  process.env.ALICLOUD_ACCESS_KEY = "a";
  process.env.ALICLOUD_SECRET_KEY = "b";
  expect(await reasons(good)).toEqual([]);
});

test("what is not known yet passes check as it came, and is a difference", async () => {
  const news = { ...good, ipv6AddressId: SENTINEL };
  const { inputs, failures } = await bandwidth.check({}, news);
  expect(failures).toEqual([]);
  expect(inputs.ipv6AddressId).toBe(SENTINEL);
  const { changes, replaces } = await bandwidth.diff("id", { ...good, region: "cn-hangzhou" }, inputs);
  expect({ changes, replaces }).toEqual({ changes: true, replaces: ["ipv6AddressId"] });
});

test("diff: what changes in place, what replaces, delete first always, hidden inputs never", async () => {
  const diff = (more: object) => bandwidth.diff("id", { ...good, businessStatus: "Normal" }, { ...good, ...more });
  expect(await diff({})).toEqual({ changes: false, replaces: [], deleteBeforeReplace: true });
  expect(await diff({ bandwidth: 11 })).toMatchObject({ changes: true, replaces: [] });
  expect(await diff({ internetChargeType: "PayByBandwidth" })).toMatchObject({ replaces: ["internetChargeType"] });
  expect(await diff({ __identity: "other", __timeouts: { create: 1 }, adopt: true })).toMatchObject({ changes: false });
});

test("create, read, update, delete as the engine's server calls them", async () => {
  simulator.reset();
  const { inputs } = await bandwidth.check({}, good);
  const made = await bandwidth.create(inputs);
  expect(made.id).toMatch(/^cn-hangzhou\/ipv6-demo0001\/ipv6bw-/);
  expect(made.outs).toMatchObject({ ...inputs, ipv6Address: "2001:db8:a0:1::1", businessStatus: "Normal" });
  expect(Object.values(made.outs ?? {})).not.toContain(undefined);
  const seen = await bandwidth.read(made.id, made.outs);
  expect(seen).toEqual({ id: made.id, props: made.outs, inputs });
  const changed = await bandwidth.update(made.id, made.outs, { ...inputs, bandwidth: 20 });
  expect(changed.outs).toMatchObject({ bandwidth: 20 });
  await bandwidth.delete(made.id, changed.outs);
  expect(await bandwidth.read(made.id, changed.outs)).toEqual({ id: "" });
  expect(simulator.ledger().map((entry) => entry.event)).toEqual(["ordered", "changed", "released"]);
}, 20_000);

test("partial state says which code to run, holds nothing undefined, and shows people no stack", async () => {
  simulator.reset();
  const { inputs } = await assignment.check({}, { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1, ...HIDDEN });
  simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, times: -1 });
  const error = await assignment.create({ ...inputs, region: "cn-hangzhou" }).catch((reason) => reason);
  expect(error.id).toMatch(/^cn-hangzhou\/eni-demo0004\/2001:db8:/);
  expect(error.properties).toMatchObject({ ...HIDDEN, addresses: [expect.stringContaining("2001:db8")] });
  expect(Object.values(error.properties)).not.toContain(undefined);
  expect(error.reasons).toEqual([expect.stringContaining("Forbidden.RAM")]);
  expect(`${error}: ${error.stack}`).toBe(`pulumi-ipv6: ${error.message}`);
});

test("a type that this version does not know is named", () => {
  expect(() => provider("nowhere:Thing")).toThrow(/knows no nowhere:Thing/);
  expect(() => provider("alibaba:constructor")).toThrow(/knows no alibaba:constructor/);
});
