// What the pages of the site have in common: anchors, tables, tabs, and links that lead to the site or to the repository.
import { posix } from "node:path";

/** One page of the site: its path below the source folder, and its Markdown. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** Program languages in the order of their tabs, by the words that begin a block of code. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  typescript: "TypeScript",
  ts: "TypeScript",
  python: "Python",
  go: "Go",
  csharp: "C#",
  java: "Java",
  yaml: "YAML",
};

/** The anchor of a heading, as GitHub makes it: the same links work there and on the site. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

export function headingOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "";
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}

/** Front matter. JSON is YAML, so no text needs care. */
export function frontMatter(values: object): string {
  return ["---", ...Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`), "---", ""].join(
    "\n",
  );
}

export interface Block {
  readonly language: string;
  readonly code: string;
}

/** One block of code, or tabs if there are several. */
export function tabs(blocks: readonly Block[]): string {
  const order = Object.keys(LANGUAGES);
  const sorted = [...blocks].sort((a, b) => order.indexOf(a.language) - order.indexOf(b.language));
  const fence = ({ language, code }: Block, label = "") => `\`\`\`${language}${label}\n${code.trimEnd()}\n\`\`\``;
  if (sorted.length < 2) return sorted.map((block) => fence(block)).join("");
  const labelled = sorted.map((block) => fence(block, ` [${LANGUAGES[block.language] ?? block.language}]`));
  return ["::: code-group", ...labelled, ":::"].join("\n");
}

/** The blocks of code in a text that are programs. */
export function programsIn(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```/gm)]
    .map(([, language = "", code = ""]) => ({ language, code }))
    .filter(({ language }) => language in LANGUAGES);
}

/** Programs that follow each other, each in another language, become tabs. */
export function withTabs(text: string): string {
  const known = Object.keys(LANGUAGES).join("|");
  const block = `\`\`\`(?:${known})\\n(?:(?!\`\`\`)[\\s\\S])*?\`\`\``;
  const run = new RegExp(`^${block}(?:\\n\\s*${block})+$`, "gm");
  return text.replace(run, (found) => {
    const blocks = programsIn(found);
    return new Set(blocks.map(({ language }) => language)).size === blocks.length ? tabs(blocks) : found;
  });
}

/** Changes what is prose and leaves code alone. */
export function inProse(text: string, change: (prose: string) => string): string {
  return text
    .split(/(^```[\s\S]*?^```$|`[^`\n]+`)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}

/** Where a file of the repository is on the site: its address, or undefined if it is not there. */
export type Routes = (file: string, anchor: string | undefined) => string | undefined;

/** @param file path of the page in the repository; @param repository address of the repository */
export function withLinks(text: string, file: string, routes: Routes, repository: string): string {
  return text.replace(/(\]\()([^)\s]+)(\))/g, (whole, before: string, target: string, after: string) => {
    if (/^([a-z]+:|#|\/)/.test(target)) return whole;
    const [path = "", anchor] = target.split("#");
    const linked = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, "");
    // Pictures are copied to where the pages are.
    if (/^docs\/.+\.(svg|png)$/.test(linked) && file.startsWith("docs/")) return whole;
    const route = routes(linked, anchor);
    const kind = posix.extname(linked) === "" ? "tree" : "blob";
    const elsewhere = `${repository}/${kind}/main/${linked}${anchor ? `#${anchor}` : ""}`;
    return `${before}${route ?? elsewhere}${after}`;
  });
}

/** The template language of the generator begins with two braces: shown as they are. */
export function withoutTemplates(text: string): string {
  return inProse(text, (prose) => prose.replaceAll("{{", "&#123;&#123;"));
}
