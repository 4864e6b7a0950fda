import type { Call, Services } from "./cloud";
import { isAbout } from "./pace";

/** How many ms ago the picture was taken that the call at hand is shown. Every read that may lag asks here. */
export function lagOf({ services, call }: { readonly services: Services; readonly call: Call }): number {
  const { readLagMs, lagActions } = services.pace;
  return isAbout(lagActions, call.action) ? readLagMs : 0;
}
