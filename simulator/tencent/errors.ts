import { type ErrorFact, type ErrorTable, VendorRefusal } from "../common/errors";

/** Its status is 200: every answer of the business has that. */
export class Refusal extends VendorRefusal {
  constructor(code: string, message?: string, status = 200) {
    super(errors, code, message, status);
  }
}

const documented = (message: string): ErrorFact => ({ message, provenance: "documented" });
const assumed = (message: string): ErrorFact => ({ message, provenance: "assumed" });

/** Codes that any action can answer with. */
const common: ErrorTable = {
  "AuthFailure.InvalidAuthorization": documented("The Authorization header does not have the required form."),
  "AuthFailure.SecretIdNotFound": documented("The SecretId is not found, please ensure that your SecretId is correct."),
  "AuthFailure.SignatureExpire": documented("Signature expired. Check the clock of the machine."),
  "AuthFailure.SignatureFailure": documented(
    "The provided credentials could not be validated. Please check your signature is correct.",
  ),
  "AuthFailure.TokenFailure": documented("The provided token is invalid or has expired."),
  "AuthFailure.UnauthorizedOperation": documented("The identity is not authorized to perform this action."),
  "ResourceNotFound.RoleNotFound": documented("The role does not exist."),
  "InvalidParameter.OverTimeError": documented("The validity period is too long."),
  "InvalidParameter.StrategyFormatError": documented("The policy syntax is incorrect."),
  "InvalidParameter.WebIdentityTokenError": documented("The identity token is invalid."),
  UnauthorizedOperation: documented("You are not authorized to perform operations on this resource."),
  InvalidAction: documented("The action is invalid or does not exist."),
  NoSuchVersion: documented("The version does not exist."),
  UnsupportedRegion: documented("The region is not supported by this action."),
  MissingParameter: documented("The request is missing a required parameter."),
  UnknownParameter: documented("An undefined parameter was sent."),
  InvalidParameter: documented("A parameter error occurred."),
  InvalidParameterValue: documented("A parameter value is invalid."),
  "InvalidParameter.Coexist": documented("The parameters cannot be specified at the same time."),
  "InvalidParameterValue.LimitExceeded": documented("The parameter value exceeds the limit."),
  "InvalidParameterValue.Malformed": documented("Invalid input parameter format."),
  RequestLimitExceeded: documented("Your current request times exceed the limit of this action per second."),
  InternalError: documented("Internal error."),
};

const bandwidth: ErrorTable = {
  "FailedOperation.BalanceInsufficient": documented("Insufficient account balance."),
  "InvalidAccount.NotSupported": documented("This account is not supported."),
  "InvalidInstanceId.NotFound": documented("Invalid instance ID. The specified instance ID does not exist."),
  "InvalidParameterValue.AddressIpNotFound": documented("IP address not found."),
  "InvalidParameterValue.AddressIpNotInVpc": documented("The IP address does not exist in the VPC."),
  "InvalidParameterValue.AddressPublished": documented("This IPv6 address has already been published."),
  "InvalidParameterValue.AddressIpNotPublic": documented("The IPv6 address has no public network bandwidth."),
  "InvalidParameterValue.BandwidthOutOfRange": documented("The bandwidth exceeds the limit."),
  "InvalidParameterValue.BandwidthPackageNotFound": documented("Failed to query the bandwidth package"),
  "InvalidParameterValue.InvalidIpv6": documented("Invalid IPv6 addresses."),
  "InvalidParameterValue.AddressIdMalformed": documented("The address id is malformed."),
  "InvalidAddressId.NotFound": documented("The specified address id does not exist."),
  "InvalidAddressIdState.InArrears": documented("The address is in arrears."),
  "InvalidParameter.InvalidFilter": documented("The specified filter is not supported."),
  "UnsupportedOperation.BandwidthPackageIdNotSupported": documented(
    "This bandwidth package does not support this operation.",
  ),
  "UnsupportedOperation.InvalidAddressInternetChargeType": documented(
    "This operation is not allowed under the network billing mode of the IP address.",
  ),
  "UnsupportedOperation.AddressIpInternetChargeTypeNotPermit": documented(
    "The billing mode of the address does not permit this operation.",
  ),
  "UnsupportedOperation.AddressIpNotSupportInstance": documented(
    "The instance the address is bound to does not support this operation.",
  ),
  "UnsupportedOperation.AddressIpStatusNotPermit": documented("The status of the address does not permit it."),
  "OperationDenied.MutexTaskRunning": documented("A mutually exclusive task is being executed."),
  "OperationDenied.TrafficExceedThreshold": documented("The traffic exceeds the protection threshold."),
};

/** Further codes of EIPv6. */
const elastic: ErrorTable = {
  InvalidParameterConflict: documented("The parameters conflict."),
  "InvalidParameterValue.BandwidthTooSmall": documented("The bandwidth is too small."),
  "InvalidParameterValue.Combination": documented("The combination of parameter values is not supported."),
  "InvalidParameterValue.MissingAssociateEntity": documented("The entity to associate with is missing."),
  "InvalidParameterValue.NetworkInterfaceNotFound": documented("The network interface is not found."),
  "InvalidParameterValue.PrivateIpAddressNotMatch": documented("The private IP address does not match."),
  "InvalidParameterValue.NetworkInterfaceInstanceNotSupport": documented(
    "The instance of the network interface is not supported.",
  ),
  "InvalidPrivateIpAddress.AlreadyBindEip": documented("The private IP address is already bound to an EIP."),
  "FailedOperation.AddressEniInfoNotFound": documented("The address has no information of a network interface."),
  "OperationDenied.AddressInArrears": documented("The address is in arrears."),
  "OperationDenied.AddressDeletionProtectionEnabled": documented("Deletion protection is enabled for the address."),
  "UnsupportedOperation.AccountNotSupported": documented("The account is not supported."),
  "UnsupportedOperation.AddressStatusNotPermit": documented("The status of the address does not permit it."),
  AddressQuotaLimitExceeded: assumed("The number of addresses exceeds the quota."),
};

const nics: ErrorTable = {
  ResourceNotFound: documented("The resource is not found."),
  "InvalidParameterValue.TooLong": documented("The parameter value is too long."),
  "InvalidVpcId.NotFound": documented("The VPC does not exist."),
  "UnsupportedOperation.AttachmentAlreadyExists": documented("The attachment already exists."),
  "ResourceInUse.Address": documented("The specified address is in use."),
  "LimitExceeded.Address": documented("The number of addresses exceeds the limit."),
  "InvalidParameterValue.Range": documented("The address is out of the range of the subnet."),
  "InvalidParameterValue.Reserved": documented("The address is reserved."),
  "InvalidParameterValue.Duplicate": documented("The parameter value is duplicated."),
  "UnsupportedOperation.UnassignCidrBlock": documented("No IPv6 CIDR block is assigned."),
  "UnsupportedOperation.InvalidState": documented("The status of the resource is invalid."),
  "UnsupportedOperation.IdempotentParameterMismatch": documented("The specified client token has been used."),
  "UnsupportedOperation.IdempotentProcessing": documented("The previous idempotent request is still being processed."),
  "UnsupportedOperation.MutexOperationTaskRunning": documented("A mutually exclusive task is being executed."),
  "UnsupportedOperation.AttachmentNotFound": documented("The attachment does not exist."),
  "UnauthorizedOperation.PrimaryIp": documented("The primary IP cannot be operated on."),
  "UnsupportedOperation.AddressPublished": assumed("Public network bandwidth is enabled for the address."),
};

const tags: ErrorTable = {
  "InvalidParameter.ReservedTagKey": documented("The tag key is reserved by the system."),
  "InvalidParameterValue.ResourceDescriptionError": documented("The description of the resource is wrong."),
  "InvalidParameterValue.DeleteTagsParamError": documented("DeleteTags has a key of ReplaceTags."),
  "InvalidParameterValue.RegionInvalid": documented("The region is invalid."),
  "InvalidParameterValue.TagKeyLengthExceeded": documented("The tag key is too long."),
  "InvalidParameterValue.TagValueLengthExceeded": documented("The tag value is too long."),
  "LimitExceeded.ResourceNumPerRequest": documented("The request has too many resources."),
  "LimitExceeded.TagNumPerRequest": documented("The request has too many tags."),
  "LimitExceeded.TagKey": documented("The request has too many tag keys."),
};

/** Codes that clients report and that no state here leads to. They serve as faults. */
const onlyAsFaults: ErrorTable = {
  "FailedOperation.TaskFailed": documented("Task execution failed."),
  InternalServerError: documented("Internal error."),
  "InternalError.ModuleError": documented("Internal error of a module."),
  ServiceUnavailable: documented("The service is temporarily unavailable."),
  "RequestLimitExceeded.UinLimitExceeded": documented("The account's requests exceed the limit."),
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded": documented("The account's requests in the region exceed it."),
  "RequestLimitExceeded.IPLimitExceeded": documented("The source IP's requests exceed the limit."),
  "LimitExceeded.ActionLimited": documented("The action is called too often."),
  "DesOperation.MutexTaskRunning": documented("A mutually exclusive task is being executed."),
};

/** Message by code. A missing code can still be injected as a fault. */
export const errors: ErrorTable = {
  ...common,
  ...bandwidth,
  ...elastic,
  ...nics,
  ...tags,
  ...onlyAsFaults,
};
export const FAULT_CODES: readonly string[] = Object.keys(onlyAsFaults);
