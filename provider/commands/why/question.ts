import { canonicalAddress } from "../../core/id";
import type { Question, Target } from "../../core/path/chain";
import { blockOf, INTERNET } from "../../core/path/cidr";
import { LAST_PORT, PROTOCOLS, type Protocol } from "../../core/path/filter";
import { type Given, one } from "../command";

const ID_OF_NIC = /^(eni-[\w-]+|\d{6,})$/;

/** An address in any spelling, as in a URL or with a prefix length, or the id of a network interface. */
export function targetOf(text: string): Target | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\/\d{1,3}$/, "");
  const address = canonicalAddress(bare);
  if (address !== undefined) return { address };
  return ID_OF_NIC.test(text) ? { networkInterfaceId: text } : undefined;
}

export function spokenTarget(target: Target): string {
  return "address" in target ? target.address : target.networkInterfaceId;
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= LAST_PORT ? port : undefined;
}

/** What is wrong with the question, in words. */
export function questionProblems(given: Given): string[] {
  const [operand, port, protocol, from] = ["address", "port", "protocol", "from"].map((name) => one(given, name));
  const problems: string[] = [];
  if (operand === undefined)
    problems.push("ADDRESS: is required: an IPv6 address, the id of a network interface, or with --stack a resource");
  else if (one(given, "stack") === undefined && targetOf(operand) === undefined) {
    const ipv4 = /^\d+(\.\d+){3}$/.test(operand) ? "; this is an IPv4 address" : "";
    problems.push(
      `ADDRESS: must be an IPv6 address or the id of a network interface, such as eni-m6dyj72l (a resource needs --stack); got ${operand}${ipv4}`,
    );
  }
  if (port !== undefined && portOf(port) === undefined)
    problems.push(`--port: must be a port, 1 to ${LAST_PORT}; got ${port}`);
  if (protocol !== undefined && !(PROTOCOLS as readonly string[]).includes(protocol))
    problems.push(`--protocol: one of ${PROTOCOLS.join(", ")}; got ${protocol}`);
  if (port !== undefined && protocol === "icmpv6") problems.push("--port: icmpv6 has no ports; leave one of both out");
  if (from !== undefined && blockOf(from) === undefined)
    problems.push(`--from: must be an IPv6 address or CIDR block, such as 2001:db8::/32; got ${from}`);
  return problems;
}

/** Of options that have no mistakes. */
export function questionOf(given: Given): Question {
  const from = blockOf(one(given, "from") ?? INTERNET);
  // What is shorter than the internet's own block asks for the internet.
  const internet = blockOf(INTERNET);
  if (!from || !internet) throw new Error("checked before");
  const protocol = one(given, "protocol") as Protocol | undefined;
  return { protocol, port: portOf(one(given, "port") ?? ""), from: from.bits < internet.bits ? internet : from };
}
