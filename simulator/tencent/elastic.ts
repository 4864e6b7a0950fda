import { isoSeconds } from "../kit/clock";
import { type Context, record } from "./action";
import { Refusal } from "./errors";
import { mine } from "./find";
import { tagSet } from "./system-tags";
import type { ElasticAddress, NicAddress } from "./world";

/** What the actions on elastic public IPv6 (EIPv6, `eipv6-`) share. */

type Event = Parameters<typeof record>[2]["event"];

export function requireElastic(context: Context, id: string): ElasticAddress {
  if (!/^eip(v6)?-/.test(id)) throw new Refusal("InvalidParameterValue.AddressIdMalformed", `${id} is no address id.`);
  const row = context.world.elasticAddresses.get(id);
  if (!row || !mine(context, row)) throw new Refusal("InvalidParameterValue.AddressIpNotFound", `${id} is not found.`);
  return row;
}

/** `IPv6AddressIds`, all there and at rest in one of the states. */
export function requireElastics(context: Context, states: readonly string[]): ElasticAddress[] {
  const rows = context.input.requiredList("IPv6AddressIds").map((id) => requireElastic(context, id));
  for (const row of rows) requireState(row, states);
  return rows;
}

export function requireState(row: ElasticAddress, states: readonly string[]): void {
  if (row.arrears) throw new Refusal("OperationDenied.AddressInArrears");
  if (!states.includes(row.status)) {
    throw new Refusal("UnsupportedOperation.AddressStatusNotPermit", `${row.id} is ${row.status}.`);
  }
}

/** What unbinding leads to. */
export const UNBOUND = { status: "UNBIND", networkInterface: undefined, privateAddress: undefined } as const;

/** Puts the row on its way, and where it leads to when the time of a task is over; a failed task puts it back. */
export function change(
  context: Context,
  row: ElasticAddress,
  { meanwhile, after, event }: { meanwhile: Partial<ElasticAddress>; after: Partial<ElasticAddress>; event?: Event },
) {
  const { elasticAddresses } = context.world;
  const { networkInterface, privateAddress } = row;
  elasticAddresses.put({ ...row, ...meanwhile });
  return {
    done: (at: number) => {
      const now = elasticAddresses.get(row.id);
      if (!now) return;
      elasticAddresses.put({ ...now, ...after });
      if (event) note(context, at, event, { ...now, ...after }, row);
    },
    undo: () => {
      const now = elasticAddresses.get(row.id);
      if (now) elasticAddresses.put({ ...now, status: row.status, networkInterface, privateAddress });
    },
  };
}

/** What is bound to an address of a card. */
export function boundAt({ world }: Context, place: Pick<NicAddress, "networkInterface" | "address">) {
  return world.elasticAddresses
    .all()
    .find((row) => row.networkInterface === place.networkInterface && row.privateAddress === place.address);
}

/** Bought, changed and ended it is about the address; bound and unbound it is about the place. */
export function note(context: Context, at: number, event: Event, row: ElasticAddress, before: ElasticAddress = row) {
  const bound = row.networkInterface ? row : before;
  const binding = event === "assigned" || event === "unassigned";
  const { bandwidth, internetChargeType } = row;
  record(context, at, {
    ...{ event, resource: "ElasticPublicIpv6", id: row.id },
    subject: binding ? `${bound.networkInterface}/${bound.privateAddress}` : row.address,
    detail: binding ? { address: row.address } : { bandwidth, internetChargeType },
  });
}

export function elasticView(context: Context, row: ElasticAddress) {
  const card = context.world.networkInterfaces.get(row.networkInterface ?? "");
  const legacy = context.account.type === "LEGACY";
  return {
    AddressId: row.id,
    AddressName: row.name,
    AddressStatus: row.status,
    AddressIp: row.address,
    InstanceId: card?.instance ?? null,
    InstanceType: card ? (card.instance ? "CVM" : "ENI") : null,
    NetworkInterfaceId: row.networkInterface ?? null,
    PrivateAddressIp: row.privateAddress ?? null,
    IsArrears: row.arrears === true,
    IsBlocked: false,
    CascadeRelease: false,
    AddressType: row.type,
    InternetServiceProvider: row.isp,
    Bandwidth: legacy ? null : row.bandwidth,
    InternetChargeType: legacy ? null : row.internetChargeType,
    BandwidthPackageId: legacy ? null : (row.bandwidthPackage ?? null),
    TagSet: tagSet(context, row),
    UnVpcId: card?.vpc ?? null,
    CreatedTime: isoSeconds(row.createdAt),
    DeadlineDate: null,
    Egress: row.egress,
  };
}
