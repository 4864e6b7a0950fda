// The simulator's page in a real browser, by its buttons, as people see it. The simulator's ledger and journal judge.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { callAlibaba, type Simulator, startSimulator } from "../../simulator";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const folders = (process.env.PATH ?? "").split(delimiter);
const executablePath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
if (!executablePath) {
  process.stderr.write(`\nSKIPPED: the simulator's page in a browser: none of ${NAMES.join(", ")} is on PATH\n\n`);
}
const suite = executablePath ? describe : describe.skip;
/** It needs no network but the simulator, and asks for none. */
const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const ALONE = ["--disable-component-update", "--disable-sync", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];

suite("the simulator's page", () => {
  let simulator: Simulator;
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: [...QUIET, ...ALONE] });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  /** A page that was opened, with everything that it asks for and every complaint of the browser. */
  async function opened(size: { width: number; height: number }, colorScheme: "light" | "dark" = "light") {
    const page = await browser.newPage({ viewport: size, colorScheme });
    const [asked, complaints]: [string[], string[]] = [[], []];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(simulator.url);
    await page.getByText("live", { exact: true }).waitFor();
    // Lost if the page is ever loaded again.
    await page.evaluate("globalThis.opened = true");
    return { page, asked, complaints };
  }
  const rows = (page: Page, list: "ledger" | "journal", text: string) =>
    page.locator(`#${list} tbody tr`).filter({ hasText: text });
  const cloud = (page: Page, name: string) => page.locator(`[data-cloud=${name}]`);
  const said = (page: Page, text: string | RegExp) => page.locator("#said").filter({ hasText: text }).waitFor();
  const events = () => simulator.ledger().map(({ cloud, event }) => `${cloud} ${event}`);

  test.each([
    ["a phone", { width: 390, height: 844 }, "light"],
    ["a desk", { width: 1280, height: 900 }, "dark"],
  ] as const)("every button does what it says, without a reload, on %s", async (_, size, scheme) => {
    const { page, asked, complaints } = await opened(size, scheme);
    const fits = () => page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    expect(await fits()).toBe(true);

    // Orders of each cloud, by its own calls.
    const spare = cloud(page, "alibaba").locator("[data-interface=eni-demo0004]");
    await spare.getByRole("button", { name: /^Assign an address/ }).click();
    await rows(page, "ledger", "assigned").waitFor();
    await rows(page, "journal", "AssignIpv6Addresses").waitFor();
    await cloud(page, "alibaba")
      .getByLabel(/orders of/)
      .fill("100");
    await spare.getByRole("button", { name: /^Order bandwidth/ }).click();
    await page.locator("#figure-hour").filter({ hasText: "2.01 USD" }).waitFor();
    await spare.getByText("48.2 USD a day").waitFor();
    await page.locator("#bill-lines").getByText("2.0083 an hour").waitFor();
    await cloud(page, "alibaba")
      .getByLabel(/orders of/)
      .fill("50");
    await spare.getByRole("button", { name: /^Change the bandwidth/ }).click();
    await rows(page, "ledger", "changed").waitFor();
    await spare.getByRole("button", { name: /behind the provider's back/ }).click();
    await spare.getByText("300 Mbps").waitFor();
    await spare.getByRole("button", { name: /^Release/ }).click();
    await rows(page, "ledger", "released").waitFor();
    await spare.getByRole("button", { name: /^Unassign/ }).click();
    await rows(page, "ledger", "unassigned").waitFor();
    expect(events()).toEqual(
      ["assigned", "ordered", "changed", "released", "unassigned"].map((event) => `alibaba ${event}`),
    );

    // Slow, so that a task is seen under way, and ends by itself.
    await page.getByRole("button", { name: "Tasks take 5 s" }).click();
    await said(page, "Pace");
    const tencent = cloud(page, "tencent");
    await tencent.getByRole("button", { name: "Order bandwidth for 2001:db8:7e00:1::1", exact: true }).click();
    await tencent.getByRole("list", { name: "Under way" }).getByText("AllocateIp6AddressesBandwidth").waitFor();
    expect(events()).not.toContain("tencent ordered");
    await rows(page, "ledger", "eip-").waitFor();
    await page.locator("#figure-second").filter({ hasText: "and 1 whose price is unknown" }).waitFor();
    await page.getByRole("button", { name: "As fast as it can" }).click();
    await page.getByText("Changes take effect at once.").waitFor();

    // Refused, lost, and sent again.
    await page.getByRole("button", { name: "Refuse it" }).click();
    await page.getByText("refuse with SystemBusy").waitFor();
    await spare.getByRole("button", { name: /^Assign an address/ }).click();
    await said(page, "refused with SystemBusy");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("No fault waits.").waitFor();
    await page.getByRole("button", { name: "Lose its answer" }).click();
    await page.getByText("lose the answer of the next change").waitFor();
    await spare.getByRole("button", { name: /^Assign an address/ }).click();
    await said(page, "no answer came");
    const before = simulator.ledger().length;
    await page.getByRole("button", { name: /^Send it again/ }).click();
    await said(page, "AssignIpv6Addresses: done");
    await rows(page, "journal", "answered again for its token").waitFor();
    expect(simulator.ledger()).toHaveLength(before);
    await page.getByRole("button", { name: "Lose it on the way" }).click();
    await page.getByText("lose the call of the next change").waitFor();
    const zenlayer = cloud(page, "zenlayer").locator('[data-interface="1680855999352675876"]');
    await zenlayer.getByRole("button", { name: /^Order an IPv6/ }).click();
    await said(page, "no answer came");
    await zenlayer.getByRole("button", { name: /^Order an IPv6/ }).click();
    await page.locator("#figure-hour").filter({ hasText: "USD invented" }).waitFor();

    expect(await fits()).toBe(true);
    await page.getByRole("button", { name: "Reset everything" }).click();
    await said(page, "as it was at the start");
    await page.locator("#ledger").getByText("Nothing yet.").waitFor();
    expect([simulator.ledger(), simulator.journal()]).toEqual([[], []]);
    expect(await page.evaluate("globalThis.opened")).toBe(true);
    expect(asked.filter((url) => !url.startsWith(simulator.url) && !url.startsWith("data:"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("names are shown as text, and every control has a name and is reached by keys", async () => {
    const name = '<img src=x onerror="globalThis.stolen=1">';
    simulator.operate({ cloud: "alibaba", table: "networkInterfaces", id: "eni-demo0001", change: { name } });
    await callAlibaba(simulator.url, "DescribeIpv6Addresses", { Name: name });
    const { page, complaints } = await opened({ width: 1280, height: 900 });
    await cloud(page, "alibaba").getByText(name).waitFor();
    await rows(page, "journal", name).waitFor();
    expect(await page.evaluate("globalThis.stolen")).toBeUndefined();
    const nameless = await page.evaluate(
      `[...document.querySelectorAll("button, input, select")].filter((each) =>
        !(each.ariaLabel || each.textContent.trim() || each.labels?.length)).map((each) => each.outerHTML)`,
    );
    expect(nameless).toEqual([]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    // What comes from the stream takes the focus from nobody.
    const assign = cloud(page, "tencent").getByRole("button", { name: "Assign an address to web", exact: true });
    await assign.focus();
    simulator.operate({
      cloud: "alibaba",
      table: "networkInterfaces",
      id: "eni-demo0002",
      change: { name: "renamed" },
    });
    await cloud(page, "alibaba").getByText("renamed").waitFor();
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Assign an address to web");
    expect(complaints).toEqual([]);
    await page.close();
  });
});
