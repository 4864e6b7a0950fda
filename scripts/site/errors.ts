// A page for each error code of each cloud, from the provider's own tables: search engines find a page by its title.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS } from "../../provider/clouds";
import { CloudError, type ErrorRow, KINDS, type Kind } from "../../provider/core/api/errors";
import type { ErrorFact } from "../../simulator/common/errors";
import { frontMatter, type Page, table } from "./markdown";

/** What a kind means, what the provider does about it, and what became of the order. */
const KIND_WORDS: Record<Kind, { readonly title: string; readonly meaning: string; readonly provider: string }> = {
  invalid: {
    title: "Invalid request",
    meaning: "The request cannot work as it is written, however often it is sent.",
    provider:
      "It stops and reports the error. Nothing was ordered or changed by this call. Where a preview can know it, the preview fails with the same code.",
  },
  denied: {
    title: "Denied",
    meaning: "Credentials, permissions or the state of the account do not allow the call.",
    provider: "It stops and reports the error. Nothing was ordered or changed by this call.",
  },
  gone: {
    title: "Not found",
    meaning: "The object that the call names does not exist, or not in this region and account.",
    provider:
      "A delete counts as done. A read asks again before state forgets the object: a single answer is no proof. Anything else stops and reports the error.",
  },
  conflict: {
    title: "Place taken",
    meaning: "Another object already has the place: the address, the network interface or the token.",
    provider:
      "It reads what is there. If an interrupted earlier run ordered it, this run continues with that order. Otherwise it stops, names the object and orders nothing.",
  },
  busy: {
    title: "Busy",
    meaning: "The object is changing. The cloud did nothing with this call.",
    provider: "It waits and repeats the call until the operation's timeout (`customTimeouts`).",
  },
  throttled: {
    title: "Too many calls",
    meaning: "The account or this action is called too often. The cloud did nothing with this call.",
    provider:
      "It slows down all calls of that kind, and repeats this one until the operation's timeout (`customTimeouts`).",
  },
  quota: {
    title: "Limit reached",
    meaning: "A limit of the account, or of the object that it belongs to, is used up.",
    provider: "It stops and reports the error. Nothing was ordered or changed by this call.",
  },
  unavailable: {
    title: "No usable answer",
    meaning: "The cloud failed or did not answer in time. The call may have been carried out.",
    provider:
      "It repeats the call up to five times, but only where a repetition cannot order twice: a read, a call with a token, or after a look at what exists. Otherwise the next `pulumi up` looks first.",
  },
  unknown: {
    title: "Unknown",
    meaning: "No page of the vendor documents the code.",
    provider: "It never repeats an order after it, and never takes it for a proof that something is gone.",
  },
};

const LOST_TOKEN =
  "The token of the order no longer stands for this order. The provider reads what exists, and orders under the next token if nothing does.";
const NOT_READY =
  "Another resource of the program may still create what is missing. In a preview it is therefore a warning if this resource depends on others, and through the plugin always.";

interface CodePage {
  readonly code: string;
  readonly kind: Kind;
  readonly address: string;
}

interface CloudErrors {
  readonly name: string;
  readonly title: string;
  readonly codes: readonly CodePage[];
}

/** The tables of all clouds. Each cloud has a file of the same name in both folders; a test of the repository says so. */
export function errorPages(root: string): { readonly pages: Page[]; readonly menu: { text: string; link: string }[] } {
  const made = Object.values(CLOUDS).map(({ name, title }) => {
    const { ERRORS } = require(`../../provider/clouds/${name}/errors`) as { ERRORS: ReadonlyMap<string, ErrorRow> };
    const { errors } = require(`../../simulator/${name}/errors`) as { errors: Readonly<Record<string, ErrorFact>> };
    const sources = sourcesOf(root, name);
    const taken = new Set<string>();
    const codes = [...ERRORS].map(([code, { kind }]) => ({ code, kind, address: addressOf(name, code, taken) }));
    const pages = codes.map((page) =>
      codePage(title, page, ERRORS.get(page.code) as ErrorRow, errors[page.code], sources.get(page.code), codes),
    );
    return { cloud: { name, title, codes }, pages: [cloudPage(name, title, codes, ERRORS), ...pages] };
  });
  const clouds = made.map(({ cloud }) => cloud);
  const menu = clouds.map(({ name, title }) => ({ text: title, link: `/errors/${name}/` }));
  return { pages: [startPage(clouds), ...made.flatMap(({ pages }) => pages)], menu };
}

/** Two codes may differ in nothing but their case, which some file systems do not tell apart. */
function addressOf(cloud: string, code: string, taken: Set<string>): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const free = [plain, `${plain}-2`, `${plain}-3`].find((each) => !taken.has(each)) ?? plain;
  taken.add(free);
  return `/errors/${cloud}/${free}`;
}

/** Where the vendor documents a code, from the facts that provider and simulator are both tested against. */
function sourcesOf(root: string, cloud: string): ReadonlyMap<string, string> {
  const file = join(root, "fixtures", cloud, "error-codes.json");
  if (!existsSync(file)) return new Map();
  const rows = JSON.parse(readFileSync(file, "utf8")) as { code: string; http: string; source: string }[];
  return new Map(
    rows.map(({ code, http, source }) => [
      code,
      `Documented: ${source}${http === "?" ? "" : `, with HTTP status ${http}`}.`,
    ]),
  );
}

const linked = (advice: string) =>
  advice.replace(/docs\/([\w-]+)\.md(?: for the list)?/g, (_whole, page: string) => `[${page}](/${page})`);

function codePage(
  cloud: string,
  { code, kind, address }: CodePage,
  row: ErrorRow,
  fact: ErrorFact | undefined,
  source: string | undefined,
  all: readonly CodePage[],
): Page {
  const { meaning, provider, title } = KIND_WORDS[kind];
  const shown = new CloudError({
    ...{ cloud, action: "<action>", subject: "<id>", kind, code, requestId: "<request id>" },
    ...{ message: fact?.message ?? "…", advice: row.advice },
  }).message;
  const family = code.split(/[._]/)[0] ?? code;
  const near = all.filter((other) => other.code !== code && other.code.split(/[._]/)[0] === family).slice(0, 8);
  const wording =
    fact?.provenance === "documented" ? `It usually comes with the message “${fact.message.replace(/\.$/, "")}”.` : "";
  const text = [
    frontMatter({
      title: `${code} · ${cloud}`,
      description: `${cloud} error ${code}: ${row.advice}`,
      outline: false,
      pageClass: "code-page",
      prev: false,
      next: false,
    }),
    `# ${code}\n`,
    `<span class="kind">${title}</span> An error code of ${cloud}. ${meaning} ${[wording, source].filter(Boolean).join(" ")}\n`,
    "## What to do\n",
    `${linked(row.advice)}\n`,
    "If it is not clear which object is meant, look for the **request id** in the message: the vendor's support finds the call by it. See [troubleshooting](/guides/troubleshooting).\n",
    "## What the provider does\n",
    `${[provider, row.staleToken && LOST_TOKEN, row.notReady && NOT_READY].filter(Boolean).join("\n\n")}\n`,
    "## How it looks\n",
    `\`\`\`txt\n${shown}\n\`\`\`\n`,
    ...(near.length > 0
      ? ["## Codes of the same family\n", ...near.map((other) => `- [\`${other.code}\`](${other.address})`), ""]
      : []),
    `All codes: [${cloud}](/errors/${address.split("/")[2]}/).\n`,
  ].join("\n");
  return { path: `${address.slice(1)}.md`, title: code, text };
}

function cloudPage(name: string, title: string, codes: readonly CodePage[], rows: ReadonlyMap<string, ErrorRow>): Page {
  const sections = KINDS.flatMap((kind) => {
    const own = codes.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const { title: heading, meaning, provider } = KIND_WORDS[kind];
    const lines = own.map(({ code, address }) => [`[\`${code}\`](${address})`, linked(rows.get(code)?.advice ?? "")]);
    return [`## ${heading}\n`, `${meaning}\n`, `**The provider:** ${provider}\n`, table(["code", "what to do"], lines)];
  });
  const text = [
    frontMatter({
      title: `Error codes of ${title}`,
      description: `Every error code of ${title} that the IPv6 provider knows, with what to do.`,
    }),
    `# Error codes of ${title}\n`,
    `${codes.length} codes, by what the provider does about them. The texts are those of the provider's own messages. A code that is not here is classified by its prefix, or is reported as it came.\n`,
    ...sections,
  ].join("\n");
  return { path: `errors/${name}/index.md`, title: `Error codes of ${title}`, text };
}

function startPage(clouds: readonly CloudErrors[]): Page {
  const kinds = KINDS.map((kind) => [KIND_WORDS[kind].title, KIND_WORDS[kind].meaning, KIND_WORDS[kind].provider]);
  const text = [
    frontMatter({ title: "Error codes" }),
    "# Error codes\n",
    "Every error of a cloud is reported with the call, the object, the cloud's own code and message, the request id, and what to do. Search for a code at the top of this page, or choose the cloud:\n",
    ...clouds.map(({ name, title, codes }) => `- [${title}](/errors/${name}/): ${codes.length} codes`),
    "\n## What the provider does about each kind\n",
    "It acts on kinds, not on codes. Each code of a cloud is of one kind:\n",
    table(["kind", "what it means", "what the provider does"], kinds),
  ].join("\n");
  return { path: "errors/index.md", title: "Error codes", text };
}
