import {
  type AddressView,
  type BandwidthView,
  type Deed,
  groupedBy,
  type InterfaceView,
  type TaskView,
} from "../common/console";
import type { ElasticAddress, NicAddress, PublicAddress, State } from "./state";

/** The network interfaces of the first account, which is the one that the printed keys belong to. */
export function interfacesOf(state: State): InterfaceView[] {
  const rows = groupedBy(state.nicAddresses.all(), ({ networkInterface }) => networkInterface);
  const sold: Sold = {
    classic: groupedBy(state.publicAddresses.all(), ({ address }) => address),
    elastic: groupedBy(state.elasticAddresses.all(), ({ networkInterface }) => networkInterface),
  };
  return state.networkInterfaces
    .all()
    .filter(({ account }) => account === state.seed.accounts[0]?.id)
    .map(({ id, account, region, name = "", state: status, instance }) => {
      const addresses = (rows.get(id) ?? []).map((row) => addressOf(sold, row));
      return { account, region, id, name, status, ...(instance !== undefined && { instance }), addresses };
    });
}

/** Public addresses: classic ones by the address, elastic ones by their network interface. */
interface Sold {
  readonly classic: ReadonlyMap<string, readonly PublicAddress[]>;
  readonly elastic: ReadonlyMap<string, readonly ElasticAddress[]>;
}

/** A classic public address has the address itself, an elastic one is bound to it. */
function addressOf(sold: Sold, { address, networkInterface, state: status }: NicAddress): AddressView {
  const classic = sold.classic.get(address)?.[0];
  const elastic = sold.elastic.get(networkInterface)?.find(({ privateAddress }) => privateAddress === address);
  const found = classic ?? elastic;
  const view = { id: address, address, status };
  if (!found) return view;
  const { id, bandwidth: mbps, internetChargeType } = found;
  const row = { table: classic ? "publicAddresses" : "elasticAddresses", id, path: ["bandwidth"] };
  const bandwidth: BandwidthView = { id, mbps, internetChargeType, status: found.status, row };
  return { ...view, bandwidth };
}

export function tasksOf({ tasks }: State): TaskView[] {
  return tasks.running().map(({ id, action, dueAt, subjects }) => ({
    ...{ id, what: action, on: [...new Set(subjects)].join(", ") },
    endsAt: new Date(dueAt).toISOString(),
  }));
}

/** The call of a deed: in the region of its object, with the keys of its account. */
export function callOf(state: State, { do: what, id, bandwidth = 10, token }: Deed) {
  const address = state.nicAddresses.all().find((row) => row.address === id);
  const owner =
    state.networkInterfaces.get(id) ?? address ?? state.publicAddresses.get(id) ?? state.elasticAddresses.get(id);
  const account = state.seed.accounts.find((each) => each.id === owner?.account) ?? state.seed.accounts[0];
  const { secretId = "", secretKey = "" } = account?.keys[0] ?? {};
  const elastic = state.elasticAddresses.get(id) !== undefined;
  const mbps = { InternetMaxBandwidthOut: bandwidth };
  const calls: Record<Deed["do"], [string, object]> = {
    assign: [
      "AssignIpv6Addresses",
      { NetworkInterfaceId: id, Ipv6AddressCount: 1, ...(token !== undefined && { ClientToken: token }) },
    ],
    unassign: [
      "UnassignIpv6Addresses",
      { NetworkInterfaceId: address?.networkInterface, Ipv6Addresses: [{ Address: id }] },
    ],
    order: ["AllocateIp6AddressesBandwidth", { Ip6Addresses: [id], ...mbps }],
    change: elastic
      ? ["ModifyIPv6AddressesBandwidth", { IPv6AddressIds: [id], ...mbps }]
      : ["ModifyIp6AddressesBandwidth", { Ip6AddressIds: [id], ...mbps }],
    // A bound elastic address is not released with its order: it is unbound first.
    release: elastic
      ? ["DisassociateIPv6Address", { IPv6AddressId: id }]
      : ["ReleaseIp6AddressesBandwidth", { Ip6AddressIds: [id] }],
  };
  const [action, params] = calls[what];
  return { action, params, options: { secretId, secretKey, region: owner?.region ?? "ap-guangzhou" } };
}
