// What bears a mark of acceptance, cloud by cloud. A mark must name the very object: one that may be about an earlier
// object in the same place is a doubt, and what is in doubt is not ended.

import { hasIpv6 } from "../provider/clouds/zenlayer/billing";
import type { ZenlayerClient } from "../provider/clouds/zenlayer/client";
import { MARK as BANDWIDTH_MARK } from "../provider/clouds/zenlayer/ipv6-internet-bandwidth";
import { MARK as ASSIGNMENT_MARK } from "../provider/clouds/zenlayer/nic-ipv6-assignment";
import { originalBillingFrom } from "../provider/clouds/zenlayer/original-billing";
import { markOn } from "../provider/clouds/zenlayer/ownership";
import type { NetworkInterfaceRow } from "../provider/clouds/zenlayer/wire";
import { CloudError, messageOf } from "../provider/core/api/errors";
import type { Values } from "../provider/core/check";
import { type Context, DEFAULT_TIMEOUTS } from "../provider/core/context";
import { ownerMark } from "../provider/core/id";
import { identity } from "../provider/doors/identity";
import { findLookup } from "../provider/doors/registry";
import type { Session } from "../provider/doors/session";
import { PROJECT, TAG } from "./stories";
import type { Body, CloudName, Vendor } from "./vendor";

/** An object that bears a mark of acceptance. */
export interface Left {
  readonly story: string;
  /** `<cloud>:<Resource>` */
  readonly type: string;
  readonly name: string;
  /** Its import id. */
  readonly id: string;
  /** What was read of it, so that nothing else in its place is ended. */
  readonly state?: Values;
  /** Why it may be somebody else's. It is then listed, and not ended. */
  readonly doubt?: string;
}

/** What one cloud answered. */
export interface Found {
  /** In the order in which it can be ended. */
  readonly left: readonly Left[];
  /** What could not be read, and why: something may be there. */
  readonly unread: readonly string[];
}

/** One question. Each is settled by itself: what one call refuses hides nothing that the others show. */
interface Search {
  readonly what: string;
  readonly find: () => Promise<readonly Left[]>;
}

type Ask = (lookup: string, args: Values) => Promise<Body>;
type Finder = (vendor: Vendor, session: Session, ask: Ask) => readonly Search[];

const READ_MS = 120_000;

/** Everything that bears a mark of acceptance in one cloud. */
export async function findMarked(vendor: Vendor, session: Session): Promise<Found> {
  const ask: Ask = async (lookup, args) => {
    const question = findLookup(`${vendor.name}:${lookup}`);
    if (!question) throw new Error(`no look-up ${lookup}`);
    const { inputs, failures } = await session.checkLookup(question, args);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return session.lookUp(question, inputs);
  };
  const left: Left[] = [];
  const unread: string[] = [];
  for (const { what, find } of FINDERS[vendor.name](vendor, session, ask)) {
    try {
      left.push(...(await find()));
    } catch (error) {
      unread.push(`${what}: ${messageOf(error)}`);
    }
  }
  return { left, unread };
}

/** The identity that the engine gives what a story declares. */
export function declaredAs({ story, type, name }: Pick<Left, "story" | "type" | "name">): string {
  return identity({ project: PROJECT, stack: story, parents: "", type: `ipv6:${type}`, name });
}

const FINDERS: Readonly<Record<CloudName, Finder>> = {
  /** Addresses with the tag, each with its egress-only rule and its bandwidth before it. */
  alibaba: ({ region }, _session, ask) => {
    const tagged = async (story: string): Promise<Body[]> =>
      (await ask("getIpv6Addresses", { tags: { [TAG]: story } })).ipv6Addresses;
    const assigned = (story: string) => async (): Promise<Left[]> =>
      (await tagged(story)).flatMap(({ ipv6AddressId, ipv6Address, internetBandwidthId, networkInterfaceId }) => [
        ...(internetBandwidthId
          ? [
              {
                ...{ story, type: "alibaba:Ipv6InternetBandwidth", name: "bandwidth" },
                id: `${region}/${ipv6AddressId}/${internetBandwidthId}`,
              },
            ]
          : []),
        networkInterfaceId
          ? {
              ...{ story, type: "alibaba:NicIpv6Assignment", name: "address" },
              id: `${region}/${networkInterfaceId}/${ipv6Address}`,
            }
          : {
              ...{ story, type: "alibaba:Ipv6Address", name: "address", id: `${region}/${ipv6AddressId}` },
              doubt: "it was assigned to a network interface, and none is shown for it now",
            },
      ]);
    const rules = async (): Promise<Left[]> => {
      const marked = new Set((await tagged("alibaba-outbound")).map(({ ipv6AddressId }) => ipv6AddressId));
      // An account that may not read rules has no such story.
      if (marked.size === 0) return [];
      const { ipv6EgressOnlyRules } = await ask("getIpv6EgressOnlyRules", {});
      return ipv6EgressOnlyRules
        .filter(({ instanceId }: Body) => marked.has(instanceId))
        .map(({ ipv6GatewayId, ipv6EgressOnlyRuleId }: Body) => ({
          ...{ story: "alibaba-outbound", type: "alibaba:Ipv6EgressOnlyRule", name: "rule" },
          id: `${region}/${ipv6GatewayId}/${ipv6EgressOnlyRuleId}`,
        }));
    };
    const unattached = async (): Promise<Left[]> =>
      (await tagged("alibaba-address")).map(({ ipv6AddressId }) => ({
        ...{ story: "alibaba-address", type: "alibaba:Ipv6Address", name: "address", id: `${region}/${ipv6AddressId}` },
      }));
    return [
      { what: "egress-only rules", find: rules },
      { what: "addresses of alibaba-outbound", find: assigned("alibaba-outbound") },
      { what: "addresses of alibaba-nic", find: assigned("alibaba-nic") },
      { what: "addresses of alibaba-address", find: unattached },
    ];
  },
  /** Public addresses with the tag, and addresses with the description. */
  tencent: ({ region }, _session, ask) => {
    const tags = (story: string) => ({ tags: { [TAG]: story } });
    const published = async (): Promise<Body[]> => (await ask("getIp6Addresses", tags("tencent-nic"))).ip6Addresses;
    const bandwidths = async (): Promise<Left[]> =>
      (await published()).map(({ ip6Address, addressId }) => ({
        ...{ story: "tencent-nic", type: "tencent:Ipv6InternetBandwidth", name: "bandwidth" },
        id: `${region}/${ip6Address}/${addressId}`,
      }));
    const assigned = async (): Promise<Left[]> => {
      const { ipv6Addresses } = await ask("getNetworkInterfaceIpv6Addresses", {});
      const own = ipv6Addresses.filter(({ description }: Body) => description === `${TAG} tencent-nic`);
      // What the cloud does to bandwidth when its address goes is not known, and not everybody's is ours.
      const ours = own.some(({ addressId }: Body) => addressId)
        ? (await published()).map(({ addressId }) => addressId)
        : [];
      return own.map(({ networkInterfaceId, ipv6Address, addressId }: Body) => ({
        ...{ story: "tencent-nic", type: "tencent:NicIpv6Assignment", name: "address" },
        id: `${region}/${networkInterfaceId}/${ipv6Address}`,
        ...(addressId && !ours.includes(addressId) && { doubt: `its bandwidth ${addressId} does not bear the mark` }),
      }));
    };
    const elastic = async (): Promise<Left[]> =>
      (await ask("getElasticPublicIpv6s", tags("tencent-elastic"))).elasticPublicIpv6s.map(({ addressId }: Body) => ({
        ...{ story: "tencent-elastic", type: "tencent:ElasticPublicIpv6", name: "elastic" },
        id: `${region}/${addressId}`,
      }));
    return [
      { what: "public addresses", find: bandwidths },
      { what: "addresses of network interfaces", find: assigned },
      { what: "EIPv6", find: () => elastic().catch(noneWithoutEipv6) },
    ];
  },
  /** Network interfaces with an IPv6 and the provider's owner tag, which is there before the order. */
  zenlayer: ({ cloud }, session) => {
    const ctx = session.reads(cloud, READ_MS) as Context<ZenlayerClient>;
    const find = async () => {
      // Lists of the region setting would hide what was ordered under another one; calls here need no region.
      const nics = (await ctx.client.reads.allNics(ctx, undefined)).filter(hasIpv6);
      return (await Promise.all(nics.flatMap((nic) => [bandwidthOn(ctx, nic), assignmentOn(ctx, nic)]))).flat();
    };
    return [{ what: "network interfaces", find }];
  },
};

/** An account that is not on the product's allow-list has no EIPv6, so none of ours. */
function noneWithoutEipv6(error: unknown): Left[] {
  if (error instanceof CloudError && error.code?.endsWith("AccountNotSupported")) return [];
  throw error;
}

const BANDWIDTH = { story: "zenlayer-bandwidth", type: "zenlayer:Ipv6InternetBandwidth", name: "bandwidth" };
const ASSIGNMENT = { story: "zenlayer-nic", type: "zenlayer:NicIpv6Assignment", name: "address" };

/** The tag has the end of the id of the IPv6 that it is about. */
async function bandwidthOn(ctx: Context<ZenlayerClient>, nic: NetworkInterfaceRow): Promise<Left[]> {
  const mark = markOn(nic, BANDWIDTH_MARK);
  if (mark?.owner !== ownerMark(declaredAs(BANDWIDTH))) return [];
  const ipv6Id = (await ctx.client.reads.publicIpv6(ctx, nic))?.ipv6CidrId;
  if (ipv6Id === undefined || !originalBillingFrom(mark.parts, ipv6Id)) return [];
  return [{ ...BANDWIDTH, id: nic.nicId, state: { ipv6Id } }];
}

/** The tag has the time of the order. It stays on the network interface when its IPv6 is replaced by hand. */
async function assignmentOn(ctx: Context<ZenlayerClient>, nic: NetworkInterfaceRow): Promise<Left[]> {
  const mark = markOn(nic, ASSIGNMENT_MARK);
  if (mark?.owner !== ownerMark(declaredAs(ASSIGNMENT))) return [];
  const { reads } = ctx.client;
  const ipv6 = await reads.publicIpv6(ctx, nic);
  const left = { ...ASSIGNMENT, id: nic.nicId };
  if (!ipv6) return [{ ...left, doubt: "its public IPv6 is not shown" }];
  const doubt = timeDoubt(mark.parts, await reads.madeAt(ctx, ipv6.ipv6CidrId));
  const state = { ipv6Id: ipv6.ipv6CidrId, ipv6Cidr: ipv6.ipv6Cidr ?? "" };
  return [{ ...left, state, ...(doubt && { doubt: `${doubt}: the tag ${ASSIGNMENT_MARK} may be an earlier one's` }) }];
}

/** Milliseconds by which the cloud's clock and ours may differ. */
const CLOCKS_MS = 600_000;

/**
 * Why an IPv6 may not be the one that an owner tag was written for.
 *
 * @param parts of the owner tag: until when, in seconds since the epoch, its order could take
 * @param made when the IPv6 was created, in milliseconds since the epoch
 */
function timeDoubt([until]: readonly string[], made: number | undefined): string | undefined {
  const end = Number(until || Number.NaN) * 1_000;
  if (Number.isNaN(end)) return "its tag has no time of an order";
  if (made === undefined) return "the cloud shows no time at which its IPv6 was created";
  const begin = end - DEFAULT_TIMEOUTS.create * 1_000;
  if (made >= begin - CLOCKS_MS && made <= end + CLOCKS_MS) return undefined;
  return `its IPv6 was created at ${timeText(made)}, its order was placed at ${timeText(begin)}`;
}

const timeText = (time: number) => new Date(time).toISOString().slice(0, 19).concat("Z");
