import { kindOf, messageOf } from "../../core/api/errors";
import { NoAnswer, OUTCOMES } from "../../core/api/outcomes";
import type { Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import type { PlainReply } from "../../core/context";
import { proxyFor } from "../../network/proxy";
import type { Io } from "../command";
import { type Check, failure, ok, skipped, warning } from "./checks";

/** For one request, in milliseconds. */
const TIMEOUT = 10_000;
/** A difference of clocks that is worth a word, in seconds. */
const NOTABLE = 30;

interface Reached {
  readonly check: Check;
  /** The cloud's clock less this machine's, in milliseconds. */
  readonly ahead?: number;
}

/**
 * The clock, then each endpoint: asked once, without a signature. The cloud refuses such a request, and its answer has
 * the time.
 */
export async function connectionChecks(
  io: Io,
  cloud: Cloud,
  settings: Values,
  regions: readonly (string | undefined)[],
): Promise<Check[]> {
  // One request for each host, whatever its paths.
  const hosts = new Map<string, { readonly url: string; readonly names: Set<string> }>();
  for (const region of regions) {
    for (const [product, url] of Object.entries(cloud.checkup.endpoints(settings, region))) {
      const { origin } = new URL(url);
      const host = hosts.get(origin) ?? { url, names: new Set() };
      hosts.set(origin, host);
      host.names.add(product);
    }
  }
  if (hosts.size === 0) return [skipped("endpoint", "not asked: which one depends on the region")];
  const reached = await Promise.all([...hosts.values()].map(({ url, names }) => reach(io, url, [...names].join(", "))));
  const ahead = reached.find((each) => each.ahead !== undefined)?.ahead;
  return [clockCheck(cloud, ahead), ...reached.map(({ check }) => check)];
}

function clockCheck({ title, checkup }: Cloud, ahead: number | undefined): Check {
  const about = "clock";
  if (ahead === undefined) return skipped(about, "not compared: no endpoint told the time");
  const seconds = Math.abs(Math.round(ahead / 1000));
  const apart = seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} s`;
  const text = `this machine is ${apart} ${ahead > 0 ? "behind" : "ahead of"} ${title}, which accepts ${checkup.clockMinutes} minutes`;
  const mend = "Set the clock of this machine, or let it follow a time server (NTP).";
  if (seconds >= checkup.clockMinutes * 60) return failure(about, text, mend);
  if (seconds >= NOTABLE) return warning(about, text, mend);
  return ok(about, `within ${Math.max(1, seconds)} s of ${title}'s, which accepts ${checkup.clockMinutes} minutes`);
}

async function reach(io: Io, url: string, products: string): Promise<Reached> {
  const { clock, environment, machine } = io.runtime;
  const about = "endpoint";
  const { origin } = new URL(url);
  const named = `${origin} (${products})`;
  if (!machine) return { check: skipped(about, `${named} is not asked: this process has no network`) };
  try {
    const proxy = proxyFor(new URL(url), environment);
    // Without user and password.
    const through = proxy ? ` through the proxy ${proxy.protocol}//${proxy.host}` : " without a proxy";
    try {
      const reply = await machine.request({ method: "GET", url, timeout: TIMEOUT });
      const { milliseconds = 0 } = reply;
      const text = `${named} reached${through}, ${tlsText(reply)}, in ${milliseconds} ms`;
      if (reply.status === 407) throw new NoAnswer("proxy wants a password", "the proxy answered HTTP 407");
      // The header has whole seconds.
      const at = Date.parse(reply.date ?? "") + 500;
      const ahead = Number.isNaN(at) ? {} : { ahead: at - (clock.now() - milliseconds / 2) };
      return { check: ok(about, text), ...ahead };
    } catch (error) {
      return { check: failure(about, `${named} is not reached${through}: ${messageOf(error)}`, mendOf(error)) };
    }
  } catch (error) {
    return { check: failure(about, `${named} is not asked: ${messageOf(error)}`, mendOf(error)) };
  }
}

function tlsText({ tls }: PlainReply): string {
  if (!tls) return "no TLS";
  return `${tls.version}${tls.issuer ? `, certificate of ${tls.issuer}` : ""}`;
}

function mendOf(error: unknown): string {
  const advice = error instanceof NoAnswer ? (OUTCOMES[error.outcome] as { advice?: string }).advice : undefined;
  if (advice) return advice;
  return kindOf(error) === "unavailable" ? "Run again." : "Check the network; docs/networks.md.";
}
