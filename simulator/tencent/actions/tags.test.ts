import { startTencent, type TencentHarness, tencentKeys } from "../../testing";

/** One of each kind that has tags, and the list that shows them. */
const KINDS = [
  ["eip", "eip-byhand01", "DescribeIp6Addresses", "Ip6AddressIds", "AddressSet"],
  ["eipv6", "eipv6-byhand01", "DescribeIPv6Addresses", "IPv6AddressIds", "AddressSet"],
  ["eni", "eni-ula-two", "DescribeNetworkInterfaces", "NetworkInterfaceIds", "NetworkInterfaceSet"],
] as const;

const UNNAMED = "InvalidParameterValue.ResourceDescriptionError";
let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());
const nameOf = (kind: string, id: string) => `qcs::vpc:ap-guangzhou:uin/:${kind}/${id}`;
const asked = (ResourcePrefix: string) => ({ ServiceType: "vpc", ResourcePrefix, ResourceRegion: "ap-guangzhou" });

test.each(KINDS)("tags of an %s: put, shown late, listed late, dropped", async (kind, id, list, ids, set) => {
  const keysIn = (tags: { readonly Key?: string; readonly TagKey?: string }[]) =>
    tags.map(({ Key, TagKey }) => Key ?? TagKey).filter((key) => key !== "team");
  const shown = async () => keysIn((await harness.call(list, { [ids]: [id] })).body[set][0].TagSet);
  const byId = async () =>
    keysIn((await harness.call("DescribeResourceTags", { ...asked(kind), ResourceId: id })).body.Rows);
  const byIds = async () => {
    const { body } = await harness.call("DescribeResourceTagsByResourceIds", { ...asked(kind), ResourceIds: [id] });
    return keysIn(body.Tags);
  };
  const all = async () => [await shown(), await byId(), await byIds()];
  const ResourceList = [nameOf(kind, id)];
  harness.simulator.pace({ readLagMs: 1_000 });
  await harness.call("TagResources", { ResourceList, Tags: [{ TagKey: "a", TagValue: "1" }] });
  await harness.call("ModifyResourceTags", {
    Resource: ResourceList[0],
    ReplaceTags: [{ TagKey: "b", TagValue: "2" }],
    DeleteTags: [{ TagKey: "a" }],
  });
  expect(await all()).toEqual([[], [], []]);
  harness.pass(1_000);
  expect(await all()).toEqual([["b"], ["b"], ["b"]]);
  await harness.call("UnTagResources", { ResourceList, TagKeys: ["b"] });
  expect(await all()).toEqual([["b"], ["b"], ["b"]]);
  harness.simulator.pace({ lagActions: "DescribeResourceTags" });
  expect(await all()).toEqual([[], ["b"], []]);
  harness.pass(1_000);
  expect(await all()).toEqual([[], [], []]);
});

test("a card is found by a tag; another account's cards, and names of no card, are refused", async () => {
  const Resource = nameOf("eni", "eni-demo0004");
  await harness.call("ModifyResourceTags", { Resource, ReplaceTags: [{ TagKey: "team", TagValue: "web" }] });
  const found = async (Name: string, ...Values: string[]) => {
    const { body } = await harness.call("DescribeNetworkInterfaces", { Filters: [{ Name, Values }] });
    return body.NetworkInterfaceSet.map((card: { NetworkInterfaceId: string }) => card.NetworkInterfaceId);
  };
  expect(await found("tag:team", "web", "x")).toEqual(["eni-demo0004"]);
  expect(await found("tag:team", "x")).toEqual([]);
  const refused = (resource: string, options = {}) =>
    harness.refused("TagResources", { ResourceList: [resource], Tags: [{ TagKey: "a" }] }, options);
  expect(await refused(nameOf("eni", "eni-legacy01"))).toBe(UNNAMED);
  expect(await refused(Resource, tencentKeys.legacy)).toBe(UNNAMED);
  expect(await refused(Resource.replace("guangzhou", "shanghai"))).toBe(UNNAMED);
  expect(await refused(nameOf("eni", "eip-byhand01"))).toBe(UNNAMED);
  expect(await refused(nameOf("cvm", "ins-demo0001"))).toBe(UNNAMED);
});

test.each(KINDS)("what the cloud put on an %s is shown, and stays", async (kind, id, list, ids, set) => {
  harness.simulator.pace({ systemTags: "on" });
  const own = kind === "eni" ? [] : [{ Key: "team", Value: "network" }];
  const system = [
    { Key: "tencentcloud:autotag", Value: "1" },
    { Key: "project", Value: "default" },
  ];
  const all = kind === "eni" ? own : [...own, ...system];
  expect((await harness.call(list, { [ids]: [id] })).body[set][0].TagSet).toEqual(all);
  const { Rows } = (await harness.call("DescribeResourceTags", { ...asked(kind), ResourceId: id })).body;
  expect(Rows.map(({ TagKey }: { TagKey: string }) => TagKey)).toEqual(all.map(({ Key }) => Key));
  const Filters = [{ Name: "tag:project", Values: ["default"] }];
  const found = (await harness.call(list, { Filters })).body[set];
  // The classic product's list has no filter for tags.
  if (kind !== "eip") expect(JSON.stringify(found).includes(id)).toBe(kind === "eipv6");
});

test.each(["tencentcloud:autotag", "tencent:x", "qcs:x", "project", "项目"])(
  "the key %s is reserved",
  async (TagKey) => {
    const [Resource, tag] = [nameOf("eip", "eip-byhand01"), { TagKey, TagValue: "1" }];
    const fine = { TagKey: "fine", TagValue: "1" };
    for (const [action, params] of [
      ["ModifyResourceTags", { Resource, ReplaceTags: [fine, tag] }],
      ["ModifyResourceTags", { Resource, ReplaceTags: [fine], DeleteTags: [{ TagKey }] }],
      ["TagResources", { ResourceList: [Resource], Tags: [fine, tag] }],
      ["UnTagResources", { ResourceList: [Resource], TagKeys: ["team", TagKey] }],
    ] as const) {
      expect([action, await harness.refused(action, params)]).toEqual([action, "InvalidParameter.ReservedTagKey"]);
    }
    const { body } = await harness.call("DescribeIp6Addresses", { Ip6AddressIds: ["eip-byhand01"] });
    expect(body.AddressSet[0].TagSet).toEqual([{ Key: "team", Value: "network" }]);
    const Tags = ["projects", "my-tencent:x"].map((key) => ({ TagKey: key, TagValue: "1" }));
    expect(await harness.refused("TagResources", { ResourceList: [Resource], Tags })).toBeUndefined();
  },
);

const long = (length: number) => "k".repeat(length);
const resources = Array.from({ length: 11 }, () => nameOf("eip", "eip-byhand01"));
const keys = Array.from({ length: 11 }, (_, index) => `k${index}`);
const one = { ResourceList: resources.slice(0, 1) };
test.each([
  ["LimitExceeded.ResourceNumPerRequest", "TagResources", { ResourceList: resources, Tags: [{ TagKey: "a" }] }],
  ["LimitExceeded.ResourceNumPerRequest", "UnTagResources", { ResourceList: resources, TagKeys: ["a"] }],
  ["LimitExceeded.TagNumPerRequest", "TagResources", { ...one, Tags: keys.map((TagKey) => ({ TagKey })) }],
  ["LimitExceeded.TagNumPerRequest", "UnTagResources", { ...one, TagKeys: keys }],
  ["InvalidParameterValue.TagKeyLengthExceeded", "TagResources", { ...one, Tags: [{ TagKey: long(200) }] }],
  ["InvalidParameterValue.TagKeyLengthExceeded", "UnTagResources", { ...one, TagKeys: [long(128)] }],
  [
    "InvalidParameterValue.TagValueLengthExceeded",
    "ModifyResourceTags",
    { Resource: resources[0], ReplaceTags: [{ TagKey: "a", TagValue: long(256) }] },
  ],
  [
    "InvalidParameterValue.RegionInvalid",
    "DescribeResourceTags",
    { ResourceRegion: "ap-nowhere", ResourceId: "eip-byhand01" },
  ],
])("%s from %s", async (code, action, params) => {
  expect(await harness.refused(action, params)).toBe(code);
});

test.each([
  [{ ServiceType: "vpc", ResourcePrefix: "eip" }, ["team"]],
  [{ ServiceType: "cvm" }, []],
  [{ ResourcePrefix: "eni" }, []],
])("tags by id with %j", async (params, expected) => {
  const asked = { ResourceRegion: "ap-guangzhou", ResourceIds: ["eip-byhand01"], ...params };
  const { body } = await harness.call("DescribeResourceTagsByResourceIds", asked);
  expect(body.Tags.map(({ TagKey }: { TagKey: string }) => TagKey)).toEqual(expected);
});
