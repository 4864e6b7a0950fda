import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { mine } from "../cards";
import { cardView } from "../views";

/**
 * Lists network cards, with their tags and first IPv6 address, but nothing of its billing. May lag behind changes.
 * Source: API reference, DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces: Action = {
  name: "DescribeNetworkInterfaces",
  service: "zec",
  old: true,
  rules: [
    rule("documented", "At most 100 nicIds. Page size 20 unless given, at most 1000."),
    rule("documented", "nicSubnetType tells whether there is IPv6; primaryIpv6 and ipv6Cidr are null without."),
    rule("assumed", "Unknown ids do not appear. name is part of the name."),
  ],
  run: (context) => {
    const { input, world } = context;
    const ids = input.capped("nicIds", 100);
    const tags = input.tags("tags");
    const keys = input.list("tagKeys");
    const equal: Array<[string | undefined, (card: Record<string, unknown>) => unknown]> = [
      [input.text("regionId"), (card) => card.regionId],
      [input.text("vpcId"), (card) => card.vpcId],
      [input.text("subnetId"), (card) => card.subnetId],
      [input.text("instanceId"), (card) => card.instanceId],
      [input.text("status"), (card) => card.status],
      [input.text("nicType"), (card) => card.nicType],
      [input.text("nicSubnetType"), (card) => card.nicSubnetType],
    ];
    const name = input.text("name");
    const rows = world.networkInterfaces
      .asOf(lagOf(context))
      .filter((card) => mine(context, card))
      .filter((card) => ids.length === 0 || ids.includes(card.id))
      .filter((card) => name === undefined || card.name.includes(name))
      .filter((card) => tags.every(({ key, value }) => card.tags[key] === value))
      .filter((card) => keys.every((key) => card.tags[key] !== undefined))
      .map(cardView)
      .filter((view) => equal.every(([wanted, of]) => wanted === undefined || of(view) === wanted));
    return input.page(rows);
  },
};
