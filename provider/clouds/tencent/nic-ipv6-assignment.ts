import type { Binding } from "../../core/binding";
import { exactlyOneOf } from "../../core/check";
import { text } from "../../core/field";
import { declare, type PropertiesOf } from "../../core/resource";
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
  refuseHeldReplay,
  refusePaidShrink,
  resize,
} from "../../resources/nic-ipv6-assignment";
import { heldOn, holdAssignment, releaseAssignment, releaseStaleAssignments } from "./assignment-ownership";
import type { TencentClient } from "./client";
import { refusedAs } from "./errors";
import { assign, assignOwn, describe, onNic, paidFor, titleOf, unassign } from "./network-interface";
import { CONTROLLERS, tagsOf } from "./ownership";
import { addressesElsewhere } from "./preflight";
import { addressesOf } from "./reads";
import { type Ipv6AddressRow, TITLE } from "./wire";

const PAGE = "AssignIpv6Addresses";
const DELETING = "DELETING";

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: nicIpv6AssignmentDoc,
  sources: [
    ...[PAGE, "UnassignIpv6Addresses", "ModifyIpv6AddressesAttribute", "DescribeNetworkInterfaces"],
    "DescribeVpcTaskResult",
  ],
  idForms: nicIdForms,
  fields: {
    networkInterfaceId: text({
      doc: "Id of the network interface. It must be AVAILABLE, and its subnet must have an IPv6 block.",
      pattern: /^eni-[\w-]+$/,
      shape: "the id of a network interface, such as eni-m6dyj72l",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ...addressInputs("the subnet's IPv6 block", PAGE),
    description: text({
      doc: "Description of each address. Changed in place.",
      pattern: /^/,
      shape: "text",
      source: "ModifyIpv6AddressesAttribute",
    }),
  },
  outputs: addressOutputs,
  rules: [exactlyOneOf(TITLE, "ipv6Addresses", "ipv6AddressCount")],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;

export const nicIpv6Assignment: Binding<TencentClient, NicKey, Declared> = {
  declaration,

  ...nicKeys,
  outputsAfter: listsAfter(),

  async find(ctx, desired) {
    const { region, networkInterfaceId } = desired;
    const rows = [...(await onNic(ctx, desired))].filter(([, row]) => row.State !== DELETING);
    const held = already(
      desired,
      rows.map(([address]) => address),
    );
    const key = { region, networkInterfaceId, addresses: held };
    return held && { key, properties: properties(key, held, new Map(rows)) };
  },

  async observe(ctx, { region, networkInterfaceId, addresses: held }) {
    const present = await onNic(ctx, { region, networkInterfaceId });
    const mine = (held ?? [...present.keys()]).filter((address) => present.has(address));
    if (mine.length === 0) return undefined;
    const moving = mine.filter((address) => (present.get(address)?.State ?? "AVAILABLE") !== "AVAILABLE");
    ctx.client.tasks.markRunning(region, networkInterfaceId, moving);
    const [first = ""] = moving;
    const state = first && `${first} is ${present.get(first)?.State}`;
    const view = { members: held ?? mine, seen: [...present.keys()] };
    const doing = state || (await ctx.client.tasks.doing(ctx, region, networkInterfaceId, view));
    const blocked = mine.filter((address) => present.get(address)?.IsWanIpBlocked);
    const notes = blocked.map((address) => `the public side of ${address} is blocked by ${TITLE}`);
    return { properties: properties({ region, networkInterfaceId }, mine, present), doing, notes };
  },

  async create(ctx, desired, order) {
    const { region, networkInterfaceId, ipv6Addresses, ipv6AddressCount, description } = desired;
    const wanted = ipv6Addresses ? { named: ipv6Addresses } : { count: ipv6AddressCount ?? 1 };
    const token = order.token(PAGE, region, networkInterfaceId, wanted, description);
    const given = await assign(ctx, { region, networkInterfaceId }, { ...wanted, description, token });
    return { region, networkInterfaceId, addresses: given };
  },

  /** The API has no dry run. `up` waits for an interface that is changing, so its state is not checked. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { region, networkInterfaceId: id, ipv6Addresses: wanted = [] } = step.desired;
    const refused = (code: string, message: string, about?: readonly string[]) =>
      refusedAs(code, PAGE, id, message, about);
    const nic = await ctx.client.reads.networkInterface(ctx, region, id);
    if (!nic) throw refused("ResourceNotFound", `network interface ${id} does not exist in ${region}`);
    const given = (step.verb === "create" ? step.replaces?.addresses : (step.state.addresses as string[])) ?? [];
    const present = [...addressesOf(nic)].filter(([, row]) => row.State !== DELETING).map(([address]) => address);
    const held = (step.verb === "create" ? step.before?.properties.addresses : present) ?? [];
    const open = wanted.filter((address) => !given.includes(address));
    const taken = [
      ...open.filter((address) => held.includes(address)),
      ...(await addressesElsewhere(ctx, region, nic, open)),
    ];
    if (taken.length > 0)
      throw refused("ResourceInUse.Address", `${taken.join(", ")}: in use on a network interface`, taken);
    if (step.verb === "update") {
      const { desired } = step;
      await refusePaidShrink(titleOf(desired), desired, given, (gone) => paidFor(ctx, desired, gone));
    }
    const subnet = nic.SubnetId && (await ctx.client.preflightReads.subnet(ctx, region, nic.SubnetId));
    if (subnet && subnet.Ipv6CidrBlock === "") {
      throw refused("UnsupportedOperation.UnassignCidrBlock", `its subnet ${nic.SubnetId} has no IPv6 block`);
    }
  },

  async update(ctx, { key, desired, fields, observed, saveKey }, order) {
    const { region, networkInterfaceId, description } = desired;
    const held = observed.addresses;
    const owned = key.addresses ?? held;
    const { wanted, own, others, more } = missingFrom(desired, held, owned);
    const token = (request: object) =>
      // Derived from state, unchanged by an interrupted run: the next run sends the same token, and grows once.
      order.token(PAGE, region, networkInterfaceId, request, description, [...owned].sort());
    const left = await resize({
      held,
      wanted,
      note: (now) => saveKey({ ...key, addresses: now }),
      assign: async () => {
        const back = own.length > 0 ? await assignOwn(ctx, key, own, order.fresh()) : [];
        const lost = desired.ipv6Addresses ? 0 : own.length - back.length;
        const request = others.length > 0 ? { named: others } : { count: more + lost };
        if (others.length + more + lost === 0) return back;
        const before = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
        const given = await assign(ctx, key, { ...request, description, token: token(request) });
        const replayed = given.filter((address) => addressesOf(before).has(address));
        refuseHeldReplay({ cloud: TITLE, action: PAGE, subject: networkInterfaceId }, heldOn(before, replayed));
        return [...back, ...given];
      },
      unassign: (gone) => unassign(ctx, key, gone),
    });
    const fresh = more > 0 ? left.filter((address) => !held.includes(address)) : [];
    const undescribed = fields.includes("description") ? left : fresh;
    if (description !== undefined && undescribed.length > 0) await describe(ctx, key, undescribed, description);
  },

  async delete(ctx, key) {
    await unassign(ctx, key, key.addresses ?? []);
  },

  async deletePending(ctx, key) {
    const seen = await nicIpv6Assignment.observe(ctx, key);
    if (seen) return seen.doing ?? "still there";
    await releaseAssignment(ctx, key.region, key.networkInterfaceId, key.addresses ?? []);
    return undefined;
  },

  releaseStale: (ctx, { region, networkInterfaceId, ipv6Addresses }) =>
    releaseStaleAssignments(ctx, region, networkInterfaceId, ipv6Addresses),
  hold: (ctx, { region, networkInterfaceId, addresses = [] }) =>
    holdAssignment(ctx, region, networkInterfaceId, addresses),
  held: async (ctx, { region, networkInterfaceId: id, addresses = [] }) =>
    heldOn(await ctx.client.reads.networkInterface(ctx, region, id), addresses).length > 0,

  /** Assigning by name restores addresses that are gone, and fails as in use for those that exist. */
  async isAlive(ctx, key, _desired, order) {
    const { region, networkInterfaceId, addresses: given = [] } = key;
    const known = await ctx.client.tasks.isAlive(ctx, region, networkInterfaceId, async () => {
      const present = await onNic(ctx, { region, networkInterfaceId });
      return given.some((address) => present.has(address));
    });
    return known ?? (await assignOwn(ctx, key, given, order.fresh())).length > 0;
  },

  async list(ctx, region = "") {
    const nics = await ctx.client.reads.allNics(ctx, region);
    return nics.flatMap((nic) => {
      const held = [...addressesOf(nic)].filter(([, row]) => row.State !== DELETING).map(([address]) => address);
      const { NetworkInterfaceId: networkInterfaceId, NetworkInterfaceName: name } = nic;
      const controller = controllerOf(tagsOf(nic), CONTROLLERS);
      return assignmentsOn({ region, networkInterfaceId }, name, held, controller);
    });
  },
};

function properties(key: NicKey, held: readonly string[], rows: ReadonlyMap<string, Ipv6AddressRow>): Properties {
  const addresses = [...held];
  const descriptions = new Set(held.map((address) => rows.get(address)?.Description ?? ""));
  const description = [...descriptions].join(" | ");
  return { ...key, ipv6Addresses: addresses, ipv6AddressCount: held.length, addresses, description };
}
