import { type AddressView, type Deed, groupedBy, type InterfaceView, type TaskView } from "../common/console";
import type { Ipv6Address, NetworkInterface, State } from "./state";

/** The network interfaces of the first account, which is the one that the printed keys belong to. */
export function interfacesOf(state: State, now: number): InterfaceView[] {
  const rows = groupedBy(state.ipv6Addresses.all(), ({ networkInterface }) => networkInterface);
  return state.networkInterfaces
    .all()
    .filter(({ account }) => account === state.seed.accounts[0]?.id)
    .map(({ id, account, region, name = "", status, instance }) => {
      const addresses = (rows.get(id) ?? []).map((row) => addressOf(row, now));
      return { account, region, id, name, status, ...(instance !== undefined && { instance }), addresses };
    });
}

function addressOf({ id, address, pendingUntil, bandwidth }: Ipv6Address, now: number): AddressView {
  const view = { id, address, status: now < pendingUntil ? "Pending" : "Available" };
  if (!bandwidth) return view;
  const { id: order, bandwidth: mbps, internetChargeType, businessStatus, busyUntil } = bandwidth;
  const status = now < busyUntil ? "Configuring" : businessStatus;
  const row = { table: "ipv6Addresses", id, path: ["bandwidth", "bandwidth"] };
  return { ...view, bandwidth: { id: order, mbps, internetChargeType, status, row } };
}

/** What is under way. */
export function tasksOf(state: State, now: number): TaskView[] {
  const at = (time: number) => new Date(time).toISOString();
  const addresses = state.ipv6Addresses
    .all()
    .flatMap(({ id, pendingUntil, bandwidth }) => [
      ...(now < pendingUntil ? [{ id, what: "address is Pending", on: id, endsAt: at(pendingUntil) }] : []),
      ...(bandwidth && now < bandwidth.busyUntil
        ? [{ id: bandwidth.id, what: "bandwidth is in configuration", on: id, endsAt: at(bandwidth.busyUntil) }]
        : []),
    ]);
  const changing = ({ id, status, becomes }: NetworkInterface) =>
    becomes ? [{ id, what: `network interface is ${status}`, on: id, endsAt: at(becomes.at) }] : [];
  return [...addresses, ...state.networkInterfaces.all().flatMap(changing)];
}

/** The call of a deed: in the region of its object, with the keys of its account. */
export function callOf(state: State, { do: what, id, bandwidth = 10, token }: Deed) {
  const addresses = state.ipv6Addresses.all();
  const owner = state.networkInterfaces.get(id) ?? addresses.find((row) => row.id === id || row.bandwidth?.id === id);
  const account = state.seed.accounts.find((each) => each.id === owner?.account) ?? state.seed.accounts[0];
  const [key] = account?.keys ?? [];
  const nic = addresses.find((row) => row.id === id)?.networkInterface;
  const calls: Record<Deed["do"], [string, object]> = {
    assign: ["AssignIpv6Addresses", { NetworkInterfaceId: id, Ipv6AddressCount: 1 }],
    unassign: [
      "UnassignIpv6Addresses",
      { NetworkInterfaceId: nic, Ipv6Address: addresses.filter((row) => row.id === id).map(({ address }) => address) },
    ],
    order: [
      "AllocateIpv6InternetBandwidth",
      { Ipv6AddressId: id, Bandwidth: bandwidth, InternetChargeType: "PayByBandwidth" },
    ],
    change: ["ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id, Bandwidth: bandwidth }],
    release: ["DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: id }],
  };
  const [action, own] = calls[what];
  const params = { RegionId: owner?.region ?? "cn-hangzhou", ...own };
  // Unassigning has no token in the vendor's model.
  return { action, params: what === "unassign" ? params : { ...params, ClientToken: token }, options: { ...key } };
}
