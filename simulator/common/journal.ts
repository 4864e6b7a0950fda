/** One call that reached the simulator, answered or not. Secrets and signatures are not kept. */
export interface JournalEntry {
  readonly seq: number;
  /** When it arrived, ISO. */
  readonly at: string;
  readonly cloud: string;
  readonly product: string;
  readonly action: string;
  readonly region: string;
  /** Without the parameters that identify the caller and sign the call. */
  readonly params: Readonly<Record<string, string>>;
  /** HTTP status of the answer; 0 without one: not yet, dropped or held. */
  readonly status: number;
  /** The vendor's error code, when the answer was a refusal. */
  readonly code?: string;
  readonly requestId: string;
  readonly clientToken?: string;
  readonly dryRun: boolean;
  /** Answered again for its client token, without a second effect. */
  readonly replayed: boolean;
  /** The fault that was injected into this call, for example "drop after". */
  readonly fault?: string;
  readonly milliseconds: number;
  /** Known once the caller is authenticated. */
  readonly account?: string;
  /** The signature the caller used, for example "ACS3-HMAC-SHA256". */
  readonly scheme?: string;
}

export type JournalStart = Pick<JournalEntry, "at" | "cloud" | "product" | "action" | "region" | "params"> &
  Pick<JournalEntry, "requestId" | "dryRun"> & { readonly clientToken?: string | undefined };

export type JournalEnd = { -readonly [Key in keyof JournalEntry]?: JournalEntry[Key] | undefined };

/** How many of the latest calls a restart keeps. */
const SAVED = 1000;

export interface SavedJournal {
  readonly seq: number;
  readonly entries: readonly JournalEntry[];
}

export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;

  /** Records the call on arrival, so that unanswered calls appear too. Returns a function that completes the entry. */
  open(start: JournalStart): (end: JournalEnd) => void {
    const { clientToken, ...rest } = start;
    const entry = { seq: ++this.#seq, ...rest, status: 0, replayed: false, milliseconds: 0 };
    this.#entries.push(defined({ ...entry, clientToken }) as JournalEntry);
    const place = this.#entries.length - 1;
    const entries = this.#entries;
    return (end) => {
      entries[place] = { ...(entries[place] as JournalEntry), ...(defined(end) as Partial<JournalEntry>) };
    };
  }

  all(): JournalEntry[] {
    return [...this.#entries];
  }

  reset(): void {
    this.#entries = [];
    this.#seq = 0;
  }

  save(): SavedJournal {
    return { seq: this.#seq, entries: this.#entries.slice(-SAVED) };
  }

  load({ seq, entries }: SavedJournal): void {
    this.#seq = seq;
    this.#entries = [...entries];
  }
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
