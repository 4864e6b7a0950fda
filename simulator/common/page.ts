import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./models";
import type { WireAnswer } from "./wire";

/** The page for people: the files of `simulator/page` in one document, which asks no other host for anything. */

let made: WireAnswer | undefined;

export function page(): WireAnswer {
  made ??= makePage((name) => readFileSync(join(packageRoot(), "simulator", "page", name), "utf8"));
  return made;
}

function makePage(read: (name: string) => string): WireAnswer {
  const allowed: Record<"style" | "script", string[]> = { style: [], script: [] };
  const inline = (tag: "style" | "script", name: string) => {
    const text = read(name);
    allowed[tag].push(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    return `<${tag}>${text}</${tag}>`;
  };
  const body = read("index.html")
    .replace(/<link rel="stylesheet" href="([\w-]+\.css)" ?\/?>/g, (_, name: string) => inline("style", name))
    .replace(/<script src="([\w-]+\.js)" ?(?:defer)?><\/script>/g, (_, name: string) => inline("script", name));
  // Whatever a name of an object contains, nothing but these scripts runs and nothing but the simulator is asked.
  const policy = [
    ...["default-src 'none'", "connect-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'none'"],
    ...["frame-ancestors 'none'", `style-src ${allowed.style.join(" ")}`, `script-src ${allowed.script.join(" ")}`],
  ].join("; ");
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return { status: 200, headers: { ...headers, "cache-control": "no-store" }, body };
}
