import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the package, from its sources as from what was compiled of them. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
