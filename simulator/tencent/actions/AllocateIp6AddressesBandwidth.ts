import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import { assignedAt } from "../network-interfaces";
import { recordBandwidth, requireSetting, type Setting } from "../orders";
import { publishedAt, requireAddresses, requireFree } from "../require";
import { kindOf, type NicAddress } from "../state";

const AT_ONCE = 100;

interface Order {
  readonly places: readonly NicAddress[];
  readonly setting: Setting;
}

/**
 * Gives addresses that are on network interfaces internet bandwidth, all with one setting. Answers new `eip-` ids and a
 * task; no client token: a repeat answers AddressPublished, or Mutex while the task runs.
 * Source: AllocateIp6AddressesBandwidth, 2025-11-13.
 */
export const allocateIp6AddressesBandwidth = defineChange<Order>({
  name: "AllocateIp6AddressesBandwidth",
  takes: ["Ip6Addresses", "InternetMaxBandwidthOut", "InternetChargeType", "BandwidthPackageId", "Tags"],
  rules: [
    documented("Addresses, not ids; 1 Mbps and TRAFFIC_POSTPAID_BY_HOUR unless given."),
    documented("An address that has bandwidth answers AddressPublished, so nothing is ordered twice."),
    assumed("At most 100 addresses, 100 Mbps by traffic and 2000 by package. One bad address refuses the whole call."),
    assumed("A ULA answers InvalidIpv6, an unknown address AddressIpNotFound, an address of another account NotInVpc."),
    assumed("AddressSet is in the reverse order of Ip6Addresses."),
    assumed("Order: parameters, account, package, addresses, mutex, the order system."),
  ],
  check: (context) => {
    const { parameters } = context;
    const addresses = requireAddresses(parameters.requiredList("Ip6Addresses"));
    if (addresses.length > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const setting = requireSetting(context);
    const places = addresses.map((address) => requirePlace(context, address));
    if (context.account.orders !== undefined) throw new Refusal(context.account.orders);
    return { places, setting };
  },
  act: (context, { places, setting }) => {
    const { services, state, account, region, now } = context;
    const rows = places.map(({ address, networkInterface, vpc }) => ({
      ...{ id: services.ids.name("eip-", 8), address, networkInterface, vpc, account: account.id, region },
      ...{ ...setting, status: "CREATING", createdAt: now },
    }));
    for (const row of rows) state.publicAddresses.put(row);
    const task = state.tasks.nextNumber();
    const steps = rows.map((row) => ({
      subject: row.address,
      done: (at: number) => {
        recordBandwidth(context, at, "ordered", state.publicAddresses.put({ ...row, status: "BIND" }));
      },
      undo: () => state.publicAddresses.delete(row.id),
    }));
    state.tasks.begin(context, task, steps);
    return { AddressSet: rows.map((row) => row.id).reverse(), TaskId: task };
  },
});

function requirePlace(context: Context, address: string): NicAddress {
  const { state } = context;
  if (kindOf(address) === "ULA") throw new Refusal("InvalidParameterValue.InvalidIpv6", `${address} is a ULA.`);
  const place = assignedAt(context, address);
  if (!place) {
    const elsewhere = state.nicAddresses.all().some((row) => row.address === address && row.region === context.region);
    throw new Refusal(`InvalidParameterValue.${elsewhere ? "AddressIpNotInVpc" : "AddressIpNotFound"}`);
  }
  if (state.networkInterfaces.get(place.networkInterface)?.instanceGone) {
    throw new Refusal("InvalidInstanceId.NotFound");
  }
  requireFree(context, address);
  if (publishedAt(context, address)) throw new Refusal("InvalidParameterValue.AddressPublished");
  return place;
}
