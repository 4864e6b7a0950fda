export type Json = Readonly<Record<string, unknown>>;

/** `internetChargeType` becomes InternetChargeType, and `TRAFFIC_POSTPAID_BY_HOUR` TrafficPostpaidByHour. */
export function pascal(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/);
  const shouted = !/[a-z]/.test(text);
  return words
    .map((word) => word.charAt(0).toUpperCase() + (shouted ? word.slice(1).toLowerCase() : word.slice(1)))
    .join("");
}

export function listOf(items: Json): Json {
  return { type: "array", items };
}

export function mapped<T>(entries: [string, T][], of: (entry: [string, T]) => Json): Record<string, Json> {
  return Object.fromEntries(entries.map((entry) => [entry[0], of(entry)]));
}

export function listed(names: readonly string[]): string {
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}
