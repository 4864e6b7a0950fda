import { fields, number, oneOf, optional, refuse, text } from "./strict";

/** The clouds as a person sees and uses them, in one form for all: what the page shows, and what its buttons order. */

export interface BandwidthView {
  readonly id: string;
  readonly mbps?: number;
  readonly internetChargeType: string;
  readonly status: string;
  /** Where `POST /_simulator/operate` changes the bandwidth: a row, and the path of the number in it. */
  readonly row: { readonly table: string; readonly id: string; readonly path: readonly string[] };
}

export interface AddressView {
  /** What orders and releases name. */
  readonly id: string;
  readonly address: string;
  readonly status: string;
  readonly bandwidth?: BandwidthView;
}

export interface InterfaceView {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly instance?: string;
  readonly addresses: readonly AddressView[];
}

export interface TaskView {
  readonly id: string;
  readonly what: string;
  readonly on: string;
  /** ISO. */
  readonly endsAt: string;
}

export interface CloudView {
  readonly name: string;
  readonly title: string;
  /** Whether an address comes with its bandwidth, in one order. */
  readonly inOne: boolean;
  readonly interfaces: readonly InterfaceView[];
  readonly tasks: readonly TaskView[];
}

/** Rows by what they belong to, so that a view of many objects reads each row once. */
export function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | undefined): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export const DEEDS = ["assign", "unassign", "order", "change", "release"] as const;

/** What a button does. It is sent as a signed call of the vendor's API, as the vendor's own console would. */
export interface Deed {
  readonly cloud: string;
  readonly do: (typeof DEEDS)[number];
  /** Of the network interface (assign), the address (order, unassign) or the bandwidth (change, release). */
  readonly id: string;
  /** Mbps, where one is ordered or changed. */
  readonly bandwidth?: number;
  /** Client token, where the action takes one: the same again is the same order. */
  readonly token?: string;
}

export interface DeedAnswer {
  readonly action: string;
  /** HTTP status; 0: no answer came. */
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}

/** Checks a deed that comes from outside. Throws an Error with all that is wrong. */
export function readDeed(value: unknown): Deed {
  refuse(deedShape(value, ""));
  return value as Deed;
}

const deedShape = fields({
  cloud: text,
  id: text,
  do: oneOf(DEEDS),
  bandwidth: optional(number(Number.isInteger, "a whole number of Mbps")),
  token: optional(text),
});
