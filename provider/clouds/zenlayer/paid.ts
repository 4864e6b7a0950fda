import { CloudError, type Kind } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { orUnread, type Paid, type PaidList, type PaidObjects, type Unread } from "../../core/paid";
import { everything, type Pages, pageOf } from "../../core/reads/list-cache";
import { IPV6_INTERNET_BANDWIDTH } from "../../resources/ipv6-internet-bandwidth";
import { controllerOf, NIC_IPV6_ASSIGNMENT } from "../../resources/nic-ipv6-assignment";
import { billingOf, hasIpv6, motionOf } from "./billing";
import type { ZenlayerClient } from "./client";
import { MARK as BANDWIDTH_MARK } from "./ipv6-internet-bandwidth";
import { MARK as ASSIGNMENT_MARK, isInTime } from "./nic-ipv6-assignment";
import { originalBillingFrom } from "./original-billing";
import { isHeld, markOn } from "./ownership";
import { type Ipv6AddressRow, type NetworkInterfaceRow, TITLE } from "./wire";

type Ctx = Context<ZenlayerClient>;

const NICS =
  "which public IPv6 are on unattached network interfaces, whose they are, and which of these a controller manages";
const LIST = "public IPv6 that are on no network interface: this account has no list of them";
/** Rows in one page; all lists accept this. */
const ROWS = 100;
const NO_SUCH_CALL: readonly Kind[] = ["denied", "invalid", "unknown"];
const USUAL_STATES = ["RUNNING", "CHANGING"];

/** Every public IPv6, which is sold together with its bandwidth. Private ones are free. */
export const paid: PaidObjects<ZenlayerClient> = {
  heldAs: {
    [IPV6_INTERNET_BANDWIDTH]: { billedId: "ipv6Id", place: "nicId" },
    [NIC_IPV6_ASSIGNMENT]: { billedId: "ipv6Id", place: "nicId" },
  },
  heldAsTerraform: {
    // The state has no id of the IPv6, and its stack type is the declared one.
    zenlayercloud_zec_vnic: { place: "id", if: ({ stack_type: stack }) => stack !== "IPv4" },
    zenlayercloud_zec_vnic_public_ipv6: { place: "id" },
  },

  account: async (ctx) => (await ctx.client.call(ctx, "DescribeCustomerBalance", {})).accountUid,

  async list(ctx, region) {
    const unread: Unread[] = [];
    const [rows, nics] = await Promise.all([
      everything(ctx, addressPages(region)).catch((error: unknown) => {
        if (error instanceof CloudError && NO_SUCH_CALL.includes(error.kind)) return error;
        throw error;
      }),
      orUnread(unread, NICS, false, ctx.client.reads.allNics(ctx, region)),
    ]);
    if (rows instanceof CloudError) {
      if (!nics) throw rows;
      return { ...(await byNic(ctx, nics)), unread: [...unread, { what: LIST, error: rows, hidesObjects: true }] };
    }
    const at = nics && new Map(nics.map((nic) => [nic.nicId, nic]));
    return { objects: rows.map((row) => paidOf(row, at?.get(row.nicId ?? ""))), unread };
  },
};

function addressPages(regionId: string | undefined): Pages<Ipv6AddressRow> {
  return async (ctx, pageNum) => {
    const request = { ...(regionId && { regionId }), pageSize: ROWS, pageNum };
    const { client } = ctx as Ctx;
    const about = { subject: `all of ${regionId ?? "the account"}` };
    const { dataSet, totalCount } = await client.call(ctx, "DescribeIpv6Addresses", request, about);
    return pageOf(dataSet, totalCount, pageNum, ROWS);
  };
}

/** One read for each network interface with IPv6. */
async function byNic(ctx: Ctx, nics: readonly NetworkInterfaceRow[]): Promise<Pick<PaidList, "objects">> {
  const found = nics.filter(hasIpv6).map(async (nic) => {
    const ipv6 = await ctx.client.reads.publicIpv6(ctx, nic);
    return ipv6 ? [paidOf({ ...ipv6, ipv6Id: ipv6.ipv6CidrId, nicId: nic.nicId }, nic)] : [];
  });
  return { objects: (await Promise.all(found)).flat() };
}

function paidOf(row: Ipv6AddressRow, nic: NetworkInterfaceRow | undefined): Paid {
  const { ipv6Id, nicId, status, associatedId, associatedType } = row;
  const first = row.primaryIpv6Address ?? "";
  const region = row.regionId ?? nic?.regionId ?? "";
  return {
    resource: IPV6_INTERNET_BANDWIDTH,
    id: nicId ?? "",
    billedId: ipv6Id,
    place: nicId ?? undefined,
    region,
    address: canonicalAddress(first) ?? first,
    name: nic?.name ?? "",
    values: { region, ...billingOf({ ...row, ipv6CidrId: ipv6Id }) },
    ...placeOf(nicId ?? undefined, nic, [associatedType, associatedId].filter(Boolean).join(" ")),
    locked: !status || USUAL_STATES.includes(status) ? undefined : status,
    doing: motionOf({ ...row, ipv6CidrId: ipv6Id }).doing,
    mark: nic && marksOn(nic, row),
    controller: nic && controllerOf(tagsOf(nic)),
    ending: nicId
      ? { resource: NIC_IPV6_ASSIGNMENT, id: nicId, state: { ipv6Id, ipv6Cidr: row.ipv6Cidr ?? "" } }
      : `it is on no network interface: delete it in the console of ${TITLE}`,
  };
}

function placeOf(nicId: string | undefined, nic: NetworkInterfaceRow | undefined, associated: string) {
  if (!nicId) return associated ? { on: associated } : { idle: "it is on no network interface" };
  if (!nic) return { on: nicId };
  if (nic.instanceId) return { on: `${nicId} of ${nic.instanceId}` };
  return { on: nicId, idle: `network interface ${nicId} is attached to no instance` };
}

function tagsOf(nic: NetworkInterfaceRow): Record<string, string> {
  return Object.fromEntries((nic.tags?.tags ?? []).map(({ key, value }) => [key, value ?? ""]));
}

/** Owner tags that are about this IPv6: they stay on the network interface when an IPv6 is replaced by hand. */
function marksOn(nic: NetworkInterfaceRow, { ipv6Id, createTime }: Ipv6AddressRow): Paid["mark"] {
  const ordered = markOn(nic, ASSIGNMENT_MARK);
  if (ordered && isInTime(ordered.parts, Date.parse(createTime ?? ""))) {
    const tag = `${ASSIGNMENT_MARK}=${[ordered.owner, ...ordered.parts].join("-")}`;
    return { tag, held: isHeld(nic, ASSIGNMENT_MARK), isOf: (owner) => owner === ordered.owner };
  }
  const managed = markOn(nic, BANDWIDTH_MARK);
  if (!managed || !originalBillingFrom(managed.parts, ipv6Id)) return undefined;
  const tag = `${BANDWIDTH_MARK}=${[managed.owner, ...managed.parts].join("-")}`;
  return { tag, held: isHeld(nic, BANDWIDTH_MARK), isOf: (owner) => owner === managed.owner };
}
