// Checks the built site: every link and anchor within it resolves, and no page loads anything from another host.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** What a browser fetches by itself. A link that a reader may follow is none of these. */
const LOADED =
  /<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\s(?:src|data)="([^"]*)"|<link\b[^>]*?\shref="([^"]*)"/g;
const STYLES = /url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g;
const OTHER_HOST = /^(?:[a-z]+:)?\/\//i;

/** What is wrong with a built site, in the folder that it was written to. */
export function brokenIn(folder: string, base = "/"): string[] {
  const files = filesBelow(folder);
  const pages = new Map(files.filter((file) => file.endsWith(".html")).map((file) => [file, read(folder, file)]));
  const anchors = new Map([...pages].map(([file, text]) => [file, anchorsIn(text)]));
  const links = [...pages].flatMap(([file, text]) =>
    linksIn(text).flatMap((link) => {
      const wrong = problem(folder, base, file, link, anchors);
      return wrong ? [`${file}: ${link}: ${wrong}`] : [];
    }),
  );
  const loads = files
    .filter((file) => /\.(html|css)$/.test(file))
    .flatMap((file) =>
      loadedBy(read(folder, file), file.endsWith(".css")).map((address) => `${file}: loads ${address}`),
    );
  return [...links, ...loads];
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
}

function anchorsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id = ""]) => decoded(id)));
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, link = ""]) => decoded(link));
}

const decoded = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');

function problem(
  folder: string,
  base: string,
  from: string,
  link: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (OTHER_HOST.test(link) || /^(mailto|javascript|data):/.test(link)) return undefined;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : fileOf(folder, base, from, decodeURI(path));
  if (target === undefined) return "there is no such page";
  const known = anchors.get(target);
  if (!anchor || known === undefined || known.has(decodeURIComponent(anchor))) return undefined;
  return "the page has no such anchor";
}

function fileOf(folder: string, base: string, from: string, path: string): string | undefined {
  if (path.startsWith("/") && !path.startsWith(base)) return undefined;
  const at = path.startsWith("/") ? path.slice(base.length) : posix.join(posix.dirname(from), path);
  const candidates = [at, `${at}.html`, posix.join(at, "index.html")];
  return candidates.find((each) => existsSync(join(folder, each)) && statSync(join(folder, each)).isFile());
}

function loadedBy(text: string, isStyle: boolean): string[] {
  const found = [...text.matchAll(isStyle ? STYLES : LOADED)].map(([, first, second]) => first ?? second ?? "");
  return found.filter((address) => OTHER_HOST.test(address));
}

function main(folder: string): void {
  const broken = brokenIn(folder, process.env.SITE_BASE ?? "/");
  for (const each of broken) console.error(each);
  console.log(
    broken.length === 0 ? "Every link resolves, and nothing is loaded from another host." : `${broken.length} broken`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

if (require.main === module) main(process.argv[2] ?? "dist/site");
