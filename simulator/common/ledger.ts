export type LedgerEvent = "ordered" | "changed" | "released" | "assigned" | "unassigned";
export type LedgerResource =
  | "Ipv6InternetBandwidth"
  | "NicIpv6Assignment"
  | "Ipv6Address"
  | "Ipv6EgressOnlyRule"
  | "ElasticPublicIpv6";

/** Resources that are billed while they exist. */
const PAID: ReadonlySet<LedgerResource> = new Set(["Ipv6InternetBandwidth", "ElasticPublicIpv6"]);

/** An effect on money or on an address. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly cloud: string;
  readonly account: string;
  readonly region: string;
  readonly event: LedgerEvent;
  readonly resource: LedgerResource;
  readonly id: string;
  /** What it belongs to: the id of the IPv6 address, the network interface or the vSwitch. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly clientToken?: string;
  readonly requestId: string;
}

export type LedgerFact = Omit<LedgerEntry, "seq" | "clientToken"> & { readonly clientToken?: string | undefined };

export interface LedgerSummary {
  /** Orders that are still billed, with the latest detail of each. Orders of the seed are not included. */
  readonly liveOrders: ReadonlyArray<Pick<LedgerEntry, "cloud" | "account" | "region" | "id" | "subject" | "detail">>;
  readonly totals: Readonly<Record<LedgerEvent, number>>;
}

export class Ledger {
  #entries: LedgerEntry[] = [];

  add(fact: LedgerFact): void {
    const { clientToken, ...rest } = fact;
    const entry = { seq: this.#entries.length + 1, ...rest };
    this.#entries.push(clientToken === undefined ? entry : { ...entry, clientToken });
  }

  all(): LedgerEntry[] {
    return [...this.#entries];
  }

  summary(): LedgerSummary {
    const totals: Record<LedgerEvent, number> = { ordered: 0, changed: 0, released: 0, assigned: 0, unassigned: 0 };
    const live = new Map<string, LedgerEntry>();
    for (const entry of this.#entries) {
      totals[entry.event]++;
      if (!PAID.has(entry.resource)) continue;
      const key = `${entry.cloud}/${entry.id}`;
      const before = live.get(key);
      if (entry.event === "released") live.delete(key);
      else if (entry.event === "ordered") live.set(key, entry);
      else if (before) live.set(key, { ...before, detail: { ...before.detail, ...entry.detail } });
    }
    const liveOrders = [...live.values()].map(({ cloud, account, region, id, subject, detail }) => {
      return { cloud, account, region, id, subject, detail };
    });
    return { liveOrders, totals };
  }

  reset(): void {
    this.#entries = [];
  }

  save(): LedgerEntry[] {
    return this.all();
  }

  load(saved: readonly LedgerEntry[]): void {
    this.#entries = [...saved];
  }
}
