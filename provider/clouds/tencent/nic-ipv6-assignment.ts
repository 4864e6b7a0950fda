import type { Binding } from "../../core/binding";
import { exactlyOneOf } from "../../core/check";
import { CloudError, Refusal, VoidOrder } from "../../core/error";
import { addresses, integer, text } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { declare, type PropertiesOf } from "../../core/resource";
import { addressesOutput, NIC_IPV6_ASSIGNMENT, nicIpv6AssignmentDoc } from "../../resources/nic-ipv6-assignment";
import { canonicalInId } from "./bandwidth-view";
import { assign, describe, onCard, unassign } from "./card";
import { type TencentClient, TITLE } from "./client";
import type { Ipv6AddressRow } from "./wire";

const PAGE = "AssignIpv6Addresses";
/** Addresses in one Assign or Unassign, and so in one resource: each change stays one call, all or nothing. */
const MOST = 10;
const DELETING = "DELETING";

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: nicIpv6AssignmentDoc,
  sources: [
    ...[PAGE, "UnassignIpv6Addresses", "ModifyIpv6AddressesAttribute", "DescribeNetworkInterfaces"],
    "DescribeVpcTaskResult",
  ],
  idForms: ["<region>/<networkInterfaceId>/<address>,<address>…", "<region>/<networkInterfaceId>"],
  fields: {
    networkInterfaceId: text({
      doc: "Id of the network card. Its subnet must have an IPv6 block, and the card be AVAILABLE.",
      pattern: /^eni-[\w-]+$/,
      shape: "the id of a network card, such as eni-m6dyj72l",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ipv6Addresses: addresses({
      doc: "The addresses to assign, each of the subnet's IPv6 block. Changed in place: what is new is assigned, what is gone is unassigned.",
      min: 1,
      max: MOST,
      source: PAGE,
    }),
    ipv6AddressCount: integer({
      doc: "How many addresses to assign; the cloud chooses them. Changed in place: shrinking gives back the last ones first.",
      min: 1,
      max: MOST,
      unit: "addresses",
      source: PAGE,
    }),
    description: text({
      doc: "Description of each of the addresses. Changed in place.",
      pattern: /^/,
      shape: "text",
      source: "ModifyIpv6AddressesAttribute",
    }),
  },
  outputs: { addresses: addressesOutput },
  rules: [exactlyOneOf(TITLE, "ipv6Addresses", "ipv6AddressCount")],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;

/** `addresses` are those this resource answers for; undefined, in the short id of an import, all on the card. */
interface Key {
  readonly region: string;
  readonly networkInterfaceId: string;
  readonly addresses?: readonly string[] | undefined;
}

export const nicIpv6Assignment: Binding<TencentClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, networkInterfaceId }) => joinId(region, networkInterfaceId),
  idOf: ({ region, networkInterfaceId, addresses: held }) =>
    joinId(region, networkInterfaceId, ...(held?.length ? [held.join(",")] : [])),
  overlap: (a, b) => (a.addresses ?? []).some((address) => b.addresses?.includes(address)),
  known: ({ addresses: held = [] }) => ({ addresses: held }) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", networkInterfaceId = "", named] = splitId(id, declaration.idForms);
    const inId = named?.split(",").map((address) => canonicalInId(address, declaration.idForms));
    return { region, networkInterfaceId, addresses: state?.addresses ?? inId };
  },

  async find(ctx, { region, networkInterfaceId, ipv6Addresses, ipv6AddressCount, adopt }) {
    const rows = [...(await onCard(ctx, { region, networkInterfaceId }))].filter(([, row]) => row.State !== DELETING);
    const present = rows.map(([address]) => address);
    const held = ipv6Addresses ? ipv6Addresses.filter((address) => present.includes(address)) : present;
    if (held.length === 0 || (adopt && held.length < (ipv6Addresses?.length ?? 0))) return undefined;
    // Which of the card's addresses were meant by a mere number can only be said when there is no choice.
    if (adopt && !ipv6Addresses && held.length !== ipv6AddressCount) {
      throw new Refusal(
        `adopt: ${networkInterfaceId} holds ${held.length} addresses, not ${ipv6AddressCount}; say which with ipv6Addresses: ${held.join(", ")}`,
        "conflict",
      );
    }
    const key = { region, networkInterfaceId, addresses: held };
    return { key, properties: properties(key, new Map(rows)) };
  },

  async observe(ctx, { region, networkInterfaceId, addresses: held }) {
    const present = await onCard(ctx, { region, networkInterfaceId });
    const mine = (held ?? [...present.keys()]).filter((address) => present.has(address));
    if (mine.length === 0) return undefined;
    const moving = mine.filter((address) => (present.get(address)?.State ?? "AVAILABLE") !== "AVAILABLE");
    const [first = ""] = moving;
    const state = first && `${first} is ${present.get(first)?.State}`;
    const view = { members: held ?? mine, seen: [...present.keys()] };
    const doing = state || (await ctx.client.tasks.doing(ctx, region, networkInterfaceId, view));
    return { properties: properties({ region, networkInterfaceId, addresses: mine }, present), doing };
  },

  async create(ctx, desired, order) {
    const { region, networkInterfaceId, ipv6Addresses, ipv6AddressCount, description } = desired;
    const wanted = ipv6Addresses ? { named: ipv6Addresses } : { count: ipv6AddressCount ?? 1 };
    const token = order.token(PAGE, region, networkInterfaceId, wanted);
    const given = await assign(ctx, { region, networkInterfaceId }, { ...wanted, description, token });
    return { region, networkInterfaceId, addresses: given };
  },

  async update(ctx, { key, desired, fields, observed, note }, order) {
    const { region, networkInterfaceId, description } = desired;
    const card = { region, networkInterfaceId };
    const held = observed.addresses;
    const wanted = desired.ipv6Addresses ?? held.slice(0, desired.ipv6AddressCount);
    const gone = held.filter((address) => !wanted.includes(address));
    const missing = wanted.filter((address) => !held.includes(address));
    const more = desired.ipv6Addresses ? 0 : Math.max(0, (desired.ipv6AddressCount ?? 0) - held.length);
    // In the order declared, because programs take them by position; a number's addresses stay where they are.
    const inOrder = (list: readonly string[]) => [
      ...wanted.filter((address) => list.includes(address)),
      ...list.filter((address) => !wanted.includes(address)),
    ];
    const grow = async (now: readonly string[]) => {
      if (missing.length + more === 0) return now;
      const request = more > 0 ? { count: more } : { named: missing };
      // Bound to what is held already, so that a run cut short and repeated does not grow twice.
      const token = order.token(PAGE, region, networkInterfaceId, request, [...held].sort());
      const grown = inOrder([...now, ...(await assign(ctx, card, { ...request, description, token }))]);
      note({ ...key, addresses: grown });
      return grown;
    };
    const shrink = async (now: readonly string[]) => {
      await unassign(ctx, card, gone);
      const left = now.filter((address) => !gone.includes(address));
      note({ ...key, addresses: left });
      return left;
    };
    let left: readonly string[];
    // New ones first, so that the card is never without; unless it has room only after the old ones went.
    try {
      left = await shrink(await grow(held));
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "quota" && gone.length > 0)) throw error;
      left = await grow(await shrink(held));
    }
    const undescribed = fields.includes("description") ? left : more > 0 ? left.slice(held.length) : [];
    if (description !== undefined && undescribed.length > 0) await describe(ctx, card, undescribed, description);
  },

  async delete(ctx, key) {
    await unassign(ctx, key, key.addresses ?? []);
  },

  /** The assignment's task tells. That it FAILED does not say that nothing was done: what is there decides. */
  async lives(ctx, { region, networkInterfaceId, addresses: given = [] }) {
    const word = await ctx.client.tasks.standing(ctx, region, networkInterfaceId);
    if (word === "RUNNING") return true;
    if (word !== "FAILED") return undefined;
    const present = await onCard(ctx, { region, networkInterfaceId });
    if (given.some((address) => present.has(address))) return undefined;
    throw new VoidOrder(ctx.client.tasks.failure(region, networkInterfaceId));
  },
};

function properties(
  key: Key & { addresses: readonly string[] },
  rows: ReadonlyMap<string, Ipv6AddressRow>,
): Properties {
  const held = [...key.addresses];
  const descriptions = new Set(held.map((address) => rows.get(address)?.Description ?? ""));
  const description = [...descriptions].join(" | ");
  return { ...key, ipv6Addresses: held, ipv6AddressCount: held.length, addresses: held, description };
}
