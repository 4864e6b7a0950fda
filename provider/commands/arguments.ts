import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Command, Given } from "./command";

/** A parsed command line, or its mistakes. */
export type Line =
  | { readonly command: Command; readonly given: Given }
  | { readonly help: Command | undefined }
  | { readonly problems: readonly string[] };

export function readCommandLine(commands: readonly Command[], args: readonly string[]): Line {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return { help: undefined };
  const command = commands.find((each) => each.name === name);
  if (!command) return { problems: [`no command ${name} (there are ${commands.map((each) => each.name).join(", ")})`] };
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [name, option] of Object.entries(command.options))
    options[name] = { type: option.type, multiple: option.type === "string" && (option.multiple ?? false) };
  // Not strict: a strict parser stops at the first mistake.
  const { values, tokens } = parseArgs({ args: rest, options, strict: false, allowPositionals: true, tokens: true });
  if (values.help) return { help: command };
  const { operand } = command;
  const bare: string[] = [];
  const problems = (tokens ?? []).flatMap((token): string[] => {
    if (token.kind === "positional" && operand && (operand.multiple || bare.length === 0)) {
      bare.push(token.value);
      return [];
    }
    if (token.kind === "positional") return [`${token.value}: unexpected argument`];
    if (token.kind !== "option" || token.name === "help") return [];
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (!option) return [`${token.rawName}: no such option`];
    if (option.type === "boolean") return token.value === undefined ? [] : [`${token.rawName}: takes no value`];
    // The parser would take the next option as the value.
    const swallowed = !token.inlineValue && token.value?.startsWith("-");
    if (!token.value || swallowed) return [`${token.rawName}: needs a value${swallowed ? `; got ${token.value}` : ""}`];
    return [];
  });
  const named = operand && bare.length > 0 ? { [operand.name]: bare } : {};
  return problems.length > 0 ? { problems } : { command, given: { ...(values as Given), ...named } };
}

export function helpText(commands: readonly Command[], command: Command | undefined): string {
  if (!command) {
    const list = commands.map(({ name, doc }) => `  ${name.padEnd(10)} ${doc}`);
    return `pulumi-ipv6 COMMAND [options]\n\n${list.join("\n")}\n\nRun a command with --help for its options.\n`;
  }
  const { name, doc, operand, options, note } = command;
  const line = (what: string, about: string) => `  ${what.padEnd(22)} ${about}`;
  const list = [
    ...(operand ? [line(`${operand.value}${operand.multiple ? " …" : ""}`, operand.doc)] : []),
    ...Object.entries(options).map(([option, each]) =>
      line(`--${option}${each.type === "string" ? ` ${each.value}` : ""}`, each.doc),
    ),
  ];
  return `pulumi-ipv6 ${name}: ${doc}\n\n${list.join("\n")}\n${note ? `\n${note}\n` : ""}`;
}
