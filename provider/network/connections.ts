import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { redact } from "../core/api/redact";
import type { Runtime } from "../core/context";
import { Exchange, type Limits, type Moment } from "./exchange";
import { proxyFor } from "./proxy";

/** An order may take the cloud tens of seconds. Each call also ends at the deadline of its operation. */
export const LIMITS: Limits = { connect: 10_000, read: 60_000 };

/**
 * `autoSelectFamilyAttemptTimeout`: how long one address of several is tried before the next. Node's 250 ms give up
 * addresses that are an ocean away.
 */
const OPTIONS = { keepAlive: true, autoSelectFamilyAttemptTimeout: 1_000 };

/** The connections to one cloud: kept alive, and through the proxy that the environment sets. */
export class Connections {
  private readonly agents = new Map<string, Promise<HttpAgent>>();

  constructor(
    private readonly environment: Runtime["environment"],
    private readonly limits: Limits = LIMITS,
  ) {}

  /**
   * For one request to that URL.
   *
   * @throws NoAnswer if the environment sets an invalid proxy
   */
  async exchange(ctx: Moment, url: string): Promise<Exchange> {
    const target = new URL(url);
    const proxy = proxyFor(target, this.environment);
    const secure = target.protocol === "https:";
    const key = `${secure} ${proxy?.href ?? ""}`;
    let agent = this.agents.get(key);
    if (!agent) {
      agent = agentOf(secure, proxy);
      this.agents.set(key, agent);
    }
    const clean = (text: string) => redact(text, proxy ? passwordsOf(proxy) : []);
    return new Exchange({ agent: await agent, secure, limits: this.limits, ctx, clean });
  }
}

/** The packages load only if there is a proxy. */
async function agentOf(secure: boolean, proxy: URL | undefined): Promise<HttpAgent> {
  if (!proxy) return secure ? new HttpsAgent(OPTIONS) : new HttpAgent(OPTIONS);
  if (proxy.protocol.startsWith("socks")) {
    const { SocksProxyAgent } = await import("socks-proxy-agent");
    return new SocksProxyAgent(proxy, OPTIONS);
  }
  // The password goes into a header rather than the URL, which the packages write to their debug log.
  const bare = new URL(proxy);
  bare.username = bare.password = "";
  const options = { ...OPTIONS, headers: headersFor(proxy) };
  if (secure) {
    const { HttpsProxyAgent } = await import("https-proxy-agent");
    return new HttpsProxyAgent(bare, options);
  }
  const { HttpProxyAgent } = await import("http-proxy-agent");
  return new HttpProxyAgent(bare, options);
}

function headersFor(proxy: URL): Record<string, string> {
  const basic = basicOf(proxy);
  return basic ? { "Proxy-Authorization": `Basic ${basic}` } : {};
}

function basicOf({ username, password }: URL): string | undefined {
  if (!username && !password) return undefined;
  return Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
}

function passwordsOf(proxy: URL): (string | undefined)[] {
  return [decodeURIComponent(proxy.password), proxy.password, basicOf(proxy)];
}
