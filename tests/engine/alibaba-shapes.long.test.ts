// The ways a program can be written: look-ups, regions, components, neighbours on one card, TypeScript.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

test.concurrent("get looks one up by its id and takes no charge of it", async () => {
  const id = "cn-hangzhou/ipv6-byhand/ipv6bw-byhand";
  const harness = await AlibabaHarness.open(`
    const found = alibaba.Ipv6InternetBandwidth.get("found", "${id}");
    exports.bandwidth = found.bandwidth;
    exports.address = found.ipv6Address;
  `);
  const { stdout } = await harness.stack.up();
  expect(stdout).toMatch(/address *: "2001:db8:a0:1::4"\n +bandwidth: 20/);
  await harness.stack.destroy();
  expect(harness.writes()).toEqual([]);
});

test.concurrent("resources on one card at once are written one after another, and get different addresses", async () => {
  const harness = await AlibabaHarness.open(
    ["a", "b", "c"]
      .map((name) => assignment(name, { networkInterfaceId: "eni-demo0005", ipv6AddressCount: 2 }))
      .join("\n"),
  );
  harness.simulator.pace({ answerDelayMs: 100 });
  await harness.stack.up();
  expect(new Set(harness.entries("eni-demo0005").flatMap((entry) => entry.detail.addresses)).size).toBe(6);
  const held = await Promise.all(["a", "b", "c"].map(async (name) => (await harness.outputs(name)).addresses));
  expect(new Set(held.flat()).size).toBe(6);
  await harness.stack.destroy();
  expect(harness.events("eni-demo0005").filter((event) => event === "unassigned")).toHaveLength(3);
  expect(harness.calls().filter((call) => call.code !== undefined)).toEqual([]);
});

test.concurrent("a region of its own is used, and another region in the configuration later replaces nothing", async () => {
  const here = bandwidth("here", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 });
  const there = bandwidth("there", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10, region: "cn-shanghai" });
  const harness = await AlibabaHarness.open(here + there, {
    config: { "ipv6:alibaba": { region: "cn-hangzhou" } },
    env: { ALIBABA_CLOUD_REGION: "" },
  });
  await harness.stack.up();
  expect(
    harness.simulator
      .ledger()
      .map(({ region, subject }) => `${region} ${subject}`)
      .sort(),
  ).toEqual(["cn-hangzhou ipv6-demo0001", "cn-shanghai ipv6-shanghai0001"]);
  harness.calls();
  await harness.stack.config({ "ipv6:alibaba": { region: "cn-beijing" } });
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  await harness.stack.refresh();
  await harness.stack.up();
  await harness.stack.destroy();
  expect(new Set(harness.calls().map((call) => call.region))).toEqual(new Set(["cn-hangzhou", "cn-shanghai"]));
  expect(harness.live()).toEqual([]);
});

test.concurrent("children of equal names under two components are two orders with tokens of their own", async () => {
  const harness = await AlibabaHarness.open(`
    class Site extends pulumi.ComponentResource {
      constructor(type, networkInterfaceId) {
        super(type, "main");
        const opts = { parent: this };
        const card = new alibaba.NicIpv6Assignment("card", { networkInterfaceId, ipv6AddressCount: 1 }, opts);
        new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: card.ipv6AddressIds[0], bandwidth: 10 }, opts);
      }
    }
    new Site("test:index:Site", "eni-demo0005");
    new Site("test:index:Shop", "eni-demo0005");
  `);
  await harness.stack.up();
  expect(harness.live()).toHaveLength(2);
  expect(harness.entries("eni-demo0005").flatMap((entry) => entry.detail.addresses)).toHaveLength(2);
  const tokens = harness.simulator.ledger().map((entry) => entry.clientToken);
  expect(new Set(tokens).size).toBe(4);
  expect(tokens).not.toContain(undefined);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("a wait that runs out says for what it waited and what it saw", async () => {
  const harness = await AlibabaHarness.open(
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts: { customTimeouts: { create: "3s" } } }),
  );
  harness.simulator.pace({ readLagMs: 3_600_000 });
  const { code, stdout } = await harness.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toMatch(
    /\* waited \d s for Alibaba Cloud Ipv6InternetBandwidth cn-hangzhou\/ipv6-demo0001\/ipv6bw-\w+ to be ready; saw not to be seen \(\d+ times\)\. Run again to continue, or allow more time with customTimeouts/,
  );
});

const typed = `
import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-ipv6";

const card = new alibaba.NicIpv6Assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 });
const web = new alibaba.Ipv6InternetBandwidth(
  "web",
  {
    ipv6AddressId: card.ipv6AddressIds.apply((ids) => ids[0]!),
    bandwidth: pulumi.output(10),
    internetChargeType: "PayByTraffic",
  },
  { customTimeouts: { create: "1m" } },
);
export const mbps: pulumi.Output<number> = web.bandwidth;
export const addresses: pulumi.Output<string[]> = card.addresses;
export const charge: pulumi.Output<"PayByTraffic" | "PayByBandwidth" | "PayByOld95"> = web.internetChargeType;
if (mbps === undefined) {
  // @ts-expect-error the word is not one of the cloud's
  new alibaba.Ipv6InternetBandwidth("no", { ipv6AddressId: "ipv6-1", bandwidth: 1, internetChargeType: "PayByMagic" });
  // @ts-expect-error bandwidth is required
  new alibaba.Ipv6InternetBandwidth("no", { ipv6AddressId: "ipv6-1" });
  // @ts-expect-error there is no such input
  new alibaba.NicIpv6Assignment("no", { networkInterfaceId: "eni-1", count: 1 });
  // @ts-expect-error there is no such output
  card.internetBandwidthId;
}
`;
const strict = {
  strict: true,
  ...{ target: "ES2022", module: "node16", moduleResolution: "node16", skipLibCheck: false, types: ["node"] },
  ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, outDir: "bin" },
};

test.concurrent("a TypeScript program compiles strictly against the types of the package, and runs", async () => {
  const harness = await AlibabaHarness.open("", { program: typed, language: "typescript" });
  harness.stack.write("tsconfig.json", JSON.stringify({ compilerOptions: strict, files: ["index.ts"] }));
  await harness.stack.up();
  expect(harness.live()).toHaveLength(1);
  harness.stack.write("index.ts", `${typed}\nnew alibaba.Ipv6InternetBandwidth("no", { bandwidth: "ten" });\n`);
  expect((await harness.stack.preview({ mayFail: true })).stdout).toMatch(/index\.ts\(\d+,\d+\): error TS2\d{3}/);
});
