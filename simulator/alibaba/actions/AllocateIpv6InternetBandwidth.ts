import { type Answer, record } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import { checkOrder, isChargeType, orderRules, requireBandwidthMbps } from "../orders";
import { findAddress, gatewayOf } from "../require";
import type { Ipv6Address } from "../state";

interface Order {
  readonly address: Ipv6Address;
  readonly mbps: number;
  readonly internetChargeType: string;
}

/**
 * Orders internet bandwidth for an IPv6 address. Answers the id at once; for a while the new bandwidth may refuse
 * changes. With a client token it can be repeated without ordering twice.
 * Refusals come in the order of the vendor's list, parameters before the object.
 * Source: VPC API reference, AllocateIpv6InternetBandwidth.
 */
export const allocateIpv6InternetBandwidth = defineChange<Order>({
  name: "AllocateIpv6InternetBandwidth",
  takes: ["Ipv6AddressId", "Ipv6GatewayId", "Bandwidth", "InternetChargeType"],
  subject: ({ parameters }) => parameters.text("Ipv6AddressId"),
  rules: [
    orderRules.range,
    orderRules.totals,
    orderRules.account,
    documented("One bandwidth for each address; InternetChargeType is PayByBandwidth unless given."),
    documented("Ipv6GatewayId is optional; when given it must be the gateway of the address's VPC."),
    documented(
      "Addresses on network interfaces of ECS instances and unattached addresses are allowed; ULA and private GUA are not.",
    ),
    documented("PayByTraffic needs Cloud Data Transfer to be open and up to date."),
    assumed("Refusals come in the order of the vendor's list, parameters before the object, the order system last."),
    assumed(
      "An id that does not begin with ipv6- answers IllegalParam.Ipv6Address; one that never existed InvalidIpv6Instance.NotFound; one that was deleted ResourceNotFound.Ipv6Address.",
    ),
    assumed("An unattached address, and one of a single static provider, refuse PayByTraffic only."),
    assumed("PayByOld95 answers IllegalParam.InternetChargeType unless the account may use it."),
    assumed("A bandwidth above the limit of its charge type answers IllegalParam.Bandwidth here."),
    assumed("An address managed by a service answers OperationDenied.UnSupportedBindTypeCloudInstance."),
  ],
  check: (context) => {
    const internetChargeType = checkWords(context);
    const mbps = requireBandwidthMbps(context, internetChargeType, "IllegalParam.Bandwidth");
    const address = requireAddress(context);
    checkAddress(context, address, internetChargeType);
    checkOrder(context);
    return { address, mbps, internetChargeType };
  },
  act: (context, { address, mbps, internetChargeType }): Answer => {
    const { services, state, now } = context;
    const id = services.ids.name("ipv6bw-");
    const busyUntil = now + services.pace.bandwidthConfiguringMs;
    const bandwidth = { id, bandwidth: mbps, internetChargeType, businessStatus: "Normal" as const, busyUntil };
    state.ipv6Addresses.put({ ...address, bandwidth });
    const detail = { bandwidth: mbps, internetChargeType };
    record(context, { event: "ordered", resource: "Ipv6InternetBandwidth", id, subject: address.id, detail });
    return { InternetBandwidthId: id, Ipv6AddressId: address.id };
  },
});

function checkWords(context: Context): string {
  const { parameters } = context;
  const prepaid = parameters.text("InstanceChargeType") ?? parameters.text("ChargeType");
  if (prepaid === "PrePaid") throw new Refusal("OperationUnsupported.PrePaid");
  if (prepaid !== undefined && prepaid !== "PostPaid") throw new Refusal("IllegalParam.ChargeType");
  const word = parameters.text("InternetChargeType") ?? "PayByBandwidth";
  if (!isChargeType(context, word)) throw new Refusal("IllegalParam.InternetChargeType");
  return word;
}

function requireAddress(context: Context): Ipv6Address {
  const id = context.parameters.text("Ipv6AddressId");
  if (id === undefined) throw new Refusal("MissingParam.Ipv6InstanceId");
  if (!id.startsWith("ipv6-")) throw new Refusal("IllegalParam.Ipv6Address");
  const address = findAddress(context, id);
  if (address) return address;
  const gone = context.state.ipv6Addresses.known(id) && context.state.ipv6Addresses.get(id) === undefined;
  throw new Refusal(gone ? "ResourceNotFound.Ipv6Address" : "InvalidIpv6Instance.NotFound");
}

function checkAddress(context: Context, address: Ipv6Address, chargeType: string): void {
  const { parameters, account, now } = context;
  const gateway = gatewayOf(context, address);
  const wanted = parameters.text("Ipv6GatewayId");
  if (wanted !== undefined && gateway !== undefined && wanted !== gateway) {
    throw new Refusal("OperationFailed.Ipv6GatewayDisMatchIpv6Address");
  }
  if (address.bandwidth) throw new Refusal("OperationFailed.InternetBandwidthAlreadyExisted");
  if (gateway === undefined) throw new Refusal("OperationFailed.Ipv6GatewayNotExist");
  if (now < address.pendingUntil) throw new Refusal("IncorrectStatus.Ipv6Instance");
  const byTraffic = chargeType === "PayByTraffic";
  if (byTraffic && address.networkInterface === undefined && !address.cloudInstance) {
    throw new Refusal("UnsupportedFeature.InternetChargeTypeOnFreeIpv6Address");
  }
  if (byTraffic && address.isp !== "BGP") throw new Refusal("UnsupportedFeature.InternetChargeTypeOnStaticIsp");
  if (address.kind === "ULA") throw new Refusal("OperationUnsupported.ULA");
  if (byTraffic && account.cdt === "closed") throw new Refusal("OperationFailed.OpenCdtServiceFirst");
  if (byTraffic && account.cdt === "old") throw new Refusal("OperationFailed.UpgradeCdtServiceFirst");
  if (address.kind === "PrivateGUA") throw new Refusal("OperationUnsupported.PrivateGUA");
  if (address.cloudInstance || address.serviceManaged) {
    throw new Refusal("OperationDenied.UnSupportedBindTypeCloudInstance");
  }
}
