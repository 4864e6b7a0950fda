// What the answers of probes say about the rules of the simulator.
import type { Seen } from "./measure";
import { PROBES } from "./probes";

export interface Judged extends Seen {
  readonly verdict: "agrees" | "differs" | "not measured";
  /** Why nothing was measured. */
  readonly why?: string;
}

export function judge(records: Readonly<Record<string, Seen>>): Judged[] {
  return Object.values(records).map((seen) => {
    const why = seen.unmeasured ?? shadowed(seen, records);
    if (why !== undefined) return { ...seen, verdict: "not measured", why };
    return { ...seen, verdict: seen.seen === seen.expected ? "agrees" : "differs" };
  });
}

/** Why the answer is about something else than the fault of the request. */
function shadowed(seen: Seen, records: Readonly<Record<string, Seen>>): string | undefined {
  const id = PROBES.find((probe) => probe.id === seen.probe)?.control;
  if (id === undefined || seen.kind === undefined) return undefined;
  const control = records[id];
  if (seen.kind === "gone") return "what it names was refused first: the order of checks differs";
  if (control === undefined || control.unmeasured !== undefined)
    return `${id}, which it is compared with, was not measured`;
  return control.seen === seen.seen ? `refused as ${id} was, without its fault: another check comes first` : undefined;
}
