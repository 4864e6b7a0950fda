// Replacements that the program did not ask for, and objects that are made again. Nothing alive is deleted as the old one.
import { AlibabaHarness, assignment, assignmentType, bandwidth, bandwidthType } from "./alibaba-harness";

const web = (opts: object = {}) => bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts });
const card = () => assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 });
const bandwidthOf = async (harness: AlibabaHarness, name = "web") => (await harness.outputs(name)).internetBandwidthId;

test.concurrent("--replace and taint end the order first, and state names the one that lives; --target leaves the rest", async () => {
  const tainted = bandwidth("tainted", { ipv6AddressId: "ipv6-demo0003", bandwidth: 10 });
  const harness = await AlibabaHarness.open(web() + tainted + card());
  const { stack } = harness;
  await stack.up();
  const before = harness.live();
  await stack.cli("state", { args: ["taint", stack.urn(bandwidthType, "tainted"), "--yes", "--stack", stack.stack] });
  await stack.up({
    args: ["--replace", stack.urn(bandwidthType, "web"), "--replace", stack.urn(assignmentType, "card")],
  });
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(harness.events("ipv6-demo0003")).toEqual(["ordered", "released", "ordered"]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned", "unassigned", "assigned"]);
  expect(harness.live("ipv6-demo0001")).toEqual([await bandwidthOf(harness)]);
  expect(harness.live("ipv6-demo0003")).toEqual([await bandwidthOf(harness, "tainted")]);
  expect(harness.live().filter((id) => before.includes(id))).toEqual([]);
  expect((await harness.outputs("card")).addresses).toEqual(harness.entries("eni-demo0004").at(-1)?.detail.addresses);

  const others = harness.entries("ipv6-demo0003").length;
  await stack.up({ args: ["--target-replace", stack.urn(bandwidthType, "web")] });
  expect(harness.live("ipv6-demo0001")).toEqual([await bandwidthOf(harness)]);
  expect(harness.events("ipv6-demo0001").slice(3)).toEqual(["released", "ordered"]);
  expect(harness.entries("ipv6-demo0003")).toHaveLength(others);
  await stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent("destroy and up again with equal inputs: the tokens of the first life are not taken for orders", async () => {
  const harness = await AlibabaHarness.open(web() + card());
  await harness.stack.up();
  await harness.stack.destroy();
  expect(harness.live()).toEqual([]);
  await harness.stack.up();
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
  expect(harness.live()).toEqual([await bandwidthOf(harness)]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned", "unassigned", "assigned"]);
  expect((await harness.outputs("card")).addresses).toEqual(harness.entries("eni-demo0004").at(-1)?.detail.addresses);
});

test.concurrent("deleteBeforeReplace cannot be turned off: ordering first would be answered with what is then deleted", async () => {
  const harness = await AlibabaHarness.open(web({ deleteBeforeReplace: false }));
  await harness.stack.up();
  await harness.stack.up({ args: ["--replace", harness.stack.urn(bandwidthType, "web")] });
  await harness.stack.up();
  expect(harness.events()).toEqual(["ordered", "released", "ordered"]);
  expect(harness.live()).toEqual([await bandwidthOf(harness)]);
});

test.concurrent("a resource under a new name is refused as taken; with an alias it stays what it was", async () => {
  const renamed = (args: object, opts: object = {}) =>
    bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...args }, { opts });
  const harness = await AlibabaHarness.open(web());
  await harness.stack.up();
  const before = harness.live();
  harness.program(renamed({}));
  const { code, stdout } = await harness.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain(`The place is taken by cn-hangzhou/ipv6-demo0001/${before[0]}`);
  expect(await bandwidthOf(harness)).toBe(before[0]);

  harness.program(renamed({}, { aliases: [{ name: "web" }] }));
  await harness.stack.up();
  expect(await bandwidthOf(harness, "site")).toBe(before[0]);
  expect(harness.events()).toEqual(["ordered"]);
});

// The error for the new name says: adopt. Adopted under it, the object is then deleted under the old one.
test.concurrent("what is adopted under a new name is not deleted under the old one", async () => {
  const harness = await AlibabaHarness.open(web());
  await harness.stack.up();
  const before = harness.live();
  harness.program(bandwidth("site", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, adopt: true }));
  await harness.stack.up({ mayFail: true });
  await harness.stack.up({ mayFail: true });
  expect(harness.live()).toEqual(before);
});

/** A bandwidth on the first address of a list. */
const onFirst = (listed: readonly string[]) => `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6Addresses: listed })}
  ${bandwidth("web", { bandwidth: 10 }, { code: "ipv6AddressId: card.ipv6AddressIds[0]" })}
`;
const [a, b] = ["2001:db8:a0:1::201", "2001:db8:a0:1::202"];

test.concurrent("taking away an address that has bandwidth changes nothing and says why; --replace is a way out", async () => {
  const harness = await AlibabaHarness.open(onFirst([a, b]));
  await harness.stack.up();
  const before = await harness.resources();
  harness.program(onFirst([b]));
  const { code, stdout } = await harness.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain(`it still has internet bandwidth: ${a} has ipv6bw-`);
  expect(harness.events()).toEqual(["assigned", "ordered"]);
  expect((await harness.resources()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));

  // Dependents go first and come back last.
  await harness.stack.up({ args: ["--replace", harness.stack.urn(assignmentType, "card")] });
  expect(harness.events().slice(2)).toEqual(["released", "unassigned", "assigned", "ordered"]);
  expect((await harness.outputs("card")).addresses).toEqual([b]);
  expect(harness.live()).toEqual([await bandwidthOf(harness)]);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});
