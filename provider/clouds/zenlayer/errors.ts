import { errorTable, type Kind, refusals } from "../../core/api/errors";
import { TITLE } from "./wire";

/**
 * Every code of the page AssignNetworkInterfaceIpv6, the common codes, and codes of the SDKs and related actions. The
 * HTTP status is unreliable: states are refused with 500, and a 404 once meant "attached". The last two of `denied` are
 * not the API's: they name refusals of the edge before it, as the vendor's SDKs do.
 */
const TABLE: Record<Kind, Record<string, string>> = {
  throttled: {
    REQUEST_LIMIT_EXCEEDED: "The account makes too many calls; lower the parallelism of this and other tools.",
  },
  unavailable: {
    INTERNAL_SERVER_ERROR: "Fault at Zenlayer; run again, completed steps are recognised.",
    SERVICE_TEMPORARY_UNAVAILABLE: "Temporary fault at Zenlayer; run again.",
    INVALID_OPERATION_TIMEOUT: "Zenlayer's own operation timed out; run again, completed steps are recognised.",
    REQUEST_TIMED_OUT: "No response in time; the call may have been carried out. Running again is safe.",
  },
  busy: {
    INVALID_NIC_STATUS:
      "The network interface must be AVAILABLE or USED; wait until it is created, attached or detached.",
    OPERATION_DENIED_EIP_STATUS_NOT_SUPPORT: "The address is changing; run again shortly.",
    OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: "The instance is changing; run again when it is started or stopped.",
    INVALID_CLUSTER_INSTANCE_ASSOCIATED: "The bandwidth cluster still has members; remove them first.",
  },
  conflict: {
    INVALID_NIC_IPV6_EXISTS: "The network interface already has its one IPv6; adopt it or import it.",
    OPERATION_DENIED_NIC_EXIST_IPV6: "The network interface already has its one IPv6; adopt it or import it.",
    INVALID_CLUSTER_BANDWIDTH_UNMODIFIED: "Nothing to change: the cluster has this bandwidth already.",
    OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE: "The network interface is on no instance; attach it first.",
  },
  gone: {
    INVALID_NIC_NOT_FOUND: "Check nicId and the account: there is no such network interface.",
    INVALID_SUBNET_NOT_FOUND: "Check the id and the account: there is no such subnet.",
    INVALID_CLUSTER_NOT_FOUND: "Check clusterId and the account: there is no such bandwidth cluster.",
    INVALID_EIP_NOT_FOUND: "Check the id and the account: there is no such address.",
    OPERATION_FAILED_RESOURCE_NOT_FOUND: "Check the id and the account: there is no such object.",
  },
  quota: {
    INVALID_SUBNET_IPV6_INSUFFICIENT: "The subnet has no free IPv6 prefixes; use another one or a larger IPv6 block.",
    INVALID_PARAMETER_BANDWIDTH_EXCEED: "Lower the bandwidth, or ask Zenlayer's support for more.",
  },
  denied: {
    AUTHFAILURE_INVALID_AUTHORIZATION: "Check the access key id, or the token.",
    AUTHFAILURE_SIGNATURE_FAILURE: "Check the access key password, and that no proxy rewrites Host or body.",
    AUTHFAILURE_SIGNATURE_EXPIRED: "This machine's clock is off by more than 5 minutes; set it.",
    AUTHFAILURE_UNAUTHORIZED_OPERATION:
      "The identity lacks a permission, see docs/permissions.md, or the endpoint does not know this action.",
    OPERATION_DENIED_EIP_IN_RISK_CONTROL: "Zenlayer's risk control holds the address; ask its support.",
    SECURITY_CHALLENGE: "Zenlayer's edge takes this machine for a bot; call from another network, or ask support.",
    REQUEST_BLOCKED: "Zenlayer's edge blocks this request by policy; ask its support.",
  },
  invalid: {
    MISSING_PARAMETER: "See Zenlayer's message; a public subnet needs internetChargeType.",
    INVALID_PARAMETER_TYPE: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_VALUE: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_PATTERN_ERROR: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_DATE_FORMAT_ERROR: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_EXCEED_MAXIMUM: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_LESS_MINIMUM: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_EXCEED_LENGTH: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_LESS_LENGTH: "See Zenlayer's message for the input.",
    INVALID_PARAMETER_BANDWIDTH: "The bandwidth must be a whole number of Mbps; correct it.",
    INVALID_PARAMETER_BANDWIDTH_ERROR: "Raise the bandwidth; it is at least 1 Mbps.",
    INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE: "packageSize must be 0 or a multiple of 0.1 TB; correct it.",
    INVALID_PARAMETER_TRAFFIC_PACKAGE_EXCEED: "Lower packageSize, or ask Zenlayer's support for more.",
    INVALID_SUBNET_IPSTACK_NOT_SUPPORT: "The subnet must be dual stack (IPv4_IPv6); enable IPv6 on it first.",
    OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT:
      "This internetChargeType is not offered here; choose another one, or another region.",
    OPERATION_DENIED_EIP_UNSUPPORT_INTERNET_CHARGE_TYPE:
      "The charge type cannot be changed to this one; keep it, or assign the IPv6 anew.",
    INVALID_CLUSTER_NOT_RUNNING: "The bandwidth cluster is not running; use another one.",
    INVALID_CLUSTER_BANDWIDTH_UPDATE_NOT_SUPPORT: "This bandwidth cluster cannot be changed; create another one.",
    INVALID_NIC_ATTACHED: "The network interface is on an instance; detach it first.",
    INVALID_NIC_PRIMARY_CANT_DELETE: "A primary network interface is deleted with its instance; delete that instead.",
    INVALID_NIC_PRIMARY_CANT_DETACH:
      "A primary network interface cannot be detached from its instance; use a secondary one.",
    INVALID_NIC_LB_ASSOCIATED: "The network interface is behind a load balancer; remove it there first.",
    INVALID_NIC_HAS_PUBLIC_IP_CANT_DETACH: "The network interface has a public IPv4; unassign that first.",
    INVALID_INSTANCE_PRECHECK_ABNORMAL: "Zenlayer's check of the instance failed; check the instance.",
    OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE: "The committed term is not over; wait, or ask sales.",
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: "Check the resource group's id.",
    OPERATION_FAILED_FOR_RECYCLE_RESOURCE: "The object is in the recycle bin; restore or release it.",
  },
  unknown: {},
};

/** Another resource of the program may still enable what is missing: IPv6 on a subnet. */
const NOT_READY = "INVALID_SUBNET_IPSTACK_NOT_SUPPORT";

/** For undocumented codes. Never "gone": absence is read from lists. */
const FAMILIES: readonly [RegExp, Kind][] = [
  [/^AUTHFAILURE/, "denied"],
  [/_STATUS(_NOT_SUPPORT)?$/, "busy"],
  [/QUOTA|EXCEED_LIMIT|INSUFFICIENT/, "quota"],
  [/^(MISSING_|INVALID_PARAMETER|OPERATION_DENIED)/, "invalid"],
];

/** Classifies a code, without the HTTP status. */
export const { codes: ERRORS, classify } = errorTable({ rows: TABLE, notReady: [NOT_READY], families: FAMILIES });

/** The error that the cloud would answer with. */
export const refusedAs = refusals(TITLE, classify);

/** The code for a response of the edge before the API, by its status and headers; undefined if it is not one. */
export function edgeCode(status: number, mitigated: unknown): string | undefined {
  if (status === 403 && mitigated === "challenge") return "SECURITY_CHALLENGE";
  return status === 451 ? "REQUEST_BLOCKED" : undefined;
}
