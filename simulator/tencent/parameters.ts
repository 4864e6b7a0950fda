import { NOT_SIMULATED } from "../common/errors";
import { Refusal } from "./errors";

export interface Page<Row> {
  readonly page: readonly Row[];
  readonly TotalCount: number;
  readonly Offset: number;
  readonly Limit: number;
}

/** The parameters of one call, flat: lists and objects as Ip6Addresses.0 and Tags.0.Key, from JSON and query alike. */
export class Parameters {
  readonly #values: Readonly<Record<string, string>>;
  readonly #filters: readonly string[];

  /** @param filters names that the model of the action gives for `Filters` */
  constructor(values: Readonly<Record<string, string>>, filters: readonly string[] = []) {
    this.#values = values;
    this.#filters = filters;
  }

  /** The names up to their first dot. */
  names(): string[] {
    return [...new Set(Object.keys(this.#values).map((name) => name.split(".")[0] ?? ""))];
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return value === "" ? undefined : value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^[+-]?\d{1,18}$/.test(value)) {
      throw new Refusal("InvalidParameter", `The value type of parameter \`${name}\` is not valid.`);
    }
    return Number(value);
  }

  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === "true";
  }

  has(name: string): boolean {
    return Object.keys(this.#values).some((key) => key === name || key.startsWith(`${name}.`));
  }

  list(name: string): string[] {
    return this.#numbers(name).flatMap((index) => this.text(`${name}.${index}`) ?? []);
  }

  requiredList(name: string): string[] {
    const values = this.list(name);
    if (values.length === 0) throw missing(name);
    return values;
  }

  /** The objects of a list, each as parameters of its own. */
  objects(name: string): Parameters[] {
    return this.#numbers(name).map((index) => {
      const prefix = `${name}.${index}.`;
      const parts = Object.entries(this.#values).filter(([key]) => key.startsWith(prefix));
      return new Parameters(Object.fromEntries(parts.map(([key, value]) => [key.slice(prefix.length), value])));
    });
  }

  /** Tags, under the field names of the product: Key and Value, or TagKey and TagValue. */
  tags(name: string, words: readonly [string, string] = ["Key", "Value"]): Record<string, string> {
    return Object.fromEntries(this.objects(name).map((tag) => [tag.required(words[0]), tag.text(words[1]) ?? ""]));
  }

  /** At most 100 ids, which do not go together with `Filters`. */
  ids(name: string, form: RegExp, malformed = "InvalidParameterValue.Malformed"): string[] {
    const ids = this.list(name);
    if (ids.length > 0 && this.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
    if (ids.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (ids.some((id) => !form.test(id))) throw new Refusal(malformed);
    return ids;
  }

  /** Cuts the requested page out of the rows. */
  page(cap = 100): <Row>(rows: readonly Row[]) => Page<Row> {
    const offset = this.integer("Offset") ?? 0;
    const limit = this.integer("Limit") ?? 20;
    if (offset < 0 || limit < 1 || limit > cap) {
      throw new Refusal("InvalidParameterValue.LimitExceeded", `Limit is from 1 to ${cap}, Offset from 0.`);
    }
    return (rows) => ({
      page: rows.slice(offset, offset + limit),
      TotalCount: rows.length,
      Offset: offset,
      Limit: limit,
    });
  }

  /** `Filters`: values by name. What the vendor does not know is refused, and so is what the simulator does not. */
  filters(known: readonly string[]): Map<string, readonly string[]> {
    const filters = this.objects("Filters");
    if (filters.length > 10) throw new Refusal("InvalidParameterValue.LimitExceeded", "At most 10 Filters.");
    return new Map(
      filters.map((filter) => {
        const name = filter.required("Name");
        const values = filter.list("Values");
        if (!known.includes(name) && this.#filters.includes(name)) {
          throw new Refusal(NOT_SIMULATED, `The simulator does not have the filter ${name} of this action.`);
        }
        if (!known.includes(name) && !name.startsWith("tag:")) {
          throw new Refusal("InvalidParameter.InvalidFilter", `The filter ${name} is not supported.`);
        }
        if (values.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded", "At most 100 filter Values.");
        return [name, values];
      }),
    );
  }

  #numbers(name: string): number[] {
    const found = new Set<number>();
    for (const key of Object.keys(this.#values)) {
      const index = key.startsWith(`${name}.`) ? (key.slice(name.length + 1).split(".")[0] ?? "") : "";
      if (/^\d+$/.test(index)) found.add(Number(index));
    }
    return [...found].sort((a, b) => a - b);
  }
}

function missing(name: string): Refusal {
  return new Refusal("MissingParameter", `The request is missing a required parameter \`${name}\`.`);
}

/** A JSON body as flat names. Null is the same as absent. */
export function flatten(value: unknown, prefix = ""): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object") return { [prefix]: String(value) };
  const parts = Object.entries(value).map(([name, member]) => flatten(member, prefix ? `${prefix}.${name}` : name));
  return Object.assign({}, ...parts);
}
