import { CloudError } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import type { Rule } from "../../core/check";
import type { Context } from "../../core/context";
import { address, tags, text } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { type DesiredFor, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { untilReleased } from "../../core/wait";
import type { AlibabaClient } from "./client";
import { asConflictIfTaken } from "./errors";
import { HELD, isHeld, OWNER_KEY, RESERVED, tagList, tagsOf } from "./ownership";
import { spelled } from "./reads";
import { marked, named, retag, vpcText } from "./unattached-address";
import { type Ipv6AddressRow, TITLE } from "./wire";

const PAGE = "AllocateIpv6Address";

/** Without `ipv6Address` the cloud always allocates a new one, so there is nothing to adopt. */
const adoptByName: Rule = {
  fields: ["adopt", "ipv6Address"],
  doc: "`adopt` needs `ipv6Address`: the address to adopt.",
  judge: ({ adopt, ipv6Address }) =>
    adopt === true && ipv6Address === undefined
      ? [{ property: "adopt", severity: "refuse", reason: `needs ipv6Address on ${TITLE}: the address to adopt` }]
      : [],
};

export const declaration = declare({
  name: "Ipv6Address",
  doc: "A free IPv6 address of a vSwitch, on no network interface, for traffic that the IPv6 gateway's routes send elsewhere. The address itself is free of charge. For an address on a network interface, use NicIpv6Assignment.",
  sources: [
    PAGE,
    "ReleaseIpv6Address",
    "ModifyIpv6AddressAttribute",
    "TagResources",
    "UnTagResources",
    "MoveResourceGroup",
    "DescribeIpv6Addresses",
  ],
  idForms: ["<region>/<ipv6AddressId>"],
  fields: {
    vSwitchId: text({
      doc: "Id of the vSwitch of the address. It must have IPv6.",
      pattern: /^vsw-[\w*-]+$/,
      shape: "the id of a vSwitch, such as vsw-bp1s5fnvk4gn2tws00000",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ipv6Address: address({
      doc: "A free address of the vSwitch's IPv6 range. Unset: the cloud chooses.",
      onChange: "replace",
      source: PAGE,
    }),
    ipv6AddressName: vpcText({ doc: "Name. Changed in place.", longest: 128, onChange: "update", source: PAGE }),
    ipv6AddressDescription: vpcText({
      doc: "Description. Changed in place.",
      longest: 256,
      onChange: "update",
      source: PAGE,
    }),
    resourceGroupId: text({
      doc: "Id of the resource group. Changed in place: the address is moved. Unset: the account's default group.",
      pattern: /^rg-[\w*-]+$/,
      shape: "the id of a resource group, such as rg-bp67acfmxazb4ph0000",
      onChange: "update",
      source: "MoveResourceGroup",
    }),
    tags: tags({
      doc: `Tags. Changed in place. The provider adds two, \`${OWNER_KEY}\` and \`${HELD.address}\`; they and the system's own tags are not shown.`,
      max: 18,
      longestKey: 128,
      longestValue: 128,
      reserved: RESERVED,
      barred: ["http://", "https://"],
      source: PAGE,
    }),
  },
  outputs: {
    ipv6AddressId: textOutput("Id of the address (`ipv6-…`). Pass it to Ipv6InternetBandwidth."),
    address: textOutput("The IPv6 address in canonical form."),
  },
  rules: [adoptByName],
});

type Declared = typeof declaration;
type Desired = DesiredFor<Declared>;
type Properties = PropertiesOf<Declared>;
interface Key {
  readonly region: string;
  readonly ipv6AddressId: string;
}

export const ipv6Address: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  // Without an id, only writes to the same named address can conflict.
  lockOf: (about) => {
    if ("ipv6AddressId" in about) return joinId(about.region, about.ipv6AddressId);
    return about.ipv6Address && joinId(about.region, about.vSwitchId, about.ipv6Address);
  },
  idOf: ({ region, ipv6AddressId }) => joinId(region, ipv6AddressId),
  sameObject: (a, b) => a.ipv6AddressId === b.ipv6AddressId,
  knownOutputs: ({ ipv6AddressId }) => ({ ipv6AddressId }),
  keyOf(id) {
    const [region = "", ipv6AddressId = ""] = splitId(id, declaration.idForms);
    return { region, ipv6AddressId };
  },

  /** The named address, whatever its owner; else the one with our owner tag, as nothing else identifies it. */
  async find(ctx, desired) {
    const { region } = desired;
    const row = desired.ipv6Address ? await named(ctx, desired) : await marked(ctx, desired);
    if (!row) return undefined;
    const own = tagsOf(row).owner === ctx.owner && !isHeld(row, HELD.address);
    return { key: { region, ipv6AddressId: row.Ipv6AddressId }, properties: properties(row, region), isOurs: own };
  },

  async observe(ctx, { region, ipv6AddressId }) {
    const row = await ctx.client.reads.addressById(ctx, region, ipv6AddressId);
    return row && seen(row, region);
  },

  async create(ctx, desired, order) {
    const { region, vSwitchId, ipv6Address } = desired;
    const request = orderOf(ctx, desired);
    // Covers only the place: with a changed name or tag it is the same order, and the cloud reports the mismatch.
    const ClientToken = order.token(PAGE, placeOf(desired));
    try {
      const subject = ipv6Address ?? vSwitchId;
      const { Ipv6AddressId } = await ctx.client.call(ctx, PAGE, { ...request, ClientToken }, { subject });
      return { region, ipv6AddressId: Ipv6AddressId };
    } catch (error) {
      throw await asConflictIfTaken(error, async () => ipv6Address !== undefined && !!(await named(ctx, desired)));
    }
  },

  async preflight(ctx, step) {
    if (step.verb === "create") {
      const { desired, before, replaces } = step;
      try {
        await ctx.client.dryRun(ctx, PAGE, orderOf(ctx, desired), desired.ipv6Address ?? desired.vSwitchId);
      } catch (error) {
        throw await asConflictIfTaken(error, async () => (before ?? replaces) !== undefined);
      }
    }
  },

  async update(ctx, { key, desired, fields, observed }, order) {
    const { region: RegionId, ipv6AddressId: id } = key;
    const changed = (name: keyof Desired) => fields.includes(name);
    const texts = {
      Name: changed("ipv6AddressName") ? desired.ipv6AddressName : undefined,
      Description: changed("ipv6AddressDescription") ? desired.ipv6AddressDescription : undefined,
    };
    if (texts.Name !== undefined || texts.Description !== undefined) {
      const request = { RegionId, Ipv6AddressId: id, ...texts, ClientToken: order.fresh() };
      await ctx.client.call(ctx, "ModifyIpv6AddressAttribute", request, { subject: id });
    }
    const { resourceGroupId: NewResourceGroupId } = desired;
    if (NewResourceGroupId && changed("resourceGroupId")) {
      const move = { RegionId, ResourceId: id, ResourceType: "ipv6address", NewResourceGroupId } as const;
      await ctx.client.call(ctx, "MoveResourceGroup", move, { subject: id });
    }
    if (changed("tags")) await retag(ctx, RegionId, id, observed.tags ?? {}, desired.tags ?? {});
  },

  /** The cloud refuses while the address has bandwidth, and for a short time after that was deleted. */
  async delete(ctx, { region: RegionId, ipv6AddressId: Ipv6AddressId }, order) {
    const request = { RegionId, Ipv6AddressId };
    const ClientToken = order.fresh();
    let refusal: CloudError | undefined;
    const left = await untilReleased(ctx, async () => {
      try {
        await ctx.client.call(ctx, "ReleaseIpv6Address", { ...request, ClientToken }, { subject: Ipv6AddressId });
      } catch (error) {
        if (!(error instanceof CloudError) || !["gone", "conflict"].includes(error.kind)) throw error;
        if (error.kind === "gone") return [];
        refusal = error;
        return [error.message];
      }
      return [];
    });
    if (refusal && left.length > 0) throw refusal;
  },

  hold: (ctx, { region, ipv6AddressId }) => ctx.client.heldTags.hold(ctx, region, HELD.address, ipv6AddressId),
  held: async (ctx, { region, ipv6AddressId }) =>
    isHeld(await ctx.client.reads.addressById(ctx, region, ipv6AddressId), HELD.address),

  /** A dry run that changes nothing: harmless where DryRun is ignored, refused once the address is gone. */
  async isAlive(ctx, { region: RegionId, ipv6AddressId: id }, desired) {
    const request = { RegionId, Ipv6AddressId: id, Name: desired.ipv6AddressName ?? "" };
    try {
      await ctx.client.dryRun(ctx, "ModifyIpv6AddressAttribute", request, id);
      return true;
    } catch (error) {
      return error instanceof CloudError && error.kind === "gone" ? false : undefined;
    }
  },

  /** Those of network interfaces belong to NicIpv6Assignment. An address that may still be on its way to one is left out. */
  async list(ctx, region = "") {
    const rows = (await ctx.client.reads.allAddresses(ctx, region)).filter((row) => !row.ServiceManaged);
    const free = rows.filter((row) => !row.AssociatedInstanceId && row.Status === "Available");
    return free.map((row) => ({
      key: { region, ipv6AddressId: row.Ipv6AddressId },
      label: row.Ipv6AddressName || spelled(row),
    }));
  },
};

function properties(row: Ipv6AddressRow, region: string): Properties {
  const text = spelled(row);
  return {
    ...{ region, vSwitchId: row.VSwitchId ?? "", ipv6Address: text, address: text, ipv6AddressId: row.Ipv6AddressId },
    ipv6AddressName: row.Ipv6AddressName ?? "",
    ipv6AddressDescription: row.Ipv6AddressDescription ?? "",
    ...(row.ResourceGroupId && { resourceGroupId: row.ResourceGroupId }),
    tags: tagsOf(row).tags,
  };
}

function seen(row: Ipv6AddressRow, region: string): Observed<Properties> {
  const held = row.AssociatedInstanceId;
  return {
    properties: properties(row, region),
    doing: row.Status === "Pending" ? "the address is Pending" : undefined,
    notes: held ? [`it is now on ${held}, attached outside Pulumi; it can only be released once it is detached`] : [],
  };
}

function placeOf({ region, vSwitchId, ipv6Address }: Desired) {
  return { RegionId: region, VSwitchId: vSwitchId, Ipv6Address: ipv6Address };
}

function orderOf(ctx: Context, desired: Desired) {
  return {
    ...placeOf(desired),
    Ipv6AddressName: desired.ipv6AddressName || undefined,
    Ipv6AddressDescription: desired.ipv6AddressDescription || undefined,
    ResourceGroupId: desired.resourceGroupId,
    Tag: tagList({ ...desired.tags, [OWNER_KEY]: ctx.owner }),
  };
}
