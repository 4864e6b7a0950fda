import { CloudError, type Kind, kindOf, messageOf, Refusal, TakenPlace } from "../api/errors";
import type { Values } from "../check";
import { asRead, changes, withFound } from "../diff";
import { adopt, placeTaken } from "./create";
import { type Before, type Inputs, type Key, nameOf, type Operation } from "./operation";

/** Timeout of one resource's preflight, in seconds. */
export const PREFLIGHT_SECONDS = 10;

/** The plan for one resource. A replacement is a create with `replaces`. */
export type Plan =
  | {
      readonly verb: "create";
      readonly inputs: Inputs;
      readonly replaces?: Present | undefined;
      /** It may be a replacement: the engine does not announce a forced one. */
      readonly unsure?: boolean;
      /** The replaced object is kept (retainOnDelete). */
      readonly retains?: boolean;
    }
  | ({ readonly verb: "update"; readonly inputs: Inputs } & Present);
/** An existing object, as state has it. */
export interface Present {
  readonly id: string;
  readonly state: Values;
}

export interface PreflightResult {
  /** What the cloud would refuse, in the cloud's words. */
  readonly refusals: readonly Error[];
  /** Warnings that do not stop the run. */
  readonly warnings: readonly string[];
  /** Why the check is incomplete: the cloud gave no usable response. */
  readonly unanswered?: string;
}

/** Errors that say nothing about the order itself. */
const NO_ANSWER: readonly Kind[] = ["throttled", "unavailable", "unknown"];
/** Errors about this order that may not recur: a changing object settles, and an unknown code proves nothing. */
const OPEN: readonly Kind[] = ["busy", "unknown"];

/** Checks an order or a change, using reads and dry runs only. */
export async function preflight(operation: Operation, plan: Plan): Promise<PreflightResult> {
  const refusals: Error[] = [];
  const warnings: string[] = [];
  const checked = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      // Also our own deadline, and errors of a vendor's SDK.
      if (error instanceof CloudError && error.code && OPEN.includes(error.kind)) {
        warnings.push(`${error.message} pulumi up may be refused too, or may have to wait`);
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
  await binding.preflight?.(ctx, { verb: "update", key, desired: inputs, fields, state: asRead(state) });
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
        ? `${differs.map(({ field }) => field).join(", ")} is not as declared, so pulumi up records it in state and fails, and the next one replaces it`
        : "pulumi up continues from there";
    warnings.push(`${nameOf(operation, id)}: an earlier run already ordered it; ${then}`);
    return;
  }
  try {
    // The replaced object still occupies its place now, but not when the order is sent.
    const left = own && !retains ? undefined : before;
    await binding.preflight?.(ctx, { verb: "create", desired: inputs, before: left, replaces });
  } catch (error) {
    const isTaken = error instanceof TakenPlace || (error instanceof CloudError && error.kind === "conflict");
    if (!(isTaken && before)) throw error;
    if (own && retains) {
      const way = "release it in an earlier run, or remove retainOnDelete";
      throw new Refusal(
        `${nameOf(operation, id)}: retainOnDelete keeps it in its place, so the place stays taken; ${way}`,
      );
    }
    if (own) return;
    const held = await binding.held?.(ctx, before.key);
    if (held && unsure) {
      const then = "If this run replaces it (--replace, a taint), pulumi up continues; otherwise it is refused";
      warnings.push(`${nameOf(operation, id)}: it occupies the place, and is in a stack's state. ${then}`);
      return;
    }
    if (error instanceof TakenPlace) throw error;
    const asDeclared = changes(binding.declaration.fields, before.properties, inputs).length === 0;
    if (held || before.isOurs === false || !asDeclared) throw placeTaken(error, id ?? "");
    const why =
      "the place holds exactly what is declared. If an interrupted run of this program ordered it, pulumi up continues";
    warnings.push(`${nameOf(operation, id)}: ${why} from there; otherwise it is refused (adopt: true adopts it)`);
  }
}
