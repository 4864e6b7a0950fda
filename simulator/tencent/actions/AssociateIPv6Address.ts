import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { boundAt, change, requireElastic, requireState } from "../elastic";
import { Refusal } from "../errors";
import { addressesOf } from "../network-interfaces";
import { requireAddresses } from "../require";
import type { ElasticAddress, NicAddress } from "../state";

/**
 * Binds an elastic public IPv6 to a private IPv6 of a network interface or of a machine. Answers only a RequestId: the
 * state of the address shows when it is bound.
 * Source: AssociateIPv6Address.
 */
export const associateIPv6Address = defineChange<{ row: ElasticAddress; place: NicAddress }>({
  name: "AssociateIPv6Address",
  takes: ["IPv6AddressId", "InstanceId", "NetworkInterfaceId", "PrivateIPv6Address"],
  rules: [
    documented("NetworkInterfaceId with PrivateIPv6Address, or InstanceId, not both."),
    documented(
      "The private address must be on the network interface and unbound; any state but UNBIND answers AddressStatusNotPermit.",
    ),
    documented(
      "The states are BINDING, then BIND on a machine's network interface and BIND_ENI on a network interface without one.",
    ),
    assumed("For a machine, the first unbound IPv6 of its network interfaces is chosen. A GUA can be bound too."),
    assumed("It takes as long as a task. Order: the address, its state, the target."),
  ],
  check: (context) => {
    const { parameters } = context;
    const row = requireElastic(context, parameters.required("IPv6AddressId"));
    requireState(row, ["UNBIND"]);
    return { row, place: requirePlace(context) };
  },
  act: (context, { row, place }) => {
    const { state, call } = context;
    const { networkInterface, address: privateAddress } = place;
    const status = state.networkInterfaces.get(networkInterface)?.instance ? "BIND" : "BIND_ENI";
    const step = change(context, row, {
      meanwhile: { status: "BINDING", networkInterface, privateAddress },
      after: { status },
      event: "assigned",
    });
    state.tasks.begin(context, call.requestId, [step]);
    return {};
  },
});

function requirePlace(context: Context): NicAddress {
  const { parameters, state } = context;
  const [instance, nic] = [parameters.text("InstanceId"), parameters.text("NetworkInterfaceId")];
  if (instance && nic) throw new Refusal("InvalidParameterConflict", "InstanceId and NetworkInterfaceId conflict.");
  if (!instance && !nic) throw new Refusal("InvalidParameterValue.MissingAssociateEntity");
  const isBound = (place: NicAddress) => boundAt(context, place) !== undefined;
  const nics = state.networkInterfaces
    .all()
    .filter((row) => isVisible(context, row) && (nic ? row.id === nic : row.instance === instance));
  if (nics.length === 0) {
    throw new Refusal(`InvalidParameterValue.${nic ? "NetworkInterfaceNotFound" : "MissingAssociateEntity"}`);
  }
  if (nics.some((row) => row.instanceUnsupported)) {
    throw new Refusal("InvalidParameterValue.NetworkInterfaceInstanceNotSupport");
  }
  const places = nics.flatMap((row) => addressesOf(context, row.id));
  if (!nic) {
    const free = places.find((place) => !isBound(place));
    if (!free) throw new Refusal("InvalidPrivateIpAddress.AlreadyBindEip");
    return free;
  }
  const [address] = requireAddresses([parameters.required("PrivateIPv6Address")], "InvalidParameterValue");
  const place = places.find((candidate) => candidate.address === address);
  if (!place) throw new Refusal("InvalidParameterValue.PrivateIpAddressNotMatch");
  if (isBound(place)) throw new Refusal("InvalidPrivateIpAddress.AlreadyBindEip");
  return place;
}
