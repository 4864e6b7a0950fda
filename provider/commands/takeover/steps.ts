import type { Report } from "./report";

/** What people do next, in order. */
export function nextSteps(
  { language, folder, ignore, commands, files }: Omit<Report, "next">,
  tool: "terraform" | "pulumi" | undefined,
  dependents: readonly string[],
): string[] {
  const lifecycle = tool === "terraform" ? "`lifecycle { ignore_changes = [...] }`" : "the option `ignoreChanges`";
  const kept =
    ignore.length > 0
      ? [`On the old side, let what stays there ignore the attributes that the report names: ${lifecycle}.`]
      : [];
  const removed =
    "On the old side, remove the blocks of what was taken, and put `removed.tf` into the root module. `terraform plan` must say `0 to destroy`; then `terraform apply`: Terraform forgets, and destroys nothing.";
  const stay = `These stay there and refer to what leaves, so give them plain values first: ${dependents.join(", ")}.`;
  const old = {
    terraform: [
      ...(files.includes("removed.tf") ? [removed] : []),
      ...(commands.length > 0
        ? ["Run the commands of the report, each for one instance of a resource whose others stay."]
        : []),
    ],
    pulumi: files.includes("forget.sh")
      ? [
          "In the old program, remove what was taken before anybody runs `pulumi up` there: it would order it again.",
          ...(dependents.length > 0 ? [stay] : []),
          "In the old project, run `sh forget.sh`: the state forgets, and nothing is deleted.",
        ]
      : [],
  };
  return [
    `In \`${folder}\`: ${INSTALL[language]}.`,
    "`pulumi stack init`, and the credentials of the same accounts, in the environment or as settings.",
    "`pulumi import --file import.json --generate-code=false --yes`, which reads, and writes to the state alone.",
    "`pulumi preview --expect-no-changes`.",
    ...kept,
    ...(tool ? old[tool] : []),
  ];
}

const PLUGIN = "the plugin, with `pulumi plugin install resource ipv6` and the archive of the release";
const INSTALL: Readonly<Record<string, string>> = {
  typescript: "`npm install`",
  python: "`pip install -r requirements.txt`, in the venv that Pulumi uses",
  go: `\`go mod tidy\`, and ${PLUGIN}`,
  yaml: `install ${PLUGIN}`,
};

/** The result on a terminal. */
export function summaryOf({ taken, notTaken, folder, files, next, ignore }: Report): string {
  const changed = taken.filter(({ differs }) => differs.length > 0);
  return [
    `${taken.length} taken, ${notTaken.length} not taken. Written to ${folder}: ${files.join(", ")}`,
    ...taken.map(({ name, type, was }) => `  ${type} ${name}${was.length > 0 ? `, was ${was.join(", ")}` : ""}`),
    ...(notTaken.length > 0 ? ["Not taken:", ...notTaken.map(({ at, why }) => `  ${at}: ${why}`)] : []),
    ...(changed.length > 0 ? ["The cloud has other values than the file; the program has the cloud's:"] : []),
    ...changed.flatMap(({ name, differs }) =>
      differs.map(({ input, old, now }) => `  ${name}: ${input} is ${JSON.stringify(now)}, not ${JSON.stringify(old)}`),
    ),
    ...(ignore.length > 0 ? ["Stays on the old side, which must ignore:"] : []),
    ...ignore.map(({ at, attributes }) => `  ${at}: ${attributes.join(", ")}`),
    "Next:",
    ...next.map((step, index) => `  ${index + 1}. ${step.replaceAll("`", "")}`),
    "",
  ].join("\n");
}
