import { CloudError, type Kind, kindOf, messageOf, Refusal, TakenPlace } from "../api/errors";
import type { Values } from "../check";
import { changes, withFound } from "../diff";
import { adopt, placeTaken } from "./create";
import { type Before, type Inputs, type Key, nameOf, type Operation } from "./operation";

/** Seconds for all that one resource's preview asks. */
export const PREFLIGHT_SECONDS = 10;

/** What the plan says of one resource. A replacement is a create that says what it replaces. */
export type Plan =
  | {
      readonly verb: "create";
      readonly inputs: Inputs;
      readonly replaces?: Present | undefined;
      /** Whether it replaces something is not known: the engine tells nobody of a forced replacement. */
      readonly unsure?: boolean;
      /** What it replaces stays (retainOnDelete). */
      readonly retains?: boolean;
    }
  | ({ readonly verb: "update"; readonly inputs: Inputs } & Present);
/** What is there, as state has it. */
export interface Present {
  readonly id: string;
  readonly state: Values;
}

export interface PreflightResult {
  /** What the cloud would refuse, in its own words. */
  readonly refusals: readonly Error[];
  /** Worth knowing, and no reason to stop. */
  readonly warnings: readonly string[];
  /** The cloud gave no answer of use: whatever it was asked stays open. */
  readonly unanswered?: string;
}

/** Answers that say nothing of the order itself. */
const NO_ANSWER: readonly Kind[] = ["throttled", "unavailable", "unknown"];
/** Said of this order, but not that it will be refused: an object in motion comes to rest, and a code is not known. */
const OPEN: readonly Kind[] = ["busy", "unknown"];

/** Asks what an order or a change would meet: with reads and dry runs, and with nothing that acts. */
export async function preflight(operation: Operation, plan: Plan): Promise<PreflightResult> {
  const refusals: Error[] = [];
  const warnings: string[] = [];
  const checked = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      // Also a deadline of ours, and what a vendor's package throws.
      if (error instanceof CloudError && error.code && OPEN.includes(error.kind)) {
        warnings.push(`${error.message} up may be refused as well, or may have to wait`);
        return;
      }
      if (NO_ANSWER.includes(kindOf(error))) throw error;
      refusals.push(error as Error);
    }
  };
  try {
    if (plan.verb === "update") await checked(() => change(operation, plan));
    else {
      const { replaces } = plan;
      const key = replaces && operation.binding.keyOf(replaces.id, replaces.state);
      if (key) await checked(async () => operation.binding.preflight?.(operation.ctx, { verb: "delete", key }));
      await checked(() => order(operation, plan, key, warnings));
    }
  } catch (error) {
    return { refusals, warnings, unanswered: messageOf(error) };
  }
  return { refusals, warnings };
}

async function change(operation: Operation, { inputs: declared, id, state }: Plan & { verb: "update" }): Promise<void> {
  const { binding, ctx } = operation;
  const inputs: Inputs = withFound(binding.declaration.fields, declared, state);
  const fields = changes(binding.declaration.fields, state, inputs).map(({ field }) => field);
  if (fields.length === 0) return;
  const key = binding.keyOf(id, state, inputs);
  await binding.preflight?.(ctx, { verb: "update", key, desired: inputs, fields, state });
}

async function order(
  operation: Operation,
  { inputs, unsure, retains }: Plan & { verb: "create" },
  replaces: Key | undefined,
  warnings: string[],
): Promise<void> {
  const { binding, ctx } = operation;
  const before: Before = await binding.find(ctx, inputs);
  if (inputs.adopt && replaces === undefined) {
    adopt(operation, inputs, before);
    return;
  }
  const id = before && binding.idOf(before.key);
  const same =
    before && replaces !== undefined && (id === binding.idOf(replaces) || binding.sameObject(before.key, replaces));
  const own = same === true;
  if (before?.isOurs && !own) {
    const differs = changes(binding.declaration.fields, before.properties, inputs).filter(
      ({ onChange }) => onChange !== "update",
    );
    const then =
      differs.length > 0
        ? `${differs.map(({ field }) => field).join(", ")} is not as declared, so up takes it into state and fails, and the next up replaces it`
        : "up goes on from there";
    warnings.push(`${nameOf(operation, id)}: an earlier run has ordered it already; ${then}`);
    return;
  }
  try {
    // What is replaced is still in its place now, and will have left it by then.
    const left = own && !retains ? undefined : before;
    await binding.preflight?.(ctx, { verb: "create", desired: inputs, before: left, replaces });
  } catch (error) {
    const isTaken = error instanceof TakenPlace || (error instanceof CloudError && error.kind === "conflict");
    if (!(isTaken && before)) throw error;
    if (own && retains) {
      const way = "release it in a run before, or remove retainOnDelete";
      throw new Refusal(
        `${nameOf(operation, id)}: retainOnDelete keeps it in its place, so nothing can take that; ${way}`,
      );
    }
    if (own) return;
    const held = await binding.held?.(ctx, before.key);
    if (held && unsure) {
      const then = "If this run replaces it (--replace, a taint), up goes on; else up is refused";
      warnings.push(`${nameOf(operation, id)}: it has the place, and is in a stack's state. ${then}`);
      return;
    }
    if (error instanceof TakenPlace) throw error;
    const asDeclared = changes(binding.declaration.fields, before.properties, inputs).length === 0;
    if (held || before.isOurs === false || !asDeclared) throw placeTaken(error, id ?? "");
    const why =
      "the place holds just what is declared. If a run of this program that was cut off ordered it, up goes on";
    warnings.push(`${nameOf(operation, id)}: ${why} from there; else up is refused (adopt: true takes charge of it)`);
  }
}
