// Replacements that the program did not ask for, and objects that are made again. Nothing alive is deleted as the old one.
import { assignment, assignmentType, bandwidth, bandwidthType, World } from "./alibaba-world";

const web = (opts: object = {}) => bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts });
const card = () => assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 });
const bandwidthOf = async (world: World, name = "web") => (await world.outputs(name)).internetBandwidthId;

test.concurrent("--replace and taint end the order first, and state names the one that lives; --target leaves the rest", async () => {
  const tainted = bandwidth("tainted", { ipv6AddressId: "ipv6-demo0003", bandwidth: 10 });
  const world = await World.open(web() + tainted + card());
  const { stack } = world;
  await stack.up();
  const before = world.live();
  await stack.cli("state", { args: ["taint", stack.urn(bandwidthType, "tainted"), "--yes", "--stack", stack.stack] });
  await stack.up({
    args: ["--replace", stack.urn(bandwidthType, "web"), "--replace", stack.urn(assignmentType, "card")],
  });
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(world.events("ipv6-demo0003")).toEqual(["ordered", "released", "ordered"]);
  expect(world.events("eni-demo0004")).toEqual(["assigned", "unassigned", "assigned"]);
  expect(world.live("ipv6-demo0001")).toEqual([await bandwidthOf(world)]);
  expect(world.live("ipv6-demo0003")).toEqual([await bandwidthOf(world, "tainted")]);
  expect(world.live().filter((id) => before.includes(id))).toEqual([]);
  expect((await world.outputs("card")).addresses).toEqual(world.entries("eni-demo0004").at(-1)?.detail.addresses);

  const others = world.entries("ipv6-demo0003").length;
  await stack.up({ args: ["--target-replace", stack.urn(bandwidthType, "web")] });
  expect(world.live("ipv6-demo0001")).toEqual([await bandwidthOf(world)]);
  expect(world.events("ipv6-demo0001").slice(3)).toEqual(["released", "ordered"]);
  expect(world.entries("ipv6-demo0003")).toHaveLength(others);
  await stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("destroy and up again with equal inputs: the tokens of the first life are not taken for orders", async () => {
  const world = await World.open(web() + card());
  await world.stack.up();
  await world.stack.destroy();
  expect(world.live()).toEqual([]);
  await world.stack.up();
  expect(world.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(world.live()).toEqual([await bandwidthOf(world)]);
  expect(world.events("eni-demo0004")).toEqual(["assigned", "unassigned", "assigned"]);
  expect((await world.outputs("card")).addresses).toEqual(world.entries("eni-demo0004").at(-1)?.detail.addresses);
});

test.concurrent("deleteBeforeReplace cannot be turned off: ordering first would be answered with what is then deleted", async () => {
  const world = await World.open(web({ deleteBeforeReplace: false }));
  await world.stack.up();
  await world.stack.up({ args: ["--replace", world.stack.urn(bandwidthType, "web")] });
  await world.stack.up();
  expect(world.events()).toEqual(["ordered", "released", "ordered"]);
  expect(world.live()).toEqual([await bandwidthOf(world)]);
});

test.concurrent("a resource under a new name is refused as taken; with an alias it stays what it was", async () => {
  const renamed = (args: object, opts: object = {}) =>
    bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...args }, { opts });
  const world = await World.open(web());
  await world.stack.up();
  const before = world.live();
  world.program(renamed({}));
  const { code, stdout } = await world.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain(`The place is taken by cn-hangzhou/ipv6-demo0001/${before[0]}`);
  expect(await bandwidthOf(world)).toBe(before[0]);

  world.program(renamed({}, { aliases: [{ name: "web" }] }));
  await world.stack.up();
  expect(await bandwidthOf(world, "site")).toBe(before[0]);
  expect(world.events()).toEqual(["ordered"]);
});

// The error for the new name says: adopt. Adopted under it, the object is then deleted under the old one.
test.concurrent("what is adopted under a new name is not deleted under the old one", async () => {
  const world = await World.open(web());
  await world.stack.up();
  const before = world.live();
  world.program(bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, adopt: true }));
  await world.stack.up({ mayFail: true });
  await world.stack.up({ mayFail: true });
  expect(world.live()).toEqual(before);
});

/** A bandwidth on the first address of a list. */
const onFirst = (listed: readonly string[]) => `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6Addresses: listed })}
  ${bandwidth("web", { bandwidth: 10 }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
`;
const [a, b] = ["2001:db8:a0:1::201", "2001:db8:a0:1::202"];

test.concurrent("taking away an address that has bandwidth changes nothing and says why; --replace is a way out", async () => {
  const world = await World.open(onFirst([a, b]));
  await world.stack.up();
  const before = await world.resources();
  world.program(onFirst([b]));
  const { code, stdout } = await world.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain(`it still has internet bandwidth: ${a} has ipv6bw-`);
  expect(world.events()).toEqual(["assigned", "ordered"]);
  expect((await world.resources()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));

  // Dependents go first and come back last.
  await world.stack.up({ args: ["--replace", world.stack.urn(assignmentType, "card")] });
  expect(world.events().slice(2)).toEqual(["released", "unassigned", "assigned", "ordered"]);
  expect((await world.outputs("card")).addresses).toEqual([b]);
  expect(world.live()).toEqual([await bandwidthOf(world)]);
  await world.stack.preview({ args: ["--expect-no-changes"] });
});
