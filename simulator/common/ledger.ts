export type LedgerEvent = "ordered" | "changed" | "released" | "assigned" | "unassigned";
export type LedgerResource =
  | "Ipv6InternetBandwidth"
  | "NicIpv6Assignment"
  | "Ipv6Address"
  | "Ipv6EgressOnlyRule"
  | "ElasticPublicIpv6";

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
  /** The orders that the bill goes on with, with the latest detail of each. Orders of the seed are not included. */
  readonly liveOrders: ReadonlyArray<Pick<LedgerEntry, "cloud" | "account" | "region" | "id" | "subject" | "detail">>;
  readonly totals: Readonly<Record<LedgerEvent, number>>;
}

/** One paid order of the ledger, from its first entry to its end. Orders of the seed are not in the ledger. */
export interface Order {
  readonly first: LedgerEntry;
  /** The detail from each moment on. */
  readonly history: Array<{ readonly at: number; readonly detail: LedgerEntry["detail"] }>;
  /** Left out while it lives. */
  until?: number;
}

/** The rule of what is paid: what was sold with a charge type, alone or with its address. Everything else is free. */
export function ordersOf(entries: readonly LedgerEntry[]): Order[] {
  const orders: Order[] = [];
  const live = new Map<string, Order>();
  for (const entry of entries) {
    const key = `${entry.cloud}/${entry.id}`;
    const at = Date.parse(entry.at);
    const order = live.get(key);
    const begins = entry.event === "ordered" || (entry.event === "assigned" && entry.resource === "NicIpv6Assignment");
    if (begins && typeof entry.detail.internetChargeType === "string") {
      const made: Order = { first: entry, history: [{ at, detail: entry.detail }] };
      orders.push(made);
      live.set(key, made);
    } else if (order && entry.event === "changed") {
      order.history.push({ at, detail: { ...order.history.at(-1)?.detail, ...entry.detail } });
    } else if (
      order &&
      (entry.event === "released" || (entry.event === "unassigned" && order.first.event === "assigned"))
    ) {
      order.until = at;
      live.delete(key);
    }
  }
  return orders;
}

/** The latest detail of an order. */
export function detailOf({ first, history }: Order): LedgerEntry["detail"] {
  return history.at(-1)?.detail ?? first.detail;
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
    for (const { event } of this.#entries) totals[event]++;
    const live = ordersOf(this.#entries).filter(({ until }) => until === undefined);
    const liveOrders = live.map((order) => {
      const { cloud, account, region, id, subject } = order.first;
      return { cloud, account, region, id, subject, detail: detailOf(order) };
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
