import { inCidr } from "../../kit/ipv6";
import { rule } from "../../kit/rules";
import { type Context, defineChange, record } from "../action";
import { Refusal } from "../errors";
import { addressesOf, mine, requireAddresses, requireCard, requireWorkable } from "../find";
import { freeAddress, nicAddressView } from "../views";
import { kindOf, type NetworkInterface, type NicAddress } from "../world";

const AT_ONCE = 10;
const MOST_ON_CARD = 10;

interface Wanted {
  readonly address: string;
  readonly description: string;
}

/**
 * Puts IPv6 addresses on a network card: the ones named, or so many of the cloud's choice. All or none. Answers them
 * at once, PENDING; the task is named by the RequestId. Repeatable with a client token.
 * Source: AssignIpv6Addresses.
 */
export const assignIpv6Addresses = defineChange<{ card: NetworkInterface; wanted: Wanted[] }>({
  name: "AssignIpv6Addresses",
  product: "vpc",
  takes: ["NetworkInterfaceId", "Ipv6Addresses", "Ipv6AddressCount", "ClientToken"],
  perSecond: 20,
  takesToken: true,
  rules: [
    rule("documented", "Ipv6Addresses, at most 10 and none of them Primary, or Ipv6AddressCount."),
    rule("documented", "Addresses are of the subnet's IPv6 block; one that is taken answers ResourceInUse.Address."),
    rule("documented", "Without a token a repeat by count assigns further addresses."),
    rule("assumed", "A card holds 10 addresses unless the seed says otherwise. One bad address refuses all."),
    rule(
      "assumed",
      "Both forms at once answer InvalidParameter.Coexist. Order: parameters, card, block, addresses, limit.",
    ),
  ],
  check: (context) => {
    const { input, world } = context;
    const named = input.objects("Ipv6Addresses");
    const count = input.integer("Ipv6AddressCount");
    if (named.length > 0 && count !== undefined) throw new Refusal("InvalidParameter.Coexist");
    if (named.length === 0 && count === undefined) input.required("Ipv6AddressCount");
    const size = count ?? named.length;
    if (size < 1 || size > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (named.some((entry) => entry.flag("Primary")))
      throw new Refusal("InvalidParameterValue", "Primary must be false.");
    const addresses = requireAddresses(
      named.map((entry) => entry.required("Address")),
      "InvalidParameterValue.Malformed",
    );
    if (new Set(addresses).size < addresses.length) throw new Refusal("InvalidParameterValue.Duplicate");
    const card = requireCard(context);
    requireWorkable(context, card);
    const subnet = world.subnets.get(card.subnet);
    const cidr = subnet?.ipv6Cidr;
    if (cidr === undefined) throw new Refusal("UnsupportedOperation.UnassignCidrBlock");
    for (const address of addresses) {
      if (!inCidr(address, cidr)) throw new Refusal("InvalidParameterValue.Range");
      if (subnet?.reserved?.includes(address)) throw new Refusal("InvalidParameterValue.Reserved");
    }
    const taken = takenIn(context, card.vpc);
    if (addresses.some((address) => taken.has(address))) throw new Refusal("ResourceInUse.Address");
    if (addressesOf(context, card.id).length + size > (card.ipv6Most ?? MOST_ON_CARD)) {
      throw new Refusal("LimitExceeded.Address");
    }
    const wanted = addresses.map((address, index) => ({
      address,
      description: named[index]?.text("Description") ?? "",
    }));
    while (wanted.length < size) {
      const address = freeAddress(context, cidr, taken);
      taken.add(address);
      wanted.push({ address, description: "" });
    }
    return { card, wanted };
  },
  act: (context, { card, wanted }) => {
    const { world, services, now, account, region, call } = context;
    const pendingUntil = now + services.pace.addressPendingMs;
    const rows = wanted.map(({ address, description }): NicAddress => {
      const place = { address, vpc: card.vpc, networkInterface: card.id, account: account.id, region };
      const id = `${card.vpc}/${address}`;
      return world.nicAddresses.put({
        ...{ ...place, id, description, primary: false, kind: kindOf(address), pendingUntil, state: "PENDING" },
      });
    });
    const answered = rows.map((row) => ({ ...nicAddressView(context, row), AddressId: "", State: "PENDING" }));
    const assigned: string[] = [];
    const steps = rows.map((row, index) => ({
      done: (at: number) => {
        world.nicAddresses.put({ ...row, state: "AVAILABLE" });
        assigned.push(row.address);
        if (index === rows.length - 1) note(at);
      },
      undo: () => {
        world.nicAddresses.delete(row.id);
        if (index === rows.length - 1) note(services.clock());
      },
    }));
    const note = (at: number) => {
      if (assigned.length === 0) return;
      const detail = { addresses: assigned };
      record(context, at, { event: "assigned", resource: "NicIpv6Assignment", id: card.id, subject: card.id, detail });
    };
    world.tasks.begin(context, call.requestId, [card.id], steps);
    return { Ipv6AddressSet: answered };
  },
});

function takenIn(context: Context, vpc: string): Set<string> {
  const rows = context.world.nicAddresses.all().filter((row) => row.vpc === vpc && mine(context, row));
  return new Set(rows.map((row) => row.address));
}
