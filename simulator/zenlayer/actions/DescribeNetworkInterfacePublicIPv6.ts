import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { mine, publicCards } from "../cards";
import { Refusal } from "../errors";
import { publicView } from "../views";

/**
 * The public IPv6 of one network card with its billing. Capital P in IPv6. May lag behind changes.
 * Source: the vendor's SDKs, since September 2025.
 */
export const describeNetworkInterfacePublicIPv6: Action = {
  name: "DescribeNetworkInterfacePublicIPv6",
  service: "zec",
  rules: [
    rule("documented", "address is null for a card without IPv6 and for private IPv6; a missing card is a 404."),
    rule("documented", "The id is called ipv6CidrId here, the package trafficPackageSize."),
  ],
  run: (context) => {
    const id = context.input.required("nicId");
    const lag = lagOf(context);
    const card = context.world.networkInterfaces.asOf(lag).find((row) => row.id === id);
    if (!card || !mine(context, card)) throw new Refusal("INVALID_NIC_NOT_FOUND");
    const found = publicCards(context, lag).find((row) => row.id === id);
    return { address: found ? publicView(context, found) : null };
  },
};
