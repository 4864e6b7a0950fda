import type { Values } from "./check";
import { changes } from "./diff";
import { type Frame, type Inputs, type Key, refuseFixed, type Seen, words } from "./frame";
import { MOST_GENERATIONS } from "./order";
import { present } from "./settle";

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
    await binding.update(ctx, step, frame.order(generation));
    const sent = ctx.clock.now();
    const unfinished = (now: Seen) => {
      const names = open(now).map((change) => change.field);
      const stalled = ctx.clock.now() - sent >= STALLED_FOR && generation < MOST_GENERATIONS;
      return names.length > 0 && !stalled ? `${names.join(", ")} not yet as declared` : undefined;
    };
    seen = await present(frame, { id, key: current, open: unfinished });
  }
  tell(frame, id, seen);
  return { id, properties: { ...inputs, ...shown(frame, inputs, seen) } };
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
