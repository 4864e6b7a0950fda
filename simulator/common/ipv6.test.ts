import { canonicalIpv6, formatIpv6, inCidr, parseCidr, parseIpv6 } from "./ipv6";

test.each([
  ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["2001:0db8::0001", "2001:db8::1"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["::", "::"],
  ["::1", "::1"],
  ["1::", "1::"],
  ["0:0:1::", "0:0:1::"],
  ["::ffff:192.0.2.1", "::ffff:c000:201"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
])("%s is %s", (text, canonical) => {
  expect(canonicalIpv6(text)).toBe(canonical);
});

test.each(["", "1.2.3.4", "2001:db8", "::1::", "fe80::1%eth0", "2001:db8::g", " ::1"])("%j is no address", (text) => {
  expect(parseIpv6(text)).toBeUndefined();
});

test("every value survives text", () => {
  for (const value of [0n, 1n, (1n << 128n) - 1n, 0x20010db8n << 96n, 1n << 64n]) {
    expect(parseIpv6(formatIpv6(value))).toBe(value);
  }
});

test("blocks", () => {
  expect(inCidr("2001:db8:a0:1:ffff:ffff:ffff:ffff", "2001:db8:a0:1::/64")).toBe(true);
  expect(inCidr("2001:db8:a0:2::", "2001:db8:a0:1::/64")).toBe(false);
  expect(parseCidr("2001:db8::5/126").first).toBe(parseIpv6("2001:db8::4"));
  expect(() => parseCidr("2001:db8::/129")).toThrow();
  expect(() => parseCidr("nonsense")).toThrow();
});
