import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { addressesOf, requireAddresses, requireCard, requireWorkable } from "../find";
import type { NicAddress } from "../world";

/**
 * Changes the description of addresses on a card, at once: there is no task.
 * Source: ModifyIpv6AddressesAttribute.
 */
export const modifyIpv6AddressesAttribute = defineChange<NicAddress[]>({
  name: "ModifyIpv6AddressesAttribute",
  product: "vpc",
  takes: ["NetworkInterfaceId", "Ipv6Addresses"],
  perSecond: 20,
  rules: [
    rule("documented", "The same address twice answers Duplicate, one that is not on the card AttachmentNotFound."),
    rule("assumed", "At most 10 addresses, 20 calls a second; while a task of the card runs it answers Mutex."),
  ],
  check: (context) => {
    const named = context.input.objects("Ipv6Addresses");
    if (named.length === 0) context.input.requiredList("Ipv6Addresses");
    if (named.length > 10) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const texts = named.map((entry) => entry.required("Address"));
    const addresses = requireAddresses(texts, "InvalidParameterValue.Malformed");
    if (new Set(addresses).size < addresses.length) throw new Refusal("InvalidParameterValue.Duplicate");
    const card = requireCard(context);
    requireWorkable(context, card);
    const held = addressesOf(context, card.id);
    return addresses.map((address, index) => {
      const row = held.find((candidate) => candidate.address === address);
      if (!row) throw new Refusal("UnsupportedOperation.AttachmentNotFound");
      return { ...row, description: named[index]?.text("Description") ?? "" };
    });
  },
  act: ({ world }, rows) => {
    for (const row of rows) world.nicAddresses.put(row);
    return {};
  },
});
