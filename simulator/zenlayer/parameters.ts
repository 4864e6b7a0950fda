import { Refusal } from "./errors";

/** The JSON body of one call. */
export class Parameters {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #isObject: boolean;

  constructor(body: Buffer) {
    const value = parse(body);
    this.#isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#values = this.#isObject ? { ...(value as object) } : {};
  }

  requireObject(): void {
    if (!this.#isObject) throw new Refusal("INVALID_PARAMETER_TYPE", "The body is not a JSON object.");
  }

  /** Null and empty count as omitted. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "string") return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a string.`);
  }

  required(name: string): string {
    return present(name, this.text(name));
  }

  number(name: string): number | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number") return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a number.`);
  }

  requiredNumber(name: string): number {
    return present(name, this.number(name));
  }

  list(name: string): string[] {
    const value = this.#values[name] ?? [];
    if (Array.isArray(value) && value.every((member) => typeof member === "string")) return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a list of strings.`);
  }

  /** An object inside, as parameters of its own; empty when it is omitted. */
  inner(name: string): Parameters {
    return new Parameters(Buffer.from(JSON.stringify(this.#values[name] ?? {})));
  }

  /** `[{key, value}]`. */
  tags(name: string): Array<{ readonly key: string; readonly value: string }> {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a list.`);
    return value.map((tag) => ({ key: String(tag?.key ?? ""), value: String(tag?.value ?? "") }));
  }

  word(name: string, words: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined || words.includes(value)) return value;
    throw new Refusal("INVALID_PARAMETER_VALUE", `${name} is one of ${words.join(", ")}.`);
  }

  requiredWord(name: string, words: readonly string[]): string {
    return present(name, this.word(name, words));
  }

  /** A filter by one parameter. When the parameter is omitted, every row passes. */
  equal<Row>(name: string, of: (row: Row) => unknown): (row: Row) => boolean {
    const value = this.text(name);
    return (row) => value === undefined || of(row) === value;
  }

  /** The rows of the requested page, as the vendor wraps them. */
  page<T>(rows: readonly T[]): { readonly totalCount: number; readonly dataSet: readonly T[] } {
    const size = this.number("pageSize") ?? 20;
    const number = this.number("pageNum") ?? 1;
    if (size < 1 || number < 1) throw new Refusal("INVALID_PARAMETER_LESS_MINIMUM", "Pages start at 1.");
    if (size > 1000) throw new Refusal("INVALID_PARAMETER_EXCEED_MAXIMUM", "pageSize is at most 1000.");
    return { totalCount: rows.length, dataSet: rows.slice((number - 1) * size, number * size) };
  }

  /** A list of at most `most` members. */
  capped(name: string, most: number): string[] {
    const list = this.list(name);
    if (list.length > most) throw new Refusal("INVALID_PARAMETER_EXCEED_MAXIMUM", `${name}: at most ${most}.`);
    return list;
  }
}

function present<Value>(name: string, value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("MISSING_PARAMETER", `${name} is required.`);
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    return undefined;
  }
}
