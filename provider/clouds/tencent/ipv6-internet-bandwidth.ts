import { CloudError, notShown, unlessGone } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import type { Rule } from "../../core/check";
import type { Context } from "../../core/context";
import { address } from "../../core/field";
import { addressInId, canonicalAddress, joinId, splitId } from "../../core/id";
import { ABSENT_FOR } from "../../core/lifecycle/observe";
import { billed, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { shownWithin } from "../../core/wait";
import { IPV6_INTERNET_BANDWIDTH, ipv6InternetBandwidthDoc } from "../../resources/ipv6-internet-bandwidth";
import {
  billingFields,
  billingOf,
  billingRules,
  type DeclaredBilling,
  declaredBillingOf,
  doingOf,
  notesOf,
  shownTagsOf,
} from "./billing";
import type { TencentClient } from "./client";
import { refusedAs, TASK_FAILED } from "./errors";
import { bearsMark, HELD_KEY, isHeld, markOf, tagsOf } from "./ownership";
import { preflightBilling } from "./preflight";
import { retag } from "./tags";
import { type AddressRow, PRIVATE, TITLE } from "./wire";

const PAGE = "AllocateIp6AddressesBandwidth";

/** Unique local addresses (fc00::/7) need another product. It is ordered and billed separately, so never silently. */
const noUla: Rule = {
  fields: ["ip6Address"],
  doc: "`ip6Address` cannot be a unique local address (fc00::/7): those need the product EIPv6, the resource `ElasticPublicIpv6`.",
  judge: ({ ip6Address }) =>
    /^f[cd][0-9a-f]{2}:/.test(String(ip6Address))
      ? [
          {
            property: "ip6Address",
            severity: "refuse",
            reason: `is a unique local address (ULA, fc00::/7), which cannot have internet bandwidth on ${TITLE}: bind an elastic public IPv6 (product EIPv6) to it with the resource ElasticPublicIpv6, or use a global (GUA) address; got "${ip6Address}"`,
          },
        ]
      : [],
};

export const declaration = declare({
  name: IPV6_INTERNET_BANDWIDTH,
  doc: ipv6InternetBandwidthDoc,
  sources: [
    ...[PAGE, "ModifyIp6AddressesBandwidth", "ReleaseIp6AddressesBandwidth", "DescribeIp6Addresses"],
    ...["DescribeTaskResult", "ModifyResourceTags"],
  ],
  idForms: ["<region>/<ip6Address>/<addressId>", "<region>/<ip6Address>"],
  fields: {
    ip6Address: address({
      doc: "The IPv6 address: global (GUA), on a network interface in the region.",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    // The pages of this product name no maximum, so the ceilings only warn.
    ...billingFields(PAGE),
  },
  outputs: {
    addressId: textOutput("Id of the public address (`eip-…`)."),
    status: textOutput("State of the public address, such as `BIND`."),
    ...billed,
  },
  rules: [noUla, ...billingRules],
});

export type Declared = typeof declaration;
export type Properties = PropertiesOf<Declared>;
type Ctx = Context<TencentClient>;

/** The id is missing only until the cloud assigns one, and in the short form at import. */
interface Key {
  readonly region: string;
  readonly ip6Address: string;
  readonly addressId?: string | undefined;
  /** An order for several addresses returns their ids in no defined order: this address has one of these. */
  readonly among?: readonly string[] | undefined;
  /** The run that ordered it was interrupted before the id was known, so the owner tag must match. */
  readonly marked?: boolean;
  readonly assumed?: DeclaredBilling | undefined;
}

export const ipv6InternetBandwidth: Binding<TencentClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, ip6Address }) => joinId(region, ip6Address),
  idOf: ({ region, ip6Address, addressId }) => joinId(region, ip6Address, ...(addressId ? [addressId] : [])),
  sameObject: (a, b) => a.addressId === b.addressId,
  knownOutputs: ({ addressId }) => (addressId ? { addressId } : {}) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", ip6Address = "", named] = splitId(id, declaration.idForms);
    const key = { region, ip6Address: addressInId(ip6Address, declaration.idForms) };
    const addressId = named ?? state?.addressId;
    // State without an id comes from an interrupted run; no state at all is an import by the short form.
    const marked = addressId === undefined && state?.region !== undefined;
    return { ...key, addressId, marked, assumed: state && declaredBillingOf(state) };
  },

  async find(ctx, desired) {
    const { region, ip6Address } = desired;
    const assumed = declaredBillingOf(desired);
    const seen = seenOn(await ctx.client.reads.published(ctx, region, ip6Address), region, ip6Address, assumed);
    if (!seen) return undefined;
    const key = { region, ip6Address, addressId: seen.row.AddressId, assumed };
    // An address that is being released has no owner any more.
    const own = isPending(ctx, seen) && seen.row.AddressStatus !== "OFFLINING";
    return { key, properties: seen.properties, ...(seen.row.TagSet && { isOurs: own }) };
  },

  async observe(ctx, key) {
    const seen = await find(ctx, key);
    if (!seen) return undefined;
    const { region, ip6Address } = key;
    const view = { members: [ip6Address], seen: seen.row };
    const doing = doingOf(seen.row) ?? (await ctx.client.tasks.doing(ctx, region, ip6Address, view));
    const { properties, notes } = seen;
    return { properties, notes, doing } satisfies Observed<Properties>;
  },

  async create(ctx, desired) {
    const { region, ip6Address, tags: wanted = {} } = desired;
    const assumed = declaredBillingOf(desired);
    const setting = {
      bandwidth: desired.bandwidth,
      internetChargeType: desired.internetChargeType,
      bandwidthPackageId: desired.bandwidthPackageId,
      tags: wanted,
    };
    const member = { address: ip6Address, mark: markOf(ctx.owner, ip6Address) };
    const { addressIds, ...task } = await ctx.client.writes.order(ctx, region, setting, member);
    const begun = { ...task, action: PAGE, system: "address", members: [ip6Address], reached: () => true } as const;
    ctx.client.tasks.start(region, ip6Address, begun);
    if (addressIds.length === 1) return { region, ip6Address, addressId: addressIds[0], assumed };
    const row = await ctx.client.reads.published(ctx, region, ip6Address).catch(() => undefined);
    const addressId = row && addressIds.includes(row.AddressId) ? row.AddressId : undefined;
    return { region, ip6Address, addressId, among: addressIds, assumed };
  },

  async update(ctx, { key, desired, fields, observed, saveKey }) {
    const { region, ip6Address } = key;
    const addressId = observed.addressId;
    if (fields.includes("tags")) await retag(ctx, region, addressId, observed.tags ?? {}, desired.tags ?? {});
    if (fields.includes("bandwidth")) {
      const mbps = desired.bandwidth;
      const task = await ctx.client.writes.change(ctx, region, addressId, mbps);
      const reached = (row: Seen["row"]) => (row.Bandwidth ?? mbps) === mbps;
      const about = { action: "ModifyIp6AddressesBandwidth", system: "address", members: [ip6Address] } as const;
      ctx.client.tasks.start(region, ip6Address, { ...task, ...about, reached });
    }
    saveKey({ ...key, addressId, assumed: declaredBillingOf(desired) });
  },

  async delete(ctx, key) {
    const { region, ip6Address } = key;
    // Always by id: by address, it could release a later order of another owner.
    const addressId = key.addressId ?? (await find(ctx, key))?.row.AddressId;
    if (addressId === undefined) return;
    const task = await unlessGone(ctx.client.writes.release(ctx, region, addressId));
    const about = { action: "ReleaseIp6AddressesBandwidth", system: "address", members: [ip6Address] } as const;
    if (task) ctx.client.tasks.start(region, ip6Address, { ...task, ...about, reached: () => false });
  },

  /** Its task first: an address that is no longer public may become so again when the task fails. */
  async deletePending(ctx, key) {
    const { region, ip6Address } = key;
    const view = { members: [ip6Address], seen: undefined };
    const working = await ctx.client.tasks.doing(ctx, region, ip6Address, view).catch(async (error: unknown) => {
      // A task that FAILED may still have had an effect, which then stays.
      if (!(error instanceof CloudError && error.code === TASK_FAILED)) throw error;
      if (await shownWithin(ctx, ABSENT_FOR, () => find(ctx, key))) throw error;
    });
    const seen = working ? undefined : await find(ctx, key);
    return working || (seen && (doingOf(seen.row) ?? "still public"));
  },

  hold: async (ctx, key) => {
    const addressId = key.addressId ?? (await find(ctx, key))?.row.AddressId;
    if (!addressId) throw notShown(`${TITLE} ${key.ip6Address}`);
    await ctx.client.heldTags.hold(ctx, key.region, HELD_KEY, addressId);
  },
  held: async (ctx, key) => isHeld((await find(ctx, key))?.row, HELD_KEY),

  /**
   * There is no token: an accepted order exists unless its task failed. A FAILED task may still have had an effect, so
   * a read decides.
   */
  async isAlive(ctx, key) {
    const { region, ip6Address } = key;
    await ctx.client.tasks.isAlive(ctx, region, ip6Address, async () => {
      const seen = await find(ctx, key);
      if (!seen) ctx.client.writes.alone(region, ip6Address);
      return seen;
    });
    return true;
  },

  /** The API has no dry run. */
  async preflight(ctx, step) {
    if (step.verb === "create") {
      const { region, ip6Address } = step.desired;
      if (step.before) {
        const message = `${ip6Address} already has internet bandwidth`;
        throw refusedAs("InvalidParameterValue.AddressPublished", PAGE, ip6Address, message);
      }
      await preflightBilling(ctx, PAGE, ip6Address, step.desired);
      if ((await ctx.client.preflightReads.nicAt(ctx, region, ip6Address)) !== null) return;
      const message = `${ip6Address} is not on a network interface in ${region}`;
      throw refusedAs("InvalidParameterValue.AddressIpNotFound", PAGE, ip6Address, message);
    } else if (step.verb === "update" && step.fields.includes("bandwidth")) {
      const { region, ip6Address } = step.key;
      const row = await ctx.client.reads.published(ctx, region, ip6Address);
      if (!row?.IsArrears) return;
      const message = "the address is in arrears";
      throw refusedAs("InvalidAddressIdState.InArrears", "ModifyIp6AddressesBandwidth", row.AddressId, message);
    }
  },

  async list(ctx, region = "") {
    const rows = await ctx.client.reads.allPublished(ctx, region);
    return rows.flatMap((row) => {
      const ip6Address = canonicalAddress(row.AddressIp ?? "");
      if (!ip6Address || row.AddressStatus === "OFFLINING" || !seenOn(row, region, ip6Address)) return [];
      return [{ key: { region, ip6Address, addressId: row.AddressId }, label: row.AddressName || ip6Address }];
    });
  },
};

/** The bandwidth of the address, if it is the one of the key: another id is an order of another owner. */
async function find(ctx: Ctx, { region, ip6Address, addressId, assumed, ...key }: Key): Promise<Seen | undefined> {
  const row = await ctx.client.reads.published(ctx, region, ip6Address);
  const seen = seenOn(row, region, ip6Address, assumed);
  if (!seen || addressId) return seen?.row.AddressId === addressId ? seen : undefined;
  const meant = key.marked ? isPending(ctx, seen) : (key.among?.includes(seen.row.AddressId) ?? true);
  return meant ? seen : undefined;
}

interface Seen {
  readonly row: AddressRow;
  readonly properties: Properties;
  readonly notes: readonly string[];
}

/** The row as properties. Unknown values are omitted, so that they do not count as drift. */
function seenOn(
  row: AddressRow | undefined,
  region: string,
  ip6Address: string,
  assumed: DeclaredBilling = {},
): Seen | undefined {
  if (!row || row.AddressStatus === PRIVATE) return undefined;
  const values = {
    region,
    ip6Address,
    ...billingOf(row, assumed),
    tags: shownTagsOf(row),
    addressId: row.AddressId,
    status: row.AddressStatus ?? "",
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return { row, properties: Object.fromEntries(known) as Properties, notes: notesOf(row) };
}

/** Ordered by this declared resource, and not in any state yet. */
function isPending({ owner }: Context, { row, properties }: Seen): boolean {
  return bearsMark(tagsOf(row), markOf(owner, properties.ip6Address ?? "")) && !isHeld(row, HELD_KEY);
}
