import type { Values } from "../../../provider/core/check";
import { callZenlayer, type LedgerEntry, type Simulator } from "../../../simulator";
import { digits, type Pair } from "./pair";

const codes = {
  throttled: "REQUEST_LIMIT_EXCEEDED",
  unavailable: "SERVICE_TEMPORARY_UNAVAILABLE",
  denied: "AUTHFAILURE_UNAUTHORIZED_OPERATION",
  badSignature: "AUTHFAILURE_SIGNATURE_FAILURE",
  unheardOf: "SOMETHING_NOT_FOUND",
  elsewhere: "INVALID_NIC_ATTACHED",
};
const settings = { accessKeyId: "simulator-zenlayer-id", accessKeyPassword: "simulator-zenlayer-password" };
const planted = { accessKeyPassword: "planted-password-4711" };
const read = "DescribeNetworkInterfaces";
/** A network interface without IPv6, and one with an IPv6 of 20 Mbps made by hand. */
const FREE = "1680855999352675875";
const BY_HAND = "1680855999352675877";

async function console(simulator: Simulator, action: string, params: Values): Promise<void> {
  const { status, body } = await callZenlayer(simulator.url, action, params);
  if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
}
const modify = (simulator: Simulator, ipv6Id: unknown, bandwidth: number) =>
  console(simulator, "ModifyIpv6Bandwidth", { ipv6Id, bandwidth });
const unassign = (simulator: Simulator, { nicId }: Values) =>
  console(simulator, "UnassignNetworkInterfaceIpv6", { nicId });
const changedTo =
  (...mbps: number[]) =>
  ({ event, detail }: LedgerEntry) =>
    event === "changed" && mbps.includes(detail.bandwidth as number);

export const zenlayerPairs: readonly Pair[] = [
  {
    cloud: "zenlayer",
    resource: "NicIpv6Assignment",
    settings,
    codes,
    planted,
    looksFirst: true,
    inputs: { nicId: FREE, internetChargeType: "ByBandwidth", bandwidth: 100 },
    changed: { bandwidth: 200 },
    replaced: { internetChargeType: "ByTrafficPackage", packageSize: 0.3 },
    many: (n) => ({ at: { nicId: `16900000000000${digits(n, 5)}` }, changed: { bandwidth: 200 } }),
    actions: {
      order: "AssignNetworkInterfaceIpv6",
      change: "ModifyIpv6Bandwidth",
      release: "UnassignNetworkInterfaceIpv6",
      read,
    },
    events: { bought: "assigned", ended: "unassigned" },
    outside: {
      occupy: (simulator) =>
        console(simulator, "AssignNetworkInterfaceIpv6", {
          nicId: FREE,
          internetChargeType: "ByBandwidth",
          bandwidth: 100,
        }),
      meddle: (simulator, state) => modify(simulator, state.ipv6Id, 33),
      remove: unassign,
    },
  },
  {
    cloud: "zenlayer",
    resource: "Ipv6InternetBandwidth",
    settings,
    codes,
    planted,
    inputs: { nicId: BY_HAND, internetChargeType: "ByBandwidth", bandwidth: 300 },
    changed: { bandwidth: 400 },
    replaced: { nicId: "1680855999352675883" },
    many: (n) => ({ at: { nicId: `16870000000000${digits(n, 5)}` }, changed: { bandwidth: 400 } }),
    nothingThere: { nicId: FREE },
    stays: { nicId: BY_HAND, bandwidth: 20 },
    actions: {
      order: "ModifyIpv6Bandwidth",
      change: "ModifyIpv6Bandwidth",
      release: "ModifyIpv6Bandwidth",
      read,
    },
    events: { bought: changedTo(300), ended: changedTo(20, 10) },
    outside: {
      occupy: async (simulator) => {
        const tag = { key: "pulumi-ipv6-bandwidth", value: "0123456789abcdef0123-i000077-b20-mL-tB" };
        await console(simulator, "ModifyResourceTags", { resourceUuid: BY_HAND, replaceTags: [tag] });
        await modify(simulator, "1700000000000000077", 300);
      },
      meddle: (simulator, state) => modify(simulator, state.ipv6Id, 33),
      remove: unassign,
    },
  },
];
