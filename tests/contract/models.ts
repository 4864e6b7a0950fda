import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { INSTALL_MS } from "./patience";

/**
 * The vendors' own models of their actions, read out of the packages that they publish. `fixtures/<cloud>/models.json`
 * holds what the provider and the simulator use of them, so that no test has to install 100 MB.
 */

/** The name of a scalar type, a list of one type, or an object's fields. */
export type Type = string | readonly [Type] | { readonly [field: string]: Type };

export interface Model {
  readonly request: Readonly<Record<string, Type>>;
  readonly answer: Readonly<Record<string, Type>>;
  /** Names that the model's text gives for the list `Filters`. */
  readonly filters?: readonly string[];
}

export interface Models {
  /** The version of each package. */
  readonly packages: Readonly<Record<string, string>>;
  /** By product and name, as in `vpc DescribeVpcs`. */
  readonly actions: Readonly<Record<string, Model>>;
}

/** Kept between runs, outside what is checked in. */
const HOME = join(__dirname, "..", "..", "node_modules", ".cache", "models");

type Reader = (folder: string, action: string) => Model;

interface Source {
  readonly package: string;
  readonly products: readonly string[];
  readonly install: (name: string, folder: string) => void;
  readonly read: (product: string) => Reader;
}

/** By cloud. A package may have the models of several products. */
export const SOURCES: Readonly<Record<string, readonly Source[]>> = {
  alibaba: [
    { package: "@alicloud/vpc20160428", products: ["vpc"], install: npm, read: () => readDara },
    { package: "@alicloud/ecs20140526", products: ["ecs"], install: npm, read: () => readDara },
    { package: "@alicloud/sts20150401", products: ["sts"], install: npm, read: () => readDara },
  ],
  tencent: [
    {
      ...{ package: "tencentcloud-sdk-python-vpc", products: ["vpc"], install: pip },
      read: () => (folder, action) => readDocumented(join(folder, "tencentcloud/vpc/v20170312/models.py"), action),
    },
    {
      ...{ package: "tencentcloud-sdk-python-cvm", products: ["cvm"], install: pip },
      read: () => (folder, action) => readDocumented(join(folder, "tencentcloud/cvm/v20170312/models.py"), action),
    },
    {
      ...{ package: "tencentcloud-sdk-python-tag", products: ["tag"], install: pip },
      read: () => (folder, action) => readDocumented(join(folder, "tencentcloud/tag/v20180813/models.py"), action),
    },
    {
      ...{ package: "tencentcloud-sdk-python-sts", products: ["sts"], install: pip },
      read: () => (folder, action) => readDocumented(join(folder, "tencentcloud/sts/v20180813/models.py"), action),
    },
    {
      ...{ package: "tencentcloud-sdk-python-region", products: ["region"], install: pip },
      read: () => (folder, action) => readDocumented(join(folder, "tencentcloud/region/v20220627/models.py"), action),
    },
  ],
  zenlayer: [
    {
      ...{ package: "zenlayercloud-sdk-python", products: ["zec", "traffic", "zrm", "zbc"], install: pip },
      read: (product) => (folder, action) => {
        const versions = readdirSync(join(folder, "zenlayercloud", product)).filter((name) => /^v\d+$/.test(name));
        const newest = versions.sort().at(-1) ?? "";
        return readPlain(join(folder, "zenlayercloud", product, newest, "models.py"), action);
      },
    },
  ],
};

function npm(spec: string, folder: string): void {
  const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", "--prefix", folder, ...quiet, spec], { timeout: INSTALL_MS, stdio: "pipe" });
}

function pip(spec: string, folder: string): void {
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps", "--upgrade"];
  const args = ["-m", "pip", "install", ...quiet, "--target", folder, spec];
  execFileSync("python3", args, { timeout: INSTALL_MS, stdio: "pipe" });
}

/** The models of the named actions, of the given versions or else the newest. Throws when a package cannot be had. */
export function derive(cloud: string, names: readonly string[], versions: Models["packages"] = {}): Models {
  const packages: Record<string, string> = {};
  const actions: Record<string, Model> = {};
  for (const source of SOURCES[cloud] ?? []) {
    const { folder, version } = installed(source, versions[source.package]);
    packages[source.package] = version;
    for (const place of names) {
      const [product = "", action = ""] = place.split(" ");
      if (source.products.includes(product)) actions[place] = source.read(product)(folder, action);
    }
  }
  const sorted = Object.entries(actions).sort(([a], [b]) => (a < b ? -1 : 1));
  return { packages, actions: Object.fromEntries(sorted) };
}

/** Every error code that the packages of a cloud list. */
export function codesOf(cloud: string, versions: Models["packages"]): string[] {
  return (SOURCES[cloud] ?? []).flatMap((source) => {
    const { folder } = installed(source, versions[source.package]);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const lists = files.filter((name) => /v\d{8}\/errorcodes\.py$/.test(name));
    const text = lists.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    return [...text.matchAll(/^[A-Z_0-9]+ = '(.*)'$/gm)].map(([, code = ""]) => code);
  });
}

/** Where an npm package of a cloud's models is installed, for tests that call the cloud with it. */
export function packageFolder(cloud: string, name: string, versions: Models["packages"]): string {
  const source = (SOURCES[cloud] ?? []).find((each) => each.package === name);
  if (!source) throw new Error(`${name} is no package of ${cloud}`);
  return installed(source, versions[name]).folder;
}

function installed(source: Source, wanted = ""): { folder: string; version: string } {
  const name = source.package;
  const folder = join(HOME, name.replace(/\W+/g, "-"));
  if (versionIn(name, folder) === undefined || (wanted !== "" && versionIn(name, folder) !== wanted)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const separator = source.install === npm ? "@" : "==";
    source.install(wanted === "" ? name : `${name}${separator}${wanted}`, folder);
  }
  return { folder, version: versionIn(name, folder) ?? "" };
}

function versionIn(name: string, folder: string): string | undefined {
  const manifest = join(folder, "node_modules", name, "package.json");
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).version;
  if (!existsSync(folder)) return undefined;
  const prefix = `${name.replace(/-/g, "_")}-`;
  const info = readdirSync(folder).find((entry) => entry.startsWith(prefix) && entry.endsWith(".dist-info"));
  return info?.slice(prefix.length, -".dist-info".length);
}

interface Dara {
  names(): Record<string, string>;
  types(): Record<string, unknown>;
}

/**
 * Alibaba's Node.js packages: each model class knows its names on the wire and its types. The names of the classes are
 * spelled otherwise than the actions (DescribeIpv6addresses), which the client spells as they are sent.
 */
function readDara(folder: string, action: string): Model {
  const packages = join(folder, "node_modules", "@alicloud");
  const home = join(packages, readdirSync(packages).find((name) => /\d{8}$/.test(name)) ?? "", "dist");
  if (!readFileSync(join(home, "client.js"), "utf8").includes(`action: "${action}",`)) {
    throw new Error(`${home} has no action ${action}`);
  }
  const load = createRequire(join(folder, "index.js"));
  const classOf = (part: string): Dara | undefined => {
    const isIt = (name: string) => name.replace(/\.js$/, "").toLowerCase() === `${action}${part}`.toLowerCase();
    const file = readdirSync(join(home, "models")).find(isIt);
    const classes: Record<string, Dara> = file ? load(join(home, "models", file)) : {};
    return Object.entries(classes).find(([name]) => isIt(name))?.[1];
  };
  const answer = classOf("ResponseBody");
  if (!answer) throw new Error(`${home} has no model of what ${action} answers`);
  // A call without parameters has no class for its request.
  const request = classOf("Request");
  return { request: request ? fieldsOf(request) : {}, answer: fieldsOf(answer) };
}

function fieldsOf(model: Dara): Record<string, Type> {
  const types = model.types();
  return Object.fromEntries(Object.entries(model.names()).map(([key, name]) => [name, daraType(types[key])]));
}

function daraType(type: unknown): Type {
  if (typeof type === "string") return type;
  if (typeof type === "function") return fieldsOf(type as unknown as Dara);
  const { itemType } = type as { itemType?: unknown };
  return itemType === undefined ? "any" : [daraType(itemType)];
}

const texts = new Map<string, string>();
/** The source of one class of a module. */
function classIn(file: string, name: string): string {
  const text = texts.get(file) ?? readFileSync(file, "utf8");
  texts.set(file, text);
  const start = text.indexOf(`\nclass ${name}(`);
  if (start < 0) throw new Error(`${file} has no class ${name}`);
  const end = text.indexOf("\nclass ", start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

const SCALARS: Readonly<Record<string, string>> = { str: "string", int: "number", float: "number", bool: "boolean" };

/** Tencent's Python packages: the doc of each class names the type of each field. */
function readDocumented(file: string, action: string): Model {
  const scalar = (type: string): Type => SCALARS[type] ?? ("any" as Type);
  const typeOf = (type: string): Type => {
    const list = /^list of (.*)$/.exec(type)?.[1];
    if (list !== undefined) return [SCALARS[list] ? scalar(list) : fields(list.replace(/.*\.|`$/g, ""))];
    const model = /^:class:`.*\.(\w+)`$/.exec(type)?.[1];
    return model === undefined ? scalar(type) : fields(model);
  };
  const fields = (name: string): Record<string, Type> => {
    const found = [...classIn(file, name).matchAll(/^ +:type (\w+): (.*)$/gm)];
    return Object.fromEntries(found.map(([, field = "", type = ""]) => [field, typeOf(type.trim())]));
  };
  const doc = /:param _Filters:([\s\S]*?):type Filters:/.exec(classIn(file, `${action}Request`))?.[1] ?? "";
  const filters = [...doc.matchAll(/(?:<li>|^[-*] |^<li>)\s*`?([a-z][\w.:-]*)`?\s*(?:-|：)/gm)].map(
    ([, name = ""]) => name,
  );
  const model = { request: fields(`${action}Request`), answer: fields(`${action}Response`) };
  return filters.length > 0 ? { ...model, filters: [...new Set(filters)].sort() } : model;
}

/** Zenlayer's Python package: names and nesting, but no types of scalars, which are `any`. */
function readPlain(file: string, action: string): Model {
  const fields = (name: string): Record<string, Type> => {
    const source = classIn(file, name);
    const names = [...source.matchAll(/^ +self\.(\w+) = None$/gm)].map(([, field = ""]) => field);
    return Object.fromEntries(names.map((field) => [field, typeOf(source, field)]));
  };
  const typeOf = (source: string, field: string): Type => {
    const one = new RegExp(`self\\.${field} = (\\w+)\\(params\\.get`).exec(source)?.[1];
    if (one !== undefined) return fields(one);
    const items = new RegExp(`self\\.${field} = \\[\\]\\s+for \\w+ in [^\\n]*\\s+(?:\\w+ = )?(\\w+)\\(`).exec(
      source,
    )?.[1];
    return items === undefined ? "any" : [fields(items)];
  };
  return { request: fields(`${action}Request`), answer: fields(`${action}Response`) };
}
