import type { Values } from "../../../provider/core/check";
import { defaultSeed } from "../../../simulator";
import type { Refusal } from "./refusal";

type More = Partial<Refusal>;
const BLOCK = "2001:db8:7e00:1";
const BY_PACKAGE = { internetChargeType: "BANDWIDTH_PACKAGE" };
const account = (name: string) => ({
  settings: { secretId: `simulator-tencent-${name}`, secretKey: `simulator-tencent-${name}-key` },
});

const order = (what: string, inputs: Values, says: string, more: More = {}): Refusal => ({
  ...{ resource: "Ipv6InternetBandwidth", what, inputs: { ip6Address: `${BLOCK}::1`, bandwidth: 10, ...inputs }, says },
  ...more,
});
const change = (what: string, last: string, from: number, to: number, says: string, unforeseen?: string): Refusal => ({
  ...{ resource: "Ipv6InternetBandwidth", what, inputs: { bandwidth: to }, says },
  from: { ip6Address: `${BLOCK}::${last}`, bandwidth: from },
  ...(unforeseen && { unforeseen }),
});
const assign = (what: string, inputs: Values, says: string, unforeseen?: string): Refusal => ({
  ...{ resource: "NicIpv6Assignment", what, inputs: { networkInterfaceId: "eni-demo0004", ...inputs }, says },
  ...(unforeseen && { unforeseen }),
});
const elastic = (what: string, inputs: Values, says: string, more: More = {}): Refusal => ({
  ...{ resource: "ElasticPublicIpv6", what, inputs: { bandwidth: 10, ...inputs }, says },
  ...more,
});

const NOT_TOLD = "no read tells what a package takes";
const { tencent } = defaultSeed();
/** The account has reached its quota of EIPv6. */
const full = {
  tencent: {
    ...tencent,
    accounts: tencent.accounts.map((row, index) => (index === 0 ? { ...row, eipv6Most: 5 } : row)),
  },
};

export const tencentRefusals: readonly Refusal[] = [
  order("an address that is on no card", { ip6Address: `${BLOCK}::ffff` }, "InvalidParameterValue.AddressIpNotFound"),
  order(
    "an address of another account: reads see no more than that it is not there",
    { ip6Address: "2001:db8:7e20:1::1" },
    "InvalidParameterValue.AddressIpNotInVpc",
    { previewSays: "InvalidParameterValue.AddressIpNotFound" },
  ),
  order("a place that is taken", { ip6Address: `${BLOCK}::4` }, "InvalidParameterValue.AddressPublished"),
  order(
    "no such package",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-none0001" },
    "InvalidParameterValue.BandwidthPackageNotFound",
  ),
  order(
    "a package of another region",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-shanghai01" },
    "InvalidParameterValue.BandwidthPackageNotFound",
  ),
  order(
    "a package without IPv6",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-noipv6" },
    "UnsupportedOperation.BandwidthPackageIdNotSupported",
    { unforeseen: NOT_TOLD },
  ),
  order(
    "a package that lets no address in",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-closed" },
    "UnsupportedOperation.InvalidAddressInternetChargeType",
    { unforeseen: NOT_TOLD },
  ),
  order("above the ceiling by traffic", { bandwidth: 200 }, "InvalidParameterValue.BandwidthOutOfRange", {
    unforeseen: "no page of the classic product that could be read names a maximum; check warns",
  }),
  order(
    "above the ceiling in a package",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-demo0001", bandwidth: 3_000 },
    "InvalidParameterValue.BandwidthOutOfRange",
    { unforeseen: "no page of the classic product that could be read names a maximum; check warns" },
  ),
  order("the wrong type of account", { ip6Address: "2001:db8:7e20:1::1" }, "InvalidAccount.NotSupported", {
    ...account("legacy"),
    unforeseen: "the vendor's pages contradict each other, so the preview only warns and names the account's type",
  }),
  order("no money", { ip6Address: "2001:db8:7e30:1::1" }, "FailedOperation.BalanceInsufficient", {
    ...account("poor"),
    unforeseen: "no read of this API tells the balance",
  }),
  order("a machine that is gone", { ip6Address: `${BLOCK}::b` }, "InvalidInstanceId.NotFound", {
    unforeseen: "the card still names it",
  }),
  change("a change in arrears", "5", 10, 20, "InvalidAddressIdState.InArrears"),
  change("lower, under traffic", "6", 50, 10, "OperationDenied.TrafficExceedThreshold", "no read tells the traffic"),
  change("a fixed figure", "7", 5, 10, "AddressIpInternetChargeTypeNotPermit", "no read tells which are fixed"),
  change("an odd machine", "8", 5, 10, "AddressIpNotSupportInstance", "no page names the types of machines"),

  assign("no such card", { networkInterfaceId: "eni-none0001", ipv6AddressCount: 1 }, "ResourceNotFound"),
  assign(
    "a subnet without IPv6",
    { networkInterfaceId: "eni-noipv6", ipv6AddressCount: 1 },
    "UnsupportedOperation.UnassignCidrBlock",
  ),
  assign("an address of another card", { ipv6Addresses: [`${BLOCK}::2`] }, "ResourceInUse.Address"),
  assign(
    "outside of the subnet",
    { ipv6Addresses: ["2001:db8:ff::1"] },
    "InvalidParameterValue.Range",
    "a subnet may have more blocks than the one that is told",
  ),
  assign(
    "a reserved address",
    { ipv6Addresses: [`${BLOCK}::`] },
    "InvalidParameterValue.Reserved",
    "no read tells what is reserved",
  ),
  assign(
    "a card that is full",
    { networkInterfaceId: "eni-small", ipv6AddressCount: 1 },
    "LimitExceeded.Address",
    "no page says what the limits of a card count",
  ),
  assign(
    "a card that is ATTACHING",
    { networkInterfaceId: "eni-attaching", ipv6AddressCount: 1 },
    "UnsupportedOperation.InvalidState",
    "it is waited for",
  ),

  elastic("above the page's limit by traffic", { bandwidth: 200 }, "InvalidParameterValue.BandwidthOutOfRange"),
  elastic(
    "no such package",
    { ...BY_PACKAGE, bandwidthPackageId: "bwp-none0001" },
    "InvalidParameterValue.BandwidthPackageNotFound",
  ),
  elastic("no quota left", {}, "AddressQuotaLimitExceeded", { seed: full }),
  elastic("an account that is not on the list", {}, "UnsupportedOperation.AccountNotSupported", {
    ...account("legacy"),
    unforeseen: "no read tells the list of accounts",
  }),
  elastic("no money", {}, "FailedOperation.BalanceInsufficient", {
    ...account("poor"),
    unforeseen: "no read of this API tells the balance",
  }),
  elastic("another region's kind", { addressType: "HighQualityEIPv6" }, "InvalidParameterValue.Combination", {
    unforeseen: "one page names one region, and it may be more; check warns",
  }),
  elastic(
    "bought and then not bound: no such card",
    { networkInterfaceId: "eni-none0001", privateIpv6Address: "fd76:7e00:1::1" },
    "InvalidParameterValue.NetworkInterfaceNotFound",
  ),
  elastic(
    "bought and then not bound: no such address",
    { networkInterfaceId: "eni-ula", privateIpv6Address: "fd76:7e00:1::77" },
    "InvalidParameterValue.PrivateIpAddressNotMatch",
  ),
  elastic(
    "another is bound there",
    { networkInterfaceId: "eni-ula-two", privateIpv6Address: "fd76:7e00:1::2" },
    "not ordered, because eipv6-traffic01 is bound to it",
  ),
  elastic(
    "bought and then not bound: an odd machine",
    { networkInterfaceId: "eni-odd-instance", privateIpv6Address: `${BLOCK}::8` },
    "InvalidParameterValue.NetworkInterfaceInstanceNotSupport",
    { unforeseen: "no page names the types of machines" },
  ),
  elastic(
    "bought and then not bound: no such machine",
    { instanceId: "ins-none0001" },
    "InvalidParameterValue.MissingAssociateEntity",
    { unforeseen: "a list of cards does not prove that a machine is not there" },
  ),
  elastic("moved to where another is bound", {}, "InvalidPrivateIpAddress.AlreadyBindEip", {
    inputs: { networkInterfaceId: "eni-ula-two", privateIpv6Address: "fd76:7e00:1::2" },
    from: { adoptAddress: "eipv6-byhand01", bandwidth: 20, tags: { team: "network" } },
  }),
  elastic("a change in arrears", { bandwidth: 20 }, "OperationDenied.AddressInArrears", {
    inputs: { bandwidth: 20 },
    from: { adoptAddress: "eipv6-arrears01", bandwidth: 1 },
  }),
  elastic("a change above the page's limit", {}, "InvalidParameterValue.BandwidthOutOfRange", {
    inputs: { bandwidth: 200 },
    from: { adoptAddress: "eipv6-byhand01", bandwidth: 20, tags: { team: "network" } },
  }),
  elastic("lower, under traffic", {}, "OperationDenied.TrafficExceedThreshold", {
    inputs: { bandwidth: 10 },
    from: { adoptAddress: "eipv6-traffic01", bandwidth: 50 },
    unforeseen: "no read tells the traffic",
  }),
];
