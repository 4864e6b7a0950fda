import published from "../../../fixtures/tencent/published-codes.json";
import type { Kind } from "../../core/api/errors";
import { classify, ERRORS } from "./errors";

/** From the page AllocateIp6AddressesBandwidth of 2025-11-13, all of it. */
const PAGE: Record<string, Kind> = {
  "FailedOperation.BalanceInsufficient": "denied",
  "FailedOperation.TaskFailed": "unavailable",
  InternalServerError: "unavailable",
  "InvalidAccount.NotSupported": "denied",
  "InvalidInstanceId.NotFound": "invalid",
  InvalidParameter: "invalid",
  "InvalidParameter.Coexist": "invalid",
  "InvalidParameterValue.AddressIpNotFound": "gone",
  "InvalidParameterValue.AddressIpNotInVpc": "invalid",
  "InvalidParameterValue.AddressPublished": "conflict",
  "InvalidParameterValue.BandwidthOutOfRange": "invalid",
  "InvalidParameterValue.BandwidthPackageNotFound": "invalid",
  "InvalidParameterValue.InvalidIpv6": "invalid",
  "InvalidParameterValue.LimitExceeded": "invalid",
  "InvalidParameterValue.Malformed": "invalid",
  "UnsupportedOperation.BandwidthPackageIdNotSupported": "invalid",
  "UnsupportedOperation.InvalidAddressInternetChargeType": "invalid",
};

/** Of the other actions on the same objects, the newer product, bandwidth packages and the service as a whole. */
const OTHERS: Record<string, Kind> = {
  "InvalidAddressId.NotFound": "gone",
  "InvalidParameterValue.AddressIdMalformed": "invalid",
  "InvalidParameterValue.AddressIpNotPublic": "gone",
  "InvalidParameter.InvalidFilter": "invalid",
  "InvalidParameter.FilterInvalidKey": "invalid",
  "InvalidParameter.FilterNotDict": "invalid",
  "InvalidParameter.FilterValuesNotList": "invalid",
  "InvalidParameterValue.NetworkInterfaceIdMalformed": "invalid",
  "InvalidAddressIdState.InArrears": "denied",
  "UnsupportedOperation.AddressIpInArrear": "denied",
  "OperationDenied.AddressInArrears": "denied",
  "OperationDenied.MutexTaskRunning": "busy",
  "DesOperation.MutexTaskRunning": "busy",
  "UnsupportedOperation.IdempotentProcessing": "busy",
  "UnsupportedOperation.IdempotentParameterMismatch": "conflict",
  "UnsupportedOperation.MutexOperationTaskRunning": "busy",
  "OperationDenied.TrafficExceedThreshold": "invalid",
  "OperationDenied.TrafficValidationFailed": "invalid",
  "UnsupportedOperation.AddressIpInternetChargeTypeNotPermit": "invalid",
  "UnsupportedOperation.AddressIpNotSupportInstance": "invalid",
  "UnsupportedOperation.AddressIpStatusNotPermit": "busy",
  "UnsupportedOperation.AddressStatusNotPermit": "busy",
  RequestLimitExceeded: "throttled",
  "RequestLimitExceeded.UinLimitExceeded": "throttled",
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded": "throttled",
  "RequestLimitExceeded.IPLimitExceeded": "throttled",
  "LimitExceeded.ActionLimited": "throttled",
  "ResourceInUse.Address": "conflict",
  ResourceInUse: "conflict",
  "LimitExceeded.Address": "quota",
  LimitExceeded: "quota",
  "InvalidParameterValue.Range": "invalid",
  "InvalidParameterValue.Reserved": "invalid",
  "UnsupportedOperation.UnassignCidrBlock": "invalid",
  "UnsupportedOperation.InvalidState": "busy",
  "UnsupportedOperation.AttachmentNotFound": "gone",
  "UnauthorizedOperation.AttachmentNotFound": "gone",
  "UnauthorizedOperation.PrimaryIp": "invalid",
  ResourceNotFound: "gone",
  "InvalidParameterValue.Duplicate": "invalid",
  "InternalError.ModuleError": "unavailable",
  InternalError: "unavailable",
  InvalidParameterConflict: "invalid",
  "InvalidParameterValue.MissingAssociateEntity": "invalid",
  "InvalidParameterValue.NetworkInterfaceNotFound": "invalid",
  "InvalidParameterValue.NetworkInterfaceIdNotMatch": "invalid",
  "InvalidParameterValue.PrivateIpAddressNotMatch": "invalid",
  "InvalidParameterValue.NetworkInterfaceInstanceNotSupport": "invalid",
  "InvalidParameterValue.AddressNotApplicable": "invalid",
  "InvalidPrivateIpAddress.AlreadyBindEip": "conflict",
  "FailedOperation.AddressEniInfoNotFound": "gone",
  "OperationDenied.AddressDeletionProtectionEnabled": "invalid",
  "UnsupportedOperation.AccountNotSupported": "denied",
  "InvalidParameterValue.ResourceAlreadyExisted": "conflict",
  "InvalidParameterValue.ResourceNotExisted": "gone",
  AddressQuotaLimitExceeded: "quota",
  "AddressQuotaLimitExceeded.DailyAllocate": "quota",
  "LimitExceeded.AddressQuotaLimitExceeded": "quota",
  "LimitExceeded.DailyAllocateAddressQuotaLimitExceeded": "quota",
  "InvalidParameterValue.BandwidthTooSmall": "invalid",
  "InvalidParameterValue.Combination": "invalid",
  "InvalidParameterValue.UnavailableZone": "invalid",
  "LimitExceeded.BandwidthPackageResourceQuota": "quota",
  "LimitExceeded.BandwidthPackageQuota": "quota",
  "UnsupportedOperation.InvalidResourceProtocol": "invalid",
  "UnsupportedOperation.InvalidResourceInternetChargeType": "invalid",
  UnauthorizedOperation: "denied",
  "UnauthorizedOperation.CamNoAuth": "denied",
  "UnsupportedOperation.UnsupportedRegion": "invalid",
  "AuthFailure.InvalidAuthorization": "denied",
  "AuthFailure.InvalidSecretId": "denied",
  "AuthFailure.MFAFailure": "denied",
  "AuthFailure.SecretIdNotFound": "denied",
  "AuthFailure.SignatureExpire": "denied",
  "AuthFailure.SignatureFailure": "denied",
  "AuthFailure.TokenFailure": "denied",
  "AuthFailure.UnauthorizedOperation": "denied",
  ActionOffline: "invalid",
  InvalidAction: "invalid",
  InvalidParameterValue: "invalid",
  InvalidRequest: "invalid",
  IpInBlacklist: "denied",
  IpNotInWhitelist: "denied",
  MissingParameter: "invalid",
  NoSuchProduct: "invalid",
  NoSuchVersion: "invalid",
  RequestSizeLimitExceeded: "invalid",
  ResponseSizeLimitExceeded: "invalid",
  ResourceInsufficient: "quota",
  ResourceUnavailable: "unavailable",
  ServiceUnavailable: "unavailable",
  UnknownParameter: "invalid",
  UnsupportedOperation: "invalid",
  UnsupportedProtocol: "invalid",
  UnsupportedRegion: "invalid",
};

test.each(Object.entries({ ...PAGE, ...OTHERS }))("%s is %s, with one line of advice", (code, kind) => {
  expect(classify(code).kind).toBe(kind);
  expect(ERRORS.get(code)?.advice).toMatch(/^[^\n]{10,}\.$/);
});

test("no row is without a test", () => {
  expect([...ERRORS.keys()].filter((code) => !(code in PAGE) && !(code in OTHERS))).toEqual([]);
});

test.each([
  ["RequestLimitExceeded.Whatever", "throttled"],
  ["AuthFailure.Whatever", "denied"],
  ["UnauthorizedOperation.Whatever", "denied"],
  ["InvalidParameterValue.SomethingNotFound", "invalid"],
  ["InternalError.Whatever", "unavailable"],
  ["LimitExceeded.Whatever", "quota"],
  ["ResourceNotFound.Whatever", "unknown"],
  ["ResourceInUse.Whatever", "unknown"],
  ["Something.NotFound", "unknown"],
  ["", "unknown"],
])("of a code on no page, %s, the family tells no more than %s", (code, kind) => {
  expect(classify(code)).toEqual({ kind });
});

describe("every code that the vendor's SDK lists for the product", () => {
  const of = (pattern: RegExp) => published.codes.filter((code) => pattern.test(code));
  const kindsOf = (codes: readonly string[]) => [...new Set(codes.map((code) => classify(code).kind))].sort();

  test.each<[string, RegExp, Kind[]]>([
    ["what is in progress is waited for", /Processing$|Mutex|IsBusy$|^ResourceBusy/, ["busy"]],
    ["so is a state that changes by itself", /^InvalidAddress(State|IdStatus)|\.InvalidAddressState$/, ["busy"]],
    ["arrears are no state to wait for", /Arrear/, ["denied"]],
    ["limits", /^(?!Request)\w*LimitExceeded(\.|$)/, ["quota", "throttled"]],
    ["inputs", /^(InvalidParameter|MissingParameter|UnknownParameter)(\.|$)|\.Malformed$/, ["invalid"]],
  ])("%s", (_what, pattern, kinds) => {
    expect(of(pattern).length).toBeGreaterThan(0);
    expect(kindsOf(of(pattern))).toEqual(kinds);
  });

  test("none is gone by its looks", () => {
    const gone = published.codes.filter((code) => classify(code).kind === "gone");
    expect(gone.filter((code) => !ERRORS.has(code))).toEqual([]);
  });

  test("what stays unknown is no state of these objects", () => {
    const unknown = published.codes.filter((code) => classify(code).kind === "unknown");
    const ours = unknown.filter((code) => /State|Status|Busy|Process|Task|Lock/.test(code));
    // Of other objects, or states that only a person changes.
    const others = /Vpn|VpcPeer|Ccn|Locked|InstanceStatusNotPermit|ResourceIsInvalidState/;
    expect(ours.filter((code) => !others.test(code))).toEqual([]);
  });
});
