import { findVisible, visibleRows } from "../common/action";
import type { Table } from "../common/table";
import type { Context } from "./action";
import { putChanged } from "./effects";
import { Refusal } from "./errors";
import type { Ipv6Address, NetworkInterface, Vpc, VSwitch } from "./state";
import { shownTags } from "./tags";

/** What can have tags, by the vendor's name of its type. */

type Tags = Readonly<Record<string, string>>;
type Row = Ipv6Address | NetworkInterface | VSwitch | Vpc;

export interface Taggable {
  readonly type: string;
  readonly row: Row;
}

function tableOf({ state, call }: Context, type: string): Table<Row> {
  const tables: Record<string, object> = {
    "vpc IPV6ADDRESS": state.ipv6Addresses,
    "vpc VPC": state.vpcs,
    "vpc VSWITCH": state.vSwitches,
    "ecs ENI": state.networkInterfaces,
  };
  const table = tables[`${call.product} ${type.toUpperCase()}`];
  if (!table)
    throw new Refusal("UnsupportedParameter", `The specified parameter ResourceType ${type} is not supported.`);
  return table as Table<Row>;
}

export function requireTaggable(context: Context, type: string, id: string): Taggable {
  const row = findVisible(context, tableOf(context, type), id);
  if (!row) throw new Refusal("InvalidResourceId.NotFound");
  return { type, row };
}

export function putTags(context: Context, { type, row }: Taggable, tags: Tags): void {
  if (type.toUpperCase() === "IPV6ADDRESS") putChanged(context, row as Ipv6Address, { tags });
  else tableOf(context, type).put({ ...row, tags });
}

/** Every resource of a type that the caller sees, with its tags as lists show them. */
export function listTagged(context: Context, type: string): Array<{ readonly id: string; readonly tags: Tags }> {
  const ofAddresses = type.toUpperCase() === "IPV6ADDRESS";
  return visibleRows(context, tableOf(context, type)).map((row) => ({
    id: row.id,
    tags: ofAddresses ? shownTags(context, row as Ipv6Address) : (row.tags ?? {}),
  }));
}
