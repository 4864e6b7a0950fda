// Looks at the built site in Chromium: node browser.mjs FOLDER [PICTURES]. Phone and desktop, light and dark. It fails if a
// page asks another host for anything, reports an error, or is wider than the screen; and if the search or the tabs of
// languages do not work. Where there is no Chromium, it says so and ends well.
import { createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const PAGES = [
  "index.html",
  "start.html",
  "guides/billing.html",
  "reference/alibaba/NicIpv6Assignment.html",
  "reference/settings.html",
  "errors/alibaba/index.html",
  "errors/alibaba/operationfailed-internetbandwidthalreadyexisted.html",
  "comparison.html",
  "404.html",
];
const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

const folder = resolve(process.argv[2] ?? "dist/site");
const pictures = process.argv[3];
const wrong = [];

function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
    const found = path.startsWith(folder) && existsSync(path) && statSync(path).isFile();
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    createReadStream(found ? path : join(folder, "404.html")).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function executable() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return known.find((path) => path && existsSync(path));
}

async function open(browser, origin, screen, colorScheme) {
  const context = await browser.newContext({ viewport: SCREENS[screen], colorScheme });
  const page = await context.newPage();
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) wrong.push(`${page.url()} asks for ${url}`);
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

async function look(browser, origin, screen, colorScheme) {
  const page = await open(browser, origin, screen, colorScheme);
  for (const path of PAGES) {
    await page.goto(`${origin}/${path}`, { waitUntil: "networkidle" });
    const [wide, dark] = await page.evaluate(() => [
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      document.documentElement.classList.contains("dark"),
    ]);
    if (wide > 0) wrong.push(`${path} on a ${screen}: ${wide} pixels wider than the screen`);
    if (dark !== (colorScheme === "dark")) wrong.push(`${path}: not ${colorScheme}`);
    if (!pictures) continue;
    mkdirSync(pictures, { recursive: true });
    const name = path.replace(/\.html$/, "").replaceAll("/", "-");
    await page.screenshot({ path: join(pictures, `${name}-${screen}-${colorScheme}.png`) });
  }
  await page.context().close();
}

/** A reader who chooses a language sees its names in the tables, on this page and the next. */
async function tabs(browser, origin) {
  const page = await open(browser, origin, "desktop", "light");
  await page.goto(`${origin}/start.html`, { waitUntil: "networkidle" });
  await page.locator(".vp-code-group .tabs label", { hasText: "YAML" }).first().click();
  await page.goto(`${origin}/guides/alibaba.html`, { waitUntil: "networkidle" });
  const shown = await page.locator(".vp-code-group .blocks > .active").first().textContent();
  if (!shown.includes("type: ipv6:alibaba:NicIpv6Assignment")) wrong.push("the chosen language is not kept");
  await page.evaluate(() => localStorage.setItem("language", "Python"));
  await page.goto(`${origin}/reference/alibaba/NicIpv6Assignment.html`, { waitUntil: "networkidle" });
  const name = page.locator("#networkinterfaceid code:visible");
  if ((await name.textContent()) !== "network_interface_id") wrong.push("names do not follow the chosen language");
  await page.context().close();
}

/** Who searches for an error code finds its page. */
async function search(browser, origin) {
  const code = "OperationFailed.InternetBandwidthAlreadyExisted";
  const page = await open(browser, origin, "desktop", "light");
  await page.goto(`${origin}/index.html`, { waitUntil: "networkidle" });
  await page.locator("#local-search button").click();
  await page.locator("#localsearch-input").fill(code);
  const first = page.locator("#localsearch-list a").first();
  await first.waitFor();
  if (!(await first.textContent()).includes(code))
    wrong.push(`the search for ${code} finds ${await first.textContent()}`);
  if (pictures) await page.screenshot({ path: join(pictures, "search.png") });
  await page.context().close();
}

const executablePath = executable();
if (executablePath === undefined) {
  console.log("Not looked at in a browser: there is no Chromium here. Set CHROMIUM to its path.");
} else {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const args = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"];
  const browser = await chromium.launch({
    executablePath,
    args: [...args, "--disable-sync", "--no-first-run", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    for (const screen of Object.keys(SCREENS))
      for (const scheme of ["light", "dark"]) await look(browser, origin, screen, scheme);
    await tabs(browser, origin);
    await search(browser, origin);
  } finally {
    await browser.close();
    server.close();
  }
  for (const each of new Set(wrong)) console.error(each);
  if (wrong.length === 0)
    console.log(`${PAGES.length} pages looked at in Chromium: phone and desktop, light and dark.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
