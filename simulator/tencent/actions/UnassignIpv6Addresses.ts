import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { boundAt, change, UNBOUND } from "../elastic";
import { Refusal } from "../errors";
import {
  assignmentSteps,
  requireAssigned,
  requireNamed,
  requireNetworkInterface,
  requireStable,
} from "../network-interfaces";
import { endBandwidth } from "../orders";
import { publishedAt } from "../require";
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
    const published = rows.some((row) => publishedAt(context, row.address) ?? boundAt(context, row));
    if (published && context.services.pace.unassignWithBandwidth === "refuse") {
      throw new Refusal("UnsupportedOperation.AddressPublished");
    }
    return { nic, rows };
  },
  act: (context, { nic, rows }) => {
    const { state, call, services } = context;
    for (const row of rows) state.nicAddresses.put({ ...row, state: "DELETING" });
    const steps = assignmentSteps(context, nic, "unassigned", rows, {
      done: (row, at) => {
        const published = publishedAt(context, row.address);
        const bound = boundAt(context, row);
        if (services.pace.unassignWithBandwidth === "drop") {
          if (published) endBandwidth(context, at, published);
          if (bound) change(context, bound, { meanwhile: {}, after: UNBOUND, event: "unassigned" }).done(at);
        }
        state.nicAddresses.delete(row.id);
      },
      undo: (row) => void state.nicAddresses.put(row),
    });
    state.tasks.begin(context, call.requestId, steps);
    return {};
  },
});
