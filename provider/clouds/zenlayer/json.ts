/** A string, or a number as a whole. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** Digits from which a whole number may be beyond 2^53. */
const LONG = /^-?\d{16,}$/;

/** Parses an answer in which ids may come as numbers: long ones become texts, before a double can damage them. */
export function parseAnswer(text: string): unknown {
  return JSON.parse(text.replace(STRING_OR_NUMBER, (found) => (LONG.test(found) ? `"${found}"` : found)));
}
