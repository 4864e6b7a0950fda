import { CloudError, Refusal } from "../../core/api/errors";
import type { Binding, Observed } from "../../core/binding";
import type { Context } from "../../core/context";
import { text } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { type DesiredFor, declare, type PropertiesOf, textOutput } from "../../core/resource";
import { untilReleased } from "../../core/wait";
import type { AlibabaClient } from "./client";
import { asConflictIfTaken } from "./errors";
import { HELD, isHeld } from "./ownership";
import { vpcText } from "./unattached-address";
import type { Ipv6EgressOnlyRuleRow } from "./wire";

const PAGE = "CreateIpv6EgressOnlyRule";
const NO_CALL = "A change replaces the rule; between delete and create the address is open to the internet.";

export const declaration = declare({
  name: "Ipv6EgressOnlyRule",
  doc: "Lets an IPv6 address with internet bandwidth open connections to the internet, and blocks connections from there. The rule itself is free. Without internet bandwidth it has no effect, and a refresh reports that.",
  sources: [PAGE, "DeleteIpv6EgressOnlyRule", "DescribeIpv6EgressOnlyRules", "DescribeIpv6Addresses"],
  idForms: ["<region>/<ipv6GatewayId>/<ipv6EgressOnlyRuleId>"],
  fields: {
    ipv6GatewayId: text({
      doc: "Id of the IPv6 gateway of the address's VPC. A gateway holds 200 rules unless the account's quota was raised.",
      pattern: /^ipv\d?gw-[\w*-]+$/,
      shape: "the id of an IPv6 gateway, such as ipv6gw-uf6hcyzu65v98v3du0000",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    instanceId: text({
      doc: "Id of the IPv6 address. Make the rule depend on the address's Ipv6InternetBandwidth.",
      pattern: /^ipv6-[\w*-]+$/,
      shape: "the id of an IPv6 address, such as ipv6-2zen5j4axcp5l5qyy0000 (not the address itself)",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    name: vpcText({ doc: `Name. ${NO_CALL}`, longest: 128, onChange: "replace", source: PAGE }),
    description: vpcText({ doc: `Description. ${NO_CALL}`, longest: 256, onChange: "replace", source: PAGE }),
  },
  outputs: {
    ipv6EgressOnlyRuleId: textOutput("Id of the rule (`ipv6py-…`)."),
    status: textOutput("State of the rule, such as `Available`."),
  },
  rules: [],
});

type Declared = typeof declaration;
type Desired = DesiredFor<Declared>;
type Properties = PropertiesOf<Declared>;
type Ctx = Context<AlibabaClient>;

/** The address is missing only at import, which has just the rule's id. */
interface Key {
  readonly region: string;
  readonly ipv6GatewayId: string;
  readonly ipv6EgressOnlyRuleId: string;
  readonly instanceId?: string | undefined;
}

export const ipv6EgressOnlyRule: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  lockOf: (about) =>
    joinId(about.region, about.instanceId ?? ("ipv6EgressOnlyRuleId" in about ? about.ipv6EgressOnlyRuleId : "")),
  idOf: ({ region, ipv6GatewayId, ipv6EgressOnlyRuleId }) => joinId(region, ipv6GatewayId, ipv6EgressOnlyRuleId),
  sameObject: (a, b) => a.ipv6EgressOnlyRuleId === b.ipv6EgressOnlyRuleId,
  knownOutputs: ({ ipv6EgressOnlyRuleId }) => ({ ipv6EgressOnlyRuleId }),
  keyOf(id, state) {
    const [region = "", ipv6GatewayId = "", ipv6EgressOnlyRuleId = ""] = splitId(id, declaration.idForms);
    return { region, ipv6GatewayId, ipv6EgressOnlyRuleId, instanceId: state?.instanceId };
  },

  async find(ctx, { region, ipv6GatewayId, instanceId }) {
    const rows = await ctx.client.egressRules.find(ctx, region, ipv6GatewayId, { InstanceId: instanceId });
    const row = rows.find((each) => each.Status !== "Deleting");
    if (!row) return undefined;
    const key = { region, ipv6GatewayId, instanceId, ipv6EgressOnlyRuleId: row.Ipv6EgressOnlyRuleId };
    return { key, properties: properties(row, key) };
  },

  async observe(ctx, key) {
    const row = await ruleOf(ctx, key);
    return row && seen(ctx, key, row);
  },

  async create(ctx, desired, order) {
    const { region, ipv6GatewayId, instanceId } = desired;
    const request = orderOf(desired);
    try {
      const ClientToken = order.token(PAGE, request);
      const answer = await ctx.client.call(ctx, PAGE, { ...request, ClientToken }, { subject: instanceId });
      return { region, ipv6GatewayId, instanceId, ipv6EgressOnlyRuleId: answer.Ipv6EgressRuleId };
    } catch (error) {
      throw await asConflictIfTaken(error, async () => !!(await ipv6EgressOnlyRule.find(ctx, desired)));
    }
  },

  /** Creating only: an older page of DeleteIpv6EgressOnlyRule has no DryRun. */
  async preflight(ctx, step) {
    if (step.verb !== "create") return;
    const { desired } = step;
    try {
      await ctx.client.dryRun(ctx, PAGE, orderOf(desired), desired.instanceId);
    } catch (error) {
      throw await asConflictIfTaken(error, async () => (step.before ?? step.replaces) !== undefined);
    }
  },

  /** Every field of a rule replaces it. */
  async update(_ctx, { fields }) {
    throw new Refusal(`an egress-only rule has no call that changes ${fields.join(", ")}`);
  },

  /** By the rule's own id, so that a different rule for the same address is never deleted. */
  async delete(ctx, key, order) {
    const { region: RegionId, ipv6EgressOnlyRuleId: id } = key;
    const request = { RegionId, Ipv6EgressOnlyRuleId: id, ClientToken: order.fresh() };
    try {
      await ctx.client.call(ctx, "DeleteIpv6EgressOnlyRule", request, { subject: id });
    } catch (error) {
      // The code for a missing rule is undocumented: an unknown code and a list without the rule prove it.
      const unclear = error instanceof CloudError && ["unknown", "gone"].includes(error.kind);
      const left = unclear && (await untilReleased(ctx, async () => ((await ruleOf(ctx, key)) ? [id] : [])));
      if (!left || left.length > 0) throw error;
    }
  },

  async deletePending(ctx, key) {
    if (await ruleOf(ctx, key)) return "still exists";
    const row = key.instanceId && (await ctx.client.reads.addressById(ctx, key.region, key.instanceId));
    if (row && isHeld(row, HELD.rule)) {
      await ctx.client.heldTags.release(ctx, key.region, HELD.rule, row.Ipv6AddressId);
    }
    return undefined;
  },

  async releaseStale(ctx, desired) {
    const { region, instanceId } = desired;
    const row = await ctx.client.reads.addressById(ctx, region, instanceId);
    if (!isHeld(row, HELD.rule) || (await ipv6EgressOnlyRule.find(ctx, desired))) return;
    await ctx.client.heldTags.release(ctx, region, HELD.rule, instanceId);
  },
  hold: async (ctx, { region, instanceId }) => {
    if (instanceId) await ctx.client.heldTags.hold(ctx, region, HELD.rule, instanceId);
  },
  held: async (ctx, { region, instanceId = "" }) =>
    isHeld(await ctx.client.reads.addressById(ctx, region, instanceId), HELD.rule),

  /**
   * A dry run of the same create: if it passes, the rule is gone. If it is refused, this rule exists, unless a read
   * shows a different one. Not by a dry run of the delete: an older page of that call has no DryRun.
   */
  async isAlive(ctx, key, desired) {
    try {
      await ctx.client.dryRun(ctx, PAGE, orderOf(desired), desired.instanceId);
      return false;
    } catch (error) {
      const refused = error instanceof CloudError && ["unknown", "conflict"].includes(error.kind);
      if (!refused) return undefined;
      const there = await ipv6EgressOnlyRule.find(ctx, desired);
      return !there || ipv6EgressOnlyRule.sameObject(there.key, key);
    }
  },

  async list(ctx, region = "") {
    const rules = await ctx.client.egressRules.all(ctx, region);
    return rules.flatMap(({ ipv6GatewayId, row }) => {
      const { Ipv6EgressOnlyRuleId: ipv6EgressOnlyRuleId, InstanceId: instanceId, Name, Status } = row;
      const key = { region, ipv6GatewayId, ipv6EgressOnlyRuleId, instanceId };
      return Status === "Deleting" ? [] : [{ key, label: Name || instanceId }];
    });
  },
};

function orderOf({ region, ipv6GatewayId, instanceId, name, description }: Desired) {
  const texts = { Name: name || undefined, Description: description || undefined };
  const InstanceType = "Ipv6Address" as const;
  return { RegionId: region, Ipv6GatewayId: ipv6GatewayId, InstanceId: instanceId, InstanceType, ...texts };
}

async function ruleOf(ctx: Ctx, { region, ipv6GatewayId, ipv6EgressOnlyRuleId }: Key) {
  const query = { Ipv6EgressOnlyRuleId: ipv6EgressOnlyRuleId };
  const [row] = await ctx.client.egressRules.find(ctx, region, ipv6GatewayId, query);
  return row;
}

/** Documented as Creating and Created, but samples show Available: any status that is not changing counts as ready. */
async function seen(ctx: Ctx, key: Key, row: Ipv6EgressOnlyRuleRow): Promise<Observed<Properties>> {
  const moving = row.Status === "Creating" || row.Status === "Deleting";
  return {
    properties: properties(row, key),
    doing: moving ? `the rule is ${row.Status}` : undefined,
    notes: moving ? [] : await withoutEffect(ctx, key.region, row.InstanceId),
  };
}

/** Only a note, so a failed read of the address is ignored. */
async function withoutEffect(ctx: Ctx, region: string, id: string): Promise<string[]> {
  const address = await ctx.client.reads.addressById(ctx, region, id).catch(() => undefined);
  const bandwidth = address?.Ipv6InternetBandwidth?.Ipv6InternetBandwidthId;
  return address && !bandwidth ? [`${id} has no internet bandwidth, so the rule has no effect`] : [];
}

function properties(row: Ipv6EgressOnlyRuleRow, { region, ipv6GatewayId }: Key): Properties {
  const { Ipv6EgressOnlyRuleId, InstanceId, Name = "", Description = "", Status = "" } = row;
  const ids = { region, ipv6GatewayId, instanceId: InstanceId, ipv6EgressOnlyRuleId: Ipv6EgressOnlyRuleId };
  return { ...ids, name: Name, description: Description, status: Status };
}
