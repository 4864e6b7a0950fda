/** Refusals of orders and changes in the simulated clouds that no row of the tables covers. */
export const REST: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  alibaba: {
    "the provider never sends such a request, or check refuses it": [
      ...["IllegalParam.ChargeType", "InvalidIp.Address", "InvalidIp.IpRepeated", "InvalidParameter"],
      ...["InvalidParams.EniId", "MissingParam.Ipv6InstanceId", "MissingParameter", "OperationUnsupported.PrePaid"],
      ...["ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId", "UnsupportedParameter"],
    ],
    "in motion: it is waited for": ["IncorrectStatus.Ipv6Instance", "OperationFailed.InternetBandwidthUnstable"],
    "gone since: a refresh tells": ["ResourceNotFound.Ipv6Address"],
    "a place that is taken: told by the scenarios of every resource": ["OperationFailed.EgressOnlyRuleAlreadyExisted"],
    "a dry run tells, but its code is on no page: a warning": ["QuotaExceeded.Ipv6EgressOnlyRule"],
  },
  tencent: {
    "the provider never sends such a request, or check refuses it": [
      ...["InvalidParameter.Coexist", "InvalidParameterConflict", "InvalidParameterValue"],
      ...["InvalidParameterValue.AddressIdMalformed", "InvalidParameterValue.BandwidthTooSmall"],
      ...["InvalidParameterValue.Duplicate", "InvalidParameterValue.InvalidIpv6"],
      ...["InvalidParameterValue.LimitExceeded", "InvalidParameterValue.Malformed"],
    ],
    "in motion: it is waited for": [
      ...["OperationDenied.MutexTaskRunning", "UnsupportedOperation.MutexOperationTaskRunning"],
      ...["UnsupportedOperation.AddressIpStatusNotPermit", "UnsupportedOperation.AddressStatusNotPermit"],
    ],
    "gone since: a refresh tells": ["InvalidAddressId.NotFound"],
    "taken off already: done": ["UnsupportedOperation.AttachmentNotFound"],
  },
  zenlayer: {
    "the provider never sends such a request, or check refuses it": [
      ...["INVALID_PARAMETER_BANDWIDTH_ERROR", "INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE", "INVALID_PARAMETER_TYPE"],
      "INVALID_PARAMETER_VALUE",
    ],
    "in motion: it is waited for": ["OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT"],
    "gone since: a refresh tells": ["OPERATION_FAILED_RESOURCE_NOT_FOUND"],
  },
};
