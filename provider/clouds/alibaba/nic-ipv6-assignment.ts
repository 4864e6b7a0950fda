import { notShown } from "../../core/api/errors";
import type { Binding } from "../../core/binding";
import { exactlyOneOf } from "../../core/check";
import { text } from "../../core/field";
import { declare, firstOutput, type PropertiesOf, textsOutput } from "../../core/resource";
import {
  addressInputs,
  addressOutputs,
  already,
  assignmentsOn,
  controllerOf,
  listsAfter,
  missingFrom,
  NIC_IPV6_ASSIGNMENT,
  type NicKey,
  nicIdForms,
  nicIpv6AssignmentDoc,
  nicKeys,
  refusePaidShrink,
  resize,
} from "../../resources/nic-ipv6-assignment";
import type { AlibabaClient } from "./client";
import { refusedAs } from "./errors";
import { assign, assignMissing, assignOwn, paidFor, recordsOf, titleOf, unassign } from "./network-interface";
import { CONTROLLERS, HELD, isHeld } from "./ownership";
import { addressesOn, spelled } from "./reads";
import { TITLE } from "./wire";

const PAGE = "AssignIpv6Addresses";

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: nicIpv6AssignmentDoc,
  sources: [PAGE, "UnassignIpv6Addresses", "DescribeNetworkInterfaces", "DescribeIpv6Addresses"],
  idForms: nicIdForms,
  fields: {
    networkInterfaceId: text({
      doc: "Id of the network interface (ENI). Its vSwitch must have IPv6. The network interface must be Available or InUse, and the instance of a primary one Running or Stopped.",
      pattern: /^eni-[\w*-]+$/,
      shape: "the id of a network interface, such as eni-bp14v2sdd3v8htln0000",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ...addressInputs("the vSwitch's IPv6 range", PAGE),
  },
  outputs: {
    ...addressOutputs,
    ipv6AddressIds: textsOutput(
      "Ids of the addresses (`ipv6-…`), in the same order. Pass them to Ipv6InternetBandwidth.",
    ),
    ipv6AddressId: firstOutput("ipv6AddressIds", "The first of `ipv6AddressIds`: the id of `address`."),
  },
  rules: [exactlyOneOf(TITLE, "ipv6Addresses", "ipv6AddressCount")],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;

/** With the ids of the addresses, as far as state has them. */
interface Key extends NicKey {
  readonly ids?: Readonly<Record<string, string>>;
}

export const nicIpv6Assignment: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  ...nicKeys,
  keyOf(id, state) {
    const { addresses = [], ipv6AddressIds = [] } = state ?? {};
    const ids = addresses.map((address, index) => [address, ipv6AddressIds[index] ?? ""] as const);
    return { ...nicKeys.keyOf(id, state), ids: Object.fromEntries(ids.filter(([, known]) => known !== "")) };
  },
  outputsAfter: listsAfter("ipv6AddressIds"),

  async find(ctx, desired) {
    const { region, networkInterfaceId } = desired;
    const nic = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const held = already(desired, addressesOn(nic));
    const key = { region, networkInterfaceId, addresses: held };
    return held && { key, properties: properties(key, held, []) };
  },

  async observe(ctx, { region, networkInterfaceId, addresses: held, ids: known = {} }) {
    const nic = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const present = addressesOn(nic);
    const mine = held ? held.filter((address) => present.includes(address)) : present;
    if (!nic || mine.length === 0) return undefined;
    const isKnown = ctx.inputsOnly === true && mine.every((address) => known[address]);
    const records = isKnown ? [] : await ctx.client.reads.recordsOn(ctx, region, nic, mine);
    const ids = new Map(isKnown ? Object.entries(known) : records.map((row) => [spelled(row), row.Ipv6AddressId]));
    const nameless = mine.filter((address) => !ids.has(address));
    const key = { region, networkInterfaceId };
    return {
      properties: properties(
        key,
        mine,
        mine.map((address) => ids.get(address) ?? ""),
      ),
      doing: nameless.length > 0 ? `the VPC does not list an id yet for ${nameless.join(", ")}` : undefined,
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

  /** AssignIpv6Addresses has no DryRun. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { region, networkInterfaceId: id, ipv6Addresses: wanted = [] } = step.desired;
    const given = (step.verb === "create" ? step.replaces?.addresses : (step.state.addresses as string[])) ?? [];
    const ipv6Addresses = wanted.filter((address) => !given.includes(address));
    const refused = (code: string, message: string, about?: readonly string[]) =>
      refusedAs(code, PAGE, id, message, about);
    const nic = await ctx.client.reads.networkInterface(ctx, region, id);
    if (!nic) throw refused("InvalidEniId.NotFound", `there is no such network interface in ${region}`);
    const held = step.verb === "create" ? step.before?.properties.addresses : addressesOn(nic);
    const taken = [
      ...ipv6Addresses.filter((address) => held?.includes(address)),
      ...(await ctx.client.reads.heldElsewhere(ctx, region, nic, ipv6Addresses)),
    ];
    if (taken.length > 0) throw refused("InvalidIp.IpAssigned", `${taken.join(", ")}: already assigned`, taken);
    if (step.verb === "update") {
      const { desired } = step;
      await refusePaidShrink(titleOf(desired), desired, given, (gone) => paidFor(ctx, desired, gone));
    }
  },

  async update(ctx, { key, desired, observed, saveKey }, order) {
    const held = observed.addresses;
    const owned = key.addresses ?? held;
    const missing = missingFrom(desired, held, owned);
    await resize({
      held,
      wanted: missing.wanted,
      note: (now) => saveKey({ ...key, addresses: now }),
      assign: () => assignMissing(ctx, desired, missing, owned, order),
      unassign: (gone) => unassign(ctx, key, gone),
    });
  },

  /** Assigning the addresses again restores missing ones; "already assigned" confirms the rest. */
  async isAlive(ctx, key, desired, order) {
    await assignOwn(ctx, desired, key.addresses ?? [], order.fresh());
    return true;
  },

  async delete(ctx, key) {
    await unassign(ctx, key, key.addresses ?? []);
  },

  async hold(ctx, key) {
    const count = key.addresses?.length ?? 0;
    const known = Object.values(key.ids ?? {});
    const ids = known.length === count ? known : (await recordsOf(ctx, key)).map((row) => row.Ipv6AddressId);
    if (ids.length < count) throw notShown(titleOf(key));
    await Promise.all(ids.map((id) => ctx.client.heldTags.hold(ctx, key.region, HELD.address, id)));
  },
  held: async (ctx, key) => (await recordsOf(ctx, key)).some((row) => isHeld(row, HELD.address)),

  async list(ctx, region = "") {
    const nics = (await ctx.client.reads.allNics(ctx, region)).filter((nic) => !nic.ServiceManaged);
    return nics.flatMap((nic) => {
      const { NetworkInterfaceId: networkInterfaceId, NetworkInterfaceName: name } = nic;
      const tags = Object.fromEntries((nic.Tags?.Tag ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue]));
      return assignmentsOn({ region, networkInterfaceId }, name, addressesOn(nic), controllerOf(tags, CONTROLLERS));
    });
  },
};

function properties(key: NicKey, held: readonly string[], ids: readonly string[]): Properties {
  const addresses = [...held];
  return { ...key, ipv6Addresses: addresses, ipv6AddressCount: held.length, addresses, ipv6AddressIds: [...ids] };
}
