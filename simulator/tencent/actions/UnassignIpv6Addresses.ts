import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { endBandwidth } from "../bandwidth";
import { boundAt, change, UNBOUND } from "../elastic";
import { Refusal } from "../errors";
import { addressesOf, publishedAt, requireAddresses, requireCard, requireWorkable } from "../find";
import type { NetworkInterface, NicAddress } from "../world";

const AT_ONCE = 10;

/**
 * Takes IPv6 addresses off a network card; they cease to exist. Answers a RequestId only, which names the task.
 * Source: UnassignIpv6Addresses.
 */
export const unassignIpv6Addresses = defineChange<{ card: NetworkInterface; rows: NicAddress[] }>({
  name: "UnassignIpv6Addresses",
  product: "vpc",
  takes: ["NetworkInterfaceId", "Ipv6Addresses"],
  perSecond: 20,
  rules: [
    rule("documented", "Ipv6Addresses, at most 10; only Address counts."),
    rule("documented", "An address that is not on the card answers AttachmentNotFound; its own first one PrimaryIp."),
    rule("assumed", "One bad address refuses all."),
    rule(
      "assumed",
      "An address with bandwidth is a setting, unassignWithBandwidth: refuse (UnsupportedOperation.AddressPublished), drop the bandwidth, or orphan it, still billed.",
    ),
    rule("assumed", "The same goes for an EIPv6 that is bound to it: refuse, unbind it, or leave it so."),
  ],
  check: (context) => {
    const { input, services } = context;
    const named = input.objects("Ipv6Addresses");
    if (named.length === 0) input.requiredList("Ipv6Addresses");
    if (named.length > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const addresses = requireAddresses(
      named.map((entry) => entry.required("Address")),
      "InvalidParameterValue.Malformed",
    );
    const card = requireCard(context);
    requireWorkable(context, card);
    const held = addressesOf(context, card.id);
    const rows = addresses.map((address) => {
      const row = held.find((candidate) => candidate.address === address);
      if (!row) throw new Refusal("UnsupportedOperation.AttachmentNotFound", `${address} is not on ${card.id}.`);
      if (row.primary) throw new Refusal("UnauthorizedOperation.PrimaryIp");
      return row;
    });
    const published = rows.some((row) => publishedAt(context, row.address) ?? boundAt(context, row));
    if (published && services.pace.unassignWithBandwidth === "refuse") {
      throw new Refusal("UnsupportedOperation.AddressPublished");
    }
    return { card, rows };
  },
  act: (context, { card, rows }) => {
    const { world, call, services } = context;
    for (const row of rows) world.nicAddresses.put({ ...row, state: "DELETING" });
    const gone: string[] = [];
    const note = (index: number, at: number) => {
      if (index < rows.length - 1 || gone.length === 0) return;
      const detail = { addresses: gone };
      record(context, at, {
        event: "unassigned",
        resource: "NicIpv6Assignment",
        id: card.id,
        subject: card.id,
        detail,
      });
    };
    const steps = rows.map((row, index) => ({
      done: (at: number) => {
        const published = publishedAt(context, row.address);
        const bound = boundAt(context, row);
        if (services.pace.unassignWithBandwidth === "drop") {
          if (published) endBandwidth(context, at, published);
          if (bound) change(context, bound, { meanwhile: {}, after: UNBOUND, event: "unassigned" }).done(at);
        }
        world.nicAddresses.delete(row.id);
        gone.push(row.address);
        note(index, at);
      },
      undo: () => {
        world.nicAddresses.put(row);
        note(index, services.clock());
      },
    }));
    world.tasks.begin(context, call.requestId, [card.id], steps);
    return {};
  },
});
