// The report as the command line asks for it: over recorded previews, and over what is no preview at all.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCommand } from "../../tests/commands/command-harness";
import { helpText, readCommandLine } from "./arguments";
import type { Io } from "./command";
import { report } from "./report";
import { LARGEST } from "./report/preview";

const GOLDEN = resolve(__dirname, "../../tests/golden/report");
const names = readdirSync(GOLDEN).flatMap((file) => /^(.*)\.preview\.json$/.exec(file)?.[1] ?? []);

const told = (preview: string | Uint8Array, ...options: string[]) =>
  runCommand(report, ["preview.json", ...options], { files: { "preview.json": preview } });

/** The file as it should be; with UPDATE_GOLDEN it is written. */
function golden(file: string, text: string): string {
  const path = join(GOLDEN, file);
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(path, text);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

test.each(names)("recorded from the real engine: %s", async (name) => {
  const preview = readFileSync(join(GOLDEN, `${name}.preview.json`), "utf8");
  const { out, files, failure } = await told(preview, "--html", "page.html");
  expect(out).toBe(golden(`${name}.md`, out));
  const page = files.get("page.html") ?? "";
  if (name === "changes-plugin") expect(page).toBe(golden(`${name}.html`, page));
  expect(failure).toEqual(
    /^(refused|failing|denied)/.test(name) ? expect.stringMatching(/^the preview was refused/) : undefined,
  );
});

test("both doors say the same of the same program, but for the ids that a cloud gave", async () => {
  const of = async (door: string) => {
    const { out } = await told(readFileSync(join(GOLDEN, `changes-${door}.preview.json`), "utf8"));
    return out.replace(/ipv6bw-\w+/g, "ipv6bw");
  };
  expect(await of("plugin")).toBe(await of("dynamic"));
});

test("traffic is in the sum only when somebody says how much there is", async () => {
  const preview = readFileSync(join(GOLDEN, "changes-plugin.preview.json"), "utf8");
  expect((await told(preview)).out).toContain("192.00 → 2,946.00 USD (+2,754.00). Not included, billed by traffic");
  const { out } = await told(preview, "--traffic-gb", "100");
  expect(out).toContain("288.00 → 2,958.30 USD (+2,670.30).");
  expect(out).toContain("100 GB sent per month are assumed");
});

describe("what is no preview is refused in plain words, and none of it is repeated", () => {
  const SECRET = "hunter2";
  const cases: [string, string | Uint8Array, RegExp][] = [
    ["nothing", "", /is empty; make it with pulumi preview --json/],
    ["blanks", " \n\t\n", /is empty/],
    ["text", `Previewing update: ${SECRET}`, /is not the JSON that .* is it truncated\?/],
    ["cut short", `{"steps": [{"op": "create", "urn": "${SECRET}`, /is it truncated\?/],
    [
      "a stream",
      `{"sequence":0,"${SECRET}":1}\n{"sequence":1}\n`,
      /is a stream of events without its end; is it truncated/,
    ],
    ["a list", `["${SECRET}"]`, /is JSON, but not what pulumi preview --json writes/],
    ["null", "null", /is JSON, but not what/],
    ["something else", `{"version": 3, "deployment": "${SECRET}"}`, /it has no steps, no diagnostics and no summary/],
    ["other steps", `{"steps": [{"op": 7, "urn": "${SECRET}"}]}`, /steps\.0\.op is not valid/],
    ["no state", `{"steps": [{"op": "create", "urn": "u", "newState": "${SECRET}"}]}`, /steps\.0\.newState is not/],
    ["binary", new Uint8Array([0, 1, 2, 0xff, 0xfe, 0]), /is not the JSON/],
    ["huge", new Uint8Array(LARGEST + 1), /is larger than 64 MiB/],
    ["deep", "[".repeat(200_000), /is not the JSON|is JSON, but not/],
  ];
  test.each(cases)("%s", async (_, bytes, words) => {
    const { failure, out, files } = await told(bytes, "--html", "page.html");
    expect(failure).toMatch(words);
    expect(failure).toMatch(/^preview\.json: /);
    expect(failure).not.toContain(SECRET);
    expect([out, files.size]).toEqual(["", 0]);
  });
});

test("what a shell of Windows wrote is read", async () => {
  const text = '{"steps": [], "changeSummary": {}}';
  const { out, failure } = await told(Buffer.from(`\ufeff${text}`, "utf16le"));
  expect(failure).toBeUndefined();
  expect(out).toContain("## IPv6: no change");
  expect((await told(`\ufeff${text}`)).failure).toBeUndefined();
});

test("all mistakes of the command line at once, before the file is read", async () => {
  expect((await told("", "--traffic-gb", "much", "--what", "--today=1")).problems).toEqual([
    "--what: no such option",
    "--today: takes no value",
  ]);
  expect((await told("", "--traffic-gb", "much", "--max-increase", "lots", "--max-increase", "10%")).problems).toEqual([
    "--traffic-gb: must be a number of gigabytes, at least 0; got much",
    "--max-increase: must be an amount such as 500USD, or a share such as 10%; got lots",
  ]);
  const line = readCommandLine([report], ["report"]);
  expect("given" in line && report.check(line.given, {} as Io)).toEqual([
    "FILE: is required: output of pulumi preview --json, or -",
  ]);
  for (const option of ["FILE", ...Object.keys(report.options)]) expect(helpText([report], report)).toContain(option);
});
