// The code that is frozen into state, twice per resource, and sent with every call. `pulumi.dynamic.Resource` would
// serialize closures here, about 4 KB that depend on how the program was compiled. This code depends only on an entry
// point that never moves (see dynamic-runtime.ts), and holds no path: state goes from machine to machine.
import { createRequire } from "node:module";
import { join } from "node:path";

const ENTRY = "pulumi-ipv6/dynamic";

/** Where the engine starts dynamic providers, the package is in `node_modules`. */
const found = (type: string) => `exports.handler = () => require("pulumi-ipv6/dynamic").provider("${type}");`;

/**
 * It is a dependency of a dependency: of a component library in the same workspace, for example. Packages are searched
 * from those that the program names to those that they name.
 */
const SEARCH = `(folder) => {
  const { existsSync, readFileSync, realpathSync } = require("fs");
  const { dirname, join } = require("path");
  const folders = [folder];
  for (const at of folders) {
    const own = require("module").createRequire(join(at, "_"));
    try {
      return own.resolve("${ENTRY}");
    } catch {}
    let top = at;
    while (!existsSync(join(top, "package.json")) && top !== dirname(top)) top = dirname(top);
    if (!existsSync(join(top, "package.json"))) continue;
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
    for (const name of Object.keys({ ...dependencies, ...(at === folder && devDependencies) })) {
      const home = (own.resolve.paths(name) || []).map((each) => join(each, name)).find(existsSync);
      if (home && !folders.includes(realpathSync(home))) folders.push(realpathSync(home));
    }
  }
}`.replace(/\n\s*/g, " ");

const searched = (type: string) =>
  `exports.handler = () => { const path = (${SEARCH})(require("path").resolve()); if (!path) throw new Error("${notFound("the working directory")}"); return require(path).provider("${type}"); };`;

/**
 * The code of a resource type, if it runs in a folder: that of the program, where the engine starts dynamic providers.
 *
 * @throws an error that says what to add, if no package there depends on this one
 */
export function frozenCode(type: string, folder: string): string {
  if (resolves(folder)) return found(type);
  const search = new Function("require", `return ${SEARCH}`)(createRequire(__filename)) as (at: string) => unknown;
  if (!search(folder)) throw new Error(notFound(folder));
  return searched(type);
}

function notFound(folder: string): string {
  return `the engine looks for pulumi-ipv6 in ${folder} and does not find it: run npm install pulumi-ipv6 there`;
}

function resolves(folder: string): boolean {
  try {
    createRequire(join(folder, "_")).resolve(ENTRY);
    return true;
  } catch {
    return false;
  }
}
