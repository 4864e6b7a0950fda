import type { CallFacts } from "../kit/cloud";
import type { WireRequest } from "../kit/wire";

export const PREFIX = "/api/v2/";

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const params = paramsOf(request.body);
  const product = request.path.startsWith(PREFIX) ? request.path.slice(PREFIX.length).replace(/\/$/, "") : "";
  const action = request.headers["x-zc-action"] ?? "";
  return { product, action, region: params.regionId ?? "", params, requestId, dryRun: false };
}

/** The body as text by name. What is no JSON object has none. */
function paramsOf(body: Buffer): Record<string, string> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value !== "object" || value === null) return {};
    const entries = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(entries.map(([name, member]) => [name, plain(member)]));
  } catch {
    return {};
  }
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
