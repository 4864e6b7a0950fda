import { code, filesIn, isTest, read } from "./sources";

/** Words that were retired, each with the field's word for it. What a wire, a seed or a published name has stays. */
const RETIRED: Readonly<Record<string, RegExp>> = {
  "network interface": /\b(network )?cards?\b/i,
  "the name of the thing": /\bwhoever\b|\bnobody'?s?\b|\bsomebody'?s?\b/i,
  "manage, take over": /\b(take|takes|taken|took|taking|in) charge\b/i,
  observe: /\bsettle\.ts\b|\bconverge\b/,
  "owner tag": /\bmarks? (of|on) (our|the) /i,
  operation: /\bkeepingState\b/,
  preflight: /\bforesight\b|\bforesee\b/i,
  "rate limit": /\bLimiter\b(?<!RateLimiter)/,
};
/** Public or on a wire: kept. */
const KEPT = /--card: |color|paper|var\(--card\)|"card"|`card`|\bcard\.|ipv6_card/;

const sources = filesIn("provider").filter((path) => !isTest(path) && path !== "provider/schema.json");
const pages = [
  ...filesIn("docs", /\.md$/).filter((path) => path !== "docs/reliability.md"),
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
];

test.each(Object.entries(RETIRED))("%s is the word, in sources and pages", (_word, retired) => {
  const lines = [...sources, ...pages].flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, index) =>
        retired.test(line) && !KEPT.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(lines).toEqual([]);
});

test("the glossary has at most 25 words", () => {
  const [, glossary = ""] = read("docs/architecture.md").split("## Glossary");
  const rows = glossary.split("\n").filter((line) => /^\| (?!word|---)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.length).toBeLessThanOrEqual(25);
});

test("no exported name is one of the retired ones", () => {
  const names = /export (?:const|class|interface|type|function) (\w*(?:Card|Foresee|Ahead|Gathered|Frame)\w*)/;
  expect(sources.filter((path) => names.test(code(path)))).toEqual([]);
});
