import ipaddr from "ipaddr.js";
import { NoAnswer } from "../core/api/outcomes";
import type { Runtime } from "../core/context";

type Environment = Runtime["environment"];

/** What `HTTPS_PROXY` and its siblings may name. SOCKS proxies resolve the name of the endpoint, except with `socks5`. */
const SCHEMES = ["http:", "https:", "socks:", "socks4:", "socks4a:", "socks5:", "socks5h:"];

/**
 * The proxy that the environment sets for a URL: `HTTPS_PROXY` or `HTTP_PROXY` by the scheme of the URL, else
 * `ALL_PROXY`; lower case counts before upper case. The usual packages read `process.env` themselves, and do not take
 * `example.com` in `NO_PROXY` for its subdomains, as curl, Go and Python do.
 *
 * @returns undefined if the URL is called directly, which loopback always is
 * @throws NoAnswer if the variable is not the URL of a proxy; the message does not contain its value
 */
export function proxyFor(target: URL, environment: Environment): URL | undefined {
  const names = [`${target.protocol.replace(":", "")}_proxy`, "all_proxy"];
  const spellings = names.flatMap((name) => [name, name.toUpperCase()]);
  const variable = spellings.find((name) => environment[name]?.trim());
  if (variable === undefined || isLoopback(target) || isExempt(target, environment)) return undefined;
  const value = environment[variable]?.trim() ?? "";
  const proxy = parsed(value.includes("://") ? value : `http://${value}`);
  if (proxy && proxy.hostname !== "" && SCHEMES.includes(proxy.protocol)) return proxy;
  throw new NoAnswer(
    "proxy not usable",
    `${variable} is not the URL of a proxy, such as http://user:password@host:3128`,
  );
}

function parsed(text: string): URL | undefined {
  try {
    const url = new URL(text);
    decodeURIComponent(url.username + url.password);
    return url;
  } catch {
    return undefined;
  }
}

function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === "loopback";
  return host === "localhost" || host.endsWith(".localhost");
}

/** `NO_PROXY`: hosts with their subdomains, addresses and address ranges, each with or without a port; `*` is all. */
function isExempt(url: URL, environment: Environment): boolean {
  const list = environment.no_proxy?.trim() || environment.NO_PROXY || "";
  const entries = list.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => entry !== "" && covers(entry, url));
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

function covers(entry: string, url: URL): boolean {
  if (entry === "*") return true;
  const host = hostOf(url);
  // An IPv6 address with a port has brackets; without brackets its last part is no port.
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== (url.port || DEFAULT_PORTS[url.protocol])) return false;
  const name = bracketed ?? plain ?? entry;
  if (ipaddr.isValid(host)) return coversAddress(name, ipaddr.process(host));
  const domain = name.replace(/^\*?\.|\.$/g, "");
  return domain !== "" && (host === domain || host.endsWith(`.${domain}`));
}

function coversAddress(range: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (ipaddr.isValid(range)) return ipaddr.process(range).toString() === address.toString();
  if (!ipaddr.isValidCIDR(range)) return false;
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === address.kind() && address.match(network, bits);
}

/** Lower case, without the brackets of an IPv6 address and the dot at the end of a name. */
function hostOf({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, "");
}
