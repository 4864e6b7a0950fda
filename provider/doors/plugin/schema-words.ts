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

/** A YAML program with one resource. SDK generators convert it to every language. */
export function exampleProgram(type: string, inputs: Json): string {
  const properties = Object.entries(inputs).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`);
  return ["resources:", "  example:", `    type: ${type}`, "    properties:", ...properties].join("\n");
}

/** The form that generators expect. Those that do not convert YAML drop the whole section. */
export function exampleSection(program: string): string {
  return `{{% examples %}}\n{{% example %}}\n### Example\n\n\`\`\`yaml\n${program}\n\`\`\`\n\n{{% /example %}}\n{{% /examples %}}`;
}
