import { isObject, listOf, object, type Shape, text } from "./strict";

/** The lists of a seed, and what each row must have. */

/** Names of the fields that are never left out, and hold any text. */
type TextFields<Row> = {
  [Name in keyof Row]-?: object extends Pick<Row, Name> ? never : string extends Row[Name] ? Name : never;
}[keyof Row];

/** Rows with these texts. The compiler wants every one that the type of the row wants. */
export function rowsOf<Row>(names: Readonly<Record<TextFields<Row> & string, true>>): Shape {
  const row: Shape = (value, place) =>
    isObject(value)
      ? Object.keys(names).flatMap((name) => text(value[name], `${place}.${name}`))
      : object(value, place);
  return listOf(row);
}

export const texts = listOf(text);

/** Accounts, each with a list of keys. */
export function accountsOf<Key>(names: Parameters<typeof rowsOf<Key>>[0]): Shape {
  const keys = rowsOf<Key>(names);
  const account: Shape = (value, place) =>
    isObject(value) ? [...text(value.id, `${place}.id`), ...keys(value.keys, `${place}.keys`)] : object(value, place);
  return listOf(account);
}
