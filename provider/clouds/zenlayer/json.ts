/** A string, or a whole number of 16 digits or more, which may be beyond 2^53. */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Parses an answer in which ids may come as numbers: long ones become texts, before a double can damage them. */
export function parseAnswer(text: string): unknown {
  return JSON.parse(text.replace(STRING_OR_LONG_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`)));
}
