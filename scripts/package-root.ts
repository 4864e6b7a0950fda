import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package's root folder, from the sources and from the compiled files. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
