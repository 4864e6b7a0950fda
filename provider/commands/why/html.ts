import { conclusion, firstBroken, type Judged, type Question, type Status } from "../../core/path/chain";
import { spokenBlock } from "../../core/path/cidr";
import { asked, packetOf } from "../../core/path/filter-verdicts";
import { htmlPage, safe } from "../html";
import { type Chain, type Searched, spokenPlace } from "./search";

/** The picture as one page. */
export function html(target: string, question: Question, { chains, unread }: Searched): string {
  const title = `Why ${target} answers, or not`;
  const what = packetOf(question) ? asked(question) : "whatever is open";
  const from = spokenBlock(question.from) === "anywhere" ? "the internet" : spokenBlock(question.from);
  const rest = unread.map((each) => `<p class="rest">Not searched: ${safe(spokenPlace(each))}: ${safe(each.says)}</p>`);
  const none = chains.length === 0 ? `<p class="rest">It was not found.</p>` : "";
  const body = `<p class="asked">From ${safe(from)}, ${safe(what)}.</p>
${chains.map(chainOf).join("\n")}${none}${rest.join("\n")}`;
  return htmlPage({ title, style: STYLE, body });
}

function chainOf(chain: Chain): string {
  const first = firstBroken(chain.links);
  const at = first ? chain.links.indexOf(first) : chain.links.length;
  const broken = chain.links.filter(({ status }) => status === "broken");
  const top = broken.map(
    (link, index) =>
      `<div class="mend"><h3>${index === 0 ? "Broken" : "Broken as well"}: ${safe(link.name)}</h3><p>${safe(link.says)}</p>${
        link.mend ? `<p><b>To do:</b> ${safe(link.mend)}</p>` : ""
      }<p class="where"><b>Where:</b> ${safe(link.where)}</p></div>`,
  );
  const { says, isSure } = conclusion(chain.links);
  const fine = `<p class="${isSure ? "fine" : "unsure"}">${safe(says)}</p>`;
  const links = chain.links.map((link, index) => linkOf(link, index < at));
  return `<section>
<h2>${safe(chain.address ?? "no IPv6 address")}</h2>
<p class="place">${safe(spokenPlace(chain))}</p>
${top.length > 0 ? top.join("\n") : fine}
<ol>
<li class="end">${icon("end")}<div><b>internet</b></div></li>
${links.join("\n")}
<li class="end last">${icon("end")}<div><b>machine</b></div></li>
</ol>
</section>`;
}

/** @param isPassed packets get beyond it, so the line below is whole */
function linkOf({ status, name, says, notes = [] }: Judged, isPassed: boolean): string {
  const list = notes.length > 0 ? `<ul>${notes.map((note) => `<li>${safe(note)}</li>`).join("")}</ul>` : "";
  return `<li class="${status}${isPassed ? "" : " stopped"}">${icon(status)}<div><b>${safe(name)}</b><p>${safe(says)}</p>${list}</div></li>`;
}

const WORDS: Readonly<Record<Status, string>> = {
  ...{ ok: "ok", broken: "broken", unknown: "not certain", unreadable: "not readable", unreached: "not reached" },
};
const SIGNS: Readonly<Record<Status | "end", string>> = {
  ok: `<path d="M7 12.5l3.5 3.5L17 9"/>`,
  broken: `<path d="M8 8l8 8M16 8l-8 8"/>`,
  unknown: `<path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M12 16.5v.1"/>`,
  unreadable: `<path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M12 16.5v.1"/>`,
  unreached: `<path d="M8 12h8"/>`,
  end: "",
};

function icon(status: Status | "end"): string {
  const label = status === "end" ? `aria-hidden="true"` : `role="img" aria-label="${WORDS[status]}"`;
  return `<svg viewBox="0 0 24 24" ${label}><circle cx="12" cy="12" r="10"/>${SIGNS[status]}</svg>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dfe7; --paper: #f5f7fa; --card: #ffffff;
  --ok: #2e9e6b; --broken: #c93a3a; --unsure: #b58a00; --off: #8a94a3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b6; --line: #313a47; --paper: #12161c; --card: #1a2028;
  --ok: #3fb883; --broken: #ee6a6a; --unsure: #d0a92c; --off: #7d8897; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 860px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 19px; margin: 0; }
h3 { font-size: 16px; margin: 0 0 4px; color: var(--broken); }
p { margin: 0 0 4px; }
.asked, .place, .where, .rest { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 18px 20px; margin-top: 18px; }
.mend { border-left: 4px solid var(--broken); padding: 2px 0 2px 14px; margin: 14px 0; }
.fine, .unsure { font-weight: 600; margin: 12px 0; color: var(--ok); }
.unsure { color: var(--unsure); }
ol { list-style: none; margin: 18px 0 0; padding: 0; }
ol > li { position: relative; display: flex; gap: 14px; padding-bottom: 14px; --mark: var(--off); }
ol > li::before { content: ""; position: absolute; left: 12px; top: 26px; bottom: 0; border-left: 2px solid var(--soft); }
ol > li.stopped::before { border-left-style: dotted; border-left-color: var(--off); }
ol > li.last::before { display: none; }
ol > li > div { flex: 1; min-width: 0; padding-top: 1px; }
ol > li.ok { --mark: var(--ok); } ol > li.broken { --mark: var(--broken); } ol > li.unknown, ol > li.unreadable { --mark: var(--unsure); }
ol > li.unreached p { color: var(--soft); }
ol > li.broken p { font-weight: 600; }
ul { margin: 2px 0 0; padding-left: 18px; color: var(--soft); }
svg { flex: none; width: 26px; height: 26px; fill: none; stroke: #ffffff; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
svg circle { fill: var(--mark); stroke: none; }
@media (max-width: 520px) { main { padding: 20px 12px 32px; } section { padding: 14px 12px; } h1 { font-size: 21px; } }
@media print { section { break-inside: avoid; } }
`;
