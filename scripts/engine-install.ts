// Runs the official installer with a time limit: it has none of its own and may wait minutes for a network.
import { dirname } from "node:path";
import { run } from "./engine-process";

/** Long enough for a slow network, short enough not to matter without a network. */
const answerMs = 5_000;
const totalMs = 180_000;

// Runs in its own process. Its first request downloads the installer's script, so the timeout of that request tests the
// network. It kills its process group when its parent exits.
const child = `
  const [root, version, automation] = process.argv.slice(1);
  const fetch = globalThis.fetch;
  globalThis.fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(${answerMs}) });
  process.stdin.resume().on("close", () => process.kill(-process.pid, "SIGKILL"));
  require(automation).PulumiCommand.install({ root, version }).then(
    () => process.exit(0),
    (error) => { console.error(error.message); process.exit(1); },
  );
`;

/** Installs the released engine with all its hosts into `root`/bin. Returns the reason if it fails. */
export async function installRelease(root: string, version: string): Promise<string | undefined> {
  let automation: string;
  try {
    automation = require.resolve("@pulumi/pulumi/automation");
  } catch {
    return "@pulumi/pulumi is not installed";
  }
  const result = await run(process.execPath, ["-e", child, root, version.replace(/^v/, ""), automation], {
    cwd: dirname(root),
    timeoutMs: totalMs,
    ownGroup: true,
  });
  if (result.timedOut) return `the installer did not end within ${totalMs / 1000} s`;
  if (result.code === 0) return undefined;
  return result.stderr.trim().split("\n").at(-1) || `the installer ended with code ${result.code}`;
}
