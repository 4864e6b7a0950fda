import { rule } from "../../kit/rules";
import { type Context, defineChange, record } from "../action";
import { Refusal } from "../errors";
import { onCardAt, publishedAt, requireAddresses, requireFree } from "../find";
import { requireSetting, type Setting } from "../orders";
import { kindOf, type NicAddress } from "../world";

const AT_ONCE = 100;

interface Order {
  readonly places: readonly NicAddress[];
  readonly setting: Setting;
}

/**
 * Gives addresses that are on network cards internet bandwidth, all with one setting. Answers new `eip-` ids and a
 * task; no client token: a repeat answers AddressPublished, or Mutex while the task runs.
 * Source: AllocateIp6AddressesBandwidth, 2025-11-13.
 */
export const allocateIp6AddressesBandwidth = defineChange<Order>({
  name: "AllocateIp6AddressesBandwidth",
  product: "vpc",
  takes: ["Ip6Addresses", "InternetMaxBandwidthOut", "InternetChargeType", "BandwidthPackageId", "Tags"],
  perSecond: 20,
  rules: [
    rule("documented", "Addresses, not ids; 1 Mbps and TRAFFIC_POSTPAID_BY_HOUR unless given."),
    rule("documented", "An address that has bandwidth answers AddressPublished: nothing is bought twice."),
    rule("assumed", "At most 100 addresses, 100 Mbps by traffic and 2000 by package. One bad address refuses all."),
    rule("assumed", "A ULA answers InvalidIpv6; an address of nobody AddressIpNotFound, of another account NotInVpc."),
    rule("assumed", "AddressSet is in another order than Ip6Addresses: reversed."),
    rule("assumed", "Order: parameters, account, package, addresses, mutex, the order system."),
  ],
  check: (context) => {
    const { input } = context;
    const addresses = requireAddresses(input.requiredList("Ip6Addresses"));
    if (addresses.length > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const setting = requireSetting(context);
    const places = addresses.map((address) => requirePlace(context, address));
    if (context.account.orders !== undefined) throw new Refusal(context.account.orders);
    return { places, setting };
  },
  act: (context, { places, setting }) => {
    const { services, world, account, region, now } = context;
    const rows = places.map(({ address, networkInterface, vpc }) => ({
      ...{ id: services.ids.name("eip-", 8), address, networkInterface, vpc, account: account.id, region },
      ...{ ...setting, status: "CREATING", createdAt: now },
    }));
    for (const row of rows) world.publicAddresses.put(row);
    const task = world.tasks.nextNumber();
    const steps = rows.map((row) => ({
      done: (at: number) => {
        world.publicAddresses.put({ ...row, status: "BIND" });
        const detail = { bandwidth: row.bandwidth, internetChargeType: row.internetChargeType };
        record(context, at, {
          event: "ordered",
          resource: "Ipv6InternetBandwidth",
          id: row.id,
          subject: row.address,
          detail,
        });
      },
      undo: () => world.publicAddresses.delete(row.id),
    }));
    world.tasks.begin(
      context,
      task,
      rows.map((row) => row.address),
      steps,
    );
    return { AddressSet: rows.map((row) => row.id).reverse(), TaskId: task };
  },
});

function requirePlace(context: Context, address: string): NicAddress {
  const { world } = context;
  if (kindOf(address) === "ULA") throw new Refusal("InvalidParameterValue.InvalidIpv6", `${address} is a ULA.`);
  const place = onCardAt(context, address);
  if (!place) {
    const elsewhere = world.nicAddresses.all().some((row) => row.address === address && row.region === context.region);
    throw new Refusal(`InvalidParameterValue.${elsewhere ? "AddressIpNotInVpc" : "AddressIpNotFound"}`);
  }
  if (world.networkInterfaces.get(place.networkInterface)?.instanceGone) {
    throw new Refusal("InvalidInstanceId.NotFound");
  }
  requireFree(context, address);
  if (publishedAt(context, address)) throw new Refusal("InvalidParameterValue.AddressPublished");
  return place;
}
