/** An answer is not used again after this long. Milliseconds. */
const FRESH_FOR = 500;

interface Answer {
  readonly value: unknown;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What one operation has just read, so that its next step does not read the same again. A write or a look of a wait
 * forgets all: what is decided after them needs a new read. Only that operation uses it, and for half a second: nothing
 * is decided on older data than a slow answer would give.
 */
export class Recent {
  private readonly answers = new Map<object, Map<string, Answer>>();

  /** @param reads whose answers: names are theirs */
  get<V>(reads: object, name: string, now: number): { readonly value: V | undefined } | undefined {
    const answer = this.answers.get(reads)?.get(name);
    return answer && now - answer.at < FRESH_FOR ? (answer as { value: V | undefined }) : undefined;
  }

  put(reads: object, name: string, value: unknown, now: number): void {
    const answers = this.answers.get(reads) ?? new Map<string, Answer>();
    answers.set(name, { value, at: now });
    this.answers.set(reads, answers);
  }

  forget(): void {
    this.answers.clear();
  }
}
