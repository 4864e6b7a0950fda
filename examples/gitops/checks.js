// After a preview: adds policy violations to comment.md, because a preview's JSON leaves them out, and refuses a plan that
// deletes or replaces a resource that is paid for, unless IPV6_ALLOW_DELETE=yes. No policy can do that: it does not see deletes.
const { appendFileSync, existsSync, readFileSync } = require("node:fs");

const unique = (texts) => [...new Set(texts)];
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** From the report, which knows what is paid for. Without a report, reading it fails and no plan passes. */
function ended() {
  const all = JSON.parse(readFileSync("report.json", "utf8"));
  return all.filter(({ endsPaid }) => endsPaid).map(({ urn }) => urn);
}

function broken() {
  const events = read("events.json").split("\n").filter(Boolean).map(JSON.parse);
  const said = events.flatMap(({ policyEvent: said }) => (said ? [said] : []));
  return unique(
    said.map(({ enforcementLevel, policyName, message }) => `[${enforcementLevel}] ${policyName}: ${message}`),
  );
}

/** A block that no text in it can end. The engine's colour marks are removed. */
function block(title, lines) {
  if (lines.length === 0) return;
  const text = lines.map((line) =>
    line
      .replace(/<\{%.*?%\}>/g, "")
      .replace(/\s+/g, " ")
      .replaceAll("`", "'")
      .trim(),
  );
  appendFileSync("comment.md", `\n### ${title}\n\n\`\`\`text\n${text.join("\n")}\n\`\`\`\n`);
  console.error(`${title}:\n  ${text.join("\n  ")}`);
}

block("What the policies say", broken());
if (process.argv[2] !== "drift" && process.env.IPV6_ALLOW_DELETE !== "yes") {
  const urns = ended();
  block("Refused: this deletes or replaces bandwidth. If that is meant, run it with IPV6_ALLOW_DELETE=yes", urns);
  if (urns.length > 0) process.exitCode = 1;
}
