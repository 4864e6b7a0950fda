import type { Values } from "../../core/check";
import { UNKNOWN } from "../../core/field";
import { checkInputs } from "../../core/inputs";
import { tencent } from ".";
import { markOf, ownerTag } from "./ownership";

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
      expect(failure).toMatchObject({
        property: "ip6Address",
        reason: expect.stringMatching(/ULA.*ElasticPublicIpv6/),
      });
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
  const nic = { networkInterfaceId: "eni-m6dyj72l" };
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
    const { failures } = check("NicIpv6Assignment", { ...nic, ...more });
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });

  test("a ULA is fine on a card, and so is an empty description", () => {
    const given = { ...nic, ipv6Addresses: ["fd76::1"], description: "" };
    expect(check("NicIpv6Assignment", given).failures).toEqual([]);
  });
});

describe("ElasticPublicIpv6", () => {
  const elastic = (given: Values) => check("ElasticPublicIpv6", given);
  const place = { networkInterfaceId: "eni-m6dyj72l", privateIpv6Address: "FD76:0::1" };

  test("nothing is required; one spelling of the private address", () => {
    const { inputs, failures, warnings } = elastic({ ...place, tags: {} });
    expect([failures, warnings]).toEqual([[], []]);
    expect(inputs).toMatchObject({ privateIpv6Address: "fd76::1", bandwidth: 1, addressType: "EIPv6" });
    expect(elastic({}).failures).toEqual([]);
    expect(elastic({ networkInterfaceId: "" }).failures).toEqual([]);
  });

  test.each([
    ["addressName", { addressName: "with space" }],
    ["addressName", { addressName: "x".repeat(129) }],
    ["bandwidth", { bandwidth: 2001 }],
    ["bandwidthPackageId", { internetChargeType: "BANDWIDTH_PACKAGE" }],
    ["addressType", { addressType: "EIP" }],
    ["internetServiceProvider", { internetServiceProvider: "bgp" }],
    ["internetServiceProvider", { internetServiceProvider: "B G P" }],
    ["egress", { egress: "center_egress1" }],
    ["privateIpv6Address", { networkInterfaceId: "eni-1" }],
    ["networkInterfaceId", { privateIpv6Address: "fd76::1" }],
    ["networkInterfaceId", { networkInterfaceId: "", privateIpv6Address: "fd76::1" }],
    ["networkInterfaceId", { ...place, networkInterfaceId: "nic-1" }],
    ["instanceId", { ...place, instanceId: "ins-1" }],
    ["instanceId", { networkInterfaceId: "", instanceId: "ins-1" }],
    ["adoptAddress", { adopt: true }],
    ["adoptAddress", { adoptAddress: "eipv6-1" }],
    ["adoptAddress", { adopt: true, adoptAddress: "eip-1" }],
  ])("%s is refused: %j", (property, more) => {
    expect(elastic(more).failures.map((failure) => failure.property)).toEqual([property]);
  });

  test("all mistakes at once", () => {
    const given = {
      addressName: "a b",
      bandwidth: 0,
      egress: "center-egress-1",
      networkInterfaceId: "eni-1",
      adoptAddress: "eipv6-1",
    };
    const properties = elastic(given).failures.map((failure) => failure.property);
    expect(properties.sort()).toEqual(
      ["adoptAddress", "addressName", "bandwidth", "egress", "privateIpv6Address"].sort(),
    );
  });

  test.each([
    [{ bandwidth: 101 }, /100 Mbps now published for TRAFFIC_POSTPAID_BY_HOUR/],
    [{ addressType: "HighQualityEIPv6" }, /ap-hongkong only/],
    [
      { egress: "CENTER_EGRESS_3" },
      /^egress: is not among .*CENTER_EGRESS_1, CENTER_EGRESS_2.*passed on.*got "CENTER_EGRESS_3"$/,
    ],
    [{ internetServiceProvider: "CBN" }, /^internetServiceProvider: is not among/],
  ])("%j is left to the cloud, with a warning", (given, words) => {
    const { failures, warnings } = elastic(given);
    expect([failures, warnings]).toEqual([[], [expect.stringMatching(words)]]);
  });

  test.each(["ap-guangzhou", "ap-guangzhou/eip-1", "ap-guangzhou/eipv6-1/more"])("the id %s names the form", (id) => {
    expect(() => tencent.resources.ElasticPublicIpv6?.keyOf(id)).toThrow(/<region>\/<addressId>/);
  });
});

test("20 marks fit one tag", () => {
  const marks = Array.from({ length: 20 }, (_, index) => markOf("owner", `2402::${index}`));
  expect(new Set(marks).size).toBe(20);
  expect(ownerTag(marks).length).toBeLessThanOrEqual(255);
});
