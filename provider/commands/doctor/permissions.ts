import { CloudError, type Kind, kindOf, messageOf } from "../../core/api/errors";
import type { Need } from "../../core/checkup";
import type { Cloud } from "../../core/cloud";
import type { Context } from "../../core/context";
import { type Check, failure, ok, skipped, warning } from "./checks";

/** Where permissions and quotas are asked for. */
export interface Place {
  readonly ctx: Context;
  readonly cloud: Cloud;
  /** Undefined: the calls of the cloud name none. */
  readonly region: string | undefined;
  /** Resource names. */
  readonly resources: readonly string[];
}

/** What one call showed. */
interface Shown {
  readonly state: "allowed" | "denied" | "wrong" | "unknown" | "untried";
  readonly message: string;
  readonly code?: string | undefined;
  /** What to do, as the cloud's table of codes has it. */
  readonly advice?: string | undefined;
}

/** Refusals of a call on an id that nothing has: whether it is allowed was judged before. */
const JUDGED: readonly Kind[] = ["gone", "invalid", "conflict", "busy"];

/** A line for each resource. A call that several need is sent once. */
export function permissionChecks({ ctx, cloud, region, resources }: Place): Promise<Check[]> {
  const shown = new Map<string, Promise<Shown>>();
  const show = (need: Need<never>) => {
    const answer = shown.get(need.action) ?? ask(ctx, need as unknown as Need<unknown>, region ?? "");
    shown.set(need.action, answer);
    return answer;
  };
  return Promise.all(
    resources.map(async (name) => {
      const needs: readonly Need<never>[] = cloud.checkup.needs[name] ?? [];
      const answers = await Promise.all(needs.map(async (need) => ({ need, ...(await show(need)) })));
      return judged(`permissions for ${name}${region ? ` in ${region}` : ""}`, answers);
    }),
  );
}

async function ask(ctx: Context, need: Need<unknown>, region: string): Promise<Shown> {
  if (!need.ask) return { state: "untried", message: "" };
  try {
    await need.ask(ctx, region);
    return { state: "allowed", message: "" };
  } catch (error) {
    ctx.signal?.throwIfAborted();
    const [kind, message] = [kindOf(error), messageOf(error)];
    const { code, advice } = error instanceof CloudError ? error.details : {};
    if (kind === "denied") return { state: "denied", message, code, advice };
    if (code !== undefined && ABOUT_PLACE.test(code)) return { state: "wrong", message };
    const isJudged = code !== undefined && (JUDGED.includes(kind) || ABOUT_OBJECT.test(code));
    return { state: isJudged ? "allowed" : "unknown", message };
  }
}

/** Codes that say that the region or the action does not exist there. */
const ABOUT_PLACE = /Region|InvalidAction|UnsupportedOperation\.Action|NoSuchVersion/;

/** Codes of no page that say that there is no such object. */
const ABOUT_OBJECT = /NotFound$|NotExist/;

type Answer = Shown & { readonly need: Need<never> };

function judged(about: string, answers: readonly Answer[]): Check {
  const of = (...states: Shown["state"][]) => answers.filter(({ state }) => states.includes(state));
  const names = (list: readonly Answer[]) => list.map(({ need }) => need.action).join(", ");
  const rest = of("untried").length;
  const untried = rest > 0 ? `; ${rest} other actions show only when they are used` : "";
  const allowed = of("allowed").length > 0 ? `allowed: ${names(of("allowed"))}${untried}` : untried.slice(2);
  const wrong = of("wrong")[0];
  if (wrong) return failure(about, wrong.message, "Check the region, the endpoint, and what the cloud offers there.");
  const denied = of("denied");
  const required = denied.filter(({ need }) => need.without === undefined);
  const codes = denied.map(({ need, code, message }) => `${need.action} (${code ?? message})`).join(", ");
  const advices = new Set(denied.map(({ advice }) => advice ?? "Allow it; docs/permissions.md has the whole list."));
  const mend = [...advices].join(" ");
  if (required.length > 0) return failure(about, `not allowed: ${codes}`, mend);
  if (denied.length > 0) {
    const without = [...new Set(denied.map(({ need }) => need.without))].join("; ");
    return warning(about, `not allowed: ${codes}; without it, ${without}. ${allowed}`, mend);
  }
  const unknown = of("unknown");
  if (unknown.length > 0) {
    // The others mostly failed in the same way.
    const text = `not known: ${names(unknown)}. ${unknown[0]?.message}`;
    return warning(about, text, "Run again.");
  }
  return ok(about, allowed);
}

/** Share of a quota that is a warning. */
const NEARLY = 0.9;

export async function quotaChecks({ ctx, cloud, region, resources }: Place): Promise<Check[]> {
  const about = `quotas${region ? ` in ${region}` : ""}`;
  const { quotas } = cloud.checkup;
  if (!quotas) return [skipped(about, `${cloud.title} tells none, neither by API nor on its pages`)];
  try {
    const found = await quotas(ctx, region ?? "", resources);
    if (found.length === 0) return [skipped(about, "no API tells one of these resources")];
    return found.map(({ name, used, limit, published }) => {
      const left = Math.max(0, limit - used);
      const text = `${name}: ${used} of ${limit}${published ? " (the published default)" : ""} used, ${left} left`;
      const mend = "Ask the vendor for more, or release what is not needed, before more is ordered.";
      return used >= NEARLY * limit ? warning(about, text, mend) : ok(about, text);
    });
  } catch (error) {
    ctx.signal?.throwIfAborted();
    return [warning(about, `not known: ${messageOf(error)}`, "Allow the read if you want to see them.")];
  }
}
