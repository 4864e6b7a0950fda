import type { Binding, Observed } from "../../core/binding";
import { ceilingBy, needs, onlyWith, type Rule } from "../../core/check";
import type { Context } from "../../core/context";
import { kindOf, VoidOrder } from "../../core/error";
import { address, tags, text, word } from "../../core/field";
import { addressInId, joinId, splitId } from "../../core/id";
import { type DesiredFor, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { bandwidth, IPV6_INTERNET_BANDWIDTH, ipv6InternetBandwidthDoc } from "../../resources/ipv6-internet-bandwidth";
import { doingOf, ownedBy, type Seen, seenOn } from "./bandwidth-view";
import { type TencentClient, TITLE } from "./client";
import { markOf, OWNER_KEY } from "./owner";
import { retag } from "./retag";

const PAGE = "AllocateIp6AddressesBandwidth";
const BY_TRAFFIC = "TRAFFIC_POSTPAID_BY_HOUR";
const BY_PACKAGE = "BANDWIDTH_PACKAGE";

/** Unique local addresses (fc00::/7) are another product's. Never a silent detour: it is bought and billed apart. */
const noUla: Rule = {
  fields: ["ip6Address"],
  doc: "`ip6Address` cannot be a unique local address (fc00::/7): those go public with the product EIPv6, which this resource is not.",
  judge: ({ ip6Address }) =>
    /^f[cd][0-9a-f]{2}:/.test(String(ip6Address))
      ? [
          {
            property: "ip6Address",
            severity: "refuse",
            reason: `is a unique local address (ULA, fc00::/7), which has no internet bandwidth of its own on ${TITLE}: bind an elastic public IPv6 of the product EIPv6 to it (AllocateIPv6Addresses, AssociateIPv6Address), or use a global (GUA) address; got "${ip6Address}"`,
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
      doc: "The IPv6 address, global (GUA) and on a network card of the region.",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    // No page of this product that could be read names a maximum: the ceilings below only warn.
    bandwidth: bandwidth({ min: 1, default: 1, source: PAGE }),
    internetChargeType: word(
      {
        [BY_TRAFFIC]: "billed by the hour for what is sent",
        [BY_PACKAGE]: "in a shared bandwidth package, billed there",
      },
      {
        doc: "How it is billed. There is no call to change it: it is released, then ordered anew. Accounts billed by machine do not tell it: it is then taken as declared.",
        default: BY_TRAFFIC,
        onChange: "replace",
        source: PAGE,
      },
    ),
    bandwidthPackageId: text({
      doc: "Id of the shared bandwidth package.",
      pattern: /^bwp-[\w-]+$/,
      shape: "the id of a bandwidth package, such as bwp-5ag0e9yb",
      onChange: "replace",
      source: PAGE,
    }),
    tags: tags({
      doc: `Tags of the public address. Changed in place. One more, \`${OWNER_KEY}\`, marks the order as this resource's and is not shown.`,
      max: 49,
      longestKey: 127,
      longestValue: 255,
      reserved: ["pulumi-ipv6:", "qcs:"],
      source: "ModifyResourceTags",
    }),
  },
  outputs: {
    addressId: textOutput("Id of the public address (`eip-…`)."),
    status: textOutput("State of the public address, such as `BIND`."),
  },
  rules: [
    noUla,
    needs(TITLE, "bandwidthPackageId", "internetChargeType", [BY_PACKAGE], "refuse"),
    onlyWith(TITLE, "bandwidthPackageId", "internetChargeType", [BY_PACKAGE], "refuse"),
    ceilingBy(TITLE, "bandwidth", "internetChargeType", { [BY_TRAFFIC]: 100, [BY_PACKAGE]: 2_000 }, "Mbps"),
  ],
});

export type Declared = typeof declaration;
export type Properties = PropertiesOf<Declared>;
type Ctx = Context<TencentClient>;

/** What the cloud may leave unsaid, as it was declared or last seen. */
export interface Assumed {
  readonly bandwidth?: number | undefined;
  readonly internetChargeType?: DesiredFor<Declared>["internetChargeType"] | undefined;
  readonly bandwidthPackageId?: string | undefined;
}

/** The id is missing only before there is one, and in the short form at import. */
interface Key {
  readonly region: string;
  readonly ip6Address: string;
  readonly addressId?: string | undefined;
  /** An order for several addresses is answered with their ids in no order: ours is among these. */
  readonly among?: readonly string[] | undefined;
  /** The run that ordered it was cut short before the id was known: only what bears our mark is meant. */
  readonly marked?: boolean;
  readonly assumed?: Assumed | undefined;
}

export const ipv6InternetBandwidth: Binding<TencentClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, ip6Address }) => joinId(region, ip6Address),
  idOf: ({ region, ip6Address, addressId }) => joinId(region, ip6Address, ...(addressId ? [addressId] : [])),
  overlap: (a, b) => a.addressId === b.addressId,
  known: ({ addressId }) => (addressId ? { addressId } : {}) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", ip6Address = "", named] = splitId(id, declaration.idForms);
    const key = { region, ip6Address: addressInId(ip6Address, declaration.idForms) };
    const addressId = named ?? state?.addressId;
    // State without an id is of such a run; no state at all is an import by the short form.
    const marked = addressId === undefined && state?.region !== undefined;
    return { ...key, addressId, marked, assumed: state && assumedOf(state) };
  },

  async find(ctx, desired) {
    const { region, ip6Address } = desired;
    const assumed = assumedOf(desired);
    const seen = seenOn(await ctx.client.reads.published(ctx, region, ip6Address), region, ip6Address, assumed);
    if (!seen) return undefined;
    const key = { region, ip6Address, addressId: seen.row.AddressId, assumed };
    // One that is on its way out is nobody's any more.
    const ours = ownedBy(ctx, seen) && seen.row.AddressStatus !== "OFFLINING";
    return { key, properties: seen.properties, ...(seen.row.TagSet && { ours }) };
  },

  async observe(ctx, key) {
    const seen = await look(ctx, key);
    if (!seen) return undefined;
    const { region, ip6Address } = key;
    const view = { members: [ip6Address], seen: seen.row };
    const doing = doingOf(seen.row) ?? (await ctx.client.tasks.doing(ctx, region, ip6Address, view));
    const { properties, notes } = seen;
    return { properties, notes, doing } satisfies Observed<Properties>;
  },

  async create(ctx, desired) {
    const { region, ip6Address, tags: wanted = {} } = desired;
    const assumed = assumedOf(desired);
    const setting = {
      bandwidth: desired.bandwidth,
      internetChargeType: desired.internetChargeType,
      bandwidthPackageId: desired.bandwidthPackageId,
      tags: wanted,
    };
    const member = { address: ip6Address, mark: markOf(ctx.owner, ip6Address) };
    const { addressIds, ...task } = await ctx.client.writes.order(ctx, region, setting, member);
    const begun = { ...task, action: PAGE, system: "address", members: [ip6Address], reached: () => true } as const;
    ctx.client.tasks.begin(region, ip6Address, begun);
    if (addressIds.length === 1) return { region, ip6Address, addressId: addressIds[0], assumed };
    const row = await ctx.client.reads.published(ctx, region, ip6Address).catch(() => undefined);
    const addressId = row && addressIds.includes(row.AddressId) ? row.AddressId : undefined;
    return { region, ip6Address, addressId, among: addressIds, assumed };
  },

  async update(ctx, { key, desired, fields, observed, note }) {
    const { region, ip6Address } = key;
    const addressId = observed.addressId;
    if (fields.includes("tags")) await retag(ctx, region, addressId, observed.tags ?? {}, desired.tags ?? {});
    if (fields.includes("bandwidth")) {
      const mbps = desired.bandwidth;
      const task = await ctx.client.writes.change(ctx, region, addressId, mbps);
      const reached = (row: Seen["row"]) => (row.Bandwidth ?? mbps) === mbps;
      const about = { action: "ModifyIp6AddressesBandwidth", system: "address", members: [ip6Address] } as const;
      ctx.client.tasks.begin(region, ip6Address, { ...task, ...about, reached });
    }
    note({ ...key, addressId, assumed: assumedOf(desired) });
  },

  async delete(ctx, key) {
    const { region, ip6Address } = key;
    // Always by the id: by address, a successor that somebody else bought could be hit.
    const addressId = key.addressId ?? (await look(ctx, key))?.row.AddressId;
    if (addressId === undefined) return;
    try {
      const task = await ctx.client.writes.release(ctx, region, addressId);
      const about = { action: "ReleaseIp6AddressesBandwidth", system: "address", members: [ip6Address] } as const;
      ctx.client.tasks.begin(region, ip6Address, { ...task, ...about, reached: () => false });
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
    }
  },

  /** The order's task tells. That it FAILED does not say that nothing was done: what is there decides. */
  async lives(ctx, key) {
    const { region, ip6Address } = key;
    const word = await ctx.client.tasks.standing(ctx, region, ip6Address);
    if (word === "RUNNING") return true;
    if (word !== "FAILED" || (await look(ctx, key))) return undefined;
    ctx.client.writes.alone(region, ip6Address);
    throw new VoidOrder(ctx.client.tasks.failure(region, ip6Address));
  },
};

/** What is on the address, if it is what the key means: another id is somebody else's purchase. */
async function look(ctx: Ctx, { region, ip6Address, addressId, assumed, ...key }: Key): Promise<Seen | undefined> {
  const row = await ctx.client.reads.published(ctx, region, ip6Address);
  const seen = seenOn(row, region, ip6Address, assumed);
  if (!seen || addressId) return seen?.row.AddressId === addressId ? seen : undefined;
  const meant = key.marked ? ownedBy(ctx, seen) : (key.among?.includes(seen.row.AddressId) ?? true);
  return meant ? seen : undefined;
}

function assumedOf({ bandwidth: mbps, internetChargeType, bandwidthPackageId }: Assumed): Assumed {
  return { bandwidth: mbps, internetChargeType, bandwidthPackageId };
}
