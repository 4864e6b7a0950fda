import type { Values } from "../../../provider/core/check";
import { defaultSeed } from "../../../simulator";
import type { Refusal } from "./refusal";

const order = (what: string, inputs: Values, says: string, more: Partial<Refusal> = {}): Refusal => ({
  resource: "Ipv6InternetBandwidth",
  what,
  inputs: { ipv6AddressId: "ipv6-demo0001", bandwidth: 100, internetChargeType: "PayByTraffic", ...inputs },
  says,
  ...more,
});
const NO_DRY_RUN = "assigning has no dry run, and no read of this provider tells";
const assign = (what: string, inputs: Values, says: string, unforeseen?: string): Refusal => ({
  ...{ resource: "NicIpv6Assignment", what, inputs, says },
  ...(unforeseen && { unforeseen }),
});
/** The dry run refuses it, and the preview reports that. */
const ON_NO_PAGE = { unforeseen: "the code is on no page, so it may mean anything", warned: true } as const;
const free = (what: string, inputs: Values, says: string, more: Partial<Refusal> = {}): Refusal => ({
  ...{ resource: "Ipv6Address", what, inputs, says },
  ...more,
});
const outbound = (what: string, inputs: Values, says: string, more: Partial<Refusal> = {}): Refusal => ({
  ...{ resource: "Ipv6EgressOnlyRule", what, says },
  inputs: { ipv6GatewayId: "ipv6gw-demo0001", instanceId: "ipv6-demo0001", name: "out", ...inputs },
  ...more,
});
const one = (networkInterfaceId: string, ipv6AddressCount = 1) => ({ networkInterfaceId, ipv6AddressCount });
const named = (...ipv6Addresses: string[]) => ({ networkInterfaceId: "eni-demo0004", ipv6Addresses });
const account = (name: string) => ({
  ...{ accessKeyId: `simulator-${name}`, accessKeySecret: `simulator-${name.replace("-account", "")}-secret` },
});

const { alibaba } = defaultSeed();
/** The account has the old kind of data transfer. */
const old = {
  alibaba: {
    ...alibaba,
    accounts: alibaba.accounts.map((row, index) => (index === 0 ? { ...row, cdt: "old" as const } : row)),
  },
};

export const alibabaRefusals: readonly Refusal[] = [
  order("above the ceiling by traffic", { bandwidth: 1_500 }, "IllegalParam.Bandwidth"),
  order(
    "above the ceiling by bandwidth",
    { bandwidth: 3_000, internetChargeType: "PayByBandwidth" },
    "IllegalParam.Bandwidth",
  ),
  order("a charge type by arrangement", { internetChargeType: "PayByOld95" }, "IllegalParam.InternetChargeType"),
  order("an address that never was", { ipv6AddressId: "ipv6-none0001" }, "InvalidIpv6Instance.NotFound"),
  order("an address of another region", { ipv6AddressId: "ipv6-shanghai0001" }, "InvalidIpv6Instance.NotFound"),
  order("an address of another account", { ipv6AddressId: "ipv6-other0001" }, "InvalidIpv6Instance.NotFound"),
  order("no gateway", { ipv6AddressId: "ipv6-nogateway" }, "OperationFailed.Ipv6GatewayNotExist"),
  order(
    "another VPC's gateway",
    { ipv6GatewayId: "ipv6gw-shanghai0001" },
    "OperationFailed.Ipv6GatewayDisMatchIpv6Address",
  ),
  order(
    "by traffic, on no card",
    { ipv6AddressId: "ipv6-free" },
    "UnsupportedFeature.InternetChargeTypeOnFreeIpv6Address",
  ),
  order(
    "by traffic, of one provider",
    { ipv6AddressId: "ipv6-static" },
    "UnsupportedFeature.InternetChargeTypeOnStaticIsp",
  ),
  order("a unique local address", { ipv6AddressId: "ipv6-ula" }, "OperationUnsupported.ULA"),
  order("a private address", { ipv6AddressId: "ipv6-private" }, "OperationUnsupported.PrivateGUA"),
  order(
    "an address of a service",
    { ipv6AddressId: "ipv6-cloud-instance" },
    "OperationDenied.UnSupportedBindTypeCloudInstance",
  ),
  order("a place that is taken", { ipv6AddressId: "ipv6-byhand" }, "OperationFailed.InternetBandwidthAlreadyExisted"),
  order("data transfer not opened", { ipv6AddressId: "ipv6-nocdt0001" }, "OperationFailed.OpenCdtServiceFirst", {
    settings: { accessKeyId: "simulator-no-cdt", accessKeySecret: "simulator-no-cdt-secret" },
  }),
  order("data transfer not up to date", {}, "OperationFailed.UpgradeCdtServiceFirst", { seed: old }),
  order("no money", { ipv6AddressId: "ipv6-poor0001" }, "InsufficientBalance", { settings: account("poor-account") }),
  order("a change in arrears", { bandwidth: 20 }, "OperationUnsupported.FinancialLocked", {
    from: { ipv6AddressId: "ipv6-locked", bandwidth: 10, internetChargeType: "PayByBandwidth" },
    inputs: { bandwidth: 20 },
  }),
  order("a change above the ceiling", {}, "OperationFailed.BandwidthExceedLimit", {
    from: { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByTraffic" },
    inputs: { bandwidth: 1_500 },
  }),

  assign("no such card", one("eni-none0001"), "InvalidEniId.NotFound"),
  assign("an address of another card", named("2001:db8:a0:1::2"), "InvalidIp.IpAssigned"),
  assign("a vSwitch without IPv6", one("eni-noipv6"), "InvalidVSwitch.Ipv6NotTurnOn", NO_DRY_RUN),
  assign("outside of the vSwitch", named("2001:db8:ff::1"), "InvalidVSwitchId.IpInvalid", NO_DRY_RUN),
  {
    ...assign("a free address", named("2001:db8:a0:1::6"), "InvalidPrivateIpAddress.Duplicated"),
    previewSays: "InvalidIp.IpAssigned",
  },
  assign("more than the machine takes", one("eni-small", 2), "InvalidOperation.Ipv6CountExceeded", NO_DRY_RUN),
  assign("a machine without IPv6", one("eni-instance-noipv6"), "InvalidOperation.Ipv6NotSupport", NO_DRY_RUN),
  assign("a card of a trunk", one("eni-trunk"), "InvalidOperation.InvalidEniType", NO_DRY_RUN),
  assign("a card of a service", one("eni-service"), "InvalidOperation.EniServiceManaged", NO_DRY_RUN),
  assign("a vSwitch that is full", one("eni-short", 2), "InvalidVSwitchId.IpNotEnough", NO_DRY_RUN),
  assign("a security group that is full", one("eni-group-full"), "SecurityGroupInstanceLimitExceed", NO_DRY_RUN),
  assign("a VPC that is full", one("eni-vpc-full"), "QuotaExceeded.PrivateIpAddress", NO_DRY_RUN),
  assign("a machine that is Starting", one("eni-starting"), "InvalidOperation.InvalidEcsState", "it is waited for"),
  assign("a card that is Attaching", one("eni-attaching"), "InvalidEniState", "it is waited for"),

  free("a vSwitch without IPv6", { vSwitchId: "vsw-noipv6" }, "InvalidVSwitch.Ipv6NotTurnOn"),
  free("no such vSwitch", { vSwitchId: "vsw-none0001" }, "InvalidVSwitchId.NotFound", ON_NO_PAGE),
  free(
    "outside of the vSwitch",
    { vSwitchId: "vsw-demo0001", ipv6Address: "2001:db8:ff::1" },
    "IllegalParam.Ipv6Address",
  ),

  outbound("an address without bandwidth", {}, "OperationFailed.InternetBandwidthNonExist"),
  outbound("no such gateway", { ipv6GatewayId: "ipv6gw-none0001" }, "InvalidIpv6GatewayId.NotFound"),
  outbound("another VPC's gateway", { instanceId: "ipv6-nogateway" }, "OperationFailed.Ipv6GatewayDisMatchIpv6Address"),
];
