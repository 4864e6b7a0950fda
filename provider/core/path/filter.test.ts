import { type Block, blockOf, INTERNET, spokenBlock } from "./cidr";
import {
  actionOf,
  audienceOf,
  type Filter,
  type FilterRule,
  isOpen,
  openings,
  portsOf,
  protocolOf,
  spoken,
} from "./filter";
import { filterVerdict } from "./filter-verdicts";
import { machineVerdict } from "./verdicts";

const block = (text: string) => blockOf(text) as Block;
const internet = block(INTERNET);
const rule = (text: string, more: Partial<FilterRule> = {}): FilterRule => {
  const [action, protocol, ports = "all", peer = "::/0"] = text.split(" ");
  const common = { name: text, allows: action === "allow", protocol: protolike(protocol), ports: portsOf(ports) };
  return { ...common, peer: block(peer), ...more };
};
const protolike = (word: string | undefined) => protocolOf(word) ?? "all";
const from = (filter: Filter, port: number, root = internet) =>
  spoken(audienceOf([filter], { protocol: "tcp", port }, root), root);

test("blocks: any spelling, host bits cleared, IPv4 and nonsense refused", () => {
  expect(blockOf("2001:DB8:0::5/32")?.text).toBe("2001:db8::/32");
  expect(blockOf("2001:db8::1")?.text).toBe("2001:db8::1/128");
  expect(blockOf("0::0/0")?.text).toBe("::/0");
  for (const text of ["10.0.0.0/8", "::ffff:10.0.0.1", "fe80::1%eth0", "2001:db8::/129", "", undefined, "x"])
    expect(blockOf(text)).toBeUndefined();
  expect([block("::/0"), internet, block("2001:db8::1")].map(spokenBlock)).toEqual([
    "anywhere",
    "anywhere",
    "2001:db8::1",
  ]);
});

test("the first rule that fits decides, and what none fits is closed", () => {
  expect(from([], 443)).toBe("no one");
  expect(from([rule("allow tcp 443")], 443)).toBe("anywhere");
  expect(from([rule("allow tcp 443")], 80)).toBe("no one");
  expect(from([rule("deny tcp 443"), rule("allow all all")], 443)).toBe("no one");
  expect(from([rule("allow all all"), rule("deny tcp 443")], 443)).toBe("anywhere");
  expect(from([rule("allow udp 443"), rule("allow icmpv6")], 443)).toBe("no one");
});

test("peers: blocks within blocks", () => {
  const nested = [
    rule("allow tcp 22 2001:db8:1:1::/64"),
    rule("deny tcp 22 2001:db8:1::/48"),
    rule("allow tcp 22 2001:db8::/32"),
  ];
  expect(from(nested, 22)).toBe("2001:db8::/32, 2001:db8:1:1::/64 only, but not 2001:db8:1::/48");
  expect(from([rule("deny tcp 22 2400::/16"), rule("allow tcp 22")], 22)).toBe("anywhere but 2400::/16");
  // Two halves are not merged, and neither is hidden.
  expect(from([rule("allow tcp 22 2000::/4"), rule("allow tcp 22 3000::/4")], 22)).toBe("2000::/4, 3000::/4 only");
  expect(from([rule("allow tcp 22 fd00::/8")], 22)).toBe("no one");
  expect(from(nested, 22, block("2001:db8:1:1::7"))).toBe("2001:db8:1:1::7");
  expect(from(nested, 22, block("2001:db8:1:2::7"))).toBe("no one");
});

test("what was not read is said where it could change the answer, and only there", () => {
  const list = rule("allow tcp 22", { peer: undefined, unread: "prefix list pl-1" });
  expect(from([list], 22)).toBe("no one (perhaps also from prefix list pl-1, not read)");
  expect(from([rule("allow tcp 22"), list], 22)).toBe("anywhere");
  expect(from([{ ...list, allows: false }, rule("allow tcp 22")], 22)).toBe(
    "anywhere (perhaps not from prefix list pl-1, not read)",
  );
  expect(from([rule("allow tcp 22"), { ...list, allows: false }], 22)).toBe("anywhere");
  const question = { port: 22, from: internet };
  const mend = () => "";
  expect(filterVerdict({ subject: "sg", inbound: [list], mend }, question).status).toBe("unknown");
});

test("openings: neighbouring ports of one audience together, through all filters", () => {
  const filter = [rule("deny tcp 25"), rule("allow tcp 20-30"), rule("allow tcp 31"), rule("allow icmpv6")];
  const lines = (filters: Filter[]) =>
    openings(filters, internet).map(({ protocol, ports }) => `${protocol} ${ports ? `${ports.from}-${ports.to}` : ""}`);
  expect(lines([filter])).toEqual(["tcp 20-24", "tcp 26-31", "icmpv6 "]);
  expect(lines([filter, [rule("allow tcp 22-26"), rule("allow udp all")]])).toEqual(["tcp 22-24", "tcp 26-26"]);
});

test("answers have to get out of a filter that keeps no connections", () => {
  const judge = (replies: Filter, port: number | undefined = 443) =>
    filterVerdict(
      { subject: "acl", inbound: [rule("allow tcp all")], replies, mend: () => "", mendReplies: () => "mend" },
      { port, from: internet },
    );
  expect(judge([rule("allow all all")]).status).toBe("ok");
  expect(judge([]).says).toContain("answers to client ports 1024-65535 are dropped");
  expect(judge([rule("allow tcp 443")]).status).toBe("broken");
  expect(judge([rule("deny tcp 33000"), rule("allow all all")])).toMatchObject({ status: "broken", mend: "mend" });
  expect(judge([rule("allow tcp 32768-65535")])).toMatchObject({
    status: "ok",
    notes: [expect.stringContaining("1024-32767")],
  });
  // Those who are let in but for a few get their answers.
  expect(judge([rule("deny all all 2400::/16"), rule("allow all all")])).toMatchObject({
    status: "ok",
    notes: [expect.stringContaining("answers to 2400::/16 are dropped")],
  });
  expect(judge([], undefined).status).toBe("broken");
});

test("answers that a rule could let out which was not read are not said to be dropped", () => {
  const unread = rule("allow tcp all", { unread: "ports web of outbound rule 1" });
  const judge = (replies: Filter, port?: number) =>
    filterVerdict(
      { subject: "acl", inbound: [rule("allow tcp all")], replies, mend: () => "", mendReplies: () => "mend" },
      { port, from: internet },
    );
  for (const port of [443, undefined]) {
    const found = judge([unread], port);
    expect(found).toMatchObject({ status: "unknown", says: expect.stringMatching(/may be dropped \(ports web of /) });
    expect(found.mend).toBeUndefined();
    expect(judge([unread, rule("allow tcp all")], port).status).toBe("ok");
    expect(judge([rule("deny tcp all"), unread], port).status).toBe("broken");
  }
  expect(judge([rule("allow tcp 32768-65535"), unread], 443).notes).toEqual([
    expect.stringMatching(/1024-32767 may be dropped \(ports web/),
  ]);
});

test("a rule without an action is not read, whichever kind of rule it is", () => {
  const question = { port: 22, from: internet };
  const inbound = (word: string | undefined): Filter => [rule("allow tcp 22", actionOf(word, "rule 1 of acl-1"))];
  const judge = (word: string | undefined) =>
    filterVerdict({ subject: "acl", inbound: inbound(word), mend: () => "" }, question);
  expect(["Accept", "ACCEPT", "Drop", "drop"].map((word) => judge(word).status)).toEqual([
    ...["ok", "ok"],
    ...["broken", "broken"],
  ]);
  for (const word of [undefined, ""])
    expect(judge(word)).toMatchObject({ status: "unknown", says: expect.stringContaining("the action of rule 1") });
});

test("a machine whose state is not told is neither up nor down", () => {
  const judge = (state: string | null | undefined) => machineVerdict("i-1", state, "StartInstance", {});
  expect([judge(undefined), judge(null), judge("")].map(({ status }) => status)).toEqual(Array(3).fill("unknown"));
  expect(judge("RUNNING").status).toBe("ok");
  expect(judge("Stopped").mend).toContain("StartInstance");
  expect(judge("pending").mend).toBe("wait until it runs");
  expect(judge("SHUTDOWN").mend).toContain("recover it");
});

test("whoever is let in on neither side loses nothing, and one protocol without answers does not break the other", () => {
  const both = [rule("deny all all 2400:cb00::/32"), rule("allow all all")];
  const judge = (inbound: Filter, replies: Filter, port?: number) =>
    filterVerdict(
      { subject: "acl", inbound, replies, mend: () => "", mendReplies: () => "mend" },
      { port, from: internet },
    );
  expect(judge(both, both, 443)).toMatchObject({ status: "ok", notes: [] });
  const tcpOnly = judge([rule("allow all all")], [rule("allow tcp 1-65535")]);
  expect(tcpOnly.status).toBe("ok");
  expect(tcpOnly.notes).toContainEqual(expect.stringMatching(/^udp all ports gets in, but its answers/));
});

test("spellings of ports and protocols", () => {
  for (const all of ["all", "ALL", "-1", "-1/-1", "", null]) expect(portsOf(all)).toBeUndefined();
  expect(portsOf("80,443, 8000-8010")).toEqual([
    { from: 80, to: 80 },
    { from: 443, to: 443 },
    { from: 8000, to: 8010 },
  ]);
  expect(portsOf("22/23")).toEqual([{ from: 22, to: 23 }]);
  expect(portsOf("ssh")).toEqual([]);
  expect(["TCP", "ICMPv6", "icmp", "ALL", "-1", "gre", undefined].map(protocolOf)).toEqual([
    "tcp",
    "icmpv6",
    "icmpv6",
    "all",
    "all",
    undefined,
    "all",
  ]);
});

test("a thousand rules are judged at once", () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    rule(`allow tcp ${index + 1} 2001:db8:${index.toString(16)}::/48`),
  );
  const found = openings([many], internet);
  expect(found).toHaveLength(1_000);
  expect(found.every(({ audience }) => isOpen(audience))).toBe(true);
});
