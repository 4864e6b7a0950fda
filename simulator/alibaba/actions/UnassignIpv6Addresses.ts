import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { endBandwidth, orphanBandwidth } from "../bandwidth";
import { checkAddressList, checkCardState, requireCard } from "../cards";
import { dropRulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import { addressesOf } from "../find";
import type { Ipv6Address, NetworkInterface } from "../world";

const AT_ONCE = 10;

/**
 * Takes IPv6 addresses off a network card; they cease to exist. All or none. No client token and no dry run: a repeat
 * is refused because the address is not there.
 * Source: ECS API reference, UnassignIpv6Addresses.
 */
export const unassignIpv6Addresses = defineChange<{ card: NetworkInterface; rows: Ipv6Address[] }>({
  name: "UnassignIpv6Addresses",
  product: "ecs",
  takesToken: false,
  takesDryRun: false,
  subject: ({ input }) => input.text("NetworkInterfaceId"),
  rules: [
    rule(
      "documented",
      "Ipv6Address.N with 1 to 10 addresses. ClientToken and DryRun are not parameters of it, and are ignored.",
    ),
    rule("documented", "An address that is not on the card answers InvalidIp.IpUnassigned."),
    rule("assumed", "One address that is not on the card refuses the whole call."),
    rule(
      "assumed",
      "An address that still has bandwidth is a setting, unassignWithBandwidth: refuse (OperationDenied), drop the bandwidth, or orphan it, still billed.",
    ),
  ],
  check: (context) => {
    const { input, services } = context;
    const named = input.list("Ipv6Address");
    if (input.list("Ipv6Prefix").length > 0) throw new Refusal("UnsupportedParameter");
    if (named.length === 0) throw new Refusal("MissingParameter", "Ipv6Address.N is mandatory.");
    if (named.length > AT_ONCE) {
      throw new Refusal("InvalidParameter", `The number of IPv6 addresses is from 1 to ${AT_ONCE}.`);
    }
    const card = requireCard(context);
    checkCardState(context, card, { checkInstanceType: false });
    const held = addressesOf(context, card.id);
    const rows = checkAddressList(named).map((address) => {
      const row = held.find((candidate) => candidate.address === address);
      if (!row) throw new Refusal("InvalidIp.IpUnassigned", `The specified IP ${address} is not assigned.`);
      return row;
    });
    const billed = rows.find((row) => row.bandwidth);
    if (billed && services.pace.unassignWithBandwidth === "refuse") {
      const message = `The operation is denied: IPv6 internet bandwidth is enabled for ${billed.address}.`;
      throw new Refusal("OperationDenied", message);
    }
    return { card, rows };
  },
  act: (context, { card, rows }) => {
    const { services, world } = context;
    for (const address of rows) {
      const { bandwidth } = address;
      if (bandwidth && services.pace.unassignWithBandwidth === "orphan") orphanBandwidth(context, address, bandwidth);
      else if (bandwidth) endBandwidth(context, { address, bandwidth });
      dropRulesOf(context, address.id);
      world.ipv6Addresses.delete(address.id);
    }
    const detail = { addresses: rows.map((row) => row.address) };
    record(context, { event: "unassigned", resource: "NicIpv6Assignment", id: card.id, subject: card.id, detail });
    return {};
  },
});
