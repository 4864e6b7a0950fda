import { Refusal } from "./errors";

export interface Page<Row> {
  readonly page: readonly Row[];
  /** Fields of the answer. */
  readonly paging: { readonly TotalCount: number; readonly PageNumber: number; readonly PageSize: number };
}

/** The parameters of one call. Everything on the wire is text. */
export class Parameters {
  readonly #values: Readonly<Record<string, string>>;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = values;
  }

  /** Empty text counts as omitted. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return value === "" ? undefined : value;
  }

  /** As sent; an empty text counts. */
  given(name: string): string | undefined {
    return this.#values[name];
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      const message = `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
      throw new Refusal("MissingParameter", message);
    }
    return value;
  }

  /** A whole number, or NaN for other text. */
  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    return /^[+-]?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value === "true" || value === "false") return value === "true";
    throw new Refusal("InvalidParameter", `The specified parameter "${name}" is not valid.`);
  }

  /** `Name.1`, `Name.2` and so on, in the order of their numbers, which start at 1. */
  list(name: string): string[] {
    const found: Array<[number, string]> = [];
    for (const [key, value] of Object.entries(this.#values)) {
      const index = key.startsWith(`${name}.`) ? key.slice(name.length + 1) : "";
      if (/^[1-9]\d*$/.test(index) && value !== "") found.push([Number(index), value]);
    }
    return found.sort(([a], [b]) => a - b).map(([, value]) => value);
  }

  /** `Tag.1.Key` with `Tag.1.Value`. A key without a value matches any. */
  tags(name = "Tag"): Array<{ readonly key: string; readonly value: string | undefined }> {
    const tags = [];
    for (let index = 1; index <= 20; index++) {
      const key = this.text(`${name}.${index}.Key`);
      if (key !== undefined) tags.push({ key, value: this.text(`${name}.${index}.Value`) });
    }
    return tags;
  }

  /** A filter by a parameter that is true or false. */
  same<Row>(name: string, of: (row: Row) => boolean): (row: Row) => boolean {
    const wanted = this.flag(name);
    return (row) => wanted === undefined || of(row) === wanted;
  }

  /** A filter by one parameter. When the parameter is omitted, every row passes. */
  equal<Row>(name: string, of: (row: Row) => string | undefined, value = this.text(name)): (row: Row) => boolean {
    return (row) => value === undefined || of(row) === value;
  }

  /** Cuts the requested page out of the rows. `cap` is the vendor's largest page. */
  page(cap: number): <Row>(rows: readonly Row[]) => Page<Row> {
    const number = this.integer("PageNumber") ?? 1;
    const size = this.integer("PageSize") ?? 10;
    if (!(number >= 1)) throw new Refusal("InvalidParameter", 'The specified parameter "PageNumber" is not valid.');
    if (!(size >= 1 && size <= cap)) throw new Refusal("IllegalParam.PageSize");
    return (rows) => ({
      page: rows.slice((number - 1) * size, number * size),
      paging: { TotalCount: rows.length, PageNumber: number, PageSize: size },
    });
  }

  /** Cuts the page that MaxResults and NextToken ask for. The token is the offset of the next row, in base64. */
  results<Row>(
    rows: readonly Row[],
    { least, most, usual, name = "MaxResults" }: { least: number; most: number; usual: number; name?: string },
  ) {
    const token = this.text("NextToken");
    const size = Math.min(most, Math.max(least, this.integer(name) || usual));
    const start = token === undefined ? 0 : Number(Buffer.from(token, "base64").toString("utf8"));
    if (!Number.isInteger(start) || start < 0) {
      throw new Refusal("InvalidParameter", 'The specified parameter "NextToken" is not valid.');
    }
    const next = start + size < rows.length ? Buffer.from(String(start + size)).toString("base64") : "";
    return { page: rows.slice(start, start + size), NextToken: next };
  }
}

const LONGEST_NAME = 128;
const LONGEST_DESCRIPTION = 256;

/** Checks a name and a description, whose parameter names depend on the action. */
export function checkTexts(
  { parameters }: { readonly parameters: Parameters },
  name: string,
  description: string,
): void {
  const wrong = (text = "", longest: number) => text.length > longest || /^https?:\/\//.test(text);
  if (wrong(parameters.text(name), LONGEST_NAME)) throw new Refusal("IllegalParam.Name");
  if (wrong(parameters.text(description), LONGEST_DESCRIPTION)) throw new Refusal("IllegalParam.Description");
}
