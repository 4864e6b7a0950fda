import { Refusal, TakenPlace } from "../../core/api/errors";
import type { Binding } from "../../core/binding";
import type { Context } from "../../core/context";
import { word } from "../../core/field";
import { canonicalAddress, splitId } from "../../core/id";
import { optional } from "../../core/reads/optional";
import { billed, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { IPV6_INTERNET_BANDWIDTH } from "../../resources/ipv6-internet-bandwidth";
import {
  BILLING_FIELDS,
  type Billing,
  billingFields,
  billingOf,
  CHARGE_TYPES,
  cardsWithIpv6,
  changeBilling,
  hasIpv6,
  ignoredElsewhere,
  motionOf,
  nicId,
  notesOf,
  PAGE,
  refuseElsewhere,
  refuseUnfit,
} from "./billing";
import type { ZenlayerClient } from "./client";
import { MARK as ASSIGNMENT_MARK } from "./nic-ipv6-assignment";
import { originalBillingFrom, partsOf } from "./original-billing";
import { hold, isHeld, mark, markOn, unmark } from "./ownership";
import { preflightChange } from "./preflight";
import { quoteBandwidth } from "./quote";
import { type NetworkInterfaceRow, type PublicIpv6Row, TITLE } from "./wire";

/** Key of the owner tag of an IPv6's billing; its value includes the original billing. */
export const MARK = "pulumi-ipv6-bandwidth";
const TWICE =
  "a NicIpv6Assignment ordered this IPv6 and declares its billing too; the two undo each other unless they declare the same";
const WAY_OUT =
  "no call changes the charge type of an IPv6: unassign it and assign it again, as a NicIpv6Assignment does";

export const declaration = declare({
  name: IPV6_INTERNET_BANDWIDTH,
  doc: `Internet bandwidth of an IPv6 that a network interface already has, created with it or by hand. ${TITLE} sells an address together with its bandwidth, so nothing is ordered here: creating this resource starts managing the billing, deleting it restores the original billing. Use NicIpv6Assignment to order both.`,
  sources: ["DescribeNetworkInterfacePublicIPv6", "ModifyIpv6Bandwidth", "ModifyIpv6TrafficPackage", PAGE],
  idForms: ["<nicId>"],
  fields: {
    nicId,
    internetChargeType: word(CHARGE_TYPES, {
      doc: "How the IPv6 is billed. It is only checked and cannot be changed here.",
      onChange: "fixed",
      wayOut: WAY_OUT,
      source: PAGE,
    }),
    ...billingFields,
  },
  outputs: {
    ipv6Id: textOutput("Id of the public IPv6."),
    address: textOutput("The IPv6 address in canonical form."),
    ...billed,
  },
  rules: ignoredElsewhere("allow"),
});

type Declared = typeof declaration;
/** `__found` is hidden state: the original billing. */
type Properties = PropertiesOf<Declared> & { __found?: Billing };

interface Key {
  readonly nicId: string;
  readonly ipv6Id?: string | undefined;
  readonly found?: Billing | undefined;
  /** What the last run declared. */
  readonly declared?: Billing | undefined;
  /** Owner of another resource that manages the billing. */
  readonly holder?: string | undefined;
  /** A NicIpv6Assignment ordered this IPv6. */
  readonly assigned?: boolean;
}

export const ipv6InternetBandwidth: Binding<ZenlayerClient, Key, Declared> = {
  declaration,
  takesOver: true,

  lockOf: (target) => target.nicId,
  idOf: (key) => key.nicId,
  // An existing IPv6 is never this resource's own until `find` sees our owner tag.
  sameObject: () => false,
  knownOutputs: ({ ipv6Id, found }) =>
    ({ ...(ipv6Id && { ipv6Id }), ...(found && { __found: found }) }) as Partial<Properties>,
  keyOf(id, state) {
    const [named = ""] = splitId(id, declaration.idForms);
    return { nicId: named, ipv6Id: state?.ipv6Id, found: (state as Properties | undefined)?.__found, declared: state };
  },

  async find(ctx, desired) {
    const nic = await ctx.client.reads.nic(ctx, desired.nicId);
    refuseElsewhere(nic, desired.region);
    const ipv6 = nic && hasIpv6(nic) && (await ctx.client.reads.publicIpv6(ctx, nic));
    if (!ipv6) return undefined;
    const now = billingOf(ipv6);
    const held = markOn(nic, MARK);
    const before = held && originalBillingFrom(held.parts, ipv6.ipv6CidrId);
    const own = before !== undefined && held?.owner === ctx.owner && !isHeld(nic, MARK);
    const key = { nicId: nic.nicId, ipv6Id: ipv6.ipv6CidrId, found: before ?? now };
    const holder = before && !own ? { holder: held?.owner } : {};
    const assigned = markOn(nic, ASSIGNMENT_MARK) !== undefined;
    const properties = propertiesOf(nic, ipv6, key.found);
    return { key: { ...key, ...holder, assigned }, properties, isOurs: own, ...motionOf(ipv6) };
  },

  async observe(ctx, { nicId: id, ipv6Id, found }) {
    const nic = await ctx.client.reads.nic(ctx, id);
    const ipv6 = nic && hasIpv6(nic) && (await ctx.client.reads.publicIpv6(ctx, nic, ipv6Id));
    // A different IPv6 on the network interface is not the managed one.
    if (!ipv6 || (ipv6Id && ipv6Id !== ipv6.ipv6CidrId)) return undefined;
    // State has no original billing after an import: the tag of the resource that was managed before still has it.
    const marked = originalBillingFrom(markOn(nic, MARK)?.parts ?? [], ipv6.ipv6CidrId);
    const properties = propertiesOf(nic, ipv6, found ?? marked);
    return { properties, notes: await notesOf(ctx, ipv6), ...motionOf(ipv6) };
  },

  /** Starts managing the billing. Differences from the declaration are then ordinary updates. */
  async create(ctx, desired, _order, before) {
    const { assigned, found, ...key } = free(desired, before);
    if (assigned) ctx.log("warning", `${TITLE} ${IPV6_INTERNET_BANDWIDTH} ${desired.nicId}: ${TWICE}`);
    await mark(ctx, desired.nicId, MARK, partsOf(found, key.ipv6Id ?? ""));
    return { ...key, found };
  },

  /** There is no dry run; the changes are checked with reads where possible. */
  async preflight(ctx, step) {
    if (step.verb === "delete") return;
    const { desired } = step;
    if (step.verb === "create") {
      const { ipv6Id, found } = free(desired, step.before?.key);
      const { properties = {} } = step.before ?? {};
      const now = { ...found, ...properties };
      await preflightChange(ctx, ipv6Id, desired, Object.keys(desired), now);
      return quoteBandwidth(ctx, ipv6Id, desired, now);
    }
    refuseUnfit(desired, step.fields, step.state);
    await preflightChange(ctx, step.key.ipv6Id, desired, step.fields, step.state);
    await quoteBandwidth(ctx, step.key.ipv6Id, desired, step.state);
  },

  async update(ctx, { desired, fields, observed }) {
    return changeBilling(ctx, observed.ipv6Id, desired, fields, observed);
  },

  /** Restores the original billing, field by field, where this resource set it and it has not changed since. */
  async restore(ctx, { nicId: id, found = {}, declared = {} }, observed) {
    const back: Record<string, unknown> = {};
    for (const field of BILLING_FIELDS) {
      const [was, set, now] = [found[field], declared[field], (observed as Billing)[field]];
      if (set === undefined || now === was) continue;
      const message = `${TITLE} ${IPV6_INTERNET_BANDWIDTH} ${id}: ${field} was ${was} before, ${set} here, and is ${now}`;
      if (now !== set) ctx.log("warning", `${message}: it was changed outside Pulumi, so it stays`);
      else if (was === undefined) ctx.log("warning", `${message}: no call unsets it, so it stays`);
      else if (field === "clusterId" && (await isClusterGone(ctx, String(was))))
        ctx.log("warning", `${message}: the cluster ${was} no longer exists, so it stays`);
      else back[field] = was;
    }
    return Object.keys(back).length > 0 ? back : undefined;
  },

  /** The IPv6 stays; only the owner tag is removed. */
  async delete(ctx, { nicId: id, ipv6Id, found = {} }) {
    const nic = await ctx.client.reads.nic(ctx, id);
    const held = nic && markOn(nic, MARK);
    // After `adopt` the tag still has the previous owner, with the same original billing.
    const same = held?.parts.join() === partsOf(found, ipv6Id ?? "").join();
    if (held && (held.owner === ctx.owner || same)) await unmark(ctx, id, MARK);
  },
  deletePending: async () => undefined,

  hold: (ctx, key) => hold(ctx, key.nicId, MARK),
  held: async (ctx, key) => isHeld(await ctx.client.reads.nic(ctx, key.nicId), MARK),
  isAlive: async () => true,

  async list(ctx, region) {
    const nics = await cardsWithIpv6(ctx, region);
    const found = await Promise.all(nics.map((nic) => ctx.client.reads.publicIpv6(ctx, nic)));
    return nics.flatMap((nic, index) => {
      const ipv6 = found[index];
      return ipv6 ? [{ key: { nicId: nic.nicId, ipv6Id: ipv6.ipv6CidrId }, label: nic.name || nic.nicId }] : [];
    });
  },
};

async function isClusterGone(ctx: Context<ZenlayerClient>, clusterId: string): Promise<boolean> {
  return (await optional(ctx, async () => (await ctx.client.reads.cluster(ctx, clusterId)) ?? null)) === null;
}

/** The IPv6 to manage, or a refusal. */
function free(desired: Billing & { readonly nicId: string }, before: Key | undefined) {
  if (!before) {
    const what = `nicId: ${desired.nicId} has no public IPv6 on ${TITLE} to manage`;
    throw new Refusal(`${what}; order one with NicIpv6Assignment, which has the same inputs`, "gone", [desired.nicId]);
  }
  const { holder, found = {}, ...key } = before;
  if (holder) {
    const what = `nicId: the IPv6 of ${desired.nicId} is managed by another Ipv6InternetBandwidth (tag ${MARK}, ${holder})`;
    throw new TakenPlace(`${what}; set adopt: true to take it over`);
  }
  const { internetChargeType: type } = desired;
  if (type && type !== found.internetChargeType) {
    throw new Refusal(
      `internetChargeType: is ${found.internetChargeType} there and ${type} here; ${WAY_OUT}`,
      "conflict",
    );
  }
  refuseUnfit(desired, Object.keys(desired), found);
  return { ...key, found };
}

function propertiesOf(nic: NetworkInterfaceRow, ipv6: PublicIpv6Row, found: Billing | undefined): Properties {
  const address = ipv6.primaryIpv6Address ?? "";
  const now = billingOf(ipv6);
  return {
    nicId: nic.nicId,
    ...(nic.regionId && { region: nic.regionId }),
    ...now,
    ipv6Id: ipv6.ipv6CidrId,
    address: canonicalAddress(address) ?? address,
    __found: found ?? now,
  };
}
