// `make demo`: the life of the resources, with the real engine, on simulated clouds. Only the clouds are simulated: each
// command is one that a user would type, and each proof comes from the ledger and the journal of the clouds.
import RPCClient from "@alicloud/pop-core";
import type { LedgerEntry, Simulator } from "../simulator";
import { DemoRun, MAIN as WEB } from "./demo-run";

const ADOPT = "alibaba-adopt";
const THREE = "three-clouds";
const ALLOCATE = "AllocateIpv6InternetBandwidth";

async function play(demo: DemoRun): Promise<void> {
  const { simulator } = demo;
  const calls = (action: string) => simulator.journal().filter((call) => call.action === action && !call.dryRun);
  await demo.stacks(WEB, ADOPT, THREE);

  demo.title("A preview asks the cloud", "Would it be accepted? Dry runs and reads answer; nothing is ordered.");
  await demo.run({ stack: WEB, verb: "preview" });
  const asked = simulator.journal().length;
  demo.proof(demo.news().length === 0 && asked > 0, `Calls: ${asked}. Orders: 0.`);

  demo.title("The order's answer is lost on the way back", "The cloud has sold, the program does not know it.");
  simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
  await demo.run({ stack: WEB, verb: "up" });
  const orders = demo.news().filter(({ event }) => event === "ordered");
  demo.proof(
    orders.length === 1 && calls(ALLOCATE).length === 2,
    `Sent ${calls(ALLOCATE).length} times with one ClientToken, sold once: ${orders.map(line)}.`,
  );

  demo.title("More bandwidth", "It is changed in place, not replaced.");
  await demo.run({ stack: WEB, verb: "up", args: ["-c", "bandwidth=200"] });
  expect(demo, ["changed"]);

  demo.title("Somebody changes it in the console", "To 300 Mbps. The next update finds that and puts 200 back.");
  await byHand(simulator, live(simulator), 300);
  const byConsole = demo.news();
  await demo.run({ stack: WEB, verb: "up", args: ["--refresh"] });
  demo.note(`By hand: ${byConsole.map(line)}.`);
  expect(demo, ["changed"]);

  demo.title("Mistakes", "All are told at once, before any call.");
  const before = simulator.journal().length;
  const bad = ["-c", "bandwidth=9000", "-c", "internetChargeType=PerMonth"];
  const { text } = await demo.run({ stack: WEB, verb: "up", args: bad, expect: "is refused" });
  const said = ["bandwidth: must be", "internetChargeType: must be"].map((start) => sentence(text, start));
  for (const mistake of said) demo.note(mistake);
  const sent = simulator.journal().length - before;
  demo.proof(sent === 0 && said.every(Boolean), `${said.length} mistakes, ${sent} calls.`);

  demo.title("Another way of billing", "An address holds one bandwidth at a time, so the old one goes first.");
  const flat = ["-c", "bandwidth=200", "-c", "internetChargeType=PayByBandwidth"];
  await demo.run({ stack: WEB, verb: "up", args: flat });
  expect(demo, ["released", "ordered"]);

  demo.title("What was bought by hand", "The preview refuses to buy it again, and names it and the way out.");
  const refused = await demo.run({ stack: ADOPT, verb: "preview", args: ["-c", "adopt=false"], expect: "is refused" });
  demo.note(wayOut(refused.text));
  await demo.run({ stack: ADOPT, verb: "up", args: ["-c", "adopt=true"] });
  expect(demo, ["changed"], "Taken over, no order");

  demo.title("Three clouds", "Each in its own words: six resources, then a preview that finds no difference.");
  await demo.run({ stack: THREE, verb: "up" });
  const made = demo.news();
  for (const entry of made) demo.note(line(entry));
  await demo.run({ stack: THREE, verb: "preview", args: ["--expect-no-changes"] });
  const clouds = new Set(made.map(({ cloud }) => cloud));
  demo.proof(clouds.size === 3 && demo.news().length === 0, `${made.length} effects on ${clouds.size} clouds; then 0.`);

  demo.title("The end", "All that was ordered is released, and what was adopted.");
  await demo.sideBySide(...[WEB, ADOPT, THREE].map((stack) => ({ stack, verb: "destroy" as const })));
  account(demo);
}

/** Shows what took effect, which must be exactly these events. */
function expect(demo: DemoRun, events: readonly LedgerEntry["event"][], words = ""): void {
  const news = demo.news();
  const isSo = news.map(({ event }) => event).join() === events.join();
  demo.proof(isSo, `${words && `${words}: `}${news.map(line).join("; ")}.`);
}

function line({ cloud, event, id, detail }: LedgerEntry): string {
  const { bandwidth, internetChargeType, addresses, address } = detail;
  const mbps = bandwidth === undefined ? "" : `${bandwidth} Mbps ${internetChargeType ?? ""}`;
  const what = addresses ? (addresses as string[]).join(", ") : [address, mbps].filter(Boolean).join(", ");
  return `${cloud} ${event} ${what} (${id})`;
}

/** The part of the engine's error that begins so, without the engine's own words before it. */
function sentence(text: string, start: string): string {
  const found = text.split("\n").find((each) => each.includes(start)) ?? "";
  return found.slice(found.indexOf(start)).trim();
}

/** The code of a refusal, and the sentence that says how to take over what is there. */
function wayOut(text: string): string {
  const error = sentence(text, "ipv6-byhand");
  const code = /^\S+ \S+/.exec(error)?.[0] ?? "";
  const advice = error.split(/(?<=\.) /).find((each) => each.includes("adopt: true")) ?? "";
  return advice && `${code}. ${advice}`;
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
  const { total, lines } = demo.simulator.bill();
  const isEven = liveOrders.length === 0 && totals.assigned === totals.unassigned;
  const isEnded = lines.every(({ until }) => until !== undefined);
  const adopted = totals.released - totals.ordered;
  demo.proof(
    isEven && isEnded,
    `Ledger: ordered ${totals.ordered}, released ${totals.released} (${adopted} adopted); assigned ${totals.assigned}, unassigned ${totals.unassigned}. Live orders: ${liveOrders.length}.`,
  );
  const bill = Object.entries(total).map(([currency, amount]) => `${amount.toFixed(2)} ${currency}`);
  demo.end(`On the real clouds this would have cost ${bill.join(" and ")}, by list prices. Here: nothing.`);
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
