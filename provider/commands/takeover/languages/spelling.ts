import { clouds } from "../../accounts";
import type { Input, Link, Node } from "../plan";

/** Files of a new project, by name. */
export type Files = ReadonlyMap<string, string>;

/** What a writer of a language is given. */
export interface Project {
  readonly name: string;
  /** Of this package. */
  readonly version: string;
  readonly nodes: readonly Node[];
}

/** Words that no variable can be called in any of the languages. */
const RESERVED = new Set(
  `await break case chan class const continue ctx debugger def default defer del do elif else enum err except
  export extends fallthrough false finally for from func function global go goto if implements import in instanceof
  interface ipv6 is lambda let main map new nil none nonlocal not null or package pass private protected protect public
  pulumi raise range return select static string struct super switch this throw true try type typeof var void
  while with yield Provider`.split(/\s+/),
);

/** `web-bandwidth` becomes `webBandwidth`. Keys are unique without regard to case and separators. */
export function variablesOf(nodes: readonly Node[], join: (words: readonly string[]) => string): Map<Node, string> {
  const taken = new Set<string>();
  return new Map(
    nodes.map((node) => {
      const words = node.key.split(/[^A-Za-z0-9]+/).filter(Boolean);
      const base = join(words);
      const isReserved = RESERVED.has(base) || clouds.some((cloud) => cloud.name === base);
      let name = isReserved ? `${base}_` : base;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}_${number}`;
      taken.add(name.toLowerCase());
      return [node, name];
    }),
  );
}

export const camelWords = (words: readonly string[]) =>
  words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join("");
export const snakeWords = (words: readonly string[]) => words.join("_").toLowerCase();

/** `ipv6AddressId` becomes `ipv6_address_id`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Module and class: `["", "PublicIpv6"]` for the package's own. */
export function classOf({ kind, type }: Node): [string, string] {
  if (kind === "provider") return ["", "Provider"];
  const [, module = "", name = ""] = type.split(":");
  return [module === "index" ? "" : module, name];
}

export function isLink(input: Input): input is Link {
  return "of" in input;
}

/** The nodes that others refer to. */
export function referred(nodes: readonly Node[]): Set<Node> {
  const links = nodes.flatMap(({ inputs }) => [...inputs.values()].filter(isLink).map(({ of }) => of));
  const providers = nodes.flatMap(({ provider }) => (provider ? [provider] : []));
  return new Set([...links, ...providers]);
}

/** The output of a link, and the member that is left: the first member has an output of its own. */
export function outputOf({ of, output, index }: Link): { output: string; index?: number } {
  const declared = of.taken[0]?.account.cloud.resources[of.taken[0].resource]?.declaration.outputs ?? {};
  const first = Object.keys(declared).find((name) => declared[name]?.firstOf === output);
  if (index === 0 && first) return { output: first };
  return { output, ...(index !== undefined && { index }) };
}

export const HEADER = "Written by pulumi-ipv6 takeover. It declares what exists: import.json brings it into the state.";

/** For Pulumi.yaml: quoted where YAML would read a number, a word of its own, or nothing. */
export function projectLine(name: string): string {
  const isPlain = /^[A-Za-z][\w.-]*$/.test(name) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(name);
  return `name: ${isPlain ? name : JSON.stringify(name)}`;
}

/** Text for a one-line comment. */
export function comments({ was }: Node, mark: string): string[] {
  return was.map((at) => `${mark} Was ${at.replace(/[\r\n\u2028\u2029]/g, " ")}`);
}

/** A value as literals of most languages have it: JSON with blanks after signs. */
export function spaced(value: unknown, keys: (name: string) => string = (name) => JSON.stringify(name)): string {
  if (Array.isArray(value)) return `[${value.map((each) => spaced(each, keys)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, each]) => `${keys(name)}: ${spaced(each, keys)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
