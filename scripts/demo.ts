// `make demo`: the whole lifecycle of resources, with the real engine, on simulated clouds. Only the clouds are
// simulated: each command is one that a user would type, and each result is read from the simulator's ledger.
import RPCClient from "@alicloud/pop-core";
import type { LedgerEntry, Simulator } from "../simulator";
import { Stage } from "./demo-stage";

const WEB = "alibaba-web";
const ADOPT = "alibaba-adopt";
const THREE = "three-clouds";
const UP = ["--yes", "--skip-preview"];

async function demo(stage: Stage): Promise<void> {
  await stage.stack(WEB);
  await stage.stack(ADOPT);
  await stage.stack(THREE);

  stage.title("A preview", "two resources to create, and no order placed");
  await stage.pulumi(WEB, "preview", []);
  ledger(stage);

  stage.title("The update", "two addresses assigned, one bandwidth ordered, each once");
  await stage.pulumi(WEB, "up", UP);
  ledger(stage);

  stage.title("A preview right after it", "nothing to change");
  await stage.pulumi(WEB, "preview", ["--expect-no-changes"]);

  stage.title("More bandwidth", "`updated`, not replaced: the cloud changes it in place");
  await stage.set(WEB, "bandwidth", "200");
  await stage.pulumi(WEB, "up", UP);
  ledger(stage);

  stage.title("Another charge type", "a replacement that deletes first: an address holds one bandwidth at a time");
  await stage.set(WEB, "internetChargeType", "PayByBandwidth");
  await stage.pulumi(WEB, "preview", []);
  await stage.pulumi(WEB, "up", UP);
  ledger(stage);

  stage.title("A change in the console", "refresh finds 300, and the next update puts 200 back");
  await byHand(stage.simulator, live(stage.simulator), 300);
  await stage.pulumi(WEB, "refresh", [...UP, "--diff"]);
  await stage.pulumi(WEB, "up", UP);
  ledger(stage);

  stage.title("Bad input", "all mistakes at once, before any API call");
  const calls = stage.simulator.journal().length;
  await stage.set(WEB, "bandwidth", "9000");
  await stage.set(WEB, "internetChargeType", "PerMonth");
  await stage.pulumi(WEB, "up", UP, "is refused");
  stage.note(`API calls sent: ${stage.simulator.journal().length - calls}`);
  await stage.set(WEB, "bandwidth", "200");
  await stage.set(WEB, "internetChargeType", "PayByBandwidth");

  stage.title(
    "An order that the cloud refuses",
    "the preview already fails; the error names the owner and the options. An up without a preview is refused, too",
  );
  await stage.set(ADOPT, "adopt", "false");
  await stage.pulumi(ADOPT, "preview", [], "is refused");
  await stage.pulumi(ADOPT, "up", UP, "is refused");
  ledger(stage);

  stage.title("Adoption", "the same with `adopt: true`: no order, 20 Mbps changed to the declared 50");
  await stage.set(ADOPT, "adopt", "true");
  await stage.pulumi(ADOPT, "up", UP);
  await stage.pulumi(ADOPT, "preview", ["--expect-no-changes"]);
  ledger(stage);

  stage.title("Three clouds side by side", "each cloud has its own names, but all work the same way");
  await stage.pulumi(THREE, "up", UP);
  await stage.pulumi(THREE, "preview", ["--expect-no-changes"]);
  ledger(stage);

  stage.title("More bandwidth on all three", "four resources updated in place");
  await stage.set(THREE, "bandwidth", "40");
  await stage.pulumi(THREE, "up", UP);
  ledger(stage);

  stage.title("The end", "everything is released, including the adopted bandwidth");
  stage.note("Zenlayer's existing IPv6 stays, with its original 20 Mbps: the program only managed its billing.");
  await stage.pulumi(WEB, "destroy", UP);
  await stage.pulumi(ADOPT, "destroy", UP);
  await stage.pulumi(THREE, "destroy", UP);
  ledger(stage);
  account(stage);
}

/** Prints what took effect since the last call, from the simulator's ledger. */
let shown = 0;
function ledger(stage: Stage): void {
  const entries = stage.simulator.ledger().slice(shown);
  shown += entries.length;
  if (entries.length === 0) stage.note("Ledger: nothing");
  for (const entry of entries) stage.note(`Ledger: ${line(entry)}`);
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

function account(stage: Stage): void {
  const { totals, liveOrders } = stage.simulator.ledgerSummary();
  const sums = Object.entries(totals).map(([event, times]) => `${event} ${times}`);
  stage.note(`Total: ${sums.join(", ")}. Live orders: ${liveOrders.length}`);
  if (liveOrders.length > 0 || totals.assigned !== totals.unassigned)
    throw new Error("the demo left live orders or assigned addresses");
}

async function main(): Promise<void> {
  const stage = await Stage.open();
  const stop = (code: number) => void stage.close().finally(() => process.exit(code));
  process.once("SIGINT", () => stop(130));
  process.once("SIGTERM", () => stop(143));
  try {
    await demo(stage);
    stop(0);
  } catch (error) {
    process.stderr.write(`The demo stopped: ${(error as Error).message}\n`);
    stop(1);
  }
}

void main();
