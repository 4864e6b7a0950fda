import { canonicalAddress } from "../../core/address";
import type { Binding } from "../../core/binding";
import { exactlyOneOf } from "../../core/check";
import { CloudError, Refusal } from "../../core/error";
import { addresses, integer, text } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { declare, type PropertiesOf, textsOutput } from "../../core/resource";
import { addressesOutput, NIC_IPV6_ASSIGNMENT, nicIpv6AssignmentDoc } from "../../resources/nic-ipv6-assignment";
import { addressesOn, assign, assignMissing, assignOwn, MOST, unassign } from "./card";
import { type AlibabaClient, TITLE } from "./client";

const PAGE = "AssignIpv6Addresses";

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: nicIpv6AssignmentDoc,
  sources: [PAGE, "UnassignIpv6Addresses", "DescribeNetworkInterfaces", "DescribeIpv6Addresses"],
  idForms: ["<region>/<networkInterfaceId>/<address>,<address>…", "<region>/<networkInterfaceId>"],
  fields: {
    networkInterfaceId: text({
      doc: "Id of the network card. Its vSwitch must have IPv6; the card must be Available or InUse, and a primary card's instance Running or Stopped.",
      pattern: /^eni-[\w*-]+$/,
      shape: "the id of a network card, such as eni-bp14v2sdd3v8htln0000",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ipv6Addresses: addresses({
      doc: "The addresses to assign, each of the vSwitch's IPv6 range. Changed in place: what is new is assigned, what is gone is unassigned.",
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
  },
  outputs: {
    addresses: addressesOutput,
    ipv6AddressIds: textsOutput("Their ids (`ipv6-…`), in the same order: what an Ipv6InternetBandwidth takes."),
  },
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

export const nicIpv6Assignment: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, networkInterfaceId }) => joinId(region, networkInterfaceId),
  idOf: ({ region, networkInterfaceId, addresses: held }) =>
    joinId(region, networkInterfaceId, ...(held?.length ? [held.join(",")] : [])),
  overlap: (a, b) => (a.addresses ?? []).some((address) => b.addresses?.includes(address)),
  known: ({ addresses: held = [] }) => ({ addresses: held }) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", networkInterfaceId = "", named] = splitId(id, declaration.idForms);
    return { region, networkInterfaceId, addresses: state?.addresses ?? named?.split(",").map(canonicalOrRefuse) };
  },

  async find(ctx, { region, networkInterfaceId, ipv6Addresses, ipv6AddressCount, adopt }) {
    const card = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const present = addressesOn(card);
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
    return { key, properties: properties(key, []) };
  },

  async observe(ctx, { region, networkInterfaceId, addresses: held }) {
    const card = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const present = addressesOn(card);
    const mine = held ? held.filter((address) => present.includes(address)) : present;
    if (!card || mine.length === 0) return undefined;
    const ids = await ctx.client.reads.idsOn(ctx, region, card, mine);
    const nameless = mine.filter((address) => !ids.has(address));
    return {
      properties: properties(
        { region, networkInterfaceId, addresses: mine },
        mine.map((a) => ids.get(a) ?? ""),
      ),
      doing: nameless.length > 0 ? `the VPC has no id yet for ${nameless.join(", ")}` : undefined,
    };
  },

  async create(ctx, desired, order, before) {
    const request = desired.ipv6Addresses
      ? { Ipv6Address: desired.ipv6Addresses }
      : { Ipv6AddressCount: desired.ipv6AddressCount ?? 1 };
    const ClientToken = order.token(PAGE, desired.region, desired.networkInterfaceId, request);
    const given = await assign(ctx, desired, { ...request, ClientToken }, before?.addresses ?? []);
    const { region, networkInterfaceId } = desired;
    return { region, networkInterfaceId, addresses: given };
  },

  async update(ctx, { key, desired, observed, note }, order) {
    const held = observed.addresses;
    const owned = key.addresses ?? held;
    const wanted = desired.ipv6Addresses ?? owned.slice(0, desired.ipv6AddressCount);
    const gone = held.filter((address) => !wanted.includes(address));
    const grow = async (now: readonly string[]) => {
      const given = await assignMissing(ctx, desired, { held, owned, wanted }, order);
      // In the order declared, because programs take them by position; a number's addresses stay where they are.
      const all = [...new Set([...wanted, ...now, ...given])].filter((a) => now.includes(a) || given.includes(a));
      note({ ...key, addresses: all });
      return all;
    };
    const shrink = async (now: readonly string[]) => {
      await unassign(ctx, key, gone);
      const left = now.filter((address) => !gone.includes(address));
      note({ ...key, addresses: left });
      return left;
    };
    // New ones first, so that the card is never without; unless it has room only after the old ones went.
    try {
      await shrink(await grow(held));
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "quota" && gone.length > 0)) throw error;
      await grow(await shrink(held));
    }
  },

  /** Assigning them by name brings back what is gone, and is refused as "assigned" for what is there. */
  async lives(ctx, key, desired, order) {
    await assignOwn(ctx, desired, key.addresses ?? [], order.fresh());
    return true;
  },

  async delete(ctx, key) {
    await unassign(ctx, key, key.addresses ?? []);
  },
};

function properties(key: Key & { addresses: readonly string[] }, ids: readonly string[]): Properties {
  const held = [...key.addresses];
  return { ...key, ipv6Addresses: held, ipv6AddressCount: held.length, addresses: held, ipv6AddressIds: [...ids] };
}

function canonicalOrRefuse(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === undefined)
    throw new Refusal(`id: ${address} is not an IPv6 address; the forms are ${declaration.idForms.join(" or ")}`);
  return canonical;
}
