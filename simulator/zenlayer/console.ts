import type { AddressView, Deed, InterfaceView, TaskView } from "../common/console";
import type { Ipv6, State } from "./state";

/** The network interfaces of the first account, which is the one that the printed keys belong to. */
export function interfacesOf(state: State): InterfaceView[] {
  return state.networkInterfaces
    .all()
    .filter(({ account }) => account === state.seed.accounts[0]?.id)
    .map(({ id, account, region, name, status, instance, ipv6 }) => {
      const addresses = ipv6 ? [addressOf(id, ipv6)] : [];
      return { account, region, id, name, status, ...(instance !== undefined && { instance }), addresses };
    });
}

/** An IPv6 and its bandwidth are one, so they have one id. */
function addressOf(nic: string, { id, address, status, operation, billing }: Ipv6): AddressView {
  const changing = operation?.status === "OPERATING";
  const view = { id, address, status: status ?? (changing ? "CHANGING" : "RUNNING") };
  if (!billing) return view;
  const { internetChargeType, bandwidth: mbps } = billing;
  const row = { table: "networkInterfaces", id: nic, path: ["ipv6", "billing", "bandwidth"] };
  const said = operation ? `${operation.operation} ${operation.status}` : "";
  return { ...view, bandwidth: { id, ...(mbps !== undefined && { mbps }), internetChargeType, status: said, row } };
}

export function tasksOf(state: State, now: number): TaskView[] {
  const at = (time: number) => new Date(time).toISOString();
  return state.networkInterfaces
    .all()
    .flatMap(({ id, status, becomes, ipv6 }) => [
      ...(becomes && becomes.at > now
        ? [{ id, what: `network interface is ${status}`, on: id, endsAt: at(becomes.at) }]
        : []),
      ...(ipv6?.operation?.status === "OPERATING"
        ? [{ id: ipv6.id, what: ipv6.operation.operation, on: id, endsAt: at(ipv6.operation.until) }]
        : []),
    ]);
}

/** The call of a deed, with the keys of the account of its object. */
export function callOf(state: State, { do: what, id, bandwidth = 10 }: Deed) {
  const nics = state.networkInterfaces.all();
  const nic = nics.find((row) => row.id === id || row.ipv6?.id === id);
  const account = state.seed.accounts.find((each) => each.id === nic?.account) ?? state.seed.accounts[0];
  const { accessKeyId = "", accessKeyPassword = "" } = account?.keys[0] ?? {};
  const isPublic = state.subnets.get(nic?.subnet ?? "")?.ipv6Type === "Public";
  const billed = isPublic ? { internetChargeType: "ByBandwidth", bandwidth } : {};
  const assign: [string, object] = ["AssignNetworkInterfaceIpv6", { nicId: nic?.id ?? id, ...billed }];
  const unassign: [string, object] = ["UnassignNetworkInterfaceIpv6", { nicId: nic?.id ?? id }];
  const change: [string, object] = ["ModifyIpv6Bandwidth", { ipv6Id: id, bandwidth }];
  const [action, params] = { assign, order: assign, unassign, release: unassign, change }[what];
  return { action, params, options: { accessKeyId, accessKeyPassword } };
}
