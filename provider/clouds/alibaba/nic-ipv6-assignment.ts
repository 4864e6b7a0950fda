import { canonicalAddress } from "../../core/address";
import type { Binding } from "../../core/binding";
import { exactlyOneOf } from "../../core/check";
import type { Context } from "../../core/context";
import { CloudError, Refusal } from "../../core/error";
import { addresses, integer, text } from "../../core/field";
import { joinId, splitId } from "../../core/id";
import { type DesiredFor, declare, type PropertiesOf, textsOutput } from "../../core/resource";
import { addressesOutput, NIC_IPV6_ASSIGNMENT, nicIpv6AssignmentDoc } from "../../resources/nic-ipv6-assignment";
import { type AlibabaClient, TITLE } from "./client";
import type { NetworkInterfaceRow } from "./wire";

const PAGE = "AssignIpv6Addresses";
/** Addresses in one Assign or Unassign, and so in one resource: each change stays one call, all or nothing. */
const MOST = 10;

export const declaration = declare({
  name: NIC_IPV6_ASSIGNMENT,
  doc: nicIpv6AssignmentDoc,
  sources: [PAGE, "UnassignIpv6Addresses", "DescribeNetworkInterfaces", "DescribeIpv6Addresses"],
  idForms: ["<region>/<networkInterfaceId>/<address>,<address>…", "<region>/<networkInterfaceId>"],
  fields: {
    networkInterfaceId: text({
      doc: "Id of the network card. Its vSwitch must have IPv6; the card must be Available or InUse, and a primary card's instance Running or Stopped.",
      pattern: /^eni-[\w*-]+$/,
      shape: "the id of a network card, such as eni-bp14v2sdd3v8htln0000",
      required: true,
      onChange: "replace",
      source: PAGE,
    }),
    ipv6Addresses: addresses({
      doc: "The addresses to assign, each of the vSwitch's IPv6 range. Changed in place: what is new is assigned, what is gone is unassigned.",
      min: 1,
      max: MOST,
      source: PAGE,
    }),
    ipv6AddressCount: integer({
      doc: "How many addresses to assign; the cloud chooses them. Changed in place: shrinking gives back the last ones first.",
      min: 1,
      max: MOST,
      unit: "addresses",
      source: PAGE,
    }),
  },
  outputs: {
    addresses: addressesOutput,
    ipv6AddressIds: textsOutput("Their ids (`ipv6-…`), in the same order: what an Ipv6InternetBandwidth takes."),
  },
  rules: [exactlyOneOf(TITLE, "ipv6Addresses", "ipv6AddressCount")],
});

type Declared = typeof declaration;
type Properties = PropertiesOf<Declared>;
type Desired = DesiredFor<Declared>;
type Ctx = Context<AlibabaClient>;

/** `addresses` are those this resource answers for; undefined, in the short id of an import, all on the card. */
interface Key {
  readonly region: string;
  readonly networkInterfaceId: string;
  readonly addresses?: readonly string[] | undefined;
}

export const nicIpv6Assignment: Binding<AlibabaClient, Key, Declared> = {
  declaration,

  lockOf: ({ region, networkInterfaceId }) => joinId(region, networkInterfaceId),
  idOf: ({ region, networkInterfaceId, addresses: held }) =>
    joinId(region, networkInterfaceId, ...(held?.length ? [held.join(",")] : [])),
  overlap: (a, b) => (a.addresses ?? []).some((address) => b.addresses?.includes(address)),
  known: ({ addresses: held = [] }) => ({ addresses: held }) as Partial<Properties>,
  keyOf(id, state) {
    const [region = "", networkInterfaceId = "", named] = splitId(id, declaration.idForms);
    return { region, networkInterfaceId, addresses: state?.addresses ?? named?.split(",").map(canonicalOrRefuse) };
  },

  async find(ctx, { region, networkInterfaceId, ipv6Addresses, ipv6AddressCount, adopt }) {
    const card = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const present = addressesOn(card);
    const held = ipv6Addresses ? ipv6Addresses.filter((address) => present.includes(address)) : present;
    if (held.length === 0 || (adopt && held.length < (ipv6Addresses?.length ?? 0))) return undefined;
    // Which of the card's addresses were meant by a mere number can only be said when there is no choice.
    if (adopt && !ipv6Addresses && held.length !== ipv6AddressCount) {
      throw new Refusal(
        `adopt: ${networkInterfaceId} holds ${held.length} addresses, not ${ipv6AddressCount}; say which with ipv6Addresses: ${held.join(", ")}`,
        "conflict",
      );
    }
    const key = { region, networkInterfaceId, addresses: held };
    return { key, properties: properties(key, []) };
  },

  async observe(ctx, { region, networkInterfaceId, addresses: held }) {
    const card = await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId);
    const present = addressesOn(card);
    const mine = held ? held.filter((address) => present.includes(address)) : present;
    if (!card || mine.length === 0) return undefined;
    const ids = await ctx.client.reads.idsOn(ctx, region, card, mine);
    const nameless = mine.filter((address) => !ids.has(address));
    return {
      properties: properties(
        { region, networkInterfaceId, addresses: mine },
        mine.map((a) => ids.get(a) ?? ""),
      ),
      doing: nameless.length > 0 ? `the VPC has no id yet for ${nameless.join(", ")}` : undefined,
    };
  },

  async create(ctx, desired, order, before) {
    const request = desired.ipv6Addresses
      ? { Ipv6Address: desired.ipv6Addresses }
      : { Ipv6AddressCount: desired.ipv6AddressCount ?? 1 };
    const ClientToken = order.token(PAGE, desired.region, desired.networkInterfaceId, request);
    const given = await assign(ctx, desired, { ...request, ClientToken }, before?.addresses ?? []);
    const { region, networkInterfaceId } = desired;
    return { region, networkInterfaceId, addresses: given };
  },

  async update(ctx, { key, desired, observed, note }, order) {
    const held = observed.addresses;
    const wanted = desired.ipv6Addresses ?? held.slice(0, desired.ipv6AddressCount);
    const gone = held.filter((address) => !wanted.includes(address));
    const missing = wanted.filter((address) => !held.includes(address));
    const more = desired.ipv6Addresses ? 0 : Math.max(0, (desired.ipv6AddressCount ?? 0) - held.length);
    // In the order declared, because programs take them by position; a number's addresses stay where they are.
    const inOrder = (list: readonly string[]) => [
      ...wanted.filter((address) => list.includes(address)),
      ...list.filter((address) => !wanted.includes(address)),
    ];
    const grow = async (now: readonly string[]) => {
      if (missing.length + more === 0) return now;
      const request = more > 0 ? { Ipv6AddressCount: more } : { Ipv6Address: missing };
      // Bound to what is held already, so that a run cut short and repeated does not grow twice.
      const ClientToken = order.token(PAGE, desired.region, desired.networkInterfaceId, request, [...held].sort());
      const onCard = addressesOn(await ctx.client.reads.networkInterface(ctx, key.region, key.networkInterfaceId));
      const grown = inOrder([...now, ...(await assign(ctx, desired, { ...request, ClientToken }, onCard))]);
      note({ ...key, addresses: grown });
      return grown;
    };
    const shrink = async (now: readonly string[]) => {
      await unassign(ctx, key, gone);
      const left = now.filter((address) => !gone.includes(address));
      note({ ...key, addresses: left });
      return left;
    };
    // New ones first, so that the card is never without; unless it has room only after the old ones went.
    try {
      await shrink(await grow(held));
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "quota" && gone.length > 0)) throw error;
      await grow(await shrink(held));
    }
  },

  async delete(ctx, key) {
    await unassign(ctx, key, key.addresses ?? []);
  },
};

function properties(key: Key & { addresses: readonly string[] }, ids: readonly string[]): Properties {
  const held = [...key.addresses];
  return { ...key, ipv6Addresses: held, ipv6AddressCount: held.length, addresses: held, ipv6AddressIds: [...ids] };
}

function addressesOn(card: NetworkInterfaceRow | undefined): string[] {
  return (card?.Ipv6Sets?.Ipv6Set ?? []).map((set) => canonicalAddress(set.Ipv6Address) ?? set.Ipv6Address);
}

interface AssignRequest {
  readonly Ipv6Address?: readonly string[];
  readonly Ipv6AddressCount?: number;
  readonly ClientToken: string;
}

/** One call, and the addresses it gave. Answers of old leave them out: then what is new on the card tells. */
async function assign(
  ctx: Ctx,
  { region, networkInterfaceId }: Desired,
  request: AssignRequest,
  before: readonly string[],
): Promise<readonly string[]> {
  const call = { RegionId: region, NetworkInterfaceId: networkInterfaceId, ...request };
  const { Ipv6Sets } = await ctx.client.call(ctx, PAGE, call, networkInterfaceId);
  if (request.Ipv6Address) return request.Ipv6Address;
  const given = (Ipv6Sets?.Ipv6Address ?? []).map((address) => canonicalAddress(address) ?? address);
  if (given.length > 0) return given;
  const now = addressesOn(await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
  const fresh = now.filter((address) => !before.includes(address));
  if (fresh.length === request.Ipv6AddressCount) return fresh;
  throw new CloudError({
    kind: "unknown",
    cloud: TITLE,
    action: PAGE,
    subject: networkInterfaceId,
    said: `did not say which addresses it gave; new on the card: ${fresh.join(", ") || "none yet"}`,
    advice: "Take charge of them with adopt: true and ipv6Addresses.",
  });
}

/** Gives back these and no others. One that is off the card already is done; the call is then sent for the rest. */
async function unassign(ctx: Ctx, { region, networkInterfaceId }: Key, unwanted: readonly string[]): Promise<void> {
  for (let rest = unwanted; rest.length > 0; ) {
    const batch = rest.slice(0, MOST);
    try {
      const request = { RegionId: region, NetworkInterfaceId: networkInterfaceId, Ipv6Address: batch };
      await ctx.client.call(ctx, "UnassignIpv6Addresses", request, networkInterfaceId);
      rest = rest.slice(MOST);
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "gone")) throw error;
      const present = addressesOn(await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
      const left = rest.filter((address) => present.includes(address));
      // The same answer for addresses that are all still there is no answer to act on.
      if (left.length === rest.length) throw error;
      rest = left;
    }
  }
}

function canonicalOrRefuse(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === undefined)
    throw new Refusal(`id: ${address} is not an IPv6 address; the forms are ${declaration.idForms.join(" or ")}`);
  return canonical;
}
