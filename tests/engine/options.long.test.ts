// What the engine's options do to a plan, through each door: the preview and the run agree, and nothing is ordered twice.
import {
  AlibabaHarness,
  assignment,
  assignmentType,
  bandwidth,
  bandwidthType,
  pluginAssignmentType,
  pluginBandwidthType,
} from "./alibaba-harness";

const DOORS = ["dynamic", "plugin"] as const;
const types = {
  dynamic: { web: bandwidthType, card: assignmentType },
  plugin: { web: pluginBandwidthType, card: pluginAssignmentType },
};
const address = (last: number) => `2001:db8:a0:1::${last}`;

/** What the plan says of each resource, by its name. */
async function planOf(harness: AlibabaHarness, args: readonly string[] = []): Promise<Record<string, string>> {
  const { steps, code } = await harness.stack.previewJson({ args });
  expect(code).toBe(0);
  const ours = steps.filter(({ urn, op }) => /ipv6[:/]/.test(urn) && op !== "refresh");
  return Object.fromEntries(ours.map(({ urn, op }) => [urn.split("::").at(-1), op]));
}

/** A bandwidth of an assignment's first address. */
const onFirst = (listed: readonly string[], opts: object = {}) => `
  const card = ${assignment("card", { networkInterfaceId: "eni-demo0004", ipv6Addresses: listed })}
  ${bandwidth("web", { bandwidth: 10 }, { code: "ipv6AddressId: card.ipv6AddressIds[0]", opts })}
`;

describe.each(DOORS)("through the %s door", (door) => {
  test.concurrent("a list that grows leaves the paid bandwidth of what stays alone, though it is protected", async () => {
    const harness = await AlibabaHarness.open(onFirst([address(101)], { protect: true }), { door });
    await harness.stack.up();
    harness.program(onFirst([address(101), address(102)], { protect: true }));
    // What stays as it is has no step.
    expect(await planOf(harness)).toEqual({ card: "update" });
    await harness.stack.up();
    expect(harness.events()).toEqual(["assigned", "ordered", "assigned"]);
  });

  test.concurrent("replaceOnChanges replaces once, as the preview says", async () => {
    const web = (mbps: number) =>
      bandwidth(
        "web",
        { ipv6AddressId: "ipv6-demo0001", bandwidth: mbps },
        { opts: { replaceOnChanges: ["bandwidth"] } },
      );
    const harness = await AlibabaHarness.open(web(10), { door });
    await harness.stack.up();
    harness.program(web(20));
    expect((await planOf(harness)).web).toMatch(/replace/);
    await harness.stack.up();
    expect(harness.events()).toEqual(["ordered", "released", "ordered"]);
    await harness.stack.preview({ args: ["--expect-no-changes"] });
  });

  test.concurrent("--replace together with a change replaces once, and passes at preview", async () => {
    const card = (...last: number[]) =>
      assignment("card", { networkInterfaceId: "eni-demo0004", ipv6Addresses: last.map(address) });
    const web = (mbps: number) => bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: mbps });
    const harness = await AlibabaHarness.open(card(101, 102) + web(10), { door });
    await harness.stack.up();
    harness.program(card(101, 103) + web(20));
    const { stack } = harness;
    const args = Object.entries(types[door]).flatMap(([name, type]) => ["--replace", stack.urn(type, name)]);
    const plan = await planOf(harness, args);
    expect(Object.values(plan).every((op) => /replace/.test(op))).toBe(true);
    await stack.up({ args });
    expect(harness.events("ipv6-demo0001")).toEqual(["ordered", "released", "ordered"]);
    expect((await harness.outputs("card")).addresses).toEqual([address(101), address(103)]);
    expect(harness.live()).toHaveLength(1);
    await stack.preview({ args: ["--expect-no-changes"] });
    await stack.destroy();
    expect(harness.live()).toEqual([]);
  });

  test.concurrent("what ignoreChanges names is left as somebody set it, whatever else changes", async () => {
    const card = (count: number) => assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: count });
    const web = (type: string) =>
      bandwidth(
        "web",
        { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...(type && { ipv6GatewayId: type }) },
        { opts: { ignoreChanges: ["bandwidth"] } },
      );
    const harness = await AlibabaHarness.open(card(1) + web(""), { door });
    await harness.stack.up();
    const [id] = harness.live();
    await harness.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth: 30 });
    harness.program(card(2) + web("ipv6gw-demo0001"));
    harness.calls();
    await harness.stack.up();
    expect(harness.writes().filter((action) => /InternetBandwidth/.test(action))).toEqual([]);
  });

  test.concurrent("options of the engine's own send nothing, and what is retained stays paid for", async () => {
    const web = (opts: object) => bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }, { opts });
    const harness = await AlibabaHarness.open(web({}), { door });
    await harness.stack.up();
    harness.calls();
    const engineOnly = { customTimeouts: { update: "9m", delete: "9m" }, additionalSecretOutputs: ["bandwidth"] };
    for (const opts of [engineOnly, { ...engineOnly, retainOnDelete: true }]) {
      harness.program(web(opts));
      await harness.stack.up();
    }
    harness.program("");
    await harness.stack.up();
    expect(harness.writes()).toEqual([]);
    expect(harness.events()).toEqual(["ordered"]);
    expect(harness.live()).toHaveLength(1);
  });

  test.concurrent("a destroy of one target releases that alone, and the next run orders it once again", async () => {
    const harness = await AlibabaHarness.open(onFirst([address(101)]), { door });
    const { stack } = harness;
    await stack.up();
    await stack.destroy({ args: ["--target", stack.urn(types[door].web, "web")] });
    expect(harness.events()).toEqual(["assigned", "ordered", "released"]);
    expect(await planOf(harness)).toEqual({ web: "create" });
    await stack.up();
    expect(harness.events()).toEqual(["assigned", "ordered", "released", "ordered"]);
    expect(harness.live()).toHaveLength(1);
  });

  test.concurrent("a preview tells of all refusals, however few steps run at once", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `ipv6-none${String(index).padStart(4, "0")}`);
    const harness = await AlibabaHarness.open(
      names.map((id) => bandwidth(id, { ipv6AddressId: id, bandwidth: 1 })).join("\n"),
      {
        door,
      },
    );
    const { code, stdout, stderr } = await harness.stack.preview({ args: ["--parallel", "4"], mayFail: true });
    expect(code).not.toBe(0);
    expect(names.filter((id) => !`${stdout}${stderr}`.includes(`AllocateIpv6InternetBandwidth on ${id}: `))).toEqual(
      [],
    );
    expect(harness.writes()).toEqual([]);
  });

  test.concurrent("what another provider makes in the same run is not there yet: a warning", async () => {
    const late = bandwidth("web", { ipv6AddressId: "ipv6-nogateway", bandwidth: 1 }, { opts: {} });
    const gateway = `const gateway = new (class extends pulumi.ComponentResource {})("some:net:Gateway", "gateway");`;
    const harness = await AlibabaHarness.open(
      `${gateway}\n${late.replace("}, {});", "}, { dependsOn: [gateway] });")}`,
      { door },
    );
    const { stdout, stderr } = await harness.stack.preview();
    expect(`${stdout}${stderr}`).toMatch(/Ipv6GatewayNotExist/);
  });
});
