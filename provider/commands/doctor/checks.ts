import { MARK_WIDTH, type Mark, markWord, wrap } from "../terminal";

/** One line of the result. */
export interface Check {
  /** What was checked, in one or two words. */
  readonly about: string;
  readonly mark: Mark;
  readonly text: string;
  /** What to do. With each warning and failure. */
  readonly mend?: string;
}

/** The checks of this machine, of a stack, or of one account of a cloud. */
export interface Group {
  /** For people. */
  readonly title: string;
  /** The cloud's name. */
  readonly cloud?: string;
  readonly checks: readonly Check[];
}

export const ok = (about: string, text: string): Check => ({ about, mark: "ok", text });
export const skipped = (about: string, text: string): Check => ({ about, mark: "skipped", text });
export const warning = (about: string, text: string, mend: string): Check => ({ about, mark: "warning", text, mend });
export const failure = (about: string, text: string, mend: string): Check => ({ about, mark: "failure", text, mend });

export function countOf(groups: readonly Group[], mark: Mark): number {
  return groups.flatMap(({ checks }) => checks).filter((check) => check.mark === mark).length;
}

/** A line for each check, below the title of its group. */
export function textOf(groups: readonly Group[], colour: boolean, columns: number | undefined): string {
  const indent = MARK_WIDTH + 4;
  const lines = groups.flatMap(({ title, checks }) => [
    title,
    ...checks.map(({ about, mark, text, mend }) => {
      const sentence = mend && !/[.!?]$/.test(text) ? `${text}.` : text;
      return `  ${markWord(mark, colour)}  ${wrap([`${about}: ${sentence}`, mend].filter(Boolean).join(" "), columns, indent)}`;
    }),
    "",
  ]);
  const [warnings, failures] = [countOf(groups, "warning"), countOf(groups, "failure")];
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  return `${lines.join("\n")}\n${countOf(groups, "ok")} ok, ${many(warnings, "warning")}, ${many(failures, "failure")}\n`;
}

/** The same for scripts. */
export function jsonOf(groups: readonly Group[]): string {
  const checks = groups.flatMap(({ title, cloud = null, checks }) =>
    checks.map(({ about, mark, text, mend = null }) => ({ group: title, cloud, about, mark, text, mend })),
  );
  return `${JSON.stringify({ failures: countOf(groups, "failure"), warnings: countOf(groups, "warning"), checks }, null, 2)}\n`;
}
