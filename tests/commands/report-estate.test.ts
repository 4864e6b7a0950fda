// `pulumi-ipv6 report` over several previews, over what pipelines keep of a preview, and with a limit.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { report } from "../../provider/commands/report";
import { runCommand } from "./command-harness";

const GOLDEN = join(__dirname, "../golden/report");
const recorded = (file: string) => readFileSync(join(GOLDEN, file), "utf8");
const DIGEST = recorded("same-plan-plugin.preview.json");
const EVENTS = recorded("same-plan-plugin.events.json");

type Files = Readonly<Record<string, string | Uint8Array>>;
const told = (files: Files, args = Object.keys(files).join(" ")) =>
  runCommand(report, args.split(" ").filter(Boolean), { files });
const one = async (content: string | Uint8Array, ...options: string[]) =>
  runCommand(report, ["preview.json", ...options], { files: { "preview.json": content } });

describe("what pipelines keep of a preview tells the same as the JSON alone", () => {
  const lines = (text: string) => text.trimEnd().split("\n");
  const stamped = (text: string) =>
    lines(text)
      .map((line) => `2026-11-27T07:00:00.1234567Z ${line}`)
      .join("\n");
  const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  const LOG =
    'npm warn deprecated\n{ this is: no JSON }\n{"level":"info","msg":"begin"}\n\u001b[32mPreviewing\u001b[0m\n';
  const cases: [string, string | Uint8Array][] = [
    ["a stream of events", EVENTS],
    ["a stream of events among lines", `${LOG}${EVENTS}\nerror: exit code 255\n`],
    ["lines before and after", `${LOG}${DIGEST}\nDone in 3 s.\n{"level":"info"}\n`],
    ["lines with the time before them", stamped(`${LOG}${DIGEST}`)],
    ["line ends of Windows", DIGEST.replaceAll("\n", "\r\n")],
    ["UTF-8 with a byte order mark", `\ufeff${DIGEST}`],
    ["UTF-16 of PowerShell, lines before", Buffer.from(`\ufeff${LOG}${DIGEST}`, "utf16le")],
    ["UTF-16 without a byte order mark", Buffer.from(DIGEST, "utf16le")],
    ["UTF-16, big end first", utf16be(DIGEST)],
    ["events in UTF-16", Buffer.from(`\ufeff${EVENTS}`, "utf16le")],
  ];
  test.each(cases)("%s", async (_, content) => {
    const { out, failure } = await one(content);
    expect(failure).toBeUndefined();
    expect(out).toBe((await one(DIGEST)).out);
    expect(out).toContain("1 ordered, 1 changed, 1 replaced, 1 released");
  });

  test.each([
    ["a stream cut in a line", EVENTS.slice(0, EVENTS.length / 2)],
    ["a stream cut between lines", `${lines(EVENTS).slice(0, 8).join("\n")}\n`],
    ["lines, then JSON cut short", `${LOG}${DIGEST.slice(0, DIGEST.length - 100)}`],
  ])("%s is refused, and nothing of it is reported", async (_, content) => {
    const { out, failure } = await one(content);
    expect(out).toBe("");
    expect(failure).toMatch(/is it truncated\?/);
  });

  test("the events of an update are no preview", async () => {
    expect((await one(EVENTS.replace('"isPreview":true', '"isPreview":false'))).failure).toMatch(/events of an update/);
  });

  test("a policy that a stream of events says is broken stops the plan", async () => {
    const broken = {
      policyEvent: {
        resourceUrn: "u::s::t::web",
        message: "too much",
        policyName: "budget",
        enforcementLevel: "mandatory",
      },
    };
    const end = lines(EVENTS).at(-1) ?? "";
    const { out, failure } = await one(EVENTS.replace(end, `${JSON.stringify({ sequence: 99, ...broken })}\n${end}`));
    expect(out).toContain("budget: too much");
    expect(failure).toMatch(/^the preview was refused/);
  });
});

const TYPE = "ipv6:alibaba:Ipv6InternetBandwidth";
const ADDRESS = "ipv6:alibaba:Ipv6Address";
const NOW = { ipv6AddressId: "ipv6-a", bandwidth: 10, internetChargeType: "PayByBandwidth", region: "cn-hangzhou" };

interface Planned {
  readonly op: string;
  readonly name: string;
  readonly type?: string;
  readonly old?: object;
  readonly next?: object;
  readonly provider?: string;
}
/** A preview of one stack. */
function preview(stack: string, steps: readonly Planned[], more: object = {}): string {
  const urn = (type: string, name: string) => `urn:pulumi:${stack}::web::${type}::${name}`;
  return JSON.stringify({
    steps: steps.map(({ op, name, type = TYPE, old, next, provider }) => ({
      op,
      urn: urn(type, name),
      ...(provider && { provider: `${urn("pulumi:providers:ipv6", provider)}::id` }),
      ...(old && { oldState: { type, custom: true, id: "id", inputs: old, outputs: old } }),
      ...(next && { newState: { type, custom: true, inputs: next } }),
    })),
    changeSummary: {},
    ...more,
  });
}
const order = (bandwidth: number) => ({ op: "create", name: `new${bandwidth}`, next: { ...NOW, bandwidth } });

/** By the list prices: 10 Mbps are 3.20 USD a day, 96.00 a month; 100 Mbps are 48.20 and 1,446.00. */
const ESTATE = {
  "previews/dev.json": preview("dev", [order(10)], {
    config: { "ipv6:alibaba": '{"allowedAccountIds":["1111111111"]}' },
  }),
  "previews/prod.json": preview("prod", [
    { op: "update", name: "up", old: NOW, next: { ...NOW, bandwidth: 100 } },
    { op: "update", name: "down", old: { ...NOW, bandwidth: 100 }, next: NOW },
    { op: "replace", name: "again", old: NOW, next: { ...NOW, ipv6AddressId: "ipv6-b" }, provider: "second" },
    { op: "delete", name: "gone", old: NOW },
    {
      op: "same",
      name: "second",
      type: "pulumi:providers:ipv6",
      next: { alibaba: '{"assumeRoleArn":"acs:ram::2222222222:role/ci"}' },
    },
    {
      op: "create",
      name: "tagged",
      type: ADDRESS,
      next: { vSwitchId: "vsw-a", region: "cn-hangzhou", tags: { team: "edge", cost: "1" } },
    },
  ]),
  "previews/refused.json": preview("eu", [], {
    diagnostics: [
      {
        urn: `urn:pulumi:eu::web::${TYPE}::bad`,
        severity: "error",
        message: 'Alibaba Cloud AllocateIpv6InternetBandwidth on ipv6-x: Forbidden.RAM "no"',
      },
    ],
  }),
};
const tableOf = (out: string, title: string) =>
  (out.split(`### ${title}\n`)[1]?.split("\n###")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);

describe("several previews are one report", () => {
  test("refusals first, then sums by cloud, account and tag, then what happens to each", async () => {
    const { out, failure } = await told(ESTATE);
    expect(out.match(/^#+ .*/gm)).toEqual([
      "## IPv6: refused (1)",
      "### Refused",
      ...["### By cloud", "### By account", "### By tag"],
      ...["### Ordered (2)", "### Changed in place (2)", "### Replaced (1)", "### Released (1)"],
    ]);
    expect(out).toContain("3 previews, 2 with changes: `web/dev`, `web/prod`, `web/eu`.");
    expect(out).toContain("`bad`<br>`web/eu`");
    expect(failure).toBe("the previews were refused (1); the report says why");
    // Before: 96 (up) + 1,446 (down) + 96 (again) + 96 (gone); after 96 + 1,446 + 96 + 96.
    expect(tableOf(out, "By cloud")).toEqual(["| Alibaba Cloud | 6 | 1,734.00 → 1,734.00 USD (+0.00) | 51.40 USD |"]);
    expect(tableOf(out, "By account")).toEqual([
      "| Alibaba Cloud, 1111111111 | 1 | 0.00 → 96.00 USD (+96.00) | 3.20 USD |",
      "| Alibaba Cloud, 2222222222 | 1 | 96.00 → 96.00 USD (+0.00) | 3.20 USD |",
      "| Alibaba Cloud, account not named | 4 | 1,638.00 → 1,542.00 USD (−96.00) | 45.00 USD |",
    ]);
    expect(tableOf(out, "By tag").map((line) => line.split(" | ")[0])).toEqual([
      expect.stringMatching(/^\| (team=edge|cost=1|without such a tag)$/),
      ...Array(2).fill(expect.stringMatching(/team=edge|cost=1|without/)),
    ]);
  });

  test("a change is paid at the day's highest, a replacement the day twice, and a release until the day ends", async () => {
    // New 3.20; up 48.20 − 3.20; down nothing; again 3.20.
    expect((await told(ESTATE)).out).toContain(
      "Today: 51.40 USD more than without this plan, because Alibaba Cloud bills whole days at the day's highest bandwidth. Replaced, so the old order and the new one both cost this day: 1. Ended, and paid for until the day ends: 1.",
    );
    const alone = { "one.json": preview("dev", [order(10)]) };
    expect((await told(alone)).out).not.toContain("Today");
    expect((await told(alone, "one.json --today")).out).toContain("Today: 3.20 USD more than without this plan");
  });

  test("a folder, and a pattern that the shell left in place", async () => {
    const whole = (await told(ESTATE)).out;
    for (const operand of ["previews", "previews/", "previews/*.json"])
      expect((await told({ ...ESTATE, "previews/notes.txt": "no" }, operand)).out).toBe(whole);
  });

  test("only tags of one key", async () => {
    const { out } = await told(ESTATE, `${Object.keys(ESTATE).join(" ")} --tag team`);
    expect(
      tableOf(out, "By tag")
        .map((line) => line.split(" | ")[0])
        .sort(),
    ).toEqual(["| team=edge", "| without such a tag"]);
  });

  test("all files that cannot be read are told at once, and none is left out silently", async () => {
    const { out, failure } = await told(
      { "a.json": "", "b.json": "[]", "c.json": DIGEST },
      "a.json b.json c.json d.json",
    );
    expect(out).toBe("");
    expect(failure?.split("\n").map((line) => line.slice(0, 6))).toEqual(["a.json", "b.json", "d.json"]);
  });

  test("two previews in one file, and a stack that is there twice", async () => {
    const both = `${preview("a", [order(10)])}\n${preview("a", [order(20)])}`;
    const { out, said } = await told({ "log.txt": both });
    expect(out).toContain("2 previews, 2 with changes");
    expect(said).toEqual(["pulumi-ipv6: web/a has several previews; what is in more than one counts each time"]);
  });
});

describe("--max-increase", () => {
  const grows = preview("dev", [
    { op: "update", name: "up", old: NOW, next: { ...NOW, bandwidth: 20 } },
    { op: "refresh", name: "kept", old: { ...NOW, bandwidth: 100 }, next: { ...NOW, bandwidth: 100 } },
  ]);
  // 96 → 246 is 150 more; with what is kept, 1,542 are paid now.
  test.each([
    ["150USD", undefined],
    ["150.00 USD", undefined],
    ["149usd", "the monthly increase of 150.00 USD is 1.00 USD over --max-increase 149usd"],
    ["10%", undefined],
    ["5%", "the monthly increase of 150.00 USD is 72.90 USD over --max-increase 5% of 1,542.00 USD a month"],
    ["100CNY", "the monthly increase of 150.00 USD has no --max-increase in USD"],
  ])("%s", async (limit, words) => {
    const { out, failure } = await one(grows, "--max-increase", limit);
    expect(failure).toBe(words);
    expect(out.includes("**Over the limit: ")).toBe(words !== undefined);
  });

  test("nothing that is paid less", async () => {
    const falls = preview("dev", [{ op: "delete", name: "gone", old: NOW }]);
    expect((await one(falls, "--max-increase", "0USD")).failure).toBeUndefined();
  });

  test("what was billed by traffic and is billed by bandwidth counts in full", async () => {
    const old = { ...NOW, internetChargeType: "PayByTraffic" };
    const next = { ...NOW, internetChargeType: "PayByBandwidth", bandwidth: 20 };
    const changes = preview("dev", [{ op: "update", name: "up", old, next }]);
    expect((await one(changes, "--max-increase", "200USD")).failure).toMatch(
      /increase of 246.00 USD is 46.00 USD over/,
    );
  });

  test("a share of nothing is nothing", async () => {
    expect((await one(preview("dev", [order(10)]), "--max-increase", "50%")).failure).toMatch(
      /96.00 USD over.*of 0.00/,
    );
  });
});
