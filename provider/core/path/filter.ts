import { type Block, blockOf, holds, spokenBlock } from "./cidr";

/** How packet filters of clouds (security groups, network ACLs) judge IPv6 packets: the first rule that fits decides. */

export const PROTOCOLS = ["tcp", "udp", "icmpv6"] as const;
export type Protocol = (typeof PROTOCOLS)[number];
export const LAST_PORT = 65_535;

export interface Ports {
  readonly from: number;
  readonly to: number;
}

export interface FilterRule {
  /** For people: "rule 3 of sg-1". */
  readonly name: string;
  readonly allows: boolean;
  readonly protocol: Protocol | "all";
  /** Destination ports. Unset: all. */
  readonly ports?: readonly Ports[] | undefined;
  /** Unset: all. */
  readonly sourcePorts?: readonly Ports[] | undefined;
  /** The other side. Unset: a set whose members were not read, named by `unread`. */
  readonly peer?: Block | undefined;
  /** A part of the rule that was not read, such as "prefix list pl-1". It then fits no packet that is judged. */
  readonly unread?: string | undefined;
}

/** Rules in the order in which they are tried. What none of them fits is dropped. */
export type Filter = readonly FilterRule[];

export interface Packet {
  readonly protocol: Protocol;
  /** Destination port; unset for ICMPv6. */
  readonly port?: number | undefined;
  readonly sourcePort?: number | undefined;
}

/** Which peers within a block may exchange these packets. */
export interface Audience {
  /** Whether the block itself may, but for the blocks in `differ`. */
  readonly allowed: boolean;
  /** The rule that decides for the block itself. Unset: none fits, or several filters together. */
  readonly by: FilterRule | undefined;
  /** Smaller blocks for which the opposite holds, nested ones alternating. */
  readonly differ: readonly { readonly block: Block; readonly allowed: boolean }[];
  /** What was not read of rules that could make a difference. */
  readonly unread: readonly string[];
}

function within(ranges: readonly Ports[] | undefined, port: number | undefined): boolean {
  if (ranges === undefined || port === undefined) return true;
  return ranges.some(({ from, to }) => from <= port && port <= to);
}

function fits(rule: FilterRule, { protocol, port, sourcePort }: Packet): boolean {
  if (rule.protocol !== "all" && rule.protocol !== protocol) return false;
  return protocol === "icmpv6" || (within(rule.ports, port) && within(rule.sourcePorts, sourcePort));
}

/** Who in `root` gets such packets through all of the filters. */
export function audienceOf(filters: readonly Filter[], packet: Packet, root: Block): Audience {
  const fitting = filters.map((filter) => filter.filter((rule) => fits(rule, packet)));
  const blocks = new Map<string, Block>();
  for (const { peer } of fitting.flat())
    if (peer && peer.bits > root.bits && holds(root, peer)) blocks.set(peer.text, peer);
  const deciding = (block: Block) =>
    fitting.map((rules) => rules.find(({ peer, unread }) => !unread && peer && holds(peer, block)));
  const isAllowed = (block: Block) => deciding(block).every((rule) => rule?.allows === true);
  const allowed = isAllowed(root);
  const nested = [...blocks.values()].sort((a, b) => a.bits - b.bits);
  const differ: { block: Block; allowed: boolean }[] = [];
  for (const block of nested) {
    const around = differ.filter((each) => holds(each.block, block)).at(-1)?.allowed ?? allowed;
    const own = isAllowed(block);
    if (own !== around) differ.push({ block, allowed: own });
  }
  // Rules behind the one that decides for the whole block change nothing for it.
  const before = fitting.flatMap((rules, index) => {
    const end = rules.indexOf(deciding(root)[index] as FilterRule);
    return end < 0 ? rules : rules.slice(0, end);
  });
  const unread = before.flatMap((rule) => (rule.unread && rule.allows !== allowed ? [rule.unread] : []));
  const by = filters.length === 1 ? deciding(root)[0] : deciding(root).find((rule) => rule?.allows === false);
  return { allowed, by, differ, unread: [...new Set(unread)] };
}

/** Whether any peer gets through. */
export function isOpen({ allowed, differ }: Audience): boolean {
  return allowed || differ.some((each) => each.allowed);
}

/** Blocks that get through, without what is taken out of them again. */
export function openBlocks({ allowed, differ }: Audience, root: Block): Block[] {
  return [...(allowed ? [root] : []), ...differ.filter((each) => each.allowed).map(({ block }) => block)];
}

/** "anywhere", "anywhere but 2400::/16", "2001:db8::/32 only", "no one". */
export function spoken(audience: Audience, root: Block): string {
  const { allowed, differ, unread } = audience;
  const list = (wanted: boolean) =>
    shortened(differ.filter((each) => each.allowed === wanted).map(({ block }) => block));
  const [open, shut] = [list(true), list(false)];
  const unsure =
    unread.length > 0 ? ` (${allowed ? "perhaps not" : "perhaps also"} from ${unread.join(", ")}, not read)` : "";
  if (allowed) return `${spokenBlock(root)}${shut && ` but ${shut}`}${unsure}`;
  return `${open ? `${open} only${shut && `, but not ${shut}`}` : "no one"}${unsure}`;
}

/** Blocks in one line: more than anyone reads are counted. */
const MOST = 4;
function shortened(blocks: readonly Block[]): string {
  const shown = blocks.slice(0, MOST).map(spokenBlock).join(", ");
  return blocks.length > MOST ? `${shown} and ${blocks.length - MOST} more` : shown;
}

/** The ranges of ports in which all packets of a protocol are judged alike. */
export function intervals(filters: readonly Filter[], protocol: Protocol, { from, to }: Ports): Ports[] {
  const starts = new Set([from]);
  for (const rule of filters.flat())
    if (rule.protocol === "all" || rule.protocol === protocol)
      for (const ports of rule.ports ?? [])
        for (const start of [ports.from, ports.to + 1]) if (from < start && start <= to) starts.add(start);
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, index) => ({ from: start, to: (sorted[index + 1] ?? to + 1) - 1 }));
}

/** Ports that get through, with the audience of each range. */
export interface Opening {
  readonly protocol: Protocol;
  /** Unset for ICMPv6. */
  readonly ports?: Ports;
  readonly audience: Audience;
}

/** Everything that gets through all of the filters, neighbouring ports with one audience together. */
export function openings(filters: readonly Filter[], root: Block): Opening[] {
  const found: Opening[] = [];
  for (const protocol of ["tcp", "udp"] as const) {
    let last: { ports: { from: number; to: number }; audience: Audience; protocol: Protocol } | undefined;
    for (const ports of intervals(filters, protocol, { from: 1, to: LAST_PORT })) {
      const audience = audienceOf(filters, { protocol, port: ports.from }, root);
      if (!isOpen(audience) && audience.unread.length === 0) last = undefined;
      else if (last && spoken(last.audience, root) === spoken(audience, root)) last.ports.to = ports.to;
      else {
        last = { protocol, ports: { ...ports }, audience };
        found.push(last);
      }
    }
  }
  const ping = audienceOf(filters, { protocol: "icmpv6" }, root);
  if (isOpen(ping) || ping.unread.length > 0) found.push({ protocol: "icmpv6", audience: ping });
  return found;
}

export function spokenPorts(ports: Ports | undefined): string {
  if (ports === undefined || (ports.from <= 1 && ports.to === LAST_PORT)) return "all ports";
  return ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`;
}

/**
 * Ports of vendors' rules: `22`, `22/22`, `20-30`, `80,443`, `-1/-1`, `all`. Both `/` and `-` are in use for ranges.
 *
 * @returns undefined for all ports, an empty list for what is none of these
 */
export function portsOf(text: string | null | undefined): Ports[] | undefined {
  if (/^(|-1|-1[/-]-1|all|any)$/i.test((text ?? "").trim())) return undefined;
  const parts = (text ?? "").split(",");
  const ranges = parts.flatMap((part): Ports[] => {
    const [, from = "", to = from] = /^\s*(\d+)\s*(?:[/-]\s*(\d+)\s*)?$/.exec(part) ?? [];
    return from === "" ? [] : [{ from: Number(from), to: Number(to) }];
  });
  return ranges.length < parts.length ? [] : ranges;
}

/** A protocol of a vendor's rule; undefined for those that are not judged here, such as GRE. */
export function protocolOf(word: string | null | undefined): Protocol | "all" | undefined {
  const name = (word ?? "all").toLowerCase().replace(/[^a-z0-9]/g, "");
  if (["all", "any", "1", ""].includes(name)) return "all";
  // Where a rule is for IPv6, some consoles call its ICMP by the short name.
  if (["icmp", "icmpv6", "icmp6", "58"].includes(name)) return "icmpv6";
  return name === "tcp" || name === "udp" ? name : undefined;
}

/** What a rule does, in the vendor's word. Without one, its action was not read: it could let packets through. */
export function actionOf(word: string | null | undefined, name: string): Pick<FilterRule, "allows" | "unread"> {
  return word ? { allows: /^accept$/i.test(word.trim()) } : { allows: true, unread: `the action of ${name}` };
}

/** A block of a rule, given apart for IPv4 and IPv6 or in one field. */
export function peerOf(...texts: readonly (string | null | undefined)[]): Block | undefined {
  return texts.map(blockOf).find((block) => block !== undefined);
}
