import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Answer } from "./action";

/**
 * The vendor's models of its actions: names and types of every parameter and field. Taken from the vendors' packages;
 * the contract tests compare them.
 */

/** The name of a scalar type (`any` where the vendor gives none), a list of one type, or an object's fields. */
type Type = string | readonly [Type] | Fields;
interface Fields {
  readonly [name: string]: Type;
}

export interface Model {
  readonly request: Fields;
  readonly answer: Fields;
  /** Names that the list `Filters` may have, on clouds that have one. */
  readonly filters?: readonly string[];
}

/** How a cloud shows what an object does not have. */
export interface Absent {
  /** Left out if `undefined`. */
  readonly scalar: null | undefined;
  readonly object: null | Readonly<Record<string, never>>;
}

/** By product and name, as in `vpc DescribeVpcs`. */
export type Models = Readonly<Record<string, Model>>;

const PACKAGE = "pulumi-ipv6";

export function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === PACKAGE) return folder;
    if (folder === dirname(folder)) throw new Error(`the package ${PACKAGE} was not found above ${__dirname}`);
  }
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).version;
}

export function readModels(cloud: string): Models {
  return JSON.parse(readFileSync(join(packageRoot(), "fixtures", cloud, "models.json"), "utf8")).actions;
}

/**
 * The answer with every field of its model, those that the simulator does not know as absent, so that clients find the
 * lists and objects that they take for granted. Throws an Error for a field that the model does not have, or not as such.
 */
export function completed(place: string, model: Fields, answer: Answer, absent: Absent): Answer {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer)) {
    const type = model[name];
    if (type === undefined) throw new Error(`${place} answers ${name}, which its model does not have`);
    whole[name] = fitted(`${place} ${name}`, type, value, absent);
  }
  for (const [name, type] of Object.entries(model)) {
    if (!(name in whole) && !/^requestId$/i.test(name)) whole[name] = missing(type, absent);
  }
  return whole;
}

function fitted(place: string, type: Type, value: unknown, absent: Absent): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(type)) {
    if (!Array.isArray(value)) throw new Error(`${place} is a list in its model`);
    return value.map((member) => fitted(place, type[0], member, absent));
  }
  if (typeof type === "object") {
    if (typeof value !== "object" || Array.isArray(value)) throw new Error(`${place} is an object in its model`);
    return completed(place, type as Fields, value as Answer, absent);
  }
  if (type !== "any" && typeof value !== type) throw new Error(`${place} is a ${type} in its model: ${value}`);
  return value;
}

function missing(type: Type, absent: Absent): unknown {
  if (Array.isArray(type)) return [];
  if (typeof type === "string") return absent.scalar;
  const [list, ...others] = Object.values(type);
  const holdsOneList = Array.isArray(list) && others.length === 0;
  return holdsOneList ? completed("", type as Fields, {}, absent) : absent.object;
}
