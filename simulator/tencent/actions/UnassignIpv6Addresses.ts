import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { dropAddress, requirePrivate } from "../assignments";
import { Refusal } from "../errors";
import {
  assignmentSteps,
  requireAssigned,
  requireNamed,
  requireNetworkInterface,
  requireStable,
} from "../network-interfaces";
import type { NetworkInterface, NicAddress } from "../state";

/**
 * Removes IPv6 addresses from a network interface, which deletes them. Answers only a RequestId, which names the task.
 * Source: UnassignIpv6Addresses.
 */
export const unassignIpv6Addresses = defineChange<{ nic: NetworkInterface; rows: NicAddress[] }>({
  name: "UnassignIpv6Addresses",
  takes: ["NetworkInterfaceId", "Ipv6Addresses"],
  rules: [
    documented("Ipv6Addresses, at most 10; only Address counts."),
    documented(
      "An address that is not on the network interface answers AttachmentNotFound; its own first one PrimaryIp.",
    ),
    assumed("One bad address refuses the whole call."),
    assumed(
      "The setting unassignWithBandwidth decides about an address with bandwidth: refuse (UnsupportedOperation.AddressPublished), drop the bandwidth, or orphan it, still billed.",
    ),
    assumed("It also decides about an EIPv6 that is bound to the address: refuse, unbind it, or leave it bound."),
  ],
  check: (context) => {
    const { addresses } = requireNamed(context);
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    const rows = addresses.map((address) => {
      const row = requireAssigned(context, nic, address);
      if (row.primary) throw new Refusal("UnauthorizedOperation.PrimaryIp");
      return row;
    });
    requirePrivate(context, rows);
    return { nic, rows };
  },
  act: (context, { nic, rows }) => {
    const { state, call } = context;
    for (const row of rows) state.nicAddresses.put({ ...row, state: "DELETING" });
    const steps = assignmentSteps(context, nic, "unassigned", rows, {
      done: (row, at) => dropAddress(context, row, at),
      undo: (row) => void state.nicAddresses.put(row),
    });
    state.tasks.begin(context, call.requestId, steps);
    return {};
  },
});
