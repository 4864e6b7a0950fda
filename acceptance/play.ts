// Plays one story on the real engine, from the step that an interrupted run had reached.
import { isDeepStrictEqual } from "node:util";
import { messageOf } from "../provider/core/api/errors";
import type { Clock } from "../provider/core/context";
import { found, settle } from "./aftermath";
import { idsOf } from "./earlier";
import type { Journal } from "./journal";
import { measure, unmeasured } from "./measure";
import { Stack } from "./stack";
import type { Declared, Step, Story } from "./stories";
import { type Held, SUBJECTS, type Subject } from "./subjects";
import type { Vendor } from "./vendor";

export interface Stage {
  readonly folder: string;
  /** The engine's folder. */
  readonly bin: string;
  readonly ids: Readonly<Record<string, string>>;
  /** Account and region, by cloud. */
  readonly places: ReadonlyMap<string, string>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  /** Ctrl-C. */
  readonly stop: AbortSignal;
}

/** How long a vendor may take to show a change. */
const SHOWN_SECONDS = 180;
const LOOK_MS = 1_000;
const never = new AbortController().signal;

/** @returns whether it passed. Undefined: it was stopped, and a later run continues it. */
export async function play(story: Story, vendor: Vendor, stage: Stage): Promise<boolean | undefined> {
  const { journal, clock, say } = stage;
  const record = journal.story(story.name, idsOf(story, stage.ids));
  if (record.outcome) return record.outcome === "passed";
  const left = record.begun + story.seconds * 1_000 - clock.now();
  const late = AbortSignal.timeout(Math.max(0, left));
  const failed = (problem: string) => {
    Object.assign(record, { outcome: "failed", problem });
    say(`${story.name}: FAILED: ${problem}`);
    return false;
  };
  const stack = new Stack(stage.folder, stage.bin, story.name, AbortSignal.any([stage.stop, late]));
  try {
    stack.place = stage.places.get(vendor.name) ?? "";
    journal.save();
    await stack.open();
    // Once: an interrupted run has changed what it found, and what it orders is no longer new to a later read.
    record.before ??= await found(story, vendor, record.ids, clock);
    record.isSettled = false;
    journal.save();
    const steps = story.steps(stage.ids);
    for (let index = record.next; index < steps.length; index++) {
      const step = steps[index] as Step;
      if (stage.stop.aborted) return undefined;
      if (late.aborted)
        throw new Error(`${story.seconds} s after its beginning the story is not done, and what it ordered is ended`);
      const from = clock.now();
      const declared =
        steps
          .slice(0, index + 1)
          .flatMap(({ declare }) => (declare ? [declare] : []))
          .at(-1) ?? [];
      const shownAfter = await take(step, declared, { story, vendor, stack, stage });
      const seconds = Math.round((clock.now() - from) / 100) / 10;
      record.steps.push({ title: step.title, seconds, ...(shownAfter !== undefined && { shownAfter }) });
      record.next = index + 1;
      journal.save();
      say(`${story.name}: ${step.title} (${seconds} s)`);
    }
    await stack.destroy();
    const { putBack, left: still } = await settle(story, vendor, journal, clock, true);
    const differs = [...putBack, ...still];
    // Also after Ctrl-C: it is told here or nowhere.
    if (differs.length > 0) return failed(`after the end it is not as it was found: ${differs.join("; ")}`);
    Object.assign(record, { outcome: "passed" });
    say(`${story.name}: everything released`);
    return true;
  } catch (error) {
    if (stage.stop.aborted) return undefined;
    failed(messageOf(error));
    const rest = await end(story, stage).catch((why: unknown) => messageOf(why));
    if (rest) say(`${story.name}: what it ordered could not be released yet, the sweep tries again: ${rest}`);
    return false;
  } finally {
    journal.save();
  }
}

/** Ends what state has of a story, even after Ctrl-C. */
export async function end(story: Story, { folder, bin }: Pick<Stage, "folder" | "bin">): Promise<void> {
  const stack = new Stack(folder, bin, story.name, never);
  if (!stack.exists) return;
  await stack.open();
  if (stack.resources().length > 0) await stack.destroy();
}

interface At {
  readonly story: Story;
  readonly vendor: Vendor;
  readonly stack: Stack;
  readonly stage: Stage;
}

/** @returns seconds until the vendor showed a change of somebody else's */
async function take(step: Step, declared: readonly Declared[], at: At): Promise<number | undefined> {
  const { story, vendor, stack, stage } = at;
  const subject = SUBJECTS[story.name] as Subject;
  let shownAfter: number | undefined;
  if (step.drift !== undefined) {
    await subject.drift?.(vendor, stack.outputs(), step.drift);
    shownAfter = (await shown(at, subject, { bandwidth: step.drift })).seconds;
  }
  if (step.imports) await forgetAndImport(at);
  await stack.up(declared);
  if (step.mark) await subject.mark?.(vendor, stack.outputs(), story.name);
  const { held } = await shown(at, subject, step.holds ?? {});
  const record = stage.journal.story(story.name);
  record.objects = sameObjects(record.objects ?? {}, held.ids, step.renews);
  await stack.unchanged();
  // At every step that holds something: what one could not measure, for throttling or a kill, a later one does.
  for (const probe of step.holds ? unmeasured(stage.journal.records.seen, vendor.name, story.name) : [])
    stage.journal.saw(await measure(vendor, probe, stack.outputs()));
  return shownAfter;
}

async function forgetAndImport({ story, stack, stage }: At): Promise<void> {
  const record = stage.journal.story(story.name);
  record.imports ??= stack.resources().map(({ type, name, id, urn }) => ({ type, name, id, urn }));
  // Before anything leaves the state: without these ids, nothing would know of the objects.
  stage.journal.save();
  const present = stack.resources();
  if (present.length === record.imports.length) await stack.forget(present.map(({ urn }) => urn));
  const left = stack.resources().map(({ name }) => name);
  await stack.import(record.imports.filter(({ name }) => !left.includes(name)));
}

/**
 * Whether each object is the one that was there before the step, or another where the step orders anew: a change in
 * place that replaces is an order too many.
 *
 * @returns the ids that the next step is compared with
 * @throws Error that names the ids
 */
export function sameObjects(
  before: Readonly<Record<string, string>>,
  ids: Held["ids"],
  renews: readonly string[] = [],
): Record<string, string> {
  for (const [name, was] of Object.entries(before)) {
    const is = ids[name] ?? "not there";
    if (renews.includes(name) && is === was) throw new Error(`${name} is still ${was}, and was to be ordered anew`);
    if (!renews.includes(name) && is !== was)
      throw new Error(`${name} was ${was} and is ${is}: it was replaced, and was to stay`);
  }
  return Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (id ? [[name, id]] : [])));
}

/** Waits until the vendor's own read shows these values. */
async function shown(
  { vendor, stack, stage }: At,
  subject: Subject,
  wanted: Readonly<Record<string, unknown>>,
): Promise<{ readonly seconds: number; readonly held: Held }> {
  const from = stage.clock.now();
  for (;;) {
    const held = await subject.read(vendor, stack.outputs());
    const seen = held && Object.fromEntries(Object.keys(wanted).map((name) => [name, held.values[name]]));
    const seconds = Math.round((stage.clock.now() - from) / 100) / 10;
    if (held && isDeepStrictEqual(seen, wanted)) return { seconds, held };
    if (seconds > SHOWN_SECONDS)
      throw new Error(
        `the cloud shows ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)} after ${seconds} s`,
      );
    await stage.clock.sleep(LOOK_MS, stage.stop);
  }
}
