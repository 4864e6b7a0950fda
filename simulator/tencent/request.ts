import type { CallFacts } from "../kit/cloud";
import type { WireRequest } from "../kit/wire";
import { versions } from "./action";
import { flatten } from "./parameters";

/** Parameters of a GET that say who calls and what is called: not part of what is asked. */
const COMMON = new Set([
  ...["Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token"],
  ...["Language", "RequestClient"],
]);

/** A call names its action in a header (version 3 of the protocol), or in the query of a GET. */
export function isTencent({ headers, query }: WireRequest): boolean {
  const byHeader = headers["x-tc-action"] !== undefined || /^TC3-/.test(headers.authorization ?? "");
  return byHeader || query.some(([name, value]) => name === "Version" && versions[value] !== undefined);
}

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const { headers } = request;
  const query = new Map(request.query);
  const asked = Object.fromEntries([...query].filter(([name]) => !COMMON.has(name)));
  const params = { ...asked, ...bodyOf(request) };
  return {
    product: versions[headers["x-tc-version"] ?? query.get("Version") ?? ""] ?? "",
    action: headers["x-tc-action"] ?? query.get("Action") ?? "",
    region: headers["x-tc-region"] ?? query.get("Region") ?? "",
    params,
    requestId,
    clientToken: params.ClientToken || undefined,
    dryRun: false,
  };
}

function bodyOf({ body, headers }: WireRequest): Record<string, string> {
  if (body.length === 0 || !(headers["content-type"] ?? "").startsWith("application/json")) return {};
  try {
    return flatten(JSON.parse(body.toString("utf8")));
  } catch {
    return { "(body)": "not JSON" };
  }
}
