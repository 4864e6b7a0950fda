import { sha256 } from "../common/authentication";
import { canonicalRequestV3, encode, signV1, signV3, stringToSignV1, stringToSignV3 } from "./signature";

/** Answers that the vendor's own packages gave for these inputs. */
describe("known answers", () => {
  const pairs: Array<[string, string]> = [
    ["AccessKeyId", "testid"],
    ["SignatureNonce", "n-1"],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
    ["Timestamp", "2026-01-02T03:04:05Z"],
    ["Action", "DescribeIpv6Addresses"],
    ["Version", "2016-04-28"],
    ["Format", "JSON"],
    ["RegionId", "cn-hangzhou"],
    ["Ipv6Address", "2001:db8::1"],
  ];

  test.each([
    ["GET", "Z6OQr8VxP5qyxOxYgtPLP5hva0Y="],
    ["POST", "bTnlPQYuD4L6C5RvmSlmLPvAozE="],
  ])("V1 with %s", (method, signature) => {
    const stringToSign = stringToSignV1(method, [...pairs, ["Signature", "is left out"]]);
    expect(stringToSign).toContain("2001%253Adb8%253A%253A1");
    expect(signV1(stringToSign, "testsecret")).toBe(signature);
  });

  test("V3", () => {
    const headers = {
      host: "vpc.cn-hangzhou.aliyuncs.com",
      "x-acs-action": "DescribeIpv6Addresses",
      "x-acs-version": "2016-04-28",
      "x-acs-date": "2026-01-02T03:04:05Z",
      "x-acs-signature-nonce": "n-1",
      "x-acs-content-sha256": sha256(""),
    };
    const canonical = canonicalRequestV3({
      method: "POST",
      path: "/",
      query: pairs.slice(-2).reverse(),
      headers,
      signedHeaders: Object.keys(headers),
      contentSha256: sha256(""),
    });
    expect(signV3(stringToSignV3(canonical), "testsecret")).toBe(
      "61e41543cc6ee8266e5730365016935ba7ca24e9f09c357ad78694ec5094db1e",
    );
  });

  test("RFC 3986", () => {
    expect(encode("a b*(!')~-_.+é")).toBe("a%20b%2A%28%21%27%29~-_.%2B%C3%A9");
  });
});
