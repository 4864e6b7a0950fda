import { Refusal } from "./errors";

/** The JSON body of one call. */
export class Input {
  constructor(readonly values: Readonly<Record<string, unknown>>) {}

  static parse(body: Buffer): Input {
    try {
      const value: unknown = JSON.parse(body.toString("utf8") || "{}");
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return new Input({ ...value });
    } catch {
      // refused below
    }
    throw new Refusal("INVALID_PARAMETER_TYPE", "The body is not a JSON object.");
  }

  /** Null and empty count as not given. */
  text(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "string") return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a string.`);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Refusal("MISSING_PARAMETER", `${name} is required.`);
    return value;
  }

  number(name: string): number | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number") return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a number.`);
  }

  list(name: string): string[] {
    const value = this.values[name] ?? [];
    if (Array.isArray(value) && value.every((member) => typeof member === "string")) return value;
    throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a list of strings.`);
  }

  /** `[{key, value}]`. */
  tags(name: string): Array<{ readonly key: string; readonly value: string }> {
    const value = this.values[name] ?? [];
    if (!Array.isArray(value)) throw new Refusal("INVALID_PARAMETER_TYPE", `${name} is a list.`);
    return value.map((tag) => ({ key: String(tag?.key ?? ""), value: String(tag?.value ?? "") }));
  }

  word(name: string, words: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined || words.includes(value)) return value;
    throw new Refusal("INVALID_PARAMETER_VALUE", `${name} is one of ${words.join(", ")}.`);
  }

  /** Rows of the page asked for, in the vendor's envelope. */
  page<T>(rows: readonly T[]): { readonly totalCount: number; readonly dataSet: readonly T[] } {
    const size = this.number("pageSize") ?? 20;
    const number = this.number("pageNum") ?? 1;
    if (size < 1 || number < 1) throw new Refusal("INVALID_PARAMETER_LESS_MINIMUM", "Pages start at 1.");
    if (size > 1000) throw new Refusal("INVALID_PARAMETER_EXCEED_MAXIMUM", "pageSize is at most 1000.");
    return { totalCount: rows.length, dataSet: rows.slice((number - 1) * size, number * size) };
  }

  /** At most so many members. */
  capped(name: string, most: number): string[] {
    const list = this.list(name);
    if (list.length > most) throw new Refusal("INVALID_PARAMETER_EXCEED_MAXIMUM", `${name}: at most ${most}.`);
    return list;
  }
}
