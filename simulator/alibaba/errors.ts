import { assumed, documented, type ErrorTable, VendorRefusal } from "../common/errors";

export class Refusal extends VendorRefusal {
  constructor(code: string, message?: string, status?: number) {
    super(errors, code, message, status);
  }
}

const failed = (reason: string) => `The operation is failed because of ${reason}.`;
const forbidden = (reason: string) => `The operation is forbidden because of ${reason}.`;
const illegal = (name: string) => `The param of ${name} is illegal.`;

/** Codes that any action can answer with. */
const common: ErrorTable = {
  Throttling: documented(400, "Request was denied due to request throttling."),
  "Throttling.User": documented(400, "Request was denied due to user flow control."),
  "Throttling.Api": documented(400, "Request was denied due to api flow control."),
  ServiceUnavailable: documented(503, "The request has failed due to a temporary failure of the server."),
  InternalError: documented(500, "The request processing has failed due to some unknown error."),
  UnknownError: documented(500, "The request processing has failed due to some unknown error."),
  SystemBusy: documented(500, "The system is busy. Please try again later."),
  "InvalidAction.NotFound": documented(404, "Specified api is not found, please check your url and method."),
  InvalidVersion: assumed(400, "Specified parameter Version is not valid."),
  MissingParameter: documented(400, "A mandatory input parameter of this request is not supplied."),
  InvalidParameter: documented(400, "A specified parameter is not valid."),
  UnsupportedParameter: documented(400, "A specified parameter is not supported."),
  DryRunOperation: assumed(400, "Request validation has been passed with DryRun flag set."),
  IdempotentParameterMismatch: documented(
    400,
    "The request uses a client token in a previous request but is not identical to that request.",
  ),
  LastTokenProcessing: documented(403, "The last token request is processing."),
  IdempotentProcessing: documented(403, "The previous idempotent request(s) is still processing."),
  IdempotentFailed: assumed(403, "The idempotent request failed."),
  "Forbidden.RAM": documented(
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  ),
  Forbidden: documented(403, "User not authorized to operate on the specified resource."),
  NoPermission: documented(403, "You are not authorized to do this action."),
  "InvalidRegionId.NotFound": documented(404, "The specified RegionId does not exist in our records."),
};

/** Who calls, and when. */
const identity: ErrorTable = {
  "EntityNotExist.Role": documented(404, "The specified role not exists."),
  "InvalidParameter.RoleSessionName": documented(400, "The parameter RoleSessionName is wrongly formed."),
  "InvalidParameter.DurationSeconds": assumed(400, "The Min/Max value of DurationSeconds is 15min/1hr."),
  "AuthenticationFail.NoPermission": documented(400, "This operation is not permitted by the role."),
  "AuthenticationFail.OIDCToken.Invalid": assumed(400, "This OIDC token is invalid."),
  "AuthenticationFail.OIDCToken.Expired": documented(400, "This JSON Web Token has expired."),
  "InvalidAccessKeyId.NotFound": documented(404, "Specified access key is not found."),
  "InvalidAccessKeyId.Inactive": documented(400, "Specified access key is disabled."),
  "Abs.InvalidAccount.NotFound": documented(403, "The specified account does not exist or its AccessKey has expired."),
  "InvalidSecurityToken.Expired": documented(403, "Specified SecurityToken is expired."),
  "InvalidSecurityToken.MismatchWithAccessKey": assumed(400, "Specified SecurityToken mismatch with the AccessKey."),
  SignatureDoesNotMatch: documented(400, "Specified signature is not matched with our calculation."),
  IncompleteSignature: documented(400, "The request signature does not conform to Aliyun standards."),
  "InvalidTimeStamp.Expired": documented(400, "Specified time stamp or date value is expired."),
  IllegalTimestamp: documented(400, "The input parameter Timestamp is not supplied or not well formed."),
  SignatureNonceUsed: documented(400, "Specified signature nonce was used already."),
};

const vpc: ErrorTable = {
  "IncorrectStatus.Ipv6Instance": documented(400, "The status of Ipv6Instance [Pending] is incorrect."),
  OperationConflict: documented(403, "Request was denied due to conflict with a previous request."),
  "OperationFailed.QueryAccountInfo": documented(500, "Query account info failed when create order."),
  "OperationFailed.QuerySpInfo": documented(500, "Query sp info failed when modify order."),
  "OperationFailed.SyncTradeResource": documented(500, "Sync trade resource failed."),
  "OperationFailed.SaleValidate": documented(500, "Validate sale condition with subArticle failed."),
  "OperationFailed.InternetBandwidthAlreadyExisted": documented(400, failed("InternetBandwidthAlreadyExisted")),
  "OperationFailed.Ipv6GatewayNotExist": documented(400, failed("Ipv6GatewayNotExist")),
  "OperationFailed.Ipv6GatewayDisMatchIpv6Address": documented(400, failed("Ipv6GatewayDisMatchIpv6Address")),
  "OperationFailed.OpenCdtServiceFirst": documented(400, failed("cdt is not opened")),
  "OperationFailed.UpgradeCdtServiceFirst": documented(400, failed("cdt is not upgraded")),
  "OperationFailed.AssociationExist": documented(400, failed("AssociationExist")),
  "OperationFailed.InternetBandwidthUnstable": documented(400, forbidden("InternetBandwidthUnstable")),
  "OperationFailed.InternetBandwidthNonExist": documented(400, forbidden("InternetBandwidthNonExist")),
  "OperationFailed.BandwidthExceedLimit": documented(400, forbidden("BandwidthExceedLimit")),
  "OperationUnsupported.FinancialLocked": documented(400, forbidden("financialLocked")),
  "OperationFailed.ServiceManaged": documented(
    404,
    "Operation is forbidden because this instance belongs to Service manager.",
  ),
  "InvalidIpv6Instance.NotFound": documented(
    400,
    "The specified Ipv6AddressId or Ipv6InternetBandwidthId is not found.",
  ),
  "ResourceNotFound.Ipv6InstanceId": documented(404, "The specified resource of Ipv6InstanceId is not found."),
  "InvalidIpv6AddressId.NotFound": documented(400, "The specified resource of Ipv6AddressId is not found."),
  "IllegalParam.Name": documented(400, illegal("Name")),
  "IllegalParam.Description": documented(400, illegal("Description")),
  "IncorrectStatus.EgressOnlyRule": documented(400, "The status of EgressOnlyRule is incorrect."),
  "OperationFailed.EgressOnlyRuleAlreadyExisted": assumed(400, failed("EgressOnlyRuleAlreadyExisted")),
  "InvalidIpv6EgressOnlyRuleId.NotFound": assumed(404, "The specified Ipv6EgressOnlyRuleId does not exist."),
  "QuotaExceeded.Ipv6EgressOnlyRule": assumed(400, "The maximum number of egress-only rules is exceeded."),
  "Forbidden.TagKeys": assumed(400, "The request do not allow to operate the tag keys"),
  "InvalidResourceId.NotFound": assumed(404, "The specified ResourceId does not exist in our records."),
  "ResourceNotFound.Ipv6Address": documented(404, "The specified resource of Ipv6Address is not found."),
  "MissingParam.Ipv6InstanceId": documented(400, "The param of Ipv6InstanceId is missing."),
  "BothEmptyParam.Ipv6AddressIdAndIpv6InternetBandwidthId": documented(
    400,
    "Either Ipv6AddressId or Ipv6InternetBandwidthId should be specified.",
  ),
  "ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId": documented(
    400,
    "Ipv6AddressId and Ipv6InternetBandwidthId is mutually exclusive.",
  ),
  "IllegalParam.Bandwidth": documented(400, illegal("bandwidth")),
  "IllegalParam.ChargeType": documented(400, illegal("ChargeType")),
  "IllegalParam.InternetChargeType": documented(400, illegal("InternetChargeType")),
  "IllegalParam.Ipv6Address": documented(400, illegal("Ipv6Address")),
  "IllegalParam.PageSize": assumed(400, illegal("PageSize")),
  "OperationUnsupported.PrePaid": documented(400, "PrePaid is unsupported."),
  "OperationUnsupported.ULA": documented(400, "ULA is unsupported."),
  "OperationUnsupported.PrivateGUA": documented(400, "This operation does not support private GUA addresses."),
  "UnsupportedFeature.InternetChargeTypeOnFreeIpv6Address": documented(
    400,
    "The feature of InternetChargeTypeOnFreeIpv6Address is not supported.",
  ),
  "UnsupportedFeature.InternetChargeTypeOnStaticIsp": documented(
    400,
    "The feature of InternetChargeTypeOnStaticIsp is not supported.",
  ),
  "OperationDenied.UnSupportedBindTypeCloudInstance": documented(
    400,
    "Internet bandwidth cannot be allocated to the IPv6 address bound to the cloud service instance.",
  ),
  InsufficientBalance: documented(400, "Your account does not have enough balance."),
  "DependencyViolation.Ipv6InternetBandwidth": documented(400, "The Ipv6InternetBandwidth still depends on it."),
  "InvalidIpv6GatewayId.NotFound": assumed(404, "The specified Ipv6GatewayId does not exist in our records."),
  "InvalidRouteTableId.NotFound": documented(404, "The specified RouteTableId does not exist."),
  "InvalidNetworkAcl.NotFound": assumed(404, "The specified NetworkAclId does not exist."),
  "InvalidSecurityGroupId.NotFound": documented(404, "The specified SecurityGroupId does not exist."),
  "InvalidVpcId.NotFound": documented(404, "Specified value of VpcId is not found in our record."),
  "InvalidVswitchID.NotFound": documented(404, "Specified virtual switch does not exist."),
  "InvalidVSwitchId.NotFound": assumed(404, "The specified VSwitchId does not exist in our records."),
};

const ecs: ErrorTable = {
  "Operation.Conflict": documented(403, "The ecs task is conflicted."),
  "Forbidden.RegionId": documented(403, "This feature is not supported in the specified region."),
  "InvalidEniId.NotFound": documented(404, "The specified NetworkInterfaceId does not exist."),
  "InvalidParams.EniId": documented(400, "The specified NetworkInterfaceId is not valid."),
  "InvalidInstanceID.Malformed": documented(400, "The specified InstanceId is malformed."),
  "InvalidIp.IpUnassigned": documented(403, "The specified IP is not assigned to the network interface."),
  "InvalidIp.IpAssigned": documented(403, "The specified IP is already assigned."),
  "InvalidPrivateIpAddress.Duplicated": documented(400, "The specified IP is already in use."),
  "InvalidIp.IpRepeated": documented(403, "The specified IP is repeated."),
  "InvalidIp.Address": documented(403, "The specified IPv6 address is not valid."),
  "InvalidVSwitchId.IpInvalid": documented(403, "The specified IP is not in the CIDR block of the vSwitch."),
  "InvalidVSwitchId.IpNotEnough": assumed(403, "The vSwitch does not have enough IP addresses."),
  "QuotaExceeded.PrivateIpAddress": assumed(403, "The quota of private IP addresses of the VPC is exceeded."),
  "InvalidVSwitch.Ipv6NotTurnOn": documented(403, "IPv6 is not turned on for the vSwitch."),
  "InvalidOperation.Ipv6NotSupport": documented(403, "The instance type does not support IPv6."),
  "InvalidOperation.Ipv6CountExceeded": documented(403, "The maximum number of IPv6 addresses is exceeded."),
  MaxEniIpv6IpsCountExceeded: documented(403, "The maximum number of IPv6 addresses of the ENI is exceeded."),
  SecurityGroupInstanceLimitExceed: documented(
    403,
    "The maximum number of addresses in the security group is exceeded.",
  ),
  "InvalidOperation.InvalidEniState": documented(400, "The ENI is not in a state that allows this operation."),
  "InvalidOperation.DetachPrimaryEniNotAllowed": documented(400, "A primary ENI cannot be detached."),
  "InvalidInstanceId.NotFound": documented(404, "The specified InstanceId does not exist."),
  "InvalidInstanceIds.Malformed": assumed(400, "The specified InstanceIds is not a JSON list of ids."),
  "InvalidOperation.InvalidEcsState": documented(400, "The instance is not in a state that allows this operation."),
  "InvalidOperation.InvalidEniType": documented(403, "The type of the ENI does not allow this operation."),
  "InvalidOperation.EniServiceManaged": documented(403, "The ENI is managed by a cloud service."),
  OperationDenied: documented(403, "The operation is denied."),
  "Forbbiden.SubUser": documented(403, "The operation is not permitted for RAM users."),
  "Forbidden.NotSupportRAM": documented(403, "The operation is not permitted for RAM users."),
  "InvalidUserType.NotSupported": documented(403, "The operation is not supported for this type of account."),
};

/** Codes that other clients report and that no state here leads to. They serve as faults. */
const onlyAsFaults: ErrorTable = {
  "Rejected.Throttling": assumed(400, "Request was denied due to request throttling."),
  "InvalidOperation.Conflict": documented(403, "Request was denied due to conflict with a previous request."),
  TaskConflict: documented(400, "The operation is conflicted with another task."),
  IncorrectStatus: documented(400, "The current status of the resource does not support this operation."),
  "OperationFailed.DistibuteLock": documented(400, failed("a distributed lock")),
  "OperationFailed.ConcurrentOperation": documented(400, failed("a concurrent operation")),
  "OperationFailed.LastTokenProcessing": documented(400, failed("LastTokenProcessing")),
  "OperationFailed.IdempotentTokenProcessing": documented(400, failed("IdempotentTokenProcessing")),
  "InvalidIdempotenceParameter.Mismatch": documented(403, "The client token was used with other parameters."),
  "Forbedden.NotSupportRAM": documented(403, "The operation is not permitted for RAM users."),
};

/** Status and message by code. A missing code can still be injected as a fault, with a status of its own. */
export const errors: ErrorTable = { ...common, ...identity, ...vpc, ...ecs, ...onlyAsFaults };
