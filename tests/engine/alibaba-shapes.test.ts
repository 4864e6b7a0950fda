// The ways a program can be written: look-ups, regions, components, neighbours on one card, TypeScript.
import { assignment, bandwidth, World } from "./alibaba-world";

test.concurrent("get looks one up by its id and takes no charge of it", async () => {
  const id = "cn-hangzhou/ipv6-byhand/ipv6bw-byhand";
  const world = await World.open(`
    const found = alibaba.Ipv6InternetBandwidth.get("found", "${id}");
    exports.bandwidth = found.bandwidth;
    exports.address = found.ipv6Address;
  `);
  const { stdout } = await world.stack.up();
  expect(stdout).toMatch(/address *: "2001:db8:a0:1::4"\n +bandwidth: 20/);
  await world.stack.destroy();
  expect(world.writes()).toEqual([]);
});

test.concurrent("resources on one card at once are written one after another, and get different addresses", async () => {
  const world = await World.open(
    ["a", "b", "c"]
      .map((name) => assignment(name, { networkInterfaceId: "eni-demo0005", ipv6AddressCount: 2 }))
      .join("\n"),
  );
  world.simulator.pace({ answerDelayMs: 100 });
  await world.stack.up();
  expect(new Set(world.entries("eni-demo0005").flatMap((entry) => entry.detail.addresses)).size).toBe(6);
  const held = await Promise.all(["a", "b", "c"].map(async (name) => (await world.outputs(name)).addresses));
  expect(new Set(held.flat()).size).toBe(6);
  await world.stack.destroy();
  expect(world.events("eni-demo0005").filter((event) => event === "unassigned")).toHaveLength(3);
  expect(world.calls().filter((call) => call.code !== undefined)).toEqual([]);
});

test.concurrent("a region of its own is used, and another region in the configuration later replaces nothing", async () => {
  const here = bandwidth("here", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 });
  const there = bandwidth("there", { ipv6AddressId: "ipv6-shanghai0001", bandwidth: 10, region: "cn-shanghai" });
  const world = await World.open(here + there, {
    config: { "ipv6:alibaba": { region: "cn-hangzhou" } },
    env: { ALIBABA_CLOUD_REGION: "" },
  });
  await world.stack.up();
  expect(
    world.simulator
      .ledger()
      .map(({ region, subject }) => `${region} ${subject}`)
      .sort(),
  ).toEqual(["cn-hangzhou ipv6-demo0001", "cn-shanghai ipv6-shanghai0001"]);
  world.calls();
  await world.stack.config({ "ipv6:alibaba": { region: "cn-beijing" } });
  await world.stack.preview({ args: ["--expect-no-changes"] });
  await world.stack.refresh();
  await world.stack.up();
  await world.stack.destroy();
  expect(new Set(world.calls().map((call) => call.region))).toEqual(new Set(["cn-hangzhou", "cn-shanghai"]));
  expect(world.live()).toEqual([]);
});

test.concurrent("children of equal names under two components are two orders with tokens of their own", async () => {
  const world = await World.open(`
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
  await world.stack.up();
  expect(world.live()).toHaveLength(2);
  expect(world.entries("eni-demo0005").flatMap((entry) => entry.detail.addresses)).toHaveLength(2);
  const tokens = world.simulator.ledger().map((entry) => entry.clientToken);
  expect(new Set(tokens).size).toBe(4);
  expect(tokens).not.toContain(undefined);
  await world.stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("a wait that runs out says for what it waited and what it saw", async () => {
  const world = await World.open(
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts: { customTimeouts: { create: "3s" } } }),
  );
  world.simulator.pace({ readLagMs: 3_600_000 });
  const { code, stdout } = await world.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toMatch(
    /\* waited \d s for Alibaba Cloud Ipv6InternetBandwidth cn-hangzhou\/ipv6-demo0001\/ipv6bw-\w+ to be ready; saw not to be seen \(\d times\)\. Run again to continue, or allow more time with customTimeouts/,
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
  const world = await World.open("", { program: typed, language: "typescript" });
  world.stack.write("tsconfig.json", JSON.stringify({ compilerOptions: strict, files: ["index.ts"] }));
  await world.stack.up();
  expect(world.live()).toHaveLength(1);
  world.stack.write("index.ts", `${typed}\nnew alibaba.Ipv6InternetBandwidth("no", { bandwidth: "ten" });\n`);
  expect((await world.stack.preview({ mayFail: true })).stdout).toMatch(/index\.ts\(\d+,\d+\): error TS2\d{3}/);
});
