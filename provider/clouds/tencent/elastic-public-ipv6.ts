import { CloudError, Refusal } from "../../core/api/errors";
import type { Binding, Found, Observed } from "../../core/binding";
import type { Context } from "../../core/context";
import { inState } from "../../core/diff";
import { UNKNOWN } from "../../core/field";
import { canonicalAddress, joinId, splitId } from "../../core/id";
import { READS_LAG } from "../../core/lifecycle/observe";
import type { DesiredFor, PropertiesOf } from "../../core/resource";
import { shownWithin } from "../../core/wait";
import { billingOf, type DeclaredBilling, declaredBillingOf, doingOf, egressOf, notesOf, shownTagsOf } from "./billing";
import type { TencentClient } from "./client";
import {
  type Answering,
  answersFor,
  bind,
  bindingOf,
  bindingTo,
  PLACE_FIELDS,
  type Place,
  placeOf,
  placeSeen,
  preflightDisassociation,
  release,
} from "./elastic-association";
import { declaration, KINDS, LINES, PAGE } from "./elastic-declaration";
import { preflightElastic } from "./elastic-preflight";
import { USUAL_TYPE } from "./elastic-reads";
import { HELD_KEY, isHeld, OWNER_KEY } from "./ownership";
import { retag } from "./tags";
import { type AddressRow, TITLE } from "./wire";

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;
type Desired = DesiredFor<Declared>;
type Ctx = Context<TencentClient>;
type Sort = { [K in "addressType" | "internetServiceProvider" | "egress"]?: Properties[K] | undefined };
interface Key extends Answering {
  readonly assumed?: (DeclaredBilling & Sort) | undefined;
}

/** A second order is accepted and billed, and other tools wait this long for lists to show the first. Milliseconds. */
const SEARCH_FOR = 15_000;

export const elasticPublicIpv6: Binding<TencentClient, Key, Declared> = {
  declaration,
  untracked: true,
  searchFor: SEARCH_FOR,

  lockOf: ({ region, ...of }) => {
    if ("addressId" in of) return joinId(region, of.addressId);
    return of.privateIpv6Address && joinId(region, `${of.networkInterfaceId}`, of.privateIpv6Address);
  },
  idOf: ({ region, addressId }) => joinId(region, addressId),
  sameObject: (a, b) => a.addressId === b.addressId,
  knownOutputs: ({ addressId, bound = "" }) => ({ addressId, boundTo: bound }) as Partial<Properties>,
  keyOf(id, state, desired) {
    const [region = "", addressId = ""] = splitId(id, declaration.idForms);
    if (!addressId.startsWith("eipv6-")) {
      const other = addressId.startsWith("eip-") ? ", and eip-… is the id of an Ipv6InternetBandwidth" : "";
      throw new Refusal(`id: must be ${declaration.idForms.join(" or ")}${other}; got "${id}"`);
    }
    const bound = state?.region === undefined ? undefined : (state.boundTo ?? "");
    return { region, addressId, bound, declared: desired && placeOf(desired), assumed: state && assumedOf(state) };
  },

  outputsAfter(state, desired) {
    const moves = PLACE_FIELDS.some((name) => desired[name] !== undefined && desired[name] !== inState(state, name));
    return moves ? { boundTo: UNKNOWN, status: UNKNOWN } : {};
  },

  async find(ctx, desired) {
    const { region, networkInterfaceId, privateIpv6Address } = desired;
    const found = (row: AddressRow, isOurs: boolean): Found<Key, Properties> => {
      const bound = desired.adopt ? (bindingOf(row) ?? "") : "";
      const key = { region, addressId: row.AddressId, bound, declared: placeOf(desired), assumed: assumedOf(desired) };
      return { key, properties: properties(row, key), isOurs };
    };
    const there = async () => {
      if (!networkInterfaceId || !privateIpv6Address) return undefined;
      const rows = await ctx.client.elastic.onNic(ctx, region, networkInterfaceId);
      return rows.find((row) => placeSeen(row).privateIpv6Address === privateIpv6Address);
    };
    if (desired.adopt) {
      const row = await (desired.adoptAddress ? named(ctx, region, desired.adoptAddress) : there());
      return row && found(row, false);
    }
    const mine = await orderedBefore(ctx, desired);
    if (mine) return found(mine, true);
    const taken = await there();
    return taken && found(taken, false);
  },

  async observe(ctx, key) {
    const { region, addressId } = key;
    const row = await ctx.client.elastic.one(ctx, region, addressId);
    if (!row) return undefined;
    const view = { members: [addressId], seen: row };
    const doing = doingOf(row) ?? (await ctx.client.tasks.doing(ctx, region, addressId, view));
    return { properties: properties(row, key), notes: notesOf(row), doing } satisfies Observed<Properties>;
  },

  async create(ctx, desired, _order, before) {
    const { region } = desired;
    if (before) throw occupied(desired, before);
    const request = {
      AddressName: desired.addressName,
      AddressType: desired.addressType,
      AddressCount: 1,
      InternetChargeType: desired.internetChargeType,
      InternetServiceProvider: desired.internetServiceProvider,
      InternetMaxBandwidthOut: desired.bandwidth,
      BandwidthPackageId: desired.bandwidthPackageId,
      Egress: desired.egress,
      Tags: Object.entries({ ...desired.tags, [OWNER_KEY]: ctx.owner }).map(([Key, Value]) => ({ Key, Value })),
    } as const;
    // There is no token, and the cloud accepts a second order. After a lost response, search for the owner tag while
    // lists may lag.
    const repeatable = async () => (await shownWithin(ctx, READS_LAG, () => orderedBefore(ctx, desired))) === undefined;
    const { AddressSet, TaskId, RequestId } = await ctx.client.call(ctx, PAGE, request, { region, repeatable });
    const [addressId = ""] = AddressSet;
    ctx.client.tasks.start(region, addressId, {
      ...{ action: PAGE, taskId: TaskId, requestId: RequestId, system: "address", members: [addressId] },
      reached: (row: AddressRow) => row.AddressStatus !== "CREATING",
    });
    return { region, addressId, bound: "", declared: placeOf(desired), assumed: assumedOf(desired) };
  },

  async update(ctx, { key, desired, fields, observed, saveKey }) {
    const { region, addressId } = key;
    const now = { ...key, assumed: assumedOf(desired) };
    saveKey(now);
    const ids = { IPv6AddressIds: [addressId] };
    const about = { region, subject: addressId };
    if (fields.includes("tags")) await retag(ctx, region, addressId, observed.tags ?? {}, desired.tags ?? {});
    if (fields.includes("addressName")) {
      const request = { ...ids, IPv6AddressName: desired.addressName ?? "" };
      await ctx.client.call(ctx, "ModifyIPv6AddressesAttributes", request, about);
    }
    if (fields.includes("bandwidth")) {
      const request = { ...ids, InternetMaxBandwidthOut: desired.bandwidth };
      await ctx.client.call(ctx, "ModifyIPv6AddressesBandwidth", request, about);
    }
    if (PLACE_FIELDS.some((name) => fields.includes(name))) {
      const wanted = placeOf(desired);
      await bind(ctx, key, wanted, () => saveKey({ ...now, bound: bindingTo(wanted) }));
    }
  },

  delete: release,

  async preflight(ctx, step) {
    if (step.verb === "delete") return preflightDisassociation(ctx, step.key);
    if (step.verb === "create" && step.before) throw occupied(step.desired, step.before.key);
    await preflightElastic(ctx, step);
  },

  async hold(ctx, { region, addressId, assumed }) {
    await ctx.client.heldTags.hold(ctx, region, HELD_KEY, addressId);
    // By now lists show what a run that was killed ordered, if they did not before this order.
    const others = await unheld(ctx, { region, addressType: assumed?.addressType ?? USUAL_TYPE });
    warnOfOthers(
      ctx,
      addressId,
      others.filter((row) => row.AddressId !== addressId),
    );
  },
  held: async (ctx, { region, addressId }) => isHeld(await ctx.client.elastic.one(ctx, region, addressId), HELD_KEY),

  /** The response to this order named a new id, so the address exists unless its task failed. */
  async isAlive(ctx, key) {
    const { region, addressId } = key;
    const there = () => shownWithin(ctx, READS_LAG, () => ctx.client.elastic.one(ctx, region, addressId));
    await ctx.client.tasks.isAlive(ctx, region, addressId, there);
    return true;
  },

  async list(ctx, region = "") {
    const rows = (await ctx.client.elastic.all(ctx, region)).filter((row) => row.AddressStatus !== "OFFLINING");
    return rows.map((row) => {
      const label = row.AddressName || canonicalAddress(row.AddressIp ?? "") || row.AddressId;
      return { key: { region, addressId: row.AddressId }, label };
    });
  },
};

/** What an earlier run of this resource ordered. Lists may still show deleted addresses, so each is read by its id. */
async function orderedBefore(ctx: Ctx, desired: Pick<Desired, "region" | "addressType">) {
  const [first, ...others] = await unheld(ctx, desired);
  warnOfOthers(ctx, first?.AddressId, others);
  return first;
}

/** With the owner tag of this resource, and in no state; the oldest first. */
async function unheld(
  ctx: Ctx,
  { region, addressType }: Pick<Desired, "region" | "addressType">,
): Promise<AddressRow[]> {
  const listed = await ctx.client.elastic.marked(ctx, region, ctx.owner, addressType);
  const rows = await Promise.all(listed.map(({ AddressId }) => ctx.client.elastic.one(ctx, region, AddressId)));
  const time = (row: AddressRow) => `${row.CreatedTime} ${row.AddressId}`;
  return rows
    .filter((row) => row !== undefined)
    .filter((row) => row.AddressStatus !== "OFFLINING" && !isHeld(row, HELD_KEY))
    .sort((a, b) => time(a).localeCompare(time(b)));
}

function warnOfOthers(ctx: Ctx, first: string | undefined, others: readonly AddressRow[]): void {
  if (others.length === 0) return;
  const ids = others.map((row) => row.AddressId).join(", ");
  const what = `have the owner tag of this resource, as ${first} does, and are billed too`;
  ctx.log("warning", `${TITLE} ElasticPublicIpv6: ${ids}: ${what}; release them manually if they are unused`);
}

/** The address that the program names, by id or by public address. */
function named(ctx: Ctx, region: string, name: string): Promise<AddressRow | undefined> {
  if (name.startsWith("eipv6-")) return ctx.client.elastic.one(ctx, region, name);
  return ctx.client.elastic.at(ctx, region, canonicalAddress(name) ?? name);
}

/** Refused before the order, so that nothing is ordered that could not be bound. */
function occupied({ privateIpv6Address }: Place, { addressId }: Key): CloudError {
  return new CloudError({
    ...{ kind: "conflict", cloud: TITLE, action: PAGE, subject: privateIpv6Address },
    message: `not ordered, because ${addressId} is bound to it`,
  });
}

/** Values that the cloud may omit, or return undocumented: its own sample calls an EIPv6 EIP6. */
function assumedOf({
  addressType,
  internetServiceProvider,
  egress,
  ...rest
}: DeclaredBilling & Sort): DeclaredBilling & Sort {
  return { ...declaredBillingOf(rest), addressType, internetServiceProvider, egress };
}

/** The row as properties. Unknown values are omitted, so that they do not count as drift. */
function properties(row: AddressRow, key: Key): Properties {
  const assumed = key.assumed ?? {};
  const oneOf = <W extends string>(words: readonly W[], word: string, otherwise: W | undefined) =>
    words.find((known) => known === word) ?? otherwise;
  const values = {
    region: key.region,
    addressName: row.AddressName ?? "",
    addressType: oneOf(KINDS, row.AddressType ?? "", assumed.addressType ?? USUAL_TYPE),
    internetServiceProvider: oneOf(LINES, row.InternetServiceProvider ?? "", assumed.internetServiceProvider),
    egress: egressOf(row) ?? assumed.egress,
    ...billingOf(row, assumed),
    tags: shownTagsOf(row),
    ...placeSeen(row),
    addressId: row.AddressId,
    publicIpv6Address: canonicalAddress(row.AddressIp ?? "") ?? "",
    status: row.AddressStatus ?? "",
    boundTo: answersFor(key, row) ? bindingOf(row) : "",
  };
  // An import adopts what it reads: an unbound address is imported without a binding.
  const omitted = (name: string, value: unknown) =>
    key.bound === undefined && value === "" && [...PLACE_FIELDS, "addressName"].includes(name as never);
  const known = Object.entries(values).filter(([name, value]) => value !== undefined && !omitted(name, value));
  return Object.fromEntries(known) as Properties;
}
