// What a run has done so far, written after every step: a run that is interrupted is continued by the next one.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Inventory } from "./inventory";
import type { Seen } from "./measure";
import type { Import } from "./stack";

export interface StoryRecord {
  /** Steps done. */
  next: number;
  /** What was there before its first change, by the vendor's own reads. */
  before?: Inventory;
  /** What was there before is compared with what is there now, and what was changed is as before. */
  isSettled?: boolean;
  /** The vendor's ids of its objects after the last step, by name. */
  objects?: Readonly<Record<string, string>>;
  /** What was in state before it was removed for an import. */
  imports?: readonly Import[];
  /** Seconds of each step, and what the vendors showed late. */
  readonly steps: { readonly title: string; readonly seconds: number; readonly shownAfter?: number }[];
  /** When it began, in milliseconds since the epoch: what it orders is paid for from then on, also while nothing runs. */
  begun: number;
  /** The objects of the account that it was begun with, by setting. */
  readonly ids: Readonly<Record<string, string>>;
  outcome?: "passed" | "failed";
  problem?: string;
}

interface Records {
  readonly begun: string;
  readonly stories: Record<string, StoryRecord>;
  readonly seen: Record<string, Seen>;
  ended?: string;
}

export class Journal {
  readonly records: Records;

  /** Continues the journal of an unfinished run. */
  constructor(
    private readonly path: string,
    private readonly now: () => number,
  ) {
    const last = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Records) : undefined;
    this.continued = last !== undefined && last.ended === undefined;
    this.records = last && this.continued ? last : { begun: new Date(now()).toISOString(), stories: {}, seen: {} };
  }

  /** Whether an earlier run was interrupted. */
  readonly continued: boolean;

  /** @param ids of a story that begins now */
  story(name: string, ids: StoryRecord["ids"] = {}): StoryRecord {
    const record = this.records.stories[name] ?? { next: 0, steps: [], begun: this.now(), ids };
    this.records.stories[name] = record;
    return record;
  }

  /** Stories that have begun and have no outcome, or whose place may not be as it was. */
  unfinished(): string[] {
    const isOver = ({ outcome, before, isSettled }: StoryRecord) => outcome && (isSettled || !before);
    return Object.entries(this.records.stories).flatMap(([name, record]) => (isOver(record) ? [] : [name]));
  }

  /**
   * A sweep has ended what these stories ordered. The run is over, if all that began in it is.
   *
   * @param isAll whether nothing of other stories may be left
   */
  swept(stories: readonly string[], isAll: boolean): void {
    for (const name of this.unfinished().filter((each) => stories.includes(each)))
      if (!this.story(name).outcome)
        Object.assign(this.story(name), { outcome: "failed", problem: "ended by a sweep" });
    if (isAll && this.unfinished().length === 0) this.records.ended = new Date(this.now()).toISOString();
  }

  saw(seen: Seen): void {
    this.records.seen[seen.probe] = seen;
  }

  /** Whole or not at all: the process may be killed at any time. */
  save(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, JSON.stringify(this.records, undefined, 2));
    renameSync(`${this.path}.new`, this.path);
  }
}
