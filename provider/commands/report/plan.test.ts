// What becomes of each step of the engine, and that nobody's words become markup.
import { CLOUDS } from "../../clouds";
import { html } from "./html";
import { markdown } from "./markdown";
import { pageOf } from "./page";
import { planOf } from "./plan";
import { readPreviews } from "./preview";
import { refusalsOf } from "./refusals";

const clouds = Object.values(CLOUDS);
const PLUGIN = "ipv6:alibaba:Ipv6InternetBandwidth";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urn = (type: string, name: string) => `urn:pulumi:stack::project::${type}::${name}`;

interface Given {
  readonly type?: string;
  readonly name?: string;
  readonly old?: object;
  readonly next?: object;
  readonly more?: object;
  readonly oldMore?: object;
}
const base = { ipv6AddressId: "ipv6-a", bandwidth: 10, internetChargeType: "PayByBandwidth", region: "cn-hangzhou" };
function step(op: string, { type = PLUGIN, name = "web", old, next, more, oldMore }: Given) {
  const state = (values: object) => ({ urn: urn(type, name), type, custom: true, inputs: values });
  return {
    op,
    urn: urn(type, name),
    ...(old && { oldState: { ...state(old), id: "cn-hangzhou/ipv6-a/ipv6bw-1", outputs: old, ...oldMore } }),
    ...(next && { newState: state(next) }),
    ...more,
  };
}
function pageFor(steps: readonly object[], diagnostics: readonly object[] = [], traffic?: number) {
  const changeSummary = { same: steps.filter((each) => "op" in each && each.op === "same").length };
  const bytes = Buffer.from(JSON.stringify({ steps, diagnostics, changeSummary }));
  const [preview = {}] = readPreviews(bytes, "preview.json");
  return pageOf(planOf(preview, traffic), refusalsOf(preview, clouds), clouds, traffic);
}
const tell = (...given: Parameters<typeof pageFor>) => markdown(pageFor(...given));
const wide = { ...base, bandwidth: 200 };
const byTraffic = { ...base, internetChargeType: "PayByTraffic" };

test.each([PLUGIN, `pulumi-nodejs:dynamic/${PLUGIN.replace(/:/, "/")}`])("an order, as %s", (type) => {
  const text = tell([step("create", { type, next: base })]);
  expect(text).toContain("## IPv6: 1 ordered");
  expect(text).toContain("`bandwidth`: `10` Mbps");
  expect(text).toContain("0.00 → 96.00 USD (+96.00)");
});

test("taking charge of what is there is no order, and costs the same before and after", () => {
  const text = tell([step("create", { next: { ...base, adopt: true } }), step("import", { name: "b", next: base })]);
  expect(text).toContain("## IPv6: 2 adopted");
  expect(text).toContain("192.00 → 192.00 USD (+0.00)");
});

test("a change shows the fields that change, with their unit, and no others", () => {
  const text = tell([step("update", { old: base, next: wide })]);
  expect(text).toContain("`bandwidth`: `10` Mbps → `200` Mbps");
  expect(text).toContain("96.00 → 2,946.00 USD (+2,850.00)");
  expect(text).not.toContain("internetChargeType");
});

test("a change of what only the provider keeps is told as such", () => {
  expect(tell([step("update", { old: base, next: base })])).toContain("no setting; only the provider's own record");
});

describe("a replacement", () => {
  const given = { old: base, next: byTraffic };
  const GAP = "the address has no internet until the new one is bound";
  test("that releases first says that there is a gap", () => {
    const steps = ["delete-replaced", "replace", "create-replacement"].map((op) => step(op, given));
    const text = tell(steps);
    expect(text).toContain("## IPv6: 1 replaced");
    expect(text).toContain(GAP);
    expect(text).toContain("(needs a new order)");
    expect(text).toContain("96.00 USD → 0.123 USD per GB sent");
  });
  test("that orders first does not", () => {
    const steps = ["create-replacement", "replace", "delete-replaced"].map((op) => step(op, given));
    expect(tell(steps)).not.toContain(GAP);
  });
  test("of which the preview names only the one step is taken for one with a gap", () => {
    expect(tell([step("replace", given)])).toContain(GAP);
  });
});

test("a release, and what is left behind and still paid for", () => {
  const kept = { name: "kept", old: base, oldMore: { retainOnDelete: true } };
  const text = tell([step("delete", { old: base }), step("delete", kept)]);
  expect(text).toContain("## IPv6: 1 released, 1 left behind");
  expect(text).toContain("192.00 → 96.00 USD (−96.00)");
  expect(text).toContain("are still billed");
});

test("a replacement that leaves the old one behind pays for both", () => {
  const kept = { name: "kept", old: base, next: { ...base, region: "cn-beijing" }, oldMore: { retainOnDelete: true } };
  for (const ops of [["replace"], ["create-replacement", "replace", "delete-replaced"]]) {
    const text = tell(ops.map((op) => step(op, kept)));
    expect(text).toContain("## IPv6: 1 ordered, 1 left behind");
    expect(text).toContain("96.00 → 192.00 USD (+96.00)");
    expect(text).toContain("are still billed");
  }
});

test("what was found changed, or gone, is told beside what is then done", () => {
  const steps = [
    step("refresh", { old: base, more: { newState: { type: PLUGIN, custom: true, inputs: wide, outputs: wide } } }),
    step("update", { old: wide, next: base }),
    step("refresh", { name: "lost", old: base }),
    step("refresh", { name: "calm", old: base, next: base }),
  ];
  const text = tell(steps);
  expect(text).toContain("## IPv6: 1 changed, 2 found changed");
  expect(text).toContain("`bandwidth`: `10` Mbps → `200` Mbps");
  expect(text).toContain("no longer exists");
  expect(text).not.toContain("calm");
});

test("the rest is counted: unchanged, only read, other providers'", () => {
  const other = "aws:s3/bucket:Bucket";
  const text = tell([
    step("same", { old: base, next: base }),
    step("read", { name: "looked", next: base }),
    step("create", { type: other, next: {} }),
    step("create", { type: "ipv6:alibaba:OfALaterVersion", name: "later", next: {} }),
    step("create", { type: "pulumi:providers:ipv6", name: "provider", next: {} }),
  ]);
  expect(text).toContain("## IPv6: no change");
  expect(text).toContain("Unchanged: 1. Only read: 1. Planned by other providers, not shown here: 2.");
});

test("a secret and an unknown value are not shown", () => {
  const sealed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "hunter2" };
  const next = { ...base, ipv6AddressId: sealed, bandwidth: UNKNOWN };
  const given = [
    step("create", { next }),
    step("update", { name: "b", old: { ...base, bandwidth: sealed }, next: wide }),
  ];
  for (const text of [tell(given), html(pageFor(given))]) {
    expect(text).toContain("[secret]");
    expect(text).toContain("known after up");
    expect(text).not.toContain("hunter2");
  }
  const marked = { old: { ...base, bandwidth: 77 }, oldMore: { additionalSecretOutputs: ["bandwidth"] }, next: base };
  expect(tell([step("update", marked)])).not.toContain("77");
});

describe("refusals", () => {
  const said = (message: string, severity = "error") => ({ urn: urn(PLUGIN, "web"), message, severity });
  test("all of them, each once, the vendor's with code, meaning and what to do, before all else", () => {
    const call =
      'Alibaba Cloud AllocateIpv6InternetBandwidth on ipv6-a: QuotaExceeded "No \\| more" (request R-1). Ask.';
    const field = `error: ${PLUGIN} resource 'web' has a problem: bandwidth: must be a whole number; got 0\n`;
    const text = tell(
      [step("create", { next: base })],
      [
        said(`error: ${call}`),
        said(`error: ${call}`),
        said(field),
        said("nice day", "info"),
        said("error: preview failed"),
      ],
    );
    expect(text).toContain("## IPv6: refused (2)");
    expect(text).toContain("| `QuotaExceeded` | AllocateIpv6InternetBandwidth on ipv6-a: No &#92;&#124; more | Ask. |");
    expect(text).toContain("must be a whole number; got 0");
    expect(text).not.toContain("nice day");
    expect(text).not.toContain("R-1");
    expect(text.indexOf("### Refused")).toBeLessThan(text.indexOf("### Ordered"));
  });
  test("what is said together of one resource is taken apart; what only warns does not refuse the plan", () => {
    const call = (code: string) => `Alibaba Cloud DeleteThing on a::1: ${code} "No" (request R-1). Wait.`;
    expect(tell([], [said(`error: Preview failed: ${call("First")}\n${call("Second")}\n`)])).toMatch(
      /refused \(2\)[\s\S]*`First` \| DeleteThing on a::1: No \| Wait\. \|[\s\S]*`Second` .* Wait\. \|/,
    );
    const row = said(`warning: up would be refused: ${call("Later")}`, "warning");
    const other = { message: `ipv6 warning: db: up would be refused: ${call("Last")}\n\n`, severity: "info#err" };
    const text = tell([step("create", { next: base })], [row, other]);
    expect(text).toContain("## IPv6: 1 ordered");
    expect(text).toMatch(/### Will be refused[\s\S]*`web` \| `Later`[\s\S]*`db` \| `Last`[\s\S]*### Ordered/);
    expect(text).not.toContain("cannot run");
  });
  test("a refusal at preview may have no code", () => {
    const call = 'Alibaba Cloud AssignIpv6Addresses on eni-nobody: "there is no such network card". Check the id.';
    const row = "| `web` | none | AssignIpv6Addresses on eni-nobody: there is no such network card | Check the id. |";
    expect(tell([], [said(`error: ${PLUGIN} resource 'web' has a problem: ${call}\n`)])).toContain(row);
  });
  test("a long one is cut, and colours are taken off", () => {
    const text = tell([], [said(`\u001b[31merror:\u001b[0m ${"x".repeat(100_000)}`)]);
    expect(text.length).toBeLessThan(2_000);
    expect(text).not.toContain("\u001b");
  });
});

test("names and values of others become neither markup nor rows", () => {
  const evil = "a`|</code></table><script>alert(1)</script>\n\n# [x](javascript:1) @someone <!-- www.evil.test \u202e";
  const given = [step("create", { name: evil, next: { ...base, ipv6AddressId: evil } })];
  const refused = [{ urn: urn(PLUGIN, evil), message: `error: ${evil}`, severity: "error" }];
  const text = tell(given, refused);
  expect(text).not.toMatch(/<script|<!--|\]\(|@someone|^# |\u202e|www\.evil/m);
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && line.includes("alert"));
  expect(rows.map((row) => row.split("|").length)).toEqual([6, 6]);
  const page = html(pageFor(given, refused));
  expect(page).not.toMatch(/<script|<!--|\u202e/);
  expect(page.match(/<\/table>/g)).toHaveLength(2);
});

test("the page needs nothing from elsewhere and runs nothing", () => {
  const page = html(pageFor([step("create", { next: base })]));
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("<svg");
  expect(page).not.toMatch(/https?:|<script|<link|@import|url\(/);
});

test("a plan of thousands fits into a comment, and says how much does not", () => {
  const steps = Array.from({ length: 3_000 }, (_, each) => step("create", { name: `web-${each}`, next: base }));
  const text = tell(steps);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain("## IPv6: 3000 ordered");
  expect(text).toMatch(/And \d{4} more that do not fit here/);
  expect(html(pageFor(steps))).toContain("And 2000 more.");
});
