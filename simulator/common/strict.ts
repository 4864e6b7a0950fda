/**
 * Strict reading of what comes from outside: all mistakes at once, each with its place, and nothing unknown is ignored.
 * Without a package, because the simulator runs on Node.js alone.
 */

/** Says what is wrong with the value at a place, each mistake for itself; nothing if it is as it must be. */
export type Shape = (value: unknown, place: string) => string[];

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function must(isSo: (value: unknown) => boolean, words: string): Shape {
  return (value, place) => (isSo(value) ? [] : [at(place, words)]);
}

export const text = must((value) => typeof value === "string", "a text");
export const flag = must((value) => typeof value === "boolean", "true or false");
export const object = must(isObject, "a JSON object");

export const oneOf = (words: readonly string[]) =>
  must((value) => words.some((word) => word === value), `one of ${words.join(", ")}`);

export const number = (isSo: (value: number) => boolean, words: string) =>
  must((value) => typeof value === "number" && isSo(value), words);

/** An omitted field is right. */
export const optional =
  (shape: Shape): Shape =>
  (value, place) =>
    value === undefined ? [] : shape(value, place);

export const listOf =
  (shape: Shape): Shape =>
  (value, place) =>
    Array.isArray(value)
      ? value.flatMap((member, index) => shape(member, `${place}[${index}]`))
      : [at(place, "a JSON list")];

/** An object with any names. */
export const mapOf =
  (shape: Shape): Shape =>
  (value, place) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) => shape(member, below(place, name)))
      : object(value, place);

/** An object with these names and no others. */
export const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value, place) => {
    if (!isObject(value)) return object(value, place);
    const known = Object.keys(shapes);
    return [
      ...known.flatMap((name) => shapes[name]?.(value[name], below(place, name)) ?? []),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(shapes, name))
        .map((name) => at(below(place, name), `unknown, not one of ${known.join(", ")}`)),
    ];
  };

/** @throws Error with all mistakes */
export function refuse(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw new Error(mistakes.join("; "));
}

function at(place: string, words: string): string {
  return place === "" ? words : `${place}: ${words}`;
}

function below(place: string, name: string): string {
  return place === "" ? `${place}${name}` : `${place}.${name}`;
}
