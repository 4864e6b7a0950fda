import { type Field, type Fields, hasUnknown, UNKNOWN } from "./field";

export type Values = Record<string, unknown>;
export interface Failure {
  readonly property: string;
  readonly reason: string;
}
/** The result of a rule over several fields. A warning leaves the decision to the cloud. */
export interface Finding extends Failure {
  readonly severity: "refuse" | "warn";
}
/** A rule over several fields. Called only when all of them are known and valid; absent ones are undefined. */
export interface Rule {
  readonly fields: readonly string[];
  /** It asks only which of them are given, so it is called with unknown and invalid ones too. */
  readonly presence?: true;
  /** For the documentation. */
  readonly doc: string;
  readonly judge: (values: Values) => readonly Finding[];
}

export interface Checked {
  readonly inputs: Values;
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
}

/**
 * Applies defaults, canonical spelling, limits and rules. Reports all failures at once and makes no call.
 *
 * @param defaults whether omitted inputs take their defaults, as they do for new orders
 */
export function check(where: string, fields: Fields, rules: readonly Rule[], given: Values, defaults = true): Checked {
  const inputs: Values = {};
  const findings: Finding[] = [];
  const refuse = (property: string, rule: string, value?: unknown) =>
    findings.push({
      property,
      severity: "refuse",
      reason: `${rule} on ${where}${value === undefined ? "" : `; got ${show(value)}`}`,
    });

  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("__")) inputs[name] = value;
    else if (!Object.hasOwn(fields, name))
      refuse(name, `no such input (there are ${Object.keys(fields).join(", ")})`, value);
  }
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (field.presence === "required") refuse(name, `is required and ${field.rule}`);
      if (field.presence === "defaulted" && defaults) inputs[name] = field.default;
    } else if (value === UNKNOWN) {
      if (field.plain) refuse(name, "decides which resources are created and must be known at preview");
      inputs[name] = value;
    } else {
      const accepted = field.accept(value);
      if (accepted === undefined) refuse(name, field.rule, field.secret ? "a secret" : value);
      else if (field.open && !Object.hasOwn(field.words ?? {}, accepted))
        findings.push(unlisted(where, name, field, value));
      inputs[name] = accepted ?? value;
    }
  }
  const broken = new Set(findings.filter((f) => f.severity === "refuse").map((f) => f.property));
  for (const rule of rules) {
    const isOpen = (name: string) => broken.has(name) || hasUnknown(inputs[name]);
    if (!rule.presence && rule.fields.some(isOpen)) continue;
    findings.push(...rule.judge(inputs));
  }
  return {
    inputs,
    failures: findings.filter((f) => f.severity === "refuse").map(worded),
    warnings: findings.filter((f) => f.severity === "warn").map((f) => worded(f).reason),
  };
}

function unlisted(where: string, property: string, { words = {} }: Field<unknown>, value: unknown): Finding {
  const listed = Object.keys(words).join(", ");
  const reason = `is not among the values that ${where} documents (${listed}); it is passed on, and the cloud may refuse it; got ${show(value)}`;
  return { property, severity: "warn", reason };
}

function worded({ property, reason }: Failure): Failure {
  return { property, reason: `${property}: ${reason}` };
}

/** A value as the user wrote it, truncated for messages. */
export function show(value: unknown): string {
  const whole = hasUnknown(value) ? "a value not yet known" : written(value);
  // A URL may have a password in front of its host.
  const text = whole.replace(/:\/\/[^/@\s]*@/g, "://[secret]@");
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** Some values cannot be serialized; the message must still be produced. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return `a value of type ${typeof value}`;
  }
}

/** Exactly one of these inputs must be given. */
export function exactlyOneOf(where: string, ...names: readonly [string, string, ...string[]]): Rule {
  const two = names.length === 2;
  return {
    fields: names,
    doc: `Exactly one of ${listed(names.map((name) => `\`${name}\``))}.`,
    judge: (values) => {
      const present = names.filter((name) => values[name] !== undefined);
      if (present.length === 1) return [];
      const got = present.length === 0 ? (two ? "neither" : "none") : two ? "both" : listed(present);
      return [
        {
          property: names[0],
          severity: "refuse",
          reason: `exactly one of ${listed(names)} must be given on ${where}; got ${got}`,
        },
      ];
    },
  };
}

function listed(names: readonly string[]): string {
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}

/** A maximum that depends on another input. Above it the cloud may refuse, so this only warns. */
export function ceilingBy(
  where: string,
  amount: string,
  chosenBy: string,
  ceilings: Readonly<Record<string, number>>,
  unit: string,
): Rule {
  const list = Object.entries(ceilings).map(([w, max]) => `${w} ${max}`);
  return {
    fields: [amount, chosenBy],
    doc: `Above these limits the cloud may refuse (warning only): ${list.join(", ")} ${unit}.`,
    judge: (values) => {
      const value = values[amount] as number;
      const max = ceilings[values[chosenBy] as string];
      if (max === undefined || value <= max) return [];
      const reason = `is above the ${max} ${unit} now published for ${values[chosenBy]} on ${where}; the cloud may refuse it; got ${value}`;
      return [{ property: amount, severity: "warn", reason }];
    },
  };
}

/** An input that some choices require. */
export function needs(
  where: string,
  needed: string,
  chosenBy: string,
  words: readonly string[],
  severity: Finding["severity"],
): Rule {
  const choices = words.join(" and ");
  return {
    fields: [needed, chosenBy],
    doc: `\`${needed}\`: ${severity === "warn" ? "may be required" : "required"} with \`${chosenBy}\` ${choices}.`,
    judge: (values) => {
      const chosen = values[chosenBy] as string;
      if (values[needed] !== undefined || !words.includes(chosen)) return [];
      const what = `with ${chosenBy} ${chosen} on ${where}`;
      const warning = `may be required ${what}: the vendor's documentation is inconsistent, and the cloud decides`;
      return [{ property: needed, severity, reason: severity === "warn" ? warning : `is required ${what}` }];
    },
  };
}

/** An input that applies only with certain choices. With others the cloud would ignore it, leaving a permanent diff. */
export function onlyWith(
  where: string,
  input: string,
  chosenBy: string,
  words: readonly string[],
  absent: "refuse" | "allow",
): Rule {
  const choices = words.join(" or ");
  return {
    fields: [input, chosenBy],
    doc: `\`${input}\`: only with \`${chosenBy}\` ${choices}.`,
    judge: (values) => {
      const chosen = values[chosenBy] as string | undefined;
      const fits = chosen === undefined ? absent === "allow" : words.includes(chosen);
      if (values[input] === undefined || fits) return [];
      const reason = `applies only with ${chosenBy} ${choices} on ${where}; ${chosenBy} is ${chosen ?? "not given"}`;
      return [{ property: input, severity: "refuse", reason }];
    },
  };
}
