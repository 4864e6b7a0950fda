import { errorTable, type Kind } from "../../core/api/errors";

/** The token was used with other parameters, or by a call that was refused. */
const TOKEN_SPENT = "UnsupportedOperation.IdempotentParameterMismatch";
/** The result of a task, as a word or as an error. */
export const TASK_FAILED = "FailedOperation.TaskFailed";

const DEFECT = "A defect of this provider; please report it.";
const SLOW = "Tencent Cloud slows calls down (20 a second and action); run again later if this persists.";
const FAULT = "Temporary fault at Tencent Cloud; run again.";
const BUSY = "Another change of it is running; run again shortly.";
const ARREARS = "The account is overdue; settle the bill first.";
const PERMISSION = "The identity lacks a permission; see docs/permissions.md for the list.";
const NEWER = "EIPv6";
const NO_ACTION = "The endpoint does not know this call; check the endpoint setting.";

/**
 * Every code of the page AllocateIp6AddressesBandwidth (2025-11-13), of the other actions' lists in the Go SDK, and
 * of the service. Codes are matched exactly, then by family; prefixes lie: LimitExceeded.ActionLimited is throttling,
 * UnauthorizedOperation.AttachmentNotFound and .PrimaryIp are no permissions, ResourceInUse.Address is not to be
 * waited for.
 */
const TABLE: Record<Kind, Record<string, string>> = {
  throttled: {
    RequestLimitExceeded: SLOW,
    "RequestLimitExceeded.UinLimitExceeded": "The account makes too many calls; lower the parallelism of all tools.",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded":
      "The account makes too many calls in the region; lower the parallelism.",
    "RequestLimitExceeded.IPLimitExceeded": "This machine's address makes too many calls; lower the parallelism.",
    "LimitExceeded.ActionLimited": SLOW,
  },
  unavailable: {
    InternalServerError: FAULT,
    InternalError: FAULT,
    "InternalError.ModuleError": FAULT,
    ServiceUnavailable: FAULT,
    ResourceUnavailable: FAULT,
    [TASK_FAILED]:
      "The cloud's job failed and says no more; look at the address in the console, run again, and quote the request id to support if it fails again.",
  },
  busy: {
    "OperationDenied.MutexTaskRunning": BUSY,
    "DesOperation.MutexTaskRunning": BUSY,
    "UnsupportedOperation.IdempotentProcessing": "The first attempt of this order is still running; run again shortly.",
    "UnsupportedOperation.MutexOperationTaskRunning": BUSY,
    "UnsupportedOperation.AddressIpStatusNotPermit": "The address is in motion; run again when it is BIND.",
    "UnsupportedOperation.AddressStatusNotPermit": "The address is in motion; run again when it is BIND.",
    "UnsupportedOperation.InvalidState": "The network card must be AVAILABLE; wait until it is attached or detached.",
  },
  conflict: {
    "InvalidParameterValue.AddressPublished": "The address already has internet bandwidth.",
    "ResourceInUse.Address": "The address is already on a network card.",
    ResourceInUse: "The address or card is occupied.",
    "InvalidPrivateIpAddress.AlreadyBindEip": `Another ${NEWER} is bound to the address; unbind that one (DisassociateIPv6Address) and run again, or declare another address.`,
    "InvalidParameterValue.ResourceAlreadyExisted": "It is in the bandwidth package already.",
    [TOKEN_SPENT]: "The token was used for another order.",
  },
  gone: {
    "InvalidAddressId.NotFound": "The internet bandwidth is gone; run pulumi refresh.",
    "InvalidParameterValue.AddressIpNotFound":
      "Check the address and the region: it is on no network card yet. Let this resource depend on the assignment.",
    "InvalidParameterValue.AddressIpNotPublic": "The address has no internet bandwidth; run pulumi refresh.",
    "UnsupportedOperation.AttachmentNotFound": "The address is not on the network card.",
    "UnauthorizedOperation.AttachmentNotFound": "The address is not on the network card.",
    ResourceNotFound: "Check the id and the region: there is no such network card.",
    "FailedOperation.AddressEniInfoNotFound": `The ${NEWER} is bound to nothing.`,
    "InvalidParameterValue.ResourceNotExisted": "It is not in the bandwidth package.",
  },
  quota: {
    "LimitExceeded.Address": "The card or the VPC holds no more IPv6 addresses; use another card or a larger machine.",
    LimitExceeded: "A quota of the account is used up; ask for more.",
    AddressQuotaLimitExceeded: "The account holds as many public addresses as it may in the region; ask for more.",
    "AddressQuotaLimitExceeded.DailyAllocate":
      "The account has ordered as many addresses today as it may; go on tomorrow.",
    "LimitExceeded.AddressQuotaLimitExceeded": "The account holds as many public addresses as it may; ask for more.",
    "LimitExceeded.DailyAllocateAddressQuotaLimitExceeded":
      "The account has ordered as many addresses today as it may; go on tomorrow.",
    "LimitExceeded.BandwidthPackageResourceQuota": "The bandwidth package is full (about 100); use another one.",
    "LimitExceeded.BandwidthPackageQuota": "The account has no more bandwidth packages; ask for more quota.",
    ResourceInsufficient: "Tencent Cloud has too few resources there; try another zone, or later.",
  },
  denied: {
    "FailedOperation.BalanceInsufficient": "The account's balance is too low; top it up. Nothing was ordered.",
    "InvalidAccount.NotSupported":
      "The account's type (STANDARD is billed by address, LEGACY by machine) does not allow this internetChargeType; use the other one, or ask support to convert the account.",
    "InvalidAddressIdState.InArrears": ARREARS,
    "UnsupportedOperation.AddressIpInArrear": ARREARS,
    "OperationDenied.AddressInArrears": ARREARS,
    "UnsupportedOperation.AccountNotSupported": `${NEWER} is open to accounts on a list; ask support.`,
    UnauthorizedOperation: PERMISSION,
    "UnauthorizedOperation.CamNoAuth": PERMISSION,
    "AuthFailure.UnauthorizedOperation": PERMISSION,
    "AuthFailure.InvalidAuthorization": DEFECT,
    "AuthFailure.InvalidSecretId": "The secret id is not one of API keys; check it.",
    "AuthFailure.SecretIdNotFound": "Check the secret id: it does not exist, or is disabled.",
    "AuthFailure.SignatureExpire": "This machine's clock is off by more than 5 minutes; set it.",
    "AuthFailure.SignatureFailure": "Check the secret key.",
    "AuthFailure.TokenFailure": "The session token is wrong or has expired; fetch new temporary keys.",
    "AuthFailure.MFAFailure": "The account asks for a second factor; use keys of an identity without one.",
    IpInBlacklist: "Calls from this machine's address are forbidden on the account.",
    IpNotInWhitelist: "Calls from this machine's address are not allowed on the account.",
  },
  invalid: {
    "InvalidInstanceId.NotFound": "The machine behind the address is gone; check the address and the region.",
    InvalidParameter: "See Tencent Cloud's message: likely inputs that do not go together.",
    "InvalidParameter.Coexist": DEFECT,
    "InvalidParameter.InvalidFilter": DEFECT,
    "InvalidParameter.FilterInvalidKey": DEFECT,
    "InvalidParameter.FilterNotDict": DEFECT,
    "InvalidParameter.FilterValuesNotList": DEFECT,
    InvalidParameterConflict: "See Tencent Cloud's message: inputs that do not go together.",
    InvalidParameterValue: "See Tencent Cloud's message for the input.",
    "InvalidParameterValue.AddressIpNotInVpc": "Use an address of a VPC of this account, in this region.",
    "InvalidParameterValue.BandwidthOutOfRange":
      "Lower the bandwidth: commonly up to 100 Mbps by traffic, 2000 in a package.",
    "InvalidParameterValue.BandwidthTooSmall": "Raise the bandwidth; see Tencent Cloud's message for the least.",
    "InvalidParameterValue.Combination":
      "Kind, line, egress and billing do not go together in this region; the console's order page shows what does.",
    "InvalidParameterValue.UnavailableZone": "Not offered there; the console's order page shows where it is.",
    "InvalidParameterValue.BandwidthPackageNotFound": "Check the bandwidth package's id and its region.",
    "InvalidParameterValue.InvalidIpv6": "Not an address that can go public: check that it is a global IPv6 address.",
    "InvalidParameterValue.LimitExceeded": "Too many, or too large, for one call; see Tencent Cloud's message.",
    "InvalidParameterValue.Malformed": "Check the forms of the ids and addresses.",
    "InvalidParameterValue.AddressIdMalformed":
      "Ids of classic public IPv6 addresses begin with eip-, of EIPv6 with eipv6-.",
    "InvalidParameterValue.NetworkInterfaceIdMalformed": "Ids of network cards begin with eni-.",
    "InvalidParameterValue.Range": "Choose an address of the subnet's IPv6 block.",
    "InvalidParameterValue.Reserved": "The subnet reserves this address; choose another one.",
    "InvalidParameterValue.Duplicate": "An address stands twice in the list.",
    "InvalidParameterValue.MissingAssociateEntity": `Check what the ${NEWER} is to be bound to.`,
    "InvalidParameterValue.NetworkInterfaceNotFound": "Check the network card's id and its region.",
    "InvalidParameterValue.NetworkInterfaceIdNotMatch": "The address is not on that network card.",
    "InvalidParameterValue.PrivateIpAddressNotMatch": "The address is not on that network card.",
    "InvalidParameterValue.NetworkInterfaceInstanceNotSupport": "The machine behind the card does not support it.",
    "InvalidParameterValue.AddressNotApplicable": "The address cannot be used for this.",
    "UnsupportedOperation.BandwidthPackageIdNotSupported":
      "This kind of bandwidth package cannot hold IPv6; use a BGP package of addresses.",
    "UnsupportedOperation.InvalidAddressInternetChargeType": "internetChargeType and bandwidth package do not match.",
    "UnsupportedOperation.InvalidResourceProtocol": "The bandwidth package does not take IPv6; use another one.",
    "UnsupportedOperation.InvalidResourceInternetChargeType": "The bandwidth package does not take this billing.",
    "UnsupportedOperation.AddressIpInternetChargeTypeNotPermit":
      "This billing does not let the figure change; in a shared package it may be set on the package.",
    "UnsupportedOperation.AddressIpNotSupportInstance": "The kind of machine behind the address does not allow it.",
    "UnsupportedOperation.UnassignCidrBlock": "Enable IPv6 on the VPC and the subnet first.",
    "UnsupportedOperation.UnsupportedRegion": "Not offered in this region; use another one.",
    "UnauthorizedOperation.PrimaryIp": "The card's own first address cannot be taken off.",
    "OperationDenied.TrafficExceedThreshold":
      "More traffic is on the address than the safety threshold allows for this; drain it, or confirm in the console first.",
    "OperationDenied.TrafficValidationFailed":
      "The traffic on the address could not be checked for this; drain it, or confirm in the console first.",
    "OperationDenied.AddressDeletionProtectionEnabled": "Turn deletion protection off first.",
    MissingParameter: "See Tencent Cloud's message for the input.",
    UnknownParameter: DEFECT,
    InvalidRequest: DEFECT,
    RequestSizeLimitExceeded: DEFECT,
    ResponseSizeLimitExceeded: DEFECT,
    UnsupportedProtocol: DEFECT,
    UnsupportedOperation: "See Tencent Cloud's message.",
    UnsupportedRegion: "Check the region's name; not every region has this.",
    ActionOffline: NO_ACTION,
    InvalidAction: NO_ACTION,
    NoSuchProduct: NO_ACTION,
    NoSuchVersion: NO_ACTION,
  },
  unknown: {},
};

/** What another resource of the same program may see to first: an address on a card, IPv6 on a subnet. */
const NOT_READY = [
  "InvalidParameterValue.AddressIpNotFound",
  "InvalidParameterValue.PrivateIpAddressNotMatch",
  "UnsupportedOperation.UnassignCidrBlock",
];

/** For codes that are on no page: the part before the dot, where its meaning does not depend on what follows. Never "gone". */
const FAMILIES: readonly [RegExp, Kind][] = [
  [/^RequestLimitExceeded(\.|$)/, "throttled"],
  [/^Internal(Server)?Error(\.|$)/, "unavailable"],
  [/^(AuthFailure|UnauthorizedOperation)(\.|$)/, "denied"],
  [/^LimitExceeded(\.|$)/, "quota"],
  [/^(InvalidParameter|InvalidParameterValue|MissingParameter)(\.|$)/, "invalid"],
];

export const { codes: ERRORS, classify } = errorTable({
  rows: TABLE,
  staleToken: [TOKEN_SPENT],
  notReady: NOT_READY,
  families: FAMILIES,
});
