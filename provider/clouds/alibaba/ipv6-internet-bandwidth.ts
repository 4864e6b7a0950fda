import { CloudError, Refusal, unlessGone } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import { ceilingBy } from "../../core/check";
import { text, word } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { billed, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { bandwidth, IPV6_INTERNET_BANDWIDTH, ipv6InternetBandwidthDoc } from "../../resources/ipv6-internet-bandwidth";
import type { AlibabaClient } from "./client";
import { HELD, isHeld } from "./ownership";
import { spelled } from "./reads";
import { type Ipv6AddressRow, TITLE } from "./wire";

const PAGE = "AllocateIpv6InternetBandwidth";

export const declaration = declare({
  name: IPV6_INTERNET_BANDWIDTH,
  doc: ipv6InternetBandwidthDoc,
  sources: [PAGE, "ModifyIpv6InternetBandwidth", "DeleteIpv6InternetBandwidth", "DescribeIpv6Addresses"],
  idForms: ["<region>/<ipv6AddressId>/<internetBandwidthId>", "<region>/<ipv6AddressId>"],
  fields: {
    ipv6AddressId: text({
      doc: "Id of the IPv6 address, on a network interface or unassociated.",
      pattern: /^ipv6-[\w*-]+$/,
      shape: "the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself)",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    // 5,000 is the limit of an older page and above all newer ones; the ceilings below only warn.
    bandwidth: bandwidth({ min: 1, max: 5_000, required: true, source: PAGE }),
    internetChargeType: word(
      {
        PayByBandwidth: "billed by the day for the bandwidth bought",
        PayByTraffic: "billed by the hour for what is sent",
        PayByOld95: "95th percentile; China site, by arrangement with Alibaba Cloud only",
      },
      {
        doc: "How the bandwidth is billed. Left out of a new order, it is PayByBandwidth, with a warning that names both prices. A change replaces it: the bandwidth is deleted, then ordered again.",
        default: "PayByBandwidth",
        onChange: "replace",
        source: PAGE,
      },
    ),
    ipv6GatewayId: text({
      doc: "Id of the VPC's IPv6 gateway. Only checked when ordering. Unset: the gateway of the address.",
      pattern: /^ipv\d?gw-[\w*-]+$/,
      shape: "the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000",
      onChange: "ignore",
      source: PAGE,
    }),
  },
  outputs: {
    internetBandwidthId: textOutput("Id of the internet bandwidth (`ipv6bw-…`)."),
    ipv6Address: textOutput("The IPv6 address in canonical form."),
    businessStatus: textOutput("`Normal`, or `FinancialLocked` or `SecurityLocked` if the account is locked."),
    ...billed,
  },
  rules: [
    ceilingBy(
      TITLE,
      "bandwidth",
      "internetChargeType",
      { PayByTraffic: 1_000, PayByBandwidth: 2_000, PayByOld95: 2_000 },
      "Mbps",
    ),
  ],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;

/** The bandwidth's id is missing before it is known, and in the short form of the import id. */
interface Key {
  readonly region: string;
  readonly ipv6AddressId: string;
  readonly internetBandwidthId?: string | undefined;
}

export const ipv6InternetBandwidth: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, ipv6AddressId }) => joinId(region, ipv6AddressId),
  idOf: ({ region, ipv6AddressId, internetBandwidthId }) =>
    joinId(region, ipv6AddressId, ...(internetBandwidthId ? [internetBandwidthId] : [])),
  sameObject: (a, b) => a.internetBandwidthId === b.internetBandwidthId,
  knownOutputs: ({ internetBandwidthId }) => ({ internetBandwidthId }) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", ipv6AddressId = "", named] = splitId(id, declaration.idForms);
    return { region, ipv6AddressId, internetBandwidthId: named ?? state?.internetBandwidthId };
  },

  async find(ctx, { region, ipv6AddressId }) {
    const row = await ctx.client.reads.addressById(ctx, region, ipv6AddressId);
    const seen = row && seenOn(row, region);
    const { internetBandwidthId } = seen?.properties ?? {};
    return seen && { key: { region, ipv6AddressId, internetBandwidthId }, properties: seen.properties };
  },

  async observe(ctx, { region, ipv6AddressId, internetBandwidthId }) {
    const row = await ctx.client.reads.addressById(ctx, region, ipv6AddressId);
    const seen = row && seenOn(row, region);
    // Another id on the same address is a different purchase: this resource's bandwidth is gone.
    const other = internetBandwidthId !== undefined && seen?.properties.internetBandwidthId !== internetBandwidthId;
    return other ? undefined : seen;
  },

  async create(ctx, { region, ipv6AddressId, bandwidth: mbps, internetChargeType, ipv6GatewayId }, order) {
    const request = {
      RegionId: region,
      Ipv6AddressId: ipv6AddressId,
      Bandwidth: mbps,
      InternetChargeType: internetChargeType,
      Ipv6GatewayId: ipv6GatewayId,
    };
    const ClientToken = order.token("AllocateIpv6InternetBandwidth", request);
    const { InternetBandwidthId } = await ctx.client.call(
      ctx,
      "AllocateIpv6InternetBandwidth",
      { ...request, ClientToken },
      { subject: ipv6AddressId },
    );
    return { region, ipv6AddressId, internetBandwidthId: InternetBandwidthId };
  },

  async update(ctx, { key, desired }, order) {
    await ctx.client.call(
      ctx,
      "ModifyIpv6InternetBandwidth",
      { ...ownId(key), Bandwidth: desired.bandwidth, ClientToken: order.fresh() },
      { subject: key.internetBandwidthId },
    );
  },

  async delete(ctx, key, order) {
    const request = { ...ownId(key), ClientToken: order.fresh() };
    const options = { subject: key.internetBandwidthId };
    await unlessGone(ctx.client.call(ctx, "DeleteIpv6InternetBandwidth", request, options));
  },

  async deletePending(ctx, { region, ipv6AddressId, internetBandwidthId }) {
    const row = await ctx.client.reads.addressById(ctx, region, ipv6AddressId);
    if (row?.Ipv6InternetBandwidth?.Ipv6InternetBandwidthId === internetBandwidthId) return "still exists";
    if (isHeld(row, HELD.bandwidth)) {
      await ctx.client.heldTags.release(ctx, region, HELD.bandwidth, ipv6AddressId);
    }
    return undefined;
  },

  async releaseStale(ctx, { region, ipv6AddressId }) {
    const row = await ctx.client.reads.addressById(ctx, region, ipv6AddressId);
    if (!row || seenOn(row, region) || !isHeld(row, HELD.bandwidth)) return;
    await ctx.client.heldTags.release(ctx, region, HELD.bandwidth, ipv6AddressId);
  },
  hold: (ctx, { region, ipv6AddressId }) => ctx.client.heldTags.hold(ctx, region, HELD.bandwidth, ipv6AddressId),
  held: async (ctx, { region, ipv6AddressId }) =>
    isHeld(await ctx.client.reads.addressById(ctx, region, ipv6AddressId), HELD.bandwidth),

  /** A dry run that changes nothing: accepted or refused as busy while the bandwidth exists. */
  async isAlive(ctx, key, desired) {
    const request = { ...ownId(key), Bandwidth: desired.bandwidth };
    try {
      await ctx.client.dryRun(ctx, "ModifyIpv6InternetBandwidth", request, key.internetBandwidthId);
      return true;
    } catch (error) {
      return !(error instanceof CloudError && error.kind === "gone");
    }
  },

  async preflight(ctx, step) {
    if (step.verb === "create") {
      const { region: RegionId, ipv6AddressId, bandwidth: Bandwidth, internetChargeType, ipv6GatewayId } = step.desired;
      const order = { RegionId, Ipv6AddressId: ipv6AddressId, Bandwidth, Ipv6GatewayId: ipv6GatewayId };
      const request = { ...order, InternetChargeType: internetChargeType };
      await ctx.client.dryRun(ctx, "AllocateIpv6InternetBandwidth", request, ipv6AddressId);
    } else if (step.verb === "update") {
      const request = { ...ownId(step.key), Bandwidth: step.desired.bandwidth };
      await ctx.client.dryRun(ctx, "ModifyIpv6InternetBandwidth", request, step.key.internetBandwidthId);
    }
  },

  async list(ctx, region = "") {
    const rows = (await ctx.client.reads.allAddresses(ctx, region)).filter((row) => !row.ServiceManaged);
    return rows.flatMap((row) => {
      const { internetBandwidthId, ipv6AddressId = "" } = seenOn(row, region)?.properties ?? {};
      const key = { region, ipv6AddressId, internetBandwidthId };
      return internetBandwidthId ? [{ key, label: row.Ipv6AddressName || spelled(row) }] : [];
    });
  },
};

function seenOn(row: Ipv6AddressRow, region: string): Observed<Properties> | undefined {
  const {
    Ipv6InternetBandwidthId: id,
    Bandwidth,
    InternetChargeType,
    BusinessStatus,
  } = row.Ipv6InternetBandwidth ?? {};
  if (!id) return undefined;
  const businessStatus = BusinessStatus || "Normal";
  return {
    properties: {
      region,
      ipv6AddressId: row.Ipv6AddressId,
      bandwidth: Bandwidth ?? 0,
      ...(InternetChargeType && { internetChargeType: InternetChargeType as Properties["internetChargeType"] }),
      internetBandwidthId: id,
      ipv6Address: row.Ipv6Address,
      businessStatus,
    } as Properties,
    doing: row.Status === "Pending" ? "the address is Pending" : undefined,
    notes: businessStatus === "Normal" ? [] : [`${businessStatus}: the account is locked, traffic may be stopped`],
  };
}

/** Always by the bandwidth's own id: by address, the call could hit bandwidth ordered later by another owner. */
function ownId({ region, ipv6AddressId, internetBandwidthId }: Key) {
  if (!internetBandwidthId)
    throw new Refusal(`the id of the internet bandwidth on ${ipv6AddressId} is not known; run pulumi refresh`);
  return { RegionId: region, Ipv6InternetBandwidthId: internetBandwidthId };
}
