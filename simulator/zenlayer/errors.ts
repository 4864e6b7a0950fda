import { assumed, documented, type ErrorTable, VendorRefusal } from "../common/errors";

export class Refusal extends VendorRefusal {
  constructor(code: string, message?: string, status?: number) {
    super(errors, code, message, status);
  }
}

/** Who calls, how often and in what form. The codes are documented, their statuses are not. */
const common: ErrorTable = {
  AUTHFAILURE_INVALID_AUTHORIZATION: assumed(401, "The Authorization header is malformed or the key is unknown."),
  AUTHFAILURE_SIGNATURE_FAILURE: assumed(401, "The signature does not match."),
  AUTHFAILURE_SIGNATURE_EXPIRED: assumed(401, "The signature has expired."),
  AUTHFAILURE_UNAUTHORIZED_OPERATION: assumed(403, "The operation is not authorized, or there is no such action."),
  MISSING_PARAMETER: assumed(400, "A required parameter is missing."),
  INVALID_PARAMETER_TYPE: assumed(400, "A parameter has the wrong type."),
  INVALID_PARAMETER_VALUE: assumed(400, "A parameter has an invalid value."),
  INVALID_PARAMETER_EXCEED_MAXIMUM: assumed(400, "A parameter is above its maximum."),
  INVALID_PARAMETER_LESS_MINIMUM: assumed(400, "A parameter is below its minimum."),
  REQUEST_LIMIT_EXCEEDED: documented(429, "Too many requests."),
  INTERNAL_SERVER_ERROR: documented(500, "Internal server error."),
  SERVICE_TEMPORARY_UNAVAILABLE: assumed(503, "The service is temporarily unavailable."),
  REQUEST_TIMED_OUT: assumed(504, "The request timed out."),
  INVALID_OPERATION_TIMEOUT: assumed(500, "The operation timed out."),
};

const assign: ErrorTable = {
  INVALID_NIC_IPV6_EXISTS: documented(400, "vNIC already has an IPv6 assigned; operation not allowed."),
  OPERATION_DENIED_NIC_EXIST_IPV6: documented(400, "The vNIC already IPv6 assigned."),
  INVALID_NIC_NOT_FOUND: documented(404, "vNIC does not exist."),
  INVALID_NIC_STATUS: documented(400, "Current vNIC state does not allow this operation."),
  INVALID_PARAMETER_BANDWIDTH_ERROR: documented(400, "Bandwidth size is below the minimum limit."),
  INVALID_PARAMETER_BANDWIDTH_EXCEED: documented(400, "Bandwidth size exceeds the upper limit."),
  INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE: documented(400, "Data transfer package size is invalid."),
  INVALID_PARAMETER_TRAFFIC_PACKAGE_EXCEED: documented(400, "Data traffic package exceeds the maximum limit."),
  INVALID_SUBNET_IPSTACK_NOT_SUPPORT: documented(400, "Subnet IP stack type not supported."),
  INVALID_SUBNET_IPV6_INSUFFICIENT: documented(409, "Insufficient available IPv6 addresses in the subnet."),
  OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT: documented(400, "IP network billing type is not supported."),
};

const life: ErrorTable = {
  INVALID_NIC_ATTACHED: documented(400, "vNIC is attached to an instance."),
  INVALID_NIC_PRIMARY_CANT_DELETE: documented(409, "A primary vNIC cannot be deleted."),
  INVALID_NIC_PRIMARY_CANT_DETACH: documented(409, "A primary vNIC cannot be detached."),
  INVALID_NIC_HAS_PUBLIC_IP_CANT_DETACH: documented(409, "A vNIC with a public IP cannot be detached."),
  INVALID_SUBNET_NOT_FOUND: documented(404, "The subnet does not exist."),
};

const others: ErrorTable = {
  INVALID_CLUSTER_NOT_FOUND: documented(404, "The bandwidth cluster does not exist."),
  OPERATION_FAILED_RESOURCE_NOT_FOUND: documented(404, "The resource does not exist."),
  OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT: assumed(500, "The state of the IPv6 does not allow this operation."),
  OPERATION_DENIED_CLUSTER_NOT_MATCH: assumed(400, "The resource is in no cluster of the same line type and area."),
};

/** Status and message by code. A missing code can still be injected as a fault, with a status of its own. */
export const errors: ErrorTable = { ...common, ...assign, ...life, ...others };
