import { CloudError, Refusal } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import { needs, onlyWith } from "../../core/check";
import type { Context } from "../../core/context";
import { word } from "../../core/field";
import { canonicalAddress, splitId } from "../../core/id";
import { billed, declare, type PropertiesOf, textOutput } from "../../core/resource";
import {
  addressOutputs,
  controllerOf,
  NIC_IPV6_ASSIGNMENT,
  nicIpv6AssignmentDoc,
} from "../../resources/nic-ipv6-assignment";
import {
  billingFields,
  billingOf,
  CHARGE_TYPES,
  cardsWithIpv6,
  changeBilling,
  hasIpv6,
  ignoredElsewhere,
  isEnding,
  motionOf,
  nicId,
  notesOf,
  PAGE,
  privateSubnet,
  refuseElsewhere,
} from "./billing";
import type { ZenlayerClient } from "./client";
import { refusedAs } from "./errors";
import { hold, isHeld, mark, markOn, unmark } from "./ownership";
import { preflightChange, preflightOrder } from "./preflight";
import { quoteBandwidth, quoteOrder } from "./quote";
import { type NetworkInterfaceRow, type PublicIpv6Row, TITLE } from "./wire";

const TYPE = "internetChargeType";
const BILLED = Object.keys(CHARGE_TYPES);
/** Key of the owner tag on a network interface with an order. */
export const MARK = "pulumi-ipv6";
/** Milliseconds after the order's deadline in which a new IPv6 still counts as its result. Clocks differ. */
const GRACE = 600_000;

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: `${nicIpv6AssignmentDoc} On ${TITLE} a network interface holds one IPv6, which on a public subnet includes internet bandwidth.`,
  sources: [PAGE, "UnassignNetworkInterfaceIpv6", "DescribeNetworkInterfaces", "DescribeNetworkInterfacePublicIPv6"],
  idForms: ["<nicId>"],
  fields: {
    nicId,
    internetChargeType: word(CHARGE_TYPES, {
      doc: "How the public IPv6 is billed. Required on a subnet whose IPv6 is public; leave it out on a private one. A change replaces the IPv6: it is unassigned, then assigned again.",
      onChange: "replace",
      source: PAGE,
    }),
    ...billingFields,
  },
  outputs: {
    ...addressOutputs,
    ipv6Id: textOutput("Id of the public IPv6; empty for a private one."),
    ipv6Cidr: textOutput("Prefix of the network interface, by default a /96."),
    ...billed,
  },
  rules: [
    onlyWith(TITLE, "bandwidth", TYPE, BILLED, "refuse"),
    onlyWith(TITLE, "rateLimitMode", TYPE, BILLED, "refuse"),
    ...ignoredElsewhere("refuse"),
    needs(TITLE, "bandwidth", TYPE, ["ByBandwidth"], "refuse"),
    needs(TITLE, "clusterId", TYPE, ["BandwidthCluster"], "refuse"),
    needs(TITLE, "bandwidth", "rateLimitMode", ["STRICT"], "refuse"),
    // The Chinese page and two SDKs require it for every public IPv6, the English page does not.
    needs(TITLE, "bandwidth", TYPE, ["ByTrafficPackage", "BandwidthCluster"], "warn"),
  ],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;
type Ctx = Context<ZenlayerClient>;

interface Key {
  readonly nicId: string;
  /** Id of the IPv6, or prefix of a private one. Undefined until it is first read. */
  readonly held?: string | undefined;
  /** Whether it was ordered or read as public. */
  readonly billed: boolean;
}

export const nicIpv6Assignment: Binding<ZenlayerClient, Key, Declared> = {
  declaration,
  untracked: true,

  lockOf: (target) => target.nicId,
  idOf: (key) => key.nicId,
  sameObject: (a, b) => a.nicId === b.nicId,
  knownOutputs: () => ({}),
  keyOf(id, state) {
    const [named = ""] = splitId(id, declaration.idForms);
    const held = state?.ipv6Id || state?.ipv6Cidr || undefined;
    return { nicId: named, held, billed: Boolean(state?.internetChargeType ?? state?.ipv6Id) };
  },

  async find(ctx, desired) {
    const nic = await ctx.client.reads.nic(ctx, desired.nicId);
    refuseElsewhere(nic, desired.region);
    if (nic && isEnding(nic)) {
      throw new Refusal(`nicId: ${nic.nicId} is ${nic.status} on ${TITLE} and takes no IPv6`);
    }
    if (!nic || !hasIpv6(nic)) return undefined;
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, nic);
    const key = { nicId: nic.nicId, held: heldOn(nic, ipv6), billed: ipv6 !== undefined };
    const own = await isOurs(ctx, nic, ipv6);
    return { key, properties: propertiesOf(nic, ipv6), ...(own !== undefined && { isOurs: own }) };
  },

  async observe(ctx, key) {
    const nic = await ctx.client.reads.nic(ctx, key.nicId);
    if (!nic || !hasIpv6(nic)) return undefined;
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, nic, key.billed ? key.held : undefined);
    if (!ipv6 && key.billed) return notYetPublic(ctx, nic);
    const held = heldOn(nic, ipv6);
    // A different IPv6 on the network interface means that this resource's is gone.
    if (key.held && held && key.held !== held) return undefined;
    const properties = propertiesOf(nic, ipv6);
    if (properties.addresses.length === 0) return { properties, doing: "it has no address yet" };
    return { properties, ...(ipv6 && { notes: await notesOf(ctx, ipv6), ...motionOf(ipv6) }) };
  },

  async create(ctx, desired, _order, before) {
    const { nicId: nic, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode } = desired;
    const until = String(Math.ceil(ctx.deadline / 1000));
    // With an IPv6 present the order will be refused, and our owner tag would claim that IPv6.
    const shown = await ctx.client.reads.nic(ctx, nic);
    const interrupted = shown !== undefined && markOn(shown, MARK)?.owner === ctx.owner && !isHeld(shown, MARK);
    const marked = !before && (await mark(ctx, nic, MARK, [until]));
    const request = { nicId: nic, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode };
    const done = async () => {
      const now = await ctx.client.reads.nic(ctx, nic);
      return now !== undefined && hasIpv6(now);
    };
    try {
      await ctx.client.call(ctx, PAGE, request, { subject: nic, done });
    } catch (error) {
      // A run that was interrupted has left its tag: then the IPv6 that is in the way may be the one it ordered.
      if (interrupted && error instanceof CloudError && error.kind === "conflict") error.lost = true;
      if (marked && refusedForCertain(error)) await unmark(ctx, nic, MARK);
      throw error;
    }
    return { nicId: nic, billed: internetChargeType !== undefined };
  },

  async update(ctx, { desired, fields, observed }) {
    return changeBilling(ctx, observed.ipv6Id, desired, fields, observed);
  },

  async delete(ctx, key) {
    const nic = await ctx.client.reads.nic(ctx, key.nicId);
    const known = key.billed ? key.held : undefined;
    const ipv6 = nic && hasIpv6(nic) ? await ctx.client.reads.publicIpv6(ctx, nic, known) : undefined;
    const shown = key.billed ? ipv6?.ipv6CidrId : nic && hasIpv6(nic) && heldOn(nic, ipv6);
    // Never unassign a different IPv6. One that a read does not show may still be this one, even if the read shows no
    // network interface: reads can be stale, and only the call itself knows.
    if (!shown || !key.held || shown === key.held) await unassign(ctx, key.nicId);
  },

  /** An owner tag that stays would claim the next IPv6, so it is removed after a lost answer, too. */
  async deletePending(ctx, key) {
    const seen = await nicIpv6Assignment.observe(ctx, key);
    if (seen) return seen.doing ?? "still exists";
    const nic = await ctx.client.reads.nic(ctx, key.nicId);
    if (nic && markOn(nic, MARK)?.owner === ctx.owner) await unmark(ctx, key.nicId, MARK);
    return undefined;
  },

  hold: (ctx, key) => hold(ctx, key.nicId, MARK),
  held: async (ctx, key) => isHeld(await ctx.client.reads.nic(ctx, key.nicId), MARK),

  /** Without tokens there are no replays: an accepted order exists, however late reads show it. */
  isAlive: async () => true,

  /** There is no dry run. A network interface that is changing is left to the order, which waits for it. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { nicId: id } = step.desired;
    const nic = await ctx.client.reads.nic(ctx, id);
    if (!nic) throw refusedAs("INVALID_NIC_NOT_FOUND", PAGE, id, `there is no network interface ${id}`);
    if (step.verb === "create") {
      if (step.before) throw refusedAs("INVALID_NIC_IPV6_EXISTS", PAGE, id, `${id} already has an IPv6`);
      await preflightOrder(ctx, nic, step.desired);
      return quoteOrder(ctx, nic.regionId, step.desired);
    }
    const { ipv6Id } = step.state as Partial<Properties>;
    await preflightChange(ctx, ipv6Id, step.desired, step.fields, step.state);
    return quoteBandwidth(ctx, ipv6Id, step.desired, step.state);
  },

  async list(ctx, region) {
    const nics = await cardsWithIpv6(ctx, region);
    return nics.map(({ nicId: id, name, tags }) => {
      const controller = controllerOf(
        Object.fromEntries((tags?.tags ?? []).map(({ key, value }) => [key, value ?? ""])),
      );
      return { key: { nicId: id, billed: false }, label: name || id, ...(controller && { controller }) };
    });
  },
};

function heldOn(nic: NetworkInterfaceRow, ipv6: PublicIpv6Row | undefined): string | undefined {
  return ipv6?.ipv6CidrId ?? nic.ipv6Cidr ?? undefined;
}

function propertiesOf(nic: NetworkInterfaceRow, ipv6: PublicIpv6Row | undefined): Properties {
  const address = ipv6?.primaryIpv6Address ?? nic.primaryIpv6;
  return {
    nicId: nic.nicId,
    ...(nic.regionId && { region: nic.regionId }),
    ...(ipv6 && billingOf(ipv6)),
    addresses: address ? [canonicalAddress(address) ?? address] : [],
    ipv6Id: ipv6?.ipv6CidrId ?? "",
    ipv6Cidr: ipv6?.ipv6Cidr ?? nic.ipv6Cidr ?? "",
  };
}

/** The interface shows an IPv6 but the read of the public one does not: it is stale, or the subnet is private. */
async function notYetPublic(ctx: Ctx, nic: NetworkInterfaceRow): Promise<Observed<Properties>> {
  if (nic.subnetId && (await ctx.client.reads.ipv6TypeOf(ctx, nic.subnetId)) === "Private") {
    throw privateSubnet(nic.nicId);
  }
  return { properties: propertiesOf(nic, undefined), doing: "its public IPv6 is not visible yet" };
}

/**
 * True if the interface has our owner tag, no state has the IPv6, and it was created in time for the order: the tag
 * outlives an IPv6 that is replaced by hand. Undefined without an owner tag: the account may not be allowed to tag.
 */
async function isOurs(
  ctx: Ctx,
  nic: NetworkInterfaceRow,
  ipv6: PublicIpv6Row | undefined,
): Promise<boolean | undefined> {
  const found = markOn(nic, MARK);
  if (!found) return undefined;
  if (found.owner !== ctx.owner || isHeld(nic, MARK)) return false;
  const made = ipv6 && (await ctx.client.reads.madeAt(ctx, ipv6.ipv6CidrId));
  return isInTime(found.parts, made);
}

/**
 * Whether an IPv6 was created in time for the order that left this owner tag, or either time is unknown.
 *
 * @param parts of the owner tag
 * @param made milliseconds since the epoch
 */
export function isInTime(parts: readonly string[], made: number | undefined): boolean {
  const until = Number(parts[0]) * 1000;
  return made === undefined || Number.isNaN(made) || Number.isNaN(until) || made <= until + GRACE;
}

/** This order was refused, and no earlier attempt may have succeeded with a lost response. */
function refusedForCertain(error: unknown): boolean {
  return error instanceof CloudError && !error.lost && !["unavailable", "unknown"].includes(error.kind);
}

async function unassign(ctx: Ctx, nic: string): Promise<void> {
  try {
    await ctx.client.call(ctx, "UnassignNetworkInterfaceIpv6", { nicId: nic }, { subject: nic });
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return;
    // Then reads show late what the first attempt did, and the lifecycle waits for them.
    if (error instanceof CloudError && error.lost) throw error;
    // The codes of this call are undocumented: what counts is whether the IPv6 still exists.
    const now = await ctx.client.reads.nic(ctx, nic);
    if (now && hasIpv6(now)) throw error;
  }
}
