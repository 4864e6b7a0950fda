import { type Classified, CloudError, errorTable, type Kind, refusals } from "../../core/api/errors";
import { TITLE } from "./wire";

/**
 * Every code of the pages AllocateIpv6InternetBandwidth (2019 and 2026) and AssignIpv6Addresses, plus codes from the
 * SDKs, the error centre and other clients. The HTTP status is unreliable: not-found is 400, and 404 may mean "managed
 * by another service". Only codes are matched, never the message.
 */
const TABLE: Record<Kind, Record<string, string>> = {
  throttled: {
    Throttling: "Alibaba Cloud slows calls down; run again later if this persists.",
    "Throttling.User": "The account makes too many calls; lower the parallelism of this and other tools.",
    "Throttling.Api": "This action is called too often on the account; lower the parallelism.",
    "Rejected.Throttling": "Alibaba Cloud slows calls down; run again later if this persists.",
  },
  unavailable: {
    ServiceUnavailable: "Temporary fault at Alibaba Cloud; run again.",
    ServiceUnAvailable: "Temporary fault at Alibaba Cloud; run again.",
    InternalError: "Fault at Alibaba Cloud; run again, the same order is not placed twice.",
    UnknownError: "Fault at Alibaba Cloud; run again, the same order is not placed twice.",
    SystemBusy: "Alibaba Cloud is busy; run again.",
    SignatureNonceUsed: "The network sent a request twice; run again.",
    "OperationFailed.QueryAccountInfo": "The order system could not read the account; run again.",
    "OperationFailed.QuerySpInfo": "The order system failed; run again.",
    "OperationFailed.SyncTradeResource": "The order system failed; run again.",
  },
  busy: {
    "IncorrectStatus.Ipv6Instance": "The IPv6 address is being configured; run again shortly.",
    "IncorrectStatus.EgressOnlyRule": "The egress-only rule is changing; run again shortly.",
    IncorrectStatus: "The object is changing; run again shortly.",
    "OperationFailed.InternetBandwidthUnstable": "The internet bandwidth is changing; run again shortly.",
    OperationConflict: "Another task holds the object; run again shortly.",
    "Operation.Conflict": "Another task holds the network interface; run again shortly.",
    "InvalidOperation.Conflict": "Another task holds the object; run again shortly.",
    TaskConflict: "Another task holds the object; run again shortly.",
    "OperationFailed.DistibuteLock": "Another task holds the object; run again shortly.",
    "OperationFailed.ConcurrentOperation": "Another task holds the object; run again shortly.",
    LastTokenProcessing: "The first attempt of this order is still running; run again shortly.",
    "OperationFailed.LastTokenProcessing": "The first attempt of this order is still running; run again shortly.",
    "OperationFailed.IdempotentTokenProcessing": "The first attempt of this order is still running; run again shortly.",
    IdempotentProcessing: "The first attempt of this order is still running; run again shortly.",
    "InvalidOperation.InvalidEniState":
      "The network interface must be Available or InUse; wait until it is attached or detached.",
    "InvalidOperation.InvalidEcsState": "The instance must be Running or Stopped; start or stop it.",
  },
  conflict: {
    "OperationFailed.InternetBandwidthAlreadyExisted":
      "The address already has internet bandwidth; adopt it or import it, or order for another address.",
    "InvalidIp.IpAssigned": "The address is already assigned; adopt it, or choose another one.",
    "InvalidPrivateIpAddress.Duplicated": "The address is in use elsewhere; choose another one.",
    "DependencyViolation.Ipv6InternetBandwidth": "Internet bandwidth is still on it; delete that first.",
    "OperationFailed.AssociationExist": "The address is still assigned to a network interface; unassign it first.",
    IdempotentParameterMismatch: "The token was used with other inputs; run again, which orders under the next one.",
    "InvalidIdempotenceParameter.Mismatch":
      "The token was used with other inputs; run again, which orders under the next one.",
    IdempotentFailed: "The token cannot be used again; run again, which orders under the next one.",
  },
  gone: {
    "InvalidIpv6Instance.NotFound": "Check the id and the region: there is no such IPv6 address or bandwidth.",
    "ResourceNotFound.Ipv6Address": "Check the id and the region: there is no such IPv6 address.",
    "OperationFailed.InternetBandwidthNonExist":
      "The address has no internet bandwidth: order it first, or run pulumi refresh if it had.",
    "ResourceNotFound.Ipv6InstanceId": "Check the id and the region: there is no such IPv6 address.",
    "InvalidIpv6AddressId.NotFound": "Check the id and the region: there is no such IPv6 address.",
    "InvalidIpv6GatewayId.NotFound":
      "Check the id and the region: there is no such IPv6 gateway, and so no rule of it.",
    "InvalidEniId.NotFound": "Check the id and the region: there is no such network interface.",
    "InvalidIp.IpUnassigned": "The address is not on the network interface; run pulumi refresh.",
  },
  quota: {
    "OperationFailed.BandwidthExceedLimit": "Lower the bandwidth, or ask for more quota.",
    "InvalidOperation.Ipv6CountExceeded":
      "The instance type allows no more IPv6 addresses on this network interface; use another one or a larger type.",
    "InvalidOperation.Ipv4CountExceeded":
      "The instance type allows no more addresses on this network interface; use another one or a larger type.",
    MaxEniIpv6IpsCountExceeded:
      "A detached network interface holds at most 10 IPv6 addresses; attach it, or use a second one.",
    "InvalidVSwitchId.IpNotEnough": "The vSwitch has no free addresses left; use another one.",
    "QuotaExceeded.PrivateIpAddress": "The VPC has no addresses left; ask for more quota.",
    SecurityGroupInstanceLimitExceed: "The security group is full; use another one.",
  },
  denied: {
    Forbidden: "The identity lacks a permission; see docs/permissions.md for the list.",
    "Forbidden.RAM": "The RAM identity lacks a permission; see docs/permissions.md for the list.",
    NoPermission: "The identity lacks a permission; see docs/permissions.md for the list.",
    "Forbidden.SubUser": "RAM users may not do this; use another identity.",
    "Forbbiden.SubUser": "RAM users may not do this; use another identity.",
    "Forbedden.NotSupportRAM": "RAM users may not do this; use another identity.",
    "InvalidUserType.NotSupported":
      "This kind of account may not do this; use another account, or ask Alibaba Cloud's support.",
    "Abs.InvalidAccount.NotFound": "The account does not exist, or its access key has expired.",
    "InvalidAccessKeyId.NotFound": "Check the access key id.",
    "InvalidAccessKeyId.Inactive": "The access key is disabled; enable it or use another one.",
    "InvalidSecurityToken.Expired": "The temporary credentials have expired; fetch new ones.",
    "InvalidSecurityToken.Malformed": "Check the security token.",
    SignatureDoesNotMatch: "Check the access key secret.",
    IncompleteSignature: "Check the access key secret.",
    "InvalidTimeStamp.Expired": "This machine's clock is off by more than 15 minutes; set it.",
    IllegalTimestamp: "This machine's clock is off by more than 15 minutes; set it.",
    "OperationFailed.ServiceManaged": "The address belongs to another cloud service; change it there.",
    "InvalidOperation.EniServiceManaged": "The network interface belongs to another cloud service; change it there.",
    "OperationUnsupported.FinancialLocked": "The account is overdue; settle the bill first.",
    InsufficientBalance: "The account's balance is too low; top it up. Nothing was ordered.",
  },
  invalid: {
    "InvalidRegionId.NotFound": "Check the region's name, and that the endpoint belongs to that region.",
    "Forbidden.RegionId": "IPv6 is not offered in this region; use another one.",
    "OperationFailed.SaleValidate": "The sales rules refuse the order: check account, region and internetChargeType.",
    "OperationFailed.Ipv6GatewayNotExist":
      "The VPC has no IPv6 gateway; create one and let this resource depend on it.",
    "OperationFailed.Ipv6GatewayDisMatchIpv6Address":
      "The IPv6 gateway and the address are in different VPCs; leave ipv6GatewayId out.",
    "MissingParam.Ipv6InstanceId": "A defect of this provider; please report it.",
    "BothEmptyParam.Ipv6AddressIdAndIpv6InternetBandwidthId": "A defect of this provider; please report it.",
    "ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId": "A defect of this provider; please report it.",
    "IllegalParam.Bandwidth":
      "The bandwidth is out of range for this internetChargeType: 1 to 1000 Mbps by traffic, 1 to 2000 by bandwidth.",
    "IllegalParam.ChargeType": "Use PayByTraffic or PayByBandwidth.",
    "IllegalParam.InternetChargeType": "Use PayByTraffic or PayByBandwidth.",
    "OperationUnsupported.PrePaid":
      "IPv6 internet bandwidth has no subscription billing; use PayByTraffic or PayByBandwidth.",
    "IllegalParam.Ipv6Address": "The IPv6 address is not valid; check its spelling.",
    "UnsupportedFeature.InternetChargeTypeOnFreeIpv6Address":
      "An address that is on no network interface does not allow this internetChargeType; use the other one, or assign it first.",
    "UnsupportedFeature.InternetChargeTypeOnStaticIsp":
      "A single-ISP address does not allow this internetChargeType; use the other one.",
    "IllegalParam.Name": "A name has up to 128 characters, and does not begin with http:// or https://.",
    "IllegalParam.Description": "A description has up to 256 characters, and does not begin with http:// or https://.",
    "OperationUnsupported.ULA": "A unique local address (ULA) cannot be public; use one of a global range.",
    "OperationUnsupported.PrivateGUA":
      "A private global address cannot be public; use one of a vSwitch with a public IPv6 range.",
    "OperationFailed.OpenCdtServiceFirst": "Enable Cloud Data Transfer in the console, or use PayByBandwidth.",
    "OperationFailed.UpgradeCdtServiceFirst":
      "Upgrade to Cloud Data Transfer billing in the console, or use PayByBandwidth.",
    "OperationDenied.UnSupportedBindTypeCloudInstance":
      "The address belongs to a managed cloud service and cannot have bandwidth of its own; set it in that service.",
    "InvalidParams.EniId": "Check the network interface's id.",
    "InvalidInstanceID.Malformed": "Check the id.",
    "InvalidIp.IpRepeated": "The list has an address twice; remove one.",
    "InvalidIp.Address": "An address is malformed, or outside the vSwitch's IPv6 range.",
    "InvalidVSwitchId.IpInvalid": "An address is outside the vSwitch's IPv6 range; choose one of that range.",
    "InvalidVSwitch.Ipv6NotTurnOn": "Enable IPv6 on the vSwitch first.",
    "InvalidOperation.Ipv6NotSupport": "The instance type has no IPv6; use another one.",
    "InvalidOperation.InvalidEniType":
      "This type of network interface does not allow it; use a primary or secondary one.",
    UnsupportedParameter: "Alibaba Cloud does not support an input here; see its message.",
    InvalidParameter: "See Alibaba Cloud's message for the input.",
    MissingParameter: "See Alibaba Cloud's message for the input.",
    "InvalidAction.NotFound": "The endpoint does not know this action; check the endpoint setting.",
  },
  unknown: {},
};

/** Another resource of the program may still create what is missing: a gateway, IPv6 on a vSwitch, bandwidth. */
const NOT_READY = [
  "OperationFailed.Ipv6GatewayNotExist",
  "InvalidVSwitch.Ipv6NotTurnOn",
  "OperationFailed.InternetBandwidthNonExist",
];
const STALE = ["IdempotentParameterMismatch", "InvalidIdempotenceParameter.Mismatch", "IdempotentFailed"];

/** For undocumented codes: prefixes with one meaning whatever follows. Never "gone". */
const FAMILIES: readonly [RegExp, Kind][] = [
  [/Throttling|FrequentPurchase|TooFrequent/, "throttled"],
  // The spelling of one of them is "Incorret".
  [/^Incorrec?t\w*Status(\.Initializing)?$|\bIncorrectStatus\./, "busy"],
  [/(Task_?Conflict|Operation\.?Conflict)\b/i, "busy"],
  [/^InvalidStatus\.(\w+NotSupport|SnatOrDnat|RouteEntry)$|^InvalidBindingStatus$/, "busy"],
  [/\.EcsMigrating$|Status\.Modifying$|\.\w*StatusInvalid$|InMiddleStatus$|^ResourceStatus\.Error$/, "busy"],
  [/Processing$/, "busy"],
  [/^(ServiceUnavailable|InternalError|SystemBusy)\b|\.SystemBusy$|^OperationFailed\.(Query|Sync)\w+$/, "unavailable"],
  [/\.(Financial|Security)Locked$|Arrearage\b/, "denied"],
  [/^(Forbidden|NoPermission|InvalidAccessKeyId|InvalidSecurityToken)\b/, "denied"],
  [/Quota(Exceed|Exceeded)\b/, "quota"],
  [/^(InvalidParameter|MissingParameter|MissingParam|IllegalParam)\b/, "invalid"],
];

const { codes, classify: byCode } = errorTable({
  rows: TABLE,
  staleToken: STALE,
  notReady: NOT_READY,
  families: FAMILIES,
});
export const ERRORS = codes;

/** Refusals of temporary credentials that have ended. The call was not carried out. */
export const STALE_CREDENTIALS = [
  "InvalidSecurityToken.Expired",
  "InvalidSecurityToken.Malformed",
  "InvalidSecurityToken.MismatchWithAccessKey",
  "InvalidAccessKeyId.NotFound",
];

/** Classifies a code. A 5xx with an undocumented code counts as unavailable. */
export function classify(code: string, status: number): Classified {
  const row = byCode(code);
  return row.kind === "unknown" && status >= 500 && !codes.has(code) ? { kind: "unavailable" } : row;
}

/** The error that the cloud would answer with. */
export const refusedAs = refusals(TITLE, (code) => classify(code, 400));

/**
 * The code for a place that is taken is undocumented: an unclear code plus an existing object mean a conflict.
 *
 * @param taken whether an object exists there
 */
export async function asConflictIfTaken(error: unknown, taken: () => Promise<boolean>): Promise<unknown> {
  const unclear = error instanceof CloudError && (error.kind === "unknown" || error.kind === "invalid");
  if (!unclear || !(await taken().catch(() => false))) return error;
  const conflict = new CloudError({ ...error.details, kind: "conflict", advice: undefined });
  conflict.lost = error.lost;
  return conflict;
}
