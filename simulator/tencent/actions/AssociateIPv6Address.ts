import { rule } from "../../kit/rules";
import { type Context, defineChange } from "../action";
import { boundAt, change, requireElastic, requireState } from "../elastic";
import { Refusal } from "../errors";
import { addressesOf, mine, requireAddresses } from "../find";
import type { ElasticAddress, NicAddress } from "../world";

/**
 * Binds an elastic public IPv6 to a private IPv6 of a network card, or of a machine's card. Answers a RequestId only:
 * its state tells when it is done.
 * Source: AssociateIPv6Address.
 */
export const associateIPv6Address = defineChange<{ row: ElasticAddress; place: NicAddress }>({
  name: "AssociateIPv6Address",
  product: "vpc",
  takes: ["IPv6AddressId", "InstanceId", "NetworkInterfaceId", "PrivateIPv6Address"],
  perSecond: 20,
  rules: [
    rule("documented", "NetworkInterfaceId with PrivateIPv6Address, or InstanceId, not both."),
    rule(
      "documented",
      "The private address must be of the card and unbound; only from UNBIND, else AddressStatusNotPermit.",
    ),
    rule("documented", "The states are BINDING, then BIND on a machine's card and BIND_ENI on a card without one."),
    rule("assumed", "Of a machine the first unbound IPv6 of its cards is taken. A GUA can be bound too."),
    rule("assumed", "It takes as long as a task. Order: the address, its state, what to bind to."),
  ],
  check: (context) => {
    const { input } = context;
    const row = requireElastic(context, input.required("IPv6AddressId"));
    requireState(row, ["UNBIND"]);
    return { row, place: requirePlace(context) };
  },
  act: (context, { row, place }) => {
    const { world, call } = context;
    const { networkInterface, address: privateAddress } = place;
    const status = world.networkInterfaces.get(networkInterface)?.instance ? "BIND" : "BIND_ENI";
    const step = change(context, row, {
      meanwhile: { status: "BINDING", networkInterface, privateAddress },
      after: { status },
      event: "assigned",
    });
    world.tasks.begin(context, call.requestId, [row.id], [step]);
    return {};
  },
});

function requirePlace(context: Context): NicAddress {
  const { input, world } = context;
  const [instance, card] = [input.text("InstanceId"), input.text("NetworkInterfaceId")];
  if (instance && card) throw new Refusal("InvalidParameterConflict", "InstanceId and NetworkInterfaceId conflict.");
  if (!instance && !card) throw new Refusal("InvalidParameterValue.MissingAssociateEntity");
  const isBound = (place: NicAddress) => boundAt(context, place) !== undefined;
  const cards = world.networkInterfaces
    .all()
    .filter((row) => mine(context, row) && (card ? row.id === card : row.instance === instance));
  if (cards.length === 0) {
    throw new Refusal(`InvalidParameterValue.${card ? "NetworkInterfaceNotFound" : "MissingAssociateEntity"}`);
  }
  if (cards.some((row) => row.instanceUnsupported)) {
    throw new Refusal("InvalidParameterValue.NetworkInterfaceInstanceNotSupport");
  }
  const places = cards.flatMap((row) => addressesOf(context, row.id));
  if (!card) {
    const free = places.find((place) => !isBound(place));
    if (!free) throw new Refusal("InvalidPrivateIpAddress.AlreadyBindEip");
    return free;
  }
  const [address] = requireAddresses([input.required("PrivateIPv6Address")], "InvalidParameterValue");
  const place = places.find((candidate) => candidate.address === address);
  if (!place) throw new Refusal("InvalidParameterValue.PrivateIpAddressNotMatch");
  if (isBound(place)) throw new Refusal("InvalidPrivateIpAddress.AlreadyBindEip");
  return place;
}
