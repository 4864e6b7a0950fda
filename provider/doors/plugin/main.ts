// The plugin's process: `pulumi-resource-ipv6 [flags] <engine address>`. Its first line is the port it serves on.
import { fstatSync } from "node:fs";
import { atEnd, processRuntime } from "../process-runtime";
import { startPlugin } from "./server";

/** Set by the bundler. */
declare const PULUMI_IPV6_VERSION: string;

async function main(): Promise<void> {
  const last = process.argv.at(-1) ?? "";
  const { port, settle } = await startPlugin({
    version: PULUMI_IPV6_VERSION,
    runtime: processRuntime,
    engine: /:\d+$/.test(last) ? last : undefined,
  });
  process.stdout.write(`${port}\n`);
  atEnd(settle);
  endWithEngine();
}

/** A killed engine sends no signal, but its end of our stdin closes. (Without an engine stdin is no pipe.) */
function endWithEngine(): void {
  if (!fstatSync(0).isFIFO() && !fstatSync(0).isSocket()) return;
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0));
  process.stdin.resume();
}

void main();
