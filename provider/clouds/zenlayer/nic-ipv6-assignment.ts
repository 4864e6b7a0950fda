import { CloudError, Refusal } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import { needs, onlyWith } from "../../core/check";
import type { Context } from "../../core/context";
import { word } from "../../core/field";
import { canonicalAddress, splitId } from "../../core/id";
import { billed, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { addressesOutput, NIC_IPV6_ASSIGNMENT, nicIpv6AssignmentDoc } from "../../resources/nic-ipv6-assignment";
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
  PAGE,
  privateSubnet,
  refuseElsewhere,
} from "./billing";
import type { ZenlayerClient } from "./client";
import { hold, isHeld, mark, markOn, unmark } from "./ownership";
import { preflightChange, preflightOrder, refusedAs } from "./preflight";
import { quoteBandwidth, quoteOrder } from "./quote";
import { type NetworkInterfaceRow, type PublicIpv6Row, TITLE } from "./wire";

const TYPE = "internetChargeType";
const BILLED = Object.keys(CHARGE_TYPES);
/** The tag that says whose order is under way on a card. */
export const MARK = "pulumi-ipv6";
/** An IPv6 made so long after the time for our order was over is somebody else's. Milliseconds; clocks differ. */
const GRACE = 600_000;

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: `${nicIpv6AssignmentDoc} On ${TITLE} a card holds one IPv6, and on a public subnet its internet bandwidth comes with it.`,
  sources: [PAGE, "UnassignNetworkInterfaceIpv6", "DescribeNetworkInterfaces", "DescribeNetworkInterfacePublicIPv6"],
  idForms: ["<nicId>"],
  example: { nicId: "1680855999352675876", internetChargeType: "ByBandwidth", bandwidth: 100 },
  fields: {
    nicId,
    internetChargeType: word(CHARGE_TYPES, {
      doc: "How the public IPv6 is billed. Needed on a subnet whose IPv6 is public; leave it out on a private one. There is no call to change it: the IPv6 is unassigned, then assigned anew.",
      onChange: "replace",
      source: PAGE,
    }),
    ...billingFields,
  },
  outputs: {
    addresses: addressesOutput,
    ipv6Id: textOutput("Id of the public IPv6, or empty for a private one."),
    ipv6Cidr: textOutput("The prefix that the card was given, by default a /96."),
    ...billed,
  },
  rules: [
    onlyWith(TITLE, "bandwidth", TYPE, BILLED, "refuse"),
    onlyWith(TITLE, "rateLimitMode", TYPE, BILLED, "refuse"),
    ...ignoredElsewhere("refuse"),
    needs(TITLE, "bandwidth", TYPE, ["ByBandwidth"], "refuse"),
    needs(TITLE, "clusterId", TYPE, ["BandwidthCluster"], "refuse"),
    needs(TITLE, "bandwidth", "rateLimitMode", ["STRICT"], "refuse"),
    // The Chinese page and two SDKs want it for every public IPv6, the English page does not.
    needs(TITLE, "bandwidth", TYPE, ["ByTrafficPackage", "BandwidthCluster"], "warn"),
  ],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;
type Ctx = Context<ZenlayerClient>;

interface Key {
  readonly nicId: string;
  /** Which IPv6 of the card is meant: its id, or the prefix of a private one. Undefined until it was seen. */
  readonly held?: string | undefined;
  /** It was ordered, or seen, as a public one. */
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
      throw new Refusal(`nicId: ${nic.nicId} is ${nic.status} on ${TITLE} and takes no IPv6 any more`);
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
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, nic);
    if (!ipv6 && key.billed) return notYetPublic(ctx, nic);
    const held = heldOn(nic, ipv6);
    // Another one on the same card is somebody else's: ours is gone.
    if (key.held && held && key.held !== held) return undefined;
    const properties = propertiesOf(nic, ipv6);
    if (properties.addresses.length === 0) return { properties, doing: "it has no address yet" };
    return { properties, ...(ipv6 && motionOf(ipv6)) };
  },

  async create(ctx, desired, _order, before) {
    const { nicId: nic, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode } = desired;
    const until = String(Math.ceil(ctx.deadline / 1000));
    // Where there is one already the order can only be refused, and our mark would claim it.
    const marked = !before && (await mark(ctx, nic, MARK, [until]));
    const request = { nicId: nic, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode };
    const done = async () => {
      const now = await ctx.client.reads.nic(ctx, nic);
      return now !== undefined && hasIpv6(now);
    };
    try {
      await ctx.client.call(ctx, PAGE, request, { subject: nic, done });
    } catch (error) {
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
    if (!nic) return;
    const held = hasIpv6(nic) && key.held && heldOn(nic, await ctx.client.reads.publicIpv6(ctx, nic));
    // What somebody else put there in the meantime is not ours to take away. What is not to be seen may be: reads lag.
    if (!held || held === key.held) await unassign(ctx, key.nicId);
    if (markOn(nic, MARK)?.owner === ctx.owner) await unmark(ctx, key.nicId, MARK);
  },

  hold: (ctx, key) => hold(ctx, key.nicId, MARK),
  held: async (ctx, key) => isHeld(await ctx.client.reads.nic(ctx, key.nicId), MARK),

  /** No token: what was accepted lives, however late reads show it. */
  isAlive: async () => true,

  /** There is no dry run. A card on its way to another state is waited for. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { nicId: id } = step.desired;
    const nic = await ctx.client.reads.nic(ctx, id);
    if (!nic) throw refusedAs("INVALID_NIC_NOT_FOUND", PAGE, id, `there is no network card ${id}`);
    if (step.verb === "create") {
      if (step.before) throw refusedAs("INVALID_NIC_IPV6_EXISTS", PAGE, id, `${id} has an IPv6 already`);
      await preflightOrder(ctx, nic, step.desired);
      return quoteOrder(ctx, nic.regionId, step.desired);
    }
    const { ipv6Id } = step.state as Partial<Properties>;
    await preflightChange(ctx, ipv6Id, step.desired, step.fields, step.state);
    return quoteBandwidth(ctx, ipv6Id, step.desired, step.state);
  },

  async list(ctx, region) {
    const nics = await cardsWithIpv6(ctx, region);
    return nics.map(({ nicId: id, name }) => ({ key: { nicId: id, billed: false }, label: name || id }));
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

/** The card shows an IPv6 and the other read does not: it lags, or the subnet has only private ones. */
async function notYetPublic(ctx: Ctx, nic: NetworkInterfaceRow): Promise<Observed<Properties>> {
  if (nic.subnetId && (await ctx.client.reads.ipv6TypeOf(ctx, nic.subnetId)) === "Private") {
    throw privateSubnet(nic.nicId);
  }
  return { properties: propertiesOf(nic, undefined), doing: "its public IPv6 is not to be seen yet" };
}

/**
 * It bears our mark, no state has it, and it was made in our time: the mark stays when somebody takes ours away and makes another.
 * Undefined without any mark, which proves nothing: an account may not be allowed to tag.
 */
async function isOurs(
  ctx: Ctx,
  nic: NetworkInterfaceRow,
  ipv6: PublicIpv6Row | undefined,
): Promise<boolean | undefined> {
  const found = markOn(nic, MARK);
  if (!found) return undefined;
  if (found.owner !== ctx.owner || isHeld(nic, MARK)) return false;
  const until = Number(found.parts[0]) * 1000;
  const made = ipv6 && (await ctx.client.reads.madeAt(ctx, ipv6.ipv6CidrId));
  return made === undefined || Number.isNaN(until) || made <= until + GRACE;
}

/** The cloud said no, to this very order and to no earlier one whose answer was lost. */
function refusedForCertain(error: unknown): boolean {
  return error instanceof CloudError && !error.lost && !["unavailable", "unknown"].includes(error.kind);
}

async function unassign(ctx: Ctx, nic: string): Promise<void> {
  try {
    await ctx.client.call(ctx, "UnassignNetworkInterfaceIpv6", { nicId: nic }, { subject: nic });
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return;
    // The codes of this call are on no page: what counts is whether the IPv6 is still there.
    const now = await ctx.client.reads.nic(ctx, nic);
    if (now && hasIpv6(now)) throw error;
  }
}
