// After a preview: tells people in comment.md what the policies said, which a preview's JSON leaves out, and refuses a plan
// that deletes or replaces what is paid for unless IPV6_ALLOW_DELETE=yes, which no policy can: policies are not told of deletes.
const { appendFileSync, existsSync, readFileSync } = require("node:fs");

const unique = (texts) => [...new Set(texts)];
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** By the report, which knows what is paid for. Without it nothing passes: reading it fails. */
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

/** A block that no text can end. Colours are the engine's marks. */
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
