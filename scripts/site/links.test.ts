import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brokenIn } from "./links";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test("links to pages, folders and anchors resolve, with and without the ending", () => {
  file("index.html", '<h1 id="top"></h1><a href="/a/b#part">b</a><a href="a/">a</a><a href="#top">top</a>');
  file("a/index.html", '<a class="x" href="../index.html">up</a><a href="https://example.com/">elsewhere</a>');
  file("a/b.html", '<h2 id="part"></h2>');
  expect(brokenIn(folder)).toEqual([]);
});

test("a page or an anchor that is not there is named, with the page that links to it", () => {
  file("index.html", '<a href="/none">x</a><a href="/index.html#none">y</a>');
  expect(brokenIn(folder)).toEqual([
    "index.html: /none: there is no such page",
    "index.html: /index.html#none: the page has no such anchor",
  ]);
});

test("below a base, a link that leaves the base is broken", () => {
  file("index.html", '<a href="/docs/index.html">x</a><a href="/index.html">y</a>');
  expect(brokenIn(folder, "/docs/")).toEqual(["index.html: /index.html: there is no such page"]);
});

test.each([
  ["index.html", '<script src="https://cdn.example/x.js"></script>', "https://cdn.example/x.js"],
  ["index.html", '<link rel="preconnect" href="//fonts.example">', "//fonts.example"],
  ["index.html", '<img alt="" src="http://pictures.example/x.png">', "http://pictures.example/x.png"],
  ["x.css", '@font-face { src: url("https://fonts.example/x.woff2") }', "https://fonts.example/x.woff2"],
])("%s that loads %s from another host is found", (name, text, address) => {
  file(name, text);
  expect(brokenIn(folder)).toEqual([`${name}: loads ${address}`]);
});
