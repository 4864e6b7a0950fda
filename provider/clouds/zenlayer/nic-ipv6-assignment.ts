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
    const card = await ctx.client.reads.card(ctx, desired.nicId);
    refuseElsewhere(card, desired.region);
    if (card && isEnding(card)) {
      throw new Refusal(`nicId: ${card.nicId} is ${card.status} on ${TITLE} and takes no IPv6 any more`);
    }
    if (!card || !hasIpv6(card)) return undefined;
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, card);
    const key = { nicId: card.nicId, held: heldOn(card, ipv6), billed: ipv6 !== undefined };
    const ours = await isOurs(ctx, card, ipv6);
    return { key, properties: propertiesOf(card, ipv6), ...(ours !== undefined && { ours }) };
  },

  async observe(ctx, key) {
    const card = await ctx.client.reads.card(ctx, key.nicId);
    if (!card || !hasIpv6(card)) return undefined;
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, card);
    if (!ipv6 && key.billed) return notYetPublic(ctx, card);
    const held = heldOn(card, ipv6);
    // Another one on the same card is somebody else's: ours is gone.
    if (key.held && held && key.held !== held) return undefined;
    const properties = propertiesOf(card, ipv6);
    if (properties.addresses.length === 0) return { properties, doing: "it has no address yet" };
    return { properties, ...(ipv6 && motionOf(ipv6)) };
  },

  async create(ctx, desired, _order, before) {
    const { nicId: card, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode } = desired;
    const until = String(Math.ceil(ctx.deadline / 1000));
    // Where there is one already the order can only be refused, and our mark would claim it.
    const marked = !before && (await mark(ctx, card, MARK, [until]));
    const request = { nicId: card, internetChargeType, bandwidth, packageSize, clusterId, rateLimitMode };
    const done = async () => {
      const now = await ctx.client.reads.card(ctx, card);
      return now !== undefined && hasIpv6(now);
    };
    try {
      await ctx.client.call(ctx, PAGE, request, { subject: card, done });
    } catch (error) {
      if (marked && refusedForCertain(error)) await unmark(ctx, card, MARK);
      throw error;
    }
    return { nicId: card, billed: internetChargeType !== undefined };
  },

  async update(ctx, { desired, fields, observed }) {
    return changeBilling(ctx, observed.ipv6Id, desired, fields, observed);
  },

  async delete(ctx, key) {
    const card = await ctx.client.reads.card(ctx, key.nicId);
    if (!card) return;
    const held = hasIpv6(card) && key.held && heldOn(card, await ctx.client.reads.publicIpv6(ctx, card));
    // What somebody else put there in the meantime is not ours to take away. What is not to be seen may be: reads lag.
    if (!held || held === key.held) await unassign(ctx, key.nicId);
    if (markOn(card, MARK)?.owner === ctx.owner) await unmark(ctx, key.nicId, MARK);
  },

  hold: (ctx, key) => hold(ctx, key.nicId, MARK),
  held: async (ctx, key) => isHeld(await ctx.client.reads.card(ctx, key.nicId), MARK),

  /** No token: what was accepted lives, however late reads show it. */
  isAlive: async () => true,

  /** There is no dry run. A card on its way to another state is waited for. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { nicId: id } = step.desired;
    const card = await ctx.client.reads.card(ctx, id);
    if (!card) throw refusedAs("INVALID_NIC_NOT_FOUND", PAGE, id, `there is no network card ${id}`);
    if (step.verb === "create") {
      if (step.before) throw refusedAs("INVALID_NIC_IPV6_EXISTS", PAGE, id, `${id} has an IPv6 already`);
      await preflightOrder(ctx, card, step.desired);
      return quoteOrder(ctx, card.regionId, step.desired);
    }
    const { ipv6Id } = step.state as Partial<Properties>;
    await preflightChange(ctx, ipv6Id, step.desired, step.fields, step.state);
    return quoteBandwidth(ctx, ipv6Id, step.desired, step.state);
  },

  async list(ctx, region) {
    const cards = await cardsWithIpv6(ctx, region);
    return cards.map(({ nicId: id, name }) => ({ key: { nicId: id, billed: false }, label: name || id }));
  },
};

function heldOn(card: NetworkInterfaceRow, ipv6: PublicIpv6Row | undefined): string | undefined {
  return ipv6?.ipv6CidrId ?? card.ipv6Cidr ?? undefined;
}

function propertiesOf(card: NetworkInterfaceRow, ipv6: PublicIpv6Row | undefined): Properties {
  const address = ipv6?.primaryIpv6Address ?? card.primaryIpv6;
  return {
    nicId: card.nicId,
    ...(card.regionId && { region: card.regionId }),
    ...(ipv6 && billingOf(ipv6)),
    addresses: address ? [canonicalAddress(address) ?? address] : [],
    ipv6Id: ipv6?.ipv6CidrId ?? "",
    ipv6Cidr: ipv6?.ipv6Cidr ?? card.ipv6Cidr ?? "",
  };
}

/** The card shows an IPv6 and the other read does not: it lags, or the subnet has only private ones. */
async function notYetPublic(ctx: Ctx, card: NetworkInterfaceRow): Promise<Observed<Properties>> {
  if (card.subnetId && (await ctx.client.reads.ipv6TypeOf(ctx, card.subnetId)) === "Private") {
    throw privateSubnet(card.nicId);
  }
  return { properties: propertiesOf(card, undefined), doing: "its public IPv6 is not to be seen yet" };
}

/**
 * It bears our mark, no state has it, and it was made in our time: the mark stays when somebody takes ours away and makes another.
 * Undefined without any mark, which proves nothing: an account may not be allowed to tag.
 */
async function isOurs(
  ctx: Ctx,
  card: NetworkInterfaceRow,
  ipv6: PublicIpv6Row | undefined,
): Promise<boolean | undefined> {
  const found = markOn(card, MARK);
  if (!found) return undefined;
  if (found.owner !== ctx.owner || isHeld(card, MARK)) return false;
  const until = Number(found.parts[0]) * 1000;
  const made = ipv6 && (await ctx.client.reads.madeAt(ctx, ipv6.ipv6CidrId));
  return made === undefined || Number.isNaN(until) || made <= until + GRACE;
}

/** The cloud said no, to this very order and to no earlier one whose answer was lost. */
function refusedForCertain(error: unknown): boolean {
  return error instanceof CloudError && !error.lost && !["unavailable", "unknown"].includes(error.kind);
}

async function unassign(ctx: Ctx, card: string): Promise<void> {
  try {
    await ctx.client.call(ctx, "UnassignNetworkInterfaceIpv6", { nicId: card }, { subject: card });
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return;
    // The codes of this call are on no page: what counts is whether the IPv6 is still there.
    const now = await ctx.client.reads.card(ctx, card);
    if (now && hasIpv6(now)) throw error;
  }
}
