import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { publicCards } from "../cards";
import { listView } from "../views";

/**
 * Lists public IPv6 with their billing. May lag behind changes.
 * Source: the vendor's Python SDK, since September 2026.
 */
export const describeIpv6Addresses: Action = {
  name: "DescribeIpv6Addresses",
  service: "zec",
  rules: [
    rule("documented", "Only public IPv6. The id is called ipv6Id here. No tags."),
    rule("assumed", "associatedIds are ids of cards. Page size 20 unless given, at most 1000; at most 100 ids."),
    rule("assumed", "The status of an IPv6 that is being changed is CHANGING; only RUNNING is named anywhere."),
  ],
  run: (context) => {
    const { input } = context;
    const ids = input.capped("ipv6Ids", 100);
    const associated = input.capped("associatedIds", 100);
    const [region, cidr, status] = [input.text("regionId"), input.text("ipv6Cidr"), input.text("status")];
    const rows = publicCards(context, lagOf(context))
      .filter((card) => ids.length === 0 || ids.includes(card.ipv6.id))
      .filter((card) => associated.length === 0 || associated.includes(card.id))
      .filter((card) => region === undefined || card.region === region)
      .filter((card) => cidr === undefined || card.ipv6.cidr === cidr)
      .map((card) => listView(context, card))
      .filter((view) => status === undefined || view.status === status);
    return input.page(rows);
  },
};
