// The plugin's process: `pulumi-resource-ipv6 [flags] <engine address>`. Its first line is the port it serves on.
import { fstatSync } from "node:fs";
import { atEnd, processRuntime } from "../process-runtime";
import { startPlugin } from "./server";

/** Put in when the bundle is made. */
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

/** An engine that was killed cannot say so, but the pipe it holds to us closes. (Without an engine it is no pipe.) */
function endWithEngine(): void {
  if (!fstatSync(0).isFIFO() && !fstatSync(0).isSocket()) return;
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0));
  process.stdin.resume();
}

void main();
