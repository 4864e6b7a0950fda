import type { Values } from "../../core/check";
import { readSettings } from "../../core/cloud";
import { checkInputs } from "../../core/inputs";
import { UNKNOWN } from "../../core/unknown";
import { tencent } from ".";
import { markOf, ownerTag } from "./owner";

const SETTINGS = { region: "ap-guangzhou" };
const ADDRESS = "2402:4e00:1000:200:0:8d8a:60b7:87f8";
const check = (resource: string, given: Values) => {
  const binding = tencent.resources[resource];
  if (!binding) throw new Error(`no ${resource}`);
  return checkInputs(tencent, binding, {}, given, SETTINGS);
};

describe("Ipv6InternetBandwidth", () => {
  const bandwidth = (more: Values) => check("Ipv6InternetBandwidth", { ip6Address: ADDRESS, ...more });
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, ""]));

  test("defaults, and one spelling of the address", () => {
    const { inputs, failures, warnings } = bandwidth({ ip6Address: "2402:4E00:1000:0200::8D8A:60B7:87F8" });
    expect([failures, warnings]).toEqual([[], []]);
    expect(inputs).toEqual({
      ip6Address: ADDRESS,
      bandwidth: 1,
      internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
      region: "ap-guangzhou",
    });
  });

  test.each(["fc00::1", "fd76:7e00:1::1", "FDFF::1"])(
    "the ULA %s is refused and the product for it named",
    (ip6Address) => {
      const [failure] = bandwidth({ ip6Address }).failures;
      expect(failure).toMatchObject({ property: "ip6Address", reason: expect.stringMatching(/ULA.*EIPv6/) });
    },
  );

  test.each([
    ["bandwidth", { bandwidth: 0 }],
    ["bandwidth", { bandwidth: 1.5 }],
    ["ip6Address", { ip6Address: "eip-68dqs5ri" }],
    ["ip6Address", { ip6Address: "2402:4e00::/64" }],
    ["internetChargeType", { internetChargeType: "BANDWIDTH_POSTPAID_BY_HOUR" }],
    ["bandwidthPackageId", { bandwidthPackageId: "package", internetChargeType: "BANDWIDTH_PACKAGE" }],
    ["bandwidthPackageId", { internetChargeType: "BANDWIDTH_PACKAGE" }],
    ["bandwidthPackageId", { bandwidthPackageId: "bwp-1" }],
    ["tags", { tags: many }],
    ["tags", { tags: { "": "x" } }],
    ["tags", { tags: { ["k".repeat(128)]: "x" } }],
    ["tags", { tags: { k: "v".repeat(256) } }],
    ["tags", { tags: { k: 1 } }],
    ["tags", { tags: ["k"] }],
    ["tags", { tags: { "pulumi-ipv6:owner": "me" } }],
    ["tags", { tags: { "QCS:x": "me" } }],
  ])("%s is refused: %j", (property, more) => {
    expect(bandwidth(more).failures.map((failure) => failure.property)).toEqual([property]);
  });

  test.each([
    [101, {}, /100 Mbps now published for TRAFFIC_POSTPAID_BY_HOUR/],
    [2001, { internetChargeType: "BANDWIDTH_PACKAGE", bandwidthPackageId: "bwp-1" }, /2000 Mbps.*BANDWIDTH_PACKAGE/],
  ])("%d Mbps is left to the cloud, with a warning", (mbps, more, words) => {
    const { failures, warnings } = bandwidth({ bandwidth: mbps, ...more });
    expect([failures, warnings]).toEqual([[], [expect.stringMatching(words)]]);
  });

  test("what is not known yet is not judged", () => {
    const given = { ip6Address: UNKNOWN, tags: { k: UNKNOWN }, internetChargeType: "BANDWIDTH_PACKAGE" };
    expect(bandwidth({ ...given, bandwidthPackageId: UNKNOWN }).failures).toEqual([]);
  });

  test.each(["ap-guangzhou", "ap-guangzhou/eip-1", `ap-guangzhou/${ADDRESS}/eip-1/more`])(
    "the id %s names the forms",
    (id) => {
      const key = () => tencent.resources.Ipv6InternetBandwidth?.keyOf(id);
      expect(key).toThrow(/<region>\/<ip6Address>/);
    },
  );
});

describe("NicIpv6Assignment", () => {
  const card = { networkInterfaceId: "eni-m6dyj72l" };
  const list = (count: number) => Array.from({ length: count }, (_, index) => `2402:4e00::${index}`);

  test.each([
    ["ipv6Addresses", {}],
    ["ipv6Addresses", { ipv6Addresses: list(1), ipv6AddressCount: 1 }],
    ["ipv6Addresses", { ipv6Addresses: list(11) }],
    ["ipv6Addresses", { ipv6Addresses: ["2402::1", "2402:0::1"] }],
    ["ipv6AddressCount", { ipv6AddressCount: 11 }],
    ["ipv6AddressCount", { ipv6AddressCount: 0 }],
    ["networkInterfaceId", { networkInterfaceId: "nic-1", ipv6AddressCount: 1 }],
  ])("%s is refused: %j", (property, more) => {
    const { failures } = check("NicIpv6Assignment", { ...card, ...more });
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });

  test("a ULA is fine on a card, and so is an empty description", () => {
    const given = { ...card, ipv6Addresses: ["fd76::1"], description: "" };
    expect(check("NicIpv6Assignment", given).failures).toEqual([]);
  });
});

describe("settings", () => {
  const keys = { TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key", TENCENTCLOUD_REGION: "ap-shanghai" };

  test.each(["TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"])(
    "the token from %s",
    (name) => {
      const settings = readSettings(tencent, undefined, { ...keys, [name]: "token" });
      expect(settings).toEqual({ secretId: "id", secretKey: "key", region: "ap-shanghai", token: "token" });
    },
  );

  test("keys that are missing, each with what to set, unless a profile or a pod's role is there", () => {
    const runtime = (environment: Record<string, string>) =>
      ({ environment: { HOME: "/nowhere", ...environment } }) as never;
    const reasons = tencent.missing({}, runtime({})).map(({ reason }) => reason);
    expect(reasons).toEqual([
      expect.stringContaining("TENCENTCLOUD_SECRET_ID"),
      expect.stringContaining("TENCENTCLOUD_SECRET_KEY"),
    ]);
    expect(tencent.missing({ secretId: "id" }, runtime({}))).toHaveLength(1);
    expect(tencent.missing({}, runtime({ TKE_WEB_IDENTITY_TOKEN_FILE: "/token" }))).toEqual([]);
  });
});

test("20 marks fit one tag", () => {
  const marks = Array.from({ length: 20 }, (_, index) => markOf("owner", `2402::${index}`));
  expect(new Set(marks).size).toBe(20);
  expect(ownerTag(marks).length).toBeLessThanOrEqual(255);
});
