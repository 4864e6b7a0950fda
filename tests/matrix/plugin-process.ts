// The plugin as a process of its own, and many operations at once: what it prints besides its port.
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Running, start } from "../../scripts/engine-process";
import { seedMany, startSimulator } from "../../simulator";
import { until } from "../engine/workspace";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { Peer, urnOf } from "../plugin/peer";

/** As many as the engine starts at once on a machine with 16 processors. */
const AT_ONCE = 64;
const BUILT = resolve(__dirname, "../../dist/plugin");

/**
 * Orders many objects of every cloud at once.
 *
 * @returns what the process printed on standard error, and how many objects are billed or held
 */
export async function orderManyAtOnce(node: string): Promise<{ stderr: string; taken: number }> {
  const simulator = await startSimulator({ seed: seedMany(AT_ONCE, { second: true }), pace: { answerDelayMs: 50 } });
  // In no node_modules folder, like an installed archive: Node warns of deprecations only outside of those.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ipv6-plugin-")));
  cpSync(BUILT, folder, { recursive: true });
  const env = { PATH: process.env.PATH ?? "", HOME: folder };
  const child = start(node, [join(folder, "plugin.js")], { env, ownGroup: true });
  const stop = async () => {
    if (child.pid !== undefined) process.kill(child.pid, "SIGINT");
    const { stderr } = await child.done;
    rmSync(folder, { recursive: true, force: true });
    await simulator.close();
    return stderr;
  };
  try {
    const peer = Peer.attach(await portOf(child), () => {});
    const settings = PAIRS.map(({ cloud, settings: own }) => [cloud, { ...own, endpoint: simulator.url }]);
    await peer.configure(Object.fromEntries(settings));
    await Promise.all(PAIRS.flatMap((pair) => orders(peer, pair)));
    peer.stop();
  } catch (error) {
    throw new Error(`${error}; it printed ${await stop()}`);
  }
  const taken = simulator.ledger().length;
  return { taken, stderr: await stop() };
}

function orders(peer: Peer, { cloud, resource, inputs: given, many }: Pair): Promise<void>[] {
  if (!many) return [];
  return Array.from({ length: AT_ONCE }, async (_, index) => {
    const n = index + 1;
    const urn = urnOf(`${cloud}:${resource}`, `web-${n}`);
    // Without what is undefined: the protocol has no such value.
    const all = JSON.parse(JSON.stringify({ ...given, ...many(n).at }));
    const { inputs, reasons } = await peer.check(urn, all);
    if (reasons.length > 0) throw new Error(reasons.join("\n"));
    await peer.create(urn, inputs);
  });
}

/** The plugin's first line. */
async function portOf(child: Running): Promise<number> {
  await until("the plugin prints its port", () => /^\d+\n/m.test(child.output()));
  return Number.parseInt(child.output(), 10);
}
