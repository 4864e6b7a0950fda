// What the engine starts: runs the bundle beside it. Compiling the bundle takes longer than everything else until the
// plugin answers, so V8's compiled form of it is kept beside it, too.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

/** File name of the bundle, and a digest of it: V8 itself compares only its length. Set by the bundler. */
declare const PULUMI_IPV6_BUNDLE: string;
declare const PULUMI_IPV6_DIGEST: string;

/** Milliseconds from the start, when the functions that a start needs have been compiled. */
const KEEP_AFTER = 2_000;

const filename = join(__dirname, PULUMI_IPV6_BUNDLE);
const kept = `${filename}.${PULUMI_IPV6_DIGEST}-${process.version}-${process.arch}.cache`;

function run(): void {
  const cachedData = keptCode();
  // The bundle is ASCII, and is compiled as what `require` makes of a file.
  const script = new Script(Module.wrap(readFileSync(filename, "latin1")), {
    filename,
    ...(cachedData && { cachedData }),
  });
  if (!cachedData || script.cachedDataRejected) setTimeout(() => keep(script), KEEP_AFTER).unref();
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, filename, __dirname);
}

function keptCode(): Buffer | undefined {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

/** Others may start at the same moment, so the file appears whole or not at all. Where nothing can be written, it does not. */
function keep(script: Script): void {
  const draft = `${kept}.${process.pid}`;
  try {
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, kept);
  } catch {
    rmSync(draft, { force: true });
  }
}

run();
