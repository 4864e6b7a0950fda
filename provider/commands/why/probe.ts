import type { Judged, Question } from "../../core/path/chain";
import { reach } from "../../network/reach";
import type { Io } from "../command";
import type { Chain } from "./search";

/** Milliseconds for an answer. */
const TIMEOUT = 5_000;
/** Name of its link. */
export const PROBE = "Probe";
const HERE = "this machine";

/** Tries the address from here: a TCP connection, or else a ping. The last link, because the others explain it. */
export async function probe(chain: Chain, question: Question, io: Io): Promise<Judged | undefined> {
  const { address } = chain;
  if (address === undefined) return undefined;
  const port = question.port ?? firstPort(chain);
  if (question.protocol === "udp")
    return told("unknown", "UDP answers nothing that could be told from silence: not tried");
  if (question.protocol !== "icmpv6" && port !== undefined) return tcp(address, port, io);
  return ping(address, io);
}

async function tcp(address: string, port: number, io: Io): Promise<Judged> {
  const reached = await reach({ address, port, timeout: TIMEOUT }, io.runtime.clock, io.signal);
  const what = `tcp ${port} of ${address}`;
  if (reached === "open") return told("ok", `${what} accepted a connection from here`);
  if (reached === "unable") return told("unknown", "there is no IPv6 from here: nothing was learned");
  if (reached === "refused") {
    const mend = `start the service, and let it listen on [::]:${port}`;
    return told("broken", `the machine refuses ${what}: packets reach it, and nothing listens`, mend);
  }
  const mend = "if no link above is broken: check the machine's own firewall, and that its interface has the address";
  return told("broken", `${what} did not answer within ${TIMEOUT / 1000} s`, mend);
}

async function ping(address: string, io: Io): Promise<Judged> {
  const ran = await io.exec("ping", ["-6", "-c", "1", "-W", String(TIMEOUT / 1000), address]);
  if (!ran) return told("unknown", "there is no program ping here: nothing was tried");
  if (ran.code === 0) return told("ok", `${address} answered a ping from here`);
  const text = `${ran.out}\n${ran.err}`;
  if (ran.code !== 1 || /unreachable|not supported|cannot assign/i.test(text)) {
    const why = ran.err.trim().split("\n")[0];
    return told("unknown", `no ping could be sent from here${why ? ` (${why})` : ""}: nothing was learned`);
  }
  return told(
    "broken",
    `${address} did not answer a ping within ${TIMEOUT / 1000} s`,
    "check the machine's own firewall: it may drop pings",
  );
}

function told(status: Judged["status"], says: string, mend?: string): Judged {
  return { name: PROBE, where: HERE, status, says, mend };
}

/** The first single TCP port that the last filter with a list lets in. */
function firstPort({ links }: Chain): number | undefined {
  const lists = links.flatMap(({ facts }) => (Array.isArray(facts?.open) ? [facts.open as Opening[]] : []));
  const open = lists.at(-1) ?? [];
  const tcp = open.filter(({ protocol, ports, peers }) => protocol === "tcp" && ports && peers.length > 0);
  const one = tcp.find(({ ports }) => ports?.[0] === ports?.[1]) ?? tcp.find(({ ports }) => covers(ports, HTTPS));
  return one && (one.ports?.[0] === one.ports?.[1] ? one.ports?.[0] : HTTPS);
}

const HTTPS = 443;
const covers = (ports: readonly [number, number] | undefined, port: number) =>
  ports !== undefined && ports[0] <= port && port <= ports[1];

interface Opening {
  readonly protocol: string;
  readonly ports?: readonly [number, number];
  readonly peers: readonly string[];
}
