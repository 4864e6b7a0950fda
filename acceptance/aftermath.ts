// Compares what is there after a story with what was there before it: the provider's own word that everything was
// released or restored is what acceptance is to prove. It ends nothing: what is new may be somebody else's.
import { isDeepStrictEqual } from "node:util";
import { messageOf } from "../provider/core/api/errors";
import type { Clock } from "../provider/core/context";
import { type Inventory, type Item, PLACES } from "./inventory";
import type { Journal } from "./journal";
import { OWN_BANDWIDTHS, type Story } from "./stories";
import type { Vendor } from "./vendor";

/** How long a list may show what is gone, and omit what is there. */
const LAG_MS = 30_000;
const LOOK_MS = 2_000;

type Times = Pick<Clock, "now" | "sleep">;
type Ids = Readonly<Record<string, string>>;

/** What is there before the first change: what two reads in a row show, since a list may lag behind a sweep. */
export async function found({ name }: Story, vendor: Vendor, ids: Ids, clock: Times): Promise<Inventory> {
  const until = clock.now() + LAG_MS;
  for (let last = await readPlace(name, vendor, ids); ; ) {
    await clock.sleep(LOOK_MS);
    const next = await readPlace(name, vendor, ids);
    if (isDeepStrictEqual(last, next) || clock.now() > until) return next;
    last = next;
  }
}

async function readPlace(story: string, vendor: Vendor, ids: Ids): Promise<Inventory> {
  return (await PLACES[story]?.read(vendor, ids)) ?? {};
}

interface Change {
  readonly id: string;
  readonly was?: Item | undefined;
  readonly is?: Item | undefined;
}

export function changesIn(before: Inventory, after: Inventory): Change[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids
    .map((id) => ({ id, was: before[id], is: after[id] }))
    .filter(({ was, is }) => !isDeepStrictEqual(was?.settings, is?.settings));
}

export interface Aftermath {
  /** What acceptance itself had to set again. */
  readonly putBack: readonly string[];
  /** What differs and stays. */
  readonly left: readonly string[];
}

/**
 * Compares, and puts back what the story had changed.
 *
 * @param isOver whether everything that the story ordered is ended, as far as state and marks tell: what is still
 *   there is then told once and not looked at again
 */
export async function settle(
  { name }: Story,
  vendor: Vendor,
  journal: Journal,
  clock: Times,
  isOver: boolean,
): Promise<Aftermath> {
  const record = journal.records.stories[name];
  const { before, ids, isSettled } = record ?? {};
  if (!record || !before || !ids || isSettled) return { putBack: [], left: [] };
  const changes = () => lasting(async () => changesIn(before, await readPlace(name, vendor, ids)), clock);
  const first = await changes();
  const ours = first.filter((change) => isOurs(name, change));
  const problems: string[] = [];
  for (const { id, was } of ours) {
    const again = PLACES[name]?.putBack?.(vendor, id, was?.settings ?? {});
    await again?.catch((error: unknown) => problems.push(messageOf(error)));
  }
  const rest = ours.length > 0 ? await changes() : first;
  const isUndone = rest.every((change) => !isOurs(name, change));
  record.isSettled = isOver && isUndone;
  const done = ours.filter(({ id }) => !rest.some((change) => change.id === id));
  return {
    putBack: done.map((change) => `${text(change)}: put back`),
    left: [
      ...rest.map((change) => `${text(change)}${isOurs(name, change) ? ", and could not be put back" : ""}`),
      ...problems,
    ],
  };
}

/** Differences that stay. */
async function lasting(read: () => Promise<Change[]>, clock: Times): Promise<Change[]> {
  const until = clock.now() + LAG_MS;
  for (;;) {
    const changes = await read();
    if (changes.length === 0 || clock.now() > until) return changes;
    await clock.sleep(LOOK_MS);
  }
}

/** A bandwidth that no step sets is somebody else's will, and stays. */
function isOurs(story: string, { was, is }: Change): boolean {
  const others = { ...is?.settings, bandwidth: was?.settings.bandwidth };
  return (
    PLACES[story]?.putBack !== undefined &&
    isDeepStrictEqual(others, was?.settings) &&
    OWN_BANDWIDTHS.includes(Number(is?.settings.bandwidth))
  );
}

function text({ id, was, is }: Change): string {
  if (!was) return `${is?.what} ${id} is new since the story began, and not ended without a mark: check it`;
  if (!is) return `${was.what} ${id} was there when the story began, and is gone: check it`;
  return `${was.what} ${id} has ${JSON.stringify(is.settings)} instead of ${JSON.stringify(was.settings)}`;
}

interface Sweep {
  readonly journal: Journal;
  readonly clock: Times;
  readonly isOver: boolean;
  readonly say: (line: string) => void;
}

/** After a sweep, for the stories of one cloud. @returns what is left */
export async function settleAll(
  stories: readonly Story[],
  vendor: Vendor,
  { journal, clock, isOver, say }: Sweep,
): Promise<string[]> {
  const problems: string[] = [];
  for (const story of stories) {
    try {
      const { putBack, left } = await settle(story, vendor, journal, clock, isOver);
      for (const line of putBack) say(`sweep: ${story.name}: ${line}`);
      problems.push(...left.map((line) => `${story.name}: ${line}`));
    } catch (error) {
      problems.push(`${story.name}: what it found cannot be compared: ${messageOf(error)}`);
    }
  }
  // A journal without a story is that of a run that has not begun.
  if (Object.keys(journal.records.stories).length > 0) journal.save();
  return problems;
}
