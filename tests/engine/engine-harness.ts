// One stack on one simulated cloud. Tests read the simulator's ledger and journal to see what happened, not the
// provider.

import {
  type JournalEntry,
  type LedgerEntry,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator";
import { acts } from "../acts";
import type { Workspace } from "./workspace";
import type { StateResource } from "./workspace-types";

const simulators: Simulator[] = [];
afterAll(() => Promise.all(simulators.splice(0).map((simulator) => simulator.close())));

/** A simulator that is closed after the tests of the file. */
export async function openSimulator(options?: SimulatorOptions): Promise<Simulator> {
  const simulator = await startSimulator(options);
  simulators.push(simulator);
  return simulator;
}

export class EngineHarness {
  private looked = 0;

  constructor(
    readonly simulator: Simulator,
    readonly stack: Workspace,
  ) {}

  /** Calls since the last time this was read. */
  calls(): JournalEntry[] {
    const calls = this.simulator.journal().slice(this.looked);
    this.looked += calls.length;
    return calls;
  }

  /** Those that are neither reads nor dry runs. */
  acts(): JournalEntry[] {
    return acts(this.calls());
  }

  /** Effects on one address or network interface, in order: "ordered", "changed" and so on. */
  events(subject?: string): string[] {
    return this.entries(subject).map((entry) => entry.event);
  }

  entries(subject?: string): LedgerEntry[] {
    return this.simulator.ledger().filter((entry) => subject === undefined || entry.subject === subject);
  }

  /** Ids of bandwidths that are still billed. */
  live(subject?: string): string[] {
    const { liveOrders } = this.simulator.ledgerSummary();
    return liveOrders.filter((order) => subject === undefined || order.subject === subject).map((order) => order.id);
  }

  /** A resource's outputs in state. */
  async outputs(name: string): Promise<Record<string, unknown>> {
    return { ...(await this.stack.resource(name))?.outputs };
  }

  /** Resources of this package in state: no stack, no provider, nothing of the engine's own. */
  async resources(): Promise<StateResource[]> {
    return this.stack
      .state()
      .filter((resource) => resource.type.includes("ipv6"))
      .map(
        ({ urn, id, type, inputs, outputs, initErrors }) => ({ urn, id, type, inputs, outputs, initErrors }) as never,
      );
  }
}
