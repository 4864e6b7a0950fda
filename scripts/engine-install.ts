// The official installer, run where it can be given up: it has no limit of its own and may wait minutes for a network.
import { dirname } from "node:path";
import { run } from "./engine-process";

/** Long enough for a slow network to answer, short enough not to be noticed where there is none. */
const answerMs = 5_000;
const totalMs = 180_000;

// Runs in a process of its own. Its first request fetches the installer's script, so a limit on that request is the probe.
// Leaves with everything it started when its parent goes away.
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

/** Puts the released engine, all its hosts included, into `root`/bin. Answers why not, or nothing when it is there. */
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
