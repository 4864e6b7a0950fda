import { jsonObject } from "../../core/api/links";
import type { Preview, Step } from "./preview";

type Settings = Readonly<Record<string, unknown>>;

/**
 * Whose resources are, as far as a preview tells: by the settings of their provider, or else of the stack.
 *
 * @returns for the steps of one resource and its cloud's name: an account's id, or its profile
 */
export function accountsIn({ config, steps }: Preview): (group: readonly Step[], cloud: string) => string | undefined {
  const providers = new Map<string, Settings>();
  for (const { urn, newState, oldState } of steps ?? []) {
    const state = newState ?? oldState;
    if (state?.type === "pulumi:providers:ipv6" && state.inputs) providers.set(urn, state.inputs);
  }
  return (group, cloud) => {
    const provider = group.map(({ provider }) => provider).find(Boolean) ?? "";
    // A reference is the URN, two colons and the id.
    const explicit = providers.get(provider.split("::").slice(0, -1).join("::"))?.[cloud];
    return accountIn(explicit) ?? accountIn(config?.[`ipv6:${cloud}`]);
  };
}

function accountIn(given: unknown): string | undefined {
  const settings = typeof given === "string" ? jsonObject(given) : given;
  if (typeof settings !== "object" || settings === null) return undefined;
  const { allowedAccountIds, assumeRoleArn, profile } = settings as Settings;
  const [only, ...more] = Array.isArray(allowedAccountIds) ? allowedAccountIds : [];
  if (typeof only === "string" && more.length === 0) return only;
  // The account is the long number in the ARN of a role.
  const ofRole = typeof assumeRoleArn === "string" ? /[:/](\d{6,})[:/]/.exec(assumeRoleArn)?.[1] : undefined;
  return ofRole ?? (typeof profile === "string" && profile !== "" ? `profile ${profile}` : undefined);
}
