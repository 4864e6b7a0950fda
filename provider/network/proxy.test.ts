import { NoAnswer } from "../core/api/outcomes";
import { proxyFor } from "./proxy";

const P = "http://proxy.test:3128";
const of = (url: string, environment: Record<string, string>) => proxyFor(new URL(url), environment)?.href;

test.each<[string, Record<string, string>, string | undefined]>([
  ["https://vpc.aliyuncs.com", { HTTPS_PROXY: P }, P],
  ["https://vpc.aliyuncs.com", { https_proxy: P, HTTPS_PROXY: "http://other.test" }, P],
  ["https://vpc.aliyuncs.com", { HTTP_PROXY: P }, undefined],
  ["http://vpc.aliyuncs.com", { HTTP_PROXY: P }, P],
  ["http://vpc.aliyuncs.com", { HTTPS_PROXY: P }, undefined],
  ["https://vpc.aliyuncs.com", { ALL_PROXY: P }, P],
  ["https://vpc.aliyuncs.com", { all_proxy: "http://other.test", https_proxy: P }, P],
  ["https://vpc.aliyuncs.com", { HTTPS_PROXY: "proxy.test:3128" }, P],
  ["https://vpc.aliyuncs.com", { HTTPS_PROXY: ` ${P}\n` }, P],
  ["https://vpc.aliyuncs.com", { HTTPS_PROXY: " " }, undefined],
  ["https://vpc.aliyuncs.com", { HTTPS_PROXY: "http://[fd00::1]:3128" }, "http://[fd00::1]:3128"],
  ["https://vpc.aliyuncs.com", { ALL_PROXY: "socks5h://user:pw@proxy.test:1080" }, "socks5h://user:pw@proxy.test:1080"],
])("%s with %j goes to %s", (url, environment, proxy) => {
  expect(of(url, environment)?.replace(/\/$/, "")).toBe(proxy);
});

test.each([
  "http://127.0.0.1:8080",
  "http://127.8.9.10",
  "http://localhost:8080",
  "https://api.localhost",
  "http://[::1]:8080",
  "http://[::ffff:127.0.0.1]:8080",
])("loopback is never proxied: %s", (url) => {
  expect(of(url, { HTTP_PROXY: P, HTTPS_PROXY: P, ALL_PROXY: P })).toBeUndefined();
});

test.each<[string, string, boolean]>([
  ["https://vpc.aliyuncs.com", "*", true],
  ["https://vpc.aliyuncs.com", "aliyuncs.com", true],
  ["https://vpc.aliyuncs.com", ".aliyuncs.com", true],
  ["https://vpc.aliyuncs.com", "*.aliyuncs.com", true],
  ["https://vpc.aliyuncs.com", "VPC.Aliyuncs.com", true],
  ["https://vpc.aliyuncs.com", "vpc.aliyuncs.com.", true],
  ["https://vpc.aliyuncs.com", "iyuncs.com", false],
  ["https://vpc.aliyuncs.com", "ecs.aliyuncs.com", false],
  ["https://vpc.aliyuncs.com", " one.test ,\taliyuncs.com , two.test", true],
  ["https://vpc.aliyuncs.com", "one.test aliyuncs.com", true],
  ["https://vpc.aliyuncs.com", "aliyuncs.com:443", true],
  ["https://vpc.aliyuncs.com", "aliyuncs.com:8443", false],
  ["https://vpc.aliyuncs.com:8443", "aliyuncs.com:8443", true],
  ["https://vpc.aliyuncs.com", "", false],
  ["https://vpc.aliyuncs.com", ",", false],
  ["https://vpc.aliyuncs.com", ".", false],
  ["http://10.1.2.3", "10.1.2.3", true],
  ["http://10.1.2.3", "10.0.0.0/8", true],
  ["http://10.1.2.3", "10.1.2.3:80", true],
  ["http://10.1.2.3", "10.1.2.3:81", false],
  ["http://11.1.2.3", "10.0.0.0/8", false],
  ["http://10.1.2.3", "3", false],
  ["http://[fd00::5]", "fd00::5", true],
  ["http://[fd00::5]", "[fd00::5]", true],
  ["http://[fd00::5]:8080", "[fd00::5]:8080", true],
  ["http://[fd00::5]", "fd00::/8", true],
  ["http://[fd00::5]", "10.0.0.0/8", false],
])("%s, NO_PROXY %j: called directly: %s", (url, list, direct) => {
  for (const name of ["NO_PROXY", "no_proxy"])
    expect(of(url, { HTTP_PROXY: P, HTTPS_PROXY: P, [name]: list }) === undefined).toBe(direct);
});

test.each(["ftp://user:planted@proxy.test", "http://", "http://user:pl%zzanted@proxy.test", "http://planted:port"])(
  "what is no proxy is refused by the name of the variable: %s",
  (value) => {
    const refused = () => of("https://vpc.aliyuncs.com", { HTTPS_PROXY: value });
    expect(refused).toThrow(NoAnswer);
    expect(refused).toThrow(/^HTTPS_PROXY is not the URL of a proxy/);
    expect(refused).not.toThrow(/planted/);
  },
);
