// `npm run demo:svg`: makes docs/demo.svg from the output of a real run of the demo, which it reads from standard input.
// Each step is a picture of its own, shown for some seconds, in turn. Times are left out: they are of one machine.
import { readFileSync, writeFileSync } from "node:fs";
import { TIME_LINE } from "./demo-run";

const SECONDS = 5;
const [COLUMN, ROW, MARGIN] = [8.43, 20, 22];
const COLUMNS = 100;

function main(out: string | undefined): void {
  const text = readFileSync(0, "utf8");
  process.stdout.write(text);
  if (out === undefined || !text.includes("Live orders: 0")) {
    process.stderr.write("demo-svg: give the file to write, and the output of a demo that ran to its end\n");
    process.exit(1);
  }
  writeFileSync(out, svgOf(text));
}

/** The first line of the demo names an address of that run. */
function svgOf(text: string): string {
  const [, ...steps] = text.trim().split(/\n\n(?=\d+\. )/);
  const pictures = steps.map((step) => step.split("\n").filter((line) => !line.startsWith(TIME_LINE)));
  const rows = Math.max(...pictures.map(({ length }) => length)) + 2;
  const [width, height] = [Math.ceil(COLUMNS * COLUMN) + 2 * MARGIN, rows * ROW + 2 * MARGIN];
  const total = pictures.length * SECONDS;
  const share = 100 / pictures.length;
  const delays = pictures.map((_, index) => `#s${index}{animation-delay:${index * SECONDS}s}`).join("");
  const style = `
svg{color-scheme:light dark}
text{font:14px ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#dfe5ea;white-space:pre}
.title{font-weight:700;fill:#fff}.command{fill:#8fb8e8}.quiet{fill:#95a3af}.proof{fill:#7fd6a2}
.step{opacity:0;animation:show ${total}s infinite step-end}${delays}
@keyframes show{0%{opacity:1}${share.toFixed(3)}%{opacity:0}100%{opacity:0}}
@media(prefers-reduced-motion:reduce){.step{animation:none}#s${pictures.length - 1}{opacity:1}}`;
  const groups = pictures.map((lines, index) => {
    const bar = ((width - 2 * MARGIN) * (index + 1)) / pictures.length;
    const progress = `<rect x="${MARGIN}" y="${height - 12}" width="${bar.toFixed(0)}" height="3" rx="1.5" fill="#3fa296"/>`;
    return `<g class="step" id="s${index}">${["$ make demo", "", ...lines].map(lineOf).join("")}${progress}</g>`;
  });
  const label = `A run of make demo in ${pictures.length} steps, from a preview to live orders 0`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<style>${style}</style>
<rect width="${width}" height="${height}" rx="10" fill="#171d23"/>
${groups.join("\n")}
</svg>
`;
}

let proven = false;
function lineOf(line: string, index: number): string {
  if (line === "") return "";
  const kind = kindOf(line, index);
  return `<text x="${MARGIN}" y="${MARGIN + 14 + index * ROW}"${kind && ` class="${kind}"`}>${escaped(line)}</text>`;
}

function kindOf(line: string, index: number): string {
  if (index === 2) proven = false;
  if (/^\d+\. /.test(line)) return "title";
  if (/^\s+✔/.test(line)) proven = true;
  if (proven && line.startsWith(" ")) return "proof";
  if (/^\s*\$ /.test(line)) return "command";
  return /^ {5}/.test(line) ? "quiet" : "";
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

main(process.argv[2]);
