import type { CallFacts } from "../kit/cloud";
import { formFields, type WireRequest } from "../kit/wire";
import { versions } from "./action";

/** Parameters that say who calls, how it is signed and what is called: not part of what is asked. */
const COMMON = new Set([
  ...["AccessKeyId", "AccessKeySecret", "SecurityToken", "BearerToken"],
  ...["Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType", "Timestamp"],
  ...["Action", "Version", "Format"],
]);

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const all = new Map([...request.query, ...formFields(request)]);
  const params = Object.fromEntries([...all].filter(([name]) => !COMMON.has(name)));
  const version = request.headers["x-acs-version"] ?? all.get("Version") ?? "";
  return {
    product: versions[version] ?? "",
    action: request.headers["x-acs-action"] ?? all.get("Action") ?? "",
    region: params.RegionId ?? "",
    params,
    requestId,
    clientToken: params.ClientToken || undefined,
    dryRun: params.DryRun?.toLowerCase() === "true",
  };
}
