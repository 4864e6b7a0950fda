import type { Values } from "./check";
import { changes } from "./diff";
import { Refusal } from "./error";
import { type Frame, type Inputs, type Key, refuseFixed, type Seen, words } from "./frame";
import { MOST_GENERATIONS } from "./order";
import { look, present } from "./settle";

/** An accepted change that no read shows for so long is sent again. Milliseconds. */
const STALLED_FOR = 20_000;

export interface State {
  readonly id: string;
  readonly properties: Values;
}

export interface Convergence {
  readonly id: string;
  readonly key: Key;
  /** The look that was just taken, if there was one. */
  readonly seen?: Seen | undefined;
  readonly inputs: Inputs;
  /** Told each new key at once. */
  readonly note: (key: Key) => void;
}

/** From what is there to what is declared: the delta of a fresh look, then wait until it is seen. */
export async function converge(frame: Frame, { id, key, seen: just, inputs, note }: Convergence): Promise<State> {
  const { binding, ctx } = frame;
  let current = key;
  const keep = (next: Key) => {
    current = next;
    note(next);
  };
  const open = (now: Seen) => changes(binding.declaration.fields, now.properties, inputs);
  let seen = just && !just.doing ? just : await present(frame, { id, key });
  for (let generation = 0; open(seen).length > 0; generation++) {
    const delta = open(seen);
    refuseFixed(frame, id, delta, seen.properties, inputs);
    const fields = delta.map((change) => change.field);
    const step = { key: current, desired: inputs, fields, observed: seen.properties, note: keep };
    const handled = (await binding.update(ctx, step, frame.order(generation))) ?? fields;
    const sent = ctx.clock.now();
    const failedBefore = seen.failed;
    const unfinished = (now: Seen) => {
      const names = open(now).map((change) => change.field);
      const left = names.filter((name) => handled.includes(name));
      const stalled = ctx.clock.now() - sent >= STALLED_FOR && generation < MOST_GENERATIONS;
      // A failure that was to be seen before this change may be an older one's, until it has stayed for long.
      if (left.length > 0 && now.failed && (stalled || !failedBefore)) throw failure(frame, id, left, now.failed);
      return left.length > 0 && !stalled ? `${left.join(", ")} not yet as declared` : undefined;
    };
    seen = await present(frame, { id, key: current, open: unfinished });
  }
  tell(frame, id, seen);
  return { id, properties: { ...inputs, ...shown(frame, inputs, seen) } };
}

/** Lets go of an object that stays: brings it back to what its binding says, if it is still there. */
export async function leave(frame: Frame, id: string, key: Key): Promise<void> {
  const seen = await look(frame, { id, key, open: (now) => now.doing });
  const inputs = seen && frame.binding.leave?.(frame.ctx, key, seen.properties);
  if (inputs) await converge(frame, { id, key, seen, inputs, note: () => {} });
}

function failure(frame: Frame, id: string, fields: readonly string[], failed: string): Refusal {
  const what = `${words(frame, id)}: ${frame.cloud.title} accepted the change of ${fields.join(", ")} and then failed`;
  return new Refusal(`${what} (${failed}); the old value stands. Run again to try once more`, "unavailable");
}

/** Of what is seen: the outputs, and those inputs that are declared. The rest is not ours to show as drift. */
export function shown({ binding }: Frame, declared: Values, { properties }: Seen): Values {
  const isInput = (name: string) => Object.hasOwn(binding.declaration.fields, name);
  const ours = Object.entries(properties).filter(([name]) => !isInput(name) || declared[name] !== undefined);
  return Object.fromEntries(ours);
}

export function tell(frame: Frame, id: string, { notes = [] }: Seen): void {
  for (const note of notes) frame.ctx.log("warning", `${words(frame, id)}: ${note}`);
}
