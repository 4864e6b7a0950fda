import { findVisible, isVisible, record } from "../common/action";
import type { Context } from "./action";
import { Refusal } from "./errors";
import { requireAddresses } from "./require";
import type { NetworkInterface, NicAddress } from "./state";
import type { Step } from "./tasks";

/** What the actions on network interfaces and their addresses share. */

export function requireNetworkInterface(context: Context): NetworkInterface {
  const id = context.parameters.required("NetworkInterfaceId");
  if (!id.startsWith("eni-")) {
    throw new Refusal("InvalidParameterValue.Malformed", `${id} is not an id of a network interface.`);
  }
  const nic = findVisible(context, context.state.networkInterfaces, id);
  if (!nic) throw new Refusal("ResourceNotFound", `The network interface ${id} is not found.`);
  return nic;
}

/** Refuses while a task of the network interface runs, or while it is in transition. */
export function requireStable(context: Context, nic: NetworkInterface): void {
  if (context.state.tasks.holds(nic.id)) throw new Refusal("UnsupportedOperation.MutexOperationTaskRunning");
  if (nic.state !== "AVAILABLE") throw new Refusal("UnsupportedOperation.InvalidState");
}

export function addressesOf(context: Context, networkInterface: string): NicAddress[] {
  return context.state.nicAddresses.all().filter((row) => row.networkInterface === networkInterface);
}

export function requireAssigned(context: Context, { id }: NetworkInterface, address: string): NicAddress {
  const row = addressesOf(context, id).find((candidate) => candidate.address === address);
  if (!row) throw new Refusal("UnsupportedOperation.AttachmentNotFound", `${address} is not on ${id}.`);
  return row;
}

const AT_ONCE = 10;

/** `Ipv6Addresses`, which must not be empty: each entry, and its address in canonical form. */
export function requireNamed({ parameters }: Context) {
  const entries = parameters.objects("Ipv6Addresses");
  if (entries.length === 0) parameters.requiredList("Ipv6Addresses");
  if (entries.length > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
  const texts = entries.map((entry) => entry.required("Address"));
  return { entries, addresses: requireAddresses(texts, "InvalidParameterValue.Malformed") };
}

export function assignedAt(context: Context, address: string): NicAddress | undefined {
  return context.state.nicAddresses.all().find((row) => row.address === address && isVisible(context, row));
}

interface Effects {
  readonly done: (row: NicAddress, at: number) => void;
  readonly undo: (row: NicAddress) => void;
}

/** The steps of a task on one network interface. When the last ends, the ledger gets one entry for all that were done. */
export function assignmentSteps(
  context: Context,
  { id }: NetworkInterface,
  event: "assigned" | "unassigned",
  rows: readonly NicAddress[],
  { done, undo }: Effects,
): Step[] {
  const addresses: string[] = [];
  const ended = (index: number, at: number) => {
    if (index < rows.length - 1 || addresses.length === 0) return;
    record(context, { event, resource: "NicIpv6Assignment", id, subject: id, detail: { addresses } }, at);
  };
  return rows.map((row, index) => ({
    subject: id,
    done: (at) => {
      done(row, at);
      addresses.push(row.address);
      ended(index, at);
    },
    undo: () => {
      undo(row);
      ended(index, context.services.clock());
    },
  }));
}
