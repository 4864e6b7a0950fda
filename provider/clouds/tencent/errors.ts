import { errorTable, type Kind, refusals } from "../../core/api/errors";
import { TITLE } from "./wire";

/** The token was already used: with other parameters, or by a call that was refused. */
const TOKEN_USED = "UnsupportedOperation.IdempotentParameterMismatch";
/** A failed task is reported as a status or as this error code. */
export const TASK_FAILED = "FailedOperation.TaskFailed";

const DEFECT = "This is a bug in the provider; please report it.";
const SLOW = "Tencent Cloud throttles calls (20 per second and action); run again later if this persists.";
const FAULT = "Temporary fault at Tencent Cloud; run again.";
const BUSY = "Another change of this object is running; run again shortly.";
const ARREARS = "The account is in arrears; pay the bill first.";
const PERMISSION = "The identity lacks a permission; see docs/permissions.md for the list.";
const NEWER = "EIPv6";
const NO_ACTION = "The endpoint does not support this action; check the endpoint setting.";

/**
 * Every code of the page AllocateIp6AddressesBandwidth (2025-11-13), of the other actions' lists in the Go SDK, and
 * of the service. Codes are matched exactly, then by family, because prefixes mislead: LimitExceeded.ActionLimited is
 * throttling, UnauthorizedOperation.AttachmentNotFound and .PrimaryIp have nothing to do with permissions, and waiting
 * does not help with ResourceInUse.Address.
 */
const TABLE: Record<Kind, Record<string, string>> = {
  throttled: {
    RequestLimitExceeded: SLOW,
    "RequestLimitExceeded.UinLimitExceeded": "The account sends too many requests; lower the parallelism of all tools.",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded":
      "The account sends too many requests in this region; lower the parallelism.",
    "RequestLimitExceeded.IPLimitExceeded": "This machine's IP address sends too many requests; lower the parallelism.",
    "LimitExceeded.ActionLimited": SLOW,
  },
  unavailable: {
    InternalServerError: FAULT,
    InternalError: FAULT,
    "InternalError.ModuleError": FAULT,
    ServiceUnavailable: FAULT,
    ResourceUnavailable: FAULT,
    [TASK_FAILED]:
      "The cloud's task failed without a reason. Check the address in the console and run again; if it fails again, give the request id to support.",
  },
  busy: {
    "OperationDenied.MutexTaskRunning": BUSY,
    "DesOperation.MutexTaskRunning": BUSY,
    "UnsupportedOperation.IdempotentProcessing": "The first attempt of this order is still running; run again shortly.",
    "UnsupportedOperation.MutexOperationTaskRunning": BUSY,
    "UnsupportedOperation.AddressIpStatusNotPermit": "The address is changing; run again when it is BIND.",
    "UnsupportedOperation.AddressStatusNotPermit": "The address is changing; run again when it is BIND.",
    "UnsupportedOperation.InvalidState":
      "The network interface must be AVAILABLE; wait until it is attached or detached.",
  },
  conflict: {
    "InvalidParameterValue.AddressPublished":
      "The address already has internet bandwidth; adopt it or import it, or order for another address.",
    "ResourceInUse.Address": "The address is already on a network interface; adopt it, or choose another one.",
    ResourceInUse: "The address or network interface is in use; free it, or choose another one.",
    "InvalidPrivateIpAddress.AlreadyBindEip": `Another ${NEWER} is bound to the address; unbind it (DisassociateIPv6Address) and run again, or declare another address.`,
    "InvalidParameterValue.ResourceAlreadyExisted": "It is already in the bandwidth package; run pulumi refresh.",
    [TOKEN_USED]: "The token was already used for another order.",
  },
  gone: {
    "InvalidAddressId.NotFound": "The internet bandwidth no longer exists; run pulumi refresh.",
    "InvalidParameterValue.AddressIpNotFound":
      "Check the address and the region: it is not on a network interface yet. Make this resource depend on the assignment.",
    "InvalidParameterValue.AddressIpNotPublic": "The address has no internet bandwidth; run pulumi refresh.",
    "UnsupportedOperation.AttachmentNotFound": "The address is not on the network interface; run pulumi refresh.",
    "UnauthorizedOperation.AttachmentNotFound": "The address is not on the network interface; run pulumi refresh.",
    ResourceNotFound: "Check the id and the region: the network interface does not exist.",
    "FailedOperation.AddressEniInfoNotFound": `The ${NEWER} is not bound; run pulumi refresh.`,
    "InvalidParameterValue.ResourceNotExisted": "It is not in the bandwidth package; run pulumi refresh.",
  },
  quota: {
    "LimitExceeded.Address":
      "The network interface or the VPC has no room for more IPv6 addresses; use another interface or a larger instance.",
    LimitExceeded: "A quota of the account is used up; request an increase.",
    AddressQuotaLimitExceeded:
      "The account's quota of public addresses in this region is used up; request an increase.",
    "AddressQuotaLimitExceeded.DailyAllocate":
      "The account's daily quota of address orders is used up; try again tomorrow.",
    "LimitExceeded.AddressQuotaLimitExceeded":
      "The account's quota of public addresses is used up; request an increase.",
    "LimitExceeded.DailyAllocateAddressQuotaLimitExceeded":
      "The account's daily quota of address orders is used up; try again tomorrow.",
    "LimitExceeded.BandwidthPackageResourceQuota": "The bandwidth package is full (about 100); use another one.",
    "LimitExceeded.BandwidthPackageQuota": "The account's quota of bandwidth packages is used up; request an increase.",
    ResourceInsufficient: "Tencent Cloud has no capacity there; try another zone, or try again later.",
  },
  denied: {
    "FailedOperation.BalanceInsufficient": "The account's balance is too low; top it up. Nothing was ordered.",
    "InvalidAccount.NotSupported":
      "The account's type (STANDARD is billed by IP, LEGACY by CVM) does not allow this internetChargeType; use the other one, or ask support to convert the account.",
    "InvalidAddressIdState.InArrears": ARREARS,
    "UnsupportedOperation.AddressIpInArrear": ARREARS,
    "OperationDenied.AddressInArrears": ARREARS,
    "UnsupportedOperation.AccountNotSupported": `${NEWER} is limited to accounts on an allow-list; ask support.`,
    UnauthorizedOperation: PERMISSION,
    "UnauthorizedOperation.CamNoAuth": PERMISSION,
    "AuthFailure.UnauthorizedOperation": PERMISSION,
    "AuthFailure.InvalidAuthorization": DEFECT,
    "AuthFailure.InvalidSecretId": "The secret id is not the id of an API key; check it.",
    "AuthFailure.SecretIdNotFound": "Check the secret id: it does not exist or is disabled.",
    "AuthFailure.SignatureExpire": "This machine's clock is off by more than 5 minutes; correct it.",
    "AuthFailure.SignatureFailure": "Check the secret key.",
    "AuthFailure.TokenFailure": "The session token is wrong or has expired; fetch new temporary keys.",
    "AuthFailure.MFAFailure":
      "The account requires multi-factor authentication; use the keys of an identity without it.",
    IpInBlacklist:
      "The account blocks requests from this machine's IP address; remove it from that list in the console.",
    IpNotInWhitelist:
      "The account does not allow requests from this machine's IP address; add it to that list in the console.",
  },
  invalid: {
    "InvalidInstanceId.NotFound":
      "The instance that has the address no longer exists; check the address and the region.",
    InvalidParameter: "See Tencent Cloud's message: some inputs probably cannot be combined.",
    "InvalidParameter.Coexist": DEFECT,
    "InvalidParameter.InvalidFilter": DEFECT,
    "InvalidParameter.FilterInvalidKey": DEFECT,
    "InvalidParameter.FilterNotDict": DEFECT,
    "InvalidParameter.FilterValuesNotList": DEFECT,
    InvalidParameterConflict: "See Tencent Cloud's message: some inputs cannot be combined.",
    InvalidParameterValue: "See Tencent Cloud's message for the input.",
    "InvalidParameterValue.AddressIpNotInVpc": "Use an address of a VPC of this account, in this region.",
    "InvalidParameterValue.BandwidthOutOfRange":
      "Lower the bandwidth: the usual maximum is 100 Mbps by traffic and 2000 Mbps in a package.",
    "InvalidParameterValue.BandwidthTooSmall": "Raise the bandwidth; see Tencent Cloud's message for the minimum.",
    "InvalidParameterValue.Combination":
      "This region does not offer this combination of kind, line, egress and billing; the console's order page shows what it offers.",
    "InvalidParameterValue.UnavailableZone": "Not offered in this zone; the console's order page shows where it is.",
    "InvalidParameterValue.BandwidthPackageNotFound": "Check the bandwidth package's id and its region.",
    "InvalidParameterValue.InvalidIpv6": "The address cannot be public: check that it is a global IPv6 address.",
    "InvalidParameterValue.LimitExceeded": "Too many or too large for one request; see Tencent Cloud's message.",
    "InvalidParameterValue.Malformed": "Check the format of the ids and addresses.",
    "InvalidParameterValue.AddressIdMalformed":
      "Ids of classic public IPv6 addresses begin with eip-, of EIPv6 with eipv6-.",
    "InvalidParameterValue.NetworkInterfaceIdMalformed": "Ids of network interfaces begin with eni-; correct it.",
    "InvalidParameterValue.Range": "Choose an address of the subnet's IPv6 block.",
    "InvalidParameterValue.Reserved": "The subnet reserves this address; choose another one.",
    "InvalidParameterValue.Duplicate": "The list contains an address twice; remove one.",
    "InvalidParameterValue.MissingAssociateEntity": `Check the target that the ${NEWER} is bound to.`,
    "InvalidParameterValue.NetworkInterfaceNotFound": "Check the id and the region of the network interface.",
    "InvalidParameterValue.NetworkInterfaceIdNotMatch": "The address is not on that network interface; check both.",
    "InvalidParameterValue.PrivateIpAddressNotMatch":
      "The address is not on that network interface; check both, or let this resource depend on the assignment.",
    "InvalidParameterValue.NetworkInterfaceInstanceNotSupport":
      "The instance of the network interface does not support it; use another instance or type.",
    "InvalidParameterValue.AddressNotApplicable": "The address cannot be used for this.",
    "UnsupportedOperation.BandwidthPackageIdNotSupported":
      "This kind of bandwidth package does not take IPv6; use a BGP package that is billed by IP.",
    "UnsupportedOperation.InvalidAddressInternetChargeType":
      "internetChargeType and bandwidth package do not match; a package goes with BANDWIDTH_PACKAGE.",
    "UnsupportedOperation.InvalidResourceProtocol": "The bandwidth package does not take IPv6; use another one.",
    "UnsupportedOperation.InvalidResourceInternetChargeType":
      "The bandwidth package does not allow this charge type; use another package or charge type.",
    "UnsupportedOperation.AddressIpInternetChargeTypeNotPermit":
      "This charge type does not allow a change of bandwidth; for a shared package, set it on the package.",
    "UnsupportedOperation.AddressIpNotSupportInstance":
      "The type of the instance that has the address does not allow it; use another type.",
    "UnsupportedOperation.UnassignCidrBlock": "Enable IPv6 on the VPC and the subnet first.",
    "UnsupportedOperation.UnsupportedRegion": "Not offered in this region; use another one.",
    "UnauthorizedOperation.PrimaryIp":
      "The primary address of a network interface cannot be unassigned; leave it, or delete the network interface.",
    "OperationDenied.TrafficExceedThreshold":
      "The address carries more traffic than the safety threshold allows for this; drain it, or confirm in the console first.",
    "OperationDenied.TrafficValidationFailed":
      "The traffic of the address could not be checked; drain it, or confirm in the console first.",
    "OperationDenied.AddressDeletionProtectionEnabled": "Turn deletion protection off first.",
    MissingParameter: "See Tencent Cloud's message for the input.",
    UnknownParameter: DEFECT,
    InvalidRequest: DEFECT,
    RequestSizeLimitExceeded: DEFECT,
    ResponseSizeLimitExceeded: DEFECT,
    UnsupportedProtocol: DEFECT,
    UnsupportedOperation: "See Tencent Cloud's message.",
    UnsupportedRegion: "Check the region's name; not every region offers this.",
    ActionOffline: NO_ACTION,
    InvalidAction: NO_ACTION,
    NoSuchProduct: NO_ACTION,
    NoSuchVersion: NO_ACTION,
  },
  unknown: {},
};

/** Codes that another resource of the program may resolve first: an address on an interface, IPv6 on a subnet. */
const NOT_READY = [
  "InvalidParameterValue.AddressIpNotFound",
  "InvalidParameterValue.PrivateIpAddressNotMatch",
  "UnsupportedOperation.UnassignCidrBlock",
];

/** For undocumented codes: the part before the dot, if its meaning does not depend on the rest. Never "gone". */
const FAMILIES: readonly [RegExp, Kind][] = [
  [/^RequestLimitExceeded(\.|$)/, "throttled"],
  [/^Internal(Server)?Error(\.|$)/, "unavailable"],
  [/^(AuthFailure|UnauthorizedOperation)(\.|$)/, "denied"],
  [/^ResourceBusy(\.|$)|^InvalidAddressState(\.|$)|^InvalidAddressIdStatus\./, "busy"],
  [/^(UnsupportedOperation|OperationDenied|DesOperation)\.(\w*Processing|Mutex\w*|\w+IsBusy)$/, "busy"],
  [/^UnsupportedOperation\.Invalid(Address|Instance)?State$|^UnsupportedOperation\.InstanceStateNotSupported$/, "busy"],
  [/^\w*LimitExceeded(\.|$)|^ResourceInsufficient(\.|$)/, "quota"],
  [/^(InvalidParameter|InvalidParameterValue|MissingParameter|UnknownParameter)(\.|$)|\.Malformed$/, "invalid"],
];

/** Refusals of temporary keys that have ended. The call was not carried out. */
export const STALE_CREDENTIALS = [
  "AuthFailure.TokenFailure",
  "AuthFailure.SecretIdNotFound",
  "AuthFailure.InvalidSecretId",
];

export const { codes: ERRORS, classify } = errorTable({
  rows: TABLE,
  staleToken: [TOKEN_USED],
  notReady: NOT_READY,
  families: FAMILIES,
});

/** The error that the cloud would answer with. */
export const refusedAs = refusals(TITLE, classify);
