// `make demo`: the whole lifecycle of resources, with the real engine, on simulated clouds. Only the clouds are
// simulated: each command is one that a user would type, and each result is read from the simulator's ledger.
import RPCClient from "@alicloud/pop-core";
import type { LedgerEntry, Simulator } from "../simulator";
import { DemoRun } from "./demo-run";

const WEB = "alibaba-web";
const ADOPT = "alibaba-adopt";
const THREE = "three-clouds";
const UP = ["--yes", "--skip-preview"];

async function play(demo: DemoRun): Promise<void> {
  await demo.stack(WEB);
  await demo.stack(ADOPT);
  await demo.stack(THREE);

  demo.title("A preview", "two resources to create, and no order placed");
  await demo.pulumi(WEB, "preview", []);
  ledger(demo);

  demo.title("The update", "two addresses assigned, one bandwidth ordered, each once");
  await demo.pulumi(WEB, "up", UP);
  ledger(demo);

  demo.title("A preview right after it", "nothing to change");
  await demo.pulumi(WEB, "preview", ["--expect-no-changes"]);

  demo.title("More bandwidth", "`updated`, not replaced: the cloud changes it in place");
  await demo.set(WEB, "bandwidth", "200");
  await demo.pulumi(WEB, "up", UP);
  ledger(demo);

  demo.title("Another charge type", "a replacement that deletes first: an address holds one bandwidth at a time");
  await demo.set(WEB, "internetChargeType", "PayByBandwidth");
  await demo.pulumi(WEB, "preview", []);
  await demo.pulumi(WEB, "up", UP);
  ledger(demo);

  demo.title("A change in the console", "refresh finds 300, and the next update puts 200 back");
  await byHand(demo.simulator, live(demo.simulator), 300);
  await demo.pulumi(WEB, "refresh", [...UP, "--diff"]);
  await demo.pulumi(WEB, "up", UP);
  ledger(demo);

  demo.title("Bad input", "all mistakes at once, before any API call");
  const calls = demo.simulator.journal().length;
  await demo.set(WEB, "bandwidth", "9000");
  await demo.set(WEB, "internetChargeType", "PerMonth");
  await demo.pulumi(WEB, "up", UP, "is refused");
  demo.note(`API calls sent: ${demo.simulator.journal().length - calls}`);
  await demo.set(WEB, "bandwidth", "200");
  await demo.set(WEB, "internetChargeType", "PayByBandwidth");

  demo.title(
    "An order that the cloud refuses",
    "the preview already fails; the error names the owner and the options. An up without a preview is refused, too",
  );
  await demo.set(ADOPT, "adopt", "false");
  await demo.pulumi(ADOPT, "preview", [], "is refused");
  await demo.pulumi(ADOPT, "up", UP, "is refused");
  ledger(demo);

  demo.title("Adoption", "the same with `adopt: true`: no order, 20 Mbps changed to the declared 50");
  await demo.set(ADOPT, "adopt", "true");
  await demo.pulumi(ADOPT, "up", UP);
  await demo.pulumi(ADOPT, "preview", ["--expect-no-changes"]);
  ledger(demo);

  demo.title("Three clouds side by side", "each cloud has its own names, but all work the same way");
  await demo.pulumi(THREE, "up", UP);
  await demo.pulumi(THREE, "preview", ["--expect-no-changes"]);
  ledger(demo);

  demo.title("More bandwidth on all three", "four resources updated in place");
  await demo.set(THREE, "bandwidth", "40");
  await demo.pulumi(THREE, "up", UP);
  ledger(demo);

  demo.title("The end", "everything is released, including the adopted bandwidth");
  demo.note("Zenlayer's existing IPv6 stays, with its original 20 Mbps: the program only managed its billing.");
  await demo.pulumi(WEB, "destroy", UP);
  await demo.pulumi(ADOPT, "destroy", UP);
  await demo.pulumi(THREE, "destroy", UP);
  ledger(demo);
  account(demo);
}

/** Prints what took effect since the last call, from the simulator's ledger. */
let shown = 0;
function ledger(demo: DemoRun): void {
  const entries = demo.simulator.ledger().slice(shown);
  shown += entries.length;
  if (entries.length === 0) demo.note("Ledger: nothing");
  for (const entry of entries) demo.note(`Ledger: ${line(entry)}`);
}

function line({ cloud, event, id, subject, detail }: LedgerEntry): string {
  const { bandwidth, internetChargeType, addresses } = detail;
  const what = addresses ? (addresses as string[]).join(", ") : `${bandwidth} Mbps ${internetChargeType ?? ""}`;
  return `${cloud.padEnd(8)} ${event.padEnd(10)} ${id}${id === subject ? "" : ` on ${subject}`}: ${what}`;
}

function live(simulator: Simulator): string {
  const [order] = simulator.ledgerSummary().liveOrders;
  if (!order) throw new Error("expected a live order");
  return order.id;
}

/** A change outside Pulumi, made with the vendor's own client. */
async function byHand(simulator: Simulator, id: string, mbps: number): Promise<void> {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId = "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret = "" } =
    simulator.environment().alibaba ?? {};
  const vpc = new RPCClient({ endpoint: simulator.url, apiVersion: "2016-04-28", accessKeyId, accessKeySecret });
  const change = { RegionId: "cn-hangzhou", Ipv6InternetBandwidthId: id, Bandwidth: mbps };
  await vpc.request("ModifyIpv6InternetBandwidth", change, { method: "POST" });
}

function account(demo: DemoRun): void {
  const { totals, liveOrders } = demo.simulator.ledgerSummary();
  const sums = Object.entries(totals).map(([event, times]) => `${event} ${times}`);
  demo.note(`Total: ${sums.join(", ")}. Live orders: ${liveOrders.length}`);
  if (liveOrders.length > 0 || totals.assigned !== totals.unassigned)
    throw new Error("the demo left live orders or assigned addresses");
}

async function main(): Promise<void> {
  const demo = await DemoRun.open();
  const stop = (code: number) => void demo.close().finally(() => process.exit(code));
  process.once("SIGINT", () => stop(130));
  process.once("SIGTERM", () => stop(143));
  try {
    await play(demo);
    stop(0);
  } catch (error) {
    process.stderr.write(`The demo stopped: ${(error as Error).message}\n`);
    stop(1);
  }
}

void main();
